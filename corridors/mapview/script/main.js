// The map script: owns the view, folds it, and keeps layers, panels, address and host in step.
import { makeControls } from "./controls.js";
import { copyText, el } from "./dom.js";
import { indexAtlas } from "./evidence.js";
import { boxOfSelection, boxOfVisible, areasOfSelection } from "./extent.js";
import { foldView } from "./fold.js";
import { makeFrame } from "./frame.js";
import { keepAddress } from "./history.js";
import { fillLegend } from "./legend.js";
import { inspectMap, lineOnScreen, pointOnLeg } from "./inspect.js";
import { canonicalView, knownIds, readLink, roundedPosition, writeLink } from "./link.js";
import { selectionOf } from "./naming.js";
import { emptyNotice, pinNotice, problemNotice } from "./notices.js";
import { readPalette } from "./palette.js";
import { detailsOf } from "./panel.js";
import { makeShell } from "./shell.js";
import { makeSurface } from "./surface.js";
import { showTip } from "./tip.js";
import { isoOf } from "./when.js";
import { makeT, makeTerms } from "./words.js";

const TELL_AFTER_MS = 300;
const mounted = new WeakMap();

// Mounts the map in an element, or updates the one that is there: calling it again never loses the view.
// Options: atlas (the document); ground ({world, areas, labels, detail: async () => …}); strings (English → text); theme
// ("light", "dark"; else as the system has it); faults (what the host had to leave out: {file, field, message, mend});
// link (the view to open with where the address has none); changes (texts, of a pinned atlas); onChange(link, view).
// Gives {update(options), destroy(), inspect(), pointOn(leg id), lineOnScreen(leg id)}.
export function mount(element, options) {
  if (mounted.has(element)) {
    mounted.get(element).update(options);
    return mounted.get(element);
  }
  const handle = startMap(element, options);
  mounted.set(element, handle);
  element.atlas ??= Promise.resolve(handle);
  return handle;
}

