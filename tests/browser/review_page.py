"""What an analyst does on the review page, in an analyst's words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, Self

from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tests.browser.review_desk import WHO
from tests.browser.serving import SIZE, new_context

SLOW_MS = 30_000
# Streamlit looks for its own files under the page's path first.
STREAMLITS_OWN = re.compile(r"/review/_stcore/(health|host-config)$")
# A change that is refused is an answer like any; the browser logs it all the same.
REFUSED = re.compile(r"/atlas/review/(proposals/[^/]+/decisions|articles(/[^/]+/archive)?)$")
_SELECT = """([body, wanted]) => {
  const pieces = [...body.querySelectorAll("[data-start]")];
  const text = pieces.map((piece) => piece.textContent).join("\\n");
  const at = text.indexOf(wanted);
  if (at < 0) throw new Error(`not in the text: ${wanted}`);
  const point = (offset) => {
    for (const piece of pieces) {
      if (offset <= piece.textContent.length) return [piece.firstChild, offset];
      offset -= piece.textContent.length + 1;
    }
  };
  const [from, to] = [point(at), point(at + wanted.length)];
  document.getSelection().setBaseAndExtent(...from, ...to);
}"""


class ReviewPage:
    """The open review page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".atlas.review")
        self.proposal = page.locator(".review-pane-proposal")
        self.text = page.locator(".review-text")
        self.state = self.proposal.locator(".review-state")

    def ready(self) -> Self:
        """Wait until the first view has what is under review."""
        button = self.root.get_by_role("button", name="Find its corridors")
        expect(button).to_be_visible(timeout=SLOW_MS)
        return self

    def give_text(self, text: str, *, find: bool | None) -> Self:
        """Paste a text, and have its corridors found or mark it by hand; None: nothing more."""
        self.root.get_by_label("The article’s text").fill(text)
        if find is not None:
            name = "Find its corridors" if find else "Mark it by hand"
            self.root.get_by_role("button", name=name).click()
        return self

    def say_who(self, name: str) -> Self:
        """Answer who is reviewing."""
        self.root.get_by_label("Your name").fill(name)
        self.root.get_by_role("button", name="Go on").click()
        return self

    def give_line(self, name: str, content: bytes) -> Self:
        """Give the file of a drawn line."""
        kind = "application/octet-stream"
        file: FilePayload = {"name": name, "mimeType": kind, "buffer": content}
        self.root.get_by_label("The line’s file").set_input_files(file)
        self.root.get_by_role("button", name="Read the line").click()
        return self

    def opened(self) -> Self:
        """Wait until a proposal is shown."""
        expect(self.state).to_be_visible(timeout=SLOW_MS)
        return self

    def item(self, title: str) -> Locator:
        """A stop or leg of the proposal by its name."""
        whole = re.compile(rf"^{re.escape(title)}$")
        named = self.page.locator(".review-thing > b", has_text=whole)
        return self.proposal.locator(".review-item").filter(has=named)

    def unfold(self, where: Locator, title: str | None = None) -> Locator:
        """Open a folded part, the item itself or one in it."""
        summary = where.locator("summary")
        chosen = summary.filter(has_text=title) if title else summary
        if chosen.first.locator("..").get_attribute("open") is None:
            chosen.first.click()
        return where

    def choose_place(self, where: Locator, name: str, found: str) -> None:
        """Search a place by name, and take one of what is found."""
        where.get_by_label("Name of the place").fill(name)
        where.get_by_role("button", name="Search").click()
        where.locator(".review-place", has_text=found).first.click()

    def add_stop(self, name: str, found: str) -> Locator:
        """Add a stop behind the others; its line."""
        before = self.proposal.locator(".review-stops .review-item").count()
        adding = self.proposal.locator(".review-add", has_text="Add a stop").first
        self.unfold(adding.locator(".."), "Add a stop")
        self.choose_place(adding, name, found)
        items = self.proposal.locator(".review-stops .review-item")
        expect(items).to_have_count(before + 1)
        return items.last

    def mark(self, where: Locator, button: str, words: str) -> None:
        """Mark words of the text for what a button asks them for."""
        where.get_by_role("button", name=button).first.click()
        use = self.root.get_by_role("button", name="Use these words")
        expect(use).to_be_disabled()
        self.text.evaluate(f"(body, wanted) => ({_SELECT})([body, wanted])", words)
        expect(self.root.locator(".review-chosen")).to_contain_text(words)
        use.click()
        expect(where).to_contain_text(words)

    def rest_modes_on_their_legs(self) -> Self:
        """Let each mode that rests on nothing rest on the words of its leg, one after another."""
        modes = self.needed.filter(has_text=re.compile("the mode .* rests on nothing", re.I))
        while left := modes.count():
            modes.first.get_by_role("button", name="Go there").click()
            self.proposal.get_by_role("button", name="Same words as the leg: Mode").first.click()
            expect(modes).to_have_count(left - 1)
        return self

    def accept(self) -> Self:
        """Accept, and wait until the map that is served holds it."""
        self.proposal.get_by_role("button", name="Accept", exact=True).click()
        expect(self.state).to_have_attribute("data-state", "accepted")
        expect(self.on_map).to_be_visible(timeout=SLOW_MS)
        return self

    @property
    def on_map(self) -> Locator:
        """The link to what was accepted."""
        return self.proposal.get_by_role("link", name="Show it on the map")

    @property
    def needed(self) -> Locator:
        """What keeps the proposal from acceptance, one line each."""
        return self.proposal.locator(".review-objections li")


class OpenReview(Protocol):
    """Opens the review page at a link, as somebody who said who he is before, or did not."""

    def __call__(
        self,
        link: str = "",
        size: tuple[int, int] = SIZE,
        who: str | None = WHO,
        watched: bool = True,
        **settings: Any,
    ) -> ReviewPage: ...


@contextmanager
def open_reviews(browser: Browser, address: str) -> Iterator[OpenReview]:
    """A way to open the page; what was opened `watched` logged no error and asked no stranger."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def open_at(
        link: str = "",
        size: tuple[int, int] = SIZE,
        who: str | None = WHO,
        watched: bool = True,
        **settings: Any,
    ) -> ReviewPage:
        width, height = size
        context = new_context(browser, viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        if who:
            kept = json.dumps(who)
            context.add_init_script(f"localStorage.setItem('corridor-atlas-reviewer', {kept})")
        page = context.new_page()
        if watched:
            watch(page, faults)
        page.goto(f"{address}/review{link}")
        opened = ReviewPage(page)
        return opened.opened() if link else opened.ready()

    yield open_at
    for context in contexts:
        context.close()
    assert faults == []


def watch(page: Page, faults: list[str]) -> None:
    """Note what a page logs as an error, and whom it asks but this machine."""
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.extend(_told(message)))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on(
        "request",
        lambda one: None if _is_own(one.url) else faults.append(f"asked {one.url}"),
    )


def _told(message: Any) -> Sequence[str]:
    where = str(message.location.get("url", ""))
    if message.type != "error" or STREAMLITS_OWN.search(where) or REFUSED.search(where):
        return ()
    return (f"{message.text} {where}",)


def _is_own(address: str) -> bool:
    return address.startswith(("http://localhost:", "ws://localhost:", "blob:", "data:"))
