// The panel of filters: what is on, how much each would show, and "only this one".
import { makeCloseBox } from "./closebox.js";
import { el } from "./dom.js";
import { CARGOES, fullList, MODES, STATUSES } from "./link.js";
import { changeDays, makeSlider } from "./slider.js";
import { daySpan, NOT_KNOWN } from "./evidence.js";
import { itemTitle } from "./naming.js";
import { publishedText } from "./citation.js";
import { numberText, raised } from "./words.js";

const LISTED_AT_ONCE = 200;
const SECTIONS = { c: "corridors", off: "sources", mode: "mode", status: "status", cargo: "cargo" };

// {element, show(fold, view, selection, closing), reveal(source id)}; closing is {answer, index, assumptions}. `change(patch)` is called with the parts of the view to change, `select(id)`
// with a corridor's or leg's id, `point(number)` with the item that is pointed at, or null. `canClose` is whether anybody
// answers what a closure does.
export function makeControls({ index, known, t, terms, change, select, point, canClose }) {
  const rows = [];
  const slider = makeSlider({
    t, span: daySpan(index), cutoff: index.cutoff, changes: changeDays(index), onDay: (day) => change({ day }),
  });
  let view = null;
  let last = null;
  const closeBox = makeCloseBox({ t, index, change, select, canClose });
  const show = (fold, next, selection, closing) => {
    last = [fold, next, selection, closing];
    closeBox.show(next, closing);
    view = next;
    slider.show(fold.day);
    for (const row of rows) row(fold, view, selection);
  };
  const sourceRows = new Map();
  const context = {
    sourceRows, atlas: index.atlas, t, terms, rows, select, point,
    refresh: () => last && show(...last),
    // Switches ids of one list of the view on or off; a list with all of them on is left out of links.
    toggle: (key, ids, on) => change({ [key]: switched(key === "off" ? view.off : fullList(view, key, known), ids, key === "off" ? !on : on) }),
    only: (key, ids) => change({ [key]: key === "off" ? index.sources.map((one) => one.id).filter((id) => !ids.includes(id)) : ids }),
    all: (key, on) => change({ [key]: key === "off" ? (on ? [] : index.sources.map((one) => one.id)) : on ? null : [] }),
  };
  const element = el("div", "controls-body", {},
    slider.element,
    closeBox.element,
    corridorSection(index, context),
    sourceSection(index, context),
    valueSection(context, "mode", t("Mode"), MODES, index.items.reduce((mask, item) => mask | item.modeValues, 0)),
    valueSection(context, "status", t("Status"), STATUSES, -1),
    valueSection(context, "cargo", t("Cargo"), CARGOES, index.items.reduce((mask, item) => mask | item.cargoValues, 0)));
  // Brings a source's line into sight and focus, and offers “only” on it.
  function reveal(id) {
    for (const [other, row] of sourceRows) row.classList.toggle("is-found", other === id);
    const row = sourceRows.get(id);
    row.closest("details").open = true;
    row.scrollIntoView({ block: "center" });
    row.querySelector("input").focus({ preventScroll: true });
  }
  return { element, show, reveal };
}

function switched(list, ids, on) {
  const rest = list.filter((id) => !ids.includes(id));
  return on ? [...rest, ...ids] : rest;
}

function section(context, key, title, body, more = null) {
  const { t } = context;
  const state = el("span", "section-state");
  const button = (text, on) => el("button", "plain", { type: "button", on: { click: () => context.all(key, on) } }, text);
  const details = el("details", `section section-${SECTIONS[key]}`, { open: key === "c" || key === "off" },
    el("summary", "section-head", {}, el("h2", "", {}, title), state),
    el("div", "section-tools", {}, button(t("All on"), true), button(t("All off"), false), more), body);
  context.rows.push((fold, view) => {
    const list = view[key];
    state.textContent = key === "off" ? (list.length ? t("{n} off", { n: list.length }) : "") : list === null ? "" : t("{n} on", { n: list.length });
  });
  return details;
}

// One line: a checkbox with its label, a count and "only". `read(fold, view)` gives {on, count, mixed}.
function toggleRow(context, { label, name, key, ids, read, className = "" }) {
  const { t, rows } = context;
  const box = el("input", "", { type: "checkbox", on: { change: () => context.toggle(key, ids, box.checked) } });
  const count = el("span", "row-count", { title: t("legs on the map with this on") });
  const only = el("button", "row-only", {
    type: "button", aria: { label: key === "off" ? t("Only the source {name}", { name }) : t("Only {name}", { name }) }, on: { click: () => context.only(key, ids) },
  }, t("only"));
  const row = el("div", `row ${className}`, {}, el("label", "row-label", {}, box, label), only, count);
  rows.push((fold, view) => {
    const { on, count: number, mixed = false } = read(fold, view);
    box.checked = on;
    box.indeterminate = mixed;
    const text = numberText(number);
    if (count.textContent !== text) count.textContent = text;
    row.classList.toggle("is-empty", number === 0);
    row.classList.toggle("is-off", !on && !mixed);
  });
  return row;
}

function valueSection(context, key, title, values, mask) {
  const { terms } = context;
  const body = el("div", "section-body", {}, values.map((value, place) => {
    const inAtlas = value === "not-stated" || value === NOT_KNOWN || (mask & (1 << place)) !== 0;
    const row = toggleRow(context, {
      key, ids: [value], name: terms(key, value),
      label: el("span", "row-name", {}, raised(terms(key, value))),
      read: (fold, view) => ({ on: view[key] === null || view[key].includes(value), count: fold.counts[key][place] }),
    });
    context.rows.push((fold, view) => {
      const idle = fold.counts[key][place] === 0 && (view[key] === null || view[key].includes(value));
      row.hidden = !inAtlas || (idle && (value === NOT_KNOWN || key !== "mode"));
    });
    return row;
  }));
  return section(context, key, title, body);
}

