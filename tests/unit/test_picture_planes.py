"""The planes of a picture: projected as PROJ does, cut where they end, with a scale that holds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Proj
from shapely import Polygon

from corridors.errors import PictureError
from corridors.picture.basemap import read_topology
from corridors.picture.ground import draw_ground, draw_sea
from corridors.picture.plane import cut_line, cut_ring
from corridors.picture.projection import ARCTIC, EURASIA, MERCATOR, Projection, projection_of
from corridors.picture.scale import length_km, make_scale
from corridors.picture.sheet import Box, Frame, Sheet, box_of_frame, fit_sheet
from corridors.picture.shore import Shore
from corridors.view import PROJECTIONS
from corridors.wording import THIN_SPACE

PLANES = (MERCATOR, ARCTIC, EURASIA)
WGS84 = Geod(ellps="WGS84")
FRAMES = {
    "mercator": Frame(35, 20, 60, 60),
    "arctic": Frame(60, 30, 85, 200),
    "eurasia": Frame(5, 20, 65, 110),
}


def _sheet(plane: Projection, frame: Frame | None = None) -> Sheet:
    return fit_sheet(plane, box_of_frame(plane, frame or FRAMES[plane.name]), 700, 500, 0)


@pytest.mark.parametrize("plane", PLANES, ids=PROJECTIONS)
@given(lat=st.floats(15, 84), lon=st.floats(-20, 160))
def test_a_point_that_is_projected_comes_back(plane: Projection, lat: float, lon: float) -> None:
    back = plane.unproject(plane.project([lat], [lon]))[0]
    assert back == pytest.approx([lat, lon], abs=1e-6)


def test_mercator_and_the_polar_plane_are_those_of_the_epsg_register() -> None:
    lats, lons = np.array([71.0, 45.0, 84.0, 60.0]), np.array([33.0, 60.0, 170.0, -170.0])
    x, y = Proj("EPSG:3857")(lons, lats)
    assert MERCATOR.project(lats, lons) == pytest.approx(np.column_stack([x, -y]))
    # EPSG:3995 has 0° pointing down; ours is that, turned by 105°.
    x, y = Proj("EPSG:3995")(lons - 105, lats)
    assert ARCTIC.project(lats, lons) == pytest.approx(np.column_stack([x, -y]), abs=1e-3)


@pytest.mark.parametrize(("lat", "lon"), [(55, 37), (19, 73), (70, 160), (40, -8)])
def test_the_view_of_eurasia_keeps_areas(lat: float, lon: float) -> None:
    lats = np.array([lat, lat, lat + 0.5, lat + 0.5])
    lons = np.array([lon, lon + 0.5, lon + 0.5, lon])
    true_m2 = abs(WGS84.polygon_area_perimeter(lons, lats)[0])
    assert Polygon(EURASIA.project(lats, lons)).area == pytest.approx(true_m2, rel=1e-3)


def test_mercator_runs_on_past_the_antimeridian() -> None:
    (west, _), (east, _) = MERCATOR.project([60, 60], [179, 181])
    assert east - west == pytest.approx(2 / 360 * 40_075_016.7, rel=1e-6)


@pytest.mark.parametrize("plane", [ARCTIC, EURASIA], ids=["arctic", "eurasia"])
def test_what_is_out_of_reach_is_moved_to_the_rim_in_its_direction(plane: Projection) -> None:
    rim = plane.rim()
    assert rim is not None
    radius = np.hypot(*rim.T)
    far = plane.project([-89, -45, -60], [0, -100, 150])
    assert not plane.reaches([-89, -45, -60], [0, -100, 150]).any()
    assert (np.hypot(*far.T) <= radius.max() * 1.001).all()
    assert (np.hypot(*far.T) >= radius.min() * 0.999).all()


@pytest.mark.parametrize(
    ("plane", "land", "water"),
    [
        (MERCATOR, [(50, 31), (39, 35)], [(43, 34), (42, 50)]),
        (ARCTIC, [(62, 105), (75, -42), (64, -145)], [(89.9, 0), (75, 160), (72, 35)]),
        (EURASIA, [(62, 105), (22, 79), (40, 35)], [(15, 65), (75, 80), (43, 34)]),
    ],
    ids=PROJECTIONS,
)
def test_land_is_land_and_water_water_on_every_plane(
    plane: Projection, land: list[tuple[float, float]], water: list[tuple[float, float]]
) -> None:
    wide = {"arctic": Frame(55, -180, 90, 180), "eurasia": Frame(0, 0, 80, 140)}
    sheet = _sheet(plane, wide.get(plane.name))
    shore = Shore(draw_ground(sheet).land)

    def share(at: tuple[float, float]) -> float:
        x, y = sheet.at(*at)
        return shore.share_of_land(Box(x, y, x, y))

    assert [share(at) for at in land] == [1.0] * len(land)
    assert [share(at) for at in water] == [0.0] * len(water)


@pytest.mark.parametrize("plane", PLANES, ids=PROJECTIONS)
def test_the_ground_stays_within_the_sheet(plane: Projection) -> None:
    sheet = _sheet(plane)
    ground = draw_ground(sheet)
    parts = [*ground.land, *draw_sea(sheet), *(p for lines in ground.lines.values() for p in lines)]
    sight = sheet.bounds.grown(4.001)
    assert ground.land
    assert ground.lines["border"]
    assert all(sight.holds(Box(*part.min(axis=0), *part.max(axis=0))) for part in parts)


def test_no_coast_on_the_polar_plane_runs_across_the_map() -> None:
    sheet = _sheet(ARCTIC, Frame(60, -180, 90, 180))
    steps = [np.hypot(*np.diff(line, axis=0).T).max() for line in draw_ground(sheet).lines["coast"]]
    assert max(steps) < 40


def test_a_file_of_the_basemap_is_read_as_its_format_says() -> None:
    topology = read_topology("world-50m")
    assert {"RU", "BY", "TR"} <= set(topology.countries)
    assert -90 <= topology.lats.min() < topology.lats.max() < 90
    # Longitudes run on: Chukotka is not cut at 180°.
    arcs = {n if n >= 0 else ~n for ring in topology.countries["RU"] for n in ring}
    easts = [topology.lons[topology.starts[n] : topology.starts[n + 1]].max() for n in arcs]
    assert max(easts) == pytest.approx(190.3, abs=0.5)


@pytest.mark.parametrize("plane", PLANES, ids=PROJECTIONS)
def test_the_scale_bar_is_as_long_as_it_says(plane: Projection) -> None:
    sheet = _sheet(plane)
    scale = make_scale(sheet, [], [])
    assert scale is not None
    assert [bar.text.split(THIN_SPACE)[1] for bar in scale.bars] == ["km", "nmi"]
    for bar in scale.bars:
        start, end = sheet.position(scale.x, scale.y), sheet.position(scale.x + bar.length, scale.y)
        assert start is not None
        assert end is not None
        told = float(bar.text.split(THIN_SPACE)[0]) * (1.0 if bar.text.endswith("km") else 1.852)
        true_km = WGS84.inv(start.lon, start.lat, end.lon, end.lat)[2] / 1000
        assert true_km == pytest.approx(told, rel=1e-3)
        assert bar.km == pytest.approx(told)
    assert f"{abs(sheet.position(scale.x, scale.y).lat):.0f}°" in scale.note


def test_the_scale_keeps_off_lines_and_says_where_it_holds() -> None:
    sheet = _sheet(MERCATOR)
    left = make_scale(sheet, [], [])
    assert left is not None
    line = np.array([(left.box.x0, left.box.y0), (left.box.x1, left.box.y1)])
    right = make_scale(sheet, [line], [])
    assert right is not None
    assert right.x > sheet.width / 2
    assert sheet.bounds.holds(right.box)
    assert right.note.startswith("at 3")


def test_there_is_no_scale_off_the_globe() -> None:
    far = Sheet(ARCTIC, 700, 500, 1e-6, 5e8, 5e8)
    assert make_scale(far, [], []) is None
    assert length_km(far, 0, 0, 10) is None


@pytest.mark.parametrize(
    "frame",
    [Frame(50, 20, 40, 60), Frame(40, 60, 50, 20), Frame(-91, 0, 0, 10), Frame(0, 0, 10, 400)],
)
def test_a_frame_that_is_none_is_refused_with_the_mend(frame: Frame) -> None:
    with pytest.raises(PictureError, match="south below north"):
        box_of_frame(MERCATOR, frame)


def test_another_projection_is_refused_with_those_there_are() -> None:
    with pytest.raises(PictureError, match="mercator, arctic, eurasia"):
        projection_of("globe")


def test_a_sheet_shows_what_it_was_fitted_to_and_no_nearer_than_the_ground_bears() -> None:
    box = box_of_frame(EURASIA, FRAMES["eurasia"])
    sheet = fit_sheet(EURASIA, box, 700, 500, 40)
    corners = sheet.place(np.array([(box.x0, box.y0), (box.x1, box.y1)]))
    assert sheet.bounds.grown(-39.9).holds(Box(*corners.ravel()))
    point = fit_sheet(MERCATOR, Box(0, 0, 0, 0), 700, 500, 40)
    assert point.zoom == pytest.approx(8.0)


_square = st.lists(st.tuples(st.floats(-50, 150), st.floats(-50, 150)), min_size=3, max_size=12)


@given(_square)
def test_a_ring_is_cut_to_the_box_and_keeps_its_area_in_it(
    points: list[tuple[float, float]],
) -> None:
    ring, box = np.array(points), Box(0, 0, 100, 100)
    shape = Polygon(points)
    parts = cut_ring(ring, box)
    assert all(box.grown(1e-6).holds(Box(*part.min(axis=0), *part.max(axis=0))) for part in parts)
    if shape.is_valid:
        within = shape.intersection(Polygon([(0, 0), (100, 0), (100, 100), (0, 100)])).area
        # Edges that run along the box add nothing to the area.
        area = sum(abs(_signed_area(part)) for part in parts)
        assert area == pytest.approx(within, abs=1e-3 + 1e-6 * shape.area)


def _signed_area(ring: np.ndarray) -> float:
    x, y = ring.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def test_a_line_is_cut_where_it_leaves_and_goes_on_where_it_comes_back() -> None:
    line = np.array([(10.0, 50.0), (150.0, 50.0), (150.0, 80.0), (10.0, 80.0)])
    parts = cut_line(line, Box(0, 0, 100, 100))
    assert [part.tolist() for part in parts] == [
        [[10.0, 50.0], [100.0, 50.0]],
        [[100.0, 80.0], [10.0, 80.0]],
    ]
