// What stands where the map will be: its outline while the atlas is fetched, and what to do where it doesn't come.
import { themeOf } from "./appearance.js";
import { el } from "./dom.js";

const ROWS = 11;

// Shows the outline of panel and map, and says what is going on.
export function showWaiting(host, t) {
  host.replaceChildren(outline([
    el("p", "waiting-words", { role: "status" }, t("Fetching the atlas…")),
  ]));
}

// Says that the atlas didn't come, and offers to ask again.
export function showBroken(host, t, error, retry) {
  const again = el("button", "solid", { type: "button", on: { click: retry } }, t("Try again"));
  host.replaceChildren(outline([
    el("div", "waiting-words", { role: "alert" },
      el("p", "waiting-head", {}, t("The atlas could not be fetched, so there is nothing to show yet.")),
      el("p", "", {}, t("The server said: {message}", { message: error.message })),
      el("p", "", {}, t("Look whether you are connected, then try again. The link in the address bar stays as it is.")), again),
  ]));
  again.focus({ preventScroll: true });
}

// The outline with words in place of the map.
export function outline(words) {
  const bars = Array.from({ length: ROWS }, () => el("i", "waiting-bar"));
  const root = el("div", "atlas is-waiting", {},
    el("div", "controls", { aria: { hidden: "true" } }, el("i", "waiting-bar waiting-title"), bars),
    el("div", "stage", {}, words));
  root.dataset.theme = themeOf();
  return root;
}
