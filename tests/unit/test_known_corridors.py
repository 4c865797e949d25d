"""Known corridors and operators are found by every name, in every form, and only in context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from corridors.extraction.known import (
    CORRIDOR,
    OPERATOR,
    Known,
    apply_merge,
    find_known,
    propose_merges,
    undo_merge,
)
from corridors.extraction.known.entries import FOLDER, fold_word, load_names, read_names
from corridors.extraction.model import Candidate, Corridor, Extraction, Leg, Quote, Stop

ROOT = Path(__file__).parents[2]
SCORED = (
    "instc middle-corridor northern-sea-route lapis-lazuli development-road imec rail-baltica "
    "trans-afghan china-kyrgyzstan-uzbekistan baku-tbilisi-kars zangezur eurasian-land-bridge "
    "kolyadichi-novorossiysk-gebze belarus-pakistan rasht-astara"
).split()


@dataclass(frozen=True)
class Span:
    start: int
    end: int


def found_in(text: str) -> list[Known]:
    return list(find_known(text, [Span(0, len(text))]))


def ids(text: str, kind: str = CORRIDOR) -> list[str]:
    return [known.id for known in found_in(text) if known.kind == kind]


def namings() -> list[tuple[str, str]]:
    """The rows of known_namings.csv: a corridor's id, and words that name it."""
    file = Path(__file__).with_name("known_namings.csv")
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(known, text) for known, text in (line.split("|", 1) for line in lines)]


@pytest.mark.parametrize(("known", "text"), namings())
def test_news_in_four_languages_name_the_corridors_in_these_words(known: str, text: str) -> None:
    assert known in ids(text)


def test_a_name_in_quotation_marks_needs_no_noun_beside_it() -> None:
    assert ids("Пра «Поўнач – Поўдзень» гавораць у Іране.") == ["instc"]
    assert ids("Пра Поўнач – Поўдзень гавораць у Іране.") == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Cargo on the INSTC grew.", "instc"),
        ("The North–South corridor joins India and Iran.", "instc"),
        ("коридор «Север – Юг» через Иран", "instc"),
        ("по ветке Севера-Юга через Азербайджан", "instc"),
        ("па калідоры «Поўнач — Поўдзень» у Іран", "instc"),
        ("pa kalidory «Poŭnač — Poŭdzień» u Iran", "instc"),
        ("Kuzey-Güney koridoruyla Hindistan'a", "instc"),
        ("the Trans-Caspian International Transport Route", "middle-corridor"),
        ("грузы по ТМТМ выросли", "middle-corridor"),
        ("Срединного коридора через Каспий", "middle-corridor"),
        ("Сярэднім калідорам праз Каспій", "middle-corridor"),
        ("Orta Koridor'da, Bakü'den", "middle-corridor"),
        ("the northern sea route", "northern-sea-route"),
        ("по Северному морскому пути", "northern-sea-route"),
        ("Севморпутём пройдут суда", "northern-sea-route"),
        ("Паўночным марскім шляхам", "northern-sea-route"),
        ("Kuzey Deniz Rotası'nda", "northern-sea-route"),
        ("the Lapis Lazuli corridor from Afghanistan", "lapis-lazuli"),
        ("Лазуритовым коридором", "lapis-lazuli"),
        ("Irak'ı geçen Kalkınma Yolu'nun", "development-road"),
        ("India-Middle East-Europe Economic Corridor", "imec"),
        ("Индия – Ближний Восток – Европа", "imec"),
        ("Hindistan-Orta Doğu-Avrupa Ekonomik Koridoru", "imec"),
        ("Рейл Балтики", "rail-baltica"),
        ("Трансафганской железной дороги", "trans-afghan"),
        ("Özbekistan-Afganistan-Pakistan demiryolu", "trans-afghan"),
        ("железная дорога Китай – Кыргызстан – Узбекистан", "china-kyrgyzstan-uzbekistan"),
        ("Çin-Kırgızistan-Özbekistan demiryolu", "china-kyrgyzstan-uzbekistan"),
        ("по линии Баку – Тбилиси – Карс", "baku-tbilisi-kars"),
        ("Bakü-Tiflis-Kars'ın", "baku-tbilisi-kars"),
        ("Зангезурского коридора", "zangezur"),
        ("Zengezur Koridoru'nun", "zangezur"),
        ("the New Eurasian Land Bridge", "eurasian-land-bridge"),
        ("the project Minsk-Beltamozhservice-2", "kolyadichi-novorossiysk-gebze"),
        ("the Belarus–Pakistan corridor", "belarus-pakistan"),
        ("линия Решт – Астара", "rasht-astara"),
    ],
)
def test_a_corridor_is_known_by_its_names_in_four_languages(text: str, known: str) -> None:
    assert ids(text) == [known]


