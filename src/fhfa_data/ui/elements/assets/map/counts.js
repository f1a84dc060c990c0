// Beside many areas no dot could be told from the next: bars say how many have which value.

const MOST_BINS = 40;

const binsOf = (ranked) => {
  const distinct = new Set(ranked.map((area) => area.value.x)).size;
  const few = distinct <= MOST_BINS / 2;
  const bins = new Map();
  for (const { value } of ranked) {
    const key = few ? value.x : Math.min(MOST_BINS - 1, Math.floor((value.x * MOST_BINS) / 1000));
    const x = few ? value.x : ((key + 0.5) * 1000) / MOST_BINS;
    const bin = bins.get(key) ?? { x, total: 0, bands: {} };
    bins.set(key, bin);
    bin.total += 1;
    bin.bands[value.band] = (bin.bands[value.band] ?? 0) + 1;
  }
  return [...bins.values()].sort((one, other) => one.x - other.x);
};

const barWidth = (bins, room) => {
  const gaps = bins.slice(1).map((bin, at) => room.x(bin.x) - room.x(bins[at].x));
  return Math.max(2, Math.min(36, ...gaps) - 1.5);
};

const barMarks = (bin, room, wide, scale) => {
  let top = room.height - PLOT.bottom;
  return Object.entries(bin.bands).map(([band, count]) => {
    const height = count * scale;
    top -= height;
    const x = (room.x(bin.x) - wide / 2).toFixed(1);
    return svg("rect", { class: `band-${band}`, x, y: top.toFixed(1), width: wide, height });
  });
};

const countMark = (room, most) => {
  const text = `${WORDS.tallest} ${most.toLocaleString("en-GB")}`;
  return svg("text", { class: "count", x: room.left, y: room.top - 6, text });
};

const drawBars = (atlas, room) => {
  const { dots, names } = plotLayers(atlas);
  const bins = binsOf(atlas.model.ranked);
  const most = Math.max(1, ...bins.map((bin) => bin.total));
  const scale = (room.height - room.top - PLOT.bottom) / most;
  const wide = barWidth(bins, room);
  dots.replaceChildren(...bins.flatMap((bin) => barMarks(bin, room, wide, scale)));
  names.replaceChildren(countMark(room, most));
};

const barCallouts = (atlas, room, area, kind) => {
  if (!area?.value || area.value.x === null) return [];
  const x = room.x(area.value.x);
  return [
    svg("line", { class: `lit ${kind}`, x1: x, x2: x, y1: room.top, y2: room.height - PLOT.bottom }),
    calloutText(atlas, room, area, { kind, x, y: room.top + 14, gap: 6, lift: 0 }),
  ];
};
