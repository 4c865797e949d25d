// What Streamlit loads, by its address: it imports the map script once and then only hands it what a rerun has changed.
// The element keeps the map over reruns.
export default function ({ data, parentElement, setStateValue }) {
  const host = parentElement.querySelector(".atlas-host");
  document.documentElement.lang = data.language;
  if (host.atlas) {
    host.atlas.then((atlas) => atlas.update(data));
  } else {
    const script = new URL(`${data.files}/map.js`, document.baseURI).href;
    askEarly([data.atlas, data.tiles, ...["world-50m", "areas", "labels"].map((name) => `${data.ground}/${name}.json`)]);
    host.atlas = import(script).then(({ start }) =>
      start(host, data, (view) => setStateValue("view", view)));
    host.atlas.catch((error) => {
      host.setAttribute("role", "alert");
      host.textContent = "The map could not start: " + error.message;
    });
  }
  return () => { host.atlas?.then((atlas) => atlas.destroy()); host.atlas = undefined; };
}

// What the script will fetch, asked for at once and not only when it has come.
function askEarly(addresses) {
  for (const href of addresses) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href }));
  }
}
