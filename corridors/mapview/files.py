"""The map's files: where they are served from, and all of them joined into one script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corridors import paths

FOLDER = paths.PACKAGE / "mapview"
SCRIPT, VENDOR = FOLDER / "script", FOLDER / "vendor"
GROUND = paths.DATA / "basemap"
LEAFLET = VENDOR / "leaflet.esm.js"
_SERVED = (".js", ".css", ".woff2", ".json")
_IMPORT = re.compile(r'^import\b[^;]*?from "(?P<path>[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|let|class)", re.MULTILINE)
_FONT_URL = re.compile(r"url\(\s*[\"']?(?:\./)?(?P<name>[\w.-]+\.woff2)[\"']?\s*\)")


@cache
def version() -> str:
    """Twelve hex digits of all the map's files: a changed file gets a new address."""
    digest = hashlib.sha256()
    for folder in (FOLDER, GROUND):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in _SERVED):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def joined_script(entry: str) -> str:
    """The module `entry` and all it imports as one classic script, Leaflet first as `L`.

    The modules keep to what makes this safe: named exports only, one name for one thing over all
    of them, imports without renaming, no circles.
    """
    leaflet = LEAFLET.read_text(encoding="utf-8").replace("export default exports;", "")
    parts = [f"const L = (() => {{\n{leaflet}\nreturn exports;\n}})();\n"]
    parts += [_plain(path) for path in _in_order(SCRIPT / entry, [])]
    script = '"use strict";\n' + "\n".join(parts)
    return script.replace("</script", "<\\/script")  # inside a page it would end the script


def joined_module() -> str:
    """The app's script as one module that exports `start`: one request, not dozens in turn."""
    return joined_script("start.js") + "\nexport { start };\n"


def _in_order(path: Path, seen: list[Path]) -> Iterator[Path]:
    """The modules that a module needs, each before those that import it, and itself last."""
    if path in seen or path == LEAFLET:
        return
    seen.append(path)
    for match in _IMPORT.finditer(path.read_text(encoding="utf-8")):
        yield from _in_order((path.parent / match["path"]).resolve(), seen)
    yield path


def _plain(path: Path) -> str:
    return _EXPORT.sub("", _IMPORT.sub("", path.read_text(encoding="utf-8")))


def joined_styles() -> str:
    """All style sheets as one, the fonts in it as data URIs."""
    sheets = (VENDOR / "leaflet.css", SCRIPT / "atlas.css")
    return "\n".join([font_rules(), *(sheet.read_text(encoding="utf-8") for sheet in sheets)])


def font_rules() -> str:
    """The style rules of the typeface, its files in them as data URIs."""
    return _FONT_URL.sub(_inline_font, (VENDOR / "fonts.css").read_text(encoding="utf-8"))


def _inline_font(match: re.Match[str]) -> str:
    content = base64.b64encode((VENDOR / match["name"]).read_bytes()).decode()
    return f"url(data:font/woff2;base64,{content})"
