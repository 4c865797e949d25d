"""Snapshots: what is kept stays as it was, whatever becomes of the definitions and the format."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from corridors import paths
from corridors.atlas import FORMAT, Atlas, build_atlas
from corridors.atlas_file import as_atlas, hash_of
from corridors.errors import SnapshotFault, StoreFault
from corridors.history.editions import HISTORY, REGISTER, Editions, write_edition
from corridors.history.snapshots import Kept, Snapshots, describe_kept
from corridors.ledger import canonical
from corridors.routing.ways import find_ways
from corridors.store.address import of_file
from corridors.store.store import Store
from tests.made_networks import straight_ways
from tests.small_world import SmallWorld

NOON = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
FIRST = "7fe0f68c1f3334023239cec993238787c3b48ec40474b9f001cfb6b269260989"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of the test's own."""
    return Store.open(of_file(tmp_path / "corridors.sqlite"))


@pytest.fixture
def made(world: SmallWorld) -> Atlas:
    """The atlas of a small world."""
    catalog = world.load()
    return build_atlas(catalog, ways=find_ways(catalog, straight_ways()))


def snapshots(store: Store, folder: Path | None = None) -> Snapshots:
    """The snapshots of a store, with the editions of a folder."""
    return Snapshots(lambda: store, lambda: store, Editions(folder or Path("nowhere")))


def test_what_is_kept_is_read_back_as_it_was(store: Store, made: Atlas) -> None:
    held = snapshots(store)
    assert held.keep(made, NOON) == made.hash
    assert held.read(made.hash).as_bytes == made.as_bytes
    assert held.original(made.hash) == made.as_bytes
    assert held.kept() == (Kept(made.hash, "2026-11-23T12:30:00Z", edition=False),)


def test_the_same_atlas_is_kept_once_and_keeps_its_day(store: Store, made: Atlas) -> None:
    held = snapshots(store)
    held.keep(made, NOON)
    held.keep(made, NOON.replace(year=2027))
    assert [one.since for one in held.kept()] == ["2026-11-23T12:30:00Z"]


def test_a_link_names_it_by_its_hash_or_the_beginning_of_it(store: Store, made: Atlas) -> None:
    held = snapshots(store)
    held.keep(made, NOON)
    for pin in (made.hash, made.hash[:10]):
        found = held.find(pin)
        assert found is not None
        assert found.hash == made.hash
    assert held.find(made.hash[:9]) is None
    assert held.find("0" * 64) is None


def test_a_beginning_that_two_share_names_neither(store: Store) -> None:
    for ending in ("0", "1"):
        store.keep_snapshot("ab" * 31 + "a" + ending, b"", NOON)
    assert snapshots(store).find("ab" * 31) is None


def test_an_edition_is_kept_without_a_store(tmp_path: Path, made: Atlas) -> None:
    folder = tmp_path / "history"
    assert write_edition(folder, made, "2026-11-22", "The first.")
    assert not write_edition(folder, made, "2026-11-23")

    def make() -> Store:
        raise AssertionError("no store is needed")

    held = Snapshots(lambda: None, make, Editions(folder))
    assert held.keep(made) == made.hash
    assert held.read(made.hash).as_bytes == made.as_bytes
    assert held.kept() == (Kept(made.hash, "2026-11-22", edition=True),)
    assert json.loads(describe_kept(held.kept())) == {
        "kept": [{"hash": made.hash, "since": "2026-11-22", "edition": True}]
    }


def test_what_is_an_edition_and_was_pinned_too_is_listed_once(
    tmp_path: Path, store: Store, made: Atlas
) -> None:
    snapshots(store).keep(made, NOON)
    write_edition(tmp_path / "history", made, "2026-12-01")
    assert snapshots(store, tmp_path / "history").kept() == (
        Kept(made.hash, "2026-12-01", edition=True),
    )


def test_an_unknown_hash_is_named_with_what_to_do(store: Store) -> None:
    with pytest.raises(SnapshotFault, match=r"0{64}: is not kept here — ask whoever made the link"):
        snapshots(store).read("0" * 64)


def _spoil(store: Store, content: bytes) -> None:
    file = store.address.file
    assert file is not None
    with closing(sqlite3.connect(file)) as other:
        triggers = (
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'snapshots'"
        )
        for (name,) in other.execute(triggers).fetchall():
            other.execute(f'DROP TRIGGER "{name}"')
        other.execute("UPDATE snapshots SET content = ?", (content,))
        other.commit()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no JSON"),
        (gzip.compress(b"{}")[:-4], "Compressed file ended"),
        (b"no gzip", "Not a gzipped file"),
        (gzip.compress(b"{"), "no JSON"),
        (gzip.compress(b"[]"), "no JSON object"),
        (gzip.compress(b"{}"), "format"),
    ],
)
def test_a_damaged_snapshot_is_said_to_be(
    store: Store, made: Atlas, content: bytes, why: str
) -> None:
    held = snapshots(store)
    held.keep(made, NOON)
    _spoil(store, content)
    with pytest.raises(SnapshotFault, match=why) as caught:
        held.read(made.hash)
    assert made.hash in str(caught.value)
    assert "put a backup" in caught.value.mend


