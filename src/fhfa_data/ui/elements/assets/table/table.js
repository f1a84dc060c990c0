// A real table: sorts by its head, searches by its box, scrolls in its own region, prints whole.

const TABLES = new WeakMap();
const DIRECTIONS = { ascending: 1, descending: -1 };

const frame = (host) => {
  const ui = {
    box: html("input", { type: "search", id: "search", autocomplete: "off" }),
    count: html("p", { class: "count", role: "status" }),
    caption: html("caption", {}),
    head: html("tr", {}),
    empty: html("p", { class: "empty", hidden: true }),
  };
  ui.search = html("label", { class: "search", for: "search" }, html("span", {}), ui.box);
  ui.table = html("table", {}, ui.caption, html("thead", {}, ui.head));
  ui.region = html("div", { class: "region", role: "region", tabindex: 0 }, ui.table, ui.empty);
  ui.root = html(
    "div",
    { class: "sheet" },
    html("div", { class: "bar" }, ui.search, ui.count),
    ui.region,
  );
  host.querySelector(".hold")?.remove();
  host.append(ui.root);
  return ui;
};

const headCell = (sheet, column, at) => {
  const button = html(
    "button",
    { type: "button", title: column.help || false },
    html("span", { text: column.label }),
    html("span", { class: "arrow", "aria-hidden": "true" }),
  );
  button.addEventListener("click", () => sortBy(sheet, at));
  const name = column.numeric ? "number" : column.wide ? "wide" : false;
  const fixed = column.sortable === false;
  const inside = fixed ? html("span", { text: column.label, title: column.help || false }) : button;
  return html("th", { scope: "col", class: name, "data-id": column.id }, inside);
};

// Text is what people read; `sort` is what rows are ordered by; a missing one goes last, either way.
const sortKey = (cell) => (cell.sort === undefined ? cell.text : cell.sort);

const isMissing = (key) => key === null || key === undefined || key === "";

const compare = (one, other) =>
  typeof one === "number" && typeof other === "number"
    ? one - other
    : String(one).localeCompare(String(other), "en", { numeric: true });

const ordered = (sheet, rows) => {
  const { at, direction } = sheet.sort;
  if (at === null) return rows;
  return rows.slice().sort((one, other) => {
    const [a, b] = [sortKey(one.cells[at]), sortKey(other.cells[at])];
    if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
    return DIRECTIONS[direction] * compare(a, b) || one.at - other.at;
  });
};

const sortBy = (sheet, at) => {
  const again = sheet.sort.at === at;
  const numeric = sheet.data.columns[at].numeric;
  const first = numeric ? "descending" : "ascending";
  const turned = sheet.sort.direction === "ascending" ? "descending" : "ascending";
  sheet.sort = { at, direction: again ? turned : first };
  arrange(sheet);
};

const chooser = (sheet, cell) => {
  const button = html("button", { type: "button", class: "choose", text: cell.text });
  button.addEventListener("click", () => sheet.send("pick", cell.code));
  return button;
};

// Where paper has room for less, it shows shorter words; readers and search keep the full ones.
const words = (name, text, paper) => {
  if (!paper) return [html("span", { class: name, text })];
  const short = html("span", { class: `${name} paper`.trim(), "aria-hidden": "true", text: paper });
  return [html("span", { class: `${name} screen`.trim(), text }), short];
};

const cellInside = (sheet, cell) => {
  if (cell.strip) return [stripPicture(cell.strip, cell.text)];
  if (cell.code) return [chooser(sheet, cell)];
  return words("", cell.text, cell.paper);
};

const bodyCell = (sheet, cell, at) => {
  const column = sheet.data.columns[at];
  const name = [column.numeric && "number", column.wide && "wide", cell.strip && "picture"].filter(Boolean).join(" ");
  const warm = cell.heat ? `warm warm-${cell.heat}` : "";
  const attributes = { class: [name, warm].filter(Boolean).join(" ") || false, "data-label": column.label };
  const note = cell.note ? words("note", cell.note, cell.paper_note) : [];
  const inside = [...cellInside(sheet, cell), ...note];
  return at === 0
    ? html("th", { scope: "row", ...attributes }, ...inside)
    : html("td", attributes, ...inside);
};

