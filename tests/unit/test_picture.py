"""Pictures of the atlas: every text has its own room, every corridor its line, all of it told."""

from __future__ import annotations

import re
import struct
from itertools import combinations

import numpy as np
import pytest
from lxml import etree

from corridors.atlas import Atlas
from corridors.errors import PictureError
from corridors.fold import Fold
from corridors.picture import PROJECTIONS, Callout, Frame, Picture, as_png, draw_map
from corridors.picture.colours import CASING, INK, TINT
from corridors.picture.composing import Contents, compose
from corridors.picture.fitting import Fitting, box_to_fit
from corridors.picture.lines import gather_lines
from corridors.picture.projection import projection_of
from corridors.picture.selection import chosen_areas
from corridors.picture.sheet import Box, Sheet
from corridors.position import Position
from corridors.share import Known, read_link
from corridors.view import View

SVG = "{http://www.w3.org/2000/svg}"
NOVOROSSIYSK = Position(44.72, 37.78)


def _fold(atlas: Atlas, link: str) -> Fold:
    view, problems = read_link(link, Known.of(atlas.document))
    assert not problems
    return Fold(atlas.document, view)


def _composed(
    fold: Fold, projection: str, width_mm: float = 180, callouts: tuple[Callout, ...] = ()
) -> tuple[Sheet, Contents]:
    plane = projection_of(projection)
    lines = gather_lines(fold, plane)
    points = [one.at for one in callouts]
    sheet = Fitting(plane, box_to_fit(fold, lines, plane, points), width_mm, None).sheet()
    return sheet, compose(fold, lines, sheet, callouts)


def _links(atlas: Atlas) -> list[str]:
    ids = [corridor["id"] for corridor in atlas.document["corridors"]]
    return ["", *(f"?c={name}" for name in ids), *(f"#sel={name}" for name in ids)]


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_no_text_of_any_corridor_overlaps_another_or_a_sign_or_is_cut(
    projection: str, atlas: Atlas
) -> None:
    named = 0
    for link in _links(atlas):
        sheet, contents = _composed(_fold(atlas, link), projection)
        boxes = [label.box for label in contents.labels]
        assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])], link
        assert all(sheet.bounds.holds(box) for box in boxes), link
        for place in contents.signed:
            sign = Box(place.x, place.y, place.x, place.y).grown(place.reach)
            assert not [box for box in boxes if place.near and box.meets(sign)], (link, place.id)
        if contents.scale:
            assert not [box for box in boxes if box.meets(contents.scale.box)], link
        named += len(boxes)
    assert named > 300


def test_every_stop_of_a_corridor_that_is_alone_is_named(atlas: Atlas) -> None:
    fold = _fold(atlas, "?c=kolyadichi-novorossiysk-gebze")
    _, contents = _composed(fold, "mercator")
    said = {text for label in contents.labels for text in label.lines}
    assert {"Kolyadichi", "Novorossiysk", "Bosphorus"} <= said
    assert any(text.startswith("Gebze") for text in said)
    assert {"UKRAINE", "TÜRKIYE", "Black Sea", "Crimea (occupied)"} <= said
    # One corridor alone is told by the picture's title.
    assert not [label for label in contents.labels if label.kind == "corridor"]


def test_where_corridors_are_many_each_is_named_once_beside_its_line(atlas: Atlas) -> None:
    _, contents = _composed(_fold(atlas, ""), "eurasia", 277)
    drawn = {one.item.corridor["short"] for one in contents.drawn}
    named = [label.lines[0] for label in contents.labels if label.kind == "corridor"]
    assert len(named) == len(set(named))
    assert set(named) <= drawn
    assert len(named) >= len(drawn) - 1


def test_lines_over_the_antimeridian_are_unbroken_in_every_view(atlas: Atlas) -> None:
    fold = _fold(atlas, "?c=northern-sea-route")
    for projection in PROJECTIONS:
        _, contents = _composed(fold, projection)
        longest = [np.hypot(*np.diff(one.path.points, axis=0).T).max() for one in contents.drawn]
        assert len(contents.drawn) == len([i for i, _ in fold.shown if i.thing.get("line")])
        assert max(longest) < 250, projection


