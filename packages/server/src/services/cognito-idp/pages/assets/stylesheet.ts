/**
 * The one style sheet of the pages. Every colour and length that a managed style can set is a custom property; what stands behind it in `var()`
 * holds where there is no style. Selectors are wrapped in `:where()`, so that the plain class selectors of a classic style sheet win.
 */
export const stylesheet = `:root {
  --ink: var(--page-text-heading, light-dark(#16212c, #e8edf2));
  --body: var(--page-text-body, light-dark(#46535f, #b6c1cb));
  --paper: var(--page-background, light-dark(#f4f6f8, #0e151c));
  --sheet: var(--form-background, light-dark(#ffffff, #17212b));
  --edge: var(--form-border, light-dark(#dde3e8, #2b3945));
  --accent: var(--primary-button-background, light-dark(#1d5f99, #7cc0f5));
  --on-accent: var(--primary-button-text, light-dark(#ffffff, #06233a));
  --anchor: var(--link-text, light-dark(#1d5f99, #7cc0f5));
  --focus: var(--focus-state-border, light-dark(#1d5f99, #7cc0f5));
  --bad: var(--status-indicator-error-indicator, light-dark(#b3261e, #ff9a92));
  --good: var(--status-indicator-success-indicator, light-dark(#1b6e3a, #7ad49a));
  --room: var(--density, 1);
  --sans: "Inter", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}

:where(*, *::before, *::after) { box-sizing: border-box }
:where(html) { -webkit-text-size-adjust: 100%; scroll-padding-block: 1rem }
:where(body) { margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; position: relative; isolation: isolate;
  background: var(--paper); color: var(--body); font: 1rem/1.5 var(--sans); overflow-wrap: anywhere; -webkit-font-smoothing: antialiased }
/* Lines end between words, where Korean has blanks and Japanese phrases. */
:where(:lang(ko)) { word-break: keep-all }
:where(:lang(ja)) { word-break: auto-phrase }
:where(h1, p, ul, dl, dd) { margin: 0 }
:where(ul) { padding: 0; list-style: none }
:where(h1, p, li, dd, label, .btn, .form-control) { unicode-bidi: plaintext }
:where(.hidden) { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
:where([hidden]) { display: none }
:where(a, .link) { color: var(--anchor); text-underline-offset: .2em; text-decoration-thickness: 1px }
:where(a, .link):hover { color: var(--link-hover-text, var(--anchor)); text-decoration-thickness: 2px }
:where(:focus-visible) { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px }

:where(.place) { flex: 1; display: flex; padding: clamp(1rem, 4vw, 3rem) clamp(1rem, 4vw, 3rem) }
:where(.across-start) { justify-content: flex-start }
:where(.across-center) { justify-content: center }
:where(.across-end) { justify-content: flex-end }
:where(.along-start) { align-items: flex-start }
:where(.along-center) { align-items: center }
:where(.along-end) { align-items: flex-end }
:where(.column) { inline-size: min(27rem, 100%); display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.1rem }
:where(.card) { position: relative; isolation: isolate; overflow: hidden; background: var(--sheet); border: 1px solid var(--edge);
  border-radius: var(--form-radius, 14px); box-shadow: 0 1px 2px rgb(15 25 35 / .05), 0 12px 32px -12px rgb(15 25 35 / .14) }
:where(.modal-body) { padding: calc(clamp(1.25rem, 6vw, 2.25rem) * var(--room)) clamp(1.25rem, 6vw, 2.25rem); display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(1.1rem * var(--room)) }
:where(h1) { color: var(--ink); font-size: clamp(1.4rem, 1.2rem + 1vw, 1.65rem); font-weight: 650; line-height: 1.25; letter-spacing: -.015em; text-wrap: balance }
:where(.lead) { color: var(--page-text-description, var(--body)); font-size: .95rem; margin-block-start: -.55rem; text-wrap: pretty }

:where(.backdrop) { position: absolute; inset: 0; z-index: -1; overflow: hidden }
:where(.backdrop img) { inline-size: 100%; block-size: 100%; object-fit: cover }
:where(.banner) { display: flex; align-items: center; padding: 1.4rem clamp(1.25rem, 6vw, 2.25rem) 0 }
:where(.modal-body ~ .banner) { padding-block: 0 1.4rem }
:where(.column > .banner) { padding: 0 }
:where(.logo, .bar-logo) { display: flex; align-items: center; inline-size: 100% }
:where(.logo img) { max-inline-size: 60%; max-block-size: 5rem; object-fit: contain }
:where(.at-start) { justify-content: flex-start }
:where(.at-center) { justify-content: center }
:where(.at-end) { justify-content: flex-end }
:where(.bar) { position: relative; isolation: isolate; min-block-size: 3.5rem; padding: .6rem clamp(1rem, 4vw, 3rem); display: flex; align-items: center }
:where(.bar:not(:has(*))) { min-block-size: 1.25rem; padding-block: 0 }
:where(.bar-top) { background: var(--page-header-background, transparent); border-block-end: 1px solid var(--page-header-border, transparent) }
:where(.bar-bottom) { background: var(--page-footer-background, transparent); border-block-start: 1px solid var(--page-footer-border, transparent) }
:where(.bar-logo img) { max-inline-size: min(12rem, 60%); max-block-size: 2.6rem; object-fit: contain }
:where(.graphic) { display: flex }
:where(.graphic img) { max-inline-size: 100%; max-block-size: 7rem; min-inline-size: 3.5rem; object-fit: contain }

:where(form) { margin: 0 }
:where(.cognito-asf) { display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(1.05rem * var(--room)) }
:where(.field) { display: grid; grid-template-columns: minmax(0, 1fr); gap: .35rem }
:where(label) { color: var(--input-label-text, var(--ink)); font-size: .9rem; font-weight: 550; justify-self: start }
:where(.optional) { color: var(--input-description-text, var(--body)); font-weight: 400 }
:where(.form-control, select) { inline-size: 100%; min-block-size: 2.75rem; padding: .5rem .8rem; font: inherit; color: var(--ink); background: var(--input-background, var(--sheet));
  border: 1px solid var(--input-border, light-dark(#84919c, #5d6e7c)); border-radius: var(--input-radius, 9px) }
:where(.form-control)::placeholder { color: var(--input-placeholder, light-dark(#66737e, #8d9aa6)); opacity: 1 }
:where(.form-control, select):focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; border-color: var(--focus) }
:where(.form-control[aria-invalid="true"]) { border-color: var(--bad); box-shadow: inset 0 0 0 1px var(--bad) }
:where(.form-control#verification_code) { font-variant-numeric: tabular-nums; letter-spacing: .18em }
:where(.field-error) { color: var(--bad); font-size: .875rem; padding: .3rem .6rem; border-radius: 4px; background: var(--status-indicator-error-background, light-dark(#fdf1f0, #33191a)); border-inline-start: 3px solid var(--status-indicator-error-border, var(--bad)) }
:where(.with-reveal) { position: relative; display: block }
:where(.with-reveal .form-control) { padding-inline-end: 3rem }
:where(.reveal) { position: absolute; inset-block: 0; inset-inline-end: 0; inline-size: 2.75rem; min-block-size: 2.75rem; margin: auto 0; padding: 0; border: 0; background: transparent; color: var(--body); cursor: pointer; border-radius: var(--input-radius, 9px) }
:where(.reveal)::before { content: ""; position: absolute; inset: 0; margin: auto; inline-size: 1.25rem; block-size: 1.25rem; background: currentColor; mask: var(--eye) center / contain no-repeat }
:root { --eye: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23000' stroke-width='1.800' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12Z'/%3E%3Ccircle cx='12' cy='12' r='3'/%3E%3C/svg%3E") }
:where(.reveal[aria-pressed="true"]) { color: var(--accent) }

:where(.btn) { font: inherit; font-weight: 600; inline-size: 100%; min-block-size: 2.75rem; margin-block-start: .2rem; padding: .55rem 1.2rem; cursor: pointer; white-space: normal;
  color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: var(--buttons-radius, 9px); transition: background-color .15s }
:where(.btn):hover { background: var(--primary-button-hover-background, color-mix(in oklab, var(--accent), black 14%)); color: var(--primary-button-hover-text, var(--on-accent)) }
:where(.btn):active { background: var(--primary-button-active-background, color-mix(in oklab, var(--accent), black 22%)); color: var(--primary-button-active-text, var(--on-accent)) }
/* Whatever colour a style gives a button that waits, its text is read on it. */
:where(.btn):disabled, :where([aria-busy="true"]) .btn { --waiting: var(--primary-button-disabled-background, color-mix(in oklab, var(--accent) 55%, var(--sheet)));
  color: oklch(from var(--waiting) clamp(0, (.66 - l) * 1000, 1) 0 0); background: var(--waiting); border-color: var(--primary-button-disabled-border, transparent) }
:where(form[aria-busy="true"] .btn) { cursor: progress }
:where(.link) { font: inherit; text-align: start; padding: .35rem 0; min-block-size: 2.75rem; border: 0; background: none; text-decoration-line: underline; cursor: pointer }
:where(.link):disabled { color: var(--body); text-decoration: none; cursor: default; font-variant-numeric: tabular-nums }
:where(.aside) { font-size: .9rem; margin-block: -.35rem -.1rem }
:where(.aside a, .other a) { display: inline-flex; align-items: center; min-block-size: 2.75rem }
:where(.other) { font-size: .925rem; border-block-start: 1px solid var(--divider-border, var(--edge)); padding-block-start: .55rem; margin-block-end: -.6rem; display: flex; flex-wrap: wrap; align-items: center; gap: 0 .5rem }
:where(.resend) { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .5rem; font-size: .925rem; margin-block: -.4rem }
:where(.legal) { color: var(--body); font-size: .85rem }

:where(.alert) { padding: .7rem .9rem; font-size: .925rem; color: var(--ink); background: var(--alert-error-background, light-dark(#fdf1f0, #33191a)); border: 1px solid var(--alert-error-border, light-dark(#d99a96, #8d4a47)); border-radius: var(--alert-radius, 9px) }
:where(.alert, .notice)::before { content: ""; inline-size: .55rem; block-size: .55rem; border-radius: 50%; background: var(--bad); translate: 0 -.05rem }
:where(.notice-good)::before { background: var(--good) }
:where(.notice-bad)::before { background: var(--status-indicator-warning-indicator, light-dark(#8a6100, #e3c05f)) }
:where(.alert, .notice) { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .65rem; align-items: baseline }
:where(.notice) { padding: .7rem .9rem; font-size: .925rem; color: var(--ink); border: 1px solid; border-radius: var(--alert-radius, 9px) }
:where(.notice-good) { background: var(--status-indicator-success-background, light-dark(#eff8f2, #14281c)); border-color: var(--status-indicator-success-border, light-dark(#97c9a9, #3a7351)) }
:where(.notice-bad) { background: var(--status-indicator-warning-background, light-dark(#fef8e7, #2d250e)); border-color: var(--status-indicator-warning-border, light-dark(#d9bd74, #7d682a)) }
:where(.mailbox) { font-size: .875rem; padding: .55rem .8rem; border: 1px dashed var(--edge); border-radius: 9px }
:where(.mailbox a) { display: inline-block; padding-block: .3rem }
:where(.checks) { display: grid; gap: .2rem; font-size: .85rem; margin-block-start: -.4rem; color: var(--input-description-text, var(--body)) }
:where(.checks li) { display: grid; grid-template-columns: 1.1rem minmax(0, 1fr); align-items: baseline }
:where(.checks li[hidden]) { display: none }
:where(.checks .mark)::before { content: "" }
:where(.checks .mark:empty)::before { content: "·"; font-weight: 700 }
:where(.passwordCheck-valid-customizable) { color: var(--good) }
:where(.passwordCheck-notValid-customizable) { color: var(--bad) }
:where(.uris) { display: grid; gap: .3rem; font-size: .9rem }
/* Each under its own heading. */
:where(.uris dd + dt) { margin-block-start: .6rem }
:where(.uris dt) { color: var(--ink); font-weight: 600 }
:where(code) { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .9em }

:where(.languages) { display: flex; flex-wrap: wrap; gap: .5rem; justify-content: center; align-items: center; font-size: .875rem }
:where(.languages select) { inline-size: auto; max-inline-size: 100%; font-size: inherit; color: var(--body); background: var(--drop-down-item-background, transparent); border-color: var(--edge); border-radius: var(--drop-down-radius, 9px) }
:where(.languages select):hover { background: var(--drop-down-hover-item-background, transparent); border-color: var(--drop-down-hover-item-border, var(--body)); color: var(--drop-down-hover-item-text, var(--ink)) }
:where(.languages option:checked) { background: var(--drop-down-match-item-background, transparent); color: var(--drop-down-match-item-text, inherit) }
:where(.quiet) { font: inherit; min-block-size: 2.75rem; padding: .4rem .9rem; cursor: pointer; color: var(--secondary-button-text, var(--anchor)); background: var(--secondary-button-background, transparent); border: 1px solid var(--secondary-button-border, var(--edge)); border-radius: var(--buttons-radius, 9px) }
:where(.quiet):hover { color: var(--secondary-button-hover-text, var(--anchor)); background: var(--secondary-button-hover-background, transparent); border-color: var(--secondary-button-hover-border, var(--anchor)) }
:where(.quiet):active { color: var(--secondary-button-active-text, var(--anchor)); background: var(--secondary-button-active-background, transparent); border-color: var(--secondary-button-active-border, var(--anchor)) }
:where(.languages.sends .quiet) { display: none }

/* A narrow window, or large letters: long words are parted as their language does, and have what room there is. */
@media (max-width: 17rem) {
  :where(body) { hyphens: auto }
  :where(.modal-body) { padding-inline: .75rem }
  :where(.btn) { padding-inline: .4rem }
}
/* Safari zooms into a control whose letters are smaller. */
@media (pointer: coarse) { :where(.languages select) { font-size: 1rem } }
@media (max-width: 30rem) {
  :where(.place) { padding: 0; align-items: stretch }
  :where(.column) { align-content: start; gap: .5rem; padding-block-end: 1rem }
  :where(.card) { border-inline: 0; border-block-start: 0; border-radius: 0; box-shadow: none }
}
@media (prefers-reduced-motion: reduce) { :where(*) { transition: none !important; animation: none !important; scroll-behavior: auto !important } }
@media (forced-colors: active) {
  :where(.reveal)::before { background: ButtonText }
  :where(.alert, .notice)::before { background: CanvasText }
  :where(.btn, .quiet, .card) { border: 1px solid }
}
`;