const bodyRow = (sheet, cells, at) => {
  const node = html("tr", {}, ...cells.map((cell, column) => bodyCell(sheet, cell, column)));
  const chosen = cells[0]?.code && cells[0].code === sheet.data.selected;
  if (chosen) node.setAttribute("aria-current", "true");
  const said = cells.map((cell) => `${cell.text} ${cell.note ?? ""}`).join(" ");
  return { at, node, cells, words: said.toLocaleLowerCase("en") };
};

// Rows stand in named groups, or in one group without a name; sorting keeps each in its group.
const groupsOf = (sheet) => {
  const groups = sheet.data.groups ?? [{ label: "", rows: sheet.data.rows.length }];
  let from = 0;
  return groups.map(({ label, rows }) => {
    const own = sheet.data.rows.slice(from, from + rows);
    from += rows;
    const span = sheet.data.columns.length;
    const title = html("th", { scope: "rowgroup", colspan: span, text: label });
    const head = label ? html("tr", { class: "group" }, title) : null;
    return { head, body: html("tbody", {}), rows: own.map((row, at) => bodyRow(sheet, row, at)) };
  });
};

const matches = (row, words) => words.every((word) => row.words.includes(word));

const arrange = (sheet) => {
  const words = sheet.ui.box.value.toLocaleLowerCase("en").split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const group of sheet.groups) {
    const rows = ordered(sheet, group.rows).filter((row) => matches(row, words));
    shown += rows.length;
    const head = rows.length && group.head ? [group.head] : [];
    group.body.replaceChildren(...head, ...rows.map((row) => row.node));
  }
  const total = sheet.data.rows.length;
  const { count, empty, head } = sheet.ui;
  count.textContent = words.length ? `${shown} ${WORDS.of} ${total}` : `${total} ${WORDS.rows}`;
  empty.hidden = shown > 0;
  empty.textContent = total ? WORDS.nothing_found : sheet.data.empty ?? WORDS.nothing;
  [...head.children].forEach((cell, at) => {
    const sorted = sheet.sort.at === at ? sheet.sort.direction : "none";
    if (cell.querySelector("button")) cell.setAttribute("aria-sort", sorted);
  });
};

const fill = (sheet, data) => {
  const { ui } = sheet;
  const same = sheet.data && sheet.data.columns.length === data.columns.length;
  sheet.data = data;
  if (!same) sheet.sort = { at: data.sort?.column ?? null, direction: data.sort?.direction ?? "ascending" };
  ui.caption.textContent = data.caption;
  ui.region.setAttribute("aria-label", data.caption);
  ui.search.firstChild.textContent = data.search_label ?? WORDS.search;
  ui.search.hidden = data.searchable === false;
  ui.count.hidden = data.searchable === false;
  ui.region.style.setProperty("--tall", data.height ? `${data.height}px` : "none");
  ui.head.replaceChildren(...data.columns.map((column, at) => headCell(sheet, column, at)));
  sheet.groups = groupsOf(sheet);
  ui.table.replaceChildren(ui.caption, ui.head.parentNode, ...sheet.groups.map(({ body }) => body));
  arrange(sheet);
};

const mount = (host) => {
  styled(host, CSS);
  const sheet = { ui: frame(host), sort: { at: null, direction: "ascending" } };
  sheet.ui.box.addEventListener("input", () => arrange(sheet));
  return sheet;
};

export default function ({ parentElement, data, setTriggerValue }) {
  if (!TABLES.has(parentElement)) TABLES.set(parentElement, mount(parentElement));
  const sheet = TABLES.get(parentElement);
  sheet.send = setTriggerValue;
  sheet.ui.root.dataset.theme = isDark(parentElement) ? "dark" : "light";
  fill(sheet, data);
}
