"""Every figure that is wanted, measured, with its bound; ours first and then the peers'."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Playwright

from bench import ours
from bench.made_atlas import make_atlas, sole_source
from bench.peers import WAYS, Peer, time_peer
from bench.server_work import rerun_work
from bench.stopwatch import Spread
from corridors.ledger import canonical
from tests.browser.serving import launch

POINTS = 100
WORDS = "made-up 12"


@dataclass(frozen=True)
class Bounds:
    """What is wanted, in ms and bytes."""

    toggle_ms: float = 50
    sent_bytes: int = 2000
    zoom_ms: float = 200
    rerun_ms: float = 20
    key_ms: float = 50
    first_real_ms: float = 1500
    first_many_ms: float = 3000


BOUNDS = Bounds()


class Figure(NamedTuple):
    """One figure: on how much, what, measured as text, wanted as text, and whether it is met."""

    size: str
    what: str
    measured: str
    wanted: str
    met: bool | None


def _timed(size: str, what: str, spread: Spread, below_ms: float | None) -> Figure:
    wanted = f"< {below_ms:.0f}" if below_ms else "–"
    met = spread.median_ms < below_ms if below_ms else None
    return Figure(size, what, spread.text() + " ms", wanted + (" ms" if below_ms else ""), met)


def write_atlas(folder: Path, corridors: int) -> Path:
    """Write a made-up atlas of so many corridors, and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"bench-{corridors}.json"
    path.write_bytes(canonical(make_atlas(corridors, POINTS)))
    return path


def measure_real(
    playwright: Playwright, times: int, say: Callable[[str], None]
) -> Iterator[Figure]:
    """The figures of the real atlas."""
    size = "the real atlas"
    say(f"{size}: first map")
    with ours.served(None) as address:
        first = ours.first_map(playwright, address, times)
        yield _timed(size, "first map, cold browser", first, BOUNDS.first_real_ms)
        browser = launch(playwright)
        say(f"{size}: keystroke")
        key = ours.keystroke(browser, address, "novorossiysk", min(times, len("novorossiysk")))
        if key:
            yield _timed(size, "a key in the search box", key, BOUNDS.key_ms)
        browser.close()
    say(f"{size}: reruns")
    clock, work = rerun_work(playwright, None, times)
    yield _timed(size, "server: a rerun, by the clock", clock, BOUNDS.rerun_ms)
    yield _timed(size, "server: a rerun, its own work", work, BOUNDS.rerun_ms)


def measure_made(
    playwright: Playwright, atlas: Path, times: int, say: Callable[[str], None]
) -> Iterator[Figure]:
    """The figures of a made-up atlas."""
    document = json.loads(atlas.read_text(encoding="utf-8"))
    number = len(document["corridors"])
    size = f"{number:,} × {POINTS}"
    source = document["publishers"][0]["sources"][0]
    legs = [
        f"{corridor['id']}.{corridor['legs'][0]['id']}"
        for corridor in document["corridors"]
        if sole_source(document, corridor) == source
    ]
    with ours.served(atlas) as address:
        say(f"{size}: first map")
        first = ours.first_map(playwright, address, times)
        yield _timed(size, "first map, cold browser", first, BOUNDS.first_many_ms)
        browser = launch(playwright)
        say(f"{size}: toggle")
        toggled = ours.toggle(browser, address, legs, times)
        yield _timed(size, "toggle a source", toggled.times, BOUNDS.toggle_ms)
        sent = toggled.sent_bytes
        wanted = f"≤ {BOUNDS.sent_bytes:,} bytes"
        met = sent <= BOUNDS.sent_bytes
        yield Figure(size, "sent and received for a toggle", f"{sent:,} bytes", wanted, met)
        say(f"{size}: zoom")
        step, sharp = ours.zoom_step(browser, address, times)
        yield _timed(size, "zoom step", step, BOUNDS.zoom_ms)
        yield _timed(size, "zoom step, until every line is drawn anew", sharp, None)
        stall = ours.zoom_stall(browser, address, times)
        yield _timed(size, "animated zoom: longest wait for a frame", stall, BOUNDS.zoom_ms)
        say(f"{size}: keystroke")
        key = ours.keystroke(browser, address, WORDS, min(times, len(WORDS)))
        if key:
            yield _timed(size, "a key in the search box", key, BOUNDS.key_ms)
        browser.close()


def measure_peers(
    playwright: Playwright, atlas: Path, times: int, within_s: float, say: Callable[[str], None]
) -> Iterator[Peer]:
    """First map and toggle of each usual way, on the same lines."""
    for way in WAYS:
        say(f"{atlas.stem}: {WAYS[way]}")
        yield time_peer(playwright, way, atlas, times, within_s)
