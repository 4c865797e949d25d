"""What a briefing says: the record that all its files show."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from corridors.atlas import Atlas, build_atlas
from corridors.briefing.compose import compose_briefing
from corridors.briefing.marking import read_marking
from corridors.briefing.plain import one_line
from corridors.briefing.record import Briefing, Cited, Section, marks_text
from corridors.briefing.request import BriefingRequest, read_request
from corridors.errors import BriefingFault
from corridors.fold import Fold
from corridors.share import Known, read_link
from tests.small_world import EDITOR, SmallWorld

KOLYADICHI = "?c=kolyadichi-novorossiysk-gebze"
MADE = date(2026, 11, 23)


def compose(atlas: Atlas, link: str, **asked: Any) -> Briefing:
    """The record of a view's briefing."""
    view, _ = read_link(link, Known.of(atlas.document))
    return compose_briefing(
        Fold(atlas.document, view), BriefingRequest(link=link, **asked), link, MADE
    )


def section(briefing: Briefing, heading: str) -> Section:
    """The section of a heading."""
    return next(one for one in briefing.sections if one.heading == heading)


def said(entries: tuple[Cited, ...]) -> dict[str, str]:
    """What stands after each heading word."""
    return {one.strong: one.text for one in entries}


def test_the_table_gives_the_atlas_s_figures_of_each_leg(atlas: Atlas) -> None:
    (table,) = compose(atlas, KOLYADICHI).tables
    corridor = next(
        one for one in atlas.document["corridors"] if one["id"] == "kolyadichi-novorossiysk-gebze"
    )
    rail, sea = (leg["path"] for leg in corridor["legs"])
    assert [row.km for row in table.legs] == [str(round(rail["km"])), str(round(sea["km"]))]
    assert [row.nmi for row in table.legs] == ["", str(round(sea["km"] / 1.852))]
    assert [row.days for row in table.legs] == [
        "–".join(f"{day:g}" for day in path["days"]) for path in (rail, sea)
    ]
    assert [row.mode.text for row in table.legs] == ["rail", "sea"]
    assert [row.basis for row in table.legs] == ["assumed path", "assumed path"]
    assert table.routes[0].km == str(round(corridor["routes"][0]["path"]["km"]))


def test_a_status_has_its_service_and_its_date(atlas: Atlas) -> None:
    (table,) = compose(atlas, KOLYADICHI).tables
    told = [(one.strong, one.text) for one in table.legs[0].statuses]
    assert told == [
        ("Announced", "container trains, reported 4\u00a0Dec\u00a02025"),
        ("Operating", "LCL (groupage), reported 4\u00a0Dec\u00a02025"),
    ]


def test_each_number_leads_to_the_words_of_its_claim(atlas: Atlas) -> None:
    briefing = compose(atlas, KOLYADICHI)
    notes = {note.number: note for source in briefing.sources for note in source.notes}
    assert list(notes) == list(range(1, len(notes) + 1))
    assert set(briefing.numbers.values()) == set(notes)
    for claim, number in briefing.numbers.items():
        quote = atlas.document["claims"][claim].get("quote")
        assert notes[number].quote == (one_line(quote) if quote else "")
        assert quote or notes[number].text


def test_the_same_words_have_one_number_wherever_they_are_cited(world: SmallWorld) -> None:
    briefing = compose(build_atlas(world.load()), "?c=ferry")
    (gazette,) = (one for one in briefing.sources if one.publisher == "The Gazette")
    assert len({note.quote for note in gazette.notes}) == len(gazette.notes)
    (sea, _) = briefing.tables[0].legs
    assert briefing.marks(sea.ends.claims) == briefing.marks(sea.statuses[0].claims)


def test_every_claim_that_the_page_cites_has_a_note(atlas: Atlas) -> None:
    briefing = compose(atlas, "?c=northern-sea-route,north-south-corridor")
    cited = [one for part in briefing.sections for one in part.entries]
    for table in briefing.tables:
        cited += [*table.whole, *table.places]
        for row in table.legs:
            cited += [row.ends, row.mode, *row.statuses]
    ids = {claim for one in cited for claim in one.claims}
    assert ids == set(briefing.numbers)
    assert len(ids) > 50


def test_a_source_that_is_off_is_in_no_note(atlas: Atlas) -> None:
    briefing = compose(atlas, f"{KOLYADICHI}&off=eu-833-2014-annex-47a-5")
    on = compose(atlas, KOLYADICHI)
    titles = {one.title for one in on.sources} - {one.title for one in briefing.sources}
    assert titles == {"Council Regulation (EU) No 833/2014, Annex XLVII.A, entry 5 (Novorossiysk)"}
    assert "Novorossiysk" in said(section(on, "Exposure").entries)
    assert "Novorossiysk" not in said(section(briefing, "Exposure").entries)
    assert any("switched off" in one for one in briefing.small_print)


