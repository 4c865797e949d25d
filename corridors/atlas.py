"""All of it at once: the catalog folded into one frozen document with a content hash.

`docs/atlas-format.md` says what each key holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from corridors.catalog import Catalog, Grounded
from corridors.ledger import Folder, Ledger, canonical
from corridors.model import Leg, Route, Stop
from corridors.passage_names import PASSAGES
from corridors.routing.assumed import ASSUMED
from corridors.routing.leg_path import LegPath
from corridors.routing.notices import notices_for
from corridors.routing.path_record import (
    describe_assumptions,
    describe_line,
    describe_path,
    describe_route,
)
from corridors.routing.ways import Ways, find_ways
from corridors.sources import (
    Json,
    describe_article,
    describe_editor,
    describe_reference,
    list_publishers,
    slug,
)

FORMAT = 2  # an earlier one is read by corridors/atlas_formats.py
CUTOFF = date(2025, 12, 31)  # what the research behind the definitions covers as a whole


@dataclass(frozen=True)
class Atlas:
    """The frozen whole: `document` is never changed after it is built."""

    document: Mapping[str, Any]
    hash: str

    @cached_property
    def as_bytes(self) -> bytes:
        """The document as it is sent: compact JSON in UTF-8."""
        return canonical(self.document)


def build_atlas(catalog: Catalog, cutoff: date = CUTOFF, ways: Ways | None = None) -> Atlas:
    """Fold a catalog into the atlas; pure, and the same bytes for the same catalog.

    `ways` are those of the catalog's legs, if they are known already; else they are found here.
    """
    ledger = Ledger()
    paths = (ways or find_ways(catalog)).paths
    corridors = [_fold_corridor(grounded, paths, ledger) for grounded in catalog.corridors]
    shared = _fold_registers(catalog, ledger)
    sources, names = _fold_sources(catalog, ledger)
    document = {
        "format": FORMAT,
        "cutoff": cutoff.isoformat(),
        "publishers": list_publishers(sources, names),
        "sources": sources,
        **shared,
        "passages": {slug: passage._asdict() for slug, passage in PASSAGES.items()},
        "assumptions": describe_assumptions(ASSUMED, sources),
        "notices": [notice._asdict() for notice in notices_for(paths.values())],
        "corridors": corridors,
        "claims": dict(sorted(ledger.by_id.items())),
    }
    digest = hashlib.sha256(canonical(document)).hexdigest()
    return Atlas({**document, "hash": digest}, digest)


def _fold_corridor(grounded: Grounded, paths: Mapping[str, LegPath], ledger: Ledger) -> Json:
    definition = grounded.definition
    folder = Folder(ledger, grounded.passages)
    return {
        "id": definition.id,
        "was": list(definition.was),
        "group": definition.group,
        "kind": definition.kind,
        "name": definition.name,
        "short": definition.short,
        "colour": definition.colour,
        "aliases": list(definition.aliases),
        **folder.fold(definition, definition.id),
        "stops": [_fold_stop(stop, definition.id, folder) for stop in definition.stops],
        "legs": [_fold_leg(leg, definition.id, paths, folder) for leg in definition.legs],
        "routes": [_fold_route(route, definition.id, paths, folder) for route in definition.routes],
    }


def _fold_stop(stop: Stop, corridor: str, folder: Folder) -> Json:
    return {"at": stop.at, **folder.fold(stop, f"{corridor}/{stop.at}", f"stops.{stop.at}")}


def _fold_route(route: Route, corridor: str, paths: Mapping[str, LegPath], folder: Folder) -> Json:
    return {
        "id": route.id,
        "name": route.name,
        "legs": list(route.legs),
        "path": describe_route([paths[f"{corridor}.{leg}"] for leg in route.legs], ASSUMED),
        **folder.fold(route, corridor, f"routes.{route.id}"),
    }


def _fold_leg(leg: Leg, corridor: str, paths: Mapping[str, LegPath], folder: Folder) -> Json:
    about = f"{corridor}.{leg.id}"
    path = paths[about]
    return {
        "id": leg.id,
        "from": leg.start,
        "to": leg.end,
        "via": [
            {"at": via.at, **folder.fold(via, about, f"legs.{leg.id}.via.{via.at}")}
            for via in leg.via
            if via.at is not None
        ],
        "basis": path.basis,
        "line": describe_line(path),
        "path": describe_path(path, ASSUMED),
        **folder.fold(leg, about, f"legs.{leg.id}"),
    }


def _fold_registers(catalog: Catalog, ledger: Ledger) -> Json:
    registers = catalog.registers
    used = _used_places(catalog)
    return {
        "nodes": {
            node.id: {
                "name": node.name,
                "label": node.label,
                "kind": node.kind,
                "country": node.country,
                "at": list(node.position),
                "precision_km": node.precision_km,
                "locode": node.locode,
                "note": node.note,
                "located": ledger.keep(
                    node.located,
                    f"node/{node.id}",
                    "located",
                    catalog.shared.get(("node", node.id, "located")),
                ),
                "names": dict(node.names),
                **_folder(catalog, ledger, "node", node.id).fold(node, f"node/{node.id}"),
            }
            for node in registers.nodes.values()
            if node.id in used
        },
        "areas": {
            area.id: {
                "name": area.name,
                "kind": area.kind,
                "countries": list(area.countries),
                "outline": area.outline,
                "note": area.note,
                **_folder(catalog, ledger, "area", area.id).fold(area, f"area/{area.id}"),
            }
            for area in registers.areas.values()
            if area.id in used
        },
        "actors": {
            actor.id: {
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                **_folder(catalog, ledger, "actor", actor.id).fold(actor, f"actor/{actor.id}"),
            }
            for actor in registers.actors.values()
        },
        "articles": {
            name: _folder(catalog, ledger, "article", name).fold(article.record, f"article/{name}")
            for name, article in catalog.articles.items()
        },
    }


def _folder(catalog: Catalog, ledger: Ledger, kind: str, name: str) -> Folder:
    passages = {
        p: passage for (k, n, p), passage in catalog.shared.items() if (k, n) == (kind, name)
    }
    return Folder(ledger, passages)


def _used_places(catalog: Catalog) -> set[str]:
    used: set[str] = set()
    for grounded in catalog.corridors:
        used.update(stop.at for stop in grounded.definition.stops)
        used.update(via.at for leg in grounded.definition.legs for via in leg.via if via.at)
    return used


def _fold_sources(catalog: Catalog, ledger: Ledger) -> tuple[dict[str, Json], dict[str, str]]:
    """The sources that some claim rests on, and the publishers' names by their ids."""
    sources: dict[str, Json] = {}
    names: dict[str, str] = {}
    for name in sorted(ledger.sources):
        if name in ledger.editors:
            sources[name] = describe_editor(ledger.editors[name])
            publisher = ledger.editors[name]
        elif name in catalog.articles:
            sources[name] = describe_article(catalog.articles[name].record)
            publisher = catalog.articles[name].record.publisher
        else:
            sources[name] = describe_reference(catalog.registers.references[name])
            publisher = catalog.registers.references[name].publisher
        names[slug(publisher)] = publisher
    return sources, names
