// The legend in words: classes with their ranges, where the comparisons fall, and the other marks.

const swatch = (name) =>
  svg(
    "svg",
    { class: "swatch", viewBox: "0 0 28 14", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { width: 28, height: 14, class: name }),
  );

const bandEntry = ({ key, text, marks }) =>
  html(
    "li",
    { class: "class" },
    swatch(`band-${key}`),
    html("span", { class: "range", text }),
    ...marks.map((mark) => html("span", { class: "mark", text: mark })),
  );

const keyEntry = (picture, text) => html("li", {}, picture, html("span", { text }));

const otherEntries = (atlas) => {
  const others = atlas.data.legend.filter(({ key }) => !/^\d$/.test(key));
  return others.map(({ key, text }) => {
    const name = key === "worst" ? `band-${atlas.data.worst[0]} worst-swatch` : `band-${key}-key`;
    return keyEntry(swatch(name), text);
  });
};

const drawLegend = (atlas) => {
  const classes = atlas.data.legend.filter(({ key }) => /^\d$/.test(key));
  const others = otherEntries(atlas);
  atlas.ui.legend.replaceChildren(
    html("p", { class: "reading", text: atlas.data.reading }),
    html("ol", { class: classes.length > 5 ? "classes ten" : "classes" }, ...classes.map(bandEntry)),
    html("ul", { class: "others" }, ...others),
  );
};