@pytest.mark.parametrize(
    "text",
    [
        "The council approved the North–South motorway through the town.",
        "Africa's North-South Corridor runs from Durban to Lubumbashi.",
        "The Middle Corridor of the old town hall is open on weekdays.",
        "A ring of lapis lazuli. Lapis Lazuli is mined by hand.",
        "The imec research centre in Leuven. IMEC makes chips.",
        "BTK yeni internet kararını açıkladı.",
        "СМП – это скорая медицинская помощь.",
        "Дорога развития ребёнка",
        "Гаспадар пасадзіў яблыні на поўнач і поўдзень ад дома.",
    ],
)
def test_a_name_that_means_something_else_is_left_alone(text: str) -> None:
    assert ids(text) == []


def test_places_of_a_longer_chain_are_not_the_corridor_of_a_part_of_it() -> None:
    assert ids("Aktau–Baku–Tbilisi–Kars–Mersin") == []
    assert ids("China-Kyrgyzstan-Uzbekistan-Afghanistan route") == []
    assert ids("the Baku–Tbilisi–Kars line") == ["baku-tbilisi-kars"]


def test_the_longest_name_wins_and_offsets_are_those_of_the_text() -> None:
    text = "Of the International North–South Transport Corridor (INSTC) much is said."
    found = found_in(text)
    assert [text[known.start : known.end] for known in found] == [
        "International North–South Transport Corridor",
        "INSTC",
    ]


def test_a_name_does_not_run_over_the_end_of_a_paragraph() -> None:
    text = "Northern Sea\nRoute"
    assert find_known(text, [Span(0, 12), Span(13, 18)]) == ()
    assert len(find_known(text, [Span(0, 18)])) == 1


def test_a_usual_way_or_an_initiative_is_marked_as_no_corridor_by_itself() -> None:
    known = {k.id: k.alone for k in found_in("Suez Canal route, Belt and Road, Northern Sea Route")}
    assert known == {"suez-red-sea": False, "belt-and-road": False, "northern-sea-route": True}


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("state-owned Beltamozhservice said", "beltamozhservice"),
        ("Dźmitryj Kavalonak, CEO of Biełmytservis", "beltamozhservice"),
        ("РУП «Белтаможсервис»", "beltamozhservice"),
        ("складам «Белтаможсервиса»", "beltamozhservice"),
        ("«Белмытсэрвісам»", "beltamozhservice"),
        ("Beltamojservis'in kiraladığı gemi", "beltamozhservice"),
        ("на Беларускай чыгунцы", "belarusian-railway"),
        ("Российских железных дорог", "russian-railways"),
        ("TCDD Taşımacılık'ın", "tcdd"),
        ("the forwarder AsstrA", "asstra"),
    ],
)
def test_an_operator_is_known_in_all_languages(text: str, operator: str) -> None:
    assert ids(text, OPERATOR) == [operator]


def test_railways_in_small_letters_are_no_company() -> None:
    assert ids("Kazakistan demiryollarında ilerleyen tren", OPERATOR) == []


def test_all_corridors_of_the_scorer_and_of_the_definitions_are_known() -> None:
    entries = [entry for entry in load_names().entries if entry.kind == CORRIDOR]
    assert set(SCORED) <= {entry.id for entry in entries}
    definitions = {path.stem for path in (ROOT / "corridors" / "definitions").glob("*.yaml")}
    assert {entry.atlas for entry in entries if entry.atlas} <= definitions
    # Flows and sets of crossings are told by the atlas and named by nobody.
    unnamed = {"belarus-russia-military-rail", "eu-border-crossings", "western-gateways"}
    assert definitions - {entry.atlas for entry in entries} == unnamed


def test_operators_carry_the_ids_of_the_register_where_it_has_them() -> None:
    register = yaml.safe_load((ROOT / "corridors/registers/actors.yaml").read_text("utf-8"))
    names = {fold_word(row["name"]): row["id"] for row in register}
    known = yaml.safe_load((FOLDER / "operators.yaml").read_text("utf-8"))
    for row in known:
        for name in (str(name).rstrip("*~") for listed in row["names"].values() for name in listed):
            assert names.get(fold_word(name), row["id"]) == row["id"]


