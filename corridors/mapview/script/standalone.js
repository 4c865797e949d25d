// Starts the map in a page that carries everything in itself: unpacks the data and mounts the map.
import { el } from "./dom.js";
import { mount } from "./main.js";
import { outline } from "./waiting.js";
import { makeT } from "./words.js";

// The data of one of the page's slots, by the element's id.
async function unpack(id) {
  const text = document.getElementById(id).textContent;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

// Says that the map did not start, why as far as can be told, and what may help; `cause` is null where its data could not
// be unpacked. What the data would have told of the reader's language is not to be had then: it is in English.
function showUnstarted(host, cause) {
  const t = makeT({});
  const isOld = typeof DecompressionStream === "undefined";
  const [head, help] = isOld
    ? [t("This browser is too old to open the map."), t("It takes Chrome or Edge 80, Safari 16.4, Firefox 113 or later.")]
    : cause
      ? [t("The map in this file could not start."), t("What went wrong: {message}", { message: cause })]
      : [t("The data in this file could not be unpacked."), t("The file may have been cut short on its way here: compare its size with the original, or ask for it once more.")];
  const again = el("button", "solid", { type: "button", on: { click: () => window.location.reload() } }, t("Try again"));
  host.replaceChildren(outline([
    el("div", "waiting-words", { role: "alert" }, el("h1", "waiting-head", {}, head), el("p", "", {}, help), again),
  ]));
  again.focus({ preventScroll: true });
}

async function startStandalone() {
  const host = document.querySelector(".atlas-host");
  const [given, ground] = await Promise.all(["atlas-data", "atlas-ground"].map(unpack)).catch(() => [null]);
  if (!given) return showUnstarted(host, null);
  const { atlas, strings, link, checks } = given;
  const pieces = {
    world: ground["world-50m"], areas: ground.areas, labels: ground.labels,
    detail: async () => ground["eurasia-10m"],
  };
  try {
    mount(host, { atlas, ground: pieces, strings, link, checks: checks && (async () => checks), faults: [] });
  } catch (error) {
    showUnstarted(host, error.message);
  }
}

startStandalone();
