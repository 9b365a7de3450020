/**
 * The pages' only script: copy buttons, times in the reader's zone, lists that renew themselves. Everything can be read and done without it.
 * It never makes HTML of text; what it inserts was escaped by the server and may not run scripts under the pages' policy.
 */
export const script = `const status = document.getElementById("status");

function addCopyButton(element) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  const label = element.dataset.copy;
  if (label) button.setAttribute("aria-label", "Copy " + label);
  const text = element.textContent.trim();
  button.addEventListener("click", async () => {
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Not a secure context, such as another machine's address over plain HTTP: the reader copies what is marked.
      done = false;
      getSelection().selectAllChildren(element);
    }
    button.textContent = done ? "Copied" : "Marked";
    status.textContent = done ? "Copied" : "Marked; copy it with the keyboard";
    setTimeout(() => { button.textContent = "Copy"; status.textContent = ""; }, 1500);
  });
  (element.closest("pre") ?? element).after(button);
}

const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

function enhance(root) {
  for (const element of root.querySelectorAll("[data-copy]")) addCopyButton(element);
  for (const element of root.querySelectorAll("time")) {
    element.title = element.textContent;
    element.textContent = local.format(new Date(element.dateTime));
  }
}

// What the server sent for each child of a living list, before anything here touched it.
const sent = new WeakMap();

function remember(list) {
  for (const child of list.children) sent.set(child, child.outerHTML);
}

function renew(list, fresh) {
  const old = new Map([...list.children].map((child) => [child.id, child]));
  const wanted = [...fresh.children].map((child) => {
    const shown = old.get(child.id);
    if (shown && sent.get(shown) === child.outerHTML) return shown;
    const copy = document.importNode(child, true);
    sent.set(copy, child.outerHTML);
    copy.classList.add("new");
    return copy;
  });
  const kept = new Set(wanted);
  for (const child of [...list.children]) if (!kept.has(child)) child.remove();
  wanted.forEach((child, index) => {
    // Children that stay are not moved: that would close what is open in them.
    if (list.children[index] !== child) list.insertBefore(child, list.children[index] ?? null);
    if (!old.has(child.id) || old.get(child.id) !== child) enhance(child);
  });
}

async function refresh() {
  if (document.hidden) return;
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const list of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(list.id);
      if (fresh) renew(list, fresh);
    }
  } catch {
    // The server is away; it may come back.
  }
}

document.querySelectorAll("[data-live]").forEach(remember);
enhance(document);
const seconds = Number(document.documentElement.dataset.refresh);
if (seconds > 0) {
  const again = () => setTimeout(() => refresh().then(again), seconds * 1000);
  again();
  document.addEventListener("visibilitychange", refresh);
}
`;
