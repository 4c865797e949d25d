"""A claim's way through review: what proposed it, who mended it, who accepted it and when."""

from __future__ import annotations

import json
from typing import Any

import pytest

from corridors.dataout.geojson import write_geojson
from corridors.dataout.tables import frame_claims
from corridors.desk import Desk
from corridors.fold import Fold
from corridors.model import Mode
from corridors.review import edits
from corridors.review.draft import Draft, DraftStop, ModeSaid, Origin, Place, own
from corridors.review.edits import Edit
from corridors.review.proposal import Kind, Reviewed
from corridors.view import View
from tests.made_desk import (
    BARGES,
    TRUCKS,
    at,
    decide,
    give_story,
    make_desk,
    propose_story,
    story_draft,
    words,
)
from tests.small_world import SmallWorld

MACHINE = Origin(by="extraction", version="9.9")


@pytest.fixture
def desk(world: SmallWorld) -> Desk:
    return make_desk(world)


def _propose(desk: Desk, **changes: Any) -> Reviewed:
    article = give_story(desk)
    draft = story_draft(article).model_copy(update=changes)
    return desk.add(draft, MACHINE, article=article)


def _accept(desk: Desk, reviewed: Reviewed, *done: Edit) -> dict[str, Any]:
    """The claims of the corridor once Ben has mended and Ada accepted it, by about and field."""
    mended = decide(desk, reviewed, Kind.MEND, who="Ben", edits=done) if done else reviewed
    decide(desk, mended, Kind.ACCEPT)
    document = desk.holdings.renewed().atlas.document
    claims = document["claims"].values()
    return {f"{one['about'].removeprefix('timber-line')} {one['field']}": one for one in claims}


def _told(claim: dict[str, Any]) -> tuple[str | None, str | None, str | None]:
    review = claim["review"]
    return claim.get("origin"), review.get("mended_by"), review.get("machine_value")


def test_what_was_accepted_as_proposed_says_what_proposed_it_and_who_accepted_it_when(
    desk: Desk,
) -> None:
    mode = _accept(desk, _propose(desk))[".aport-deltaville mode"]
    assert (mode["grade"], mode["origin"]) == ("F6", "extraction 9.9")
    assert mode["review"] == {"accepted_by": "Ada", "accepted_at": "2025-12-01T12:00:00Z"}


def test_what_a_person_began_was_proposed_by_no_machine_and_mended_by_nobody(desk: Desk) -> None:
    mode = _accept(desk, propose_story(desk), edits.NameCorridor(name="Timber line"))
    assert _told(mode[".aport-deltaville mode"]) == (None, None, None)


def test_a_changed_value_says_who_changed_it_and_what_the_machine_had(desk: Desk) -> None:
    reviewed = _propose(desk)
    sea = ModeSaid(value=Mode.SEA, evidence=words(reviewed.proposal.article or "", BARGES))
    claims = _accept(desk, reviewed, edits.SetModes(leg="l1", modes=(sea,)))
    assert claims[".aport-deltaville mode"]["value"] == "sea"
    assert _told(claims[".aport-deltaville mode"]) == ("extraction 9.9", "Ben", "river")
    assert _told(claims[".aport-deltaville cargo"]) == ("extraction 9.9", None, None)


def test_other_words_for_the_same_value_are_a_mend_too(desk: Desk) -> None:
    reviewed = _propose(desk)
    article = reviewed.proposal.article or ""
    by_river = ModeSaid(value=Mode.RIVER, evidence=words(article, "by river"))
    claims = _accept(desk, reviewed, edits.SetModes(leg="l1", modes=(by_river,)))
    told = _told(claims[".aport-deltaville mode"])
    assert told == ("extraction 9.9", "Ben", f"river, by “{BARGES}”")


def test_however_much_was_proposed_what_is_told_of_it_stays_readable(desk: Desk) -> None:
    many = tuple(own("Machine", f"{number} {'so ' * 900}") for number in range(20))
    legs = story_draft(give_story(desk)).legs
    long = (legs[0].model_copy(update={"stated": many}), legs[1])
    reviewed = _propose(desk, legs=long)
    barges = (words(reviewed.proposal.article or "", BARGES),)
    claims = _accept(desk, reviewed, edits.SetStated(of="leg", key="l1", stated=barges))
    _, who, told = _told(claims[".aport-deltaville stated"])
    assert (who, len(told or ""), (told or "")[-1]) == ("Ben", 2_000, "…")


