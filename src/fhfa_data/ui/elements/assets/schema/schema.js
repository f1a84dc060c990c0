// Tables as boxes and their joins as lines: one picture, whose words say the same.

const PICTURES = new WeakMap();

const ROW = { left: 12, head: 21, first: 45, step: 21 };

const tableBox = ({ x, y, width, height, name, rows, joining }) =>
  svg(
    "g",
    { class: "box" },
    svg("rect", { x, y, width, height, rx: 4 }),
    svg("path", { class: "rule", d: `M${x} ${y + 30}h${width}` }),
    svg("text", { class: "name", x: x + ROW.left, y: y + ROW.head, text: name }),
    ...rows.map((text, at) =>
      svg("text", {
        class: at < joining ? "joining" : "others",
        x: x + ROW.left,
        y: y + ROW.first + at * ROW.step,
        text,
      }),
    ),
  );

const joinLine = ({ path, end, words }) =>
  svg(
    "g",
    { class: "join" },
    svg("path", { d: path }, svg("title", { text: words })),
    svg("circle", { cx: end[0], cy: end[1], r: 4 }),
  );

const drawSchema = (region, data) => {
  const { width, height, label, boxes, lines } = data;
  const picture = svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    ...boxes.map(tableBox),
    ...lines.map(joinLine),
  );
  region.setAttribute("aria-label", WORDS.region);
  region.replaceChildren(picture);
};

export default function ({ parentElement, data }) {
  if (!PICTURES.has(parentElement)) {
    styled(parentElement, CSS);
    const region = html("div", { class: "schema", role: "region", tabindex: 0 });
    parentElement.querySelector(".hold")?.remove();
    parentElement.append(region);
    PICTURES.set(parentElement, region);
  }
  drawSchema(PICTURES.get(parentElement), data);
}