def test_exposure_sums_the_countries_of_the_legs_shown(atlas: Atlas) -> None:
    told = said(section(compose(atlas, KOLYADICHI), "Exposure").entries)
    km = dict(re.findall(r"(\w+) ([\d.]+)\u202fkm", told["Countries on the assumed path"]))
    document = atlas.document["corridors"]
    legs = next(one["legs"] for one in document if one["id"] == "kolyadichi-novorossiysk-gebze")
    sums = {"BY": 0.0, "RU": 0.0}
    for leg in legs:
        for code, length in leg["path"]["countries"]:
            sums[code] += length
    assert km == {"Belarus": str(round(sums["BY"])), "Russia": str(round(sums["RU"]))}
    assert told["Passages"] == "Bosphorus"
    assert told["Border crossings"].startswith("Belarus–Russia")


def test_what_lists_an_operator_stands_under_its_name(atlas: Atlas) -> None:
    entries = section(compose(atlas, KOLYADICHI), "Exposure").entries
    names = [one.strong for one in entries]
    at = names.index("Beltamozhservice")
    assert names[at + 1] == "Listed"
    assert "Regulation 765/2006" in entries[at + 1].text
    assert all(one.claims for one in entries[at:])


def test_what_no_claim_speaks_of_is_not_said(world: SmallWorld) -> None:
    told = said(section(compose(build_atlas(world.load()), "?c=ferry"), "Gaps").entries)
    expected = "terminal (Aport, Beport, Inland), frequency, transit time, volume, price, operator"
    assert told["Not said"] == expected
    world.definition["statements"] += [
        {"topic": "duration", "value": "Two days.", "reference": "wire"},
        {"topic": "volume", "value": "Three sailings a week.", "reference": "wire"},
        {"topic": "cost", "value": "Cheap, the editor thinks.", **EDITOR},
    ]
    told = said(section(compose(build_atlas(world.load()), "?c=ferry"), "Gaps").entries)
    assert told["Not said"] == "terminal (Aport, Beport, Inland), price, operator"


def test_a_leg_without_a_mode_or_a_status_is_named_among_the_gaps(world: SmallWorld) -> None:
    world.leg("sea")["status"] = []
    world.leg("rail")["mode"] = []
    told = said(section(compose(build_atlas(world.load()), "?c=ferry"), "Gaps").entries)
    assert told["Mode not said of"] == "Aport – Inland"
    assert told["Status not said of"] == "Aport – Beport"


def test_sources_that_differ_stand_side_by_side(world: SmallWorld) -> None:
    same_day = {"date": "2025-02", "reference": "wire"}
    world.leg("rail")["status"].append({"value": "suspended", **same_day})
    world.leg("rail")["mode"].append({"value": "road", **EDITOR})
    length = {"topic": "length", "unit": "km"}
    world.leg("rail")["statements"] = [
        {**length, "value": "As the wire has it.", "amount": 400, "reference": "wire"},
        {**length, "value": "As measured.", "amount": 420, **EDITOR},
        {**length, "value": "Of another source, the same.", "amount": 420, **EDITOR},
    ]
    told = said(section(compose(build_atlas(world.load()), "?c=ferry"), "Sources differ").entries)
    assert told["Aport – Inland, mode"] == "rail (The Wire); road (Corridor Atlas)"
    assert told["Aport – Inland, status"] == "proposed (The Wire); suspended (The Wire)"
    (figures,) = (text for about, text in told.items() if "length" in about)
    assert "As the wire has it (400\u202fkm) (The Wire)" in figures


def test_without_differences_there_is_no_such_section(atlas: Atlas) -> None:
    assert [one.heading for one in compose(atlas, KOLYADICHI).sections] == [
        "Exposure",
        "Claims checked",
        "Gaps",
    ]


def test_a_judgement_is_the_analyst_s_or_there_is_none(atlas: Atlas) -> None:
    assert compose(atlas, KOLYADICHI).judgement == ""
    assert compose(atlas, KOLYADICHI, judgement=" It holds. ").judgement == "It holds."


def test_the_day_and_the_cut_off_are_the_view_s(atlas: Atlas) -> None:
    briefing = compose(atlas, f"{KOLYADICHI}&asof=2025-11-01")
    assert briefing.dates == (
        "As of 1 November 2025",
        "Data to 31 December 2025",
        "Made on 23 November 2026",
    )
    assert compose(atlas, f"{KOLYADICHI}&asof=2026-06-01").tables[0].legs[0].statuses[0].strong == (
        "Not known on this day"
    )