def test_every_corridor_is_found_by_each_of_its_plain_names() -> None:
    context = " corridor project route маршрут проект " + " ".join(
        "Iran India Caspian Iraq Afghan China Arctic Kyrgyz Kars Armenia Africa railway Kenya "
        "Tanzania Siberia".split()
    )
    rows = yaml.safe_load((FOLDER / "corridors.yaml").read_text("utf-8"))
    names = [
        (row["id"], name) for row in rows for listed in row["names"].values() for name in listed
    ]
    plain = [(id_, str(name).rstrip("~")) for id_, name in names if not {"*", "|"} & set(str(name))]
    missed = [(id_, name) for id_, name in plain if id_ not in ids(name + context)]
    assert missed == []


def test_an_unknown_key_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "corridors.yaml"
    file.write_text("- id: x\n  names: {en: [X]}\n  alias: [Y]\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"corridors\.yaml: 'x' has unknown keys: alias"):
        read_names({CORRIDOR: file})


def stop(id_: str, name: str, country: str, at: int) -> Stop:
    place = Candidate(name, country, 0.0, 0.0, "city", 1.0)
    return Stop(id_, name, "point", (Quote(at, at + len(name), name),), place)


def extraction(name: Quote | None, stops: Sequence[Stop], *legs: tuple[str, str]) -> Extraction:
    routes = tuple(Leg(a, b, None, ()) for a, b in legs)
    return Extraction("x" * 200, (Corridor(name, None, tuple(stops), routes),))


MINSK = stop("s1", "Minsk", "BY", 0)
NOVOROSSIYSK = stop("s2", "Novorossiysk", "RU", 10)
GEBZE = stop("s3", "Gebze", "TR", 30)
KARACHI = stop("s4", "Karachi", "PK", 40)


def test_a_merge_by_name_quotes_the_name() -> None:
    text = "The INSTC carries grain."
    proposed = Extraction(text, (Corridor(Quote(4, 9, "INSTC"), None, (), ()),))
    (merge,) = propose_merges(proposed, found_in(text))
    assert (merge.into, merge.by, merge.atlas) == ("instc", "name", "north-south-corridor")
    assert merge.evidence == (Quote(4, 9, "INSTC"),)


def test_a_route_that_nobody_names_is_merged_by_the_places_it_passes() -> None:
    proposed = extraction(None, [MINSK, NOVOROSSIYSK, GEBZE], ("s1", "s2"), ("s2", "s3"))
    (merge,) = propose_merges(proposed, ())
    assert (merge.into, merge.by) == ("kolyadichi-novorossiysk-gebze", "ends")
    assert [quote.text for quote in merge.evidence] == ["Minsk", "Novorossiysk", "Gebze"]


def test_two_ends_must_be_the_first_and_the_last_stop() -> None:
    whole = extraction(None, [MINSK, NOVOROSSIYSK, KARACHI], ("s1", "s2"), ("s2", "s4"))
    (merge,) = propose_merges(whole, ())
    assert merge.into == "belarus-pakistan"
    onwards = extraction(None, [MINSK, KARACHI, GEBZE], ("s1", "s4"), ("s4", "s3"))
    assert propose_merges(onwards, ()) == ()


def test_ends_that_no_legs_join_are_no_evidence() -> None:
    apart = extraction(None, [MINSK, NOVOROSSIYSK, GEBZE, KARACHI], ("s1", "s2"), ("s3", "s4"))
    assert propose_merges(apart, ()) == ()


def test_a_corridor_with_another_name_is_not_merged_by_its_ends() -> None:
    name = Quote(50, 60, "x" * 10)
    assert propose_merges(extraction(name, [MINSK, KARACHI], ("s1", "s4")), ()) == ()


def test_a_merge_can_be_undone() -> None:
    proposed = extraction(None, [MINSK, KARACHI], ("s1", "s4"))
    (merge,) = propose_merges(proposed, ())
    merged = apply_merge(proposed, merge)
    assert merged.corridors[0].corridor_id == "belarus-pakistan"
    assert merged.corridors[0].linked_by == merge.evidence[0]
    assert propose_merges(merged, ()) == ()
    assert undo_merge(merged, merge) == proposed
    assert undo_merge(proposed, merge) == proposed
