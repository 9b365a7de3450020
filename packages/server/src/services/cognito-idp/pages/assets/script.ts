/**
 * The pages' only script. Everything can be read and done without it; it never makes HTML of text.
 */
export const script = `const status = document.getElementById("status");

// Passwords in clear, as long as somebody wants to see them.
for (const input of document.querySelectorAll("input[data-show]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "reveal";
  button.setAttribute("aria-controls", input.id);
  const draw = () => {
    const hidden = input.type === "password";
    button.setAttribute("aria-pressed", String(!hidden));
    button.setAttribute("aria-label", hidden ? input.dataset.show : input.dataset.hide);
    button.title = hidden ? input.dataset.show : input.dataset.hide;
  };
  button.addEventListener("click", () => {
    input.type = input.type === "password" ? "text" : "password";
    draw();
    input.focus({ preventScroll: true });
  });
  draw();
  const holder = document.createElement("span");
  holder.className = "with-reveal";
  const focused = document.activeElement === input;
  input.replaceWith(holder);
  holder.append(input, button);
  if (focused) input.focus();
  // Browsers keep, and offer to save, what is sent as a password.
  input.form?.addEventListener("submit", () => { input.type = "password"; draw(); });
}

// What the pool asks of a password, checked while it is typed.
const meets = {
  lowerletter: (text) => /[a-z]/.test(text),
  upperletter: (text) => /[A-Z]/.test(text),
  numbers: (text) => /[0-9]/.test(text),
  symbols: (text) => /[-+=!$%^&*()_|~\`{}\\[\\]:\\/;<>?,.@#'"\\\\]/.test(text) || / /.test(text.trim()),
};
for (const list of document.querySelectorAll("[data-checks]")) {
  const password = document.getElementById(list.dataset.checks);
  const draw = (line, good) => {
    line.classList.toggle("passwordCheck-valid-customizable", good);
    line.classList.toggle("passwordCheck-notValid-customizable", !good);
    line.querySelector(".mark").textContent = good ? "✓" : "✖";
  };
  const clear = (line) => {
    line.classList.remove("passwordCheck-valid-customizable", "passwordCheck-notValid-customizable");
    line.querySelector(".mark").textContent = "";
  };
  const check = () => {
    for (const line of list.querySelectorAll("[data-check]")) {
      const { check: name, repeated, good, bad } = line.dataset;
      if (name === "match") {
        const again = document.getElementById(repeated).value;
        line.hidden = again === "";
        const same = again === password.value;
        line.lastElementChild.textContent = same ? good : bad;
        draw(line, same);
      } else if (password.value === "") clear(line);
      else draw(line, name === "length" ? [...password.value].length >= Number(list.dataset.minimum) : meets[name](password.value));
    }
  };
  // What is not met yet is seen by its marks, and heard when the field is left.
  const tell = ({ target }) => {
    if (target.dataset.show === undefined) return;
    const unmet = [...list.querySelectorAll(".passwordCheck-notValid-customizable")].filter((line) => !line.hidden);
    status.textContent = unmet.map((line) => line.lastElementChild.textContent).join(". ");
  };
  list.closest("form").addEventListener("input", check);
  list.closest("form").addEventListener("change", tell);
  check();
}

// A form is sent once. It may be sent again by a page that comes back from the browser's memory, and where no answer came for five seconds:
// nothing tells the page that somebody stopped waiting.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
    form.setAttribute("aria-busy", "true");
    setTimeout(() => form.removeAttribute("aria-busy"), 5000);
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
});

// A language that is chosen is meant.
for (const select of document.querySelectorAll("select[data-send]")) {
  select.form.classList.add("sends");
  select.addEventListener("change", () => select.form.requestSubmit());
}
`;
