"""A corridor as files: its definition with all that it rests on, as `corridors check` reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel

from corridors.articles import Article
from corridors.catalog import Catalog
from corridors.claims import walk_claims
from corridors.errors import DefinitionFault
from corridors.model import ActorClaim, Claim, Definition
from corridors.register_model import Actor, Area, Node, Reference

Row = TypeVar("Row")
_WIDTH = 100
_WHEN = (1980, 1, 1, 0, 0, 0)  # of every file in an archive: the same corridor, the same bytes


def write_files(catalog: Catalog, corridor: str) -> dict[str, bytes]:
    """The files of a corridor by their paths in a folder, `/` between the parts.

    Definition, articles with their texts, and the rows of the registers that it uses: read back,
    they give the same claims. Raises DefinitionFault if there is no such corridor.
    """
    definition = _find(catalog, corridor)
    nodes, areas = _places(catalog, definition)
    registers = catalog.registers
    actors = _needed(
        registers.actors,
        {c.value for c in _claims([definition]) if isinstance(c, ActorClaim)},
    )
    held = [definition, *nodes, *areas, *actors]
    articles = _articles(catalog, held)
    held += [article.record for article in articles]
    references = _needed(registers.references, {c.reference for c in _claims(held)})
    tables: Mapping[str, Iterable[Node | Area | Actor | Reference]] = {
        "nodes": nodes,
        "areas": areas,
        "actors": actors,
        "references": references,
    }
    return {
        f"definitions/{definition.id}.yaml": _yaml(_plain(definition)),
        **{f"registers/{name}.yaml": _yaml([*map(_plain, rows)]) for name, rows in tables.items()},
        "seeds/articles.yaml": _yaml([_plain(article.record) for article in articles]),
        **{f"seeds/{_file_name(one)}": one.text.encode() for one in articles},
    }


def save_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder that is empty or not there.

    Raises DefinitionFault if the folder has anything in it or cannot be written.
    """
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise DefinitionFault(str(folder), "", "is not empty", "name a new folder")
        for name, content in files.items():
            path = folder.joinpath(*PurePosixPath(name).parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        message = error.strerror or "cannot be written"
        raise DefinitionFault(str(folder), "", message, "name a folder of your own") from None


def pack_zip(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip archive; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _WHEN), files[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _find(catalog: Catalog, name: str) -> Definition:
    every = {grounded.definition.id: grounded.definition for grounded in catalog.corridors}
    if name not in every:
        known = ", ".join(every)
        raise DefinitionFault(name, "", "no corridor has this id", f"give one of {known}")
    return every[name]


def _places(catalog: Catalog, definition: Definition) -> tuple[list[Node], list[Area]]:
    used = {stop.at for stop in definition.stops}
    used |= {via.at for leg in definition.legs for via in leg.via if via.at}
    registers = catalog.registers
    return _needed(registers.nodes, used), _needed(registers.areas, used)


def _articles(catalog: Catalog, held: list[Any]) -> list[Article]:
    """The articles that records quote, and those that these articles' own records quote."""
    names: set[str] = set()
    fresh = {c.article for c in _claims(held) if c.article}
    while fresh:
        names |= fresh
        records = [catalog.articles[name].record for name in fresh]
        fresh = {c.article for c in _claims(records) if c.article} - names
    return [article for name, article in catalog.articles.items() if name in names]


def _claims(records: Iterable[BaseModel]) -> Iterator[Claim]:
    return (claim for record in records for _, claim in walk_claims(record))


def _needed(rows: Mapping[str, Row], names: Iterable[str | None]) -> list[Row]:
    wanted = set(names)
    return [row for name, row in rows.items() if name in wanted]


def _file_name(article: Article) -> str:
    return Path(article.record.file).name


def _plain(record: BaseModel) -> dict[str, Any]:
    """A record as YAML holds it: without what is at its default."""
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _yaml(content: object) -> bytes:
    return yaml.dump(
        content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=_WIDTH
    ).encode()


class _Plain(yaml.SafeDumper):
    """YAML without anchors, which our reader refuses."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 — the base's own name
        return True
