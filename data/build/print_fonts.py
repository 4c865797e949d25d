"""Builds data/fonts/: the typeface for print, as TrueType files of one weight each.

Run `python data/build/print_fonts.py`; it needs npm, and fonttools (see vendor.FONT_TOOLS), once.
Pictures and documents are set with these; the map in the browser has the variable files of
vendor.py, of the same characters.
"""

from __future__ import annotations

import argparse
import io
import shutil
from pathlib import Path
from typing import Any

from npm_package import sha256_of, unpacked
from vendor import FAMILY, FEATURES, SOURCE_SANS, SUBSETS

TARGET = Path(__file__).resolve().parents[1] / "fonts"
WEIGHTS = {
    "Regular": "Regular",
    "Medium": "Medium",
    "Semibold": "Semibold",
    "Bold": "Bold",
    "It": "Italic",
}
# `Regular`, `Bold` and `Italic` are styles of the family itself; the others stand beside it.
_OWN_STYLES = ("Regular", "Bold", "Italic")
_TABULAR = ["tnum", "lnum"]


def _rename(font: Any, style: str) -> None:
    """Give the font our family's name: the licence keeps “Source” for unchanged copies."""
    own = style in _OWN_STYLES
    texts = {
        1: FAMILY if own else f"{FAMILY} {style}",
        2: style if own else "Regular",
        3: f"{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        6: f"{FAMILY.replace(' ', '')}-{style}",
        16: FAMILY,
        17: style,
    }
    for record in font["name"].names:
        if record.nameID in texts:
            record.string = texts[record.nameID]


def subset_font(source: Path, style: str) -> bytes:
    """Return the TrueType file of one weight with the characters that the map has."""
    from fontTools import subset as subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False)
    options = subsetter.Options()
    options.layout_features = [*FEATURES, *_TABULAR]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    options.hinting = False  # outlines are all that print needs
    worker = subsetter.Subsetter(options)
    wanted = {point for one in SUBSETS for point in one.characters}
    worker.populate(unicodes=wanted & set(font.getBestCmap()))
    worker.subset(font)
    _rename(font, style)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def build_fonts(folder: Path) -> None:
    """Write the weights and their licence."""
    with unpacked(SOURCE_SANS) as package:
        for name, style in WEIGHTS.items():
            data = subset_font(package / "TTF" / f"SourceSans3-{name}.ttf", style)
            (folder / f"CorridorSans-{name}.ttf").write_bytes(data)
        shutil.copyfile(package / "LICENSE.md", folder / "CorridorSans-LICENSE.md")


def main() -> None:
    """Fetch the package and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TARGET, help="the folder to write to")
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    build_fonts(folder)
    for path in sorted(folder.iterdir()):
        print(f"{path.name}: {path.stat().st_size:,} bytes, sha256 {sha256_of(path)}")


if __name__ == "__main__":
    main()
