"""A briefing's file of a kind, from an atlas and what the analyst asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module

from corridors.atlas import Atlas
from corridors.briefing.compose import compose_briefing
from corridors.briefing.drawing import Draw
from corridors.briefing.record import Briefing
from corridors.briefing.request import BriefingRequest
from corridors.fold import Fold
from corridors.picture import Callout, Picture, draw_map
from corridors.placing import in_language
from corridors.position import Position
from corridors.share import Known, Problem, read_link, write_link

Write = Callable[[Briefing, Draw], bytes]


@dataclass(frozen=True)
class Kind:
    """A kind of file: the end of its name, its media type, the writer as module and function."""

    ending: str
    media_type: str
    writer: tuple[str, str]

    def load(self) -> Write:
        """The writer, with its library, which takes long to load."""
        module, name = self.writer
        write: Write = getattr(import_module(f"corridors.briefing.{module}"), name)
        return write


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "pdf": Kind(".pdf", "application/pdf", ("pdf_file", "write_pdf")),
    "docx": Kind(".docx", f"{_OFFICE}.wordprocessingml.document", ("word_file", "write_docx")),
    "pptx": Kind(".pptx", f"{_OFFICE}.presentationml.presentation", ("slides", "write_pptx")),
    "html": Kind(".html", "text/html; charset=utf-8", ("html_page", "write_html")),
}


@dataclass(frozen=True)
class Made:
    """The file, and what of the link could not be used."""

    content: bytes
    problems: Sequence[Problem]


def make_briefing(
    atlas: Atlas, request: BriefingRequest, kind: str, made: date, pin: str | None = None
) -> Made:
    """The briefing of a view as a file of a kind of `KINDS`; `made` is the day that it bears.

    `pin` is the hash by which the atlas is kept; without it, the link that is printed is the live
    one. Raises KeyError for another kind.
    """
    known = Known.of(atlas.document)
    view, problems = read_link(request.link, known)
    view = replace(view, pin=pin or view.pin)
    fold = Fold(in_language(atlas.document, view.language), view)
    briefing = compose_briefing(fold, request, "".join(write_link(view, known)), made)
    return Made(KINDS[kind].load()(briefing, _drawing(fold, request)), problems)


def _drawing(fold: Fold, request: BriefingRequest) -> Draw:
    """What draws the map of the fold; the notes that belong to it are in the small print."""
    callouts = [Callout(one.text, Position(one.lat, one.lon)) for one in request.callouts]

    def draw(width_mm: float, height_mm: float) -> Picture:
        return draw_map(
            fold,
            width_mm=width_mm,
            height_mm=height_mm,
            projection=request.projection,
            callouts=callouts,
            language=fold.view.language,
            notes=False,
        )

    return draw