function corridorSection(index, context) {
  const { t, terms } = context;
  const body = el("div", "section-body");
  const kinds = [...new Set(index.corridors.map((entry) => entry.corridor.kind))];
  const order = ["corridor", "flow", "crossings", "baseline"];
  let listed = 0;
  for (const kind of kinds.sort((a, b) => order.indexOf(a) - order.indexOf(b))) {
    const entries = index.corridors.filter((entry) => entry.corridor.kind === kind);
    if (kinds.length > 1) body.append(el("h3", "group-head", {}, terms("corridor", kind)));
    const shown = entries.slice(0, Math.max(0, LISTED_AT_ONCE - listed));
    listed += shown.length;
    body.append(...shown.flatMap((entry) => corridorRow(entry, context)));
    const rest = entries.slice(shown.length);
    if (!rest.length) continue;
    const more = el("button", "plain", {
      type: "button",
      on: { click: () => { more.replaceWith(...rest.splice(0).flatMap((entry) => corridorRow(entry, context))); context.refresh(); } },
    }, t("Show {n} more", { n: numberText(rest.length) }));
    body.append(more);
  }
  return section(context, "c", t("Corridors"), body);
}

function corridorRow(entry, context) {
  const { t } = context;
  const { corridor } = entry;
  const swatch = el("i", "swatch", { aria: { hidden: "true" } });
  swatch.style.setProperty("--swatch", corridor.colour);
  const row = toggleRow(context, {
    key: "c", ids: [corridor.id], name: corridor.short, className: "row-corridor",
    label: [swatch, el("span", "atlas-offscreen", {}, corridor.short)],
    read: (fold) => ({ on: fold.corridorOn[entry.number], count: fold.counts.corridors[entry.number] }),
  });
  const legs = el("ul", "row-legs", { hidden: true });
  const fill = () => legs.childElementCount || legs.append(...entry.items.map((item) => legLine(item, context)));
  const more = el("button", "row-more", {
    type: "button", aria: { expanded: "false", label: t("Legs of {name}", { name: corridor.short }) },
    on: { click: () => { fill(); legs.hidden = !legs.hidden; more.setAttribute("aria-expanded", String(!legs.hidden)); context.refresh(); } },
  });
  const name = el("button", "row-title", { type: "button", title: corridor.name, on: { click: () => context.select(corridor.id) } }, corridor.short);
  row.firstChild.after(name, more);
  context.rows.push((fold, view, selection) => {
    row.classList.toggle("is-selected", selection.corridor === entry.number);
  });
  return [row, legs];

  function legLine(item, { select, point, rows }) {
    const button = el("button", "leg-line", {
      type: "button",
      on: { click: () => select(item.id), focus: () => point(item.number), blur: () => point(null), mouseenter: () => point(item.number), mouseleave: () => point(null) },
    }, itemTitle(context.atlas, item));
    rows.push((fold, view, selection) => {
      button.classList.toggle("is-off", !fold.states[item.number].visible);
      button.setAttribute("aria-current", String(selection.item === item.number));
    });
    return el("li", "", {}, button);
  }
}

function sourceSection(index, context) {
  const { t } = context;
  const body = el("div", "section-body");
  const heads = { article: t("Articles whose text is held"), reference: t("Sources whose text is not held"), editor: t("The editors") };
  let headed = null;
  for (const publisher of index.atlas.publishers) {
    const numbers = publisher.sources.map((id) => index.numbers.get(id)).filter((number) => number !== undefined);
    if (!numbers.length) continue;
    const { kind } = index.sources[numbers.find((number) => index.sources[number].kind === "article") ?? numbers[0]];
    if (kind !== headed) body.append(el("h3", "group-head", {}, heads[kind] ?? kind));
    headed = kind;
    if (numbers.length === 1) {
      body.append(sourceRow(index.sources[numbers[0]], numbers[0], context, publisher.name));
      continue;
    }
    const row = toggleRow(context, {
      key: "off", ids: publisher.sources, name: publisher.name, className: "row-publisher",
      label: el("span", "row-name", {}, publisher.name),
      read: (fold) => {
        const on = numbers.filter((number) => fold.sourceOn[number]).length;
        return {
          on: on === numbers.length, mixed: on > 0 && on < numbers.length,
          count: numbers.reduce((sum, number) => sum + fold.counts.sources[number], 0),
        };
      },
    });
    body.append(row, ...numbers.map((number) => sourceRow(index.sources[number], number, context)));
  }
  return section(context, "off", t("Sources"), body);
}

function sourceRow(source, number, context, publisher = null) {
  const { t } = context;
  const kind = { article: t("text held"), reference: t("text not held"), editor: t("editor’s own") }[source.kind] ?? source.kind;
  const when = source.kind === "editor" ? kind : `${publishedText(t, source)} · ${kind}`;
  const label = el("span", "row-name", {}, publisher ?? source.title,
    publisher && el("small", "row-small", {}, source.title), el("small", "row-small", {}, when));
  const row = toggleRow(context, {
    key: "off", ids: [source.id], name: source.title, className: publisher ? "row-publisher" : "row-source", label,
    read: (fold) => ({ on: fold.sourceOn[number], count: fold.counts.sources[number] }),
  });
  context.sourceRows.set(source.id, row);
  return row;
}
