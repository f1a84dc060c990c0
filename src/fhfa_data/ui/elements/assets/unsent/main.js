// Text that was typed and not taken by the server yet, kept in this tab alone.

const SHARED = new WeakMap();
const LOOK_AGAIN_MS = 250;
const LOOKS = 40;

const fieldOf = (key) => document.querySelector(`.st-key-${key} :is(textarea, input)`);

const kept = (ui) => JSON.parse(sessionStorage.getItem(ui.name) ?? "{}");

const keep = (ui, texts) => {
  if (Object.keys(texts).length) sessionStorage.setItem(ui.name, JSON.stringify(texts));
  else sessionStorage.removeItem(ui.name);
};

const onInput = (ui) => (event) => {
  if (!ui.host.isConnected) { document.removeEventListener("input", ui.onInput, true); return; }
  const key = ui.fields.find((one) => event.target.closest?.(`.st-key-${one}`));
  if (key) keep(ui, { ...kept(ui), [key]: event.target.value });
};

// A field that stands as it was kept, and that nobody is in, has been taken by the server.
const drop = (ui) => {
  const left = Object.entries(kept(ui)).filter(([key, text]) => {
    const field = fieldOf(key);
    return !field || field === document.activeElement || field.value !== text;
  });
  keep(ui, Object.fromEntries(left.filter(([, text]) => text)));
};

// React takes a value only from the element's own setter, and Streamlit once the field is left.
const put = (field, text) => {
  const own = Object.getPrototypeOf(field);
  field.focus();
  Object.getOwnPropertyDescriptor(own, "value").set.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.blur();
};

const putBack = (ui) => {
  for (const [key, text] of Object.entries(ui.lost)) {
    const field = fieldOf(key);
    if (field) put(field, text);
  }
  ui.box.replaceChildren();
};

const throwAway = (ui) => {
  keep(ui, {});
  ui.box.replaceChildren();
};

const button = (words, deed) => {
  const made = html("button", { type: "button", text: words });
  made.addEventListener("click", deed);
  return made;
};

const show = (ui) => ui.box.replaceChildren(
  html("span", { text: WORDS.found }),
  button(WORDS.back, () => putBack(ui)),
  button(WORDS.away, () => throwAway(ui)),
);

const isLost = ([key, text]) => fieldOf(key) && fieldOf(key).value !== text;

// Streamlit draws a field empty and fills it a moment later: what it comes to hold was not lost.
const offerWhileLost = (ui, looks) => {
  if (!Object.entries(ui.lost).some(isLost)) ui.box.replaceChildren();
  else if (looks) {
    if (looks === LOOKS - 1) show(ui);
    setTimeout(() => offerWhileLost(ui, looks - 1), LOOK_AGAIN_MS);
  }
};

// Once, after a reload: the fields are there, and don't hold what was kept.
const offer = (ui, looks = LOOKS) => {
  const texts = Object.entries(kept(ui));
  if (texts.some(([key]) => fieldOf(key))) {
    ui.lost = Object.fromEntries(texts.filter(isLost));
    offerWhileLost(ui, LOOKS);
  } else if (looks && texts.length) setTimeout(() => offer(ui, looks - 1), LOOK_AGAIN_MS);
};

const mount = (host) => {
  styled(host, CSS);
  const ui = { host: host.host ?? host, box: html("div", { class: "unsent", role: "status" }) };
  ui.onInput = onInput(ui);
  document.addEventListener("input", ui.onInput, true);
  host.querySelector(".hold")?.replaceWith(ui.box);
  return ui;
};

export default function ({ data, parentElement }) {
  const isNew = !SHARED.has(parentElement);
  if (isNew) SHARED.set(parentElement, mount(parentElement));
  const ui = SHARED.get(parentElement);
  Object.assign(ui, { name: `unsent-${data.name}`, fields: data.fields });
  if (data.emptied) throwAway(ui);
  else if (isNew) offer(ui);
  else drop(ui);
}
