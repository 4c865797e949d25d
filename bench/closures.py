"""How long a closure takes over the whole atlas: `python -m bench.closures`.

Every passage, every country on some way and every pair of countries that one crosses is closed by
itself, no answer kept from one to the next; times are of the whole answer, as the app sends it.
"""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import TypeVar

from corridors.catalog import load_catalog
from corridors.passage_names import PASSAGES
from corridors.routing.closing import read_closing
from corridors.routing.closures import answer_closing
from corridors.routing.ways import Ways, find_ways

NAMED = ("hormuz", "bosphorus", "suez", "crossing:PL")
Done = TypeVar("Done")


def _timed(work: Callable[[], Done]) -> tuple[float, Done]:
    """Milliseconds that some work takes, and what it gives."""
    started = perf_counter()
    done = work()
    return (perf_counter() - started) * 1000, done


def _everything(ways: Ways) -> Iterable[str]:
    """All that can be closed by itself and lies on some way, and all passages."""
    paths = ways.paths.values()
    yield from PASSAGES
    yield from sorted({f"country:{code}" for path in paths for code, _ in path.countries})
    yield from sorted({f"crossing:{c.start}-{c.end}" for path in paths for c in path.crossings})


def main() -> None:
    """Measure and print a table in Markdown."""
    catalog_ms, catalog = _timed(load_catalog)
    cold_ms, ways = _timed(lambda: find_ways(catalog))
    warm_ms, ways = _timed(lambda: find_ways(catalog))

    def close(what: str) -> float:
        closing = read_closing(what, catalog.registers.nodes)
        if closing.unknown:
            raise ValueError(f"{what}: {closing.unknown[0].why}")
        return _timed(lambda: json.dumps(answer_closing(catalog, ways, closing)))[0]

    close(NAMED[0])  # what is loaded by the first closure alone
    times = {what: close(what) for what in _everything(ways)}
    print(f"{len(ways.plans)} legs; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print("| what | ms |\n| --- | --- |")
    print(f"| reading and checking the definitions | {catalog_ms:.0f} |")
    print(f"| routing all legs, networks loaded first | {cold_ms:.0f} |")
    print(f"| routing all legs again | {warm_ms:.0f} |")
    for what in NAMED:
        print(f"| closing `{what}` | {close(what):.0f} |")
    ordered = sorted(times.values())
    print(f"| closing each of {len(times)} things: median | {statistics.median(ordered):.0f} |")
    print(f"| … 95th percentile | {ordered[int(0.95 * (len(ordered) - 1))]:.0f} |")
    print(f"| … longest (`{max(times, key=lambda what: times[what])}`) | {ordered[-1]:.0f} |")


if __name__ == "__main__":
    main()
