"""A picture as PNG, with its resolution in it, so that it prints at its size."""

from __future__ import annotations

import struct
import zlib

import resvg_py

from corridors.errors import PictureError
from corridors.picture.draw import Picture

LEAST_DPI, MOST_DPI = 36, 1200
_MOST_DOTS = 120_000_000  # a sheet of A2 at 300 dpi has 35 million
_MM_PER_INCH = 25.4
_AFTER_HEADER = 33  # bytes: the signature and the chunk IHDR


def as_png(picture: Picture, dpi: int = 300) -> bytes:
    """The picture in dots; raises PictureError for a resolution that is none or makes too many."""
    if not LEAST_DPI <= dpi <= MOST_DPI:
        raise PictureError(f"dpi: {dpi} — give one from {LEAST_DPI} to {MOST_DPI}")
    width, height = (round(mm / _MM_PER_INCH * dpi) for mm in (picture.width_mm, picture.height_mm))
    if width * height > _MOST_DOTS:
        raise PictureError(
            f"dpi: {dpi} makes {width} × {height} dots, more than {_MOST_DOTS:,} — "
            "give a lower one, or a smaller picture"
        )
    png = bytes(
        resvg_py.svg_to_bytes(
            svg_string=picture.svg, width=width, height=height, dpi=dpi, skip_system_fonts=True
        )
    )
    return png[:_AFTER_HEADER] + _physical(dpi) + png[_AFTER_HEADER:]


def _physical(dpi: int) -> bytes:
    """The chunk pHYs: dots per metre both ways (PNG specification, 11.3.4.3)."""
    per_metre = round(dpi * 1000 / _MM_PER_INCH)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
