"""What a picture's lines and colours are: those of the map, and set as the docs say."""

from __future__ import annotations

import re

import numpy as np
import pytest

from corridors.fold import State
from corridors.mapview.files import SCRIPT
from corridors.picture import colours
from corridors.picture.key_layout import ENTRY, Entry, Group, lay_out
from corridors.picture.lettering import REGULAR, SEMIBOLD, Face, set_text, wrap_text
from corridors.picture.linestyle import style_of
from corridors.picture.plane import lengths_along, runs_through, spot_along
from corridors.picture.room import Cover, Room, Spot, place_away, place_beside
from corridors.picture.sheet import Box
from corridors.picture.tracks import SIDE_BY_SIDE, find_runs, path_of_runs


def _state(mode: str = "rail", lead: str = "operating", stated: str = "quoted") -> State:
    return State(stated, (mode,), (lead,), (), (), lead, ahead=False)


def test_the_colours_of_the_ground_are_those_of_the_light_map() -> None:
    css = (SCRIPT / "atlas.css").read_text(encoding="utf-8")
    light = css[: css.index('[data-theme="dark"]')]
    on_map = dict(re.findall(r"--atlas-([\w-]+): (#[0-9a-f]{6});", light))
    for name in "paper ink text quiet sea land coast border land-name sea-name casing dead".split():
        assert getattr(colours, name.upper().replace("-", "_")) == on_map[name], name


def test_what_no_source_states_is_thinner_and_greyer() -> None:
    quoted, own = (
        style_of("routed", _state(stated=one), "#39359a") for one in ("quoted", "editor")
    )
    assert own.width < quoted.width
    assert own.colour == colours.mixed("#39359a", colours.UNKNOWN, 0.5)


def test_a_colour_that_is_none_is_the_grey_of_the_rest() -> None:
    assert colours.safe_colour("url(#x)") == colours.OTHER_COLOUR
    assert colours.safe_colour("#39359A") == "#39359A"


def _line(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points)


def test_lines_on_one_track_lie_side_by_side_and_apart_again_where_one_leaves() -> None:
    first = _line((0, 0), (0, 10), (0, 20), (0, 30))
    second = _line((5, 30), (0, 20), (0, 10), (0, 0))
    runs = find_runs([first, second], ["a", "b"])
    assert runs[0] is not None
    assert runs[1] is not None
    assert [run.slot for run in runs[0]] == [-0.5, 0]
    assert [(run.slot, run.turned) for run in runs[1]] == [(0, False), (-0.5, True)]
    path = path_of_runs(first[:, ::-1] * 10, runs[0])
    assert path.points[1][1] == pytest.approx(0.5 * SIDE_BY_SIDE)
    assert path.points[-1][1] == 0


def test_lines_of_one_owner_share_a_place() -> None:
    line = _line((0, 0), (0, 10))
    (one,), (two,) = find_runs([line, line], ["a", "a"])
    assert one.slot == two.slot == 0


def test_a_text_is_as_wide_as_its_letters_and_larger_in_a_larger_face() -> None:
    plain, spaced = Face(REGULAR, 10), Face(REGULAR, 10, spacing=2)
    text = "Калядзічы – İzmit – Łódź"
    assert set_text(text, spaced).width == pytest.approx(
        set_text(text, plain).width + 2 * (len(text) - 1)
    )
    assert set_text(text, Face(SEMIBOLD, 20)).width > 2 * set_text(text, plain).width
    assert set_text("", plain) == (0.0, "")
    # Kerning: two letters set together are not just one after the other.
    assert set_text("AV", plain).width < set_text("A", plain).width + set_text("V", plain).width


def test_controls_neither_show_nor_turn_a_text_round() -> None:
    face = Face(REGULAR, 10)
    assert set_text("safe \u202egnp.exe", face) == set_text("safe gnp.exe", face)
    assert set_text("two\nlines", face) == set_text("two lines", face)


def test_a_long_text_is_broken_at_spaces() -> None:
    face = Face(REGULAR, 10)
    lines = wrap_text("four sailings a week, says the carrier", face, 60)
    assert " ".join(lines) == "four sailings a week, says the carrier"
    assert all(set_text(line, face).width <= 60 for line in lines)


def test_a_place_in_a_path_is_found_by_its_distance() -> None:
    path = _line((0, 0), (10, 0), (10, 10))
    along = lengths_along(path)
    assert along.tolist() == [0, 10, 20]
    x, y, angle = spot_along(path, along, 15)
    assert (x, y, angle) == pytest.approx((10, 5, np.pi / 2))
    assert runs_through(path, Box(8, 4, 12, 6))
    assert not runs_through(path, Box(2, 4, 6, 6))


def test_a_text_goes_beside_its_sign_where_no_line_is_and_nobody_stands() -> None:
    room, cover = Room(Box(0, 0, 200, 100)), Cover()
    right = place_beside((50, 50), 4, (40, 12), room, cover, must=False)
    assert right is not None
    assert right.box.x0 == 56
    cover.add(_line((50, 50), (200, 50)), 1)
    left = place_beside((50, 50), 4, (40, 12), room, cover, must=False)
    assert left is not None
    assert left.box.x1 == 44
    room.take(Box(0, 20, 200, 80))
    assert place_beside((50, 50), 4, (40, 12), room, cover, must=False) is None
    away = place_beside((50, 50), 4, (40, 12), room, cover, must=True)
    assert away is not None
    assert away.leader is not None


def test_a_thin_line_to_a_text_keeps_off_other_texts() -> None:
    room, cover = Room(Box(0, 0, 300, 300)), Cover()
    room.say(Spot(Box(165, 140, 195, 160), None), (150, 150))
    spot = place_away((150, 150), (30, 12), room, cover)
    assert spot is not None
    assert spot.leader is not None
    assert room.tangle((150, 150), spot.leader) == 0
    assert room.tangle((150, 150), (250, 150)) == 1


def test_what_is_too_long_for_the_key_is_cut_at_a_letter() -> None:
    (short,), (cut,) = (
        lay_out([Group("Corridors", (Entry((), text),))], 100).elements[2:]
        for text in ("Kolyadichi", "Kolyadichi–Novorossiysk–Gebze " * 300)
    )
    assert short.get("d") == set_text("Kolyadichi", ENTRY).outline
    assert lay_out([Group("", (Entry((), "long " * 2000),))], 100).width <= 100
    assert len(cut.get("d", "")) < 2 * len(set_text("Kolyadichi–Nov", ENTRY).outline)
