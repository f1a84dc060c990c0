// Copy the address or print. Where the browser refuses the clipboard, the link is shown to copy.
// On paper the buttons give way to the day and the link.

const SHARED = new WeakMap();

const say = (ui, text, link) => {
  ui.status.textContent = text;
  ui.link.hidden = !link;
  ui.link.value = link ?? "";
  if (link) ui.link.select();
};

const copy = async (ui) => {
  try {
    await navigator.clipboard.writeText(location.href);
    say(ui, WORDS.copied);
  } catch {
    say(ui, WORDS.by_hand, location.href);
  }
};

const dayInWords = () =>
  new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

const tellPaper = (ui) => {
  ui.day.textContent = `${WORDS.printed} ${dayInWords()}. ${WORDS.same_view} `;
  setAll(ui.address, { href: location.href, text: location.href });
};

const mount = (host) => {
  styled(host, CSS);
  const ui = {
    status: html("p", { role: "status" }),
    link: html("input", { type: "text", readonly: true, hidden: true, "aria-label": WORDS.by_hand }),
    copy: html("button", { type: "button", text: WORDS.copy }),
    print: html("button", { type: "button" }),
    day: html("span", {}),
    address: html("a", {}),
  };
  ui.copy.addEventListener("click", () => copy(ui));
  ui.print.addEventListener("click", () => print());
  // The address and the day may have changed since the last run; a host that left the page is let go.
  const beforePrint = () => {
    if (host.isConnected) tellPaper(ui);
    else removeEventListener("beforeprint", beforePrint);
  };
  addEventListener("beforeprint", beforePrint);
  host.querySelector(".hold")?.replaceWith(
    html("div", { class: "share" }, ui.copy, ui.print, ui.status, ui.link),
    html("p", { class: "paper" }, ui.day, ui.address),
  );
  return ui;
};

export default function ({ data, parentElement }) {
  if (!SHARED.has(parentElement)) SHARED.set(parentElement, mount(parentElement));
  const ui = SHARED.get(parentElement);
  ui.print.textContent = data.print;
  tellPaper(ui);
}
