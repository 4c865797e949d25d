// Elements made by hand: outside texts only ever become text nodes, and none turns round what stands after it.
import { closeControls } from "./bidi.js";

// An element with a class, properties and children; a string child becomes text, null and false are left out.
export function el(tag, className = "", properties = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (key === "role") element.setAttribute(key, value); // not every browser reflects it
    else if (key === "on") for (const [type, handler] of Object.entries(value)) element.addEventListener(type, handler);
    else if (key === "aria" || key === "data") {
      for (const [name, text] of Object.entries(value)) if (text !== null) element.setAttribute(`${key}-${name}`, text);
    } else element[key] = value;
  }
  const shown = children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
  element.append(...shown.map((child) => (typeof child === "string" ? closeControls(child) : child)));
  return element;
}

// An SVG element; a child may be another.
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// A link out of the page, or the bare text where the address is not safe.
export function outLink(address, text, className = "") {
  if (!address) return el("span", className, {}, text);
  return el("a", className, { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

// Puts a text on the clipboard, and says so in the button for a moment.
export async function copyText(button, text, done, failed) {
  const said = (await writeClipboard(text, button.getRootNode())) ? done : failed;
  const before = button.dataset.label ?? button.textContent;
  button.dataset.label = before;
  button.textContent = said;
  setTimeout(() => { button.textContent = before; }, 1800);
}

async function writeClipboard(text, root) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, root);
  }
}

// Where the clipboard is not given to the page (plain http, file://), the old way.
function copyBySelection(text, root) {
  const area = el("textarea", "atlas-offscreen", { value: text, readOnly: true });
  (root instanceof ShadowRoot ? root : document.body).append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}
