"""The lines and planes of a picture in Python are those of the map script."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from playwright.sync_api import Browser

from corridors.atlas import Atlas
from corridors.fold import State
from corridors.picture.colours import INK, name_colour
from corridors.picture.linestyle import style_of
from corridors.picture.projection import EQUATOR_M, projection_of
from corridors.picture.signs import Sign, radius_of
from corridors.picture.tracks import find_runs
from corridors.view import MODES, PROJECTIONS, STATUSES
from tests.browser.script_page import serve_script

_SAID = """async ({ states, points, lines, owners, kinds, colour, ink }) => {
  const { bitOf } = await import("/script/evidence.js");
  const { styleOf, nameColour } = await import("/script/linestyle.js");
  const { MODES } = await import("/script/link.js");
  const { planeOf } = await import("/script/planes.js");
  const { findRuns } = await import("/script/tracks.js");
  const { traceOf } = await import("/script/geometry.js");
  const { signRadius, signReach } = await import("/script/signs.js");
  const palette = { dead: "#6d7174", unknown: "#7f8487", lift: "0", ink };
  const put = (name) => points.map(([lat, lon]) => {
    const at = [0, 0];
    planeOf(name).put(lat, lon, at, 0);
    return [...at, ...planeOf(name).where(...at), planeOf(name).reaches(lat, lon)];
  });
  return {
    styles: states.map(([basis, mode, lead, stated]) =>
      styleOf({ leg: { basis } }, { lead, stated, modes: bitOf(MODES, mode) }, colour, palette)),
    planes: { mercator: put("mercator"), arctic: put("arctic"), eurasia: put("eurasia") },
    runs: findRuns(lines.map((line) => traceOf(line)), owners),
    signs: kinds.map((kind) =>
      [signRadius(kind), signReach(kind, { gauge: true }), signReach(kind, { dead: true })]),
    name: nameColour(colour, palette),
  };
}"""
KINDS = "port border-crossing terminal station plant city site chokepoint other".split()
COLOUR = "#ce6a02"


def test_the_picture_draws_as_the_map_does(atlas: Atlas, browser: Browser) -> None:
    bases = ("routed", "schematic", "arc")
    states = list(product(bases, MODES, STATUSES, ("quoted", "editor")))
    legs = [leg for one in atlas.document["corridors"] for leg in one["legs"] if leg.get("line")]
    lines, owners = [leg["line"] for leg in legs], [str(at % 7) for at in range(len(legs))]
    points = [[lat, lon] for lat in range(-80, 90, 9) for lon in range(-178, 179, 23)]
    given = {"states": states, "points": points, "lines": lines, "owners": owners}
    with serve_script(atlas.document) as address:
        page = browser.new_page()
        page.goto(address)
        said = page.evaluate(_SAID, {**given, "kinds": KINDS, "colour": COLOUR, "ink": INK})
        page.close()

    for (basis, mode, lead, stated), style in zip(states, said["styles"], strict=True):
        state = State(stated, (mode,), (lead,), (), (), lead, ahead=False)
        ours = style_of(basis, state, COLOUR)
        assert ours.width == pytest.approx(style.pop("width")), state
        told = {**ours._asdict(), "dash": list(ours.dash)}
        assert {key: told[key] for key in style} == style, state
    assert name_colour(COLOUR) == said["name"]
    for kind, reaches in zip(KINDS, said["signs"], strict=True):
        ours = [radius_of(kind), Sign(kind, gauge=True).reach, Sign(kind, dead=True).reach]
        assert ours == pytest.approx(reaches)
    _check_planes(points, said["planes"])
    _check_runs(lines, owners, said["runs"])


def _check_planes(points: list[list[float]], planes: dict[str, list[list[float]]]) -> None:
    lats, lons = np.array(points).T
    for name in PROJECTIONS:
        plane = projection_of(name)
        theirs = np.array(planes[name])
        units = 2**plane.zoom_shift / EQUATOR_M
        ours = plane.project(lats, lons) * units + 0.5
        assert theirs[:, :2] == pytest.approx(ours, abs=1e-7), name
        reached = plane.reaches(lats, lons)
        assert (theirs[:, 4].astype(bool) == reached).all(), name
        back = theirs[reached, 2:4] - np.column_stack([lats, lons])[reached]
        assert back[:, 0] == pytest.approx(0, abs=1e-6), name
        assert (back[:, 1] + 180) % 360 - 180 == pytest.approx(0, abs=1e-6), name


def _check_runs(lines: list[list[list[float]]], owners: list[str], runs: list[list[dict]]) -> None:
    ours = find_runs([np.array(line) for line in lines], owners)
    alike = sum(
        [(run.first, run.last, run.slot, run.turned) for run in own or []]
        == [(run["first"], run["last"], run["slot"], run["turned"]) for run in theirs]
        for own, theirs in zip(ours, runs, strict=True)
    )
    # Points are told apart to 40 m on grids of degrees here, of the plane there.
    assert alike >= 0.9 * len(lines)
    assert any(run.slot for own in ours for run in own or [])
