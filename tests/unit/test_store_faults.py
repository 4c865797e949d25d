"""The program killed, its disk full, many at once: what was answered as accepted stays, once.

Small here; `make faults` does it with 200 decisions, five times.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import inspect

from corridors.desk import Desk
from corridors.errors import StoreFault
from corridors.holdings import Holdings
from corridors.review.proposal import Kind, State, acceptance
from corridors.store import opening, sqlite
from corridors.store.address import FILE_NAME, of_file
from corridors.store.store import Store
from tests.made_desk import PERSON, curated_of, decide, give_story, make_desk, story_draft
from tests.made_networks import straight_ways
from tests.small_world import SmallWorld

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "1"))
DECISIONS = int(os.environ.get("FAULT_DECISIONS", "12"))
ROOT = Path(__file__).parents[2]


def _run_until(folder: Path, answers: int | None) -> int:
    """Run the client, killed without notice after so many answers; how many it gave."""
    command = [sys.executable, "-m", "tests.deciding", str(folder), str(DECISIONS)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as client:
        assert client.stdout is not None
        heard = 0
        for line in client.stdout:
            assert int(line) == heard
            heard += 1
            if heard == answers:
                os.kill(client.pid, signal.SIGKILL)
                break
        heard += sum(1 for _ in client.stdout)  # what was on its way
    return heard


@pytest.mark.parametrize("number", range(ROUNDS))
def test_what_was_answered_as_accepted_is_there_after_a_kill_and_once(
    number: int, world: SmallWorld
) -> None:
    """The client is killed at a random answer, and another takes up where it was."""
    chance = random.Random(number)  # noqa: S311 — when to kill, no secret
    answered = _run_until(world.folder, chance.randrange(1, DECISIONS))
    desk = make_desk(world)
    accepted = [r for r in desk.proposals() if r.state is State.ACCEPTED]
    assert answered <= len(accepted) <= answered + 1  # one may have been kept and not yet answered
    assert _run_until(world.folder, None) == DECISIONS
    made = [decisions for _, decisions in desk.store.proposals()]
    assert [len(decisions) for decisions in made] == [1] * DECISIONS
    assert all(acceptance(decisions) for decisions in made)
    names = [g.definition.id for g in desk.catalog().corridors]
    assert sorted(names) == sorted(["ferry", *(f"line-{n}" for n in range(DECISIONS))])
    assert desk.store.damage() is None


@contextmanager
def _no_larger_than(size: int) -> Iterator[None]:
    """No file of this process may grow over a size: its disk is full, as it were."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_is_told_and_what_was_accepted_stays(world: SmallWorld) -> None:
    desk = make_desk(world)
    article = give_story(desk)
    first = desk.add(story_draft(article), PERSON, article=article)
    second = desk.add(story_draft(article), PERSON, article=article)
    decide(desk, first, Kind.ACCEPT)
    file = desk.store.address.file
    assert file is not None
    written = file.with_name(f"{FILE_NAME}-wal").stat().st_size
    with (
        _no_larger_than(max(written, file.stat().st_size) + 1000),
        pytest.raises(StoreFault, match=r"sqlite: .*(no room|refused to write).*try again"),
    ):
        decide(desk, second, Kind.ACCEPT)
    assert desk.review(second.proposal.id).state is State.OPEN
    assert [g.definition.id for g in desk.catalog().corridors] == ["ferry", "timber-line"]
    assert decide(desk, second, Kind.ACCEPT).state is State.ACCEPTED
    assert desk.store.damage() is None


def test_many_who_open_a_new_store_at_once_all_get_it(tmp_path: Path) -> None:
    address = of_file(tmp_path / "new" / FILE_NAME)
    with ThreadPoolExecutor(8) as pool:
        marks = list(pool.map(lambda _: Store.open(address).mark(), range(8)))
    assert marks == [0] * 8


def test_many_who_accept_at_once_lose_nothing_and_get_ids_of_their_own(world: SmallWorld) -> None:
    desk = make_desk(world)
    article = give_story(desk)
    proposed = [desk.add(story_draft(article), PERSON, article=article) for _ in range(12)]
    address = desk.store.address

    def accept(share: int) -> None:
        store = Store.open(address)
        holdings = Holdings(lambda: store, lambda: curated_of(world), straight_ways())
        for reviewed in proposed[share::3]:
            decide(Desk(store, holdings), reviewed, Kind.ACCEPT, key=reviewed.proposal.id)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(accept, range(3)))
    names = [g.definition.id for g in desk.catalog().corridors]
    assert sorted(names[2:]) == sorted(f"timber-line-{n}" for n in range(2, 13))
    assert desk.catalog().faults == ()


def test_a_migration_that_fails_leaves_nothing_half_made(tmp_path: Path) -> None:
    engine = sqlite.open_engine(of_file(tmp_path / FILE_NAME).url)
    writing = engine.execution_options(**{sqlite.WRITES: True})

    def fail() -> None:
        with writing.begin() as connection:
            opening.migrate(connection)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []


def test_a_store_that_fails_leaves_the_curated_atlas_and_is_named(world: SmallWorld) -> None:
    world.load()

    def failing() -> Store:
        raise StoreFault("store.sqlite", "", "the file is damaged", "put a backup in its place")

    holdings = Holdings(failing, lambda: curated_of(world), straight_ways())
    whole = holdings.renewed()
    assert [c["id"] for c in whole.atlas.document["corridors"]] == ["ferry"]
    assert [str(f) for f in whole.faults] == [
        "store.sqlite: the file is damaged — put a backup in its place"
    ]
