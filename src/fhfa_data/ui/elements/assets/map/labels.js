// Names where there is room: boroughs from afar, wards from near. Placed in screen pixels so that
// letters never grow with the map; the chosen area comes first, then the widest.

const LABEL_LINE = 14;
const WIDTHS = new Map();
const PEN = document.createElement("canvas").getContext("2d");

const textWidth = (text, font) => {
  const key = `${font}|${text}`;
  if (!WIDTHS.has(key)) {
    PEN.font = font;
    WIDTHS.set(key, PEN.measureText(text).width);
  }
  return WIDTHS.get(key);
};

// Break a long name once, at the space nearest its middle.
const linesOf = (name) => {
  if (name.length < 13 || !name.includes(" ")) return [name];
  const middle = name.length / 2;
  const spaces = [...name].map((letter, at) => (letter === " " ? at : -1)).filter((at) => at > 0);
  const cut = spaces.reduce((best, at) =>
    Math.abs(at - middle) < Math.abs(best - middle) ? at : best,
  );
  return [name.slice(0, cut), name.slice(cut + 1)];
};

const boxAround = ([x, y], lines, font) => {
  const width = Math.max(...lines.map((line) => textWidth(line, font)));
  const height = lines.length * LABEL_LINE;
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
};

const overlaps = (one, other) =>
  one.left < other.right + 3 &&
  other.left < one.right + 3 &&
  one.top < other.bottom + 2 &&
  other.top < one.bottom + 2;

const onScreen = (box, { width, height }) =>
  box.left > 2 && box.right < width - 2 && box.top > 2 && box.bottom < height - 2;

const labelNode = ([x, y], lines, kind) => {
  const first = y - ((lines.length - 1) * LABEL_LINE) / 2 + 4;
  const spans = lines.map((line, at) =>
    svg("tspan", { x: x.toFixed(1), y: (first + at * LABEL_LINE).toFixed(1), text: line }),
  );
  return svg("text", { class: kind }, ...spans);
};

// Ten boroughs' names may stand over their borders; three hundred would hide the map.
const CROWD = 40;

const outlineCandidates = (atlas, kind = "borough") => {
  const outlines = outlinesOf(atlas.geometry);
  const points = atlas.view === "hex" ? outlines.hex : outlines.point;
  const crowded = outlines.name.length > CROWD;
  return outlines.name
    .map((name, at) => ({
      name,
      code: outlines.code[at],
      point: pairAt(points, at),
      kind,
      room: crowded ? outlineBoxes(atlas.geometry)[at].width * atlas.camera.k : undefined,
    }))
    .filter(({ code }) => code !== atlas.data.home);
};

const LEAST_ROOM_PX = 30;

// A label needs about its area's own width.
const areaCandidates = (atlas) => {
  const sight = inSight(atlas);
  return atlas.model.areas
    .filter((area) => area.value && area.code !== atlas.data.selected)
    .filter((area) => meeting(boxOfArea(area, atlas.view), sight))
    .map((area) => ({
      name: shortName(atlas, area),
      point: area.point[atlas.view],
      kind: "ward",
      room: boxOfArea(area, atlas.view).width * atlas.camera.k,
    }))
    .filter(({ room }) => room > LEAST_ROOM_PX)
    .sort((one, other) => other.room - one.room);
};

// Whether the areas are the outlines themselves, whose names are written anyway.
const isOutlined = ({ data, geometry }) => data.level === geometry.outlines;

const chosenCandidate = (atlas) => {
  const area = atlas.model.byCode.get(atlas.data.selected);
  if (!area || isOutlined(atlas)) return [];
  return [{ name: shortName(atlas, area), point: area.point[atlas.view], kind: "ward chosen" }];
};

const AREAS_FROM = 2.2;
const MANY_FROM = 40;

const candidates = (atlas) => {
  const chosen = chosenCandidate(atlas);
  if (atlas.data.home) {
    return [...chosen, ...areaCandidates(atlas), ...outlineCandidates(atlas, "context")];
  }
  const from = atlas.model.many ? MANY_FROM : AREAS_FROM;
  const alone = outlinesOf(atlas.geometry).code.length < 2;
  const near = alone || atlas.camera.k > homeCamera(atlas).k * from;
  const others = near && !isOutlined(atlas) ? areaCandidates : outlineCandidates;
  return [...chosen, ...others(atlas)];
};

const fits = (candidate, box) =>
  candidate.room === undefined || candidate.room > (box.right - box.left) * 0.86;

const buttonsBox = ({ ui }) => {
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = ui.zoomBox;
  return {
    left: offsetLeft,
    right: offsetLeft + offsetWidth,
    top: offsetTop,
    bottom: offsetTop + offsetHeight,
  };
};

const drawLabels = (atlas) => {
  const taken = [buttonsBox(atlas)];
  const nodes = [];
  for (const candidate of candidates(atlas)) {
    const lines = linesOf(candidate.name);
    const font = `${candidate.kind === "borough" ? "600 13px" : "500 12px"} ${atlas.family}`;
    const point = toScreen(atlas.camera, candidate.point);
    const box = boxAround(point, lines, font);
    const free = onScreen(box, atlas.size) && !taken.some((other) => overlaps(box, other));
    if (!free || !fits(candidate, box)) continue;
    taken.push(box);
    nodes.push(labelNode(point, lines, candidate.kind));
  }
  atlas.ui.labelsLayer.replaceChildren(...nodes);
};
