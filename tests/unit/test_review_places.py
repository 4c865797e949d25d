"""The places that a person may choose from, and the drafts that an extraction becomes."""

from __future__ import annotations

import pytest

from corridors import paths
from corridors.catalog import Catalog
from corridors.errors import GeocodingError
from corridors.extraction.extract import extract
from corridors.model import Mode
from corridors.reading import read_text
from corridors.review.colour import COLOURS, choose_colour
from corridors.review.draft import Draft, DraftStop, Place
from corridors.review.from_extraction import drafts_of
from corridors.review.gate import objections_to
from corridors.review.places import place_at, places_named
from corridors.review.placing import place_stops

SEED = "britpanorama-2025-12-04"


def _names(places: tuple[Place, ...]) -> list[str]:
    return [place.at or f"{place.name}, {place.country}" for place in places]


def test_a_name_finds_the_atlas_s_own_place_before_the_gazetteer_s(catalog: Catalog) -> None:
    found = places_named("Brest", None, catalog)
    assert found[0].at == "brest-by"
    assert "Brest, FR" in _names(found)
    assert _names(places_named("Brest", "FR", catalog)) == ["Brest, FR"]
    assert _names(places_named("Гебзе", None, catalog))[0] == "gebze"


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Marmara", "sea-of-marmara"),  # a word of it
        ("Novoros", "novorossiysk"),  # its beginning …
        ("Новор", "novorossiysk"),  # … in other letters
        ("sea of mar", "sea-of-marmara"),
        ("Наварасійск", "novorossiysk"),  # as Belarusian spells it
        ("Novorosiysk", "novorossiysk"),
        ("Порт Кав", "Port Kavkaz, RU"),  # in the gazetteer alone
        ("Rotterd", "Rotterdam, NL"),
    ],
)
def test_part_of_a_name_or_another_spelling_finds_the_place(
    name: str, first: str, catalog: Catalog
) -> None:
    assert _names(places_named(name, None, catalog))[0] == first


def test_a_place_of_the_very_name_goes_before_a_greater_one_that_only_begins_so(
    catalog: Catalog,
) -> None:
    found = _names(places_named("Mos", None, catalog))
    assert found.index("Mos, ES") < found.index("moscow")
    assert _names(places_named("Novosib", "RU", catalog))[0] == "Novosibirsk, RU"
    assert places_named("Novosib", "TR", catalog) == ()
    assert places_named("x", None, catalog) == ()


def test_a_country_is_found_as_an_area_without_a_point(catalog: Catalog) -> None:
    assert places_named("Iran", None, catalog)[0].at == "iran"
    (peru,) = places_named("Peru", None, catalog)
    assert (peru.kind, peru.country, peru.position, peru.at) == ("country", "PE", None, None)


def test_what_cannot_be_searched_is_refused(catalog: Catalog) -> None:
    with pytest.raises(GeocodingError, match="the name is empty"):
        places_named(" ", None, catalog)
    with pytest.raises(GeocodingError, match="'XX' is not known"):
        places_named("Brest", "XX", catalog)


def test_a_click_near_a_place_of_the_atlas_means_it_and_elsewhere_the_point(
    catalog: Catalog,
) -> None:
    lat, lon = catalog.registers.nodes["novorossiysk"].position
    assert place_at(lat + 0.01, lon, "Here", catalog).at == "novorossiysk"
    point = place_at(lat + 1, lon, "Here", catalog)
    assert (point.at, point.name, point.position) == (None, "Here", (lat + 1, lon))
    with pytest.raises(ValueError, match="is no point"):
        place_at(91, 0, "Here", catalog)


def test_new_places_get_ids_of_their_own_and_say_who_put_them_there(catalog: Catalog) -> None:
    brest = Place(name="Brest", kind="city", country="FR", position=(48.4, -4.5), source="geonames")
    stops = (
        DraftStop(key="a", name="Brest", place=brest, candidates=(brest, brest)),
        DraftStop(key="b", name="Nowhere at all"),
        DraftStop(key="c", name="Peru", place=Place(name="Peru", kind="country", country="PE")),
        DraftStop(key="d", name="Pier", place=place_at(1.0, 2.0, "Pier", catalog, kind="harbour")),
    )
    placed = place_stops(Draft(stops=stops), catalog, "Ada")
    assert placed.at == {"a": "brest", "b": "nowhere-at-all", "c": "peru", "d": "pier"}
    brest_node, pier = placed.nodes
    assert brest_node.located.editor == "Ada"
    assert brest_node.located.reason == (
        "Where geonames has Brest, chosen in review among 2 places of that name."
    )
    assert (pier.kind, pier.located.reason) == (
        "port",
        "Put at these coordinates in review, for Pier.",
    )
    nowhere, peru = placed.areas
    assert (nowhere.kind, nowhere.countries) == ("place", ())
    assert (peru.kind, peru.countries) == ("country", ("PE",))


def test_a_new_corridor_has_another_colour_than_those_it_meets(catalog: Catalog) -> None:
    usual = choose_colour(catalog, set())
    held = (g.definition for g in catalog.corridors if g.definition.colour == usual)
    places = {stop.at for stop in next(held).stops}
    met = {
        g.definition.colour
        for g in catalog.corridors
        if places & {stop.at for stop in g.definition.stops}
    }
    assert usual in met
    assert choose_colour(catalog, places) in set(COLOURS) - met


def test_the_first_seed_becomes_drafts_each_field_of_which_stands_in_its_text(
    catalog: Catalog,
) -> None:
    article = catalog.articles[SEED]
    text = (paths.SEEDS / article.record.file).read_bytes().decode()
    drafts = drafts_of(extract(read_text(text)), SEED, "en", catalog)
    main = next(draft for draft in drafts if draft.into == "kolyadichi-novorossiysk-gebze")
    stops = {stop.place.at for stop in main.stops if stop.place}
    assert {"novorossiysk", "gebze", "kolyadichi"} <= stops
    for stop in main.stops:
        assert [text[start:end] for start, end in stop.mentions]
        assert all(stop.name[:4] in (one.quote or "") for one in stop.stated)
    modes = {said.value for leg in main.legs for said in leg.modes}
    assert {Mode.RAIL, Mode.SEA} <= modes
    assert all(said.evidence for leg in main.legs for said in leg.modes)
    quotes = [o for o in objections_to(main, catalog.articles, catalog) if "has '" in o.message]
    assert quotes == []
