// The small parts that the review page is made of.
import { el } from "../dom.js";

let ids = 0;
const sent = new WeakSet(); // fields of a form that were sent with it

// An id that no other element has.
export function freshId(stem) {
  ids += 1;
  return `review-${stem}-${ids}`;
}

// A key that no stop or leg of a draft has: s1, s2, … or l1, l2, …
export function freshKey(letter, things) {
  const numbers = things.map(({ key }) => (key.startsWith(letter) && /^\d+$/.test(key.slice(1)) ? Number(key.slice(1)) : 0));
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}

// A control under its label, with a hint below where there is one.
export function labelled(text, control, hint = null) {
  const id = control.id || freshId("field");
  control.id = id;
  const note = hint && el("span", "review-note", { id: `${id}-hint` }, hint);
  if (note) control.setAttribute("aria-describedby", note.id);
  return el("div", "review-field", {}, el("label", "review-label", { htmlFor: id }, text), control, note);
}

// A menu of [value, text] pairs; `key` keeps the focus on it when it is made anew, and with `isPart` of a form also what is chosen.
export function menu(pairs, value, onChange, { key = null, label = null, isPart = false } = {}) {
  const known = pairs.some(([one]) => one === value);
  const select = el("select", "review-menu", { data: { key, part: isPart ? "" : null }, aria: { label }, on: { change: () => onChange(select.value) } },
    [...(known ? [] : [[value ?? "", value ?? ""]]), ...pairs].map(([one, text]) => el("option", "", { value: one, selected: one === (value ?? "") }, text)));
  return select;
}

// A line of text; `onDone(text)` is called when it has been changed and left, or with Enter.
export function line(value, onDone, { key = null, label = null, placeholder = null, type = "text", list = null } = {}) {
  const input = el("input", "review-input", {
    type, defaultValue: value ?? "", placeholder, autocomplete: "off", dir: type === "text" ? "auto" : null, data: { key }, aria: { label },
    on: {
      change: () => onDone(input.value.trim()),
      keydown: (event) => { if (event.key === "Escape" && input.value !== (value ?? "")) { input.value = value ?? ""; event.stopPropagation(); } },
    },
  });
  if (list) input.setAttribute("list", list);
  return input;
}

export function solid(text, onClick, { key = null, label = null, disabled = false, main = false } = {}) {
  return el("button", main ? "solid review-main" : "solid", { type: "button", disabled, data: { key }, aria: { label }, on: { click: onClick } }, text);
}

export function plain(text, onClick, { key = null, label = null, pressed = null } = {}) {
  return el("button", "plain", { type: "button", data: { key }, aria: { label, pressed: pressed === null ? null : String(pressed) }, on: { click: onClick } }, text);
}

// What went wrong, or is worth knowing, and what to do about it.
export function message(told, { kind = "warn", more = [] } = {}) {
  return el("div", `review-message review-message-${kind}`, { role: kind === "warn" ? "alert" : null },
    el("p", "review-message-head", {}, told.message), told.mend && el("p", "", {}, told.mend), more);
}

// Keeps the focus, and what has been written, while `draw` makes the elements anew: by their data-key, or else the focus by the
// nearest fold around. What was sent is kept only if that was refused.
export function keepingPlace(root, draw, { isRefused = false } = {}) {
  const at = focusedIn(root);
  const keys = at ? keysAround(at, root) : [];
  const start = at && "selectionStart" in at ? at.selectionStart : null;
  const written = new Map([...root.querySelectorAll("input[data-key], select[data-part]")].filter((one) => isWritten(one) && (isRefused || !sent.has(one))).map((one) => [one.dataset.key, one]));
  draw();
  for (const one of written.size ? root.querySelectorAll("input[data-key], select[data-part]") : []) {
    const old = written.get(one.dataset.key);
    if (old && old.defaultValue === one.defaultValue) one.value = old.value;
  }
  const next = focusByKeys(root, keys);
  if (start !== null && next?.type === "text" && next.dataset.key === keys[0]) next.setSelectionRange(start, start);
}

function isWritten(control) {
  return control.type !== "file" && (control.tagName === "SELECT" || control.value !== control.defaultValue);
}

// Sends the text of a field, once: leaving it and pressing its button are one deed. The field is empty when it is made anew, unless
// it is refused.
export function sendText(field, send) {
  if (sent.has(field)) return;
  sent.add(field);
  send(field.value.trim());
}

// What in an element has the focus, or null.
export function focusedIn(root) {
  const at = root.getRootNode().activeElement;
  return at && root.contains(at) ? at : null;
}

// The key of an element, then those of the folds that it lies in, from the inside.
export function keysAround(element, root) {
  const keys = [element.closest("[data-key]")?.dataset.key];
  for (let fold = element.closest("details"); fold && root.contains(fold); fold = fold.parentElement.closest("details")) keys.push(fold.firstChild.dataset?.key);
  return keys.filter(Boolean);
}

// Gives the focus to the first of some keys that there is; gives that element, or null.
export function focusByKeys(root, keys) {
  const all = new Map([...root.querySelectorAll("[data-key]")].map((one) => [one.dataset.key, one]));
  const key = keys.find((one) => all.has(one) && !all.get(one).disabled);
  if (!key) return null;
  all.get(key).focus({ preventScroll: true });
  return all.get(key);
}
