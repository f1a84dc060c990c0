// Many areas on a canvas under the map's SVG, which keeps names, outlines of what is lit, and focus.
//
// A drawing of all England takes longer than a frame. So while the map moves, the last drawing is
// moved with it, and once it has come to rest it is drawn again, sharp.

const REST_MS = 110;
const QUICK_MS = 14;
const LINES_FROM_PX = 7; // a typical area's width from which lines between areas help
const MARKS_FROM_PX = 24; // and from which outlines of single areas leave enough of them to see

const penOf = (atlas) => (atlas.pen ??= atlas.ui.canvas.getContext("2d"));

const sizeCanvas = (atlas) => {
  const { canvas } = atlas.ui;
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [atlas.size.width, atlas.size.height].map((px) => Math.round(px * ratio));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return ratio;
};

const colourOf = (atlas, name) => {
  const probe = html("span", { style: `color: var(${name})` });
  atlas.ui.root.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
};

const INKS = ["paper", "ink", "line", "wash"];
const PRINTED = { paper: "#ffffff", ink: "#1b1f24", line: "#7d8083", wash: "#f2efe9" };

const inksOf = (atlas) => Object.fromEntries(INKS.map((name) => [name, colourOf(atlas, `--${name}`)]));

// What each class is filled with: the palette, and drawn marks for why there is no value.
const fillsOf = (atlas, colours, { paper, line, wash }) => {
  const fills = Object.fromEntries(colours.map((colour, band) => [String(band), colour]));
  const pen = penOf(atlas);
  return {
    ...fills,
    n: markPattern(pen, paper, line, (mark) => mark.arc(3.5, 3.5, 1, 0, 7)),
    s: markPattern(pen, paper, line, (mark) => mark.rect(2, 3, 4, 1)),
    a: paper,
    out: wash,
  };
};

const markPattern = (pen, paper, line, shape) => {
  const tile = html("canvas", { width: 7, height: 7 });
  const mark = tile.getContext("2d");
  mark.fillStyle = paper;
  mark.fillRect(0, 0, 7, 7);
  mark.fillStyle = line;
  mark.beginPath();
  shape(mark);
  mark.fill();
  return pen.createPattern(tile, "repeat");
};

const inSight = (atlas) => {
  const { k, x, y } = atlas.camera;
  const { width, height } = atlas.size;
  return { x: -x / k, y: -y / k, width: width / k, height: height / k };
};

// A typical area is as wide as the tiles' median area is: once a geometry.
const typicalWidth = (atlas) => {
  atlas.typical ??= (() => {
    const widths = atlas.model.areas.map((area) => boxOfArea(area, "map").width);
    return widths.sort((one, other) => one - other)[widths.length >> 1];
  })();
  return atlas.typical;
};

const fillTiles = (atlas, pen, tiles) => {
  for (const tile of tiles) {
    for (const [band, path] of pathsOf(tile)) {
      const fill = atlas.fills[band] ?? atlas.fills.out;
      // Marks keep their size while the map grows.
      if (fill.setTransform) fill.setTransform(new DOMMatrix().scale(1 / atlas.camera.k));
      pen.fillStyle = fill;
      pen.fill(path);
    }
  }
};

const strokeTiles = (atlas, pen, tiles, chosen, width, colour) => {
  pen.strokeStyle = colour;
  pen.lineWidth = width / atlas.camera.k;
  for (const tile of tiles) {
    for (const [band, path] of pathsOf(tile)) if (chosen(band)) pen.stroke(path);
  }
};

const outlinePath = (atlas) => {
  atlas.outlinePath ??= new Path2D(outlinesOf(atlas.geometry).path.join(""));
  return atlas.outlinePath;
};

const drawSharp = (atlas) => {
  const began = performance.now();
  const pen = penOf(atlas);
  const ratio = sizeCanvas(atlas);
  const { k, x, y } = atlas.camera;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, atlas.ui.canvas.width, atlas.ui.canvas.height);
  pen.setTransform(ratio * k, 0, 0, ratio * k, ratio * x, ratio * y);
  pen.lineJoin = "round";
  const sight = inSight(atlas);
  const tiles = atlas.tiles.filter((tile) => meeting(tile.box, sight));
  const { paper, ink, line } = atlas.inks;
  // Colours don't quite meet where areas do: what shows between them is neither paper nor ink.
  pen.fillStyle = atlas.between;
  pen.fill(outlinePath(atlas));
  fillTiles(atlas, pen, tiles);
  const wide = typicalWidth(atlas) * k;
  if (wide > LINES_FROM_PX) strokeTiles(atlas, pen, tiles, () => true, 0.7, paper);
  if (wide > MARKS_FROM_PX) {
    const isWorst = (band) => atlas.data.worst.includes(band);
    strokeTiles(atlas, pen, tiles, isWorst, 3.2, paper);
    strokeTiles(atlas, pen, tiles, isWorst, 1.1, ink);
  }
  pen.strokeStyle = line;
  pen.lineWidth = Math.min(1.1, 0.35 + wide * 0.1) / k;
  pen.stroke(outlinePath(atlas));
  atlas.drawn = { camera: { ...atlas.camera }, took: performance.now() - began };
  atlas.ui.canvas.style.transform = "";
};

// Move the last drawing to where the map is now; the browser does it without drawing anything.
const moveDrawing = (atlas) => {
  const { camera } = atlas.drawn;
  const scale = atlas.camera.k / camera.k;
  const [x, y] = [atlas.camera.x - camera.x * scale, atlas.camera.y - camera.y * scale];
  atlas.ui.canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
};

const followCamera = (atlas) => {
  clearTimeout(atlas.resting);
  if (!atlas.drawn || atlas.drawn.took < QUICK_MS) return drawSharp(atlas);
  moveDrawing(atlas);
  atlas.resting = setTimeout(() => requestAnimationFrame(() => drawSharp(atlas)), REST_MS);
  return undefined;
};

const colourCanvas = (atlas, colours, inks) => {
  const between = colours[colours.length >> 1] ?? inks.wash;
  Object.assign(atlas, { inks, between, fills: fillsOf(atlas, colours, inks) });
  clearTimeout(atlas.resting);
  if (atlas.camera) drawSharp(atlas);
};

const paintCanvas = (atlas) => {
  atlas.tiles = tilesOf(atlas.geometry, atlas.model.areas);
  colourCanvas(atlas, atlas.data.palette[atlas.ui.root.dataset.theme], inksOf(atlas));
};

// Paper is light whatever the screen is.
const listenToPrinting = (atlas) => {
  atlas.onPrint = () => {
    if (atlas.model?.many) colourCanvas(atlas, atlas.data.palette.light, PRINTED);
  };
  atlas.afterPrint = () => atlas.model?.many && paintCanvas(atlas);
  window.addEventListener("beforeprint", atlas.onPrint);
  window.addEventListener("afterprint", atlas.afterPrint);
};

const stopListeningToPrinting = (atlas) => {
  window.removeEventListener("beforeprint", atlas.onPrint);
  window.removeEventListener("afterprint", atlas.afterPrint);
};

const areaOnCanvas = (atlas, [x, y]) => {
  const { camera } = atlas;
  return areaAtPoint(atlas.tiles, [(x - camera.x) / camera.k, (y - camera.y) / camera.k]);
};
