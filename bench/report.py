"""The figures as a page: docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.figures import Figure
from bench.peers import Peer

_HEAD = """# Performance

Written by `make bench`; don't edit it by hand.

Times are medians, with the range and the number of times in brackets. They are taken inside the
page: from the click, as the browser dates it, to the second animation frame after it; a first map
from asking for the page to the second frame after the map has started. Each is only counted when
what it is the time of has happened: pixels known to change have changed, the legs that rest on the
source have gone, the view has stayed. Chromium has no GPU here and reaches no host but this one.
The made-up atlases are in the real format; their lines are crooked and lie over each other, which
is harder than a real map of as many.

A zoom step is a click on + or − by a reader who wants no motion; from {crowd} points on, a sheet of
lines that is not yet drawn for the new zoom shows its last picture, put where it belongs, and the
sheets follow one a frame. The table says when the last of them has.

"""
_PEERS = """
## The usual ways, on the same lines

In the same run and browser: Leaflet on a canvas, no tiles, nothing returned to Python; the CDNs
that they ask are answered from this machine, so they wait for no network. Slow ones are timed
fewer times.

"""


def write_report(
    path: Path,
    figures: Sequence[Figure],
    peers: dict[str, list[Peer]],
    *,
    chromium: str,
    crowd: int,
) -> None:
    """Write the page."""
    text = _HEAD.format(crowd=f"{crowd:,}") + _machine(chromium) + "\n\n" + _own_table(figures)
    if peers:
        text += "\n" + _PEERS.lstrip("\n") + _peer_table(peers)
    path.write_text(text, encoding="utf-8")


def _machine(chromium: str) -> str:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    memory = ""
    if hasattr(os, "sysconf"):
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        memory = f", {size:.0f} GB of memory"
    day = datetime.now(UTC).date().isoformat()
    return (
        f"Measured on {day}: {os.cpu_count()} cores{memory}, {platform.system()} on "
        f"{platform.machine()}, Python {platform.python_version()}, Chromium {chromium}, Streamlit "
        f"{version('streamlit')}. Load of the machine at the end: {load:.1f}."
    )


def _own_table(figures: Sequence[Figure]) -> str:
    head = "| on | what | measured | wanted | met |\n| --- | --- | --- | --- | --- |\n"
    met = {True: "yes", False: "**no**", None: ""}
    return head + "".join(
        f"| {one.size} | {one.what} | {one.measured} | {one.wanted} | {met[one.met]} |\n"
        for one in figures
    )


def _peer_table(peers: dict[str, list[Peer]]) -> str:
    head = "| on | way | first map (ms) | toggle (ms) | sent for a toggle |\n"
    rows = "".join(
        f"| {size} | {peer.way} | {peer.first_map.text()} | {peer.toggle.text()} | "
        f"{peer.sent_bytes:,} bytes |\n"
        for size, some in peers.items()
        for peer in some
    )
    return head + "| --- | --- | --- | --- | --- |\n" + rows
