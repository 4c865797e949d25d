"""What keeps a proposal from acceptance, quote by quote; and quotes in a later text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors.__main__ import main
from corridors.articles import locate
from corridors.desk import Desk
from corridors.errors import NotAcceptable, ReviewFault
from corridors.model import CorridorKind
from corridors.reading import read_text
from corridors.review import edits
from corridors.review.anchoring import Found, look_for
from corridors.review.draft import Draft, Evidence, OperatorSaid, Place, own, quoted
from corridors.review.gate import objections_to, remarks_on
from corridors.review.mending import apply_edit
from corridors.review.naming import free_id, id_of
from corridors.review.proposal import Kind, State
from tests.fuzzing import fuzz
from tests.made_desk import (
    BARGES,
    PERSON,
    STORY,
    TRUCKS,
    decide,
    give_story,
    make_desk,
    propose_story,
    story_draft,
    words,
)
from tests.small_world import FURNITURE, SmallWorld

PERU = Place(name="Peru", kind="country", country="PE")


@pytest.fixture
def desk(world: SmallWorld) -> Desk:
    return make_desk(world)


def _against(desk: Desk, draft: Draft) -> list[str]:
    articles = {one.id: one.article for one in desk.articles()} | dict(desk.catalog().articles)
    return [str(one) for one in objections_to(draft, articles, desk.catalog())]


def _with(draft: Draft, **changes: Any) -> Draft:
    return draft.model_copy(update=changes)


def test_a_whole_draft_has_nothing_against_it(desk: Desk) -> None:
    assert _against(desk, story_draft(give_story(desk))) == []


def test_a_stop_of_which_nobody_has_said_where_it_is_cannot_be_accepted(desk: Desk) -> None:
    draft = story_draft(give_story(desk))
    nowhere = apply_edit(draft, edits.PlaceStop(stop="s2", place=None))
    assert _against(desk, nowhere) == [
        "stops.s2.place: nobody has said where 'Deltaville' is — choose its place, or say that it "
        "is not known: its legs are then told in words"
    ]
    assert not [one for one in remarks_on(nowhere) if one.path == "stops.s2.place"]


@pytest.mark.parametrize("place", [Place(name="Deltaville", kind="place"), PERU])
def test_a_stop_that_is_no_point_may_be_accepted_and_what_is_not_drawn_is_told(
    place: Place, desk: Desk, tmp_path: Path
) -> None:
    reviewed = propose_story(desk)
    told = apply_edit(reviewed.draft, edits.PlaceStop(stop="s2", place=place))
    assert _against(desk, told) == []
    (remark,) = (one for one in remarks_on(told) if one.path == "stops.s2.place")
    assert remark.message == (
        "'Deltaville' is no point on the map: Aport–Deltaville, Deltaville–Inland will be told in "
        "words, not drawn"
    )
    decide(desk, reviewed, Kind.ACCEPT, edits=(edits.PlaceStop(stop="s2", place=place),))
    document = desk.holdings.renewed().atlas.document
    corridor = next(one for one in document["corridors"] if one["id"] == "timber-line")
    assert [(leg["basis"], leg["line"]) for leg in corridor["legs"]] == [("none", None)] * 2
    assert document["areas"][corridor["stops"][1]["at"]]["kind"] == place.kind
    desk.save("timber-line", tmp_path / "saved")
    assert main(["check", str(tmp_path / "saved")]) == 0


def test_a_quote_must_stand_at_its_offsets(desk: Desk) -> None:
    article = give_story(desk)
    start = STORY.index(TRUCKS)
    moved = Evidence(article=article, start=start + 1, end=start + 1 + len(TRUCKS), quote=TRUCKS)
    (told,) = _against(desk, _with(story_draft(article), named=(moved,)))
    assert told.startswith("named.0: river-post-2025-11-20 has 'rom Deltaville trucks")
    assert "mark the words again" in told


def test_a_quote_from_page_furniture_or_an_unknown_article_is_refused(desk: Desk) -> None:
    draft = story_draft(give_story(desk))
    text = desk.article("gazette").text
    read_also = quoted("gazette", text, FURNITURE, FURNITURE + 9)
    (told,) = _against(desk, _with(draft, named=(read_also,)))
    assert "the words lie in page furniture (teaser)" in told
    nowhere = Evidence(article="nowhere", start=0, end=1, quote="x")
    (told,) = _against(desk, _with(draft, named=(nowhere,)))
    assert told.startswith("named.0: no article has the id 'nowhere'")


def test_a_reference_must_be_in_the_registers(desk: Desk) -> None:
    draft = story_draft(give_story(desk))
    assert _against(desk, _with(draft, named=(Evidence(reference="wire"),))) == []
    (told,) = _against(desk, _with(draft, named=(Evidence(reference="radio"),)))
    assert told.startswith("named.0: no reference has the id 'radio'")


def test_an_empty_draft_is_told_all_that_it_lacks(desk: Desk) -> None:
    assert [told.split(":")[0] for told in _against(desk, Draft())] == ["name", "stops", "legs"]
    crossings = Draft(name="Gates", kind=CorridorKind.CROSSINGS)
    assert [told.split(":")[0] for told in _against(desk, crossings)] == ["stops"]


def test_a_merge_with_a_corridor_that_is_not_there_is_refused(desk: Desk) -> None:
    draft = story_draft(give_story(desk))
    (told,) = _against(desk, _with(draft, into="nowhere"))
    assert told.startswith("into: no corridor has the id 'nowhere'")


def test_two_stops_at_one_place_are_refused(desk: Desk) -> None:
    draft = story_draft(give_story(desk))
    same = edits.PlaceStop(stop="s3", place=draft.stops[0].place)
    reviewed = desk.add(draft, PERSON)
    with pytest.raises(NotAcceptable, match="'Inland' and 'Aport' are one place"):
        decide(desk, reviewed, Kind.ACCEPT, edits=(same,))


def test_stops_legs_and_operators_without_words_are_each_named(desk: Desk) -> None:
    draft = story_draft(give_story(desk))
    bare = _with(
        draft,
        stops=tuple(_with(stop, stated=()) for stop in draft.stops[:1]) + draft.stops[1:],
        legs=(_with(draft.legs[0], stated=()), draft.legs[1]),
        operators=(OperatorSaid(name="Ferryman"),),
    )
    told = [one.split(" —")[0] for one in _against(desk, bare)]
    assert told == [
        "operators.0: the operator 'Ferryman' rests on nothing",
        "stops.s1.stated: the stop 'Aport' rests on nothing",
        "legs.l1.stated: the leg Aport–Deltaville rests on nothing",
    ]


def test_an_article_without_a_publisher_cannot_be_cited_until_somebody_names_one(
    desk: Desk,
) -> None:
    article = desk.give(read_text(STORY), who="Ada").article.id
    reviewed = desk.add(story_draft(article), PERSON, article=article)
    assert [o.path for o in reviewed.objections] == [f"articles.{article}.publisher"]
    desk.amend_article(article, who="Ada", publisher="River Post", published="2025-11-20")
    assert decide(desk, desk.review(reviewed.proposal.id), Kind.ACCEPT).state is State.ACCEPTED
    document = desk.holdings.renewed().atlas.document
    assert document["sources"][article]["published"]["text"] == "2025-11-20"


def test_words_that_stand_twice_are_cited_where_they_were_marked(desk: Desk) -> None:
    text = "By rail to Inland. Later: By rail to Inland. The port is Aport.\n"
    article = give_story(desk, text)
    second = quoted(article, text, 26, 44)
    assert second.quote == "By rail to Inland."
    draft = story_draft(give_story(desk))
    reviewed = desk.add(_with(draft, named=(second,)), PERSON)
    decide(desk, reviewed, Kind.ACCEPT)
    (corridor,) = [g for g in desk.catalog().corridors if g.definition.id == "timber-line"]
    assert corridor.definition.statements[0].occurrence == 2
    assert corridor.passages["statements.0"].start == 26


def test_the_same_article_in_another_text_is_told_quote_by_quote(desk: Desk) -> None:
    address = "https://post.example/barges"
    article = give_story(desk, url=address)
    decide(desk, desk.add(story_draft(article), PERSON, article=article), Kind.ACCEPT)
    later = (
        "Correction added.\n"
        + STORY.replace("The line is to close in 2026.", "").replace("New barge line", "A new line")
    ).replace("trucks go on to Inland", "lorries go on to Inland")
    given_again = desk.give(read_text(later), who="Ben", url="https://www.post.example/barges/")
    assert given_again.is_new
    (again,) = given_again.earlier
    assert again.article == article
    states = {one.quote.quote: one.state for one in again.quotes}
    assert states == {
        BARGES: Found.MOVED,
        "run by River Lines": Found.MOVED,
        "New barge line": Found.LOST,
        TRUCKS: Found.REWORDED,
        "The line is to close in 2026.": Found.LOST,
    }
    near = next(one.near for one in again.quotes if one.state is Found.REWORDED)
    assert near == "From Deltaville lorries go on to Inland."
    assert desk.earlier(given_again.article.id) == given_again.earlier
    # Nothing was anchored anew: the corridor still cites the text that was accepted.
    (corridor,) = [g for g in desk.catalog().corridors if g.definition.id == "timber-line"]
    assert {c.article for leg in corridor.definition.legs for c in leg.stated} == {article}


def test_words_at_their_old_offsets_are_unchanged_whatever_is_added_behind() -> None:
    quote = quoted("a", STORY, STORY.index(TRUCKS), STORY.index(TRUCKS) + len(TRUCKS))
    found = look_for("x", quote, STORY + TRUCKS)
    assert (found.state, found.start, found.places) == (Found.UNCHANGED, quote.start, 2)
    assert look_for("x", quote, "").state is Found.LOST
    with pytest.raises(ValueError, match="x is no quote"):
        look_for("x", own("Ada", "Knows."), STORY)


@fuzz()
@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=80), st.data())
def test_what_is_found_again_lies_in_the_later_text(
    before: str, middle: str, after: str, data: st.DataObject
) -> None:
    text = f"{before}Quoted words, all of them.{middle}"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = quoted("a", text, start, end)
    later = after + text[: data.draw(st.integers(0, len(text)))]
    found = look_for("x", quote, later)
    if found.state in (Found.UNCHANGED, Found.MOVED):
        assert later[found.start : found.end] == quote.quote
    elif found.state is Found.REWORDED:
        assert found.near == later[found.start : found.end] != ""
    else:
        assert quote.quote not in later


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"url": "javascript:alert(1)"}, "url: 'javascript:alert"),
        ({"published": "4 December"}, "published: '4 December' — give a date"),
        ({"colour": "red"}, "colour: no field of an article"),
        ({"title": "x" * 3000}, "title: 3,000 characters are too many"),
    ],
)
def test_what_a_field_of_an_article_cannot_have_is_refused(
    told: dict[str, str], why: str, desk: Desk
) -> None:
    article = give_story(desk)
    with pytest.raises(ReviewFault, match=why):
        give_story(desk, "Another text.", **told)
    with pytest.raises(ReviewFault, match=why):
        desk.amend_article(article, who="Ada", **told)
    with pytest.raises(ReviewFault, match="title: is empty"):
        desk.amend_article(article, who="Ada", title=" ")


@pytest.mark.parametrize("who", ["", "  \n", "x" * 201])
def test_whoever_decides_has_a_name(who: str, desk: Desk) -> None:
    reviewed = propose_story(desk)
    with pytest.raises(ReviewFault, match="who decides"):
        decide(desk, reviewed, Kind.ACCEPT, who=who)


def test_an_empty_text_is_refused(desk: Desk) -> None:
    with pytest.raises(ReviewFault, match="the text is empty"):
        desk.give(read_text(" \n"), who="Ada")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kolyadichi – Gebze", "kolyadichi-gebze"),
        ("Новороссийск", "novorossiysk"),
        ("Калядзічы", "kalyadzichy"),
        ("Łódź Olechów", "lodz-olechow"),
        ("Iğdır", "igdir"),
        ("一带一路", "aport-beport"),
        ("x" * 99, "x" * 60),
        ("a/../b' OR 1=1", "a-b-or-1-1"),
    ],
)
def test_an_id_is_made_of_the_words_of_a_name(name: str, expected: str) -> None:
    assert id_of(name, "Aport Beport") == expected
    assert free_id("a", {"a", "a-2"}) == "a-3"


def test_hostile_names_are_data(desk: Desk) -> None:
    name = "{{7*7}} <script>alert(1)</script> ${x} `y` \u202e"
    stop = edits.NameStop(stop="s2", name=name)
    accepted = decide(
        desk, propose_story(desk), Kind.ACCEPT, edits=(edits.NameCorridor(name=name), stop)
    )
    assert accepted.decisions[0].adds is not None
    assert accepted.decisions[0].adds.corridor.name == name
    assert accepted.decisions[0].adds.corridor.id == "7-7-script-alert-1-script-x-y"
    article = desk.article(accepted.proposal.article or "").article
    for grounded in desk.catalog().corridors:
        if grounded.definition.name == name:
            claim = grounded.definition.legs[0].stated[0]
            assert locate(article, claim.quote or "", claim.occurrence, "f", "x")


def test_words_outside_the_article_cannot_be_marked(desk: Desk) -> None:
    article = give_story(desk)
    with pytest.raises(ValueError, match="are no offsets"):
        quoted(article, STORY, 0, len(STORY) + 1)
    assert words(article, BARGES).quote == BARGES
