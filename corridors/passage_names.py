"""Passages by slug: what each is called, what it is, and which place of the atlas stands for it."""

from __future__ import annotations

from typing import NamedTuple

from corridors.model import Id


class Passage(NamedTuple):
    """A strait, canal, cape, river way or sea route that can be closed.

    `usual` is false of one that is closed unless a leg or a caller allows it.
    """

    name: str
    kind: str
    usual: bool = True


PASSAGES = {
    "bab-el-mandeb": Passage("Bab el-Mandeb", "strait"),
    "bering": Passage("Bering Strait", "strait"),
    "bosphorus": Passage("Bosphorus", "strait"),
    "cape-of-good-hope": Passage("Cape of Good Hope", "cape"),
    "corinth": Passage("Corinth Canal", "canal"),
    "dardanelles": Passage("Dardanelles", "strait"),
    "gibraltar": Passage("Strait of Gibraltar", "strait"),
    "great-belt": Passage("Great Belt", "strait"),
    "hormuz": Passage("Strait of Hormuz", "strait"),
    "kara-gate": Passage("Kara Gate", "strait"),
    "kerch": Passage("Kerch Strait", "strait"),
    "kiel": Passage("Kiel Canal", "canal"),
    "la-perouse": Passage("La Pérouse Strait", "strait"),
    "little-belt": Passage("Little Belt", "strait"),
    "malacca": Passage("Strait of Malacca", "strait"),
    "nsr": Passage("Northern Sea Route", "route", usual=False),
    "nwp": Passage("Northwest Passage", "route", usual=False),
    "oresund": Passage("Øresund", "strait"),
    "panama": Passage("Panama Canal", "canal"),
    "suez": Passage("Suez Canal", "canal"),
    "sunda": Passage("Sunda Strait", "strait"),
    "tsugaru": Passage("Tsugaru Strait", "strait"),
    "vilkitsky": Passage("Vilkitsky Strait", "strait"),
    "volga-baltic": Passage("Volga–Baltic Waterway", "river"),
    "volga-don": Passage("Volga–Don Canal", "canal"),
}


def passage_of(node: Id) -> str | None:
    """The passage that a node of the registers stands for, such as `la-perouse-strait`."""
    slug = node if node in PASSAGES else node.removesuffix("-strait")
    return slug if slug in PASSAGES else None