def test_a_snapshot_of_which_one_letter_was_changed_is_not_shown(store: Store, made: Atlas) -> None:
    held = snapshots(store)
    held.keep(made, NOON)
    _spoil(store, gzip.compress(made.as_bytes.replace(b"Ferry", b"Fairy", 1)))
    with pytest.raises(SnapshotFault, match="damaged: hash is not that of the content"):
        held.read(made.hash)


def test_another_atlas_under_its_hash_is_not_shown(store: Store, made: Atlas) -> None:
    held = snapshots(store)
    held.keep(made, NOON)
    content: dict[str, Any] = {**made.document, "cutoff": "2024-12-31"}
    content["hash"] = hash_of(content)
    _spoil(store, gzip.compress(canonical(content)))
    with pytest.raises(SnapshotFault, match="another atlas"):
        held.read(made.hash)


def test_where_nothing_can_be_written_the_store_says_so(made: Atlas, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    def make() -> Store:
        return Store.open(of_file(tmp_path / "file" / "corridors.sqlite"))

    with pytest.raises(StoreFault) as caught:
        Snapshots(lambda: None, make, Editions(tmp_path)).keep(made)
    assert "CORRIDORS_STORE" in caught.value.mend


# The edition of 22 November 2026 was made before legs had paths: a real atlas of an older format.


def test_an_older_format_is_read_as_todays_under_the_hash_that_it_was_made_with() -> None:
    content = json.loads(Editions(HISTORY).content(FIRST) or b"")
    assert content["format"] == 1
    assert "passages" not in content
    assert {key for leg in content["corridors"][0]["legs"] for key in leg}.isdisjoint({"path"})
    atlas = as_atlas("first", content)
    assert atlas.hash == atlas.document["hash"] == FIRST
    assert atlas.document["format"] == FORMAT
    legs = [leg for corridor in atlas.document["corridors"] for leg in corridor["legs"]]
    assert {leg["path"] for leg in legs} == {None}
    assert [leg["line"] for leg in legs] == [
        leg["line"] for corridor in content["corridors"] for leg in corridor["legs"]
    ]
    assert atlas.document["claims"] == content["claims"]


def test_what_was_read_from_an_older_format_is_not_kept_under_a_hash_of_other_bytes(
    store: Store, tmp_path: Path
) -> None:
    atlas = as_atlas("first", json.loads(Editions(HISTORY).content(FIRST) or b""))
    with pytest.raises(SnapshotFault, match="earlier format"):
        snapshots(store, tmp_path).keep(atlas)


def test_every_edition_that_is_shipped_can_be_read() -> None:
    rows = Editions(HISTORY).rows
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    for row in rows:
        assert as_atlas(row["hash"], json.loads(Editions(HISTORY).content(row["hash"]) or b""))
    files = {path.name for path in (paths.DATA / "history").iterdir()}
    assert files == {REGISTER, *(f"{row['hash']}.json.xz" for row in rows)}


def test_a_day_has_one_edition_and_the_days_before_keep_theirs(
    world: SmallWorld, tmp_path: Path, made: Atlas
) -> None:
    folder = tmp_path / "history"
    write_edition(folder, made, "2026-11-22", "The first.")
    for name in ("Second", "Third"):
        world.definition["name"] = name
        catalog = world.load()
        atlas = build_atlas(catalog, ways=find_ways(catalog, straight_ways()))
        write_edition(folder, atlas, "2026-11-23", name)
    editions = Editions(folder)
    assert [(row["day"], row["note"]) for row in editions.rows] == [
        ("2026-11-22", "The first."),
        ("2026-11-23", "Third"),
    ]
    assert len(list(folder.glob("*.json.xz"))) == 2
    assert editions.content(made.hash) == made.as_bytes


def test_an_edition_whose_file_is_gone_is_named(tmp_path: Path, made: Atlas) -> None:
    write_edition(tmp_path, made, "2026-11-22")
    (tmp_path / f"{made.hash}.json.xz").unlink()
    with pytest.raises(SnapshotFault, match="install the program anew"):
        Editions(tmp_path).content(made.hash)
