// The page around a review: a bar on top, three panes beside one another, and on a narrow screen one at a time.
import { makeAppearance } from "../appearance.js";
import { el } from "../dom.js";

const NARROW = 900;

// {root, top, room, showPane(name), pane(), showMap()}. `panes` are {text, map, proposal}: elements; `onDress(palette)` is
// called when light or dark changes.
export function makeReviewShell({ t, home, onDress }) {
  const top = el("header", "review-top", {},
    el("a", "review-brand", { href: home }, t("Corridor Atlas")), el("a", "review-back", { href: home }, t("Back to the map")));
  const room = el("div", "review-room");
  const root = el("div", "atlas review", {}, top, room);
  const appearance = makeAppearance({ t, root, given: () => undefined, onChange: () => onDress(appearance.palette) });
  const watcher = new ResizeObserver(() => root.classList.toggle("is-narrow", root.clientWidth < NARROW));
  watcher.observe(root);
  root.classList.toggle("is-narrow", window.innerWidth < NARROW);
  return {
    root, top, room, appearance,
    dress() {
      appearance.dress();
      onDress(appearance.palette);
    },
    isNarrow: () => root.classList.contains("is-narrow"),
    stop() {
      watcher.disconnect();
      appearance.stop();
    },
  };
}

// The switch between the panes on a narrow screen: {element, turn(name), now()}.
export function makePaneSwitch({ t, panes }) {
  const names = { text: t("Text"), map: t("Map"), proposal: t("Proposal") };
  const buttons = Object.keys(panes).map((name) => el("button", "switch-button", { type: "button", aria: { pressed: "false" }, data: { pane: name }, on: { click: () => turn(name) } }, names[name]));
  const element = el("div", "switch review-switch", { role: "group", aria: { label: t("Show as") } }, buttons);
  let now = "proposal";

  function turn(name) {
    now = name;
    for (const [one, pane] of Object.entries(panes)) pane.classList.toggle("is-turned-to", one === name);
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.pane === name));
  }

  turn(now);
  return { element, turn, now: () => now };
}
