// The tooltip (WCAG 1.4.13): Escape puts it away, the pointer may rest on it, it stays until left.

const TIP_PATIENCE = 90;

const tipLines = (area) => [
  html("strong", { text: area.name }),
  whereOf(area) ? html("span", { class: "where", text: whereOf(area) }) : null,
  html("span", { class: "value", text: area.value?.text ?? WORDS.not_shown }),
  area.value?.interval ? html("span", { class: "interval", text: area.value.interval }) : null,
];

// Above `top` where there is room, else below `bottom`: never on what it speaks of.
const placeTip = (atlas, [x, top, bottom]) => {
  const { tip } = atlas.ui;
  const { width, height } = atlas.size;
  const [wide, tall] = [tip.offsetWidth, tip.offsetHeight];
  const above = top - tall - 10;
  const y = above > 0 ? above : Math.min(bottom + 12, height - tall);
  tip.style.left = `${between(4, x - wide / 2, Math.max(4, width - wide - 4))}px`;
  tip.style.top = `${Math.max(0, y)}px`;
};

const showTip = (atlas, lines, point) => {
  clearTimeout(atlas.tipTimer);
  atlas.ui.tip.replaceChildren(...lines.filter(Boolean));
  atlas.ui.tip.hidden = false;
  placeTip(atlas, point);
};

const hideTip = (atlas) => {
  clearTimeout(atlas.tipTimer);
  atlas.ui.tip.hidden = true;
};

// A moment's patience lets the pointer cross a neighbour on its way to the tooltip.
const soon = (atlas, act) => {
  clearTimeout(atlas.tipTimer);
  atlas.tipTimer = setTimeout(act, TIP_PATIENCE);
};

const listenToTip = (atlas) => {
  const { tip } = atlas.ui;
  tip.addEventListener("pointerenter", () => clearTimeout(atlas.tipTimer));
  tip.addEventListener("pointerleave", () => soon(atlas, () => activate(atlas, null, "pointer")));
  // Escape puts a hovered tooltip away wherever the keyboard's focus is.
  atlas.onEscape = (event) => {
    if (event.key === "Escape") hideTip(atlas);
  };
  document.addEventListener("keydown", atlas.onEscape);
};

// Light an area everywhere: on the map, in the plot, in the tooltip.
const activate = (atlas, area, by) => {
  const same = atlas.active?.at === area?.at && atlas.activeBy === by;
  if (same) return false;
  atlas.active = area;
  atlas.activeBy = by;
  paintActive(atlas);
  if (atlas.plotSize) drawPlotActive(atlas);
  if (!area || by === "plot") hideTip(atlas);
  return true;
};

const choose = (atlas, area) => {
  if (area) atlas.send("pick", area.code);
};
