"""The map script alone: its files and a small atlas, served from this machine to a bare page."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from corridors.mapview import files

MARKUP = (
    '<img src=x onerror="window.hurt=1">{{7*7}}${7*7}`x`</script><script>window.hurt=1</script>'
)
_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; font-src 'self'; img-src data:"
)
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/vendor/leaflet.css"><link rel="stylesheet" href="/script/atlas.css">
<link rel="stylesheet" href="/page.css">
<div class="atlas-host"></div><script type="module" src="/page.js"></script></html>"""
_START = """
import { mount } from "/script/main.js";
const atlas = await (await fetch("/atlas.json")).json();
window.host = document.querySelector(".atlas-host");
window.told = [];
window.options = { atlas, ground: {}, strings: {}, onChange: (link) => window.told.push(link) };
window.mountMap = () => mount(window.host, window.options);
window.atlas = window.mountMap();
"""


@contextmanager
def serve_script(atlas: Mapping[str, Any]) -> Iterator[str]:
    """The address of a page that mounts the map script with an atlas."""
    pages = {
        "/": ("text/html", _PAGE),
        "/page.js": ("text/javascript", _START),
        "/page.css": ("text/css", "html, body, .atlas-host { height: 100%; margin: 0 }"),
        "/atlas.json": ("application/json", json.dumps(atlas)),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            kind, content = pages.get(path) or _file(path)
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", _POLICY)
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def _file(path: str) -> tuple[str, str]:
    file = (files.FOLDER / path.lstrip("/")).resolve()
    if not file.is_file() or files.FOLDER not in file.parents or file.suffix not in _TYPES:
        return "", ""
    return _TYPES[file.suffix], Path(file).read_text(encoding="utf-8")


def small_atlas() -> dict[str, Any]:
    """Two corridors (one over 180°), a flow with a negative statement, a closed crossing."""
    return _Maker().atlas()


class _Maker:
    """Makes the claims of a small atlas as it goes."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}

    def claim(
        self, about: str, field: str, source: str, value: str | None = None, **more: Any
    ) -> str:
        key = f"{len(self.claims):010x}"
        kind = {"art": "quoted", "ref": "referenced", "ed": "editor"}[source.split("-")[0]]
        evidence: dict[str, Any] = {}
        if kind == "quoted":
            evidence = {"quote": f"words of {about}, exact - here", "start": 0, "end": 5}
        elif kind == "editor":
            evidence = {"reason": "known to the editors"}
        self.claims[key] = {
            "id": key,
            "source": source,
            "kind": kind,
            "about": about,
            "field": field,
            "value": value,
            "note": None,
            **evidence,
            **more,
        }
        return key

    def leg(self, leg: str, ends: tuple[str, str], line: Any, **fields: list[str]) -> Any:
        empty: dict[str, list[str]] = {
            name: []
            for name in ("stated", "mode", "status", "cargo", "operator", "one_way", "statements")
        }
        return {
            "id": leg,
            "from": ends[0],
            "to": ends[1],
            "via": [],
            "line": line,
            "basis": "schematic" if line else "none",
            **empty,
            **fields,
        }

    def corridor(self, key: str, kind: str, stops: list[Any], legs: list[Any], **more: Any) -> Any:
        return {
            "id": key,
            "was": [],
            "group": 1,
            "kind": kind,
            "name": key.title(),
            "short": key.title(),
            "colour": "#0072b2",
            "aliases": [],
            "statements": [],
            "status": [],
            "operator": [],
            "stops": stops,
            "legs": legs,
            "routes": [],
            **more,
        }

    def stop(self, corridor: str, at: str, source: str, **fields: list[str]) -> Any:
        empty: dict[str, list[str]] = {"status": [], "gauge": [], "operator": [], "statements": []}
        return {
            "at": at,
            "stated": [self.claim(f"{corridor}/{at}", "stated", source)],
            **empty,
            **fields,
        }

    def atlas(self) -> dict[str, Any]:
        claim = self.claim
        south = self.corridor(
            "south",
            "corridor",
            [self.stop("south", "alpha", "art-one"), self.stop("south", "beta", "ed-itor")],
            [
                self.leg(
                    "rail",
                    ("alpha", "beta"),
                    [[54, 28], [50, 33], [45, 38]],
                    stated=[
                        claim("south.rail", "stated", "art-one"),
                        claim("south.rail", "stated", "ref-two"),
                    ],
                    mode=[
                        claim("south.rail", "mode", "art-one", "rail"),
                        claim("south.rail", "mode", "ref-two", "road"),
                    ],
                    status=[
                        claim(
                            "south.rail", "status", "art-one", "announced", date=day("2025-02-01")
                        ),
                        claim(
                            "south.rail", "status", "ref-two", "operating", date=day("2025-06-01")
                        ),
                    ],
                    cargo=[claim("south.rail", "cargo", "art-one", "timber")],
                    operator=[claim("south.rail", "operator", "art-one", "line", role="operator")],
                ),
            ],
            was=["meridian"],
        )
        north = self.corridor(
            "north",
            "corridor",
            [self.stop("north", "alpha", "art-one"), self.stop("north", "gamma", "ref-two")],
            [
                self.leg(
                    "sea",
                    ("alpha", "gamma"),
                    [[60, 170], [64, 179], [65, 181], [62, 195]],
                    stated=[claim("north.sea", "stated", "ref-two")],
                    mode=[claim("north.sea", "mode", "ref-two", "sea")],
                    one_way=[claim("north.sea", "one_way", "ref-two")],
                ),
                self.leg(
                    "own",
                    ("gamma", "beta"),
                    [[62, 195], [45, 198]],
                    stated=[claim("north.own", "stated", "ed-itor")],
                ),
            ],
        )
        flow = self.corridor(
            "flow",
            "flow",
            [self.stop("flow", "alpha", "art-one"), self.stop("flow", "delta", "art-one")],
            [
                self.leg(
                    "cargo",
                    ("alpha", "delta"),
                    [[54, 28], [59, 45]],
                    stated=[claim("flow.cargo", "stated", "art-one")],
                    statements=[
                        claim("flow.cargo", "negative", "art-one", "No weapons were recorded.")
                    ],
                ),
                self.leg(
                    "told",
                    ("alpha", "land"),
                    None,
                    stated=[claim("flow.told", "stated", "art-one")],
                ),
            ],
        )
        flow["legs"][0]["basis"] = "arc"
        flow["stops"].append(self.stop("flow", "land", "art-one"))
        crossings = self.corridor(
            "crossings",
            "crossings",
            [
                self.stop(
                    "crossings",
                    "gate",
                    "art-one",
                    status=[
                        claim("crossings/gate", "status", "art-one", "closed", date=day("2025-03"))
                    ],
                )
            ],
            [],
        )
        hostile = self.corridor(
            "hostile", "corridor", [], [], name=MARKUP, short=MARKUP, colour="red;}</style>"
        )
        return {
            "format": 1,
            "hash": "ab" * 32,
            "cutoff": "2025-12-31",
            "publishers": [
                {"id": "one", "name": "Publisher One", "sources": ["art-one"]},
                {"id": "two", "name": MARKUP, "sources": ["ref-two"]},
                {"id": "us", "name": "The Editors", "sources": ["ed-itor"]},
            ],
            "sources": {
                "art-one": source(
                    "one", "article", "First", "https://example.org/first", "2025-05-01"
                ),
                "ref-two": source(
                    "two",
                    "reference",
                    MARKUP,
                    "javascript:window.hurt=1",
                    "2025-07-01",
                    primary=False,
                ),
                "ed-itor": source("us", "editor", "Inference", None, None),
            },
            "nodes": {
                "alpha": node("Alpha", "city", [54, 28]),
                "beta": node(MARKUP, "port", [45, 38]),
                "gamma": node("Gamma", "port", [62, -165]),
                "delta": node("Delta", "plant", [59, 45]),
                "gate": node("Gate", "border-crossing", [53, 23.6]),
            },
            "areas": {
                "land": {
                    "name": "Land",
                    "kind": "country",
                    "countries": ["RU"],
                    "outline": None,
                    "note": None,
                    "statements": [],
                }
            },
            "actors": {
                "line": {
                    "name": "Line",
                    "kind": "company",
                    "country": "BY",
                    "statements": [],
                    "names": [claim("actor/line", "name", "art-one", "Linija", language="be-Latn")],
                }
            },
            "corridors": [south, north, flow, crossings, hostile],
            "claims": self.claims,
        }


def day(text: str) -> dict[str, str]:
    """A date as an atlas writes it, for a day or a month."""
    return {
        "text": text,
        "first": text if len(text) > 7 else f"{text}-01",
        "last": text if len(text) > 7 else f"{text}-28",
    }


def source(
    publisher: str, kind: str, title: str, url: str | None, published: str | None, **more: Any
) -> dict[str, Any]:
    """A source of an atlas."""
    return {
        "publisher": publisher,
        "kind": kind,
        "title": title,
        "url": url,
        "archive_url": None,
        "language": "en",
        "published": day(published) if published else None,
        "published_note": None,
        "retrieved": None,
        "retrieved_note": None,
        "note": None,
        **more,
    }


def node(name: str, kind: str, at: list[float]) -> dict[str, Any]:
    """A node of an atlas."""
    return {
        "name": name,
        "label": None,
        "kind": kind,
        "country": "XX",
        "at": at,
        "precision_km": 5,
        "locode": None,
        "names": {},
        "note": None,
        "located": "0000000000",
        "statements": [],
    }
