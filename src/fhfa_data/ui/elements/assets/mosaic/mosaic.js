// A ward's neighbourhoods as equal squares: a plain list that happens to look like a mosaic.

const MOSAICS = new WeakMap();

const square = (cell) => {
  const number = html("span", { class: "decile", "aria-hidden": "true", text: cell.decile });
  const tip = html(
    "span",
    { class: "words" },
    html("span", { class: "name", text: cell.name }),
    html("span", { text: `: ${cell.words}` }),
  );
  const name = `cell decile-${cell.decile}${cell.core20 ? " core20" : ""}`;
  const short = html("span", { class: "short", "aria-hidden": "true", text: cell.short });
  return html("li", { class: name, title: `${cell.name}: ${cell.words}` }, number, short, tip);
};

const keySquare = (text, at) =>
  html("li", { class: `decile-${at + 1}` }, html("span", { text: at + 1, title: text }));

const fillMosaic = (mosaic, data) => {
  const { root, list, scale, note, core20 } = mosaic;
  const colours = isDark(mosaic.host) ? data.dark : data.light;
  colours.forEach(([paper, ink], at) => {
    root.style.setProperty(`--decile-${at + 1}`, paper);
    root.style.setProperty(`--ink-${at + 1}`, ink);
  });
  data.light.forEach(([paper, ink], at) => {
    root.style.setProperty(`--printed-${at + 1}`, paper);
    root.style.setProperty(`--printed-ink-${at + 1}`, ink);
  });
  list.setAttribute("aria-label", data.label);
  list.replaceChildren(...data.cells.map(square));
  scale.replaceChildren(...data.key.map(keySquare));
  note.textContent = data.key_text;
  core20.hidden = !data.cells.some((cell) => cell.core20);
  core20.lastChild.textContent = data.core20_text;
};

const mountMosaic = (host) => {
  styled(host, CSS);
  const mosaic = {
    host,
    list: html("ul", { class: "squares", role: "list" }),
    scale: html("ol", { class: "scale", "aria-hidden": "true" }),
    note: html("p", {}),
  };
  const outline = html("span", { class: "outline", "aria-hidden": "true" });
  mosaic.core20 = html("p", { class: "core20-note" }, outline, html("span", {}));
  const key = html("div", { class: "key" }, mosaic.scale, mosaic.note, mosaic.core20);
  mosaic.root = html("div", { class: "mosaic" }, mosaic.list, key);
  host.querySelector(".hold")?.remove();
  host.append(mosaic.root);
  return mosaic;
};

export default function ({ parentElement, data }) {
  if (!MOSAICS.has(parentElement)) MOSAICS.set(parentElement, mountMosaic(parentElement));
  fillMosaic(MOSAICS.get(parentElement), data);
}
