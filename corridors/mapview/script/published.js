// Starts the map of a published folder: what the app's server would answer lies beside the page as files.
import { start } from "./start.js";

const PIN = /^[0-9a-f]{10,64}$/;

// What a link's pin names among what is kept: null where it names nothing, or several begin so.
function keptUnder(pin, kept) {
  const found = PIN.test(pin) ? kept.filter(({ hash }) => hash.startsWith(pin)) : [];
  return found.length === 1 ? found[0] : null;
}

async function startPublished() {
  const host = document.querySelector(".atlas-host");
  const { hash, kept, filed, languages, link, version } = JSON.parse(document.getElementById("publication").textContent);
  const asked = new URLSearchParams(window.location.search);
  const language = languages.find((one) => one === asked.get("lang")) ?? languages[0];
  const pinned = keptUnder(asked.get("pin") ?? "", kept);
  const shown = pinned?.hash ?? hash;
  const strings = await (await fetch(`assets/${version}/strings/${language}.json`)).json();
  document.documentElement.lang = language;
  await start(host, {
    atlas: `data/${shown}.json`, checks: `checks/${shown}.json`, files: `assets/${version}`, ground: `assets/${version}/ground`, strings, link,
    downloads: filed.includes(shown) ? { base: `files/${shown}/corridor-atlas`, ofView: false } : null,
    past: `past/${hash}`, pins: "kept", pinned: pinned && { hash: pinned.hash, kept: pinned.since, fault: null, live: hash },
  }, () => {});
}

startPublished();
