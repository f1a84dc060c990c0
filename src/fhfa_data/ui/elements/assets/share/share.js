// Copy the address or print. That it was copied stands on the button for a while, so nothing moves.
// Where the browser refuses the clipboard, the link is shown to copy.

const SHARED = new WeakMap();
const SAID_MS = 4000;

const sayCopied = (ui) => {
  ui.copy.style.minWidth = `${ui.copy.offsetWidth}px`;
  ui.copy.textContent = ui.status.textContent = WORDS.copied;
  clearTimeout(ui.timer);
  ui.timer = setTimeout(() => {
    ui.copy.textContent = WORDS.copy;
    ui.status.textContent = "";
  }, SAID_MS);
};

const showLink = (ui) => {
  ui.link.hidden = false;
  ui.link.value = location.href;
  ui.link.select();
  ui.status.textContent = WORDS.by_hand;
};

const copy = async (ui) => {
  try {
    await navigator.clipboard.writeText(location.href);
    sayCopied(ui);
  } catch {
    showLink(ui);
  }
};

const mount = (host) => {
  styled(host, CSS);
  const ui = {
    status: html("p", { class: "said", role: "status" }),
    link: html("input", {
      type: "text", readonly: true, hidden: true, title: WORDS.by_hand, "aria-label": WORDS.by_hand,
    }),
    copy: html("button", { type: "button", text: WORDS.copy }),
    print: html("button", { type: "button" }),
  };
  ui.copy.addEventListener("click", () => copy(ui));
  ui.print.addEventListener("click", () => print());
  host
    .querySelector(".hold")
    ?.replaceWith(html("div", { class: "share" }, ui.copy, ui.print, ui.status, ui.link));
  return ui;
};

export default function ({ data, parentElement }) {
  if (!SHARED.has(parentElement)) SHARED.set(parentElement, mount(parentElement));
  SHARED.get(parentElement).print.textContent = data.print;
}
