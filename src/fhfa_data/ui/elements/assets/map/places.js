// Libraries, pharmacies, hospitals and parks: four shapes, told apart without colour.

const PLACE_SHAPES = {
  library: "M-4-4h8v8h-8z",
  pharmacy: "M-1.5-4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z",
  hospital: "M0-5.5L5.5 0L0 5.5L-5.5 0z",
  green_flag_park: "M0-5L5 4H-5z",
};

const placePicture = (kind) =>
  svg(
    "svg",
    { class: "place-key", viewBox: "-8 -8 16 16", "aria-hidden": "true" },
    svg("path", { class: `place ${kind}`, d: PLACE_SHAPES[kind] }),
  );

const placeChoice = (atlas, layer) => {
  const box = html("input", { type: "checkbox", value: layer.kind });
  box.checked = atlas.placesShown.has(layer.kind);
  box.addEventListener("change", () => {
    if (box.checked) atlas.placesShown.add(layer.kind);
    else atlas.placesShown.delete(layer.kind);
    drawPlaces(atlas);
  });
  const words = `${layer.label} (${layer.count}, ${layer.as_of})`;
  return html("label", {}, box, placePicture(layer.kind), html("span", { text: words }));
};

const buildPlaces = (atlas) => {
  const layers = atlas.geometry.places.filter((layer) => layer.count > 0);
  if (atlas.data.places) layers.forEach((layer) => atlas.placesShown.add(layer.kind));
  const leftOut = layers.reduce((sum, layer) => sum + layer.left_out, 0);
  const note = html("p", { class: "places-note", text: WORDS.places_left_out });
  atlas.ui.placesBox.hidden = layers.length === 0;
  atlas.ui.placesBox.replaceChildren(
    html("legend", { text: WORDS.places }),
    ...layers.map((layer) => placeChoice(atlas, layer)),
    leftOut > 0 ? note : "",
  );
};

const placeScale = (atlas) => between(0.62, 0.5 * (atlas.camera.k / homeCamera(atlas).k) ** 0.5, 1.1);

const placeNode = (atlas, layer, at, scale) => {
  const [x, y] = toScreen(atlas.camera, pairAt(layer.point, at));
  const { width, height } = atlas.size;
  if (x < -8 || y < -8 || x > width + 8 || y > height + 8) return null;
  const transform = `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(2)})`;
  const node = svg("path", { class: `place ${layer.kind}`, d: PLACE_SHAPES[layer.kind], transform });
  node.placeWords = [layer.name[at], layer.one];
  return node;
};

// Hexagons stand where there is room, not where places are: no dots on them.
const drawPlaces = (atlas) => {
  const shown = atlas.view === "map" ? atlas.placesShown : new Set();
  const scale = placeScale(atlas);
  const nodes = atlas.geometry.places
    .filter((layer) => shown.has(layer.kind))
    .flatMap((layer) => layer.name.map((_, at) => placeNode(atlas, layer, at, scale)));
  atlas.ui.placesLayer.replaceChildren(...nodes.filter(Boolean));
  atlas.ui.placesBox.disabled = atlas.view === "hex";
};
