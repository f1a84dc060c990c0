// One tab stop. Arrows walk to the nearest neighbour, letters find a name, Enter chooses.
//
// The map is role="application": keys belong to it while it has focus, and a live region says where
// one is. It names no active descendant as well, or screen readers would say every ward twice.

const WAYS = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};
const TYPING_PAUSE = 900;

const reachable = (atlas) => {
  const shown = atlas.model.areas.filter((area) => area.value);
  return shown.length ? shown : atlas.model.areas;
};

// Nearest in that direction: straying sideways costs double, and beyond 60 degrees is not "that way".
const neighbourOf = (atlas, from, [dx, dy]) => {
  const [x, y] = from.point[atlas.view];
  let best = null;
  let least = Infinity;
  for (const area of reachable(atlas)) {
    const [ax, ay] = area.point[atlas.view];
    const ahead = (ax - x) * dx + (ay - y) * dy;
    const aside = Math.abs((ax - x) * dy) + Math.abs((ay - y) * dx);
    const cost = ahead + 2 * aside;
    if (ahead > 0 && aside <= 1.75 * ahead && cost < least) [best, least] = [area, cost];
  }
  return best;
};

const startingArea = (atlas) =>
  atlas.active ??
  atlas.model.byCode.get(atlas.data.selected) ??
  atlas.model.ranked.at(-1) ??
  atlas.model.areas[0];

const say = (atlas, words) => {
  atlas.ui.live.textContent = words;
};

const besideArea = (atlas, area) => {
  const box = boxOfArea(area, atlas.view);
  const [x, top] = toScreen(atlas.camera, [box.x + box.width / 2, box.y]);
  return [x, top, toScreen(atlas.camera, [0, box.y + box.height])[1]];
};

const focusArea = (atlas, area) => {
  if (!area) return;
  activate(atlas, area, "keys");
  bringIntoView(atlas, area);
  showTip(atlas, tipLines(area), besideArea(atlas, area));
  say(atlas, spoken(area));
};

const byRank = (atlas, step) => {
  const rank = rankOf(atlas, startingArea(atlas));
  return atlas.model.ranked[between(0, rank + step, atlas.model.ranked.length - 1)];
};

const named = (atlas, letters) => {
  const wanted = letters.toLocaleLowerCase("en");
  return reachable(atlas)
    .filter((area) => area.name.toLocaleLowerCase("en").startsWith(wanted))
    .reduce((best, area) => (best && byName(best.name, area.name) <= 0 ? best : area), null);
};

const typeAhead = (atlas, letter) => {
  clearTimeout(atlas.typingTimer);
  atlas.typed = (atlas.typed ?? "") + letter;
  atlas.typingTimer = setTimeout(() => (atlas.typed = ""), TYPING_PAUSE);
  const area = named(atlas, atlas.typed);
  if (area) focusArea(atlas, area);
  else say(atlas, `${WORDS.no_name} ${atlas.typed}`);
};

// The first Escape puts the tooltip away, the second leaves the map.
const escape = (atlas) => {
  if (!atlas.ui.tip.hidden) return hideTip(atlas);
  activate(atlas, null, "keys");
  return atlas.ui.map.blur();
};

const COMMANDS = {
  Home: (atlas) => focusArea(atlas, atlas.model.ranked.at(-1)),
  End: (atlas) => focusArea(atlas, atlas.model.ranked[0]),
  PageUp: (atlas) => focusArea(atlas, byRank(atlas, 1)),
  PageDown: (atlas) => focusArea(atlas, byRank(atlas, -1)),
  Enter: (atlas) => choose(atlas, startingArea(atlas)),
  Escape: escape,
  "+": (atlas) => zoomBy(atlas, 1.5),
  "=": (atlas) => zoomBy(atlas, 1.5),
  "-": (atlas) => zoomBy(atlas, 1 / 1.5),
  0: (atlas) => zoomToOutline(atlas, ""),
};

const walk = (atlas, way) => {
  const from = startingArea(atlas);
  if (!atlas.active) return focusArea(atlas, from);
  return focusArea(atlas, neighbourOf(atlas, from, way) ?? from);
};

const commandFor = (atlas, event) => {
  if (WAYS[event.key]) return () => walk(atlas, WAYS[event.key]);
  if (COMMANDS[event.key]) return () => COMMANDS[event.key](atlas);
  if (event.key === " " && atlas.typed) return () => typeAhead(atlas, " ");
  if (event.key === " ") return () => choose(atlas, startingArea(atlas));
  if (/^\p{L}$/u.test(event.key)) return () => typeAhead(atlas, event.key);
  return null;
};

const listenToKeys = (atlas) => {
  const { map } = atlas.ui;
  map.addEventListener("keydown", (event) => {
    if (!atlas.model || event.ctrlKey || event.metaKey || event.altKey) return;
    const command = commandFor(atlas, event);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    command();
  });
  map.addEventListener("focus", () => {
    if (!atlas.model || !map.matches(":focus-visible")) return;
    atlas.ui.hint.textContent = WORDS.keys_short;
    focusArea(atlas, startingArea(atlas));
  });
  map.addEventListener("blur", () => {
    if (atlas.model && atlas.activeBy === "keys") activate(atlas, null, "keys");
  });
};
