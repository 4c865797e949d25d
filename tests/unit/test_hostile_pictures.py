"""Nothing that a source contains is more than a text in a picture: every payload, every part."""

from __future__ import annotations

import pytest
from lxml import etree

from corridors.atlas import build_atlas
from corridors.bidi import close_controls
from corridors.fold import Fold
from corridors.picture import Callout, Picture, draw_map
from corridors.position import Position
from corridors.view import View
from tests.hostile import HOSTILE, say_everywhere
from tests.small_world import SmallWorld

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = "svg title desc defs clipPath rect g path use line circle".split()


@pytest.fixture(params=HOSTILE, scope="module")
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Picture]:
    """Each payload, and the picture of a small world that says it everywhere."""
    text = HOSTILE[request.param]
    catalog = say_everywhere(SmallWorld(tmp_path_factory.mktemp("world")), text).load()
    fold = Fold(build_atlas(catalog).document, View())
    places = [node["at"] for node in fold.document["nodes"].values()]
    callouts = [] if request.param == "long" else [Callout(text, Position(*places[0]))]
    return text, draw_map(fold, callouts=callouts)


def test_a_payload_is_no_element_and_no_address(told: tuple[str, Picture]) -> None:
    _, picture = told
    root = etree.fromstring(picture.svg.encode())
    assert {one.tag for one in root.iter()} <= {SVG + name for name in DRAWN}
    names = {key for one in root.iter() for key in one.attrib}
    assert not [name for name in names if name.startswith("on") or name == "style"]
    assert all(one.get("href", "#").startswith("#") for one in root.iter())


def test_a_payload_is_told_in_words_as_it_stands(told: tuple[str, Picture]) -> None:
    text, picture = told
    root = etree.fromstring(picture.svg.encode())
    assert close_controls(text) in picture.title
    assert close_controls(text) in picture.alt
    # What XML itself makes of line ends is all that may change.
    assert root.findtext(f"{SVG}title") == picture.title.replace("\r\n", "\n").replace("\r", "\n")


def test_a_payload_runs_over_no_edge(told: tuple[str, Picture]) -> None:
    _, picture = told
    root = etree.fromstring(picture.svg.encode())
    width, height = map(float, root.get("viewBox", "").split()[2:])
    assert (width, height) == pytest.approx((180 / 0.235, picture.height_mm / 0.235), abs=0.1)
    for one in root.iter(f"{SVG}rect"):
        right = float(one.get("x", "0")) + float(one.get("width", "0"))
        assert right <= width + 0.01
