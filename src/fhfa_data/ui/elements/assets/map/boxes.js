// Where a path lies, read from its text: neither an SVG node nor a canvas need be asked.

const isDigit = (code) => code >= 48 && code <= 57;

// Every number of a path in turn, with whether it is a step from the one before. Paths are
// "M x y l dx dy … z", or for hexagons "M x y L x y … z", in whole numbers.
const eachNumber = (path, take) => {
  let steps = false;
  for (let at = 0; at < path.length; ) {
    const letter = path[at];
    if (letter === "l") steps = true;
    if (letter === "M" || letter === "L") steps = false;
    if (letter !== "-" && !isDigit(path.charCodeAt(at))) {
      at += 1;
      continue;
    }
    if (letter === "-") at += 1;
    let number = 0;
    for (; isDigit(path.charCodeAt(at)); at += 1) number = number * 10 + path.charCodeAt(at) - 48;
    take(letter === "-" ? -number : number, steps);
  }
};

const boxOf = (path) => {
  const [at, low, high] = [[0, 0], [Infinity, Infinity], [-Infinity, -Infinity]];
  let axis = 0;
  eachNumber(path, (number, steps) => {
    at[axis] = steps ? at[axis] + number : number;
    if (at[axis] < low[axis]) low[axis] = at[axis];
    if (at[axis] > high[axis]) high[axis] = at[axis];
    axis = 1 - axis;
  });
  return { x: low[0], y: low[1], width: high[0] - low[0], height: high[1] - low[1] };
};

const middleOfBox = ({ x, y, width, height }) => [x + width / 2, y + height / 2];

// Areas are made anew with every value, their paths are not.
const BOXES = new WeakMap();

const boxOfArea = (area, view) => {
  if (!BOXES.has(area.path)) BOXES.set(area.path, {});
  const kept = BOXES.get(area.path);
  kept[view] ??= boxOf(area.path[view]);
  return kept[view];
};

const OUTLINE_BOXES = new WeakMap();

const outlineBoxes = (geometry) => {
  if (!OUTLINE_BOXES.has(geometry)) OUTLINE_BOXES.set(geometry, outlinesOf(geometry).path.map(boxOf));
  return OUTLINE_BOXES.get(geometry);
};

const meeting = (one, other) =>
  one.x <= other.x + other.width &&
  other.x <= one.x + one.width &&
  one.y <= other.y + other.height &&
  other.y <= one.y + one.height;

const holds = (box, [x, y]) =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;

const around = (one, other) => {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  const right = Math.max(one.x + one.width, other.x + other.width);
  const bottom = Math.max(one.y + one.height, other.y + other.height);
  return { x, y, width: right - x, height: bottom - y };
};
