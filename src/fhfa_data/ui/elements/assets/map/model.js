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
  return steps.split(" ").map((step) => {
    number += Number(step);
    return stem + String(number).padStart(6, "0");
  });
};

const unpackPlaces = (text) =>
  text ? text.split(" ").map((place) => (place === "-" ? null : Number(place))) : [];

const unpackIntervals = (interval, count) => {
  if (typeof interval === "string") return Array(count).fill(interval);
  const [stem, rest] = interval;
  return rest.split("|").map((text) => (text ? stem + text : ""));
};

const unpackValues = (data) => {
  const codes = unpackCodes(data.codes);
  const [x, low, high] = [data.x, data.low, data.high].map(unpackPlaces);
  const texts = data.text.split("|");
  const intervals = unpackIntervals(data.interval, codes.length);
  return new Map(
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
};

const pairAt = (list, at) => [list[2 * at], list[2 * at + 1]];

const hexagonPath = ([x, y], corners) => {
  const points = [];
  for (let at = 0; at < corners.length; at += 2) {
    points.push(`${x + corners[at]} ${y + corners[at + 1]}`);
  }
  return `M${points.join("L")}z`;
};

// One area as drawn: its two paths, its two label points, and its value once there is one.
const areaAt = (geometry, level, at) => {
  const layer = geometry[level];
  const hex = pairAt(layer.hex, at);
  const code = layer.code[at];
  return {
    at,
    code,
    name: layer.name[at],
    borough: level === "wards" ? geometry.boroughs.name[layer.borough[at]] : "",
    boroughCode: level === "wards" ? geometry.boroughs.code[layer.borough[at]] : code,
    note: layer.approximate?.[code] ?? "",
    path: {
      map: layer.path[at],
      hex: layer.hex_path?.[at] ?? hexagonPath(hex, geometry.hexagon),
    },
    point: { map: pairAt(layer.point, at), hex },
    value: null,
  };
};

const SCENES = new WeakMap();

const areasOf = (geometry, level) => {
  if (!SCENES.has(geometry)) SCENES.set(geometry, {});
  const kept = SCENES.get(geometry);
  kept[level] ??= geometry[level].code.map((_, at) => areaAt(geometry, level, at));
  return kept[level];
};

const modelOf = (geometry, data) => {
  const values = unpackValues(data);
  const areas = areasOf(geometry, data.level).map((area) => ({
    ...area,
    value: values.get(area.code) ?? null,
  }));
  const ranked = areas
    .filter((area) => area.value && area.value.x !== null)
    .sort((one, other) => one.value.x - other.value.x || one.name.localeCompare(other.name));
  return { areas, ranked, byCode: new Map(areas.map((area) => [area.code, area])) };
};

const fullName = (area) => (area.borough ? `${area.name}, ${area.borough}` : area.name);

const spoken = (area) => {
  if (!area.value) return `${fullName(area)}: ${WORDS.not_shown}.`;
  const parts = [`${fullName(area)}: ${area.value.text}.`, area.value.interval, area.note];
  return parts.filter(Boolean).join(" ");
};
