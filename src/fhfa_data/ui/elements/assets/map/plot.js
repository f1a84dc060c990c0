// The ordered dot plot beside the map: one dot an area, its interval, and the lines to compare with.

const PLOT = { bottom: 40, right: 16, bare: 14, nameFrom: 13 };

const nameRoom = (atlas, width) => {
  const widest = Math.max(
    ...atlas.model.ranked.map((area) => textWidth(shortName(atlas, area), smallFont(atlas))),
  );
  return Math.min(widest + 14, width * 0.48);
};

// A name too long for its room ends in an ellipsis; tooltip, table and live region have it whole.
const shortened = (name, room, font) => {
  let text = name;
  while (text.length > 3 && textWidth(text, font) > room) {
    text = `${text.replace("…", "").slice(0, -1).trimEnd()}…`;
  }
  return text;
};

// Where panels stand one above the other, the plot may grow until every row can bear its name.
const FEW_ROWS = 40;

const plotHeight = (atlas) => {
  const rows = atlas.model.ranked.length;
  if (atlas.model.many) return 280;
  return rows <= FEW_ROWS ? Math.max(240, rows * 14 + plotTop(atlas) + PLOT.bottom) : 440;
};

// Room for a line of text for each value to compare with.
const plotTop = ({ data }) => {
  const lines = data.benchmarks.length;
  const counted = data.shared ? 18 : 0;
  return counted + (lines ? Math.max(54, 24 + 15 * (lines - 1)) : 16);
};

const plotRoom = (atlas) => {
  const { width, height } = atlas.plotSize;
  const rows = Math.max(atlas.model.ranked.length, 1);
  const top = plotTop(atlas);
  const step = (height - top - PLOT.bottom) / rows;
  const room = step >= PLOT.nameFrom ? nameRoom(atlas, width) : 0;
  const named = room > 0 && (width > 300 || room < width / 5);
  const left = named ? room : PLOT.bare;
  const across = width - left - PLOT.right;
  return {
    width,
    height,
    top,
    named,
    left,
    step,
    x: (place) => left + (place / 1000) * across,
    // Highest value on top, as a table sorted by need would have it.
    y: (rank) => top + step * (rows - rank - 0.5),
  };
};

const axisMarks = (atlas, room) => {
  const bottom = room.height - PLOT.bottom;
  const ticks = atlas.data.axis.ticks.flatMap(([place, text]) => [
    svg("line", { class: "grid", x1: room.x(place), x2: room.x(place), y1: room.top, y2: bottom }),
    svg("text", { class: "tick", x: room.x(place), y: bottom + 16, text }),
  ]);
  const title = svg("text", { class: "axis-title", x: room.width - PLOT.right, y: room.height - 6 });
  title.textContent = atlas.data.axis.title;
  return [...ticks, title];
};

const smallFont = (atlas) => `12px ${atlas.family}`;

// A name stands to the right of its line, else to the left, else as near as the edges let it.
const nameStart = (atlas, x, words, room) => {
  const wide = textWidth(words, smallFont(atlas));
  if (x + 5 + wide < room.width) return x + 5;
  if (x - 5 - wide > 0) return x - 5 - wide;
  return Math.max(0, room.width - wide - 2);
};

// Direct labels, one line of text each, so that they never run into one another.
const benchmarkMarks = (atlas, room) => {
  const rows = atlas.data.benchmarks.map(([place, name, text], at) => ({
    at,
    x: room.x(place),
    y: 14 + at * 15,
    text: `${name} ${text}`,
  }));
  const y2 = room.height - PLOT.bottom;
  const lines = rows.map(({ at, x, y }) =>
    svg("line", { class: `benchmark line-${at}`, x1: x, x2: x, y1: y - 10, y2 }),
  );
  const names = rows.map(({ x, y, text }) =>
    svg("text", { class: "benchmark-name", x: nameStart(atlas, x, text, room), y, text }),
  );
  return [...lines, ...names];
};

const isDimmed = (atlas, area) => Boolean(atlas.data.focus) && area.parentCode !== atlas.data.focus;

const whiskerMarks = (atlas, room) => {
  const fine = room.step < 5 ? " fine" : "";
  return atlas.model.ranked.flatMap((area, rank) => {
    const { low, high } = area.value;
    if (low === null || high === null) return [];
    const name = `whisker${fine}${isDimmed(atlas, area) ? " dim" : ""}`;
    const y = room.y(rank).toFixed(1);
    return [svg("line", { class: name, x1: room.x(low), x2: room.x(high), y1: y, y2: y })];
  });
};

