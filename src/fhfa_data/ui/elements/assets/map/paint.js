// Paint values onto shapes that already stand. A new indicator changes class names, nothing else.

const outlinePaths = (atlas) => {
  const outlines = outlinesOf(atlas.geometry);
  return atlas.view === "hex" ? outlines.hex_path : outlines.path;
};

const shapeOf = (atlas, area) => {
  const shape = svg("path", { role: "img", d: area.path[atlas.view] });
  shape.areaAt = area.at;
  return shape;
};

const buildShapes = (atlas) => {
  const { layers } = atlas.ui;
  const { many } = atlas.model;
  Object.assign(atlas, { typical: null, outlinePath: null, drawn: null });
  atlas.ui.canvas.hidden = !many;
  atlas.ui.shapes = many ? [] : atlas.model.areas.map((area) => shapeOf(atlas, area));
  layers.shapes.replaceChildren(...atlas.ui.shapes);
  atlas.ui.outlines = (many ? [] : outlinePaths(atlas)).map((d) => svg("path", { d }));
  layers.borders.replaceChildren(...atlas.ui.outlines);
  buildZoomTo(atlas);
  atlas.ui.about.hidden = !atlas.geometry.about_shapes;
  atlas.ui.aboutText.textContent = atlas.geometry.about_shapes;
};

const buildZoomTo = (atlas) => {
  const { code, name } = outlinesOf(atlas.geometry);
  const { whole } = atlas.data;
  atlas.ui.zoomChooser.hidden = code.length < 2;
  const order = code.map((_, at) => at).sort((one, other) => byName(name[one], name[other]));
  const options = order.map((at) => html("option", { value: code[at], text: name[at] }));
  atlas.ui.zoomTo.replaceChildren(html("option", { value: "", text: whole }), ...options);
  const said = `${WORDS.zoom_whole} ${whole}`;
  setAll(atlas.ui.zoomWhole, { "aria-label": said, title: said });
};

const bandClass = (area) => `band-${area.value ? area.value.band : "out"}`;

const paintShapes = (atlas) => {
  if (atlas.model.many) return paintCanvas(atlas);
  for (const area of atlas.model.areas) {
    const shape = atlas.ui.shapes[area.at];
    setAll(shape, { class: bandClass(area), "aria-label": spoken(area) });
  }
  return undefined;
};

const joinedPaths = (atlas, chosen) =>
  atlas.model.areas
    .filter(chosen)
    .map((area) => area.path[atlas.view])
    .join("");

const paintMarks = (atlas) => {
  const { layers } = atlas.ui;
  if (atlas.model.many) return;
  const isWorst = (area) => area.value && atlas.data.worst.includes(area.value.band);
  const worstPaths = joinedPaths(atlas, isWorst);
  setOne(layers.worstHalo, "d", worstPaths);
  setOne(layers.worst, "d", worstPaths);
  const home = homeOutline(atlas) ?? "";
  setOne(layers.homeHalo, "d", home);
  setOne(layers.home, "d", home);
  const paths = outlinePaths(atlas);
  atlas.ui.outlines.forEach((outline, at) => setOne(outline, "d", paths[at]));
};

const pathOf = (atlas, area) => (area ? area.path[atlas.view] : "");

// Hover, keyboard focus and choice each have a line of their own above all shapes.
const paintActive = (atlas) => {
  const { layers } = atlas.ui;
  const chosen = pathOf(atlas, atlas.model.byCode.get(atlas.data.selected));
  const active = pathOf(atlas, atlas.active);
  const byKeys = atlas.activeBy === "keys";
  setOne(layers.halo, "d", chosen);
  setOne(layers.chosen, "d", chosen);
  setOne(layers.hover, "d", byKeys ? "" : active);
  setOne(layers.focusHalo, "d", byKeys ? active : "");
  setOne(layers.focused, "d", byKeys ? active : "");
};

const paintColours = (atlas) => {
  const { root } = atlas.ui;
  atlas.family ??= getComputedStyle(root).fontFamily;
  const theme = isDark(atlas.host) ? "dark" : "light";
  root.dataset.theme = theme;
  const { palette } = atlas.data;
  palette[theme].forEach((colour, band) => root.style.setProperty(`--band-${band}`, colour));
  // Paper is light whatever the screen is.
  palette.light.forEach((colour, band) => root.style.setProperty(`--printed-${band}`, colour));
};

const paintWords = (atlas) => {
  const { ui, data } = atlas;
  ui.map.setAttribute("aria-label", data.label);
  for (const button of ui.viewButtons) {
    button.setAttribute("aria-pressed", String(button.value === atlas.view));
  }
};

const paint = (atlas) => {
  paintColours(atlas);
  paintShapes(atlas);
  paintMarks(atlas);
  paintActive(atlas);
  paintWords(atlas);
  drawLegend(atlas);
  drawPlot(atlas);
};
