// The day and the link, which only paper shows.

const LINES = new WeakMap();

const dayInWords = () =>
  new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

const tell = ({ day, address }) => {
  day.textContent = `${WORDS.printed} ${dayInWords()}. ${WORDS.same_view} `;
  setAll(address, { href: location.href, text: location.href });
};

const mount = (host) => {
  styled(host, CSS);
  const line = { day: html("span", {}), address: html("a", {}) };
  // The address and the day may have changed since the last run; a host that left the page is let go.
  const beforePrint = () => {
    if (host.isConnected) tell(line);
    else removeEventListener("beforeprint", beforePrint);
  };
  addEventListener("beforeprint", beforePrint);
  host.querySelector(".hold")?.replaceWith(html("p", { class: "paper" }, line.day, line.address));
  return line;
};

export default function ({ parentElement }) {
  if (!LINES.has(parentElement)) LINES.set(parentElement, mount(parentElement));
  tell(LINES.get(parentElement));
}
