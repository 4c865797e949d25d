"""Every claim of a record, with the path of the field that it supports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from corridors.model import Claim

# The fields of records that are lists of claims.
CLAIM_FIELDS = (
    "stated",
    "mode",
    "status",
    "cargo",
    "operator",
    "gauge",
    "one_way",
    "way",
    "names",
    "statements",
)


class Placed(NamedTuple):
    """A claim and the dotted path of its place in the record, such as `legs.sea.mode.0`."""

    path: str
    claim: Claim


def walk_claims(record: BaseModel, path: str = "") -> Iterator[Placed]:
    """Give each claim below a record, in the order of its fields."""
    for name in type(record).model_fields:
        yield from _walk(getattr(record, name), _join(path, name))


def _walk(value: object, path: str) -> Iterator[Placed]:
    if isinstance(value, Claim):
        yield Placed(path, value)
    elif isinstance(value, BaseModel):
        yield from walk_claims(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, _join(path, _key(item, index)))


def _key(item: object, index: int) -> str:
    return str(getattr(item, "id", None) or getattr(item, "at", None) or index)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
