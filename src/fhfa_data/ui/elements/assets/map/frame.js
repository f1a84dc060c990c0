// The element's skeleton, built once a mount and then only filled.

const pattern = (id, size, ...marks) =>
  svg("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" }, ...marks);

// Two sets: the map's is kept at screen size while the map zooms, the legend's never scales.
const patterns = (suffix) => [
  pattern(
    `dots${suffix}`,
    7,
    svg("rect", { width: 7, height: 7, class: "blank" }),
    svg("circle", { cx: 3.5, cy: 3.5, r: 1, class: "dot-mark" }),
  ),
  pattern(
    `crosses${suffix}`,
    9,
    svg("rect", { width: 9, height: 9, class: "blank" }),
    svg("path", { d: "M2.5 2.5l4 4M6.5 2.5l-4 4", class: "cross-mark" }),
  ),
];

const iconButton = (label, drawing) =>
  html(
    "button",
    { type: "button", class: "icon", "aria-label": label, title: label },
    svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: drawing })),
  );

const mapLayers = () => ({
  shapes: svg("g", { class: "shapes" }),
  borders: svg("g", { class: "borders" }),
  worstHalo: svg("path", { class: "worst-halo" }),
  worst: svg("path", { class: "worst" }),
  homeHalo: svg("path", { class: "home-halo" }),
  home: svg("path", { class: "home" }),
  hover: svg("path", { class: "hover" }),
  halo: svg("path", { class: "halo" }),
  chosen: svg("path", { class: "chosen" }),
  focusHalo: svg("path", { class: "focus-halo" }),
  focused: svg("path", { class: "focused" }),
});

const mapPanel = (ui) => {
  ui.patterns = patterns("");
  ui.layers = mapLayers();
  ui.world = svg("g", {}, ...Object.values(ui.layers));
  ui.placesLayer = svg("g", { class: "places", "aria-hidden": "true" });
  ui.labelsLayer = svg("g", { class: "labels", "aria-hidden": "true" });
  ui.map = svg(
    "svg",
    { class: "map", role: "application", tabindex: 0, "aria-describedby": "keys" },
    svg("defs", {}, ...ui.patterns, ...patterns("-key")),
    ui.world,
    ui.placesLayer,
    ui.labelsLayer,
  );
  ui.canvas = html("canvas", { class: "canvas", "aria-hidden": "true", hidden: true });
  ui.sheet = html("div", { class: "under-map" }, ui.canvas);
  ui.tip = html("div", { class: "tip", role: "tooltip", id: "tip", hidden: true });
  ui.hint = html("p", { class: "hint", "aria-hidden": "true" });
  ui.waiting = html("p", { class: "waiting", hidden: true, text: WORDS.drawing });
  return html("div", { class: "panel map-panel" }, ui.sheet, ui.map, zoomButtons(ui), ui.hint, ui.waiting, ui.tip);
};

const zoomButtons = (ui) => {
  ui.zoomIn = iconButton(WORDS.zoom_in, "M8 3v10M3 8h10");
  ui.zoomOut = iconButton(WORDS.zoom_out, "M3 8h10");
  ui.zoomWhole = iconButton(WORDS.zoom_whole, "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4");
  ui.zoomBox = html("div", { class: "zoom" }, ui.zoomIn, ui.zoomOut, ui.zoomWhole);
  return ui.zoomBox;
};

const toolbar = (ui) => {
  ui.viewButtons = ["map", "hex"].map((view) =>
    html("button", { type: "button", value: view, text: WORDS[`view_${view}`] }),
  );
  ui.views = html(
    "div",
    { class: "views", role: "group", "aria-label": WORDS.views, hidden: true },
    ...ui.viewButtons,
  );
  ui.zoomTo = html("select", { id: "zoom-to" });
  const label = html("label", { for: "zoom-to", text: WORDS.zoom_to });
  ui.zoomChooser = html("div", { class: "zoom-to" }, label, ui.zoomTo);
  ui.toolbar = html("div", { class: "toolbar" }, ui.views, ui.zoomChooser);
  return ui.toolbar;
};

const plotPanel = (ui) => {
  ui.plot = svg("svg", { class: "plot", role: "img" });
  return html("div", { class: "panel plot-panel" }, ui.plot);
};

const footer = (ui) => {
  ui.legend = html("div", { class: "legend" });
  ui.placesBox = html("fieldset", { class: "place-kinds" });
  ui.aboutText = html("p", {});
  ui.about = html(
    "details",
    { class: "about", hidden: true },
    html("summary", { text: WORDS.about_shapes }),
    ui.aboutText,
  );
  return html("div", { class: "under" }, ui.legend, ui.placesBox, ui.about);
};

const buildFrame = (host) => {
  const ui = {};
  ui.live = html("p", { class: "said", "aria-live": "polite", role: "status" });
  ui.keys = html("p", { class: "said", id: "keys", text: WORDS.keys });
  ui.side = plotPanel(ui);
  ui.root = html(
    "div",
    { class: "atlas" },
    toolbar(ui),
    html("div", { class: "panels" }, mapPanel(ui), ui.side),
    footer(ui),
    ui.live,
    ui.keys,
  );
  host.querySelector(".hold")?.remove();
  host.append(ui.root);
  return ui;
};
