"""The GeoJSON of a view, held to RFC 7946 and to what the atlas says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from corridors.atlas import Atlas, build_atlas
from corridors.exports import write_export
from corridors.share import Known, read_link
from corridors.view import View
from tests.small_world import SmallWorld


def _collection(atlas: Atlas, view: View | None = None) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(write_export(atlas, view, "geojson"))
    return content


@pytest.fixture(scope="module")
def collection(atlas: Atlas) -> dict[str, Any]:
    """The whole real atlas as GeoJSON."""
    return _collection(atlas)


def _features(collection: dict[str, Any], kind: str) -> dict[str, Any]:
    found = collection["features"]
    return {one["id"]: one for one in found if one["properties"]["feature"] == kind}


def _positions(geometry: Any) -> Iterator[list[float]]:
    def walk(value: Any) -> Iterator[list[float]]:
        if value and isinstance(value[0], int | float):
            yield value
        else:
            for one in value:
                yield from walk(one)

    yield from walk(geometry["coordinates"] if geometry else [])


def test_the_collection_is_well_formed_and_names_no_other_system(
    collection: dict[str, Any], atlas: Atlas
) -> None:
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    assert (collection["atlas"], collection["view"]) == (atlas.hash, None)
    ids = [feature["id"] for feature in collection["features"]]
    assert len(ids) == len(set(ids))
    for feature in collection["features"]:
        assert set(feature) <= {"type", "id", "bbox", "geometry", "properties"}
        assert feature["type"] == "Feature"
        for lon, lat in _positions(feature["geometry"]):
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90


def test_no_line_crosses_the_map_and_two_legs_are_cut_at_180(collection: dict[str, Any]) -> None:
    cut = {}
    for name, feature in _features(collection, "leg").items():
        geometry = feature["geometry"]
        if geometry and geometry["type"].endswith("LineString"):
            lines = geometry["coordinates"]
            lines = lines if geometry["type"] == "MultiLineString" else [lines]
            assert all(len(line) >= 2 for line in lines)
            assert all(abs(b[0] - a[0]) < 180 for line in lines for a, b in pairwise(line))
            if len(lines) > 1:
                cut[name] = (lines[0][-1][0], lines[1][0][0])
                west, _, east, _ = feature["bbox"]
                assert west > east
    assert cut == {
        "northern-sea-route.pevek-provideniya": (180, -180),
        "northern-sea-route.provideniya-petropavlovsk": (-180, 180),
    }


def test_every_line_ends_at_the_places_it_names(collection: dict[str, Any]) -> None:
    nodes = _features(collection, "node")
    for feature in _features(collection, "leg").values():
        positions = list(_positions(feature["geometry"]))
        ends = [end["id"] for end in feature["properties"]["ends"]]
        if positions:
            at = [nodes[f"node/{end}"]["geometry"]["coordinates"] for end in ends]
            assert [positions[0], positions[-1]] == [pytest.approx(one, abs=1e-4) for one in at]
        else:
            assert any(f"node/{end}" not in nodes for end in ends)


def test_a_flow_is_its_two_ends_and_has_no_length(collection: dict[str, Any]) -> None:
    legs = _features(collection, "leg").values()
    flows = [leg for leg in legs if leg["properties"]["basis"] == "arc"]
    assert len(flows) >= 4
    for flow in flows:
        assert flow["geometry"]["type"] == "MultiPoint"
        assert len(flow["geometry"]["coordinates"]) == 2
        assert "assumed_path_km" not in flow["properties"]


def test_what_is_told_in_words_has_no_geometry(collection: dict[str, Any]) -> None:
    legs = _features(collection, "leg").values()
    told = [leg for leg in legs if leg["properties"]["basis"] == "none"]
    assert told
    areas = _features(collection, "area")
    assert areas
    assert {one["geometry"] for one in (*told, *areas.values())} == {None}


def test_a_place_is_a_point_with_its_precision(collection: dict[str, Any], atlas: Atlas) -> None:
    for name, feature in _features(collection, "node").items():
        node = atlas.document["nodes"][name.removeprefix("node/")]
        lat, lon = node["at"]
        assert feature["geometry"] == {
            "type": "Point",
            "coordinates": [pytest.approx(lon, abs=1e-4), pytest.approx(lat, abs=1e-4)],
        }
        assert feature["properties"]["precision_km"] == node["precision_km"]


def test_each_quote_goes_out_with_publisher_title_date_address_and_offsets(
    collection: dict[str, Any], atlas: Atlas
) -> None:
    claims = atlas.document["claims"]
    seen = set()
    for feature in collection["features"]:
        for source in feature["properties"]["sources"]:
            assert {"publisher", "title", "published", "url"} <= set(source)
            for claim in source["claims"]:
                held = claims[claim["id"]]
                seen.add(claim["id"])
                assert held["source"] == source["id"]
                assert claim.get("quote") == held.get("quote")
                if "quote" in claim:
                    assert claim["quote_end"] - claim["quote_start"] == len(claim["quote"])
                assert "prefix" not in claim
                assert "suffix" not in claim
    of_items = {name for name, claim in claims.items() if "." in claim["about"]}
    assert of_items <= seen


def test_a_status_says_since_when_and_how_that_is_known(world: SmallWorld) -> None:
    atlas = build_atlas(world.load())
    legs = _features(_collection(atlas), "leg")
    (sea,) = legs["ferry.sea"]["properties"]["statuses"]
    assert (sea["status"], sea["since"], sea["since_is"]) == (
        ["operating"],
        "2025-03-01",
        "reported",
    )
    later = _features(_collection(atlas, View(asof="2026-02-01")), "leg")["ferry.rail"]
    assert later["properties"]["status"] == "not-known"
    (rail,) = later["properties"]["statuses"]
    assert (rail["since"], rail["since_is"], rail["known"]) == ("2025-02", "in effect", False)
    assert rail["known_until"] == "2025-12-31"


def test_a_view_holds_its_own_legs_and_only_the_claims_of_sources_that_are_on(
    atlas: Atlas,
) -> None:
    link = "?c=northern-sea-route,suez-red-sea&off=editor-corridor-atlas&mode=sea"
    view, problems = read_link(link, Known.of(atlas.document))
    assert problems == []
    collection = _collection(atlas, view)
    legs = _features(collection, "leg").values()
    assert {leg["properties"]["corridor"] for leg in legs} == {"northern-sea-route", "suez-red-sea"}
    assert all("sea" in leg["properties"]["modes"] for leg in legs)
    for feature in collection["features"]:
        assert "editor-corridor-atlas" not in {s["id"] for s in feature["properties"]["sources"]}
    assert collection["view"] == link


def test_an_empty_view_is_an_empty_collection(atlas: Atlas) -> None:
    collection = _collection(atlas, View(corridors=()))
    assert collection["features"] == []
    assert "bbox" not in collection
