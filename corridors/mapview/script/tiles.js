// Online tiles by choice: a link may name them, the reader's browser asks before it calls anyone, and what does not
// answer leaves the map's own ground as it is.
import L from "../vendor/leaflet.esm.js";
import { el } from "./dom.js";

const TILE_PANE = "atlasTiles";

// {element, show(base), note(base)}. `providers` are {id, name, url, subdomains, attribution, max_zoom}, none where tiles
// are switched off; `onChoose(id or null)` is called when the reader has decided, `onNote()` when there is something to say.
export function makeTiles({ t, providers, map, root, onChoose, onNote }) {
  const byId = new Map(providers.map((one) => [one.id, one]));
  const allowed = new Set(); // for this visit only: nothing is remembered
  const credit = el("span", "tiles-credit");
  const select = el("select", "tiles-choice", { on: { change: () => choose(select.value || null) } },
    el("option", "", { value: "" }, t("none")),
    providers.map((one) => el("option", "", { value: one.id }, one.name)));
  const element = el("span", "tiles", { hidden: !providers.length }, el("label", "", {}, t("Online tiles: "), select), credit);
  let shown = null;
  let layer = null;
  let silent = false;
  let asking = null;

  map.createPane(TILE_PANE).style.zIndex = 205; // over our ground, under the lines

  function choose(id) {
    if (id === null || allowed.has(id)) return void onChoose(id);
    ask(byId.get(id), () => onChoose(id), () => { select.value = shown ?? ""; });
  }

  function show(base) {
    const provider = byId.get(base);
    if (provider && !allowed.has(base)) ask(provider, () => show(base), () => onChoose(null));
    const id = provider && allowed.has(base) ? base : null;
    if (asking === null) select.value = id ?? "";
    if (id === shown) return;
    shown = id;
    layer?.remove();
    silent = false;
    layer = id === null ? null : startLayer(provider);
    credit.textContent = id === null ? "" : t("Tiles: {credit}.", { credit: provider.attribution });
  }

  function startLayer(provider) {
    const tiles = L.tileLayer(provider.url, {
      subdomains: provider.subdomains || "abc", maxNativeZoom: provider.max_zoom, maxZoom: 19, pane: TILE_PANE,
      referrerPolicy: "strict-origin", // OpenStreetMap's policy asks for it; no more than this site's name is sent
    });
    let answered = false;
    tiles.on("tileload", () => { answered = true; if (silent) { silent = false; onNote(); } });
    tiles.on("tileerror", () => { if (!answered && !silent) { silent = true; onNote(); } });
    return tiles.addTo(map);
  }

  function ask(provider, allow, refuse) {
    if (asking) return;
    asking = makeQuestion(t, provider, (yes) => {
      asking = null;
      if (yes) allowed.add(provider.id);
      (yes ? allow : refuse)();
    });
    root.append(asking);
    asking.showModal();
  }

  return {
    element, show,
    // What there is to say of the tiles that a view asks for, or null.
    note({ base, proj }) {
      if (base && proj) return t("Online tiles are made for Mercator: on this projection the map’s own ground is shown.");
      if (base && !byId.has(base)) return t("This link asks for online tiles, “{base}”. None are loaded here; the map’s own ground is shown.", { base });
      return silent ? t("{host} does not answer; the map’s own ground is shown.", { host: hostsOf(byId.get(shown)) }) : null;
    },
  };
}

// A modal dialog that is answered once: by a button, or by Escape, which is no.
function makeQuestion(t, provider, answer) {
  const button = (text, value) => el("button", "solid", { type: "button", autofocus: !value, on: { click: () => dialog.close(value) } }, text);
  const title = el("h2", "question-title", { id: "atlas-tiles-question" }, t("Ask {host} for tiles?", { host: hostsOf(provider) }));
  const dialog = el("dialog", "question", {
    aria: { labelledby: title.id },
    on: {
      keydown: (event) => event.key === "Escape" && event.stopPropagation(), // the details stay open
      close: () => { dialog.remove(); answer(dialog.returnValue === "allow"); },
    },
  }, title,
  el("p", "", {}, t("The ground “{name}” is not ours. If you allow it, your browser asks {host} for every tile that you look at. That host then knows your internet address, which part of the map you look at, and the name of this site.", { name: provider.name, host: hostsOf(provider) })),
  el("p", "", {}, t("Nothing has been asked of it so far. Without it, the map shows its own ground, and no stranger is called.")),
  el("p", "question-answers", {}, button(t("Allow once"), "allow"), button(t("Keep our own ground"), "")));
  return dialog;
}

function hostsOf(provider) {
  const { host } = new URL(provider.url.replace(/\{s\}\.?/, ""));
  return host;
}