def test_what_the_view_closes_is_said_not_to_be_worked_in(atlas: Atlas) -> None:
    notes = compose(atlas, f"{KOLYADICHI}&close=bosphorus").table_notes
    assert "Closed in the view, and not worked in here: bosphorus." in notes


def test_a_listing_after_the_view_s_day_says_so(atlas: Atlas) -> None:
    early = section(compose(atlas, f"{KOLYADICHI}&asof=2022-01-01&off="), "Exposure").entries
    late = section(compose(atlas, KOLYADICHI), "Exposure").entries
    after = "; after the day of this view"
    assert sum(one.text.endswith(after) for one in early) > 2
    assert not any(one.text.endswith(after) for one in late)


def test_a_view_of_nothing_says_so(atlas: Atlas) -> None:
    briefing = compose(atlas, f"{KOLYADICHI}&mode=air")
    assert briefing.title == "Nothing is on the map with these filters, on this day."
    assert (briefing.tables, briefing.sections, briefing.sources) == ((), (), ())


@pytest.mark.parametrize(
    ("address", "note", "has_code"),
    [
        ("", "Add this to the address of your atlas.", False),
        ("http://localhost:8501/", "Opens on the computer that it was made on", False),
        ("https://atlas.example/", "Live: opens the atlas as it is by then.", True),
    ],
)
def test_the_link_says_where_it_opens(
    atlas: Atlas, address: str, note: str, has_code: bool
) -> None:
    briefing = compose(atlas, KOLYADICHI, address=address)
    assert briefing.link == address + KOLYADICHI
    assert briefing.link_note.startswith(note)
    assert briefing.code == (briefing.link if has_code else None)


def test_a_pinned_link_says_that_it_is(atlas: Atlas) -> None:
    link = f"{KOLYADICHI}&pin={atlas.hash}"
    briefing = compose(atlas, link, address="https://atlas.example/")
    assert briefing.link_note == "Pinned: opens the atlas as it was."
    assert briefing.code == f"https://atlas.example/{link}"


@pytest.mark.parametrize(
    ("text", "label", "colour"),
    [
        ("tlp: amber", "TLP:AMBER", "#ffc000"),
        ("TLP:AMBER+STRICT", "TLP:AMBER+STRICT", "#ffc000"),
        ("TLP:RED", "TLP:RED", "#ff2b2b"),
        ("For the desk only", "For the desk only", "#ffffff"),
    ],
)
def test_a_marking_has_the_protocol_s_label_and_colour(text: str, label: str, colour: str) -> None:
    marking = read_marking(text)
    assert marking is not None
    assert (marking.text, marking.colour, marking.ground) == (label, colour, "#000000")


def test_without_a_marking_there_is_none() -> None:
    assert read_marking("") is None


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([4], "4"), ([1, 2], "1, 2"), ([1, 2, 3, 7], "1–3, 7"), ([1, 3, 4, 5], "1, 3–5")],
)
def test_runs_of_numbers_are_closed_up(numbers: list[int], text: str) -> None:
    assert marks_text(numbers) == text


@pytest.mark.parametrize(
    ("values", "field", "mend"),
    [
        ({"judgement": "x" * 501}, "judgement", "at most 500"),
        ({"callouts": [{"text": " ", "lat": 1, "lon": 2}]}, "callouts.0.text", "needs a text"),
        ({"callouts": [{"text": "a", "lat": 91, "lon": 2}]}, "callouts.0.lat", "less than or"),
        ({"address": "javascript:alert(1)"}, "address", "http or https"),
        ({"address": "https://atlas.example/?c=x"}, "address", "before ?"),
        ({"projection": "globe"}, "projection", "'eurasia'"),
        ({"unknown": 1}, "unknown", "not permitted"),
    ],
)
def test_what_cannot_be_had_is_named_with_its_mend(
    values: dict[str, Any], field: str, mend: str
) -> None:
    with pytest.raises(BriefingFault) as caught:
        read_request(values)
    assert caught.value.field == field
    assert mend in caught.value.mend


def test_outside_text_becomes_one_line_that_prints() -> None:
    assert one_line(" a\r\n\tb\u2028c\x00\u200b\ufeff d ") == "a b c d"
    assert one_line("half \ud800 pair") == "half \ufffd pair"
    assert one_line("5\u202fkm") == "5\u202fkm"
    assert one_line("left \u202e open") == "left \u202e open\u202c"
