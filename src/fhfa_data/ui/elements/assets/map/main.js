// Called by Streamlit on every run with new data. Built once a mount, then only repainted.

const MOUNTED = new WeakMap();

const measure = (atlas) => {
  const map = atlas.ui.map.getBoundingClientRect();
  const plot = atlas.ui.plot.getBoundingClientRect();
  atlas.plotSize = plot.width > 40 ? { width: plot.width, height: plot.height } : null;
  // On screen one unit is one pixel; on paper, where nothing is drawn anew, the picture shrinks whole.
  atlas.ui.map.setAttribute("viewBox", `0 0 ${map.width} ${map.height}`);
  atlas.ui.plot.setAttribute("viewBox", `0 0 ${plot.width} ${plot.height}`);
  return { width: Math.max(map.width, 1), height: Math.max(map.height, 1) };
};

const resized = (atlas) => {
  if (!atlas.model) return;
  const size = measure(atlas);
  if (size.width !== atlas.size.width || size.height !== atlas.size.height) refit(atlas, size);
  drawPlot(atlas);
};

const listenToToolbar = (atlas) => {
  const { ui } = atlas;
  ui.zoomIn.addEventListener("click", () => atlas.model && zoomBy(atlas, 1.7));
  ui.zoomOut.addEventListener("click", () => atlas.model && zoomBy(atlas, 1 / 1.7));
  ui.zoomWhole.addEventListener("click", () => atlas.model && zoomToOutline(atlas, ""));
  ui.zoomTo.addEventListener("change", () => zoomToOutline(atlas, ui.zoomTo.value));
  for (const button of ui.viewButtons) {
    button.addEventListener("click", () => {
      if (!atlas.model || button.value === atlas.view) return;
      changeView(atlas, button.value);
      paintWords(atlas);
      drawLegend(atlas);
      atlas.send("view", button.value);
    });
  }
};

// Streamlit fades what is about to change. Told of it before, the browser keeps the drawing as it is
// for the fading; else it draws every shape anew, twice, before it gets to the new values.
const expectFading = (host) => {
  const box = (host.getRootNode().host ?? host).closest('[data-testid="stElementContainer"]');
  if (box) box.style.willChange = "opacity";
};

const mount = (host) => {
  styled(host, CSS);
  expectFading(host);
  const atlas = { host, ui: buildFrame(host), fingers: new Map(), placesShown: new Set() };
  listenToToolbar(atlas);
  listenToPointer(atlas);
  listenToKeys(atlas);
  listenToPlot(atlas);
  listenToTip(atlas);
  listenToPrinting(atlas);
  atlas.watcher = new ResizeObserver(() => resized(atlas));
  atlas.watcher.observe(atlas.ui.map);
  atlas.watcher.observe(atlas.ui.plot);
  atlas.slow = setTimeout(() => (atlas.ui.waiting.hidden = Boolean(atlas.model)), 1000);
  return atlas;
};

const firstDraw = (atlas) => {
  atlas.view = atlas.data.view;
  buildShapes(atlas);
  if (!atlas.camera) {
    atlas.size = measure(atlas);
    buildPlaces(atlas);
  }
  atlas.ui.waiting.hidden = true;
  atlas.level = atlas.data.level;
};

const moveToFocus = (atlas, first) => {
  if (first) atlas.camera ??= homeCamera(atlas);
  const changed = atlas.focus !== atlas.data.focus;
  atlas.focus = atlas.data.focus;
  if (changed && (atlas.focus || !first)) zoomToOutline(atlas, atlas.focus ?? "", { still: first });
};

// Names stay where they are while the same areas are shown; a zoom or resize draws them itself.
const labelsChanged = (atlas) => {
  const { codes = [], selected } = atlas.data;
  const labelled = [atlas.shownView, selected, ...codes].join("|");
  const changed = atlas.labelled !== labelled;
  atlas.labelled = labelled;
  return changed;
};

const refresh = (atlas, geometry, data) => {
  const moved = atlas.model && (atlas.geometry !== geometry || atlas.data.home !== data.home);
  const first = !atlas.model || moved || atlas.level !== data.level;
  if (moved) Object.assign(atlas, { camera: null, active: null });
  const fresh = !atlas.camera;
  Object.assign(atlas, { geometry, data, model: modelOf(geometry, data) });
  atlas.ui.root.style.setProperty("--plot-height", `${plotHeight(atlas)}px`);
  if (first) firstDraw(atlas);
  else if (atlas.shownView !== data.view && atlas.view !== data.view) changeView(atlas, data.view);
  atlas.shownView = data.view;
  if (atlas.active) atlas.active = atlas.model.areas[atlas.active.at] ?? null;
  atlas.ui.views.hidden = !data.can_switch_view;
  atlas.ui.toolbar.hidden = Boolean(data.home);
  paint(atlas);
  moveToFocus(atlas, fresh);
  const relabel = labelsChanged(atlas);
  if (first) applyCamera(atlas);
  else if (relabel) drawLabels(atlas);
};

const geometryFor = async (atlas, data) => {
  if (data.geometry_text) return inlineGeometry(data.geometry_text);
  if (data.geometry) return fetchGeometry(data.geometry).catch(() => INLINE.geometry);
  return INLINE.geometry;
};

const update = async (atlas, data) => {
  atlas.turn = (atlas.turn ?? 0) + 1;
  const turn = atlas.turn;
  const geometry = await geometryFor(atlas, data);
  if (turn !== atlas.turn) return;
  if (geometry) refresh(atlas, geometry, data);
  else atlas.send("needs_geometry", true);
};

// Streamlit also calls this when a run overtakes the one before it: only a host that has left the
// page is really gone.
const tidyAway = (host) => {
  const atlas = MOUNTED.get(host);
  if (!atlas || host.isConnected) return;
  atlas.watcher.disconnect();
  clearTimeout(atlas.slow);
  document.removeEventListener("keydown", atlas.onEscape);
  stopListeningToPrinting(atlas);
  MOUNTED.delete(host);
};

export default function ({ parentElement, data, setTriggerValue }) {
  if (!MOUNTED.has(parentElement)) MOUNTED.set(parentElement, mount(parentElement));
  const atlas = MOUNTED.get(parentElement);
  atlas.send = setTriggerValue;
  atlas.ui.root.style.setProperty("--height", `${data.height ?? 520}px`);
  update(atlas, data);
  return () => setTimeout(() => tidyAway(parentElement), 0);
}
