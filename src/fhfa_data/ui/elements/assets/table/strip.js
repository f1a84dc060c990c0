// One value among its comparisons, on one scale: a strip small enough for a table's cell.

const STRIP = { width: 200, height: 28, edge: 8, middle: 14 };

const MARKS = {
  dot: (x, y) => svg("circle", { class: "mark dot", cx: x, cy: y, r: 5 }),
  diamond: (x, y) => svg("path", { class: "mark diamond", d: `M${x} ${y - 5.5}l5.5 5.5l-5.5 5.5l-5.5-5.5z` }),
  tick: (x, y) => svg("path", { class: "mark tick", d: `M${x} ${y - 6}v12` }),
  line: (x, y) => svg("path", { class: "mark line", d: `M${x} ${y - 10}v20` }),
};
// The ward's own dot is drawn last, so that nothing covers it.
const DRAWING_ORDER = ["line", "tick", "diamond", "dot"];

const stripX = ({ min, max }, value) => {
  const part = max > min ? (value - min) / (max - min) : 0.5;
  const held = Math.min(Math.max(part, 0), 1);
  return Number((STRIP.edge + held * (STRIP.width - 2 * STRIP.edge)).toFixed(1));
};

const intervalBar = (strip) => {
  if (!strip.interval) return null;
  const [from, to] = strip.interval.map((value) => stripX(strip, value));
  return svg("path", { class: "range", d: `M${from} ${STRIP.middle}H${to}` });
};

const stripPicture = (strip, words) => {
  const { width, height, edge, middle } = STRIP;
  const known = strip.marks.filter((mark) => mark.value !== null && mark.value !== undefined);
  const rank = (mark) => DRAWING_ORDER.indexOf(mark.shape);
  const inOrder = known.slice().sort((one, other) => rank(one) - rank(other));
  return svg(
    "svg",
    {
      class: "strip",
      viewBox: `0 0 ${width} ${height}`,
      preserveAspectRatio: "xMidYMid slice",
      role: "img",
      "aria-label": words,
    },
    svg("path", { class: "axis", d: `M${edge} ${middle}H${width - edge}` }),
    intervalBar(strip),
    ...inOrder.map((mark) => (MARKS[mark.shape] ?? MARKS.dot)(stripX(strip, mark.value), middle)),
  );
};
