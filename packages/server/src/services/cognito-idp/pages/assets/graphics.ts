/** A picture of strokes on a disc, in colours that do on light and dark cards. */
const graphic = (strokes: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 56 56">
<circle cx="28" cy="28" r="28" fill="#3b82c4" fill-opacity=".14"/>
<g fill="none" stroke="#3b82c4" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">${strokes}</g>
</svg>
`;

/** An envelope. */
export const emailGraphic = graphic(
  `<rect x="15" y="19" width="26" height="19" rx="3"/><path d="m16 21.5 12 9 12-9"/>`,
);

/** A telephone with a message. */
export const smsGraphic = graphic(
  `<rect x="20" y="13.500" width="16" height="29" rx="3.500"/><path d="M26.500 38h3M24.500 21h7M24.500 25.500h4.500"/>`,
);

/** A padlock. */
export const passwordGraphic = graphic(
  `<rect x="17" y="26" width="22" height="15" rx="3"/><path d="M21.500 26v-4.500a6.500 6.500 0 0 1 13 0V26M28 32v3.500"/>`,
);
