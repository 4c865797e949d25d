// Starts the map where its files are served: fetches atlas and ground by address, then mounts it.
import { mount } from "./main.js";
import { showBroken, showWaiting } from "./waiting.js";
import { makeT } from "./words.js";

const STYLES = ["vendor/fonts.css", "vendor/leaflet.css", "script/atlas.css"];

// Fetches what `given` names (files, ground, tiles, atlas: addresses) and mounts the map in `host`. Where the atlas doesn't
// answer, the reader is told and asked; where the ground doesn't, the map is shown without.
export async function start(host, given, onChange) {
  const places = withHash(given);
  const t = makeT(places.strings);
  const askGround = () => fetchGround(places.ground);
  const asked = askGround().catch(() => null);
  const styled = addStyles(host, places.files);
  const offered = places.tiles ? fetchJson(places.tiles).catch(() => []) : [];
  const atlas = await fetchPatiently(() => fetchJson(places.atlas), host, t);
  const [ground, tiles] = await Promise.all([asked, offered, styled]);
  const handle = mount(host, { atlas, ground: ground ?? {}, askGround: ground ? null : askGround, strings: places.strings, tiles, downloads: places.downloads, closures: places.closures, briefings: places.briefings, checks: askChecks(places.checks), link: places.link, past: places.past, pinned: places.pinned, pins: places.pins, review: places.review, faults: places.faults, onChange });
  return { ...handle, update: (next) => refresh(handle, places, withHash(next)) };
}

// What is given with its addresses whole: a server that is asked often writes the atlas's hash once, and * where it belongs.
function withHash({ hash, ...given }) {
  if (!hash) return given;
  const whole = (value) => (typeof value === "string" ? value.replace("*", hash) : value);
  const [atlas, closures, briefings, checks] = [given.atlas, given.closures, given.briefings, given.checks].map(whole);
  return { ...given, atlas, closures, briefings, checks, downloads: { ...given.downloads, base: whole(given.downloads.base) } };
}

// What `ask` gives, asked again as often as the reader wants to.
async function fetchPatiently(ask, host, t) {
  for (;;) {
    showWaiting(host, t);
    try {
      return await ask();
    } catch (error) {
      await new Promise((retry) => showBroken(host, t, error, retry));
    }
  }
}

// Hands on what a rerun of the host has changed; a new atlas is fetched first, and the view stays.
async function refresh(handle, places, next) {
  const { atlas: address, faults = [] } = next;
  const changed = address && address !== places.atlas;
  try {
    handle.update({ faults, atlas: changed ? await fetchJson(address) : undefined, checks: changed ? askChecks(next.checks) : undefined });
    if (changed) places.atlas = address;
  } catch (error) {
    handle.update({ faults: [...faults, { file: address, message: error.message, mend: "reload the page" }] });
  }
}

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

// What asks for the claim checks, once a reader looks at something that they speak of.
function askChecks(address) {
  return address && (() => fetchJson(address));
}

async function fetchGround(folder) {
  const [world, areas, labels] = await Promise.all(
    ["world-50m", "areas", "labels"].map((name) => fetchJson(`${folder}/${name}.json`)),
  );
  return { world, areas, labels, detail: () => fetchJson(`${folder}/eurasia-10m.json`) };
}

// Style sheets inside the host's own tree; fonts have to be known to the document as well.
function addStyles(host, files) {
  const root = host.getRootNode();
  document.head.append(sheet(`${files}/${STYLES[0]}`));
  const sheets = STYLES.slice(1).map((name) => sheet(`${files}/${name}`));
  (root === document ? document.head : root).append(...sheets);
  return Promise.all(sheets.map((one) => new Promise((done) => { one.onload = done; one.onerror = done; })));
}

function sheet(address) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  return link;
}