// Dots are kept, coloured and moved: making or only inserting 215 anew would be half the cost of a
// change.
const drawDots = (atlas, room) => {
  const { dots } = atlas.ui.plotLayers;
  const { ranked } = atlas.model;
  while (dots.childElementCount < ranked.length) dots.append(svg("circle"));
  while (dots.childElementCount > ranked.length) dots.lastChild.remove();
  const radius = between(2.4, room.step * 0.36, 5);
  ranked.forEach((area, rank) => {
    const dim = isDimmed(atlas, area) ? " dim" : "";
    setAll(dots.children[rank], {
      class: `band-${area.value.band}${dim}`,
      cx: room.x(area.value.x).toFixed(1),
      cy: room.y(rank).toFixed(1),
      r: radius,
    });
  });
};

const nameMarks = (atlas, room) => {
  if (!room.named) return [];
  return atlas.model.ranked.map((area, rank) =>
    svg("text", {
      class: `row-name${isDimmed(atlas, area) ? " dim" : ""}`,
      x: room.left - 10,
      y: room.y(rank) + 4,
      text: shortened(shortName(atlas, area), room.left - 12, smallFont(atlas)),
    }),
  );
};

const calloutFont = (atlas) => `600 13px ${atlas.family}`;

// The name and value beside a mark, where there is more room; else over it, as near as the edges let
// it; shortened only where the whole plot is too narrow.
const calloutText = (atlas, room, area, { kind, x, y, gap, lift }) => {
  const font = calloutFont(atlas);
  const { text } = area.value;
  const name = room.named ? "" : area.name;
  const space = room.width - 8 - textWidth(` ${text}`, font);
  const words = `${shortened(name, space, font)} ${text}`.trim();
  const wide = textWidth(words, font);
  const right = x < (room.left + room.width) / 2;
  const start = right ? x + gap : x - gap - wide;
  const fits = start >= 4 && start + wide <= room.width - 4;
  const at = fits ? start : between(4, x - wide / 2, room.width - wide - 4);
  return svg("text", { class: `callout ${kind}`, x: at, y: fits ? y : y - lift, text: words });
};

const rankOf = (atlas, area) => atlas.model.ranked.findIndex((other) => other.at === area?.at);

const calloutMarks = (atlas, room, area, kind) => {
  const rank = rankOf(atlas, area);
  if (rank < 0) return [];
  const [x, y] = [room.x(area.value.x), room.y(rank)];
  return [
    svg("circle", { class: `ring ${kind}`, cx: x, cy: y, r: between(5, room.step * 0.36 + 3, 8) }),
    calloutText(atlas, room, area, { kind, x, y: y + 4, gap: 12, lift: 16 }),
  ];
};

const drawPlotActive = (atlas) => {
  const room = plotRoom(atlas);
  const chosen = atlas.model.byCode.get(atlas.data.selected);
  const active = atlas.active && atlas.active.code !== chosen?.code ? atlas.active : null;
  const marks = atlas.model.many ? barCallouts : calloutMarks;
  plotLayers(atlas).active.replaceChildren(
    ...marks(atlas, room, chosen, active ? "chosen quiet" : "chosen"),
    ...marks(atlas, room, active, "active"),
  );
};

// From below to above.
const PLOT_LAYERS = ["axis", "benchmarks", "whiskers", "dots", "names", "active"];

const plotLayers = ({ ui }) => {
  if (!ui.plotLayers) {
    ui.plotLayers = Object.fromEntries(PLOT_LAYERS.map((name) => [name, svg("g")]));
    ui.plot.replaceChildren(...Object.values(ui.plotLayers));
  }
  return ui.plotLayers;
};

const drawPlot = (atlas) => {
  if (!atlas.plotSize) return;
  const room = plotRoom(atlas);
  const layers = plotLayers(atlas);
  atlas.ui.plot.setAttribute("aria-label", atlas.data.plot_label);
  layers.axis.replaceChildren(...axisMarks(atlas, room));
  layers.benchmarks.replaceChildren(...benchmarkMarks(atlas, room));
  if (atlas.model.many) drawBars(atlas, room);
  else drawRows(atlas, room);
  drawPlotActive(atlas);
};

const drawRows = (atlas, room) => {
  const layers = plotLayers(atlas);
  layers.whiskers.replaceChildren(...whiskerMarks(atlas, room));
  layers.names.replaceChildren(...nameMarks(atlas, room));
  drawDots(atlas, room);
};

const areaInPlot = (atlas, event) => {
  if (atlas.model.many) return null;
  const box = atlas.ui.plot.getBoundingClientRect();
  const room = plotRoom(atlas);
  const rows = atlas.model.ranked.length;
  const rank = rows - 1 - Math.floor((event.clientY - box.top - room.top) / room.step);
  return atlas.model.ranked[rank] ?? null;
};

const listenToPlot = (atlas) => {
  const { plot } = atlas.ui;
  plot.addEventListener("pointermove", (event) => {
    if (atlas.model) activate(atlas, areaInPlot(atlas, event), "plot");
  });
  plot.addEventListener("pointerleave", () => atlas.model && activate(atlas, null, "plot"));
  plot.addEventListener("click", (event) => atlas.model && choose(atlas, areaInPlot(atlas, event)));
};
