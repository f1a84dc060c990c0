// The ordered dot plot beside the map: one dot an area, its interval, and the lines to compare with.

const PLOT = { top: 54, bottom: 40, right: 16, bare: 14, nameFrom: 13 };

const nameRoom = (atlas, width) => {
  const widest = Math.max(
    ...atlas.model.ranked.map((area) => textWidth(area.name, smallFont(atlas))),
  );
  return Math.min(widest + 14, width * 0.48);
};

// A name too long for its room ends in an ellipsis; tooltip, table and live region have it whole.
const shortened = (atlas, name, room) => {
  let text = name;
  while (text.length > 3 && textWidth(text, smallFont(atlas)) > room - 12) {
    text = `${text.replace("…", "").slice(0, -1).trimEnd()}…`;
  }
  return text;
};

// Where panels stand one above the other, the plot may grow until every row can bear its name.
const FEW_ROWS = 40;

const plotHeight = (rows) =>
  rows <= FEW_ROWS ? Math.max(240, rows * 14 + PLOT.top + PLOT.bottom) : 440;

const plotRoom = (atlas) => {
  const { width, height } = atlas.plotSize;
  const rows = Math.max(atlas.model.ranked.length, 1);
  const step = (height - PLOT.top - PLOT.bottom) / rows;
  const named = step >= PLOT.nameFrom && width > 300;
  const left = named ? nameRoom(atlas, width) : PLOT.bare;
  const across = width - left - PLOT.right;
  return {
    width,
    height,
    named,
    left,
    step,
    x: (place) => left + (place / 1000) * across,
    // Highest value on top, as a table sorted by need would have it.
    y: (rank) => PLOT.top + step * (rows - rank - 0.5),
  };
};

const axisMarks = (atlas, room) => {
  const bottom = room.height - PLOT.bottom;
  const ticks = atlas.data.axis.ticks.flatMap(([place, text]) => [
    svg("line", { class: "grid", x1: room.x(place), x2: room.x(place), y1: PLOT.top, y2: bottom }),
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

const isDimmed = (atlas, area) => Boolean(atlas.data.focus) && area.boroughCode !== atlas.data.focus;

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

// Dots are kept and moved: making 215 anew would be half the cost of a change.
const dotMarks = (atlas, room) => {
  const dots = (atlas.ui.dots ??= []);
  const radius = between(2.4, room.step * 0.36, 5);
  return atlas.model.ranked.map((area, rank) => {
    const dot = (dots[rank] ??= svg("circle"));
    const dim = isDimmed(atlas, area) ? " dim" : "";
    return setAll(dot, {
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
      text: shortened(atlas, area.name, room.left),
    }),
  );
};

const rankOf = (atlas, area) => atlas.model.ranked.findIndex((other) => other.at === area?.at);

const calloutMarks = (atlas, room, area, kind) => {
  const rank = rankOf(atlas, area);
  if (rank < 0) return [];
  const [x, y] = [room.x(area.value.x), room.y(rank)];
  const right = x < (room.left + room.width) / 2;
  const text = room.named ? area.value.text : `${area.name} ${area.value.text}`;
  return [
    svg("circle", { class: `ring ${kind}`, cx: x, cy: y, r: between(5, room.step * 0.36 + 3, 8) }),
    svg("text", {
      class: `callout ${kind}`,
      x: x + (right ? 12 : -12),
      y: y + 4,
      "text-anchor": right ? "start" : "end",
      text,
    }),
  ];
};

const drawPlotActive = (atlas) => {
  const room = plotRoom(atlas);
  const chosen = atlas.model.byCode.get(atlas.data.selected);
  const active = atlas.active && atlas.active.code !== chosen?.code ? atlas.active : null;
  atlas.ui.plotActive.replaceChildren(
    ...calloutMarks(atlas, room, chosen, active ? "chosen quiet" : "chosen"),
    ...calloutMarks(atlas, room, active, "active"),
  );
};

const drawPlot = (atlas) => {
  if (!atlas.plotSize) return;
  const room = plotRoom(atlas);
  atlas.ui.plot.setAttribute("aria-label", atlas.data.plot_label);
  atlas.ui.plotActive ??= svg("g", {});
  atlas.ui.plot.replaceChildren(
    ...axisMarks(atlas, room),
    ...benchmarkMarks(atlas, room),
    ...whiskerMarks(atlas, room),
    ...dotMarks(atlas, room),
    ...nameMarks(atlas, room),
    atlas.ui.plotActive,
  );
  drawPlotActive(atlas);
};

const areaInPlot = (atlas, event) => {
  const box = atlas.ui.plot.getBoundingClientRect();
  const room = plotRoom(atlas);
  const rows = atlas.model.ranked.length;
  const rank = rows - 1 - Math.floor((event.clientY - box.top - PLOT.top) / room.step);
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
