"""What an acceptance puts on the map, what an undo takes away, and what files give back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corridors.__main__ import main
from corridors.additions import Accepted
from corridors.atlas import build_atlas
from corridors.catalog import Catalog, load_catalog, make_catalog
from corridors.desk import Desk
from corridors.errors import DefinitionFault, NotAcceptable, ReviewFault
from corridors.holdings import Holdings
from corridors.model import Mode
from corridors.review import edits
from corridors.review.draft import Draft, DraftLeg, DraftStop, Grade, ModeSaid, Place, own
from corridors.review.proposal import Kind, State
from corridors.routing.ways import find_ways
from tests.made_desk import (
    BARGES,
    NOON,
    PERSON,
    STORY,
    at,
    curated_of,
    decide,
    give_story,
    make_desk,
    propose_story,
    words,
)
from tests.made_networks import straight_ways
from tests.small_world import SAILS, SmallWorld


@pytest.fixture
def desk(world: SmallWorld) -> Desk:
    return make_desk(world)


def _document(catalog: Catalog) -> Any:
    assert catalog.faults == ()
    return build_atlas(catalog, ways=find_ways(catalog, straight_ways())).document


def _claims_about(document: Any, corridor: str) -> set[str]:
    return {
        name
        for name, claim in document["claims"].items()
        if claim["about"] == corridor or claim["about"].startswith((f"{corridor}.", f"{corridor}/"))
    }


def test_nothing_is_on_the_map_before_it_is_accepted_or_after_it_is_rejected(desk: Desk) -> None:
    before = desk.holdings.renewed().atlas
    reviewed = propose_story(desk)
    assert desk.holdings.renewed().atlas.hash == before.hash
    assert decide(desk, reviewed, Kind.REJECT).state is State.REJECTED
    assert desk.holdings.renewed().atlas.hash == before.hash


def test_an_accepted_corridor_is_on_the_map_with_its_citation_and_an_undo_takes_it_off(
    desk: Desk,
) -> None:
    before = desk.holdings.renewed().atlas
    accepted = decide(desk, propose_story(desk), Kind.ACCEPT)
    document = desk.holdings.renewed().atlas.document
    corridor = next(c for c in document["corridors"] if c["id"] == "timber-line")
    assert [leg["id"] for leg in corridor["legs"]] == ["aport-deltaville", "deltaville-inland"]
    assert corridor["routes"][0]["legs"] == ["aport-deltaville", "deltaville-inland"]
    claim = document["claims"][corridor["legs"][0]["mode"][0]]
    start = STORY.index(BARGES)
    assert (claim["value"], claim["quote"], claim["start"]) == ("river", BARGES, start)
    assert (claim["source"], claim["grade"]) == ("river-post-2025-11-20", "F6")
    assert document["sources"]["river-post-2025-11-20"]["title"] == "New barge line"
    assert document["nodes"]["deltaville"]["at"] == [40.2, 30.5]
    assert document["actors"]["river-lines"]["name"] == "River Lines"
    assert decide(desk, accepted, Kind.UNDO).state is State.UNDONE
    assert desk.holdings.renewed().atlas.hash == before.hash


def test_a_rejection_that_is_undone_leaves_the_proposal_open_to_acceptance(desk: Desk) -> None:
    undone = decide(desk, decide(desk, propose_story(desk), Kind.REJECT), Kind.UNDO)
    assert undone.state is State.UNDONE
    assert decide(desk, undone, Kind.ACCEPT).state is State.ACCEPTED


def test_what_was_undone_can_be_accepted_anew_and_all_of_it_stays_in_the_history(
    desk: Desk,
) -> None:
    accepted = decide(desk, propose_story(desk), Kind.ACCEPT)
    undone = decide(desk, accepted, Kind.UNDO)
    again = decide(desk, undone, Kind.ACCEPT)
    assert again.state is State.ACCEPTED
    assert [d.kind.value for d in again.decisions] == ["accept", "undo", "accept"]


def test_what_a_person_mends_is_what_is_accepted_and_the_proposal_stays_as_it_was(
    desk: Desk,
) -> None:
    reviewed = propose_story(desk)
    place = Place(name="Delta City", kind="city", country="TR", position=(40.5, 30.9))
    mended = decide(desk, reviewed, Kind.MEND, edits=(edits.PlaceStop(stop="s2", place=place),))
    graded = edits.SetGrade(grade=Grade(source="B", information=2))
    accepted = decide(desk, mended, Kind.ACCEPT, edits=(graded,))
    document = desk.holdings.renewed().atlas.document
    assert document["nodes"]["delta-city"]["at"] == [40.5, 30.9]
    corridor = next(c for c in document["corridors"] if c["id"] == "timber-line")
    assert document["claims"][corridor["legs"][0]["stated"][0]]["grade"] == "B2"
    assert accepted.proposal.draft == reviewed.draft
    assert [change.path for change in accepted.decisions[0].changes] == ["stops.s2.place"]


def test_an_accepted_corridor_that_is_accepted_again_with_changes_keeps_its_id(desk: Desk) -> None:
    accepted = decide(desk, propose_story(desk), Kind.ACCEPT)
    renamed = edits.NameCorridor(name="Barge line")
    decide(desk, accepted, Kind.ACCEPT, edits=(renamed,))
    (corridor,) = [
        g.definition for g in desk.catalog().corridors if g.definition.id == "timber-line"
    ]
    assert corridor.name == "Barge line"


def test_what_is_accepted_again_keeps_the_ids_of_its_places_and_claims(desk: Desk) -> None:
    accepted = decide(desk, propose_story(desk), Kind.ACCEPT)
    before = desk.holdings.renewed().atlas.document
    decide(desk, accepted, Kind.ACCEPT, at=NOON)
    after = desk.holdings.renewed().atlas.document
    assert after["corridors"] == before["corridors"]
    assert after["claims"] == before["claims"]
    decide(desk, propose_story(desk), Kind.ACCEPT)
    assert set(desk.holdings.renewed().atlas.document["nodes"]) == set(before["nodes"])


def test_a_merge_may_become_a_corridor_of_its_own_and_the_other_way_round(desk: Desk) -> None:
    merged = decide(desk, propose_story(desk, into="ferry"), Kind.ACCEPT)
    apart = decide(desk, merged, Kind.ACCEPT, edits=(edits.MergeWith(into=None),))
    assert [g.definition.id for g in desk.catalog().corridors] == ["ferry", "timber-line"]
    decide(desk, apart, Kind.ACCEPT, edits=(edits.MergeWith(into="ferry"),))
    (ferry,) = desk.catalog().corridors
    assert len(ferry.definition.legs) == 4


def test_what_an_acceptance_was_made_of_cannot_be_undone_from_under_it(desk: Desk) -> None:
    reviewed = propose_story(desk)
    renamed = edits.NameCorridor(name="Barge line")
    mended = decide(desk, reviewed, Kind.MEND, edits=(renamed,))
    accepted = decide(desk, mended, Kind.ACCEPT)
    with pytest.raises(ReviewFault, match="undo the acceptance first, decision 2"):
        decide(desk, accepted, Kind.UNDO, undoes=1)
    with pytest.raises(ReviewFault, match="accept it again with your changes, or undo first"):
        decide(desk, accepted, Kind.MEND, edits=(renamed,))
    undone = decide(desk, accepted, Kind.UNDO)
    assert decide(desk, undone, Kind.UNDO).draft.name == "Timber line"
    with pytest.raises(ReviewFault, match="there is no decision to undo"):
        decide(desk, desk.review(reviewed.proposal.id), Kind.UNDO)


def test_a_later_acceptance_that_is_undone_gives_way_to_the_one_before(desk: Desk) -> None:
    first = decide(desk, propose_story(desk), Kind.ACCEPT)
    before = desk.holdings.renewed().atlas.hash
    second = decide(desk, first, Kind.ACCEPT, edits=(edits.NameCorridor(name="Barge line"),))
    assert desk.holdings.renewed().atlas.hash != before
    assert decide(desk, second, Kind.UNDO).state is State.ACCEPTED
    assert desk.holdings.renewed().atlas.hash == before


def test_a_merge_adds_legs_and_claims_to_a_known_corridor_and_can_be_undone(desk: Desk) -> None:
    before = desk.holdings.renewed().atlas
    reviewed = propose_story(desk, into="ferry")
    accepted = decide(desk, reviewed, Kind.ACCEPT)
    document = desk.holdings.renewed().atlas.document
    (ferry,) = document["corridors"]
    assert [leg["id"] for leg in ferry["legs"]] == [
        "sea",
        "rail",
        "aport-deltaville",
        "deltaville-inland",
    ]
    assert [stop["at"] for stop in ferry["stops"]] == ["aport", "beport", "inland", "deltaville"]
    assert {s["name"] for s in ferry["routes"]} == {"By sea", "Aport – Inland"}
    assert set(before.document["claims"]) < set(document["claims"])
    decide(desk, accepted, Kind.UNDO)
    assert desk.holdings.renewed().atlas.hash == before.hash


def test_a_leg_of_the_same_ends_and_mode_joins_the_known_one(desk: Desk) -> None:
    told = "Ships from Aport to Beport sail daily.\n"
    article = give_story(desk, told, published="2025-11-21")
    quote = words(article, "Ships from Aport to Beport sail daily.", told)
    draft = Draft(
        into="ferry",
        stops=(
            DraftStop(key="a", name="Aport", stated=(quote,), place=at("aport", 41.0, 29.0)),
            DraftStop(key="b", name="Beport", stated=(quote,), place=at("beport", 44.0, 33.0)),
        ),
        legs=(
            DraftLeg(
                key="l1",
                start="a",
                end="b",
                stated=(quote,),
                modes=(ModeSaid(value=Mode.SEA, evidence=quote),),
            ),
        ),
    )
    decide(desk, desk.add(draft, PERSON, article=article), Kind.ACCEPT)
    (ferry,) = desk.catalog().corridors
    assert [leg.id for leg in ferry.definition.legs] == ["sea", "rail"]
    assert [c.quote for c in ferry.definition.legs[0].stated] == [SAILS, quote.quote]


def test_two_corridors_of_one_name_get_two_ids(desk: Desk) -> None:
    decide(desk, propose_story(desk), Kind.ACCEPT)
    decide(desk, propose_story(desk), Kind.ACCEPT)
    names = [g.definition.id for g in desk.catalog().corridors]
    assert names == ["ferry", "timber-line", "timber-line-2"]


def test_what_rests_on_nothing_cannot_be_accepted(desk: Desk) -> None:
    reviewed = propose_story(desk)
    bare = edits.SetModes(leg="l1", modes=(ModeSaid(value=Mode.SEA),))
    with pytest.raises(NotAcceptable, match=r"legs\.l1\.modes\.0: the mode 'sea' rests on nothing"):
        decide(desk, reviewed, Kind.ACCEPT, edits=(bare,))
    assert desk.review(reviewed.proposal.id).state is State.OPEN
    assert desk.review(reviewed.proposal.id).revision == 0


def test_what_the_editor_adds_needs_a_name_and_a_reason_and_is_shown_as_his_own(
    desk: Desk,
) -> None:
    stop = DraftStop(
        key="s9",
        name="Halfway",
        stated=(own("Ada", "The only lock on that river."),),
        place=Place(name="Halfway", kind="site", country="TR", position=(40.6, 29.7)),
    )
    added = edits.AddStop(stop=stop, after="s1")
    decide(desk, propose_story(desk), Kind.ACCEPT, edits=(added,))
    document = desk.holdings.renewed().atlas.document
    corridor = next(c for c in document["corridors"] if c["id"] == "timber-line")
    assert [leg["id"] for leg in corridor["legs"]] == [
        "aport-halfway",
        "halfway-deltaville",
        "deltaville-inland",
    ]
    halfway = next(s for s in corridor["stops"] if s["at"] == "halfway")
    claim = document["claims"][halfway["stated"][0]]
    assert (claim["kind"], claim["reason"]) == ("editor", "The only lock on that river.")
    assert "grade" not in claim


@pytest.mark.parametrize("into", [None, "ferry"])
def test_a_saved_corridor_is_accepted_by_check_and_gives_the_same_claims(
    into: str | None, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decide(desk, propose_story(desk, into=into), Kind.ACCEPT)
    name, folder = into or "timber-line", tmp_path / "saved"
    desk.save(name, folder)
    assert main(["check", str(folder)]) == 0
    assert "1 corridors" in capsys.readouterr().out
    read = load_catalog(folder / "definitions", folder / "registers", folder / "seeds")
    saved, held = _document(read), _document(desk.catalog())
    claims = _claims_about(held, name)
    assert len(claims) >= 9
    assert _claims_about(saved, name) == claims
    assert {n: saved["claims"][n] for n in claims} == {n: held["claims"][n] for n in claims}


@pytest.mark.parametrize(
    "name",
    [
        "{{7*7}} ${x} `y`",
        "a: [b",
        "- 'no' \"yes\"",
        "\u202eabc\u2028def",
        "№ 5 — «Север»\tЮг",
        "1e3",
        "null",
    ],
)
def test_odd_names_come_back_from_files_as_they_were(name: str, desk: Desk, tmp_path: Path) -> None:
    change = (edits.NameCorridor(name=name), edits.NameStop(stop="s2", name=name))
    accepted = decide(desk, propose_story(desk), Kind.ACCEPT, edits=change)
    assert accepted.decisions[0].adds is not None
    definition, folder = accepted.decisions[0].adds.corridor, tmp_path / "saved"
    desk.save(definition.id, folder)
    read = load_catalog(folder / "definitions", folder / "registers", folder / "seeds")
    assert read.faults == ()
    assert [g.definition for g in read.corridors] == [definition]


def test_a_folder_with_something_in_it_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    with pytest.raises(DefinitionFault, match="is not empty"):
        desk.save("ferry", tmp_path / "mine")
    with pytest.raises(DefinitionFault, match="no corridor has this id"):
        desk.save("nowhere", tmp_path / "other")


def test_a_corridor_that_is_under_version_control_by_now_is_one_with_the_accepted(
    desk: Desk, world: SmallWorld, tmp_path: Path
) -> None:
    accepted = decide(desk, propose_story(desk), Kind.ACCEPT)
    desk.save("timber-line", tmp_path / "saved")
    before = desk.holdings.renewed().atlas.hash
    for kind in ("definitions", "registers", "seeds"):
        for file in (tmp_path / "saved" / kind).iterdir():
            if kind == "definitions":
                (world.folder / kind / file.name).write_bytes(file.read_bytes())
    again = make_desk(world)
    assert again.catalog().faults == ()
    assert again.holdings.renewed().atlas.hash == before
    graded = edits.SetGrade(grade=Grade(source="B", information=2))
    decide(again, again.review(accepted.proposal.id), Kind.ACCEPT, edits=(graded,))
    after = again.holdings.renewed().atlas.document
    mode = next(c for c in after["corridors"] if c["id"] == "timber-line")["legs"][0]["mode"]
    assert [after["claims"][one]["grade"] for one in mode] == ["B2"]  # graded later, told once


def test_a_place_that_the_registers_have_under_the_id_by_now_is_left_out_and_named(
    desk: Desk, world: SmallWorld
) -> None:
    decide(desk, propose_story(desk), Kind.ACCEPT)
    far = {**world.nodes[0], "id": "deltaville", "name": "Deltaville", "position": [10.0, 10.0]}
    world.nodes.append(far)
    catalog = make_desk(world).catalog()
    assert [g.definition.id for g in catalog.corridors] == ["ferry"]
    (fault,) = catalog.faults
    assert "deltaville: the registers have a place" in str(fault)
    assert "under the id 'deltaville' by now" in str(fault)


def test_what_joins_a_corridor_that_is_gone_stands_by_itself_and_is_named(
    desk: Desk, world: SmallWorld
) -> None:
    decide(desk, propose_story(desk, into="ferry"), Kind.ACCEPT)
    (world.folder / "definitions" / "ferry.yaml").unlink()
    again = Holdings(lambda: desk.store, lambda: curated_of(world), straight_ways())
    _, catalog = again.catalog()
    assert [g.definition.id for g in catalog.corridors] == ["ferry"]
    assert [leg.id for leg in catalog.corridors[0].definition.legs] == [
        "aport-deltaville",
        "deltaville-inland",
    ]
    (fault,) = catalog.faults
    assert "no corridor has the id 'ferry' any more" in str(fault)


def test_an_acceptance_whose_article_is_gone_is_left_out_and_named_and_the_rest_stands(
    desk: Desk,
) -> None:
    decide(desk, propose_story(desk, into="ferry"), Kind.ACCEPT)
    accepted, _ = desk.store.accepted()
    catalog = make_catalog(desk.holdings.curated, Accepted(accepted.additions, {}))
    (ferry,) = catalog.corridors
    assert [leg.id for leg in ferry.definition.legs] == ["sea", "rail"]
    assert "no article has the id 'river-post-2025-11-20'" in str(catalog.faults[0])
