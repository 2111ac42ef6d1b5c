// Building elements without ever parsing text as HTML.

// h makes an element; a false, null or missing attribute is left out, true stands for an empty one.
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child != null && child !== false));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

// icon shows a symbol of index.html; whoever uses it brings the label.
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

// muted marks a message that made no sound.
export function muted() {
  const words = "Gửi không chuông";
  return h("span", { class: "muted", role: "img", "aria-label": words, title: words }, icon("muted"));
}

// avatar is a disc with the initials of a name, in a colour that stays with the id.
export function avatar(name, id) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const initials = (words[0]?.[0] ?? "") + (words.length > 1 ? words.at(-1)[0] : "");
  return h("span", { class: `avatar ${tint(id)}`, "aria-hidden": "true" }, initials.toUpperCase());
}

// tint is the class of one of six colours.
export function tint(id) {
  return `tint-${Math.abs(id) % 6}`;
}

// arrange makes nodes the children of list and leaves those alone that stay, so focus survives.
export function arrange(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, i) => {
    if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
  });
}
