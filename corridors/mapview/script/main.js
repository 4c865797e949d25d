// The map script: owns the view, folds it, and keeps layers, panels, address and host in step.
import { askFonts, makeAppearance } from "./appearance.js";
import { keepAssumptions } from "./assumed.js";
import { makeBar } from "./bar.js";
import { makeBoard } from "./board.js";
import { keepBriefing } from "./briefing.js";
import { makeCloser } from "./closer.js";
import { closedIndex } from "./closing.js";
import { makeColouring } from "./colours.js";
import { makeControls } from "./controls.js";
import { showSelected } from "./detailslot.js";
import { copyText } from "./dom.js";
import { indexAtlas } from "./evidence.js";
import { boxOfSelection, areasOfSelection } from "./extent.js";
import { foldView } from "./fold.js";
import { makeFrame } from "./frame.js";
import { cutLink, isBareAddress, keepAddress } from "./history.js";
import { makeLooks } from "./legend.js";
import { inspectMap, lineOnScreen, pointOnLeg } from "./inspect.js";
import { canonicalView, knownIds, readLink, roundedPosition, writeLink } from "./link.js";
import { inLanguage, selectionOf } from "./naming.js";
import { keepOpening } from "./opening.js";
import { keepOutgoing } from "./outgoing.js";
import { keepPast } from "./past.js";
import { copyPinned } from "./pinlink.js";
import { planeOf } from "./planes.js";
import { makeShell } from "./shell.js";
import { keepSight } from "./sight.js";
import { makeSurface } from "./surface.js";
import { keepTelling } from "./telling.js";
import { makeTiles } from "./tiles.js";
import { remarkOn, showTip } from "./tip.js";
import { isoOf } from "./when.js";
import { makeT, makeTerms } from "./words.js";

const mounted = new WeakMap();

