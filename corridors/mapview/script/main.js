// The map script: owns the view, folds it, and keeps layers, panels, address and host in step.
import { loadFonts, makeAppearance } from "./appearance.js";
import { makeBar } from "./bar.js";
import { makeColouring } from "./colours.js";
import { makeControls } from "./controls.js";
import { copyText, el } from "./dom.js";
import { indexAtlas } from "./evidence.js";
import { boxOfSelection, boxOfVisible, areasOfSelection } from "./extent.js";
import { foldView } from "./fold.js";
import { makeFrame } from "./frame.js";
import { cutLink, isBareAddress, keepAddress } from "./history.js";
import { fillLegend, makeColourChoice } from "./legend.js";
import { inspectMap, lineOnScreen, pointOnLeg } from "./inspect.js";
import { canonicalView, knownIds, readLink, roundedPosition, writeLink } from "./link.js";
import { selectionOf } from "./naming.js";
import { emptyNotice, groundNotice, pinNotice, problemNotice, sightNotice } from "./notices.js";
import { detailsOf } from "./panel.js";
import { makeShell } from "./shell.js";
import { makeSurface } from "./surface.js";
import { makeTiles } from "./tiles.js";
import { remarkOn, showTip } from "./tip.js";
import { isoOf } from "./when.js";
import { makeT, makeTerms } from "./words.js";

const TELL_AFTER_MS = 300;
const mounted = new WeakMap();

