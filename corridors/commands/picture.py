"""`corridors picture`: the map of a view as SVG or PNG, for print."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from corridors.atlas import build_atlas
from corridors.commands.export import read_view
from corridors.errors import PictureError
from corridors.fold import Fold
from corridors.holdings import catalog_now
from corridors.picture import PROJECTIONS, Callout, Frame, as_png, draw_map
from corridors.placing import in_language
from corridors.position import Position
from corridors.strings import spoken
from corridors.view import View

_NUMBER = r"\s*(-?\d+(?:\.\d+)?)\s*"
_CALLOUT = re.compile(rf"{_NUMBER},{_NUMBER}\s(?P<text>.+)", re.DOTALL)
_FRAME = re.compile(",".join([_NUMBER] * 4))


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "picture", help="draw the map of a view as SVG or PNG, for print"
    )
    parser.add_argument(
        "view", nargs="?", help="the link of a view, such as '?c=…'; without it, the whole atlas"
    )
    parser.add_argument("--output", type=Path, required=True, help="the file, .svg or .png")
    parser.add_argument("--format", choices=("svg", "png"), help="if the file's name does not say")
    parser.add_argument("--projection", choices=PROJECTIONS, help="else the link’s")
    parser.add_argument(
        "--frame", metavar="S,W,N,E", help="its bounds in degrees; else what is on the map"
    )
    parser.add_argument("--width-mm", type=float, default=180.0)
    parser.add_argument("--height-mm", type=float, help="else as high as what it shows asks for")
    parser.add_argument("--dpi", type=int, default=300, help="of a PNG")
    parser.add_argument(
        "--callout",
        action="append",
        default=[],
        metavar="'LAT,LON TEXT'",
        help="a remark at a point",
    )
    parser.add_argument("--language", help="of the words in it; else the link's, else English")
    parser.add_argument("--no-key", action="store_true", help="without the key below the map")
    parser.add_argument("--no-notes", action="store_true", help="without the notes below the map")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the picture, and what it shows in words to standard error."""
    kind = options.format or options.output.suffix.lstrip(".").lower()
    if kind not in ("svg", "png"):
        raise PictureError(
            f"output: {options.output} ends in neither .svg nor .png — give --format"
        )
    callouts = [read_callout(told) for told in options.callout]
    frame = _read_frame(options.frame) if options.frame else None
    atlas = build_atlas(catalog_now())
    view = read_view(options.view, atlas) if options.view else View()
    picture = draw_map(
        Fold(in_language(atlas.document, view.language), view),
        width_mm=options.width_mm,
        height_mm=options.height_mm,
        projection=options.projection,
        frame=frame,
        callouts=callouts,
        language=spoken(options.language or view.language),
        key=not options.no_key,
        notes=not options.no_notes,
    )
    content = picture.svg.encode() if kind == "svg" else as_png(picture, options.dpi)
    options.output.write_bytes(content)
    size = f"{picture.width_mm:.0f} × {picture.height_mm:.0f} mm, {len(content) / 1e6:.1f} MB"
    print(f"{options.output}: {size}", picture.alt, *picture.notes, sep="\n", file=sys.stderr)
    return 0


def read_callout(told: str) -> Callout:
    """A call-out of 'LAT,LON TEXT'. Raises PictureError if it is not of that form."""
    match = _CALLOUT.fullmatch(told)
    if match is None:
        raise PictureError(
            f"callout: {told!r} is not a point and a text — write it like '41.1,29.1 Bosphorus'"
        )
    return Callout(match["text"].strip(), Position(float(match[1]), float(match[2])))


def _read_frame(told: str) -> Frame:
    match = _FRAME.fullmatch(told)
    if match is None:
        raise PictureError(
            f"frame: {told!r} is not south,west,north,east in degrees — write it like 40,20,60,50"
        )
    return Frame(*map(float, match.groups()))
