"""Whatever a source contains can only be read: every payload, every place that shows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from corridors.atlas import build_atlas
from corridors.bidi import close_controls
from corridors.mapview.page import write_page
from tests.browser.map_page import MapPage
from tests.browser.serving import new_context
from tests.hostile import HOSTILE, say_everywhere
from tests.small_world import SmallWorld

# What our own script makes: no element of these kinds, and no handler written as an attribute.
_FOREIGN = """(root) => [
  ...root.querySelectorAll("img, iframe, object, embed, script, style, base, form, meta"),
  ...[...root.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) =>
    a.name.startsWith("on") || /^(href|src)$/.test(a.name) && /^\\s*javascript:/i.test(a.value))),
].filter((e) => !e.closest(".leaflet-pane")).map((e) => e.outerHTML.slice(0, 200))"""
_HOLDS = """([selector, text]) => [...document.querySelectorAll(selector)].some((e) =>
  e.textContent.includes(text) || (e.value ?? "").includes?.(text))"""
_UNCLOSED = """() => {
  const open = (text) => {
    const stack = [];
    for (const c of text) {
      if ("\\u202A\\u202B\\u202D\\u202E".includes(c)) stack.push("\\u202C");
      else if ("\\u2066\\u2067\\u2068".includes(c)) stack.push("\\u2069");
      else if (c === stack.at(-1)) stack.pop();
      else if (c === "\\u2069" && stack.includes(c)) while (stack.pop() !== c);
    }
    return stack.length > 0;
  };
  const walker = document.createTreeWalker(document.querySelector(".atlas"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (open(walker.currentNode.data)) found.push(walker.currentNode.data);
  return found;
}"""


class Opened(NamedTuple):
    """A page that says a payload everywhere, its address on disk, what it asked or complained."""

    map: MapPage
    address: str
    text: str
    faults: list[str]

    def go(self, link: str) -> MapPage:
        """Follow a link in the open page; one with a query opens the file anew."""
        page = self.map.page
        if page.url == "about:blank" or "?" in page.url + link:
            page.goto("about:blank")
            page.goto(self.address + link)
            return self.map.ready()
        self.map.root.get_by_role("button", name="Map", exact=True).click()
        page.mouse.move(1, 1)
        page.evaluate("(hash) => { location.hash = hash; }", link)
        return self.map


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all payloads: what it holds goes when the next is opened."""
    context = new_context(browser)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def faults(page: Page) -> list[str]:
    """What the page asked for or complained of."""
    return _watch(page)


@pytest.fixture(scope="module", params=HOSTILE.values(), ids=HOSTILE.keys())
def opened(
    request: pytest.FixtureRequest,
    page: Page,
    faults: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Opened:
    """Each payload in turn, in one exported file for all ways to show it."""
    folder = tmp_path_factory.mktemp("hostile")
    catalog = say_everywhere(SmallWorld(folder), request.param).load()
    assert catalog.faults == ()
    path = Path(folder) / "atlas.html"
    path.write_text(
        write_page(build_atlas(catalog), link="", strings={}, title="Atlas"), encoding="utf-8"
    )
    page.goto("about:blank")
    return Opened(MapPage(page), path.as_uri(), request.param, faults)


def _watch(page: Page) -> list[str]:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on(
        "request",
        lambda r: None if r.url.startswith(("file:", "data:", "about:")) else faults.append(r.url),
    )
    return faults


def _leg(opened: Opened) -> str:
    opened.go("#sel=ferry.sea")
    return "aside.details blockquote"


def _review(opened: Opened) -> str:
    opened.go("#sel=ferry.sea")
    return "aside.details .quote-review"


def _place(opened: Opened) -> str:
    opened.go("#sel=node/aport")
    return "aside.details .details-title"


def _corridor(opened: Opened) -> str:
    opened.go("#sel=ferry")
    return "aside.details .details-title"


def _actor(opened: Opened) -> str:
    opened.go("#sel=actor/ferryman")
    return "aside.details .details-title"


def _sources(opened: Opened) -> str:
    opened.go("")
    return ".section-sources"


def _corridors(opened: Opened) -> str:
    opened.go("")
    return ".section-corridors"


def _legend(opened: Opened) -> str:
    opened.go("?by=source")
    return ".legend"


def _list(opened: Opened) -> str:
    opened.go("").root.get_by_role("button", name="List", exact=True).click()
    return ".list tbody"


def _search(opened: Opened) -> str:
    box = opened.go("").root.locator(".search-input")
    box.fill("inland")  # all names are made ready on the first search
    expect(opened.map.root.locator(".found-option").first).to_be_visible()
    box.fill(opened.text)
    expect(opened.map.root.locator(".found")).to_be_visible()
    return ".found, .search-input"


def _notice_of_the_link(opened: Opened) -> str:
    opened.go(f"?asof={quote(opened.text[:3_000], safe='')}")
    return ".notice"


def _notice_of_the_host(opened: Opened) -> str:
    opened.go("").page.evaluate(
        "(x) => window.atlas.update({ faults: [{ file: x, field: x, message: x, mend: x }] })",
        opened.text,
    )
    return ".notice"


def _tip(opened: Opened) -> str:
    page = opened.go("#map=7/42.5/31")
    x, y = page.page.evaluate("() => window.atlas.pointOn('ferry.sea')")
    page.page.mouse.move(x, y)
    expect(page.root.locator(".tip")).to_be_visible()
    return ".tip"


# Those by a query come first, as each opens the file anew; the others turn the open page.
WAYS: dict[str, Callable[[Opened], str]] = {
    "legend": _legend,
    "notice-of-the-link": _notice_of_the_link,
    "leg": _leg,
    "review": _review,
    "place": _place,
    "corridor": _corridor,
    "actor": _actor,
    "sources": _sources,
    "corridors": _corridors,
    "list": _list,
    "search": _search,
    "notice-of-the-host": _notice_of_the_host,
    "tip": _tip,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_payload_is_read_and_does_nothing(opened: Opened, way: Callable[[Opened], str]) -> None:
    opened.faults.clear()
    selector = way(opened)
    shown = opened.text[:70] if way is _notice_of_the_link else opened.text
    if way is _search:  # an input holds one line
        shown = shown.splitlines()[0]
    page = opened.map.page
    opened.map.wait_until(f"({_HOLDS})({json.dumps([selector, shown])})")
    assert page.evaluate("() => window.hurt") is None
    assert opened.map.root.evaluate(_FOREIGN) == []
    assert page.evaluate(_UNCLOSED) == []
    assert opened.faults == []


def test_a_copied_citation_holds_the_payload_and_ends_what_it_opens(opened: Opened) -> None:
    page = opened.go("#sel=ferry.sea")
    page.root.get_by_role("button", name="Copy citation").first.click()
    copied = page.page.evaluate("() => navigator.clipboard.readText()")
    first = copied.split(", “")[0]
    assert opened.text.replace("\r\n", "\n").splitlines()[0] in copied
    assert close_controls(first) == first or opened.text not in copied


def test_the_other_places_keep_their_labels_on_the_map(opened: Opened) -> None:
    texts = [label["text"] for label in opened.go("#map=6/42.5/31").inspect()["texts"]]
    assert "Beport" in texts
