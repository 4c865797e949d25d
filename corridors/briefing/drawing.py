"""How a writer has its map drawn: by width and height in mm, as its page has room."""

from __future__ import annotations

from collections.abc import Callable

from corridors.picture import Picture

Draw = Callable[[float, float], Picture]