def test_another_place_or_other_ends_are_told_by_the_stop_and_the_leg(desk: Desk) -> None:
    elsewhere = Place(name="Delta City", kind="city", country="TR", position=(40.5, 30.9))
    claims = _accept(
        desk,
        _propose(desk),
        edits.PlaceStop(stop="s2", place=elsewhere),
        edits.ChangeEnds(leg="l2", start="s3", end="s2"),
    )
    assert _told(claims["/delta-city stated"]) == (
        "extraction 9.9",
        "Ben",
        "Deltaville, TR, 40.20, 30.50",
    )
    assert _told(claims["/aport stated"]) == ("extraction 9.9", None, None)
    told = _told(claims[".inland-delta-city stated"])
    assert told == ("extraction 9.9", "Ben", "Deltaville – Inland")


def test_what_a_person_adds_is_not_the_machines(desk: Desk) -> None:
    reviewed = _propose(desk, named=())
    article = reviewed.proposal.article or ""
    stop = DraftStop(
        key="s9",
        name="Beport",
        stated=(words(article, "Barges"),),
        place=at("beport", 44.0, 33.0),
    )
    claims = _accept(
        desk,
        reviewed,
        edits.AddStop(stop=stop, after="s3"),
        edits.SetStated(of="name", stated=(words(article, "New barge line"),)),
    )
    assert _told(claims["/beport stated"]) == (None, "Ben", None)
    assert _told(claims[".inland-beport stated"]) == (None, "Ben", None)
    assert _told(claims[" name"]) == (None, "Ben", None)


def test_ones_own_reason_for_what_a_machine_proposed_is_ones_own(desk: Desk) -> None:
    known = ModeSaid(value=Mode.ROAD, evidence=own("Ben", "There is no railway."))
    claims = _accept(desk, _propose(desk), edits.SetModes(leg="l2", modes=(known,)))
    mode = claims[".deltaville-inland mode"]
    assert (mode["kind"], mode.get("grade")) == ("editor", None)
    assert _told(mode) == (None, "Ben", f"road, by “{TRUCKS}”")


def test_a_mend_that_was_undone_is_nobodys(desk: Desk) -> None:
    reviewed = _propose(desk)
    gone = decide(desk, reviewed, Kind.MEND, who="Ben", edits=(edits.DropStop(stop="s2"),))
    claims = _accept(desk, decide(desk, gone, Kind.UNDO))
    assert _told(claims[".aport-deltaville stated"]) == ("extraction 9.9", None, None)


def test_a_drawn_line_s_stops_say_who_gave_their_words(desk: Desk) -> None:
    article = give_story(desk)
    full = story_draft(article)
    bare = Draft(
        name="Timber line",
        stops=tuple(stop.model_copy(update={"stated": ()}) for stop in full.stops[:2]),
        legs=(full.legs[0].model_copy(update={"stated": (), "modes": (), "operators": ()}),),
    )
    line = Origin(by="import", version="1", detail={"file": "way.kml"})
    barges = (words(article, BARGES),)
    claims = _accept(
        desk,
        desk.add(bare, line),
        edits.SetStated(of="stop", key="s1", stated=barges),
        edits.SetStated(of="stop", key="s2", stated=barges),
        edits.SetStated(of="leg", key="l1", stated=barges),
    )
    assert _told(claims["/aport stated"]) == ("import 1, file way.kml", "Ben", None)


def test_tables_and_geojson_carry_grade_origin_and_who_mended_and_accepted(desk: Desk) -> None:
    reviewed = _propose(desk)
    sea = ModeSaid(value=Mode.SEA, evidence=words(reviewed.proposal.article or "", BARGES))
    _accept(desk, reviewed, edits.SetModes(leg="l1", modes=(sea,)))
    fold = Fold(desk.holdings.renewed().atlas.document, View())
    expected = {
        "grade": "F6",
        "origin": "extraction 9.9",
        "accepted_by": "Ada",
        "accepted_at": "2025-12-01T12:01:00Z",
        "mended_by": "Ben",
        "machine_value": "river",
    }
    table = frame_claims(fold)
    (row,) = table[(table["about"] == "timber-line.aport-deltaville") & (table["field"] == "mode")][
        list(expected)
    ].to_dict("records")
    assert row == expected
    by_id = {one["id"]: one for one in json.loads(write_geojson(fold, ""))["features"]}
    told = by_id["timber-line.aport-deltaville"]["properties"]["sources"][0]["claims"]
    (mode,) = (one for one in told if one["field"] == "mode")
    assert {name: mode[name] for name in expected} == expected
