"""The briefing as one HTML file that opens from disk, without a script and without a request.

Texts go through Jinja's escaping (`page.html`); the page's policy allows its one style sheet, by
its hash, and pictures and fonts inside the file.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from corridors.briefing.drawing import Draw
from corridors.briefing.marking import tone_of
from corridors.briefing.qr import code_svg
from corridors.briefing.record import Briefing
from corridors.mapview.files import font_rules

_FOLDER = Path(__file__).parent
_WIDTH_MM, _MAP_MM, _LARGE_MAP_MM = 182.0, 100.0, 150.0


def write_html(briefing: Briefing, draw: Draw) -> bytes:
    """The briefing as a page in UTF-8."""
    picture = draw(_WIDTH_MM, _MAP_MM if briefing.is_of_one_corridor else _LARGE_MAP_MM)
    styles = _styles()
    page = _template().render(
        b=briefing,
        policy=_policy(styles),
        styles=styles,
        tone=tone_of(briefing.marking),
        map=_as_address(picture.svg),
        alt=picture.alt,
        code=_as_address(code_svg(briefing.code)) if briefing.code else "",
        is_address=briefing.link.startswith(("http://", "https://")),
    )
    return page.encode()


def _policy(styles: str) -> str:
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _as_address(svg: str) -> str:
    """A picture as a data: address; as an image, it runs no script and asks for no file."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


@cache
def _styles() -> str:
    return font_rules() + (_FOLDER / "page.css").read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html")
