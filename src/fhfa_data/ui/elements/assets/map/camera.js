// Zoom and pan: one transform on one group. Screen = k × world + (x, y), in CSS pixels.

const DEEPEST = 24;
const DEEPEST_MANY = 240;

const fitted = (bounds, size, margin) => {
  const k = Math.min(
    (size.width - 2 * margin) / bounds.width,
    (size.height - 2 * margin) / bounds.height,
  );
  return {
    k,
    x: size.width / 2 - k * (bounds.x + bounds.width / 2),
    y: size.height / 2 - k * (bounds.y + bounds.height / 2),
  };
};

const wholeOf = (atlas) => ({
  x: 0,
  y: 0,
  width: atlas.geometry.width,
  height: atlas.geometry.height,
});

// The outline of the one ward whose neighbourhoods are drawn, if it is one.
const homeOutline = ({ geometry, data }) => {
  const { code, path } = outlinesOf(geometry);
  return data.home ? path[code.indexOf(data.home)] : undefined;
};

// Around a ward's own neighbourhoods enough room stays to see which wards are next to it.
const homeCamera = (atlas) => {
  const outline = homeOutline(atlas);
  if (!outline) return fitted(wholeOf(atlas), atlas.size, 4);
  const boxes = atlas.model.areas.map((area) => boxOfArea(area, "map"));
  const bounds = boxes.reduce(around, boxOf(outline));
  return fitted(bounds, atlas.size, 0.14 * Math.min(atlas.size.width, atlas.size.height));
};

const between = (low, value, high) => Math.min(Math.max(value, low), high);

// The middle of the view never leaves the map, so nobody gets lost in empty paper.
const clamped = (atlas, camera) => {
  const home = homeCamera(atlas);
  const k = between(home.k, camera.k, home.k * (atlas.model.many ? DEEPEST_MANY : DEEPEST));
  if (k <= home.k * 1.001) return home;
  const { width, height } = atlas.size;
  return {
    k,
    x: between(width / 2 - k * atlas.geometry.width, camera.x, width / 2),
    y: between(height / 2 - k * atlas.geometry.height, camera.y, height / 2),
  };
};

const toScreen = (camera, [x, y]) => [camera.k * x + camera.x, camera.k * y + camera.y];

const isZoomed = (atlas) => atlas.camera.k > homeCamera(atlas).k * 1.02;

const applyCamera = (atlas) => {
  const { k, x, y } = atlas.camera;
  atlas.ui.world.setAttribute("transform", `translate(${x} ${y}) scale(${k})`);
  for (const pattern of atlas.ui.patterns) {
    pattern.setAttribute("patternTransform", `scale(${1 / k})`);
  }
  const zoomed = isZoomed(atlas);
  // At rest one finger scrolls the page; once zoomed in, it moves the map.
  atlas.ui.map.style.touchAction = zoomed ? "none" : "pan-x pan-y";
  atlas.ui.zoomWhole.disabled = !zoomed;
  atlas.ui.zoomOut.disabled = !zoomed;
  if (atlas.model.many) followCamera(atlas);
  drawPlaces(atlas);
  drawLabels(atlas);
};

const setCamera = (atlas, camera) => {
  atlas.camera = clamped(atlas, camera);
  cancelAnimationFrame(atlas.frame);
  atlas.frame = requestAnimationFrame(() => applyCamera(atlas));
};

const eased = (part) => 1 - (1 - part) ** 3;

const glide = (atlas, goal, milliseconds = 380) => {
  const target = clamped(atlas, goal);
  if (wantsStillness() || !atlas.camera) return setCamera(atlas, target);
  const start = { ...atlas.camera };
  const began = performance.now();
  cancelAnimationFrame(atlas.gliding);
  const step = (now) => {
    const part = eased(Math.min(1, (now - began) / milliseconds));
    const mix = (name) => start[name] + (target[name] - start[name]) * part;
    atlas.camera = { k: mix("k"), x: mix("x"), y: mix("y") };
    applyCamera(atlas);
    if (part < 1) atlas.gliding = requestAnimationFrame(step);
  };
  atlas.gliding = requestAnimationFrame(step);
  return undefined;
};

const zoomedAt = (camera, factor, [x, y]) => ({
  k: camera.k * factor,
  x: x - (x - camera.x) * factor,
  y: y - (y - camera.y) * factor,
});

const middleOf = (atlas) => [atlas.size.width / 2, atlas.size.height / 2];

const zoomBy = (atlas, factor) => glide(atlas, zoomedAt(atlas.camera, factor, middleOf(atlas)), 200);

const zoomToOutline = (atlas, code, { still = false } = {}) => {
  const at = outlinesOf(atlas.geometry).code.indexOf(code);
  const bounds = at < 0 ? wholeOf(atlas) : boxOf(outlinePaths(atlas)[at]);
  const goal = at < 0 ? homeCamera(atlas) : fitted(bounds, atlas.size, 28);
  atlas.ui.zoomTo.value = at < 0 ? "" : code;
  if (still) setCamera(atlas, goal);
  else glide(atlas, goal);
};

// Keep the same middle and the same relative zoom when the space changes.
const refit = (atlas, size) => {
  const before = atlas.camera && { camera: atlas.camera, home: homeCamera(atlas), size: atlas.size };
  atlas.size = size;
  if (!before) return;
  const home = homeCamera(atlas);
  const k = (before.camera.k / before.home.k) * home.k;
  const worldX = (before.size.width / 2 - before.camera.x) / before.camera.k;
  const worldY = (before.size.height / 2 - before.camera.y) / before.camera.k;
  setCamera(atlas, { k, x: size.width / 2 - k * worldX, y: size.height / 2 - k * worldY });
};

// Bring an area into view when the keyboard walks off the edge.
const bringIntoView = (atlas, area) => {
  const [x, y] = toScreen(atlas.camera, area.point[atlas.view]);
  const { width, height } = atlas.size;
  const edge = 24;
  if (x > edge && x < width - edge && y > edge && y < height - edge) return;
  const { camera } = atlas;
  glide(atlas, { ...camera, x: camera.x + width / 2 - x, y: camera.y + height / 2 - y }, 200);
};
