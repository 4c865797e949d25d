"""The shared nouns in: nodes, areas, actors, and records of sources we do not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from corridors.errors import DefinitionFault, Fault
from corridors.records import Collected, read_records, shown_path
from corridors.register_model import Actor, Area, Node, Reference

Kept = TypeVar("Kept", Node, Area, Actor, Reference)


@dataclass(frozen=True)
class Registers:
    """The registers by id; node and area ids never clash, for a stop may be at either."""

    nodes: Mapping[str, Node]
    areas: Mapping[str, Area]
    actors: Mapping[str, Actor]
    references: Mapping[str, Reference]


def load_registers(folder: Path) -> Collected[Registers]:
    """Read all registers of a folder (`nodes*.yaml`, `areas*.yaml`, …), with the faults found."""
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    nodes = _load(folder, "nodes", Node, seen, faults)
    areas = _load(folder, "areas", Area, seen, faults)
    actors = _load(folder, "actors", Actor, {}, faults)
    references = _load(folder, "references", Reference, {}, faults)
    return Collected(Registers(nodes, areas, actors, references), faults)


def _load(
    folder: Path, name: str, model: type[Kept], seen: dict[str, str], faults: list[Fault]
) -> dict[str, Kept]:
    kept: dict[str, Kept] = {}
    for path in sorted(folder.glob(f"{name}*.yaml")):
        records, found = read_records(path, model)
        faults.extend(found)
        for record in records:
            if record.id in seen:
                faults.append(
                    DefinitionFault(
                        shown_path(path),
                        record.id,
                        f"the id is already used in {seen[record.id]}",
                        "choose another, or merge the two",
                    )
                )
                continue
            seen[record.id] = shown_path(path)
            kept[record.id] = record
    return kept
