"""Drawn lines to drafts: stops in order, modes where the file says them, every quote asked for."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from corridors.errors import ImportFault
from corridors.importing import Imported, import_lines
from corridors.importing.calls import REACH_KM
from corridors.importing.drafting import MOST_DRAFTS, QUOTES_ASKED
from corridors.importing.words import column_kind, modes_in_name, modes_in_value
from corridors.model import Mode
from corridors.register_model import Node
from corridors.review.draft import MOST_STOPS, Draft
from tests.hostile import HOSTILE

MINSK, BREST, BAKU, POTI = (53.9, 27.56), (52.1, 23.7), (40.37, 49.85), (42.15, 41.67)
NOWHERE = (-48.9, -123.4)  # the sea's farthest point from any land


def feature(coordinates: list[tuple[float, float]], **properties: object) -> dict[str, object]:
    """A line through (lat, lon), or a point if there is but one."""
    swapped = [[lon, lat] for lat, lon in coordinates]
    shape = (
        {"type": "LineString", "coordinates": swapped}
        if len(swapped) > 1
        else {"type": "Point", "coordinates": swapped[0]}
    )
    return {"type": "Feature", "geometry": shape, "properties": properties}


def imported(*features: dict[str, object], name: str = "Layer", **options: object) -> Imported:
    data = json.dumps({"type": "FeatureCollection", "name": name, "features": features}).encode()
    return import_lines("a.geojson", data, **options)  # type: ignore[arg-type]


def csv(*rows: str) -> Imported:
    return import_lines("a.csv", "\n".join(rows).encode())


def names(draft: Draft) -> list[str]:
    return [stop.name for stop in draft.stops]


def ends(draft: Draft) -> list[tuple[str, str]]:
    return [(leg.start, leg.end) for leg in draft.legs]


def modes(draft: Draft) -> list[list[str]]:
    return [[mode.value.value for mode in leg.modes] for leg in draft.legs]


def node(at: str, name: str, position: tuple[float, float], **other: object) -> Node:
    located = {"editor": "A test", "reason": "made up"}
    given = {"country": "BY", "kind": "terminal", "precision_km": 1, "located": located, **other}
    return Node.model_validate({"id": at, "name": name, "position": position, **given})


def test_a_line_drawn_by_hand_calls_where_it_begins_bends_and_ends() -> None:
    (draft,) = imported(feature([MINSK, BREST, (50.0, 15.9), (49.9, 9.2)], name="Way")).drafts
    assert draft.name == "Way"
    assert names(draft)[:2] == ["Minsk", "Brest"]
    assert ends(draft) == [(f"s{n}", f"s{n + 1}") for n in range(1, len(draft.stops))]
    assert all(stop.place for stop in draft.stops[:2])
    assert draft.picture == ((MINSK, BREST, (50.0, 15.9), (49.9, 9.2)),)


def test_nothing_has_a_quote_and_the_draft_says_so() -> None:
    (draft,) = imported(feature([MINSK, BAKU, POTI], name="Way", mode="rail")).drafts
    assert draft.named == ()
    assert all(stop.stated == () for stop in draft.stops)
    assert all(leg.stated == () for leg in draft.legs)
    assert all(mode.evidence is None for leg in draft.legs for mode in leg.modes)
    assert draft.asks[-1] == QUOTES_ASKED


def test_the_origin_names_file_format_and_reach_but_no_folder_of_the_users() -> None:
    data = json.dumps(feature([MINSK, POTI])).encode()
    origin = import_lines("C:\\Users\\ann\\secret/way.json", data).origin
    assert origin.by == "import"
    assert origin.detail == {"file": "way.json", "format": "geojson", "reach_km": f"{REACH_KM:g}"}


def test_a_point_of_the_file_beside_the_line_is_a_stop_where_it_lies() -> None:
    line = feature([MINSK, POTI], name="Way")
    beside = feature([(48.0, 34.4)], name="Halfway yard")
    far = feature([(60.0, 90.0)], name="Elsewhere")
    (draft,) = imported(far, line, beside).drafts
    assert names(draft) == ["Minsk", "Halfway yard", "Poti"]
    halfway = draft.stops[1]
    assert halfway.place is not None
    assert (halfway.place.position, halfway.place.source) == ((48.0, 34.4), "coordinates")
    assert any("Halfway yard: no known place of that name" in ask for ask in draft.asks)


def test_a_named_point_at_the_lines_end_names_the_end() -> None:
    (draft,) = imported(feature([MINSK, (40.3, 49.9)]), feature([BAKU], name="Baku port")).drafts
    assert names(draft) == ["Minsk", "Baku port"]
    assert draft.stops[1].place is not None
    assert draft.stops[1].place.country == "AZ"


def test_an_end_where_nothing_is_known_is_unnamed_and_asked_for() -> None:
    (draft,) = imported(feature([MINSK, NOWHERE])).drafts
    unnamed = draft.stops[1]
    assert (unnamed.name, unnamed.place) == ("Unnamed stop 2", None)
    assert [place.position for place in unnamed.candidates] == [NOWHERE]
    assert any(ask.startswith("Unnamed stop 2: the file gives no name") for ask in draft.asks)
    assert "name the corridor" not in draft.asks[0]  # the layer's name is taken


def test_a_bend_at_no_known_place_only_gives_the_line_its_shape() -> None:
    (draft,) = imported(feature([MINSK, (47.95, 44.1), BAKU], name="Way")).drafts
    assert names(draft) == ["Minsk", "Baku"]
    assert len(draft.picture[0]) == 3


def test_a_node_of_the_atlas_goes_before_the_town_beside_it_and_keeps_its_id() -> None:
    yard = node("kolyadichi", "Kolyadichi", (53.83, 27.58))
    for start, chosen in (((53.83, 27.58), "kolyadichi"), ((53.2, 29.9), None)):
        (draft,) = imported(feature([start, POTI]), nodes=[yard]).drafts
        assert draft.stops[0].place is not None
        assert draft.stops[0].place.at == chosen


def test_a_name_in_the_file_chooses_among_the_places_near() -> None:
    yard = node("kolyadichi", "Kolyadichi", (53.83, 27.58), names={"ru": "Колядичи"})
    line = [feature([MINSK, POTI]), feature([MINSK], name="станция Колядичи")]
    (draft,) = imported(*line, nodes=[yard]).drafts
    assert draft.stops[0].name == "станция Колядичи"
    assert draft.stops[0].place is not None
    assert draft.stops[0].place.at == "kolyadichi"


def test_a_wider_reach_finds_what_lies_farther_off() -> None:
    start = (53.9, 28.2)  # some 40 km east of Minsk
    near = imported(feature([start, POTI]), reach_km=5).drafts[0].stops[0]
    wide = imported(feature([start, POTI]), reach_km=60).drafts[0].stops[0]
    assert "Minsk" not in [place.name for place in near.candidates]
    assert "Minsk" in [place.name for place in wide.candidates]
    for reach in (0, 500, float("nan")):
        with pytest.raises(ImportFault, match="is no reach"):
            imported(feature([start, POTI]), reach_km=reach)


def test_lines_that_lead_on_from_one_another_are_one_draft_each_with_its_mode() -> None:
    (draft,) = imported(
        feature([MINSK, BAKU], name="Leg 1", mode="Rail"),
        feature([BAKU, POTI], name="Leg 2", transport="truck"),
        name="Minsk–Poti",
    ).drafts
    assert (draft.name, names(draft)) == ("Minsk–Poti", ["Minsk", "Baku", "Poti"])
    assert modes(draft) == [["rail"], ["road"]]


def test_lines_apart_are_drafts_of_their_own() -> None:
    result = imported(feature([MINSK, BREST], name="A"), feature([BAKU, POTI], name="B"))
    assert [draft.name for draft in result.drafts] == ["A", "B"]


def test_a_ring_comes_back_to_its_first_stop() -> None:
    (draft,) = imported(feature([MINSK, BAKU, POTI, MINSK], name="Ring")).drafts
    assert names(draft) == ["Minsk", "Baku", "Poti"]
    assert ends(draft) == [("s1", "s2"), ("s2", "s3"), ("s3", "s1")]


def test_a_line_that_stays_at_one_place_asks_for_stops() -> None:
    (draft,) = imported(feature([MINSK, MINSK], name="Dot")).drafts
    assert (names(draft), draft.legs) == (["Minsk"], ())
    assert any("begins and ends at one place" in ask for ask in draft.asks)


def test_points_without_a_line_are_taken_in_the_files_order_which_is_asked_for() -> None:
    (draft,) = imported(
        feature([MINSK], name="Minsk"), feature([BAKU], name="Baku"), feature([POTI], name="Poti")
    ).drafts
    assert names(draft) == ["Minsk", "Baku", "Poti"]
    assert any("check the order" in ask for ask in draft.asks)
    with pytest.raises(ImportFault, match="fewer than two points"):
        imported(feature([MINSK], name="Minsk"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Minsk,53.9,27.56, Baku,40.37,49.85,rail Poti,42.15,41.67,road", [["rail"], ["road"]]),
        ("Minsk,53.9,27.56,rail Baku,40.37,49.85,road Poti,42.15,41.67,", [["rail"], ["road"]]),
        ("Minsk,53.9,27.56,sea Baku,40.37,49.85,sea Poti,42.15,41.67,sea", [["sea"], ["sea"]]),
        ("Minsk,53.9,27.56,rail Baku,40.37,49.85,road Poti,42.15,41.67,sea", [[], []]),
        ("Minsk,53.9,27.56,ox Baku,40.37,49.85,2 Poti,42.15,41.67,", [[], ["rail"]]),
    ],
)
def test_modes_told_point_by_point_belong_to_the_legs_between(
    rows: str, expected: list[list[str]]
) -> None:
    (draft,) = csv("name,lat,lon,mode", *rows.split(" ")).drafts
    assert names(draft) == ["Minsk", "Baku", "Poti"]
    assert modes(draft) == expected
    assert any("mode" in ask for ask in draft.asks[:-1]) == ([] in expected)


def test_a_mode_that_is_not_known_is_named_and_asked_for() -> None:
    (draft,) = imported(feature([MINSK, POTI], name="Way", mode="pipeline")).drafts
    assert modes(draft) == [[]]
    assert any("'pipeline' is no mode that is known" in ask for ask in draft.asks)


def test_modes_are_read_in_four_languages_by_code_and_in_lists() -> None:
    said = {
        "Железнодорожный": "rail",
        "чыгуначны": "rail",
        "Denizyolu": "sea",
        "3": "road",
        "Ж/Д": "rail",
        "TIR": None,
    }
    for text, mode in said.items():
        assert modes_in_value(text) == ((Mode(mode),) if mode else ()), text
    assert modes_in_value("road, rail") == (Mode.ROAD, Mode.RAIL)
    assert modes_in_value("road, ox") == ()
    assert modes_in_name("Minsk – Poti (rail)") == (Mode.RAIL,)
    assert modes_in_name("Rail: Minsk – Poti") == (Mode.RAIL,)
    for name in ("Black Sea corridor", "Belt and Road", "Northern Sea Route", "Way (2)", "1", None):
        assert modes_in_name(name) == ()
    assert column_kind("Вид_транспорта") == column_kind("Transport mode") == "mode"


def test_a_line_over_the_antimeridian_is_unbroken_and_its_picture_is_cut_there() -> None:
    parts = {
        "type": "MultiLineString",
        "coordinates": [[[170.0, 65.0], [180.0, 66.0]], [[-180.0, 66.0], [-165.4, 64.5]]],
    }
    mixed = {"type": "LineString", "coordinates": [[170, 65], [179, 66], [181, 66], [-165.4, 64.5]]}
    for geometry in (parts, mixed):
        one = {"type": "Feature", "properties": {"name": "Strait"}, "geometry": geometry}
        (draft,) = imported(one).drafts
        assert names(draft)[-1] == "Nome"
        assert len(draft.picture) == 2
        for piece in draft.picture:
            assert all(abs(a[1] - b[1]) < 20 for a, b in pairwise(piece))


def test_a_long_line_is_told_by_few_stops_and_a_thinned_picture() -> None:
    line = [(53.9 + n * 1e-4, 27.56 + n * 2e-4) for n in range(50_000)]
    (draft,) = imported(feature(line, name="Track")).drafts
    assert 2 <= len(draft.stops) <= 20
    assert sum(map(len, draft.picture)) <= 5_001
    assert draft.picture[0][0] == pytest.approx(line[0])
    assert draft.picture[0][-1] == pytest.approx(line[-1])


def test_a_line_that_follows_its_way_calls_at_the_atlass_nodes_alone() -> None:
    bend = (50.45, 30.52)  # Kyiv
    way = [(53.9 - n * 0.0345, 27.56 + n * 0.0296) for n in range(100)]
    way += [(bend[0] - n * 0.083, bend[1] + n * 0.11) for n in range(1, 101)]
    (plain,) = imported(feature(way)).drafts
    assert len(plain.stops) == 2
    kyiv = node("kyiv", "Kyiv", bend, country="UA", kind="city")
    (known,) = imported(feature(way), nodes=[kyiv]).drafts
    assert [stop.place.at for stop in known.stops if stop.place and stop.place.at] == ["kyiv"]


def test_modes_in_a_list_are_all_proposed() -> None:
    (draft,) = imported(feature([MINSK, POTI], modes=["rail", "road"])).drafts
    assert modes(draft) == [["rail", "road"]]


def test_swapped_degrees_are_suspected_told_and_mended_on_demand() -> None:
    turned = [feature([(lon, lat)], name=name) for name, (lat, lon) in
              {"Minsk": MINSK, "Baku": BAKU, "Poti": POTI}.items()]  # fmt: skip
    (doubt,) = imported(*turned).doubts
    assert "look swapped: the other way round, 3 of 3 stops" in doubt
    mended = imported(*turned, swap=True)
    assert mended.doubts == ()
    assert [stop.place.country for stop in mended.drafts[0].stops if stop.place] == [
        "BY",
        "AZ",
        "GE",
    ]
    right = imported(
        *(feature([at], name=name) for name, at in {"Minsk": MINSK, "Poti": POTI}.items())
    )
    assert right.doubts == ()
    with pytest.raises(ImportFault, match="is no latitude"):
        imported(feature([(50.0, 120.0), POTI]), swap=True)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_kept_as_words(text: str) -> None:
    result = imported(
        feature([MINSK, POTI], name=text, description=text, mode=text),
        feature([MINSK], name=text),
        name=text,
    )
    (draft,) = result.drafts
    assert draft.name is not None
    assert draft.name == " ".join(text.split())[:200].strip()
    assert draft.stops[0].name == draft.name
    assert Draft.model_validate(draft.model_dump(mode="json")) == draft


def test_more_lines_or_stops_than_anybody_reviews_are_refused() -> None:
    apart = [feature([(n / 2 - 40, 0.0), (n / 2 - 40, 90.0)]) for n in range(MOST_DRAFTS + 1)]
    with pytest.raises(ImportFault, match=f"of at most {MOST_DRAFTS}"):
        imported(*apart)
    with pytest.raises(ImportFault, match=f"at most {MOST_STOPS} stops"):
        csv("name,lat,lon", *(f"P{n},{n / 10 - 40},10" for n in range(MOST_STOPS + 1)))


def test_what_was_left_out_comes_with_the_drafts() -> None:
    bad = feature([(99.0, 1.0), POTI], name="Bad")
    result = imported(bad, feature([MINSK, POTI], name="Good"))
    assert [draft.name for draft in result.drafts] == ["Good"]
    assert "feature 1 “Bad”" in str(result.faults[0])
