"""Builds corridors/mapview/vendor/: Leaflet and the typeface, from pinned npm packages.

Run `python data/build/vendor.py`; it needs npm, and fonttools with brotli (see FONT_TOOLS), once.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from npm_package import NpmPackage, PackageError, sha256_of, unpacked

TARGET = Path(__file__).resolve().parents[2] / "corridors" / "mapview" / "vendor"
# Other versions may pack the same glyphs into other bytes.
FONT_TOOLS = "fonttools==4.68.0 brotli==1.2.1"

LEAFLET = NpmPackage(
    name="leaflet",
    version="1.9.4",
    sha256="84c65a256e50657896f54c33bd857b6849ebe94c817803be818bf32a3dde0b77",
)
SOURCE_SANS = NpmPackage(
    name="source-sans",
    version="3.52.0",
    sha256="49cf78ddd79b436591ee696785222b54ff28102922e3d3df297fe382d7fdfa88",
)

# The licence keeps the name "Source" for unchanged copies; a subset is a changed one.
FAMILY = "Corridor Sans"
WEIGHTS = "200 900"


@dataclass(frozen=True)
class Subset:
    """A part of the typeface that a browser fetches when a page needs one of its characters."""

    name: str
    ranges: tuple[tuple[int, int], ...]

    @property
    def characters(self) -> list[int]:
        """Return the code points."""
        return [point for first, last in self.ranges for point in range(first, last + 1)]

    @property
    def unicode_range(self) -> str:
        """Return the ranges as CSS writes them."""
        return ", ".join(
            f"U+{first:04X}" if first == last else f"U+{first:04X}-{last:04X}"
            for first, last in self.ranges
        )


SUBSETS = [
    Subset(
        "latin",
        (
            (0x0020, 0x007E),
            (0x00A0, 0x00FF),
            (0x0100, 0x017F),  # Łacinka, Turkish, Polish, Baltic
            (0x0218, 0x021B),  # Romanian
            (0x018F, 0x018F),  # Azerbaijani Ə
            (0x0259, 0x0259),
            (0x02BB, 0x02BC),  # apostrophes of romanised names
            (0x2002, 0x200A),  # spaces, the thin one among them
            (0x2010, 0x2015),
            (0x2018, 0x201E),
            (0x2020, 0x2022),
            (0x2026, 0x2026),
            (0x202F, 0x202F),
            (0x2032, 0x2033),
            (0x2039, 0x203A),
            (0x20AC, 0x20AC),
            (0x20BD, 0x20BD),
            (0x2116, 0x2116),
            (0x2190, 0x2195),
            (0x2212, 0x2212),
            (0x2248, 0x2248),
            (0x2264, 0x2265),
        ),
    ),
    Subset("cyrillic", ((0x0400, 0x045F), (0x0490, 0x0491))),
]
STYLES = {"normal": "Upright", "italic": "Italic"}
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "case", "pnum", "frac", "sups"]

# Leaflet's small build is a script for <script>; given `exports` and `module`, it fills them, and
# so it becomes a module: `import L from "./leaflet.esm.js"`.
MODULE_HEAD = "const exports = {}, module = { exports };\n"
MODULE_TAIL = "\nexport default exports;\n"


def as_module(script: str) -> str:
    """Wrap Leaflet's minified script as an ES module; its source map is not shipped."""
    body = re.sub(r"\n//# sourceMappingURL=.*", "", script).rstrip()
    return f"{MODULE_HEAD}{body}{MODULE_TAIL}"


def strip_images(css: str) -> str:
    """Drop each background image, so that the sheet asks for no file; other properties stay."""
    without = re.sub(r"[ \t]*[\w-]+:[^;{}]*url\([^;{}]*;?[ \t]*\n?", "", css)
    if "url(" in without:
        raise PackageError("leaflet.css holds a url( that strip_images does not know")
    return without


def _rename(font: Any, style: str) -> None:
    names = font["name"]
    full = FAMILY if style == "normal" else f"{FAMILY} Italic"
    for record in list(names.names):
        if record.nameID in (1, 16):
            record.string = FAMILY
        elif record.nameID == 4:
            record.string = full
        elif record.nameID in (3, 6, 25):
            record.string = full.replace(" ", "")


def subset_font(source: Path, style: str, subset: Subset) -> bytes:
    """Return the woff2 of one style's subset, under our own family name.

    Raises PackageError if a wanted character is not in the typeface.
    """
    from fontTools import subset as subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False)
    known = font.getBestCmap()
    options = subsetter.Options()
    options.layout_features = FEATURES
    options.flavor = "woff2"
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17, 25]
    options.notdef_outline = True
    worker = subsetter.Subsetter(options)
    worker.populate(unicodes=[point for point in subset.characters if point in known])
    worker.subset(font)
    _rename(font, style)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def font_css() -> str:
    """Return the @font-face rules; the files lie beside the sheet."""
    rules = [
        "@font-face {\n"
        f'  font-family: "{FAMILY}";\n'
        f"  font-style: {style};\n"
        f"  font-weight: {WEIGHTS};\n"
        "  font-display: swap;\n"
        f'  src: url("./{_font_file(style, subset)}") format("woff2");\n'
        f"  unicode-range: {subset.unicode_range};\n"
        "}\n"
        for style in STYLES
        for subset in SUBSETS
    ]
    return "\n".join(rules)


def _font_file(style: str, subset: Subset) -> str:
    return f"corridor-sans-{subset.name}-{style}.woff2"


def build_fonts(folder: Path) -> None:
    """Write the typeface's subsets, their sheet and their licence."""
    with unpacked(SOURCE_SANS) as package:
        for style, stem in STYLES.items():
            source = package / "WOFF2" / "VF" / f"SourceSans3VF-{stem}.ttf.woff2"
            for subset in SUBSETS:
                data = subset_font(source, style, subset)
                (folder / _font_file(style, subset)).write_bytes(data)
        shutil.copyfile(package / "LICENSE.md", folder / "corridor-sans-LICENSE.md")
    (folder / "fonts.css").write_text(font_css(), encoding="utf-8")


def build_leaflet(folder: Path) -> None:
    """Write Leaflet's ES module, its sheet without images, and its licence."""
    with unpacked(LEAFLET) as package:
        script = (package / "dist" / "leaflet.js").read_text(encoding="utf-8")
        sheet = (package / "dist" / "leaflet.css").read_text(encoding="utf-8")
        shutil.copyfile(package / "LICENSE", folder / "leaflet-LICENSE.txt")
    (folder / "leaflet.esm.js").write_text(as_module(script), encoding="utf-8")
    (folder / "leaflet.css").write_text(strip_images(sheet), encoding="utf-8")


def main() -> None:
    """Fetch both packages and write the vendored files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TARGET, help="the folder to write to")
    folder = parser.parse_args().out
    try:
        import brotli  # noqa: F401
        import fontTools  # noqa: F401
    except ImportError:
        sys.exit(f"Subsetting the typeface needs fonttools: pip install {FONT_TOOLS}")
    folder.mkdir(parents=True, exist_ok=True)
    build_leaflet(folder)
    build_fonts(folder)
    for path in sorted(folder.iterdir()):
        print(f"{path.name}: {path.stat().st_size:,} bytes, sha256 {sha256_of(path)}")


if __name__ == "__main__":
    main()
