"""The curated files in: definitions, registers and articles, read but not yet grounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corridors import paths
from corridors.articles import Article, load_articles
from corridors.errors import DefinitionFault, Fault
from corridors.model import Definition
from corridors.records import read_record, shown_path
from corridors.registers import Registers, load_registers


@dataclass(frozen=True)
class Curated:
    """What the files of definitions, registers and articles hold, read but not yet grounded.

    `files` says of each definition, by its id, which file it stands in.
    """

    articles: Mapping[str, Article]
    registers: Registers
    definitions: Mapping[str, Definition]
    files: Mapping[str, str]
    faults: tuple[Fault, ...]


def read_curated(
    definitions: Path = paths.DEFINITIONS,
    registers: Path = paths.REGISTERS,
    seeds: Path = paths.SEEDS,
) -> Curated:
    """Read the files; what cannot be read is left out and its faults are listed."""
    articles, faults = load_articles(seeds)
    held, register_faults = load_registers(registers)
    faults.extend(register_faults)
    read: dict[str, Definition] = {}
    files: dict[str, str] = {}
    for path in sorted(definitions.glob("*.yaml")):
        definition, found = read_record(path, Definition)
        faults.extend(found)
        if definition is None:
            continue
        if definition.id != path.stem:
            faults.append(
                DefinitionFault(
                    shown_path(path),
                    "id",
                    f"{definition.id!r} is not the file's name",
                    f"write {path.stem}",
                )
            )
            continue
        read[definition.id], files[definition.id] = definition, shown_path(path)
    return Curated(articles, held, read, files, tuple(faults))
