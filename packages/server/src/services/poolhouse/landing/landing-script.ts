/**
 * Shows what stands in the fragment of the landing page's address: the tokens of the implicit flow. It writes text only, never HTML, and
 * takes the tokens out of the address bar, so that they are in no history.
 */
export const landingScript = `const place = document.getElementById("fragment");

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function lines(text) {
  const box = element("div", undefined, { class: "lines" });
  const pre = element("pre", undefined, { tabindex: "0" });
  pre.append(element("code", text));
  box.append(pre);
  return box;
}

function decoded(part) {
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 2);
  } catch {
    return undefined;
  }
}

function card(name, value) {
  const section = element("section", undefined, { class: "card" });
  section.append(element("h2", name));
  const parts = value.split(".");
  const claims = parts.length === 3 ? decoded(parts[1]) : undefined;
  if (claims === undefined) section.append(lines(value));
  else {
    const details = element("details");
    details.append(element("summary", "The token itself"), lines(value));
    details.lastChild.classList.add("wrapped");
    section.append(element("h3", "Claims"), lines(claims), details);
  }
  return section;
}

const found = [...new URLSearchParams(location.hash.slice(1))];
history.replaceState(null, "", location.pathname);
if (found.length === 0) place.append(element("p", place.dataset.empty, { class: "card empty" }));
else place.append(...found.map(([name, value]) => card(name, value)));
`;
