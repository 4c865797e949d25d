"""What a publication is made of, and every file of its folder, by its path.

What is named after its content is never changed; `index.html` names the parts of one whole, and
comes last. `docs/publishing.md` says what lies where.
"""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from corridors.atlas import Atlas
from corridors.atlas_file import as_atlas
from corridors.checking.document import checks_of
from corridors.dataout.datapackage import pack
from corridors.errors import AtlasFault
from corridors.exports import FORMATS, write_export
from corridors.history.chronicle import Chronicle
from corridors.history.snapshots import Kept, describe_kept
from corridors.jsontext import write_json
from corridors.mapview import files
from corridors.mapview.page import FILL_PAGE
from corridors.strings import ENGLISH, languages, t, translations

INDEX, RECORD = "index.html", "publication.json"
FORMAT = 1
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
# What stands in the page until its script has begun is seen only where it doesn't begin.
_UNSERVED = """.unserved { padding: 2em; visibility: hidden; animation: seen 0s 4s forwards }
@keyframes seen { to { visibility: visible } }"""
_VENDORED = (".css", ".woff2", ".txt", ".md")


@dataclass(frozen=True)
class Pin:
    """An atlas that pinned links show: since when it is kept, and the bytes its hash is of."""

    kept: Kept
    original: bytes
    has_files: bool = False  # whether files of data lie in the folder from its own publication

    def read(self) -> Atlas:
        """The atlas in today's format. Raises AtlasFault if it is not what its hash says."""
        name, mend = f"data/{self.kept.hash}.json", "put a backup in its place, or take it away"
        try:
            atlas = as_atlas(name, json.loads(self.original))
        except ValueError as error:
            raise AtlasFault(name, "", f"is not JSON: {error}", mend) from None
        if atlas.hash != self.kept.hash:
            raise AtlasFault(name, "hash", f"is {atlas.hash}", mend)
        return atlas


@dataclass(frozen=True)
class Publication:
    """What is published: the atlas of now, what pinned links show, the link of the view to open.

    The pins, the oldest first, have the atlas of now among them. `link` may be empty.
    """

    atlas: Atlas
    pins: tuple[Pin, ...]
    link: str
    chronicle: Chronicle


def list_files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Every file by its path in the folder: the folder's own record and its page come last."""
    atlas, kept = publication.atlas, tuple(pin.kept for pin in publication.pins)
    assets = _assets()
    version = _version(assets)
    for name, content in assets.items():
        yield f"assets/{version}/{name}", content
    for pin in publication.pins:
        yield from _list_pin(pin, publication)
    yield f"past/{atlas.hash}/history.json", describe_kept(kept)
    for name, kind in FORMATS.items():
        path = f"files/{atlas.hash}/corridor-atlas{kind.ending}"
        yield path, write_export(atlas, None, name)
    yield RECORD, _write_record(kept)
    yield INDEX, _write_index(publication, version).encode()


def pack_folder(publication: Publication) -> bytes:
    """The folder as a zip."""
    return pack({f"corridor-atlas/{path}": content for path, content in list_files(publication)})


def _list_pin(pin: Pin, publication: Publication) -> Iterator[tuple[str, bytes]]:
    """An atlas as the page draws it, as it was made if that differs, and what has changed since."""
    atlas, now = pin.read(), publication.atlas
    if atlas.as_bytes != pin.original:  # first of the two: it may be what lay in the other's place
        yield f"data/{atlas.hash}.original.json", pin.original
    yield f"data/{atlas.hash}.json", atlas.as_bytes
    yield f"checks/{atlas.hash}.json", write_json(checks_of(atlas)).encode()
    if atlas.hash != now.hash:
        told = write_json(publication.chronicle.changes(atlas, now))
        yield f"past/{now.hash}/changes/{now.hash}/{atlas.hash}.json", told.encode()


@cache
def _assets() -> dict[str, bytes]:
    """The map's own files, by their path in the folder of their version."""
    found = {
        "map.js": files.joined_script("published.js").encode(),
        "script/atlas.css": (files.SCRIPT / "atlas.css").read_bytes(),
        "script/page.css": f"{FILL_PAGE}\n{_UNSERVED}\n".encode(),
    }
    for folder, name in ((files.VENDOR, "vendor"), (files.GROUND, "ground")):
        for path in sorted(folder.iterdir()):
            if name == "ground" or path.suffix in _VENDORED:
                found[f"{name}/{path.name}"] = path.read_bytes()
    for language in languages():
        found[f"strings/{language}.json"] = write_json(translations(language)).encode()
    return found


def _version(assets: dict[str, bytes]) -> str:
    """Twelve hex digits of all of them: a changed file gets a new address."""
    digest = hashlib.sha256()
    for name, content in sorted(assets.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def _write_record(kept: tuple[Kept, ...]) -> bytes:
    """The folder's record of itself: a later publication knows by it whose folder it is."""
    record: dict[str, Any] = {
        "format": FORMAT,
        "what": "Corridor Atlas, published",
        "kept": [one._asdict() for one in kept],
    }
    return write_json(record, indent=1).encode() + b"\n"


_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{folder}/script/page.css">
</head>
<body>
<main class="atlas-host"><p class="unserved">{unserved}</p></main>
<script type="application/json" id="publication">{given}</script>
<script src="{folder}/map.js" defer></script>
</body>
</html>
"""


def _write_index(publication: Publication, version: str) -> str:
    """The folder's page: it asks for nothing outside the folder, and runs its one script."""
    given = {
        "hash": publication.atlas.hash,
        "kept": [pin.kept._asdict() for pin in publication.pins],
        "filed": [pin.kept.hash for pin in publication.pins if pin.has_files],
        "languages": languages(),
        "link": publication.link,
        "version": version,
    }
    unserved = t("Opened from disk, this page has no map: it shows it where a web host serves it.")
    return _PAGE.format(
        language=ENGLISH,
        policy=POLICY,
        title=html.escape(t("Corridor Atlas")),
        folder=f"assets/{version}",
        unserved=html.escape(unserved),
        given=write_json(given).replace("<", "\\u003c"),
    )