def test_lines_share_a_track_only_with_what_is_on_the_map(atlas: Atlas) -> None:
    def aside(link: str) -> int:
        _, contents = _composed(_fold(atlas, link), "mercator")
        return sum(len(one.path.strokes) > 1 for one in contents.drawn)

    assert aside("?c=kolyadichi-novorossiysk-gebze") == 0
    assert aside("?c=kolyadichi-novorossiysk-gebze,belarus-azerbaijan,suez-red-sea") > 0


def test_a_selection_keeps_its_colours_and_the_rest_fades(atlas: Atlas) -> None:
    sheet, contents = _composed(_fold(atlas, "#sel=north-south-corridor"), "eurasia")
    near = {one.item.corridor["id"] for one in contents.drawn if one.near}
    assert near == {"north-south-corridor"}
    assert {one.near for one in contents.drawn} == {True, False}
    points = np.concatenate([one.path.points for one in contents.drawn if one.near])
    assert sheet.bounds.holds(Box(*points.min(axis=0), *points.max(axis=0)))
    picture = draw_map(_fold(atlas, "#sel=north-south-corridor"), projection="eurasia")
    groups = etree.fromstring(picture.svg.encode()).iter(f"{SVG}g")
    faded = [group for group in groups if group.get("opacity") == "0.34"]
    strokes = {one.get("stroke") for group in faded for one in group.iter(f"{SVG}path")}
    own = strokes - {None, CASING, INK}
    assert own
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in own)


def test_the_picture_is_one_document_with_title_and_words_and_asks_for_nothing(
    atlas: Atlas,
) -> None:
    picture = draw_map(_fold(atlas, "?c=kolyadichi-novorossiysk-gebze"))
    root = etree.fromstring(picture.svg.encode())
    assert root.get("width") == "180mm"
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == picture.title
    assert root.findtext(f"{SVG}desc") == picture.alt
    assert "Kolyadichi – Novorossiysk (rail, operating)" in picture.alt
    assert picture.alt.index("Novorossiysk") < picture.alt.index("Gebze (terminal")
    assert "as of 31 December 2025" in picture.alt
    assert not [one for one in root.iter() if one.tag in (f"{SVG}text", f"{SVG}style")]
    hrefs = {value for one in root.iter() for key, value in one.items() if key.endswith("href")}
    assert all(re.fullmatch(r"#t\d+", href) for href in hrefs)
    assert "url(" not in picture.svg.replace("url(#map)", "")


def test_the_height_follows_the_lines_unless_it_is_given(atlas: Atlas) -> None:
    fold = _fold(atlas, "?c=kolyadichi-novorossiysk-gebze")
    free, bare = draw_map(fold), draw_map(fold, key=False, notes=False)
    assert free.height_mm > bare.height_mm == pytest.approx(180)
    fixed = draw_map(fold, width_mm=120, height_mm=100)
    assert (fixed.width_mm, fixed.height_mm) == (120, pytest.approx(100))
    with pytest.raises(PictureError, match="no room for the map — give"):
        draw_map(fold, width_mm=120, height_mm=35)


def test_notes_name_boundaries_and_whose_data_it_is_where_it_is_shown(atlas: Atlas) -> None:
    rail = draw_map(_fold(atlas, "?c=kolyadichi-novorossiysk-gebze"))
    assert any("OpenStreetMap" in note and "ODbL" in note for note in rail.notes)
    sea = draw_map(_fold(atlas, "?c=northern-sea-route"), projection="arctic")
    assert not any("OpenStreetMap" in note for note in sea.notes)
    for picture in (rail, sea):
        assert "Boundaries imply no opinion on the status of any territory." in picture.notes
        assert any("Natural Earth" in note for note in picture.notes)
    assert "Polar stereographic projection." in sea.notes


def test_the_links_own_projection_and_colours_are_taken(atlas: Atlas) -> None:
    fold = _fold(atlas, "?c=eu-border-crossings,belarus-azerbaijan&by=status&proj=eurasia")
    assert (
        draw_map(fold).notes[-3 if len(draw_map(fold).notes) > 6 else -2].startswith("Equal-area")
    )
    _, contents = _composed(fold, "mercator")
    assert {one.coloured.key for one in contents.drawn} == {
        one.state.lead for one in contents.drawn
    }
    by_source, by_mode = (
        _composed(_fold(atlas, f"?by={by}"), "mercator")[1] for by in ("source", "mode")
    )
    publishers = {one["id"] for one in atlas.document["publishers"]}
    assert {one.coloured.key for one in by_source.drawn} <= publishers | {"other"}
    assert {one.coloured.key for one in by_mode.drawn} <= {"sea", "rail", "road", "not-stated"}


