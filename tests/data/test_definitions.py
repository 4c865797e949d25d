"""The published definitions, file by file: quotes in their articles, lines where they may be."""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path

import pytest
from shapely import make_valid, unary_union
from shapely.geometry import LineString

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "data" / "build"))

from basemap_topology import read_topology, to_polygon

from corridors import paths
from corridors.atlas import Atlas
from corridors.catalog import Catalog, Grounded
from corridors.claims import walk_claims
from corridors.coverage import cover, read_checklist, uncovered, write_table
from corridors.model import CorridorKind

FILES = sorted(paths.DEFINITIONS.glob("*.yaml"))
DOCS = Path(__file__).parents[2] / "docs"


def _grounded(catalog: Catalog, name: str) -> Grounded:
    return next(g for g in catalog.corridors if g.definition.id == name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_definition_is_sound(catalog: Catalog, path: Path) -> None:
    assert [str(f) for f in catalog.faults if f.file.endswith(path.name)] == []
    assert _grounded(catalog, path.stem).definition.id == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_quote_of_a_definition_stands_in_its_article_at_its_offsets(
    catalog: Catalog, path: Path
) -> None:
    grounded = _grounded(catalog, path.stem)
    for place, claim in walk_claims(grounded.definition):
        if claim.article is None:
            continue
        article = catalog.articles[claim.article]
        stored = (paths.SEEDS / article.record.file).read_bytes().decode("utf-8")
        passage = grounded.passages[place]
        assert stored[passage.start : passage.end] == claim.quote, place
        for span in article.record.furniture:
            assert passage.end <= span.start or span.end <= passage.start, place


def test_nothing_in_registers_or_articles_is_at_fault(catalog: Catalog) -> None:
    assert catalog.faults == ()


def test_all_nine_groups_are_there(catalog: Catalog) -> None:
    assert {g.definition.group for g in catalog.corridors} == set(range(1, 10))


def test_every_row_of_the_checklist_that_needs_a_claim_has_one(atlas: Atlas) -> None:
    covered = cover(read_checklist(), atlas.document["claims"].values())
    assert len(covered) == 136
    assert uncovered(covered) == []


def test_the_checklist_points_at_the_words_it_names(catalog: Catalog) -> None:
    for row in read_checklist():
        assert catalog.articles[row.article].text[row.offset : row.end] == row.phrase, row.row


def test_the_coverage_page_is_what_the_command_writes(atlas: Atlas) -> None:
    table = write_table(cover(read_checklist(), atlas.document["claims"].values()))
    assert (DOCS / "coverage.md").read_text(encoding="utf-8") == table


def test_the_military_flows_have_no_path_no_way_stations_and_no_lengths(catalog: Catalog) -> None:
    definition = _grounded(catalog, "belarus-russia-military-rail").definition
    assert definition.kind is CorridorKind.FLOW
    assert all(leg.via == () for leg in definition.legs)
    told = [s for leg in definition.legs for s in leg.statements] + list(definition.statements)
    assert {s.topic for s in told}.isdisjoint({"length", "duration"})
    assert {s.unit for s in told}.isdisjoint({"km", "nmi", "days"})


def test_the_negative_statement_stands_with_the_corridor_and_with_every_leg(
    catalog: Catalog,
) -> None:
    definition = _grounded(catalog, "belarus-russia-military-rail").definition
    for thing in (definition, *definition.legs):
        negative = [s for s in thing.statements if s.topic == "negative"]
        assert any("no deliveries of weapons or ammunition" in (s.quote or "") for s in negative)


def test_crimea_is_labelled_as_occupied_and_lies_in_ukraine(catalog: Catalog) -> None:
    crimea = catalog.registers.areas["crimea"]
    assert (crimea.name, crimea.countries) == ("Crimea (occupied)", ("UA",))


def test_the_first_corridor_names_no_stop_between_kolyadichi_and_novorossiysk(
    catalog: Catalog,
) -> None:
    legs = _grounded(catalog, "kolyadichi-novorossiysk-gebze").definition.legs
    assert [(leg.start, leg.end) for leg in legs] == [
        ("kolyadichi", "novorossiysk"),
        ("novorossiysk", "gebze"),
    ]
    assert all(via.at is None for via in legs[0].via)
    assert [via.at for via in legs[1].via if via.at] == ["bosphorus"]


def test_two_services_on_the_first_corridor_keep_their_own_statuses(catalog: Catalog) -> None:
    leg = _grounded(catalog, "kolyadichi-novorossiysk-gebze").definition.legs[0]
    assert {(s.value, s.service) for s in leg.status} == {
        ("announced", "container trains"),
        ("operating", "LCL (groupage)"),
    }


def test_the_northern_sea_route_runs_on_over_the_antimeridian(atlas: Atlas) -> None:
    (route,) = (c for c in atlas.document["corridors"] if c["id"] == "northern-sea-route")
    crossing = [leg for leg in route["legs"] if max(lon for _, lon in leg["line"]) > 180]
    assert crossing
    for leg in route["legs"]:
        lons = [lon for _, lon in leg["line"]]
        assert all(abs(a - b) < 180 for a, b in itertools.pairwise(lons))


def test_no_line_is_drawn_through_ukraine_but_those_to_its_own_ports(atlas: Atlas) -> None:
    ground = read_topology(json.loads((paths.DATA / "basemap" / "world-50m.json").read_bytes()))
    (rings,) = (country.polygons for country in ground.countries if country.numeric == "UA")
    ukraine = unary_union([make_valid(to_polygon(ground.arcs, ring)) for ring in rings])
    crossing = {
        f"{corridor['id']}.{leg['id']}"
        for corridor in atlas.document["corridors"]
        for leg in corridor["legs"]
        if leg["basis"] in ("schematic", "routed")
        and LineString([(lon, lat) for lat, lon in leg["line"]]).intersects(ukraine)
    }
    assert crossing == {"western-gateways.soligorsk-odesa", "western-gateways.soligorsk-mykolaiv"}


def test_rasht_astara_is_a_road_today_and_a_railway_only_proposed(atlas: Atlas) -> None:
    (route,) = (c for c in atlas.document["corridors"] if c["id"] == "north-south-corridor")
    claims = atlas.document["claims"]
    by_mode = {
        claims[leg["mode"][0]]["value"]: {claims[s]["value"] for s in leg["status"]}
        for leg in route["legs"]
        if {leg["from"], leg["to"]} == {"astara-ir", "rasht"}
    }
    assert "operating" in by_mode["road"]
    assert by_mode["rail"] == {"proposed"}
