/* Building blocks that the simulator's parts share. Text only ever enters as text nodes. */

const SVG = "http://www.w3.org/2000/svg";

/** An element with properties or attributes, and children. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** An SVG element, by attributes. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** A decorative 24 × 24 picture from one path. */
export function glyph(path) {
  return svg("svg", { viewBox: "0 0 24 24", fill: "currentColor", "aria-hidden": "true" }, svg("path", { d: path }));
}

export const PATHS = {
  bell: "M12 2.5c.9 0 1.6.7 1.6 1.6v.7a6.2 6.2 0 0 1 4.6 6v3.5l1.7 2.5c.4.6 0 1.4-.7 1.4H4.8c-.7 0-1.1-.8-.7-1.4l1.7-2.5v-3.5a6.2 6.2 0 0 1 4.6-6v-.7c0-.9.7-1.6 1.6-1.6zM9.6 19.5h4.8a2.4 2.4 0 0 1-4.8 0z",
  pass: "M9.6 17.6 4.2 12.2l1.9-1.9 3.5 3.5 8.3-8.3 1.9 1.9z",
  fail: "M6.3 4.5 12 10.2l5.7-5.7 1.8 1.8-5.7 5.7 5.7 5.7-1.8 1.8-5.7-5.7-5.7 5.7-1.8-1.8 5.7-5.7-5.7-5.7z",
  unknown: "M12 4.2c2.9 0 4.9 1.7 4.9 4.2 0 2-1.1 3-2.4 3.9-1 .7-1.3 1.1-1.3 2v.6h-2.5v-.8c0-1.8.9-2.7 2-3.5 1-.7 1.6-1.2 1.6-2.1 0-1.1-.9-1.9-2.3-1.9-1.5 0-2.4.9-2.5 2.3H7c.1-2.8 2-4.7 5-4.7zM10.5 17h2.9v2.9h-2.9z",
  send: "M12 4.3 18.8 11l-1.7 1.7-3.9-3.9V20h-2.4V8.8l-3.9 3.9L5.2 11z",
};

/** `+14155550123` as `(415) 555-0123`; other countries' numbers as they are. */
export function phoneText(number) {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number ?? "");
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : number ?? "";
}

/** The time of day, as the reader's clock shows it. */
export function clock(at) {
  return new Date(at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
}

/** `pre_approved` as `Pre approved`. */
export function words(id) {
  const text = String(id).replace(/[_-]+/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
