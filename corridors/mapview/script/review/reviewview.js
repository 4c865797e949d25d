// The review of one proposal: text, map and proposal in step, and each change an answer of the app.
import { el } from "../dom.js";
import { makeArticlePane } from "./articlepane.js";
import { newKey } from "./asking.js";
import { makeDraftMap } from "./draftmap.js";
import { litWith, marksOf, picturedBy } from "./draftmarks.js";
import { makeDraftWays, wayBrief, wayText } from "./draftways.js";
import { makeFolding } from "./folding.js";
import { focusByKeys, focusedIn, keepingPlace, keysAround, message, plain, solid } from "./parts.js";
import { makePlacing } from "./placing.js";
import { makePressing } from "./pressing.js";
import { proposalContent } from "./proposalpane.js";
import { makePaneSwitch } from "./reviewshell.js";

const CAN_MEND = ["open", "undone"];

// {elements, load(proposal, article), dress(palette), setGround(ground), stop()}. `go(proposal, article)` changes the
// address and so what is shown.
export function makeReviewView({ t, terms, ask, who, isNarrow, go, linkTo }) {
  const state = { told: null, article: null, folds: new Set(), point: null, picked: null, onMap: null, error: null, turn: 0, queue: Promise.resolve() };
  const draftMap = makeDraftMap({ t, onPoint: point, onPick: pick, onPlace: (at) => placing.clicked(at) });
  const text = makeArticlePane({ t, ask, withName: who.withName, onPoint: point, onPick: pick, onAmend: amend, onGiven: ({ article }) => go(state.told.reviewed.id, article.id), onMarking: (on) => { proposal.inert = on; view.root?.classList.toggle("is-marking", on); } });
  const content = el("div", "review-proposal-content");
  const proposal = el("section", "review-pane review-pane-proposal", { aria: { label: t("The proposal") } }, content);
  const placing = makePlacing({
    t, ask, onFault: fail,
    onTurn(on) {
      draftMap.setPlacing(on);
      if (on) draftMap.element.focus({ preventScroll: true });
    },
  });
  const ways = makeDraftWays({ ask, onFound: showWays });
  const pressing = makePressing(proposal);
  const folded = makeFolding({ folds: state.folds, onOpen: opened });
  const note = el("p", "review-map-note");
  const mapPane = el("section", "review-pane review-pane-map", { aria: { label: t("The map") }, on: { keydown: (event) => { if (event.key === "Escape") placing.end(null); } } },
    draftMap.element, placing.element, note);
  const said = el("p", "atlas-offscreen announcement", { role: "status" });
  const panes = { text: text.element, map: mapPane, proposal };
  const turns = makePaneSwitch({ t, panes });

  // What the blocks of the proposal are given.
  function pageOf() {
    const { told, article } = state;
    const { reviewed } = told;
    return {
      t, terms, ask, reviewed, article, notes: state.notes, archive: told.archive && askArchive, draft: reviewed.draft, machine: reviewed.machine, siblings: told.siblings, corridors: told.corridors,
      articles: told.articles, canMend: CAN_MEND.includes(reviewed.state), onMap: state.onMap, withName: who.withName,
      wayBrief: ({ key }) => wayBrief(t, ways.of(key)), wayText: ({ key }) => wayText(t, ways.of(key)),
      linkTo, folded, pointing, mend, decide, undo, goTo, showWords, mark, placeOnMap, titleOf: (id) => told.articles.find((one) => one.id === id)?.title ?? id,
      openArticle: (id) => go(reviewed.id, id), yaml: ask.addressOf(`proposals/${encodeURIComponent(reviewed.id)}/corridor.zip`),
    };
  }

  async function load(id, article, notes = []) {
    state.turn += 1;
    const { turn } = state;
    content.replaceChildren(el("p", "review-empty", { role: "status" }, t("Fetching the proposal…")));
    try {
      const told = await ask.get(`proposals/${encodeURIComponent(id)}.json`);
      const wanted = article ?? told.reviewed.article ?? quotedFirst(told.reviewed.draft);
      const held = wanted ? await ask.get(`articles/${encodeURIComponent(wanted)}.json`) : null;
      if (turn !== state.turn) return;
      if (told.reviewed.id !== state.told?.reviewed.id) {
        state.folds.clear();
        turns.turn("proposal");
      }
      Object.assign(state, { told, article: held, notes, error: null, onMap: null, picked: null });
      if (held && !told.articles.some((one) => one.id === held.id)) told.articles.push({ id: held.id, title: held.title, given: null });
      draw(() => content.querySelector(".details-title")?.focus({ preventScroll: true }));
      if (told.reviewed.state === "accepted") waitForMap();
    } catch (refusal) {
      if (turn !== state.turn) return;
      content.replaceChildren(message(refusal.told ?? { message: refusal.message }), solid(t("Try again"), () => load(id, article)), el("a", "solid", { href: linkTo(null) }, t("To the first page")));
    }
  }

  const draw = (then = () => {}) => pressing.whenFree(() => { drawAll(); then(); });

  function drawAll() {
    const page = pageOf();
    keepingPlace(proposal, () => content.replaceChildren(...[state.error && message(state.error, { more: state.error.objections && plain(t("Show what is needed"), () => goTo("objections"), { key: "to-objections" }) }), ...proposalContent(page)].flat(Infinity).filter(Boolean)), { isRefused: Boolean(state.error) });
    keepingPlace(text.element, () => text.show(page, page.article ? marksOf(t, terms, page.draft, page.article) : []));
    ways.follow(page.reviewed);
    showWays();
    light();
  }

  // The lines on the map, and what is said of them; the rest is left as it is, as somebody may be writing in it.
  function showWays() {
    const { reviewed } = state.told;
    draftMap.show(picturedBy(reviewed.draft, ways.of));
    for (const one of content.querySelectorAll("[data-brief]")) one.textContent = wayBrief(t, ways.of(one.dataset.brief));
    for (const one of content.querySelectorAll("[data-way]")) one.textContent = wayText(t, ways.of(one.dataset.way));
    const straight = { asked: t("Straight lines until its ways are worked out."), away: t("Straight lines: its ways could not be worked out.") }[ways.phase()];
    note.textContent = [reviewed.state === "accepted" ? t("As the map draws it.") : t("A draft, not on the map as fact."), straight].filter(Boolean).join(" ");
  }

  function pointing(ref) {
    const [on, off] = [() => point(ref), () => point(null)];
    return { pointerenter: on, pointerleave: off, focusin: on, focusout: off };
  }

  function point(ref) {
    if (state.point === ref) return;
    state.point = ref;
    light();
  }

  function light() {
    if (!state.told) return;
    const { draft } = state.told.reviewed;
    const refs = [...litWith(draft, state.picked), ...litWith(draft, state.point)];
    text.light(refs);
    draftMap.light(refs);
    for (const item of content.querySelectorAll("[data-ref]")) item.classList.toggle("is-lit", item.dataset.ref === state.point || item.dataset.ref === state.picked);
  }

  // A stop or a leg that the reader opens is shown in the text and on the map.
  function opened(key, fold) {
    if (fold.parentElement?.dataset.ref === key && fold.contains(fold.getRootNode().activeElement)) showRef(key);
  }

  function showRef(ref) {
    state.picked = ref;
    text.goTo(ref);
    draftMap.goTo(ref);
    light();
  }

  // Opens what was picked in the text or on the map.
  function pick(ref) {
    state.picked = ref;
    if (isNarrow()) turns.turn("proposal");
    openFold(ref);
    draftMap.goTo(ref);
    light();
  }

  function openFold(key) {
    state.folds.add(key);
    const summary = [...content.querySelectorAll("summary")].find((one) => one.dataset.key === `fold ${key}`);
    if (!summary) return void content.querySelector(`[data-ref="${CSS.escape(key)}"]`)?.scrollIntoView({ block: "nearest" });
    for (let fold = summary.parentElement; fold; fold = fold.parentElement?.closest("details")) fold.open = true;
    summary.focus({ preventScroll: true });
    summary.scrollIntoView({ block: "nearest" });
  }

  // To where an objection is mended: “stops.s2.stated”, “legs.l1.modes.0”, “name”, “articles.<id>.publisher”.
  function goTo(path) {
    const [first, key] = path.split(".");
    if (first === "articles") goToAbout(key);
    else if (first === "stops" || first === "legs") openFold(key ? `${first.slice(0, -1)}/${key}` : `add-${first.slice(0, -1)}`);
    else if (first === "objections") content.querySelector(".review-objections")?.scrollIntoView({ block: "end" });
    else if (first === "named") openFold("name-words");
    else if (["statuses", "operators", "statements"].includes(first)) openFold("corridor-more");
    else focusOn({ grade: "grade-source", into_why: "into" }[first] ?? first);
  }

  const focusOn = (key) => focusByKeys(content, [key])?.scrollIntoView({ block: "nearest" });

  function goToAbout(article) {
    if (article !== state.article?.id) return go(state.told.reviewed.id, article);
    if (isNarrow()) turns.turn("text");
    const about = [...text.element.querySelectorAll("summary")].find((one) => one.dataset.key === "fold about");
    if (about) about.parentElement.open = true;
    about?.focus();
    return null;
  }

  function showWords(evidence) {
    if (isNarrow()) turns.turn("text");
    text.showWords(evidence);
  }

  async function mark(label) {
    const keys = focusKeys();
    if (isNarrow()) turns.turn("text");
    const evidence = await text.mark(label);
    if (isNarrow() && state.article) turns.turn("proposal");
    if (state.article) focusByKeys(content, keys);
    return evidence;
  }

  // Where in the proposal the reader is, to come back to.
  function focusKeys() {
    const at = focusedIn(content);
    return at ? keysAround(at, content) : [];
  }

  async function placeOnMap(name) {
    const keys = focusKeys();
    if (isNarrow()) turns.turn("map");
    const place = await placing.begin(name);
    if (isNarrow()) turns.turn("proposal");
    focusByKeys(content, keys);
    return place;
  }

  // One decision after another, each made of what the one before has answered with: `make(draft)` gives its parts, or null.
  function send(kind, make = () => ({})) {
    who.withName((name) => {
      const key = newKey();
      state.queue = state.queue.then(async () => {
        const { id, revision, draft } = state.told.reviewed;
        const more = make(draft);
        if (!more) return;
        try {
          take(await ask.post(`proposals/${encodeURIComponent(id)}/decisions`, { kind, who: name, revision, key, edits: [], ...more }));
        } catch (refusal) {
          fail(refusal);
        }
      });
    });
  }

  function take(told) {
    if (told.reviewed.id !== state.told.reviewed.id) return;
    const before = state.told.reviewed.state;
    state.told = { ...state.told, ...told };
    Object.assign(state, { error: null, onMap: before === told.reviewed.state ? state.onMap : null });
    draw(() => before !== told.reviewed.state && toTop());
    said.textContent = told.reviewed.objections.length ? t("Kept. Still needed: {n}", { n: told.reviewed.objections.length }) : t("Kept.");
    if (before !== told.reviewed.state && told.reviewed.state === "accepted") waitForMap();
  }

  function toTop() {
    content.querySelector(".details-title")?.focus();
    proposal.scrollTop = 0;
  }

  function fail(refusal) {
    state.error = refusal.told ?? { message: refusal.message };
    const { reviewed, objections } = state.error;
    if (reviewed) state.told = { ...state.told, reviewed };
    else if (objections) state.told = { ...state.told, reviewed: { ...state.told.reviewed, objections } };
    if (isNarrow()) turns.turn("proposal");
    draw(() => { proposal.scrollTop = 0; });
  }

  // Edits, or a function from the draft as it then is to them; `open(edits)` names a part to be unfolded, `close` one to be folded.
  const mend = (given, { open = null, close = null } = {}) => send("mend", (draft) => {
    const edits = typeof given === "function" ? given(draft) : given;
    if (open && edits.length) state.folds.add(open(edits));
    state.folds.delete(close);
    return edits.length ? { edits } : null;
  });
  const decide = (kind) => send(kind);
  const undo = (undoes) => send("undo", () => ({ undoes }));

  const askArchive = (save) => amend({ save }, "/archive");

  function amend(fields, path = "") {
    who.withName(async (name) => {
      try {
        state.article = { ...state.article, ...(await ask.post(`articles/${encodeURIComponent(state.article.id)}${path}`, { who: name, ...fields })) };
        take(await ask.get(`proposals/${encodeURIComponent(state.told.reviewed.id)}.json`));
      } catch (refusal) {
        fail(refusal);
      }
    });
  }

  // Asks until the map that is served holds what was accepted.
  async function waitForMap() {
    const { id } = state.told.reviewed;
    try {
      const { link } = await ask.get(`proposals/${encodeURIComponent(id)}/map.json`);
      if (state.told.reviewed.id !== id || state.told.reviewed.state !== "accepted") return;
      state.onMap = link;
      draw();
      said.textContent = t("It is on the map.");
    } catch (refusal) {
      fail(refusal);
    }
  }

  const view = {
    root: null, turns, elements: [text.element, mapPane, proposal, said], load,
    dress: (palette) => draftMap.setPalette(palette), setGround: draftMap.setGround, pointOf: draftMap.pointOf,
    stop() {
      text.stop();
      draftMap.stop();
      pressing.stop();
    },
  };
  return view;
}

// The article that the first quote of a draft stands in.
function quotedFirst(draft) {
  return [...draft.named, ...draft.stops.flatMap((stop) => stop.stated), ...draft.legs.flatMap((leg) => leg.stated)].find((one) => one.article)?.article ?? null;
}
