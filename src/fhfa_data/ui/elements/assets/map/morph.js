// Map to hexagons and back: each ward walks to its new shape, unless the visitor asked for stillness.

const CORNERS = 36;

// The largest ring of a path made of "M x y l dx dy … z" or "M x y L x y … z" pieces, as points.
const ringsOf = (path) =>
  path
    .split("M")
    .filter(Boolean)
    .map((piece) => {
      const absolute = piece.includes("L");
      const numbers = piece.match(/-?\d+/g).map(Number);
      const points = [[numbers[0], numbers[1]]];
      for (let at = 2; at + 1 < numbers.length; at += 2) {
        const [x, y] = absolute ? [0, 0] : points.at(-1);
        points.push([x + numbers[at], y + numbers[at + 1]]);
      }
      return points;
    });

const signedArea = (ring) =>
  ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);

const largestRing = (path) => {
  const rings = ringsOf(path);
  const largest = rings.reduce((best, ring) =>
    Math.abs(signedArea(ring)) > Math.abs(signedArea(best)) ? ring : best,
  );
  return signedArea(largest) < 0 ? largest.slice().reverse() : largest;
};

// Begin both rings due east of their middle, so that shapes do not spin on their way.
const fromEast = (ring) => {
  const middle = [0, 1].map((axis) => ring.reduce((sum, p) => sum + p[axis], 0) / ring.length);
  const turn = ([x, y]) => Math.abs(Math.atan2(y - middle[1], x - middle[0]));
  const first = ring.reduce((best, p, at) => (turn(p) < turn(ring[best]) ? at : best), 0);
  return [...ring.slice(first), ...ring.slice(0, first)];
};

const evenly = (ring) => {
  const closed = [...ring, ring[0]];
  const steps = closed.slice(1).map(([x, y], at) => Math.hypot(x - closed[at][0], y - closed[at][1]));
  const total = steps.reduce((sum, step) => sum + step, 0);
  const points = [];
  let [at, passed] = [0, 0];
  for (let corner = 0; corner < CORNERS; corner += 1) {
    const goal = (corner / CORNERS) * total;
    while (at < steps.length - 1 && passed + steps[at] < goal) passed += steps[at++];
    const part = steps[at] ? (goal - passed) / steps[at] : 0;
    const [[x1, y1], [x2, y2]] = [closed[at], closed[at + 1]];
    points.push([x1 + (x2 - x1) * part, y1 + (y2 - y1) * part]);
  }
  return points;
};

const cornersOf = (path) => evenly(fromEast(largestRing(path)));

const midway = (from, to, part) => {
  const points = from.map(([x, y], at) => {
    const [toX, toY] = to[at];
    return `${Math.round(x + (toX - x) * part)} ${Math.round(y + (toY - y) * part)}`;
  });
  return `M${points.join("L")}z`;
};

const settle = (atlas) => {
  for (const area of atlas.model.areas) {
    atlas.ui.shapes[area.at].setAttribute("d", area.path[atlas.view]);
  }
  atlas.ui.root.classList.remove("moving");
  paintMarks(atlas);
  paintActive(atlas);
  applyCamera(atlas);
};

const changeView = (atlas, view) => {
  const before = atlas.view;
  atlas.view = view;
  cancelAnimationFrame(atlas.morphing);
  if (before === view || wantsStillness()) return settle(atlas);
  const moves = atlas.model.areas.map((area) => [
    atlas.ui.shapes[area.at],
    cornersOf(area.path[before]),
    cornersOf(area.path[view]),
  ]);
  atlas.ui.root.classList.add("moving");
  hideTip(atlas);
  const began = performance.now();
  const step = (now) => {
    const part = Math.min(1, (now - began) / 620);
    if (part >= 1) return settle(atlas);
    for (const [shape, from, to] of moves) shape.setAttribute("d", midway(from, to, eased(part)));
    atlas.morphing = requestAnimationFrame(step);
    return undefined;
  };
  atlas.morphing = requestAnimationFrame(step);
  return undefined;
};
