// Arrow keys turn the cards; the clock counts down in the browser alone, and goes on from card to card.

const SHARED = new WeakMap();
const TICK_MS = 1000;

const typing = (event) =>
  event.composedPath().some((one) => one.matches?.("input, textarea, select, [contenteditable], [role=listbox], [role=combobox], [role=radiogroup], [role=tablist]"));

const onKey = (ui) => (event) => {
  if (!ui.host.isConnected) { document.removeEventListener("keydown", ui.onKey); return; }
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey || typing(event)) return;
  event.preventDefault();
  ui.send("move", by);
};

const left = (ui) => {
  const kept = JSON.parse(sessionStorage.getItem(ui.name) ?? "null");
  if (!kept) return { running: false, seconds: ui.seconds };
  const gone = kept.running ? (Date.now() - kept.at) / 1000 : 0;
  return { running: kept.running, seconds: kept.seconds - gone };
};

const keep = (ui, running, seconds) =>
  sessionStorage.setItem(ui.name, JSON.stringify({ running, seconds, at: Date.now() }));

const show = (ui) => {
  const { running, seconds } = left(ui);
  const whole = Math.max(0, Math.ceil(seconds));
  ui.clock.textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  ui.button.textContent = running ? WORDS.pause : WORDS.start;
  const over = whole === 0 ? WORDS.over : "";
  if (ui.status.textContent !== over) ui.status.textContent = over;
};

// A phone's browser may have no full screen to give: then there is no button.
const fullScreen = () => {
  if (!document.fullscreenEnabled) return null;
  const made = html("button", { type: "button", text: WORDS.full });
  made.addEventListener("click", () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  document.addEventListener("fullscreenchange", () => {
    made.textContent = document.fullscreenElement ? WORDS.small : WORDS.full;
  });
  return made;
};

const mount = (host) => {
  styled(host, CSS);
  const ui = {
    host: host.host ?? host,
    clock: html("span", { class: "clock", role: "timer", "aria-label": WORDS.left }),
    button: html("button", { type: "button" }),
    status: html("span", { role: "status" }),
    keys: html("span", { class: "keys", text: WORDS.keys }),
  };
  ui.button.addEventListener("click", () => {
    const { running, seconds } = left(ui);
    keep(ui, !running, seconds);
    show(ui);
  });
  ui.onKey = onKey(ui);
  document.addEventListener("keydown", ui.onKey);
  ui.ticking = setInterval(() => (ui.host.isConnected ? show(ui) : clearInterval(ui.ticking)), TICK_MS);
  host.querySelector(".hold")?.replaceWith(
    html("div", { class: "meeting" }, ui.clock, ui.button, fullScreen(), ui.status, ui.keys));
  return ui;
};

export default function ({ data, parentElement, setTriggerValue }) {
  if (!SHARED.has(parentElement)) SHARED.set(parentElement, mount(parentElement));
  const ui = SHARED.get(parentElement);
  Object.assign(ui, { name: `meeting-${data.agenda}`, seconds: data.minutes * 60, send: setTriggerValue });
  show(ui);
}
