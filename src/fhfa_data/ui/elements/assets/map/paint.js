// Paint values onto shapes that already stand. A new indicator changes class names, nothing else.

const buildShapes = (atlas) => {
  const { layers } = atlas.ui;
  atlas.ui.shapes = atlas.model.areas.map((area) => {
    const shape = svg("path", { role: "img", d: area.path[atlas.view] });
    shape.areaAt = area.at;
    return shape;
  });
  layers.shapes.replaceChildren(...atlas.ui.shapes);
  const { boroughs } = atlas.geometry;
  const outline = (at) => (atlas.view === "hex" ? boroughs.hex_path : boroughs.path)[at];
  atlas.ui.outlines = boroughs.code.map((_, at) => svg("path", { d: outline(at) }));
  layers.borders.replaceChildren(...atlas.ui.outlines);
  const whole = html("option", { value: "", text: WORDS.whole });
  const options = boroughs.code.map((code, at) =>
    html("option", { value: code, text: boroughs.name[at] }),
  );
  atlas.ui.zoomTo.replaceChildren(whole, ...options);
  atlas.ui.about.hidden = !atlas.geometry.about_shapes;
  atlas.ui.aboutText.textContent = atlas.geometry.about_shapes;
};

const bandClass = (area) => `band-${area.value ? area.value.band : "out"}`;

const paintShapes = (atlas) => {
  for (const area of atlas.model.areas) {
    const shape = atlas.ui.shapes[area.at];
    const name = bandClass(area);
    if (shape.getAttribute("class") !== name) shape.setAttribute("class", name);
    shape.setAttribute("aria-label", spoken(area));
  }
};

const joinedPaths = (atlas, chosen) =>
  atlas.model.areas
    .filter(chosen)
    .map((area) => area.path[atlas.view])
    .join("");

const paintMarks = (atlas) => {
  const { layers } = atlas.ui;
  const { worst } = atlas.data;
  const isWorst = (area) => worst !== null && area.value?.band === String(worst);
  const worstPaths = joinedPaths(atlas, isWorst);
  layers.worstHalo.setAttribute("d", worstPaths);
  layers.worst.setAttribute("d", worstPaths);
  const hatched = atlas.view === "map" ? joinedPaths(atlas, (area) => area.note) : "";
  layers.hatched.setAttribute("d", hatched);
  const { boroughs } = atlas.geometry;
  const paths = atlas.view === "hex" ? boroughs.hex_path : boroughs.path;
  atlas.ui.outlines.forEach((outline, at) => outline.setAttribute("d", paths[at]));
};

const pathOf = (atlas, area) => (area ? area.path[atlas.view] : "");

// Hover, keyboard focus and choice each have a line of their own above all shapes.
const paintActive = (atlas) => {
  const { layers } = atlas.ui;
  const chosen = pathOf(atlas, atlas.model.byCode.get(atlas.data.selected));
  const active = pathOf(atlas, atlas.active);
  const byKeys = atlas.activeBy === "keys";
  layers.halo.setAttribute("d", chosen);
  layers.chosen.setAttribute("d", chosen);
  layers.hover.setAttribute("d", byKeys ? "" : active);
  layers.focusHalo.setAttribute("d", byKeys ? active : "");
  layers.focused.setAttribute("d", byKeys ? active : "");
};

const paintColours = (atlas) => {
  const { root } = atlas.ui;
  atlas.family = getComputedStyle(root).fontFamily;
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
