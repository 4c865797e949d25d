"""The map in Streamlit: a v2 component that loads our script once and is then only told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from corridors.atlas import Atlas
from corridors.mapview import files

_HTML = '<div class="atlas-host"></div>'
_CSS = ".atlas-host { height: 100vh; height: 100dvh; overflow: hidden; }"

# The script is imported by its address, so that it is cached and can be told apart by its hash;
# the element keeps the map over reruns, and a rerun only hands it what has changed.
_LOADER = """
export default function ({ data, parentElement, setStateValue }) {
  const host = parentElement.querySelector(".atlas-host");
  if (host.atlas) {
    host.atlas.then((atlas) => atlas.update(data));
  } else {
    const script = new URL(data.files + "/script/start.js", document.baseURI).href;
    host.atlas = import(script).then(({ start }) =>
      start(host, data, (view) => setStateValue("view", view)));
    host.atlas.catch((error) => {
      host.textContent = "The map could not start: " + error.message;
    });
  }
  return () => { host.atlas?.then((atlas) => atlas.destroy()); host.atlas = undefined; };
}
"""

_component = st.components.v2.component("corridor_map", html=_HTML, css=_CSS, js=_LOADER)


def show_map(
    atlas: Atlas, *, base_url: str, strings: Mapping[str, str], faults: list[dict[str, str]]
) -> Any:
    """Show the map of an atlas; returns the component's result, whose `view` is the last link.

    `base_url` is the path the app is served under (usually empty), `strings` the catalogue of the
    interface, `faults` what had to be left out, as texts. Only addresses go to the browser here:
    the atlas itself is fetched once, from a hashed address.
    """
    return _component(
        key="map",
        data={
            "files": f"{base_url}/atlas/map/{files.version()}",
            "ground": f"{base_url}/atlas/ground/{files.version()}",
            "atlas": f"{base_url}/atlas/data/{atlas.hash}.json",
            "strings": dict(strings),
            "faults": faults,
        },
        default={"view": ""},
        on_view_change=lambda: None,
        height="stretch",
    )
