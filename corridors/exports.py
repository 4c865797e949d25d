"""A view of the atlas as a file: which formats there are, and the bytes of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corridors.atlas import Atlas
from corridors.citations.bibtex import write_bibtex
from corridors.citations.chicago import write_chicago
from corridors.citations.items import cite_view, write_csl
from corridors.citations.ris import write_ris
from corridors.dataout.datapackage import write_datapackage
from corridors.dataout.geojson import write_geojson
from corridors.dataout.geopackage import write_geopackage
from corridors.dataout.gpx import write_gpx
from corridors.dataout.kml import write_kml
from corridors.dataout.rights import list_texts
from corridors.dataout.tables import frame_claims, frame_corridors, frame_csv, frame_legs
from corridors.evidence import claims_of_view
from corridors.fold import Fold
from corridors.share import Known, write_link
from corridors.view import View

Items = list[dict[str, object]]


@dataclass(frozen=True)
class Format:
    """One kind of file: the end of its name, its media type, and how it is written.

    `write` takes a fold, the canonical query of its view, and whether a CSV begins with a BOM.
    """

    ending: str
    media_type: str
    write: Callable[[Fold, str, bool], bytes]


def _cited(write: Callable[[Items], str]) -> Callable[[Fold, str, bool], bytes]:
    """Citations of what a view rests on, in one of their forms."""
    return lambda fold, link, _: write(cite_view(fold, claims_of_view(fold), link)).encode()


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
    "kml": Format(
        ".kml",
        "application/vnd.google-earth.kml+xml",
        lambda fold, link, _: write_kml(fold, list_texts(fold, link)),
    ),
    "gpx": Format(
        ".gpx", "application/gpx+xml", lambda fold, link, _: write_gpx(fold, list_texts(fold, link))
    ),
    "gpkg": Format(
        ".gpkg",
        "application/geopackage+sqlite3",
        lambda fold, link, _: write_geopackage(fold, list_texts(fold, link)),
    ),
    "datapackage": Format(
        "-datapackage.zip", "application/zip", lambda fold, link, _: write_datapackage(fold, link)
    ),
    "csl": Format("-csl.json", "application/vnd.citationstyles.csl+json", _cited(write_csl)),
    "chicago": Format("-notes.txt", "text/plain; charset=utf-8", _cited(write_chicago)),
    "ris": Format(".ris", "application/x-research-info-systems", _cited(write_ris)),
    "bibtex": Format(".bib", "application/x-bibtex; charset=utf-8", _cited(write_bibtex)),
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
