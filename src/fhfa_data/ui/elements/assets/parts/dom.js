// Small hands for building DOM. Data only ever becomes text or attributes, never markup.

const SVG = "http://www.w3.org/2000/svg";

// An attribute set to what it is already would still be laid out and painted anew.
const setOne = (node, name, value) => {
  if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
};

const setAll = (node, attributes) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = value;
    else if (value === false || value === null || value === undefined) node.removeAttribute(name);
    else setOne(node, name, value === true ? "" : value);
  }
  return node;
};

const grow = (node, children) => {
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};

const html = (name, attributes = {}, ...children) =>
  grow(setAll(document.createElement(name), attributes), children);

const svg = (name, attributes = {}, ...children) =>
  grow(setAll(document.createElementNS(SVG, name), attributes), children);

// One style element a mount: `css` is the element's own style sheet, put in by Python.
const styled = (host, css) => host.append(html("style", { text: css }));

// A canvas knows every way of writing a colour, and gives it back as #rrggbb.
const PROBE = document.createElement("canvas").getContext("2d");

// Streamlit tells the theme as CSS custom properties only; whether it is dark follows from its paper.
const isDark = (host) => {
  const paper = getComputedStyle(host.host ?? host).getPropertyValue("--st-background-color");
  PROBE.fillStyle = paper.trim() || "#ffffff";
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(PROBE.fillStyle.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
};

const wantsStillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
