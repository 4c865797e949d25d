// What Streamlit loads, by its address: it imports the map script once and then only hands it what a rerun has changed.
// The element keeps the map over reruns.
export default function ({ data, parentElement, setStateValue }) {
  const host = parentElement.querySelector(".atlas-host");
  document.documentElement.lang = data.language;
  if (host.atlas) {
    host.atlas.then((atlas) => atlas.update(data));
  } else {
    const script = new URL(`${data.files}/map.js`, document.baseURI).href;
    host.atlas = import(script).then(({ start }) =>
      start(host, data, (view) => setStateValue("view", view)));
    host.atlas.catch((error) => {
      host.setAttribute("role", "alert");
      host.textContent = "The map could not start: " + error.message;
    });
  }
  return () => { host.atlas?.then((atlas) => atlas.destroy()); host.atlas = undefined; };
}
