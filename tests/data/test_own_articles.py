"""The own articles' gold is exact and consistent, and made from the sheets."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corridors.places.areas import load_areas
from evaluation.own.sheets import find_span, made_files, read_route

OWN = Path(__file__).parents[2] / "evaluation" / "own"
INDEX = json.loads((OWN / "index.json").read_text(encoding="utf-8"))["articles"]
IDS = [entry["id"] for entry in INDEX]
MODES = {"sea", "rail", "road", "river", "air", None}
STATUSES = {
    "unknown", "planned", "under_construction", "trial",
    "operational", "constrained", "suspended", "closed",
}  # fmt: skip


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((OWN / name).read_text(encoding="utf-8"))
    return content


@pytest.fixture(params=IDS)
def article(request: pytest.FixtureRequest) -> tuple[str, list[dict[str, Any]]]:
    """Text and gold corridors of each own article."""
    corridors = read(f"{request.param}.gold.json")["corridors"]
    return read(f"{request.param}.json")["text"], corridors


def test_the_files_are_what_the_sheets_make() -> None:
    made = made_files()
    assert {
        name for name in made if (OWN / name).read_text(encoding="utf-8") != made[name]
    } == set()
    assert {path.name for path in OWN.glob("*.json")} == set(made)


def test_every_language_has_its_share() -> None:
    languages = Counter(entry["lang"] for entry in INDEX)
    assert languages["en"] >= 8
    assert all(languages[code] >= 6 for code in ("ru", "be", "tr"))
    assert sum(not read(f"{name}.gold.json")["corridors"] for name in IDS) >= 8


@pytest.mark.parametrize("language", ["en", "ru", "be", "tr"])
def test_half_of_each_language_is_held(language: str) -> None:
    held = Counter(entry["held"] for entry in INDEX if entry["lang"] == language)
    assert abs(held[True] - held[False]) <= 1


def test_two_belarusian_articles_are_in_latin_letters() -> None:
    texts = [read(f"{entry['id']}.json")["text"] for entry in INDEX if entry["lang"] == "be"]
    assert sum("ŭ" in text and "ў" not in text for text in texts) >= 2


def test_every_span_equals_its_surface(article: tuple[str, list[dict[str, Any]]]) -> None:
    text, corridors = article
    for corridor in corridors:
        if corridor["name"]:
            assert text[slice(*corridor["name_quote"])] == corridor["name"]
        for stop in corridor["stops"]:
            assert text[slice(*stop["quote"])] == stop["surface"]
        for said in (*corridor["operators"], *corridor["cargo"], *corridor["dates"]):
            assert said in text


def test_every_leg_has_its_ends_and_every_stop_a_leg(
    article: tuple[str, list[dict[str, Any]]],
) -> None:
    _, corridors = article
    for corridor in corridors:
        surfaces = [stop["surface"] for stop in corridor["stops"]]
        ends = {end for leg in corridor["edges"] for end in (leg["a"], leg["b"])}
        assert ends == set(surfaces)
        assert len(surfaces) == len(set(surfaces))
        assert all(leg["a"] != leg["b"] for leg in corridor["edges"])


def test_modes_and_statuses_are_known_words(article: tuple[str, list[dict[str, Any]]]) -> None:
    _, corridors = article
    for corridor in corridors:
        assert corridor["status"] in STATUSES
        for leg in corridor["edges"]:
            assert set((leg["mode"] or "").split("/") if leg["mode"] else [None]) <= MODES


def test_countries_are_iso_codes_and_positions_lie_on_earth(
    article: tuple[str, list[dict[str, Any]]],
) -> None:
    _, corridors = article
    stops = [stop for corridor in corridors for stop in corridor["stops"]]
    for place in (stop["place"] for stop in stops if stop["place"]):
        assert set(place["country"].split("/")) <= set(load_areas().countries)
        assert abs(place.get("lat", 0)) <= 90
        assert abs(place.get("lon", 0)) <= 180
    assert all("lat" not in (s["place"] or {}) for s in stops if s["kind"] == "area")


def test_a_place_lies_where_it_lies_in_every_article() -> None:
    positions: dict[tuple[str, str], set[tuple[float, float]]] = {}
    for name in IDS:
        for corridor in read(f"{name}.gold.json")["corridors"]:
            for stop in corridor["stops"]:
                place = stop["place"] or {}
                if "lat" in place:
                    key = stop["surface"], place["country"]
                    positions.setdefault(key, set()).add((place["lat"], place["lon"]))
    assert {key for key, found in positions.items() if len(found) > 1} == set()


def test_a_surface_is_found_as_a_word_and_not_inside_one() -> None:
    assert find_span("Minskaja darožka ŭ Minsk", "Minsk") == [19, 24]
    with pytest.raises(ValueError, match=re.escape("'Minsk' is not in the text")):
        find_span("Minskaja", "Minsk")


def test_a_route_line_gives_its_legs_with_their_modes() -> None:
    surfaces, legs = read_route("Al-Faw >rail/road> Basra >> Zakho")
    assert surfaces == ["Al-Faw", "Basra", "Zakho"]
    assert [leg["mode"] for leg in legs] == ["rail/road", None]
