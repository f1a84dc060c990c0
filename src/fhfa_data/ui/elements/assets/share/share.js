// Copy the address or print. Where the browser refuses the clipboard, the link is shown to copy.

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

export default function ({ parentElement }) {
  const hold = parentElement.querySelector(".hold");
  if (!hold) return;
  styled(parentElement, CSS);
  const ui = {
    status: html("p", { role: "status" }),
    link: html("input", { type: "text", readonly: true, hidden: true, "aria-label": WORDS.by_hand }),
    copy: html("button", { type: "button", text: WORDS.copy }),
    print: html("button", { type: "button", text: WORDS.print }),
  };
  ui.copy.addEventListener("click", () => copy(ui));
  ui.print.addEventListener("click", () => print());
  hold.replaceWith(html("div", { class: "share" }, ui.copy, ui.print, ui.status, ui.link));
}
