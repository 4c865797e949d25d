"""Rooms that searches write in, lent to one thread at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

R = TypeVar("R")


class Rooms(Generic[R]):
    """Makes a room when none is free, and keeps it for the next search."""

    def __init__(self, make: Callable[[], R], worn_out: Callable[[R], bool]) -> None:
        self._make, self._worn_out = make, worn_out
        self._free: deque[R] = deque()

    @contextmanager
    def lent(self) -> Iterator[R]:
        """Lend a room; it comes back unless it is worn out."""
        try:
            room = self._free.pop()
        except IndexError:
            room = self._make()
        yield room
        # After a failed search a room is not used again: the `yield` above has raised.
        if not self._worn_out(room):
            self._free.append(room)
