"""The map as one HTML file: assembled by folium around the same script, and needing no network.

Branca compiles what it renders as a template a second time, so nothing from outside goes through
it: the page is rendered with empty slots, and the slots are filled afterwards.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

import folium
from branca.element import Element, Figure
from folium.template import Template

from corridors.atlas import Atlas
from corridors.checking.document import checks_of
from corridors.mapview import files

FILL_PAGE = "html, body, .atlas-host { height: 100%; margin: 0 }"
GROUND_FILES = ("world-50m", "eurasia-10m", "areas", "labels")
_EMPTY_SCRIPT = re.compile(r"<script>\s*</script>")
_SLOTS = {
    name: f"atlas-slot-{name}-7d1f"
    for name in ("policy", "title", "styles", "data", "ground", "script")
}


class AtlasMap(folium.Map):  # type: ignore[misc, unused-ignore]
    """A folium map whose whole content is our one layer; it loads nothing from anywhere."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 — so folium declares it
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template(
        """
        {% macro header(this, kwargs) %}
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{ this.slots.title }}</title>
        <style>{{ this.slots.styles }}</style>
        {% endmacro %}
        {% macro html(this, kwargs) %}
        <main class="atlas-host" id="{{ this.get_name() }}"></main>
        <script type="application/octet-stream" id="atlas-data">{{ this.slots.data }}</script>
        <script type="application/octet-stream" id="atlas-ground">{{ this.slots.ground }}</script>
        <script>{{ this.slots.script }}</script>
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__(tiles=None)
        self.slots = _SLOTS
        policy = f'<meta http-equiv="Content-Security-Policy" content="{_SLOTS["policy"]}">'
        figure = cast(Figure, self.get_root())
        figure.header.add_child(Element(policy), name="content-security-policy", index=0)


def write_page(
    atlas: Atlas, *, link: str, strings: Mapping[str, str], title: str, language: str = "en"
) -> str:
    """The atlas as one HTML page that opens from disk.

    `link` is the query and hash of the view that it opens with (it may be empty), `language` the
    one that `strings` are in. The page's policy forbids every request; its script and its style
    sheet are allowed by their hashes alone.
    """
    script = files.joined_script("standalone.js")
    styles = f"{files.joined_styles()}\n{FILL_PAGE}"
    filled = {
        _SLOTS["policy"]: _policy(script, styles),
        _SLOTS["title"]: html.escape(title),
        _SLOTS["styles"]: styles,
        _SLOTS["data"]: _packed(
            {
                "atlas": atlas.document,
                "checks": checks_of(atlas),
                "link": link,
                "strings": dict(strings),
            }
        ),
        _SLOTS["ground"]: _packed_ground(GROUND_FILES),
        _SLOTS["script"]: script,
    }
    page = AtlasMap().get_root().render()
    page = _EMPTY_SCRIPT.sub("", page).replace("<html>", f'<html lang="{html.escape(language)}">')
    return re.sub("|".join(filled), lambda slot: filled[slot[0]], page)


def _policy(script: str, styles: str) -> str:
    return (
        f"default-src 'none'; script-src {_by_hash(script)}; style-src {_by_hash(styles)}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _by_hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _packed_ground(names: Sequence[str]) -> str:
    """The ground that the map is drawn on, the same in every page: packed once a process."""
    return _packed(
        {
            name: json.loads((files.GROUND / f"{name}.json").read_text(encoding="utf-8"))
            for name in names
        }
    )


def _packed(content: Mapping[str, Any]) -> str:
    """Data as gzip in base64: letters and digits only, so that no template or parser sees more."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
