"""A small catalog of made-up sources, for tests to break in one place at a time."""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from corridors.catalog import Catalog, load_catalog

TEXT = (
    "Ferry line opens\n"
    "A ferry now sails from Aport to Beport every week. Trains from Aport to Inland are planned.\n"
    "The ferry carries containers. Read also: Trains from Aport to Inland are planned.\n"
)
FURNITURE = TEXT.index("Read also")


def _quoted(quote: str, **more: Any) -> dict[str, Any]:
    return {"article": "gazette", "quote": quote, **more}


SAILS = "A ferry now sails from Aport to Beport every week."
PLANNED = "Trains from Aport to Inland are planned."
EDITOR = {"editor": "Corridor Atlas", "reason": "Made up for a test."}


def _definition() -> dict[str, Any]:
    return {
        "id": "ferry",
        "group": 1,
        "kind": "corridor",
        "name": "Ferry",
        "short": "Ferry",
        "colour": "#123456",
        "statements": [
            {"topic": "context", "value": "A line opened.", **_quoted("Ferry line opens")}
        ],
        "stops": [
            {"at": "aport", "stated": [_quoted(SAILS)]},
            {"at": "beport", "stated": [_quoted(SAILS)]},
            {"at": "inland", "stated": [{"reference": "wire"}]},
        ],
        "legs": [
            {
                "id": "sea",
                "from": "aport",
                "to": "beport",
                "via": [{"at": "strait", "stated": [EDITOR]}],
                "stated": [_quoted(SAILS)],
                "mode": [{"value": "sea", **_quoted(SAILS)}],
                "status": [{"value": "operating", **_quoted(SAILS)}],
                "cargo": [{"value": "containers", **_quoted("The ferry carries containers.")}],
                "operator": [{"value": "ferryman", **EDITOR}],
            },
            {
                "id": "rail",
                "from": "aport",
                "to": "inland",
                "stated": [{"reference": "wire"}],
                "mode": [{"value": "rail", "reference": "wire"}],
                "status": [{"value": "proposed", "date": "2025-02", "reference": "wire"}],
            },
        ],
        "routes": [{"id": "by-sea", "name": "By sea", "legs": ["sea"]}],
    }


def _node(name: str, lat: float, lon: float, kind: str = "port") -> dict[str, Any]:
    return {
        "id": name.lower(),
        "name": name,
        "kind": kind,
        "country": "TR",
        "position": [lat, lon],
        "precision_km": 1,
        "located": EDITOR,
        "names": {"en": name, "tr": name},
    }


@dataclass
class SmallWorld:
    """The inputs of a catalog as plain data, to be changed and then written and loaded."""

    folder: Path
    text: str = TEXT
    article: dict[str, Any] = field(default_factory=dict)
    definition: dict[str, Any] = field(default_factory=_definition)
    nodes: list[dict[str, Any]] = field(default_factory=list)
    areas: list[dict[str, Any]] = field(default_factory=list)
    actors: list[dict[str, Any]] = field(default_factory=list)
    references: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.article = {
            "id": "gazette",
            "file": "gazette.txt",
            "publisher": "The Gazette",
            "title": "Ferry line opens",
            "url": "https://gazette.example/ferry",
            "language": "en",
            "published": "2025-03-01",
            "retrieved": None,
            "retrieved_note": "not recorded",
            "sha256": hashlib.sha256(self.text.encode()).hexdigest(),
            "furniture": [
                {
                    "start": FURNITURE,
                    "end": len(self.text),
                    "text": "Read also",
                    "what": "teaser",
                }
            ],
        }
        self.nodes = [
            _node("Aport", 41.0, 29.0),
            _node("Beport", 44.0, 33.0),
            _node("Inland", 39.0, 32.0, "city"),
            _node("Strait", 41.3, 29.2, "chokepoint"),
        ]
        self.actors = [
            {
                "id": "ferryman",
                "name": "Ferryman",
                "kind": "company",
                "names": [{"value": "Ferryman", "language": "en", **EDITOR}],
            }
        ]
        self.references = [
            {"id": "wire", "publisher": "The Wire", "title": "[Rails planned]", "published": "2025"}
        ]

    def leg(self, name: str) -> dict[str, Any]:
        """One leg of the definition, to be changed."""
        return next(leg for leg in self.definition["legs"] if leg["id"] == name)

    def add_corridor(self, **changes: Any) -> dict[str, Any]:
        """A second definition, the first one's copy with changes, written on its own."""
        other = copy.deepcopy(self.definition) | changes
        self._write(self.folder / "definitions" / f"{other['id']}.yaml", other)
        return other

    def load(self) -> Catalog:
        """Write everything and load it."""
        seeds, registers = self.folder / "seeds", self.folder / "registers"
        self._write(seeds / "articles.yaml", [self.article])
        (seeds / "gazette.txt").write_bytes(self.text.encode())
        for name in ("nodes", "areas", "actors", "references"):
            self._write(registers / f"{name}.yaml", getattr(self, name))
        self._write(self.folder / "definitions" / "ferry.yaml", self.definition)
        return load_catalog(self.folder / "definitions", registers, seeds)

    def faults(self) -> list[str]:
        """The faults found on loading, as a user reads them."""
        return [str(fault) for fault in self.load().faults]

    @staticmethod
    def _write(path: Path, content: object) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(content, Dumper=_NoAliases, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 — the base's own name
        return True
