"""The fold in Python and the one in the map script show the same of every view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from corridors.atlas import Atlas
from corridors.fold import Fold
from corridors.share import Known, read_link
from corridors.view import CARGOES, MODES, STATUSES
from tests.browser.map_page import MapPage
from tests.browser.script_page import serve_script

_FOLDED = """async (queries) => {
  const { indexAtlas } = await import("/script/evidence.js");
  const { foldView } = await import("/script/fold.js");
  const { CARGOES, MODES, STATUSES, knownIds, readLink } = await import("/script/link.js");
  const atlas = await (await fetch("/atlas.json")).json();
  const index = indexAtlas(atlas);
  const named = (mask, words) => words.filter((_, place) => mask & (1 << place));
  return queries.map((query) => {
    const { view, problems } = readLink(query, "", knownIds(atlas));
    const { states, nodes } = foldView(index, view);
    return {
      problems: problems.length, places: [...nodes.keys()].sort(),
      items: Object.fromEntries(index.items.map((item) => [item.id, states[item.number]]).map(
        ([id, state]) => [id, {
          visible: state.visible, stated: state.stated, lead: state.lead, ahead: state.ahead,
          modes: named(state.modes, MODES), statuses: named(state.statuses, STATUSES),
          cargoes: named(state.cargo, CARGOES),
        }])),
    };
  });
}"""
DAYS = (
    "1999-12-31",
    "2014-06-01",
    "2022-02-24",
    "2024-11-25",
    "2025-04-29",
    "2025-09-12",
    "2025-12-10",
    "2025-12-31",
    "2026-01-01",
    "2026-06-30",
    "2099-01-01",
)
OPENED = (
    "",
    "?off=britpanorama-2025-12-04",
    "?asof=2025-09-20&status=closed,suspended",
    "?asof=2026-02-01&mode=rail,sea",
    "?c=eu-border-crossings&cargo=not-stated",
)


def _folded(document: Mapping[str, Any], query: str) -> dict[str, Any]:
    view, problems = read_link(query, Known.of(document))
    fold = Fold(document, view)
    shown = {item.id for item, _ in fold.shown}
    return {
        "problems": len(problems),
        "places": sorted(fold.places),
        "items": {
            item.id: {
                "visible": item.id in shown,
                "stated": state.stated,
                "lead": state.lead,
                "ahead": state.ahead,
                "modes": list(state.modes),
                "statuses": list(state.statuses),
                "cargoes": list(state.cargoes),
            }
            for item, state in fold.states
        },
    }


def _queries(document: Mapping[str, Any]) -> list[str]:
    """Each choice that a link can make alone, and dates and filters combined."""
    sources = sorted(document["sources"])
    few = sorted({document["claims"][c]["source"] for c in document["claims"]}, key=len)[:5]
    alone = [
        *(f"?asof={day}" for day in DAYS),
        *(f"?off={source}" for source in sources),
        *(f"?c={corridor['id']}" for corridor in document["corridors"]),
        *(f"?mode={value}" for value in MODES),
        *(f"?status={value}" for value in STATUSES),
        *(f"?cargo={value}" for value in CARGOES),
        f"?off={','.join(sources)}",
        f"?off={','.join(sources[::2])}",
        "?c=",
        "?mode=",
        "?garbage=1&off=nobody&asof=2025-13-45",
    ]
    combined = [
        f"?off={','.join(sources[at::3])}&mode={mode}&status={status}&asof={day}"
        for at, (day, mode, status) in enumerate(
            product(DAYS[2:], ("rail,road", "sea,not-stated"), ("operating,not-known", "closed"))
        )
    ]
    return ["", *alone, *combined, *(f"?off={source}&asof=2025-06-01" for source in few)]


@pytest.fixture(scope="module")
def page(browser: Browser, atlas: Atlas) -> Iterator[Page]:
    """A page with the map script and the real atlas."""
    with serve_script({**atlas.document}) as address:
        page = browser.new_page()
        page.goto(address)
        yield page
        page.close()


def test_python_and_the_script_fold_every_view_alike(page: Page, atlas: Atlas) -> None:
    queries = _queries(atlas.document)
    by_script = page.evaluate(_FOLDED, queries)
    assert len(queries) > 300
    for query, found in zip(queries, by_script, strict=True):
        assert _folded(atlas.document, query) == found, query


def test_the_open_map_shows_what_python_says_it_shows(
    open_map: Callable[..., MapPage], atlas: Atlas
) -> None:
    page = open_map(OPENED[0])
    for query in OPENED:
        page.follow(query)
        seen = page.inspect()
        items = _folded(atlas.document, query)["items"]
        shown = {name: item for name, item in items.items() if item["visible"]}
        assert set(seen["visible"]) == set(shown), query
        assert seen["leads"] == {name: item["lead"] for name, item in shown.items()}, query
