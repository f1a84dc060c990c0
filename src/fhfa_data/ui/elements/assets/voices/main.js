// Insights and stories as cards. A link opens inside the app; with a modifier key it stays an ordinary link.

const opensElsewhere = (event) => event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0;

const part = ([name, words]) =>
  name
    ? html("div", { class: "part" }, html("h4", { text: name }), html("p", { text: words }))
    : html("p", { class: "part", text: words });

const link = (card, open) => {
  const anchor = html("a", { href: card.href, text: card.more });
  anchor.addEventListener("click", (event) => {
    if (opensElsewhere(event)) return;
    event.preventDefault();
    open(card.id);
  });
  return anchor;
};

const READ = "Read aloud";
const STOP = "Stop reading";

// The browser's own voice: nothing is sent anywhere. Only one card is read at a time.
const readAloud = (card) => {
  if (!("speechSynthesis" in window)) return null;
  const button = html("button", { type: "button", class: "aloud", text: READ });
  button.addEventListener("click", () => {
    const stops = button.textContent === STOP;
    speechSynthesis.cancel();
    if (stops) return;
    const words = new SpeechSynthesisUtterance(card.aloud);
    words.lang = card.language;
    words.onend = words.onerror = () => (button.textContent = READ);
    button.textContent = STOP;
    speechSynthesis.speak(words);
  });
  return html("p", { class: "more" }, button);
};

const article = (card, open) =>
  html(
    "article",
    { class: "voice", "aria-label": card.label },
    html("p", { class: "kicker", text: card.kicker }),
    html("h3", { text: card.title }),
    ...card.parts.map(part),
    card.aloud ? readAloud(card) : null,
    card.more ? html("p", { class: "more" }, link(card, open)) : null,
    card.evidence ? html("p", { class: "evidence", text: card.evidence }) : null,
  );

// Paper shows the cards side by side: one that says more gets a wider column, so all end alike.
const printedColumns = (cards) => {
  const lengths = cards.map((card) => card.parts.map(([, words]) => words).join(" ").length);
  const usual = lengths.reduce((sum, one) => sum + one, 0) / lengths.length;
  return lengths.map((one) => `${Math.min(Math.max(one / usual, 0.85), 1.3).toFixed(2)}fr`).join(" ");
};

export default function ({ data, parentElement, setTriggerValue }) {
  const open = (id) => setTriggerValue("open", id);
  if (!parentElement.querySelector("style")) styled(parentElement, CSS);
  const look = [isDark(parentElement) ? "dark" : "light", data.wide && "wide", data.large && "large"];
  const root = html("div", { class: ["voices", ...look.filter(Boolean)].join(" ") });
  if (data.cards.length < 4) root.style.setProperty("--printed-columns", printedColumns(data.cards));
  root.append(...data.cards.map((card) => article(card, open)));
  parentElement.querySelector(".hold, .voices").replaceWith(root);
}
