// Mouse, pen and touch: hover, click, drag, pinch, and the wheel with Ctrl or Cmd.

const DRAG_FROM = 5;

const spotOf = (atlas, event) => {
  const box = atlas.ui.map.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};

const areaUnder = (atlas, event) => {
  if (atlas.model.many) return areaOnCanvas(atlas, spotOf(atlas, event));
  const at = event.target.areaAt;
  return at === undefined ? null : atlas.model.areas[at];
};

const hover = (atlas, event) => {
  const spot = spotOf(atlas, event);
  if (event.target.placeWords) {
    const [name, kind] = event.target.placeWords;
    const lines = [html("strong", { text: name }), html("span", { class: "where", text: kind })];
    showTip(atlas, lines, [spot[0], spot[1], spot[1]]);
    return;
  }
  const area = areaUnder(atlas, event);
  if (area && activate(atlas, area, "pointer")) {
    soon(atlas, () => showTip(atlas, tipLines(area), [spot[0], spot[1], spot[1]]));
  }
  if (!area) soon(atlas, () => leave(atlas));
};

const leave = (atlas) => {
  if (atlas.activeBy === "keys") return;
  activate(atlas, null, "pointer");
  hideTip(atlas);
};

const spread = (fingers) => {
  const [[x1, y1], [x2, y2]] = [...fingers.values()];
  return { apart: Math.hypot(x2 - x1, y2 - y1), middle: [(x1 + x2) / 2, (y1 + y2) / 2] };
};

const pinch = (atlas, event) => {
  const before = spread(atlas.fingers);
  atlas.fingers.set(event.pointerId, spotOf(atlas, event));
  const after = spread(atlas.fingers);
  const camera = zoomedAt(atlas.camera, after.apart / Math.max(before.apart, 1), after.middle);
  camera.x += after.middle[0] - before.middle[0];
  camera.y += after.middle[1] - before.middle[1];
  setCamera(atlas, camera);
};

const drag = (atlas, event) => {
  const [x, y] = spotOf(atlas, event);
  const [oldX, oldY] = atlas.fingers.get(event.pointerId);
  const far = Math.hypot(x - atlas.pressedAt[0], y - atlas.pressedAt[1]) > DRAG_FROM;
  if (!atlas.dragging && !far) return;
  if (!atlas.dragging) atlas.ui.map.setPointerCapture(event.pointerId);
  atlas.dragging = true;
  hideTip(atlas);
  atlas.fingers.set(event.pointerId, [x, y]);
  setCamera(atlas, { ...atlas.camera, x: atlas.camera.x + x - oldX, y: atlas.camera.y + y - oldY });
};

const press = (atlas, event) => {
  atlas.fingers.set(event.pointerId, spotOf(atlas, event));
  atlas.pressedAt = spotOf(atlas, event);
  atlas.dragging = atlas.fingers.size > 1;
};

const move = (atlas, event) => {
  // A mouse let go outside the map tells nobody: it comes back without a button pressed.
  if (event.pointerType === "mouse" && !event.buttons) atlas.fingers.clear();
  if (!atlas.fingers.has(event.pointerId)) return hover(atlas, event);
  return atlas.fingers.size > 1 ? pinch(atlas, event) : drag(atlas, event);
};

const release = (atlas, event) => atlas.fingers.delete(event.pointerId);

const click = (atlas, event) => {
  if (atlas.dragging) return;
  const area = areaUnder(atlas, event);
  if (!area) return;
  activate(atlas, area, "pointer");
  choose(atlas, area);
};

const hint = (atlas, words) => {
  atlas.ui.hint.textContent = words;
  atlas.ui.hint.classList.add("shown");
  clearTimeout(atlas.hintTimer);
  atlas.hintTimer = setTimeout(() => atlas.ui.hint.classList.remove("shown"), 1400);
};

// Without a modifier the page scrolls on, as people expect of a page.
const wheel = (atlas, event) => {
  if (!event.ctrlKey && !event.metaKey) return hint(atlas, WORDS.wheel);
  event.preventDefault();
  const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0035));
  return setCamera(atlas, zoomedAt(atlas.camera, factor, spotOf(atlas, event)));
};

const listenToPointer = (atlas) => {
  const { map } = atlas.ui;
  const on = (name, act, options) =>
    map.addEventListener(name, (event) => atlas.model && act(atlas, event), options);
  on("pointerdown", press);
  on("pointermove", move);
  on("pointerup", release);
  on("pointercancel", release);
  on("pointerleave", () => soon(atlas, () => leave(atlas)));
  on("click", click);
  on("wheel", wheel, { passive: false });
};
