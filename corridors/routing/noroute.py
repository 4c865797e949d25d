"""What a router answers where there is no way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NoRoute:
    """There is no way, and why."""

    reason: str