// Mounts the map in an element, or updates the one that is there: calling it again never loses the view.
// Options: atlas (the document); ground ({world, areas, labels, detail: async () => …}); strings (English → text); theme
// ("light", "dark"; else as the system has it); faults (what the host had to leave out: {file, field, message, mend});
// tiles (providers of online tiles that may be chosen, see tiles.js); link (the view to open with where the address has
// none); askGround (gives the ground where it is still to come); past, pinned, pins (docs/pinned.md); downloads (see downloads.js); onChange(link,
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
  const host = { faults: [], onChange: () => {}, ...options };
  const state = { problems: [], closed: false };
  const shell = makeShell(t, {
    review: host.review,
    onCopy: (button) => { copyText(button, address.whole(state.view), t("Copied"), t("Copy it from the address bar")); outgoing.copied(window.location.href); },
    onTake: (host.downloads || host.past) && (() => outgoing.open()),
    onPin: host.past && ((button, said) => copyPinned(button, { t, host, state, address, said }).then((link) => link && outgoing.copied(link))),
    onNews: host.past && !host.pinned && (() => past.startNews()),
    onClose: () => { choose(null); if (bar.isList()) bar.focusRow(); },
    onResize: () => opening?.fitRoom(), onPaper: (isPaper) => Object.values(surface?.layers ?? {}).forEach((layer) => layer.setPaper(isPaper)),
  });
  const frame = makeFrame(t, shell.root);
  const bar = makeBar({ t, terms, shell, select: (sel) => choose(sel), reveal: (source) => controls.reveal(source), downloads: host.downloads, query: () => writeLink(state.view, state.known).query });
  element.replaceChildren(shell.root);

  const address = keepAddress({
    known: () => state.known,
    onReturn: (view, problems) => returnTo(view, problems),
    onBlocked: () => { state.blocked = true; board?.show(); },
  });
  const telling = keepTelling(() => writeLink(state.view, state.known), (link) => host.onChange(link, state.view));
  const appearance = makeAppearance({ t, root: shell.root, given: () => host.theme, onChange: () => { dress(); show(); } });
  const looks = makeLooks(t, shell.key, change);
  let [surface, controls, board, opening, past] = [null, null, null, null, null];
  const closer = makeCloser({
    address: () => host.closures, onAnswer: (answer) => { if (!state.gone && surface) reroute(answer); },
    onFail: (why) => { state.notClosed = why; board?.show(); },
  });

  take(host.atlas);
  const first = address.read();
  const fromHost = host.link && !first.problems.length && isBareAddress() ? readLink(...cutLink(host.link), state.known) : first;
  Object.assign(state, { view: { ...fromHost.view, other: first.view.other }, problems: fromHost.problems });
  surface = makeSurface({
    element: shell.mapElement, ground: host.ground ?? {}, t, plane: planeOf(state.view.proj), onMove: moved, obstacles: shell.obstacles, remark: () => remarkOn(context(), surface.layers.lines),
    onPick: ({ node, item }) => choose(node ? `node/${node}` : item === null ? null : state.index.items[item].id, { quiet: true }),
    onPoint: (pointed) => { surface.layers.lines.setHover(pointed?.item ?? null); surface.layers.nodes.setHover(pointed?.node ?? null); showTip(shell.tip, context(), pointed); },
  });
  const tiles = makeTiles({
    t, providers: host.tiles ?? [], map: surface.map, root: shell.root, onChoose: (base) => change({ base }), onNote: () => board?.show(),
  });
  frame.element.append(tiles.element, appearance.element);
  opening = keepOpening({ state, surface, shell });
  board = makeBoard({
    t, shell, host, state, context, change, showAll: opening.showAll, tileNote: () => tiles.note(state.view),
    onGround: (ground) => { surface.setGround(ground); show(); },
  });
  past = keepPast({ t, terms, host, state, shell, select: (sel) => choose(sel), change, onTold: () => showDetails() });
  const briefing = keepBriefing({ t, root: shell.root, map: surface.map, host, state });
  const outgoing = keepOutgoing({ t, host, state, shell, address, map: surface.map, more: () => [briefing.section()] });
  const sight = keepSight({ state, shell, frame, surface, context, looks, onBare: board.show });
  giveIndex();
  dress();
  askFonts(state.palette.font);
  refold();
  showDetails();
  show(); // all but the map, which has its size only then
  opening.place();
  sight.now();
  if (!first.view.map && !fromHost.view.map) opening.open(); // now that the key has its size
  surface.draw();
  address.write(state.view);

  // Takes an atlas: its index, its ids, and the panel of its filters.
  function take(given) {
    const atlas = state.atlas = inLanguage(given, new URLSearchParams(window.location.search).get("lang") ?? document.documentElement.lang);
    state.open = indexAtlas(atlas);
    state.index = closedIndex(state.open, closer.answer);
    state.assumptions = keepAssumptions(atlas);
    state.known = knownIds(atlas);
    controls = makeControls({
      index: state.open, known: state.known, t, terms, change,
      select: (sel) => choose(sel), point: (number) => surface.layers.lines.setHover(number), canClose: Boolean(host.closures),
    });
    shell.controls.replaceChildren(controls.element);
    bar.setIndex(state.index);
  }

  // What is closed has been worked out, or opened again.
  function reroute(answer) {
    state.index = closedIndex(state.open, answer);
    giveIndex();
    refold();
    show();
    showDetails();
  }

  // A reader's own figure for what days rest on; null for the given ones again.
  function assume(id, figures) {
    if (id === null) state.assumptions.reset();
    else state.assumptions.set(id, figures.low, figures.high);
    showControls();
    showDetails();
  }

  function giveIndex() {
    surface.layers.lines.setIndex(state.index);
    surface.layers.nodes.setIndex(state.index);
  }

  function context() {
    return { t, terms, index: state.index, fold: state.fold, palette: state.palette, colouring: state.colouring, view: state.view, assumptions: state.assumptions, checks: host.checks, gone: past?.gone, assume, select: (sel) => choose(sel) };
  }

  function refold() {
    closer.ask(state.view.close);
    state.selection = selectionOf(state.index, state.view.sel);
    state.fold = foldView(state.index, state.view);
    state.colouring = makeColouring(state.index, state.view.by);
    return surface.setPlane(planeOf(state.view.proj)); // whether the map is on another plane now
  }

  // Changes parts of the view: c, off, mode, status, cargo (lists or null), day (or null).
  function change(patch) {
    const { day, ...lists } = patch;
    const view = { ...state.view, ...lists };
    if (day !== undefined) view.asof = day === null ? null : isoOf(day);
    state.view = canonicalView(view, state.known);
    const isTurned = refold();
    shell.announce(state.fold.counts.visible === 1 ? t("1 leg on the map") : t("{n} legs on the map", { n: state.fold.counts.visible }));
    show({ later: true });
    if (isTurned) opening.open();
    showDetails();
    address.write(state.view);
    telling.soon();
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
    telling.soon();
  }

  // Whether the leg that was picked lies wholly under the panel.
  function isHidden() {
    const { item } = state.selection;
    return item !== null && !surface.inSight(shell.padding()).item(item);
  }

  // With `later` the places and their names wait until the reader pauses.
  function show({ later = false } = {}) {
    const { fold, selection, palette, colouring } = state;
    surface.layers.lines.show({ fold, selection, palette, colouring });
    surface.layers.nodes.show({ fold, selection, palette, later });
    surface.layers.ground.setTinted(areasOfSelection(state));
    showControls();
    bar.show({ ...context(), selection });
    frame.show(fold, state.index);
    tiles.show(state.view.proj ? null : state.view.base);
    board.show();
    past.show();
    outgoing.show();
    sight.soon();
  }

  function showControls() {
    controls.show(state.fold, state.view, state.selection, { answer: closer.answer, index: state.index, assumptions: state.assumptions });
  }

  function showDetails() {
    showSelected(shell, state, context());
  }

  function moved() {
    const middle = surface.map.getCenter();
    state.view = { ...state.view, map: roundedPosition(surface.map.getZoom(), Math.max(-85, Math.min(85, middle.lat)), middle.lng) };
    if (state.fold) sight.soon();
    address.write(state.view);
    telling.soon();
  }

  function returnTo(view, problems) {
    if (past.isElsewhere(view)) return window.location.reload(); // another atlas has to come
    Object.assign(state, { view, problems, closed: false });
    const isTurned = refold();
    showDetails();
    show();
    if (view.map) surface.goTo(view.map);
    else if (isTurned) opening.open();
    telling.soon();
  }

  function dress() {
    appearance.dress();
    state.palette = appearance.palette;
    surface.layers.ground.setPalette(state.palette);
  }

  return {
    // Takes what has changed: atlas, theme, faults, onChange. The view stays.
    update(next) {
      const before = state.atlas.hash;
      const theme = host.theme;
      const said = JSON.stringify(host.faults);
      Object.assign(host, Object.fromEntries(Object.entries(next ?? {}).filter(([key, value]) => value !== undefined && key !== "atlas")));
      if (host.theme !== theme) dress();
      if (next?.atlas && typeof next.atlas === "object" && next.atlas.hash !== before) {
        const link = writeLink(state.view, state.known);
        take(next.atlas);
        giveIndex();
        Object.assign(state, readLink(link.query, link.hash, state.known));
        state.closed = false;
      } else if (host.theme === theme) { // a rerun of the host, most often: nothing here has changed
        if (JSON.stringify(host.faults) !== said) board.show();
        return;
      }
      refold();
      show();
      showDetails();
    },
    destroy() {
      telling.stop();
      address.stop();
      shell.stop();
      bar.stop();
      appearance.stop();
      sight.stop();
      state.gone = true;
      surface.destroy();
      shell.root.remove();
      mounted.delete(element);
      element.atlas = undefined;
    },
    inspect() {
      sight.now();
      return inspectMap(state, surface);
    },
    lineOnScreen: (leg) => lineOnScreen(state, surface, leg),
    pointOn: (leg) => pointOnLeg(state, surface, leg),
  };
}
