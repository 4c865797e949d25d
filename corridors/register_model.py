"""The nouns that corridors share: nodes, areas, actors, and records of sources we do not hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, HttpUrl, StringConstraints, TypeAdapter, field_validator

from corridors.model import (
    AreaKind,
    Claim,
    Country,
    Id,
    LatLon,
    LocodeText,
    NodeKind,
    Record,
    Statement,
    Text,
    When,
)

_HTTP = TypeAdapter(HttpUrl)


def require_http(url: str | None) -> str | None:
    """Give the address back if it is http or https and well-formed, else raise ValueError."""
    if url is not None:
        _HTTP.validate_python(url)
    return url


class Node(Record):
    """A place on the map: where cargo starts, ends, crosses a border, changes mode or gauge.

    `position` is (latitude, longitude) in degrees on WGS84, true to `precision_km`; `located` says
    who puts it there. `label` replaces the name on the map where a name alone would mislead.
    """

    id: Id
    name: Text
    kind: NodeKind
    country: Country | None
    position: LatLon
    precision_km: Annotated[float, Field(gt=0)]
    located: Claim
    locode: LocodeText | None = None
    names: dict[str, Text] = Field(default={})
    label: Text | None = None
    note: Text | None = None
    statements: tuple[Statement, ...] = ()


class Area(Record):
    """A country, region, sea or class of site: never a point.

    `countries` are those it lies in by the atlas's boundary policy; `outline` names a shape of the
    basemap (`data/basemap/areas.json`) by its ISO 3166-2 code, where there is one.
    """

    id: Id
    name: Text
    kind: AreaKind
    countries: tuple[Country, ...] = ()
    outline: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")] | None = None
    note: Text | None = None
    statements: tuple[Statement, ...] = ()


class ActorName(Claim):
    """A form of an actor's name, with who uses it; `language` is a BCP 47 tag."""

    value: Text
    language: Text


class Actor(Record):
    """A company, authority, person or group that the sources name, under all its names."""

    id: Id
    name: Text
    kind: Annotated[str, Field(pattern="^(company|authority|person|organisation|group)$")]
    country: Country | None = None
    names: Annotated[tuple[ActorName, ...], Field(min_length=1)]
    statements: tuple[Statement, ...] = ()


class Reference(Record):
    """A record of a source whose text we do not hold: shown as such, switched like any source.

    `primary` says whether it is the primary document of what is claimed from it; where it is not,
    the page says "primary document not held".
    """

    id: Id
    publisher: Text
    title: Text
    url: str | None = None
    archive_url: str | None = None
    published: When | None = None
    published_inferred: bool = False
    published_note: Text | None = None
    language: Text | None = None
    primary: bool = False
    note: Text | None = None

    _http = field_validator("url", "archive_url")(require_http)
