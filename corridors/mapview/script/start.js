// Starts the map where its files are served: fetches atlas and ground by address, then mounts it.
import { mount } from "./main.js";

const STYLES = ["vendor/fonts.css", "vendor/leaflet.css", "ground.css", "script/atlas.css"];

// Fetches what `given` names (files, ground, atlas: addresses) and mounts the map in `host`.
// Rejects with a message to be shown where one of them does not answer.
export async function start(host, given, onChange) {
  const places = { ...given };
  const [atlas, ground] = await Promise.all([fetchJson(places.atlas), fetchGround(places.ground), addStyles(host, places.files)]);
  const handle = mount(host, { atlas, ground, strings: places.strings, faults: places.faults, onChange });
  return { ...handle, update: (next) => refresh(handle, places, next) };
}

// Hands on what a rerun of the host has changed; a new atlas is fetched first, and the view stays.
async function refresh(handle, places, next) {
  const { atlas: address, faults = [] } = next;
  const changed = address && address !== places.atlas;
  try {
    handle.update({ faults, atlas: changed ? await fetchJson(address) : undefined });
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
