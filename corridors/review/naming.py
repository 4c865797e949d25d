"""Ids made of names, each given once."""

from __future__ import annotations

from collections.abc import Container

from corridors.places.placenames import plain_words

_MOST = 60


def id_of(name: str, fallback: str = "") -> str:
    """An id of a name: its words in Latin letters, lower-case, joined by hyphens.

    What has none is written by its fallback, or as `unnamed`.
    """
    words = "-".join(plain_words(name))[:_MOST].strip("-")
    return words or (id_of(fallback) if fallback else "unnamed")


def free_id(name: str, taken: Container[str]) -> str:
    """The id, with the first number behind it under which nobody has it yet."""
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
