"""The map's colours, measured: what is read stands out, what is told apart is apart."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
import yaml

from corridors import paths
from corridors.mapview import files
from tests.colour_vision import VISIONS, ciede2000, contrast, difference, lifted, mixed

TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
LINE_CONTRAST = 3.0  # WCAG 2.2, 1.4.11
# A just noticeable difference is about 2.3 between patches side by side; lines a few pixels wide
# and far from each other take several times as much (Szafir 2018: it grows as marks get thin).
APART = 8.0

CSS = (files.SCRIPT / "atlas.css").read_text("utf-8")
COLOURS = (files.SCRIPT / "colours.js").read_text("utf-8")
LINES = (files.SCRIPT / "linestyle.js").read_text("utf-8")
THEMES = ("light", "dark")


def _variables(theme: str) -> dict[str, str]:
    blocks = {"light": r"^\.atlas \{(.*?)^\}", "dark": r'^\.atlas\[data-theme="dark"\] \{(.*?)^\}'}
    found: dict[str, str] = {}
    for name in ("light", theme):
        block = re.search(blocks[name], CSS, re.M | re.S)
        assert block
        found |= dict(re.findall(r"--atlas-([\w-]+):\s*([^;]+);", block.group(1)))
    return found


def _corridor_colours() -> dict[str, str]:
    definitions = [yaml.safe_load(p.read_text("utf-8")) for p in paths.DEFINITIONS.glob("*.yaml")]
    return {one["id"]: one["colour"] for one in definitions}


def _set_colours() -> list[str]:
    listed = re.search(r"const SET = \[(.*?)\]", COLOURS)
    other = re.search(r'OTHER_COLOUR = "(#\w{6})"', COLOURS)
    assert listed
    assert other
    return [*re.findall(r"#[0-9a-f]{6}", listed.group(1)), other.group(1)]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((text, "paper") for text in ("ink", "text", "quiet", "faint", "accent", "warn")),
        *((text, "wash") for text in ("ink", "text", "quiet", "accent")),
        *((text, "warn-wash") for text in ("text", "quiet", "warn")),
        *(("ink", ground) for ground in ("land", "sea", "tint", "casing")),
        *(("land-name", ground) for ground in ("land", "tint")),
        ("sea-name", "sea"),
    ],
)
def test_texts_stand_out_from_what_they_are_on(theme: str, text: str, ground: str) -> None:
    colours = _variables(theme)
    assert contrast(colours[text], colours[ground]) >= TEXT_CONTRAST


def _line_colours(variables: dict[str, str]) -> dict[str, str]:
    lines = {**_corridor_colours(), **{colour: colour for colour in _set_colours()}}
    return {name: lifted(colour, float(variables["lift"])) for name, colour in lines.items()}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["land", "sea", "casing"])
def test_corridors_names_beside_their_lines_stand_out(theme: str, ground: str) -> None:
    variables = _variables(theme)
    share = re.search(r"NAME_INK = ([\d.]+);", LINES)
    assert share
    names = {
        name: mixed(lifted(colour, float(variables["lift"])), variables["ink"], float(share[1]))
        for name, colour in _corridor_colours().items()
    }
    weak = {name: contrast(colour, variables[ground]) for name, colour in names.items()}
    assert {n: round(value, 2) for n, value in weak.items() if value < TEXT_CONTRAST} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["land", "sea"])
def test_lines_stand_out_from_land_and_sea(theme: str, ground: str) -> None:
    variables = _variables(theme)
    drawn = _line_colours(variables) | {name: variables[name] for name in ("dead", "unknown")}
    weak = {n: contrast(c, variables[ground]) for n, c in drawn.items()}
    assert {n: round(value, 2) for n, value in weak.items() if value < LINE_CONTRAST} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["land", "sea", "casing"])
def test_the_paler_lines_of_what_only_the_editors_know_stand_out_too(
    theme: str, ground: str
) -> None:
    variables = _variables(theme)
    grey = re.search(r"const EDITOR = \{[^}]*grey: ([\d.]+)", LINES)
    assert grey
    full = _line_colours(variables)
    pale = {n: mixed(c, variables["unknown"], float(grey[1])) for n, c in full.items()}
    weak = {n: round(contrast(c, variables[ground]), 2) for n, c in pale.items()}
    assert {n: value for n, value in weak.items() if value < LINE_CONTRAST} == {}
    assert pale["northern-sea-route"] != full["northern-sea-route"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISIONS)
def test_corridors_can_be_told_apart_by_every_eye(theme: str, vision: str) -> None:
    lift = float(_variables(theme)["lift"])
    colours = {name: lifted(colour, lift) for name, colour in _corridor_colours().items()}
    close = {
        (one, other): round(difference(colours[one], colours[other], vision), 1)
        for one, other in combinations(sorted(colours), 2)
    }
    assert {pair: value for pair, value in close.items() if value < APART} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISIONS)
def test_colours_of_sources_modes_and_statuses_can_be_told_apart(theme: str, vision: str) -> None:
    lift = float(_variables(theme)["lift"])
    pairs = combinations([lifted(colour, lift) for colour in _set_colours()], 2)
    close = {pair: round(difference(*pair, vision), 1) for pair in pairs}
    assert {pair: value for pair, value in close.items() if value < APART} == {}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # pairs 1, 7, 13, 17 and 25 of Sharma, Wu and Dalal
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_difference_is_the_published_one(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)
