/** The reason of a message that was not sent as the pages say it, under a heading that says the rest. */
export function whyNotSent(reason: string): string {
  const alone = reason.replace(/^Nothing was sent: /, "");
  return `${alone.charAt(0).toUpperCase()}${alone.slice(1)}`;
}