// Mounts the map in an element, or updates the one that is there: calling it again never loses the view.
// Options: atlas (the document); ground ({world, areas, labels, detail: async () => …}); strings (English → text); theme
// ("light", "dark"; else as the system has it); faults (what the host had to leave out: {file, field, message, mend});
// tiles (providers of online tiles that may be chosen, see tiles.js); link (the view to open with where the address has
// none); askGround (gives the ground where it is still to come); changes (texts, of a pinned atlas); downloads ({csv, geojson}: addresses that take a link's query); onChange(link,
// view).
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
    onClose: () => { choose(null); if (bar.isList()) bar.focusRow(); },
    onResize: () => surface?.fitRoom(state.view.map),
  });
  const frame = makeFrame(t, shell.root);
  const bar = makeBar({ t, terms, shell, select: (sel) => choose(sel), reveal: (source) => controls.reveal(source), downloads: host.downloads, query: () => writeLink(state.view, state.known).query });
  element.replaceChildren(shell.root);

  const address = keepAddress({
    known: () => state.known,
    onReturn: (view, problems) => returnTo(view, problems),
    onBlocked: () => { state.blocked = true; showNotices(); },
  });
  const appearance = makeAppearance({ t, root: shell.root, given: () => host.theme, onChange: () => { dress(); show(); } });
  const colourChoice = makeColourChoice(t, (by) => change({ by }));
  shell.key.firstChild.after(colourChoice.element);
  let surface = null;
  let controls = null;

  take(host.atlas);
  const first = address.read();
  const fromHost = host.link && !first.problems.length && isBareAddress() ? readLink(...cutLink(host.link), state.known) : first;
  Object.assign(state, { view: fromHost.view, problems: fromHost.problems });
  surface = makeSurface({
    element: shell.mapElement, ground: host.ground ?? {}, t, onMove: moved, obstacles: shell.obstacles, remark: () => remarkOn(context(), surface.layers.lines),
    onPick: ({ node, item }) => choose(node ? `node/${node}` : item === null ? null : state.index.items[item].id, { quiet: true }),
    onPoint: (pointed) => { surface.layers.lines.setHover(pointed?.item ?? null); surface.layers.nodes.setHover(pointed?.node ?? null); showTip(shell.tip, context(), pointed); },
  });
  const tiles = makeTiles({
    t, providers: host.tiles ?? [], map: surface.map, root: shell.root, onChoose: (base) => change({ base }), onNote: () => showNotices(),
  });
  frame.element.append(tiles.element, appearance.element);
  giveIndex();
  dress();
  loadFonts(state.palette.font).then(() => { if (!state.gone) surface.redraw(); });
  refold();
  showDetails();
  const opening = boxOfSelection(state, surface.layers) ?? boxOfVisible(state, surface.layers.lines, shell.isNarrow());
  surface.open(state.view.map, opening, shell.room());
  const isFitted = !first.view.map && !fromHost.view.map;
  show();
  showSightNow();
  if (isFitted) surface.fit(opening, shell.room(), { animate: false }); // now that the key has its size
  address.write(state.view);

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
    bar.setIndex(state.index);
  }

  function giveIndex() {
    surface.layers.lines.setIndex(state.index);
    surface.layers.nodes.setIndex(state.index);
  }

  function context() {
    return { t, terms, index: state.index, fold: state.fold, palette: state.palette, colouring: state.colouring, view: state.view, select: (sel) => choose(sel) };
  }

  function refold() {
    state.selection = selectionOf(state.index, state.view.sel);
    state.fold = foldView(state.index, state.view);
    state.colouring = makeColouring(state.index, state.view.by);
  }

  // Changes parts of the view: c, off, mode, status, cargo (lists or null), day (or null).
  function change(patch) {
    const { day, ...lists } = patch;
    const view = { ...state.view, ...lists };
    if (day !== undefined) view.asof = day === null ? null : isoOf(day);
    state.view = canonicalView(view, state.known);
    refold();
    shell.announce(state.fold.counts.visible === 1 ? t("1 leg on the map") : t("{n} legs on the map", { n: state.fold.counts.visible }));
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
    const box = boxOfSelection(state, surface.layers);
    if (box && (!quiet || isHidden())) surface.fit(box, shell.room());
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
    const { fold, selection, palette, colouring } = state;
    surface.layers.lines.show({ fold, selection, palette, colouring });
    surface.layers.nodes.show({ fold, selection, palette });
    surface.layers.ground.setTinted(areasOfSelection(state));
    controls.show(fold, state.view, selection);
    bar.show({ ...context(), selection });
    frame.show(fold, state.index);
    tiles.show(state.view.base);
    showNotices();
    showSight();
  }

  // After the frame that shows the change itself.
  function showSight() {
    cancelAnimationFrame(state.sighting);
    state.sighting = requestAnimationFrame(() => setTimeout(showSightNow, 0));
  }

  function showSightNow() {
    if (state.gone || !surface.map._loaded) return;
    frame.scale(surface.map);
    const isBareSight = !fillLegend(shell.legend, context(), surface.inSight(shell.padding())) && state.fold.counts.visible > 0;
    colourChoice.show(state.view.by);
    shell.key.hidden = !shell.legend.querySelector("li");
    surface.layers.nodes.settle();
    if (isBareSight === state.isBareSight) return;
    state.isBareSight = isBareSight;
    showNotices();
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
    const ground = tiles.note(state.view.base);
    shell.notices.replaceChildren(...[
      !state.closed && problemNotice(t, state.problems, host.faults ?? [], () => { state.closed = true; showNotices(); }),
      pin && el("div", "notice", {}, el("p", "", {}, pin)),
      ground && el("div", "notice", {}, el("p", "", {}, ground)),
      state.blocked && el("div", "notice", {}, el("p", "", {}, t("This page may not write its address. “Copy link” still gives the present view."))),
      host.askGround && groundNotice(t, askGround),
      state.isBareSight && sightNotice(t, () => surface.fit(boxOfVisible(state, surface.layers.lines, shell.isNarrow()), shell.room())),
      emptyNotice(t, context(), change),
    ].filter(Boolean));
  }

  // Asks once more for the ground that didn't come.
  async function askGround() {
    const ground = await host.askGround().catch(() => null);
    if (!ground || state.gone) return;
    host.askGround = null;
    surface.setGround(ground);
    show();
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

  function dress() {
    appearance.dress();
    state.palette = appearance.palette;
    surface.layers.ground.setPalette(state.palette);
  }

  return {
    // Takes what has changed: atlas, theme, faults, changes, onChange. The view stays.
    update(next) {
      const before = state.atlas.hash;
      const theme = host.theme;
      const said = JSON.stringify([host.faults, host.changes]);
      Object.assign(host, Object.fromEntries(Object.entries(next ?? {}).filter(([key, value]) => value !== undefined && key !== "atlas")));
      if (host.theme !== theme) dress();
      if (next?.atlas && typeof next.atlas === "object" && next.atlas.hash !== before) {
        const link = writeLink(state.view, state.known);
        take(next.atlas);
        giveIndex();
        Object.assign(state, readLink(link.query, link.hash, state.known));
        state.closed = false;
      } else if (host.theme === theme) { // a rerun of the host, most often: nothing here has changed
        if (JSON.stringify([host.faults, host.changes]) !== said) showNotices();
        return;
      }
      refold();
      show();
      showDetails();
    },
    destroy() {
      clearTimeout(state.telling);
      address.stop();
      shell.stop();
      bar.stop();
      appearance.stop();
      cancelAnimationFrame(state.sighting);
      state.gone = true;
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