def test_a_map_with_nothing_on_it_says_so(atlas: Atlas) -> None:
    off = ",".join(atlas.document["sources"])
    picture = draw_map(_fold(atlas, f"?off={off}"))
    assert picture.title == "Map without any corridor"
    assert picture.alt.endswith("No corridor is on the map.")
    assert etree.fromstring(picture.svg.encode()).tag == f"{SVG}svg"


def test_callouts_stand_off_the_lines_with_a_leader_to_their_point(atlas: Atlas) -> None:
    fold = _fold(atlas, "?c=kolyadichi-novorossiysk-gebze")
    remark = Callout("Rail to sea here, four sailings a week, says the carrier", NOVOROSSIYSK)
    sheet, contents = _composed(fold, "mercator", callouts=(remark,))
    (label,) = [one for one in contents.labels if one.kind == "callout"]
    assert " ".join(label.lines) == remark.text
    assert len(label.lines) > 1
    assert label.at == pytest.approx(sheet.at(*NOVOROSSIYSK))
    assert not [one for one in contents.drawn if one.lies_in(label.box)]
    assert remark.text in draw_map(fold, callouts=[remark]).alt


@pytest.mark.parametrize(
    ("callout", "fault"),
    [
        (Callout("x", Position(95, 0)), "95, 0 is not latitude, longitude"),
        (Callout("  ", NOVOROSSIYSK), "its text is empty"),
        (Callout("word " * 90, NOVOROSSIYSK), "lines, and 6 fit"),
        (Callout("x", Position(-40, 150)), "lies out of the picture"),
    ],
)
def test_a_callout_that_cannot_be_placed_is_refused(
    callout: Callout, fault: str, atlas: Atlas
) -> None:
    frame = Frame(40, 25, 56, 45)
    with pytest.raises(PictureError, match=fault):
        draw_map(_fold(atlas, ""), frame=frame, callouts=[callout])


@pytest.mark.parametrize(("name", "size"), [("width", 10), ("height", 2000)])
def test_a_size_that_no_picture_has_is_refused(name: str, size: float, atlas: Atlas) -> None:
    with pytest.raises(PictureError, match=f"{name}: {size} mm — give 30 to 1200 mm"):
        draw_map(Fold(atlas.document, View()), **{f"{name}_mm": size})


def _chunks(png: bytes) -> dict[bytes, bytes]:
    found, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found[png[at + 4 : at + 8]] = png[at + 8 : at + 8 + length]
        at += 12 + length
    return found


@pytest.fixture(scope="module")
def small(atlas: Atlas) -> Picture:
    """A small picture of one corridor."""
    return draw_map(_fold(atlas, "?c=northern-sea-route"), projection="arctic", width_mm=60)


def test_a_png_has_the_dots_for_its_size_and_says_how_large_it_is(small: Picture) -> None:
    chunks = _chunks(as_png(small, 300))
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    assert width == round(60 / 25.4 * 300)
    assert height == round(small.height_mm / 25.4 * 300)
    assert struct.unpack(">IIB", chunks[b"pHYs"]) == (11811, 11811, 1)
    assert len(chunks[b"IDAT"]) > 10_000  # it is not blank


@pytest.mark.parametrize("dpi", [0, 5000])
def test_a_resolution_that_is_none_is_refused(dpi: int, small: Picture) -> None:
    with pytest.raises(PictureError, match=f"dpi: {dpi} — give one from 36 to 1200"):
        as_png(small, dpi)


def test_a_picture_of_too_many_dots_is_refused(atlas: Atlas) -> None:
    wide = draw_map(_fold(atlas, "?c=northern-sea-route"), width_mm=1200, key=False, notes=False)
    with pytest.raises(PictureError, match="give a lower one"):
        as_png(wide, 600)


def test_an_area_that_is_selected_is_tinted_and_never_a_point(atlas: Atlas) -> None:
    told = next(
        (corridor["id"], leg["id"])
        for corridor in atlas.document["corridors"]
        for leg in corridor["legs"]
        if {leg["from"], leg["to"]} <= set(atlas.document["areas"])
    )
    fold = _fold(atlas, f"#sel={'.'.join(told)}")
    assert chosen_areas(fold)
    assert f'fill="{TINT}"' in draw_map(fold).svg
    assert f'fill="{TINT}"' not in draw_map(_fold(atlas, "")).svg
