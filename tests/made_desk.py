"""A desk over a small world: a store in a folder of the test's own, and networks made by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from corridors.curated import Curated, read_curated
from corridors.desk import Desk
from corridors.holdings import Holdings
from corridors.model import Cargo, Mode, Status, Topic
from corridors.reading import read_text
from corridors.review.draft import (
    CargoSaid,
    Draft,
    DraftLeg,
    DraftStop,
    Evidence,
    ModeSaid,
    OperatorSaid,
    Origin,
    Place,
    StatementSaid,
    StatusSaid,
    quoted,
)
from corridors.review.proposal import Kind, Reviewed
from corridors.store.address import of_file
from corridors.store.store import Store
from tests.made_networks import straight_ways
from tests.small_world import SmallWorld

NOON = datetime(2025, 12, 1, 12, tzinfo=UTC)
STORY = (
    "New barge line\n"
    "Barges now carry timber from Aport by river to Deltaville, run by River Lines.\n"
    "From Deltaville trucks go on to Inland. The line is to close in 2026.\n"
)
BARGES = "Barges now carry timber from Aport by river to Deltaville"
TRUCKS = "From Deltaville trucks go on to Inland."
PERSON = Origin(by="person", version="1", who="Ada")
_keys = (f"key-{number}" for number in count(1))


def make_desk(world: SmallWorld, store: Path | None = None) -> Desk:
    """A desk over what a small world holds."""
    world.load()
    opened = Store.open(of_file(store or world.folder / "store" / "corridors.sqlite"))
    return Desk(opened, Holdings(lambda: opened, lambda: curated_of(world), straight_ways()))


def curated_of(world: SmallWorld) -> Curated:
    """What the files of a small world hold, as they were written last."""
    folder = world.folder
    return read_curated(folder / "definitions", folder / "registers", folder / "seeds")


def give_story(desk: Desk, text: str = STORY, **told: str) -> str:
    """The story as an article of the desk; gives its id."""
    told = {"publisher": "River Post", "published": "2025-11-20"} | told
    return desk.give(read_text(text), who="Ada", at=NOON, **told).article.id  # type: ignore[arg-type]


def words(article: str, quote: str, text: str = STORY) -> Evidence:
    """Evidence that quotes words of the story."""
    start = text.index(quote)
    return quoted(article, text, start, start + len(quote))


def story_draft(article: str) -> Draft:
    """The story's corridor as a person would draft it: by river to Deltaville, on by road."""
    barges, trucks = words(article, BARGES), words(article, TRUCKS)
    return Draft(
        name="Timber line",
        named=(words(article, "New barge line"),),
        stops=(
            DraftStop(key="s1", name="Aport", stated=(barges,), place=at("aport", 41.0, 29.0)),
            DraftStop(
                key="s2",
                name="Deltaville",
                stated=(barges, trucks),
                place=Place(name="Deltaville", kind="city", country="TR", position=(40.2, 30.5)),
            ),
            DraftStop(key="s3", name="Inland", stated=(trucks,), place=at("inland", 39.0, 32.0)),
        ),
        legs=(
            DraftLeg(
                key="l1",
                start="s1",
                end="s2",
                stated=(barges,),
                modes=(ModeSaid(value=Mode.RIVER, evidence=barges),),
                statuses=(StatusSaid(value=Status.OPERATING, evidence=barges),),
                cargo=(CargoSaid(value=Cargo.TIMBER, evidence=barges),),
                operators=(
                    OperatorSaid(name="River Lines", evidence=words(article, "run by River Lines")),
                ),
            ),
            DraftLeg(
                key="l2",
                start="s2",
                end="s3",
                stated=(trucks,),
                modes=(ModeSaid(value=Mode.ROAD, evidence=trucks),),
            ),
        ),
        statements=(
            StatementSaid(
                topic=Topic.CONTEXT,
                value="It may end in 2026.",
                evidence=words(article, "The line is to close in 2026."),
            ),
        ),
    )


def at(name: str, lat: float, lon: float) -> Place:
    """A place that the registers have."""
    return Place(name=name.title(), kind="port", country="TR", position=(lat, lon), at=name)


def propose_story(desk: Desk, **changes: Any) -> Reviewed:
    """The story given, and its draft (with changes) proposed."""
    article = give_story(desk)
    return desk.add(story_draft(article).model_copy(update=changes), PERSON, article=article)


def decide(desk: Desk, reviewed: Reviewed, kind: Kind, **more: Any) -> Reviewed:
    """A decision of Ada's on a proposal as it was seen, a minute after the one before."""
    told = {
        "who": "Ada",
        "key": next(_keys),
        "revision": reviewed.revision,
        "at": NOON + timedelta(minutes=reviewed.revision),
    } | more
    return desk.decide(reviewed.proposal.id, kind, **told)
