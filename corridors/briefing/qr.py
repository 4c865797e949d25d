"""The link as a QR code (ISO/IEC 18004), as dark squares on a light ground."""

from __future__ import annotations

import io

import segno

QUIET_MODULES = 4  # the white edge that the standard asks for
MOST_LETTERS = 400  # a longer link makes modules under 0.3 mm, which phones no longer read
_SCALE_PX = 8


def fits_code(link: str) -> bool:
    """Whether a link is an address that a phone can read from a code of 25 mm."""
    return link.startswith(("http://", "https://")) and len(link.encode()) <= MOST_LETTERS


def code_svg(link: str) -> str:
    """The code as an SVG document. Raises ValueError if the link does not fit a code."""
    return _saved(link, "svg").decode()


def code_png(link: str) -> bytes:
    """The code as a PNG. Raises ValueError if the link does not fit a code."""
    return _saved(link, "png")


def _saved(link: str, kind: str) -> bytes:
    if not fits_code(link):
        raise ValueError(f"{link[:80]!r} is no address of at most {MOST_LETTERS} bytes")
    buffer = io.BytesIO()
    code = segno.make_qr(link, error="m")
    scale = 1 if kind == "svg" else _SCALE_PX
    code.save(buffer, kind=kind, scale=scale, border=QUIET_MODULES)
    return buffer.getvalue()
