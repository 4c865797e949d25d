"""What comes from outside is text in every file of a briefing, and never markup, field or link."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

import pytest
from lxml import etree, html

from corridors.atlas import Atlas, build_atlas
from corridors.briefing import html_page, slides, word_file
from corridors.briefing.compose import compose_briefing
from corridors.briefing.making import KINDS
from corridors.briefing.plain import one_line
from corridors.briefing.record import Briefing
from corridors.briefing.request import BriefingRequest
from corridors.fold import Fold
from corridors.picture import Picture
from corridors.view import View
from tests.hostile import HOSTILE, say_everywhere
from tests.small_world import SmallWorld
from tests.unit.test_briefing_files import closed_up, read
from tests.unit.test_briefing_record import MADE

_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
_FIELDS = re.compile(
    r"\}(instrText|fldSimple|fldChar|altChunk|object|OLEObject|control|hlinkClick)$"
)
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_IN_NO_TYPEFACE = "\uff1d"  # a box in the PDF, where the machine has no typeface with it either
_ACTIONS = re.compile(rb"/(JavaScript|JS|Launch|SubmitForm|GoToR|EmbeddedFile|OpenAction|AA)\b")


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE.keys())
def text(request: pytest.FixtureRequest) -> str:
    """Each payload in turn."""
    return str(request.param)


@pytest.fixture
def briefing(tmp_path: Path, text: str) -> Briefing:
    """The briefing of a small world that says the payload everywhere, and so does the analyst."""
    catalog = say_everywhere(SmallWorld(tmp_path), text).load()
    atlas: Atlas = build_atlas(catalog)
    request = BriefingRequest(judgement=text[:400], title=text[:100], marking=text[:50])
    return compose_briefing(Fold(atlas.document, View()), request, "?c=ferry", MADE)


@pytest.fixture
def files(briefing: Briefing, text: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """All its files, with a map of one dot that says the payload in words."""
    for module in (word_file, slides):
        monkeypatch.setattr(module, "as_png", lambda _, __: _DOT)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm" viewBox="0 0 9 9"/>'
    told = one_line(text)

    def draw(width_mm: float, height_mm: float) -> Picture:
        return Picture(svg, width_mm, height_mm, told, told, ())

    return {kind: KINDS[kind].load()(briefing, draw) for kind in KINDS}


def test_every_file_shows_the_payload_as_text(
    files: dict[str, bytes], briefing: Briefing, text: str
) -> None:
    assert briefing.judgement == one_line(text[:400])
    notes = {note.quote for source in briefing.sources for note in source.notes}
    assert one_line(text) in notes
    for kind, content in files.items():
        found = _DIRECTIONS.sub("", closed_up(read(kind, content)))
        for piece in _DIRECTIONS.split(closed_up(one_line(text))):
            if kind == "pdf":
                piece = piece.replace(_IN_NO_TYPEFACE, "")
            assert piece in found or piece[::-1] in found, kind  # a PDF has letters as they stand


def test_the_page_has_the_same_elements_whatever_a_text_holds(
    files: dict[str, bytes], text: str
) -> None:
    page = html.fromstring(files["html"])
    assert page.xpath("//script | //iframe | //object | //form | //@onerror | //@onmouseover") == []
    assert page.xpath("//img/@alt")[0] == one_line(text)
    assert all(one.startswith(("http://", "https://")) for one in page.xpath("//@href"))
    assert all(one.startswith("data:image/svg+xml") for one in page.xpath("//@src"))
    assert page.xpath("string(//title)") == one_line(text[:100])
    assert html_page._styles().count("<") == 0


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_office_files_have_no_field_macro_or_foreign_part(
    files: dict[str, bytes], kind: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(files[kind])) as package:
        for name in package.namelist():
            assert not name.endswith((".bin", ".vml", ".js"))
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(package.read(name))
            assert [e.tag for e in root.iter(etree.Element) if _FIELDS.search(e.tag)] == []
            for relation in root.iter("{*}Relationship"):
                if relation.get("TargetMode") == "External":
                    assert relation.get("Target", "").startswith(("http://", "https://"))


def test_the_pdf_runs_nothing_and_links_only_to_the_web(files: dict[str, bytes]) -> None:
    content = files["pdf"]
    inside = [content, *_streams(content)]
    assert [found for part in inside if (found := _ACTIONS.search(part))] == []
    addresses = [one for part in inside for one in re.findall(rb"/URI ?\(([^)]*)", part)]
    assert all(one.startswith((b"http://", b"https://")) for one in addresses)


def _streams(content: bytes) -> list[bytes]:
    """The unpacked streams of a PDF that describe objects, not pictures or fonts."""
    packed = re.findall(rb"/ObjStm.*?stream\r?\n(.*?)endstream", content, re.DOTALL)
    return [zlib.decompressobj().decompress(one) for one in packed]
