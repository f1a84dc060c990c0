// Shapes by address, once; values as sent, unpacked. Nothing here touches the page.

const FETCHED = new Map();

const fetchGeometry = (address) => {
  if (!FETCHED.has(address)) {
    const coming = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
      return answer.json();
    });
    coming.catch(() => FETCHED.delete(address));
    FETCHED.set(address, coming);
  }
  return FETCHED.get(address);
};

const INLINE = { text: null, geometry: null };

// Where no file can be served, Python sends the shapes inside the data, once, when asked.
const inlineGeometry = (text) => {
  if (text && text !== INLINE.text) Object.assign(INLINE, { text, geometry: JSON.parse(text) });
  return INLINE.geometry;
};

const unpackCodes = ([stem, steps]) => {
  let number = 0;
  const digits = 9 - stem.length;
  return steps.split(" ").flatMap((run) => {
    const [step, times = 1] = run.split("*").map(Number);
    return Array.from({ length: times }, () => stem + String((number += step)).padStart(digits, "0"));
  });
};

const unpackPlaces = (text) =>
  (text?.match(/../g) ?? []).map((place) => (place === "--" ? null : parseInt(place, 36)));

const unpackTexts = ([texts, unit]) => texts.split("|").map((text) => text + unit);

const unpackIntervals = (interval, count) => {
  if (typeof interval === "string") return Array(count).fill(interval);
  const [stem, rest] = interval;
  return rest.split("|").map((text) => (text ? stem + text : ""));
};

const unpackEach = (data) => {
  const codes = unpackCodes(data.codes);
  const [x, low, high] = [data.x, data.low, data.high].map(unpackPlaces);
  const texts = unpackTexts(data.text);
  const intervals = unpackIntervals(data.interval, codes.length);
  const values = new Map(
    codes.map((code, at) => [
      code,
      {
        band: data.band[at],
        text: texts[at],
        interval: intervals[at],
        x: x[at],
        low: low[at] ?? null,
        high: high[at] ?? null,
      },
    ]),
  );
  return (area) => values.get(area.code) ?? null;
};

// Many areas: equal values are one object, and each area says which, in the layer's own order.
const unpackShared = ({ shared, interval }) => {
  const x = unpackPlaces(shared.x);
  const values = unpackTexts(shared.text).map((text, at) => ({
    band: shared.band[at],
    text,
    interval,
    x: x[at],
    low: null,
    high: null,
  }));
  const { entry, width } = shared;
  return (area) => values[parseInt(entry.substr(area.at * width, width), 36)] ?? null;
};

const unpackValues = (data) => (data.shared ? unpackShared(data) : unpackEach(data));

const pairAt = (list, at) => [list[2 * at], list[2 * at + 1]];

const hexagonPath = ([x, y], corners) => {
  const points = [];
  for (let at = 0; at < corners.length; at += 2) {
    points.push(`${x + corners[at]} ${y + corners[at + 1]}`);
  }
  return `M${points.join("L")}z`;
};

// The layer that is drawn as lines above the areas, and says what each area lies in.
const outlinesOf = (geometry) => geometry[geometry.outlines];

// One area as drawn: its paths, its label points, and its value once there is one.
const areaAt = (geometry, level, code, at) => {
  const layer = geometry[level];
  const path = layer.path[at];
  const hex = layer.hex ? pairAt(layer.hex, at) : null;
  const parent = layer.parent?.[at];
  const outlines = outlinesOf(geometry);
  return {
    at,
    code,
    name: layer.name[at],
    parent: parent === undefined ? "" : outlines.name[parent],
    parentCode: parent === undefined ? code : outlines.code[parent],
    path: {
      map: path,
      hex: layer.hex_path?.[at] ?? (hex && hexagonPath(hex, geometry.hexagon)),
    },
    point: { map: layer.point ? pairAt(layer.point, at) : middleOfBox(boxOf(path)), hex },
    value: null,
  };
};

const SCENES = new WeakMap();

const areasOf = (geometry, level) => {
  if (!SCENES.has(geometry)) SCENES.set(geometry, {});
  const kept = SCENES.get(geometry);
  const { code, codes } = geometry[level];
  kept[level] ??= (code ?? unpackCodes(codes)).map((one, at) => areaAt(geometry, level, one, at));
  return kept[level];
};

// More shapes than a document bears well are drawn on a canvas.
const MANY = 2000;

const byName = new Intl.Collator("en", { numeric: true }).compare;

const modelOf = (geometry, data) => {
  const valueOf = unpackValues(data);
  let areas = areasOf(geometry, data.level).map((area) => ({ ...area, value: valueOf(area) }));
  // Around one ward's neighbourhoods there are outlines only.
  if (data.home) areas = areas.filter((area) => area.value).map((area, at) => ({ ...area, at }));
  const many = areas.length > MANY;
  const ranked = areas
    .filter((area) => area.value && area.value.x !== null)
    .sort((one, other) => one.value.x - other.value.x || (many ? 0 : byName(one.name, other.name)));
  return { areas, ranked, many, byCode: new Map(areas.map((area) => [area.code, area])) };
};

// Inside one ward the last word tells neighbourhoods apart; the tooltip has the whole name.
const shortName = (atlas, area) => (atlas.data.home ? area.name.split(" ").at(-1) : area.name);

// Neighbourhoods are named after the borough they were in when they were drawn: said once.
const whereOf = (area) => (area.parent && !area.name.startsWith(area.parent) ? area.parent : "");

const fullName = (area) => (whereOf(area) ? `${area.name}, ${whereOf(area)}` : area.name);

const spoken = (area) => {
  if (!area.value) return `${fullName(area)}: ${WORDS.not_shown}.`;
  const parts = [`${fullName(area)}: ${area.value.text}.`, area.value.interval];
  return parts.filter(Boolean).join(" ");
};
