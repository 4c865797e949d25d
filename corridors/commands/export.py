"""`corridors export`: the atlas, or a view of it, as a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corridors.atlas import Atlas, build_atlas
from corridors.holdings import catalog_now
from corridors.share import Known, read_link, write_link
from corridors.strings import spoken, t, translations
from corridors.view import View

DATA_FORMATS = (
    "geojson", "csv", "claims-csv", "corridors-csv", "kml", "gpx", "gpkg", "datapackage", "csl",
    "chicago", "ris", "bibtex",
)  # as exports.FORMATS has them  # fmt: skip


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "export",
        help="write the map as one HTML file, or its data or citations in one of their formats",
    )
    parser.add_argument("--format", choices=("html", *DATA_FORMATS), required=True)
    parser.add_argument(
        "--view", help="the link of a view, such as '?c=…#map=…'; without it, the whole atlas"
    )
    parser.add_argument("--output", type=Path, help="write here, not to standard output")
    parser.add_argument(
        "--no-bom", action="store_true", help="CSV without the mark by which Excel knows UTF-8"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file; what the link names and the atlas has not is told, and left out."""
    catalog = catalog_now()
    for fault in catalog.faults:
        print(f"left out: {fault}", file=sys.stderr)
    atlas = build_atlas(catalog)
    view = None if options.view is None else read_view(options.view, atlas)
    content = (
        _write_page(atlas, view or View())
        if options.format == "html"
        else _write_data(atlas, view, options.format, bom=not options.no_bom)
    )
    if options.output:
        options.output.write_bytes(content)
        print(f"{options.output}: {len(content) / 1e6:.1f} MB", file=sys.stderr)
    else:
        sys.stdout.buffer.write(content)
    return 0


def read_view(link: str, atlas: Atlas) -> View:
    """The view of a link; what of it can't be used is told on standard error."""
    view, problems = read_link(link, Known.of(atlas.document))
    for problem in problems:
        print(f"link: {problem.parameter}: {problem.value!r} is {problem.why}", file=sys.stderr)
    return view


# Each is imported only when it is asked for: folium and pandas take long to load.
def _write_page(atlas: Atlas, view: View) -> bytes:
    from corridors.mapview.page import write_page

    page = write_page(
        atlas,
        link="".join(write_link(view, Known.of(atlas.document))),
        strings=translations(view.language),
        title=t("Corridor Atlas", view.language),
        language=spoken(view.language),
    )
    return page.encode()


def _write_data(atlas: Atlas, view: View | None, name: str, *, bom: bool) -> bytes:
    from corridors.exports import write_export

    return write_export(atlas, view, name, bom=bom)
