// The strip over the map: that an atlas is pinned, or what is new since a day; and the list of changes behind it.
import { changeList } from "./changelist.js";
import { el } from "./dom.js";
import { writeLink } from "./link.js";
import { askChanges, changesInView, openingDay } from "./pastchanges.js";
import { dayOf, dayText } from "./when.js";
import { numberText } from "./words.js";

const LIST_ID = "atlas-changes";
const SHORT_HASH = 10;

// Keeps the strip and its list. Options: t, terms, host ({past, pinned}), state ({view, atlas, index, known}), shell, select(sel),
// change(patch), onTold(). Gives {show(), gone (why a claim of a pinned atlas is no longer there, by its id), isElsewhere(view)}.
export function keepPast({ t, terms, host, state, shell, select, change, onTold }) {
  const strip = el("section", "past", { hidden: true, aria: { label: t("Pinned, and what has changed") } });
  const list = el("div", "past-list", { id: LIST_ID, hidden: true, tabIndex: -1, role: "region", aria: { label: t("What has changed") } });
  shell.bar.after(strip);
  shell.mapElement.after(list);
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation(); // the details stay open
    turn(false);
  });
  const pinAtStart = state.view.pin;
  let [asked, told, failed, isOpen, drawn] = [null, null, null, false, null];
  const past = { show, gone: {}, isElsewhere: (view) => Boolean(host.past) && view.pin !== pinAtStart, startNews };
  return past;

  // What is asked for: the changes since the pinned atlas that is shown, or since what the link says; null where nothing is.
  function question() {
    const { pinned } = host;
    if (isPinned()) return pinned.kept ? { from: pinned.hash, to: pinned.live } : null;
    if (state.view.pin || !state.view.since || !host.past) return null;
    return { since: state.view.since, to: state.atlas.hash };
  }

  function isPinned() {
    return Boolean(host.pinned) && !host.pinned.fault && state.view.pin !== null && state.atlas.hash === host.pinned.hash;
  }

  function show() {
    const wanted = question();
    const key = JSON.stringify(wanted);
    if (key !== asked) {
      [asked, told, failed] = [key, null, null];
      if (wanted) {
        isOpen = Boolean(wanted.since);
        setTimeout(() => ask(wanted, key), 0); // the map comes first
      }
    }
    draw();
  }

  async function ask(wanted, key) {
    const answer = await askChanges(host.past, wanted).catch((error) => ({ failed: error.message }));
    if (key !== asked || state.gone) return;
    [told, failed] = [answer.failed === undefined ? answer : null, answer.failed ?? null];
    past.gone = isPinned() && told ? told.gone : {};
    draw();
    onTold();
  }

  // Drawn anew only where something about it has changed: this is called with every change of the view.
  function draw() {
    const key = JSON.stringify([asked, Boolean(told), failed, isOpen, state.view.pin, state.view.since, state.view.c]);
    if (key === drawn) return;
    drawn = key;
    const content = state.view.pin ? pinnedContent() : question() ? newsContent() : null;
    strip.hidden = content === null;
    strip.classList.toggle("is-pinned", isPinned());
    shell.root.classList.toggle("is-pinned", isPinned());
    strip.replaceChildren(...(content ?? []).flat().filter(Boolean));
    drawList(content !== null);
  }

  function pinnedContent() {
    const { pinned } = host;
    const short = state.view.pin.slice(0, SHORT_HASH);
    const live = liveLink();
    if (pinned?.fault) return [el("p", "", {}, t("This link is pinned to an atlas that cannot be shown: {fault} The live one is shown.", { fault: `${pinned.fault}.` })), live];
    if (!isPinned()) return [el("p", "", {}, t("This link is pinned to the atlas {pin}, which is not kept here: the present one is shown.", { pin: short }))];
    const mark = el("b", "past-mark", {}, t("Pinned"));
    const hash = el("span", "past-hash", { title: state.atlas.hash }, state.atlas.hash.slice(0, SHORT_HASH));
    if (!pinned.kept) return [mark, el("p", "", {}, t("The present atlas, which nobody has kept yet: “Copy pinned link” keeps it."), " ", hash), live];
    return [
      mark, el("p", "", {}, t("The atlas as it was on {date}", { date: dayText(t, dayOf(pinned.kept.slice(0, 10))) }), " · ", hash, " · ", sinceText()),
      listButton(t("What has changed")), live,
    ];
  }

  // To the live map as the view is when it is followed.
  function liveLink() {
    const aim = () => { link.href = addressOf({ ...state.view, pin: null }); };
    const link = el("a", "solid", { on: { pointerdown: aim, focus: aim } }, t("Open the live map"));
    aim();
    return link;
  }

  function addressOf(view) {
    const { query, hash } = writeLink(view, state.known);
    return window.location.pathname + query + hash;
  }

  function sinceText() {
    if (failed) return t("What has changed since could not be worked out ({why}).", { why: failed });
    if (!told) return "";
    const changes = shownChanges();
    const gone = changes.filter((one) => one.what === "source" && one.kind === "removed").length;
    const counted = !changes.length ? t("Nothing has changed since.")
      : changes.length === 1 ? t("1 thing has changed since.") : t("{n} things have changed since.", { n: numberText(changes.length) });
    return [counted, gone === 1 && t("1 source has been withdrawn."), gone > 1 && t("{n} sources have been withdrawn.", { n: gone })].filter(Boolean).join(" ");
  }

  function newsContent() {
    const isDay = dayOf(state.view.since) !== null;
    const field = el("input", "slider-date", {
      type: "date", value: isDay ? state.view.since : "", aria: { label: t("Changes since") },
      on: { change: () => { if (dayOf(field.value) !== null) change({ since: field.value }); } },
    });
    const close = el("button", "past-close", { type: "button", aria: { label: t("Close what is new") }, on: { click: () => change({ since: null }) } }, "×");
    return [
      el("b", "past-mark", {}, t("What is new since")), field,
      el("p", "", {}, !isDay && told?.day ? t("The atlas kept on {date}.", { date: dayText(t, dayOf(told.day)) }) : null, isDay || !told?.day ? "" : " ", newsText()),
      listButton(t("What has changed")), feedLink(), close,
    ];
  }

  function newsText() {
    if (failed) return t("What has changed since could not be worked out ({why}).", { why: failed });
    if (!told) return t("Looking …");
    const changes = shownChanges();
    const count = (kind) => numberText(changes.filter((one) => one.kind === kind).length);
    const undated = told.byDay ? changes.filter((one) => !one.at).length : 0;
    return [
      changes.length ? t("{added} added, {changed} changed, {removed} removed.", { added: count("added"), changed: count("changed"), removed: count("removed") }) : t("Nothing has changed since."),
      told.begins && t("The record begins on {date}: what came before has no day.", { date: dayText(t, dayOf(told.begins)) }),
      undated > 0 && t("{n} came after the last edition and have no day yet.", { n: undated }),
    ].filter(Boolean).join(" ");
  }

  function feedLink() {
    if (host.pins === "kept") return null; // a published folder has none: it does not know its own address
    const { query } = writeLink({ ...state.view, since: null, pin: null }, state.known);
    const chosen = new URLSearchParams(query).get("c");
    return el("a", "plain", { href: `${host.past}/feed.atom${chosen === null ? "" : `?c=${chosen}`}`, type: "application/atom+xml" }, t("Atom feed"));
  }

  function shownChanges() {
    return changesInView(told, state.view);
  }

  function listButton(text) {
    if (!told || !shownChanges().length) return null;
    return el("button", "solid", {
      type: "button", aria: { expanded: String(isOpen), controls: LIST_ID }, on: { click: () => turn(!isOpen) },
    }, text);
  }

  function turn(open) {
    isOpen = open;
    draw();
    if (open) list.focus({ preventScroll: true });
    else strip.querySelector("[aria-controls]")?.focus();
  }

  function drawList(hasStrip) {
    list.hidden = !hasStrip || !isOpen || !told || !shownChanges().length;
    shell.root.classList.toggle("has-changes", !list.hidden);
    if (list.hidden) return list.replaceChildren();
    const names = new Map(state.index.corridors.map(({ corridor }) => [corridor.id, corridor.short]));
    return list.replaceChildren(
      el("button", "details-close", { type: "button", aria: { label: t("Close the list") }, on: { click: () => turn(false) } }, "×"),
      changeList({ t, terms, nameOf: (id) => names.get(id) ?? null, opens, select: pick }, shownChanges()));
  }

  // What a line opens: what is in the atlas shown, by the id that it has there; else in the live map, by a link.
  function opens(one) {
    const [before, after] = one.sel;
    const here = isPinned() ? before : after;
    if (here && state.known.things.has(here)) return { sel: here };
    if (!isPinned() || !after) return null;
    return { href: addressOf({ ...state.view, pin: null, map: null, sel: after }) };
  }

  function pick(sel) {
    if (shell.isNarrow()) turn(false);
    select(sel);
  }

  function startNews() {
    change({ since: openingDay() });
  }
}
