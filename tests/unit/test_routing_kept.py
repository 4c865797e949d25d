"""What is worked out from a network is kept by content, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from corridors.routing import kept
from corridors.routing.kept import Arrays, arrays_at_hand, kept_arrays
from corridors.routing.rooms import Rooms


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept, "kept_folder", lambda: tmp_path / "cache")
    path = tmp_path / "net.npz"
    path.write_bytes(b"one")
    return path


class Maker:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, path: Path) -> Arrays:
        self.asked += 1
        return {"numbers": np.arange(6).reshape(2, 3), "size": np.array([len(path.read_bytes())])}


def test_arrays_are_worked_out_once_and_can_be_written_to(source: Path) -> None:
    make = Maker()
    kept_arrays(source, "test", make)
    again = kept_arrays(source, "test", make)
    assert make.asked == 1
    assert again["numbers"].tolist() == [[0, 1, 2], [3, 4, 5]]
    again["numbers"][0, 0] = 9
    assert kept_arrays(source, "test", make)["numbers"][0, 0] == 0


def test_another_content_is_worked_out_anew_and_the_older_goes(source: Path) -> None:
    make = Maker()
    kept_arrays(source, "test", make)
    source.write_bytes(b"three")
    os.utime(source, ns=(1, 1))
    assert kept_arrays(source, "test", make)["size"].tolist() == [5]
    assert len(list((source.parent / "cache").iterdir())) == 1


def test_what_another_process_has_kept_meanwhile_stays(source: Path) -> None:
    def make_while_another_does(path: Path) -> Arrays:
        kept_arrays(path, "test", Maker())
        return Maker()(path)

    kept_arrays(source, "test", make_while_another_does)
    assert arrays_at_hand(source, "test")["numbers"].tolist() == [[0, 1, 2], [3, 4, 5]]


def test_another_code_is_worked_out_anew(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    kept_arrays(source, "test", make)
    monkeypatch.setattr(kept, "code_digest", lambda: "another")
    kept._digest.cache_clear()
    kept_arrays(source, "test", make)
    kept._digest.cache_clear()
    assert make.asked == 2


def test_what_has_not_been_worked_out_is_not_at_hand(source: Path) -> None:
    assert arrays_at_hand(source, "test") == {}
    kept_arrays(source, "test", Maker())
    assert arrays_at_hand(source, "test")["size"].tolist() == [3]


def test_without_a_folder_to_write_to_arrays_are_made_each_time(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Maker()
    monkeypatch.setattr(kept, "kept_folder", lambda: None)
    assert kept_arrays(source, "test", make)["size"].tolist() == [3]
    kept_arrays(source, "test", make)
    assert make.asked == 2
    assert arrays_at_hand(source, "test") == {}


def test_a_failed_write_leaves_no_half_and_still_answers(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(kept.np, "save", fail)
    assert kept_arrays(source, "test", Maker())["size"].tolist() == [3]
    assert list((source.parent / "cache").iterdir()) == []


def test_a_room_is_lent_to_one_at_a_time_and_left_when_worn_out() -> None:
    made = iter(range(9))
    rooms = Rooms(lambda: [next(made)], lambda room: room[0] == 1)
    with rooms.lent() as one, rooms.lent() as other:
        assert (one, other) == ([0], [1])
    with rooms.lent() as again:
        assert again == [0]
    with rooms.lent() as one, rooms.lent() as other:
        assert (one, other) == ([0], [2])