function startMap(element, options) {
  const t = makeT(options.strings);
  const terms = makeTerms(t);
  const host = { faults: [], changes: [], onChange: () => {}, ...options };
  const state = { problems: [], closed: false, told: null, telling: 0 };
  const shell = makeShell(t, {
    onCopy: (button) => copyText(button, address.whole(state.view), t("Copied"), t("Copy it from the address bar")),
    onClose: () => choose(null),
    onResize: () => surface?.fitRoom(state.view.map),
  });
  const frame = makeFrame(t);
  shell.root.append(frame.element);
  element.replaceChildren(shell.root);

  const address = keepAddress({
    known: () => state.known,
    onReturn: (view, problems) => returnTo(view, problems),
    onBlocked: () => { state.blocked = true; showNotices(); },
  });
  const darkness = window.matchMedia("(prefers-color-scheme: dark)");
  darkness.addEventListener("change", dress);
  let surface = null;
  let controls = null;

  take(host.atlas);
  const first = address.read();
  const fromHost = host.link && !first.problems.length && isBare() ? readFrom(host.link) : first;
  Object.assign(state, { view: fromHost.view, problems: fromHost.problems });
  surface = makeSurface({
    element: shell.mapElement, ground: host.ground ?? {}, t, onMove: moved,
    onPick: ({ node, item }) => choose(node ? `node/${node}` : item === null ? null : state.index.items[item].id, { quiet: true }),
    onPoint: (pointed) => { surface.layers.lines.setHover(pointed?.item ?? null); surface.layers.nodes.setHover(pointed?.node ?? null); showTip(shell.tip, context(), pointed); },
  });
  giveIndex();
  dress(null, false);
  loadFonts().then(() => { if (mounted.has(element)) redrawAll(); });
  refold();
  showDetails();
  surface.open(state.view.map, boxOfSelection(state, surface.layers.lines) ?? boxOfVisible(state, surface.layers.lines, shell.isNarrow()), shell.padding());
  show();
  address.write(state.view);

  // A canvas draws with a font only once something has loaded it.
  async function loadFonts() {
    const faces = ["400 12px", "600 12px", "italic 400 12px"].map((face) => document.fonts?.load(`${face} ${state.palette.font}`, "AaЯяİış"));
    await Promise.allSettled(faces);
  }

  function redrawAll() {
    for (const layer of Object.values(surface.layers)) if (layer.frame) layer.redraw();
  }

  function isBare() {
    return !/[?&](c|off|mode|status|cargo|asof|lang|base|pin)=/.test(window.location.search) && !/[#&](map|sel)=/.test(window.location.hash);
  }

  function readFrom(link) {
    const [query, hash = ""] = link.split("#");
    return readLink(query, hash, state.known);
  }

  // Takes an atlas: its index, its ids, and the panel of its filters.
  function take(atlas) {
    state.atlas = atlas;
    state.index = indexAtlas(atlas);
    state.known = knownIds(atlas);
    controls = makeControls({
      index: state.index, known: state.known, t, terms, change,
      select: (sel) => choose(sel), point: (number) => surface.layers.lines.setHover(number),
    });
    shell.controls.replaceChildren(controls.element);
  }

  function giveIndex() {
    surface.layers.lines.setIndex(state.index);
    surface.layers.nodes.setIndex(state.index);
  }

  function context() {
    return { t, terms, index: state.index, fold: state.fold, palette: state.palette, view: state.view, select: (sel) => choose(sel) };
  }

  function refold() {
    state.selection = selectionOf(state.index, state.view.sel);
    state.fold = foldView(state.index, state.view);
  }

  // Changes parts of the view: c, off, mode, status, cargo (lists or null), day (or null).
  function change(patch) {
    const { day, ...lists } = patch;
    const view = { ...state.view, ...lists };
    if (day !== undefined) view.asof = day === null ? null : isoOf(day);
    state.view = canonicalView(view, state.known);
    refold();
    show();
    showDetails();
    address.write(state.view);
    tell();
  }

  // Selects what an id names, or nothing. `quiet` leaves focus and view where they are unless the panel hides it.
  function choose(sel, { quiet = false } = {}) {
    if (sel === state.view.sel) return;
    state.view = { ...state.view, sel };
    refold();
    showDetails();
    show();
    address.write(state.view, { push: true });
    const box = boxOfSelection(state, surface.layers.lines);
    if (box && (!quiet || isHidden())) surface.fit(box, shell.padding());
    if (!quiet && sel !== null) {
      shell.hideControls();
      shell.details.querySelector(".details-title")?.focus({ preventScroll: true });
    }
    tell();
  }

  // Whether the leg that was picked lies wholly under the panel.
  function isHidden() {
    const { item } = state.selection;
    return item !== null && !surface.inSight(shell.padding()).item(item);
  }

  function show() {
    const { fold, selection, palette } = state;
    surface.layers.lines.show({ fold, selection, palette });
    surface.layers.nodes.show({ fold, selection, palette });
    surface.layers.ground.setTinted(areasOfSelection(state));
    controls.show(fold, state.view, selection);
    frame.show(fold, state.index);
    showNotices();
    showSight();
  }

  // After the frame that shows the change itself.
  function showSight() {
    cancelAnimationFrame(state.sighting);
    state.sighting = requestAnimationFrame(() => setTimeout(showSightNow, 0));
  }

  function showSightNow() {
    if (!mounted.has(element) || !surface.map._loaded) return;
    frame.scale(surface.map);
    fillLegend(shell.legend, context(), surface.inSight(shell.padding()));
    shell.key.hidden = !shell.legend.querySelector("li");
  }

  function showDetails() {
    if (state.view.sel === null && shell.panel.hidden) return;
    const kept = state.shownSel === state.view.sel ? shell.panel.scrollTop : 0;
    const open = state.shownSel === state.view.sel ? [...shell.details.querySelectorAll("details")].map((one) => one.open) : [];
    shell.showDetails(detailsOf(context(), state.selection));
    const folds = [...shell.details.querySelectorAll("details")];
    if (folds.length === open.length) folds.forEach((one, place) => { one.open = open[place]; });
    state.shownSel = state.view.sel;
    shell.panel.scrollTop = kept;
  }

  function showNotices() {
    const pin = pinNotice(t, state.view, state.atlas, host.changes);
    shell.notices.replaceChildren(...[
      !state.closed && problemNotice(t, state.problems, host.faults ?? [], () => { state.closed = true; showNotices(); }),
      pin && el("div", "notice", {}, el("p", "", {}, pin)),
      state.blocked && el("div", "notice", {}, el("p", "", {}, t("This page may not write its address. “Copy link” still gives the present view."))),
      emptyNotice(t, context(), change),
    ].filter(Boolean));
  }

  function moved() {
    const middle = surface.map.getCenter();
    state.view = { ...state.view, map: roundedPosition(surface.map.getZoom(), Math.max(-85, Math.min(85, middle.lat)), middle.lng) };
    if (state.fold) showSight();
    address.write(state.view);
    tell();
  }

  function returnTo(view, problems) {
    Object.assign(state, { view, problems, closed: false });
    refold();
    showDetails();
    show();
    if (view.map) surface.goTo(view.map);
    tell();
  }

  function tell() {
    clearTimeout(state.telling);
    state.telling = setTimeout(() => {
      const link = writeLink(state.view, state.known);
      const text = link.query + link.hash;
      if (text === state.told) return;
      state.told = text;
      host.onChange(text, state.view);
    }, TELL_AFTER_MS);
  }

  function dress(event, redraw = true) {
    const theme = host.theme ?? (darkness.matches ? "dark" : "light");
    shell.root.dataset.theme = theme;
    state.palette = readPalette(shell.root);
    surface?.layers.ground.setPalette(state.palette);
    if (redraw && state.fold) show();
  }

  return {
    // Takes what has changed: atlas, theme, faults, changes, onChange. The view stays.
    update(next) {
      const before = state.atlas.hash;
      const theme = host.theme;
      Object.assign(host, Object.fromEntries(Object.entries(next ?? {}).filter(([key, value]) => value !== undefined && key !== "atlas")));
      if (host.theme !== theme) dress(null, false);
      if (next?.atlas && typeof next.atlas === "object" && next.atlas.hash !== before) {
        const link = writeLink(state.view, state.known);
        take(next.atlas);
        giveIndex();
        Object.assign(state, readLink(link.query, link.hash, state.known));
        state.closed = false;
      }
      refold();
      show();
      showDetails();
    },
    destroy() {
      clearTimeout(state.telling);
      address.stop();
      shell.stop();
      darkness.removeEventListener("change", dress);
      cancelAnimationFrame(state.sighting);
      surface.destroy();
      shell.root.remove();
      mounted.delete(element);
      element.atlas = undefined;
    },
    inspect: () => inspectMap(state, surface),
    lineOnScreen: (leg) => lineOnScreen(state, surface, leg),
    pointOn: (leg) => pointOnLeg(state, surface, leg),
  };
}
