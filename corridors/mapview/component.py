"""The map in Streamlit: a v2 component that loads our script once and is then only told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from corridors.atlas import Atlas
from corridors.mapview import files
from corridors.mapview.addresses import addresses

_HTML = '<div class="atlas-host"></div>'
_CSS = ".atlas-host { height: 100vh; height: 100dvh; overflow: auto; }"

# Streamlit's own frame gives way: the whole window is the map.
FILL_WINDOW = """
  [data-testid="stHeader"], [data-testid="stToolbar"] { display: none; }
  [data-testid="stMainBlockContainer"] { padding: 0; max-width: none; }
  [data-testid="stVerticalBlock"] { gap: 0; }
  [data-testid="stMain"]:focus-visible { outline: 2px solid #4a86b4; outline-offset: -2px; }
"""
INLINE_STYLES = (_CSS, FILL_WINDOW)  # the page's policy names them by their hashes
_HASH = "*"  # where the atlas's hash belongs in an address; the script puts it in

# A component with a folder is loaded by its address; one given as text would be loaded from a blob:
# address, and the page's policy would have to allow every script of that kind. Streamlit finds
# folders in manifests of installed packages, and `make run` installs none: so it is handed one.
_PACKAGE, _NAMES = "corridors", ("map", "review")
_FOLDER = ComponentManifest(
    name=_PACKAGE,
    version="1",
    components=[ComponentConfig(name, asset_dir="frontend") for name in _NAMES],
)


def component(name: str, script: str) -> Any:
    """A component of this folder, declared once to the manager of the server that runs."""
    manager = get_bidi_component_manager()
    name = f"{_PACKAGE}.{name}"
    if manager.get_component_asset_root(name) is None:
        manager.register_from_manifest(_FOLDER, files.FOLDER)
    return st.components.v2.component(name, html=_HTML, css=_CSS, js=script)


def show_map(
    atlas: Atlas,
    *,
    base_url: str,
    downloads: str,
    strings: Mapping[str, str],
    language: str,
    faults: list[dict[str, str]],
    review: str | None = None,
    past: str | None = None,
    pinned: Mapping[str, str | None] | None = None,
) -> Any:
    """Show the map of an atlas; returns the component's result, whose `view` is the last link.

    `base_url` is the path the app is served under (usually empty), `downloads` what the address of
    every file to download begins with, `strings` the catalogue of the interface, `faults` what had
    to be left out, as texts, `review` the address of the page where articles are added, `past` that
    of what was (docs/pinned.md), `pinned` what is to be said of an atlas that a link is pinned to.
    Only addresses go to the browser here, again with each rerun: so the atlas's hash, which is in
    several of them, stands there once. The atlas itself is fetched once, from a hashed address.
    """
    places = addresses(base_url, _HASH)
    if pinned:
        del places["closures"]  # a pinned atlas is kept without the ways that a search needs
    return component("map", "mount.js")(
        key="map",
        data={
            "hash": atlas.hash,
            **places,
            "downloads": {"base": downloads.replace(atlas.hash, _HASH), "ofView": True},
            "strings": dict(strings),
            "language": language,
            "faults": faults,
            "review": review,
            "past": past,
            **({"pinned": dict(pinned)} if pinned else {}),
        },
        default={"view": ""},
        on_view_change=lambda: None,
        height="stretch",
    )
