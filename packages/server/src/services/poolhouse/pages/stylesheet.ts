/** The one style sheet of start page and mailbox. */
export const stylesheet = `:root {
  color-scheme: light dark;
  --paper: light-dark(#f5f4ef, #0f1719);
  --card: light-dark(#ffffff, #172225);
  --sunk: light-dark(#f1f0ea, #101a1d);
  --ink: light-dark(#1b2528, #e3ebea);
  --soft: light-dark(#56646a, #9db0b3);
  --line: light-dark(#dedcd3, #2b3a3e);
  --accent: light-dark(#0a636b, #6fd0ce);
  --on-accent: light-dark(#ffffff, #06282b);
  --warm: light-dark(#fff4dc, #33290f);
  --warm-line: light-dark(#e3c98a, #6b5820);
  --radius: 12px;
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}

*, *::before, *::after { box-sizing: border-box }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere }
h1, h2, h3, h4, p, ul, dl, dd, pre { margin: 0 }
ul { padding: 0; list-style: none }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.2rem); line-height: 1.2; letter-spacing: -.015em; text-wrap: balance }
h2 { font-size: 1.1rem; line-height: 1.35 }
h3 { font-size: 1.05rem; line-height: 1.35 }
h4 { font-size: .95rem; line-height: 1.35 }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px }
a:hover { text-decoration-thickness: 2px }
code, pre { font-family: var(--mono); font-size: .9em }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px }
main:focus { outline: none }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--card); z-index: 1; border-radius: 0 0 8px 8px }
.skip:focus { top: 0 }

.top, main { width: min(74rem, 100%); margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem) }
.top { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1.5rem; padding-block: 1.1rem }
.brand { display: inline-flex; align-items: center; gap: .6rem; font-weight: 650; font-size: 1.05rem; color: inherit; text-decoration: none }
.top ul { display: flex; gap: .25rem }
.top nav a { display: block; padding: .35rem .8rem; border-radius: 999px; color: var(--soft); text-decoration: none }
.top nav a:hover { color: var(--ink); background: var(--card) }
.top nav a[aria-current] { color: var(--accent); background: var(--card); font-weight: 600; box-shadow: inset 0 0 0 1px var(--line) }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.6rem; padding-block: 1.2rem 4rem }
.intro { display: grid; gap: .35rem }
.intro p { color: var(--soft); display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .5rem }
.intro p code { color: var(--ink); font-size: .95em }

.card { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: clamp(1rem, 3vw, 1.4rem) }
section.card { display: grid; grid-template-columns: minmax(0, 1fr); gap: .9rem }
.empty { color: var(--soft); display: grid; grid-template-columns: minmax(0, 1fr); gap: .8rem }
.empty code { color: var(--ink) }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.8rem }
.lines-list > .line:only-child:not(:has(a)) { color: var(--soft) }
.columns section { display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; align-content: start }
.side { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.8rem; align-content: start }
@media (min-width: 62rem) { .columns { grid-template-columns: minmax(0, 7fr) minmax(0, 5fr) } }
.cards, .messages { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem }
.meta { color: var(--soft); font-size: .875rem; display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline }
.meta strong { color: var(--ink); font-weight: 600 }
.badge { border: 1px solid var(--line); border-radius: 999px; padding: 0 .55rem; font-size: .8rem; line-height: 1.5 }

.facts { display: grid; gap: .45rem }
.facts > div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .1rem .75rem; align-items: baseline }
.facts dt { color: var(--soft); font-size: .875rem }
.facts dd { display: flex; gap: .5rem; align-items: baseline; justify-content: space-between; min-width: 0 }
.facts dd code { min-width: 0 }
.facts.wide { grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: .45rem 1.5rem }
.facts.wide > div { grid-template-columns: 5rem minmax(0, 1fr) }
@media (max-width: 30rem) { .pool .facts > div { grid-template-columns: minmax(0, 1fr) } }

.pool article, .message article { display: grid; grid-template-columns: minmax(0, 1fr); gap: .85rem }
.pool header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .2rem 1rem }
.client { display: grid; grid-template-columns: minmax(0, 1fr); gap: .55rem; border-top: 1px solid var(--line); padding-top: .85rem }

.lines { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: start; background: var(--sunk); border: 1px solid var(--line); border-radius: 8px }
.lines .copy { margin: .5rem .5rem .5rem 0 }
pre { padding: .75rem .9rem; overflow-x: auto; line-height: 1.5; tab-size: 2 }
.wrapped pre { white-space: pre-wrap; overflow-wrap: anywhere }
.snippets, section.card, .starter { container-type: inline-size }
@container (max-width: 32rem) { .lines { grid-template-columns: minmax(0, 1fr) } .lines .copy { order: -1; justify-self: end; margin: .5rem .5rem 0 0 } .lines:has(.copy) pre { padding-top: .2rem } }
.snippets { display: grid; grid-template-columns: minmax(0, 1fr) }
details > summary { cursor: pointer; padding: .35rem 0; color: var(--accent); font-size: .925rem; width: fit-content; max-width: 100% }
details > summary:hover { text-decoration: underline; text-underline-offset: .18em }
details[open] > summary { margin-bottom: .3rem }
details[open] { padding-bottom: .5rem }

button, .button { font: inherit; font-size: .925rem; font-weight: 600; display: inline-block; padding: .45rem 1rem; border: 1px solid var(--accent); border-radius: 8px; background: var(--accent); color: var(--on-accent); text-decoration: none; cursor: pointer }
button:hover, .button:hover { filter: brightness(1.08) }
button.quiet { background: transparent; color: var(--ink); border-color: var(--line); font-weight: 500 }
button.copy { flex: none; background: var(--card); color: var(--accent); border-color: var(--line); padding: .1rem .6rem; font-size: .8rem; min-height: 1.6rem }
button.copy:hover, button.quiet:hover { border-color: var(--accent); filter: none }

.tools { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; justify-content: space-between }
.filter { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; flex: 1 1 20rem }
.filter label { display: grid; gap: .2rem; font-size: .875rem; color: var(--soft); flex: 1 1 13rem; max-width: 22rem }
input { font: inherit; color: var(--ink); background: var(--card); border: 1px solid light-dark(#8b979b, #61757a); border-radius: 8px; padding: .42rem .7rem; width: 100%; min-width: 0 }
.plain { padding: .45rem .2rem }

.message header { display: grid; gap: .2rem }
.message .text { white-space: pre-line; max-width: 70ch }
.message .code { display: flex; flex-wrap: wrap; align-items: center; gap: .9rem }
.message .code code { font-size: clamp(1.7rem, 1.2rem + 2.5vw, 2.3rem); font-weight: 600; letter-spacing: .08em; line-height: 1.2; font-variant-numeric: tabular-nums }
.message .from { border-top: 1px solid var(--line); padding-top: .7rem }
.message.unsent { border-style: dashed }
.notice { background: var(--warm); border: 1px solid var(--warm-line); border-radius: 8px; padding: .55rem .8rem }
iframe { display: block; width: 100%; height: 10rem; resize: vertical; border: 1px solid var(--line); border-radius: 8px; background: #fff; color-scheme: light; margin-bottom: .4rem }
.lines-list { padding-block: .4rem }
.line { display: grid; grid-template-columns: minmax(0, 1fr); gap: .1rem; padding-block: .65rem }
.line + .line { border-top: 1px solid var(--line) }
.small-code { display: flex; align-items: center; gap: .6rem }
.small-code code { font-size: 1.15rem; font-weight: 600; letter-spacing: .06em }

@media (prefers-reduced-motion: no-preference) {
  .new { animation: arrive 1.6s ease-out }
  @keyframes arrive { from { border-color: var(--accent); background: color-mix(in srgb, var(--accent) 12%, var(--card)) } }
}
@media (forced-colors: active) { .top nav a[aria-current] { outline: 1px solid } }
`;
