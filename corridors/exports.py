"""A view of the atlas as a data file: which formats there are, and the bytes of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corridors.atlas import Atlas
from corridors.fold import Fold
from corridors.geojson import write_geojson
from corridors.share import Known, write_link
from corridors.tables import frame_claims, frame_corridors, frame_csv, frame_legs
from corridors.view import View


@dataclass(frozen=True)
class Format:
    """One kind of data file: the end of its name, its media type, and how it is written.

    `write` takes a fold, the canonical query of its view, and whether a CSV begins with a BOM.
    """

    ending: str
    media_type: str
    write: Callable[[Fold, str, bool], bytes]


_CSV = "text/csv; charset=utf-8; header=present"
FORMATS = {
    "geojson": Format(
        ".geojson", "application/geo+json", lambda fold, link, _: write_geojson(fold, link)
    ),
    "csv": Format(".csv", _CSV, lambda fold, _, bom: frame_csv(frame_legs(fold), bom=bom)),
    "claims-csv": Format(
        "-claims.csv", _CSV, lambda fold, _, bom: frame_csv(frame_claims(fold), bom=bom)
    ),
    "corridors-csv": Format(
        "-corridors.csv", _CSV, lambda fold, _, bom: frame_csv(frame_corridors(fold), bom=bom)
    ),
}


def data_view(view: View) -> View:
    """What of a view decides its data: not where the map stands, nor how it looks."""
    return View(
        corridors=view.corridors,
        off=view.off,
        modes=view.modes,
        statuses=view.statuses,
        cargoes=view.cargoes,
        asof=view.asof,
    )


def write_export(atlas: Atlas, view: View | None, name: str, *, bom: bool = True) -> bytes:
    """The bytes of a format of `FORMATS`, for a view or (None) for the whole atlas.

    They are the same for the same atlas and view. Raises KeyError for another format.
    """
    kept = data_view(view or View())
    link = write_link(kept, Known.of(atlas.document)).query
    return FORMATS[name].write(Fold(atlas.document, kept, whole=view is None), link, bom)
