// Starts the map in a page that carries everything in itself: unpacks the data and mounts the map.
import { mount } from "./main.js";

async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

async function startStandalone() {
  const host = document.querySelector(".atlas-host");
  try {
    const { atlas, ground, strings, link } = await unpack(document.getElementById("atlas-data").textContent);
    const pieces = {
      world: ground["world-50m"], areas: ground.areas, labels: ground.labels,
      detail: async () => ground["eurasia-10m"],
    };
    await mount(host, { atlas, ground: pieces, strings, link, faults: [] });
  } catch (error) {
    host.textContent = `The map could not start: ${error.message}`;
  }
}

startStandalone();
