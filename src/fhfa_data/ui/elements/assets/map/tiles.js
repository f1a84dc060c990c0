// A coarse grid over many areas: only tiles in sight are drawn, only areas in a tile are tried.

const TILES_ACROSS = 24;

const tileOf = (area, side) =>
  Math.floor(area.point.map[0] / side) + TILES_ACROSS * Math.floor(area.point.map[1] / side);

// An area belongs to the tile of its point; the tile's box holds all of the area.
const tilesOf = (geometry, areas) => {
  const side = Math.max(geometry.width, geometry.height) / TILES_ACROSS;
  const groups = new Map();
  for (const area of areas) {
    const key = tileOf(area, side);
    if (!groups.has(key)) groups.set(key, { areas: [], box: boxOfArea(area, "map") });
    const tile = groups.get(key);
    tile.areas.push(area);
    tile.box = around(tile.box, boxOfArea(area, "map"));
  }
  return [...groups.values()];
};

// One path for each class of a tile: filling five paths is far quicker than filling thousands.
const pathsOf = (tile) => {
  if (!tile.paths) {
    const texts = {};
    for (const area of tile.areas) {
      const band = area.value?.band ?? "out";
      texts[band] = (texts[band] ?? "") + area.path.map;
    }
    tile.paths = Object.entries(texts).map(([band, text]) => [band, new Path2D(text)]);
  }
  return tile.paths;
};

const HIT = document.createElement("canvas").getContext("2d");
const HIT_PATHS = new WeakMap();

const hitPath = (area) => {
  if (!HIT_PATHS.has(area.path)) HIT_PATHS.set(area.path, new Path2D(area.path.map));
  return HIT_PATHS.get(area.path);
};

const areaAtPoint = (tiles, point) => {
  for (const tile of tiles) {
    if (!holds(tile.box, point)) continue;
    for (const area of tile.areas) {
      if (holds(boxOfArea(area, "map"), point) && HIT.isPointInPath(hitPath(area), ...point)) {
        return area;
      }
    }
  }
  return null;
};
