"""What a person may change in a proposal, what follows from it, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from corridors.errors import ReviewFault
from corridors.model import Mode, Status
from corridors.review import edits
from corridors.review.chain import chain_of
from corridors.review.draft import (
    Draft,
    DraftLeg,
    DraftStop,
    Evidence,
    Grade,
    ModeSaid,
    Place,
    StatusSaid,
    own,
    quoted,
)
from corridors.review.edits import EDIT, Edit
from corridors.review.mending import apply_edit, apply_edits
from corridors.review.proposal import list_changes
from tests.fuzzing import fuzz
from tests.made_desk import PERSON

RAIL, SEA = ModeSaid(value=Mode.RAIL), ModeSaid(value=Mode.SEA)
SAYS = own("Ada", "Known to her.")
TRIAL, B2 = StatusSaid(value=Status.TRIAL), Grade(source="B", information=2)


def _stop(key: str) -> DraftStop:
    return DraftStop(key=key, name=key.upper(), stated=(own("Ada", f"Stop {key}."),))


def _leg(key: str, start: str, end: str, *modes: ModeSaid) -> DraftLeg:
    return DraftLeg(key=key, start=start, end=end, stated=(own("Ada", f"Leg {key}."),), modes=modes)


DRAFT = Draft(
    name="Line",
    stops=(_stop("a"), _stop("b"), _stop("c")),
    legs=(_leg("l1", "a", "b", RAIL), _leg("l2", "b", "c", RAIL)),
)


def _told(draft: Draft) -> list[tuple[str, str, str]]:
    return [(leg.key, leg.start, leg.end) for leg in draft.legs]


def test_a_stop_between_two_splits_their_leg_which_rests_on_the_words_of_both() -> None:
    draft = apply_edit(DRAFT, edits.AddStop(stop=_stop("n"), after="a"))
    assert [stop.key for stop in draft.stops] == ["a", "n", "b", "c"]
    assert _told(draft) == [("l1", "a", "n"), ("n-b", "n", "b"), ("l2", "b", "c")]
    for leg in draft.legs[:2]:
        assert [one.reason for one in leg.stated] == ["Leg l1.", "Stop n."]
        assert leg.modes == (RAIL,)


@pytest.mark.parametrize(
    ("beside", "legs"),
    [
        ({"after": "c"}, [("c-n", "c", "n")]),
        ({"before": "a"}, [("n-a", "n", "a")]),
        ({}, []),
        ({"after": "a", "before": "c"}, [("a-n", "a", "n"), ("n-c", "n", "c")]),
    ],
)
def test_a_stop_at_an_end_or_beside_the_way_brings_legs_of_its_own(
    beside: dict[str, str], legs: list[tuple[str, str, str]]
) -> None:
    draft = apply_edit(DRAFT, edits.AddStop(stop=_stop("n"), **beside))
    assert _told(draft) == [("l1", "a", "b"), ("l2", "b", "c"), *legs]


def test_a_dropped_stop_joins_its_two_legs_with_the_words_of_both() -> None:
    draft = apply_edit(DRAFT, edits.DropStop(stop="b"))
    assert _told(draft) == [("l1", "a", "c")]
    assert [one.reason for one in draft.legs[0].stated] == ["Leg l1.", "Leg l2."]
    assert draft.legs[0].modes == (RAIL,)


def test_legs_of_different_modes_make_one_without_a_mode() -> None:
    by_sea = apply_edit(DRAFT, edits.SetModes(leg="l2", modes=(SEA,)))
    assert apply_edit(by_sea, edits.DropStop(stop="b")).legs[0].modes == ()


def test_a_dropped_end_takes_its_leg_along() -> None:
    assert _told(apply_edit(DRAFT, edits.DropStop(stop="c"))) == [("l1", "a", "b")]


def test_stops_in_another_order_keep_the_legs_that_still_follow() -> None:
    draft = apply_edit(DRAFT, edits.OrderStops(stops=("c", "b", "a")))
    assert _told(draft) == [("l2", "c", "b"), ("l1", "b", "a")]
    draft = apply_edit(DRAFT, edits.OrderStops(stops=("a", "c", "b")))
    assert _told(draft) == [("a-c", "a", "c"), ("l2", "c", "b")]
    assert [one.reason for one in draft.legs[0].stated] == ["Stop c."]


def test_legs_make_a_chain_only_where_each_starts_at_the_end_of_the_one_before() -> None:
    one, two, fork = _leg("1", "a", "b"), _leg("2", "b", "c"), _leg("3", "b", "d")
    assert chain_of((two, one)) == [one, two]
    assert chain_of((one, two, fork)) == []
    assert chain_of((one, _leg("4", "c", "d"))) == []
    assert chain_of((one, _leg("5", "b", "a"))) == [one, _leg("5", "b", "a")]
    assert chain_of(()) == []


CHANGES: list[tuple[Edit, str, Any]] = [
    (edits.NameCorridor(name=" New "), "name", "New"),
    (edits.SetAliases(names=("Line", " L 1", "Line")), "aliases", ("Line", "L 1")),
    (edits.MergeWith(into="ferry", why=SAYS), "into", "ferry"),
    (edits.SetGrade(grade=Grade(source="A", information=1)), "grade.text", "A1"),
    (edits.NameStop(stop="b", name="Bee"), "stops.1.name", "Bee"),
    (edits.PlaceStop(stop="b", place=Place(name="B", position=(1, 2))), "stops.1.place.name", "B"),
    (edits.SetStated(of="stop", key="b", stated=()), "stops.1.stated", ()),
    (edits.SetStated(of="leg", key="l2", stated=(SAYS,)), "legs.1.stated", (SAYS,)),
    (edits.SetStated(of="name", stated=(SAYS,)), "named", (SAYS,)),
    (edits.SetGrade(grade=None, of="leg", key="l2"), "legs.1.grade", None),
    (edits.SetGrade(grade=B2, of="stop", key="a"), "stops.0.grade.text", "B2"),
    (edits.DropLeg(leg="l1"), "legs.0.key", "l2"),
    (edits.AddLeg(leg=_leg("l9", "c", "a")), "legs.2.key", "l9"),
    (edits.ChangeEnds(leg="l1", start="b", end="a"), "legs.0.start", "b"),
    (edits.SetCargo(leg="l1", cargo=()), "legs.0.cargo", ()),
    (edits.SetStatuses(statuses=(TRIAL,)), "statuses.0.value", "trial"),
    (edits.SetStatuses(leg="l1", statuses=(TRIAL,)), "legs.0.statuses.0.value", "trial"),
    (edits.SetOperators(leg="l1", operators=()), "legs.0.operators", ()),
    (edits.SetOperators(operators=()), "operators", ()),
    (edits.SetStatements(statements=()), "statements", ()),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "path", "value"), CHANGES)
def test_an_edit_changes_its_field_and_comes_back_from_json(
    edit: Edit, path: str, value: object
) -> None:
    found: Any = apply_edit(DRAFT, edit)
    for step in path.split("."):
        found = found[int(step)] if step.isdigit() else getattr(found, step)
    assert found == value
    assert EDIT.validate_python(edit.model_dump(mode="json")) == edit


def test_a_date_goes_as_text_and_comes_back() -> None:
    said = StatusSaid.model_validate({"value": "trial", "date": "2025-12"})
    assert said.model_dump(mode="json")["date"] == "2025-12"
    assert StatusSaid.model_validate(said.model_dump(mode="json")) == said


REFUSED: list[tuple[Edit, str]] = [
    (edits.DropStop(stop="z"), "no stop has the key 'z' — the stops are a, b, c"),
    (edits.DropLeg(leg="l7"), "no leg has the key 'l7' — the legs are l1, l2"),
    (edits.AddStop(stop=_stop("a")), "a stop has the key 'a' already"),
    (edits.AddStop(stop=_stop("n"), after="z"), "no stop has the key 'z'"),
    (edits.AddLeg(leg=_leg("l1", "a", "c")), "a leg has the key 'l1' already"),
    (edits.AddLeg(leg=_leg("l9", "a", "z")), "no stop has the key 'z'"),
    (edits.ChangeEnds(leg="l1", start="a", end="a"), "cannot start and end at 'a'"),
    (edits.OrderStops(stops=("a", "b")), "a, b are not its stops — give a, b, c, each once"),
    (edits.SetStated(of="leg", stated=()), "no leg has the key ''"),
]


@pytest.mark.parametrize(("edit", "why"), REFUSED)
def test_an_edit_of_what_is_not_there_is_refused_with_the_mend(edit: Edit, why: str) -> None:
    with pytest.raises(ReviewFault, match=why):
        apply_edit(DRAFT, edit)


def test_a_route_that_forks_cannot_be_put_in_order_as_one() -> None:
    forked = apply_edits(DRAFT, [edits.AddLeg(leg=_leg("l3", "a", "c"))])
    with pytest.raises(ReviewFault, match="the route forks at 'a'"):
        apply_edit(forked, edits.OrderStops(stops=("a", "b", "c")))


def test_a_draft_does_not_grow_over_its_bounds() -> None:
    full = DRAFT.model_copy(update={"stops": tuple(_stop(f"x{n}") for n in range(300)), "legs": ()})
    with pytest.raises(ReviewFault, match=r"add-stop: stops: .*at most 300"):
        apply_edit(full, edits.AddStop(stop=_stop("n")))


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"article": "a"},
        {"article": "a", "start": 0, "end": 1},
        {"quote": "x", "editor": "Ada", "reason": "y"},
        {"editor": "Ada"},
        {"editor": "", "reason": "y"},
        {"article": "a", "start": 0, "end": 1, "quote": "x", "reference": "b"},
    ],
)
def test_evidence_is_exactly_one_of_three_kinds_and_whole(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Evidence(**wrong)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 99)])
def test_a_quote_lies_inside_its_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="are no offsets into a, of 5 characters"):
        quoted("a", "words", start, end)


def test_what_changed_is_told_field_by_field_by_the_keys_of_stops_and_legs() -> None:
    after = apply_edits(
        DRAFT,
        [
            edits.NameStop(stop="b", name="Bee"),
            edits.DropLeg(leg="l2"),
            edits.NameCorridor(name="Other"),
            edits.OrderStops(stops=("a", "c", "b")),
        ],
    )
    told = {change.path: (change.before, change.after) for change in list_changes(DRAFT, after)}
    assert told["name"] == ("Line", "Other")
    assert told["stops.b.name"] == ("B", "Bee")
    assert told["legs.l2"][0]["start"] == "b"
    assert told["stops.order"] == (["a", "b", "c"], ["a", "c", "b"])
    assert list_changes(DRAFT, DRAFT) == ()


def test_an_origin_is_told_in_a_line_and_a_persons_own_is_not() -> None:
    model = PERSON.model_copy(update={"by": "llm", "version": "3", "detail": {"model": "m-1"}})
    assert (PERSON.text, model.text) == (None, "llm prompt 3, model m-1")


def _added(key: str, after: str | None, before: str | None) -> Edit:
    return edits.AddStop(stop=_stop(key), after=after, before=before)


_KEYS = st.sampled_from("abcn")
_BESIDE = st.none() | _KEYS
_LEGS = st.sampled_from(["l1", "l2", "a-n", "n-b"])
_EDITS = st.one_of(
    st.builds(_added, _KEYS, _BESIDE, _BESIDE),
    st.builds(lambda s: edits.DropStop(stop=s), _KEYS),
    st.builds(lambda s, e: edits.ChangeEnds(leg="l1", start=s, end=e), _KEYS, _KEYS),
    st.builds(lambda o: edits.OrderStops(stops=tuple(o)), st.permutations("abc")),
    st.builds(lambda k, s, e: edits.AddLeg(leg=_leg(k, s, e)), _LEGS, _KEYS, _KEYS),
    st.builds(lambda k: edits.DropLeg(leg=k), _LEGS),
)  # fmt: skip


@fuzz()
@given(st.lists(_EDITS, max_size=8))
def test_whatever_is_done_legs_join_stops_that_are_there_and_keys_stay_single(
    done: list[Edit],
) -> None:
    draft = DRAFT
    for edit in done:
        try:
            draft = apply_edit(draft, edit)
        except ReviewFault:
            continue
    stops, legs = [s.key for s in draft.stops], [leg.key for leg in draft.legs]
    assert len(stops) == len(set(stops))
    assert len(legs) == len(set(legs))
    for leg in draft.legs:
        assert leg.start in stops
        assert leg.end in stops
        assert leg.start != leg.end
        assert leg.stated
