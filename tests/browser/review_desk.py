"""What a test sets up at the app's desk before a page is opened: asked as the page itself asks."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

WHO = "Anna Reader"
ADDRESS = "https://rail.example/timber"
OPENING = "Trains carry timber from Brest to Gomel since March 2025."
ENDING = "The line ends at the timber yard of Gomel, the railway says."
WEEKLY = "Forty wagons leave Brest each Monday morning, according to the plan."
CALLED = "Those who work on it have taken to calling it the Sawdust Express."
STORY = f"Timber by rail\n{OPENING}\n{ENDING}\n{WEEKLY}\n{CALLED}\n"


class ReviewDesk:
    """The desk of an app at an address."""

    def __init__(self, address: str) -> None:
        self.api = f"{address}/atlas/review"

    def get(self, path: str) -> Any:
        """What the app answers."""
        with urllib.request.urlopen(f"{self.api}/{path}") as answer:  # noqa: S310 — our own address
            return json.load(answer)

    def post(self, path: str, **body: Any) -> Any:
        """What the app answers to a change by Anna."""
        content = json.dumps({"who": WHO, **body}).encode()
        headers = {"content-type": "application/json"}
        request = urllib.request.Request(f"{self.api}/{path}", content, headers)  # noqa: S310
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return json.load(answer)

    def give(self, text: str, **about: str) -> str:
        """Keep a text, which is named by its last line; gives its article's id."""
        title = text.splitlines()[-1]
        told = {"publisher": "The Railway Paper", "title": title, "by": "person", **about}
        return str(self.post("articles", text=text, **told)["article"]["id"])

    def begin(self, article: str | None = None) -> str:
        """Begin an empty proposal; gives its id."""
        return str(self.post("drafts", article=article)["proposal"])

    def reviewed(self, proposal: str) -> Any:
        """A proposal as it stands."""
        return self.get(f"proposals/{proposal}.json")["reviewed"]

    def decide(self, proposal: str, kind: str, edits: Sequence[Any] = ()) -> Any:
        """One decision on a proposal as it stands."""
        key, revision = str(uuid4()), self.reviewed(proposal)["revision"]
        body = {"kind": kind, "revision": revision, "key": key, "edits": list(edits)}
        return self.post(f"proposals/{proposal}/decisions", **body)["reviewed"]

    def place(self, name: str) -> Any:
        """The first place of a name."""
        return self.get(f"places.json?{urlencode({'name': name})}")["places"][0]

    def draft_story(self, name: str, article: str) -> str:
        """The story's line from Brest to Gomel, each part on its own words; its proposal's id."""
        proposal = self.begin(article)
        stops = [
            {
                "key": key,
                "name": place,
                "stated": [words(article, said)],
                "place": self.place(place),
            }
            for key, place, said in (("s1", "Brest", OPENING), ("s2", "Gomel", ENDING))
        ]
        self.decide(
            proposal,
            "mend",
            [
                {"edit": "name-corridor", "name": name, "named": [words(article, CALLED)]},
                {"edit": "add-stop", "stop": stops[0]},
                {"edit": "add-stop", "stop": stops[1], "after": "s1"},
                {
                    "edit": "set-stated",
                    "of": "leg",
                    "key": "s1-s2",
                    "stated": [words(article, WEEKLY)],
                },
                {
                    "edit": "set-modes",
                    "leg": "s1-s2",
                    "modes": [{"value": "rail", "evidence": words(article, "Trains")}],
                },
            ],
        )
        return proposal


def words(article: str, quote: str) -> dict[str, Any]:
    """Evidence: these words of the story."""
    start = STORY.index(quote)
    return {"article": article, "start": start, "end": start + len(quote), "quote": quote}
