// The search box: a combobox (WAI-ARIA) whose list shows, as one types, the best that was found of each kind.
import { isolated } from "./bidi.js";
import { publishedText } from "./citation.js";
import { el } from "./dom.js";
import { publisherName } from "./quotes.js";
import { makeSearch } from "./search.js";
import { numberText, raised } from "./words.js";

const LABEL_FROM_PX = 300;
const SLICE_MS = 8; // names are folded between frames: no keystroke waits for them
let boxes = 0;

// {element, setIndex(index), focus(), stop()}. `choose(hit)` is called with the entry that the reader takes.
export function makeSearchBox({ t, terms, choose }) {
  boxes += 1;
  const listId = `atlas-found-${boxes}`;
  let index = null;
  let search = null;
  let timer = 0;
  let hits = [];
  let active = -1;
  let options = [];

  const label = t("Search corridors, places, operators, sources");
  const brief = t("Search");
  const list = el("div", "found-list", { id: listId, role: "listbox", aria: { label: t("What was found") } });
  const none = el("p", "found-none", { hidden: true });
  const popup = el("div", "found", { hidden: true }, list, none);
  const said = el("p", "atlas-offscreen", { role: "status" });
  const input = el("input", "search-input", {
    type: "text", role: "combobox", dir: "auto", placeholder: label, autocomplete: "off", spellcheck: false, enterKeyHint: "search",
    aria: { label, autocomplete: "list", expanded: "false", controls: listId, keyshortcuts: "/" },
    on: { input: () => update(), focus: () => prepare(), click: () => update(), keydown: (event) => press(event), blur: () => close() },
  });
  const clear = el("button", "search-clear", { type: "button", hidden: true, aria: { label: t("Clear the search") }, on: { click: () => { empty(); input.focus(); } } }, "×");
  const element = el("div", "search", { role: "search" }, input, clear, popup, said);
  // The list may be clicked without taking the focus, and so the list, away from the box.
  popup.addEventListener("mousedown", (event) => event.preventDefault());

  function slash(event) {
    const [at] = event.composedPath();
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || at.closest?.("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
    input.select();
  }
  document.addEventListener("keydown", slash);
  // What is asked for is said in full where there is room for it.
  const watcher = new ResizeObserver(() => { input.placeholder = input.clientWidth < LABEL_FROM_PX ? brief : label; });
  watcher.observe(input);

  function prepare() {
    clearTimeout(timer);
    search ??= makeSearch(index);
    if (!search.prepare(SLICE_MS)) timer = setTimeout(prepare, 0);
    else if (!popup.hidden) update();
  }

  function update() {
    prepareOnce();
    clear.hidden = !input.value;
    const query = input.value.trim();
    const groups = query ? search.find(query) : [];
    hits = groups.flatMap((group) => group.hits);
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...groups.map(groupBlock));
    options = [...list.querySelectorAll("[role=option]")];
    none.hidden = !query || groups.length > 0;
    none.textContent = none.hidden ? "" : t("Nothing is called “{query}” here. Try fewer letters, or the name in another language.", { query: isolated(query) });
    popup.hidden = !query;
    popup.scrollTop = 0;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    said.textContent = !query ? "" : hits.length ? t("{n} found, {shown} listed", { n: numberText(count), shown: hits.length }) : none.textContent;
  }

  function prepareOnce() {
    if (!search) prepare();
  }

  function groupBlock(group) {
    const head = `${listId}-${group.kind}`;
    const first = hits.indexOf(group.hits[0]);
    const more = group.count > group.hits.length && t("{shown} of {n}", { shown: group.hits.length, n: numberText(group.count) });
    return el("div", "found-group", { role: "group", aria: { labelledby: head } },
      el("p", "found-head", { id: head }, kindText(t, group.kind), more && el("span", "found-count", {}, more)),
      group.hits.map((hit, place) => optionOf(hit, first + place)));
  }

  function optionOf(hit, place) {
    const { entry, name } = hit;
    const other = entry.kind !== "source" && !entry.title.includes(name.text) ? name : null;
    const swatch = entry.kind === "corridor" && el("i", "swatch", { aria: { hidden: "true" } });
    if (swatch) swatch.style.setProperty("--swatch", entry.thing.colour);
    return el("div", "found-option", {
      id: `${listId}-${place}`, role: "option", aria: { selected: "false" }, data: { kind: entry.kind, id: entry.id },
      on: { click: () => take(hit), mousemove: () => { if (active !== place) point(place); } },
    }, swatch, el("span", "found-title", { dir: "auto" }, entry.title),
    other && el("span", "found-name", { lang: other.language, dir: "auto" }, other.text),
    el("span", "found-under", { dir: "auto" }, underOf(hit.entry)));
  }

  function underOf({ kind, thing }) {
    if (kind === "corridor") return terms("oneCorridor", thing.kind);
    if (kind === "leg") return index.corridors[thing.corridor].corridor.short;
    if (kind === "source") return `${isolated(publisherName(index, thing))}, ${publishedText(t, thing)}`;
    return raised([terms(kind === "actor" ? "actor" : "node", thing.kind), thing.country].filter(Boolean).join(" · "));
  }

  function point(place) {
    options[active]?.setAttribute("aria-selected", "false");
    active = place;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  function press(event) {
    if (event.isComposing) return;
    const open = !popup.hidden;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && input.value.trim()) {
      event.preventDefault();
      if (!open) update();
      if (!hits.length) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      point(active < 0 && step < 0 ? hits.length - 1 : (active + step + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!open) update();
      else if (hits.length) take(hits[Math.max(0, active)]);
    } else if (event.key === "Escape" && (open || input.value)) {
      event.stopPropagation();
      if (open) close();
      else empty();
    }
  }

  function take(hit) {
    close();
    choose(hit.entry);
  }

  function close() {
    popup.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function empty() {
    input.value = "";
    update();
  }

  return {
    element,
    setIndex(next) {
      clearTimeout(timer);
      index = next;
      search = null;
      close();
    },
    stop() {
      clearTimeout(timer);
      watcher.disconnect();
      document.removeEventListener("keydown", slash);
    },
  };
}

function kindText(t, kind) {
  return { corridor: t("Corridors"), place: t("Places"), actor: t("Operators and others named"), leg: t("Legs"), source: t("Sources") }[kind];
}
