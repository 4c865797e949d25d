"""Facts beside the legs: each with the words that state it."""

from corridors.extraction.extract import extract
from corridors.extraction.model import Extraction
from corridors.model import Status
from corridors.reading import read_text


def facts(text: str) -> set[tuple[str, str, str]]:
    found = extract(read_text(text))
    return {(f.field, f.value, f.quote.text) for c in found.corridors for f in c.facts}


def statuses(extraction: Extraction) -> list[Status | None]:
    return [leg.status for corridor in extraction.corridors for leg in corridor.legs]


def test_operator_volume_cargo_and_date_are_quoted() -> None:
    text = (
        "Beltamozhservice sent 1.2 million tonnes of potash by rail from Kolyadichi to "
        "Novorossiysk on 4 December 2025."
    )
    assert facts(text) >= {
        ("operator", "beltamozhservice", "Beltamozhservice"),
        ("volume", "1.2 million tonnes", "1.2 million tonnes"),
        ("cargo", "fertiliser", "potash"),
        ("date", "4 December 2025", "4 December 2025"),
    }


def test_what_may_be_is_proposed_and_what_will_be_is_announced_but_neither_operates() -> None:
    text = "Freight could go from Minsk to Baku. Trains will run from Poti to Tbilisi."
    assert statuses(extract(read_text(text))) == [Status.PROPOSED, Status.ANNOUNCED]


def test_a_way_that_is_suspended_does_not_operate() -> None:
    text = "The ferry line from Poti to Burgas, opened in 2019, has been suspended."
    assert statuses(extract(read_text(text))) == [Status.SUSPENDED]


def test_routes_that_share_no_stop_are_corridors_of_their_own() -> None:
    text = (
        "Grain goes by rail from Kolyadichi to Novorossiysk. Copper is railed from Ndola to Durban."
    )
    assert len(extract(read_text(text)).corridors) == 2


def test_a_place_named_twice_is_resolved_by_the_route() -> None:
    found = extract(read_text("Containers go by rail from Warsaw to Brest and on to Minsk."))
    places = {s.name: s.place and s.place.country for c in found.corridors for s in c.stops}
    assert places["Brest"] == "BY"


def test_a_country_given_in_the_text_decides_between_places_of_one_name() -> None:
    found = extract(read_text("Trucks carry cargo from Tehran to Astara in Azerbaijan."))
    places = {s.name: s.place and s.place.country for c in found.corridors for s in c.stops}
    assert places["Astara"] == "AZ"
