"""A client that accepts proposals one after another, and says of each that it was answered.

Run as `python -m tests.deciding WORLD COUNT`: it takes up where an earlier run was killed, as a
client does that sends what was not answered again, with the same key.
"""

from __future__ import annotations

import sys
from pathlib import Path

from corridors.review.proposal import Kind
from tests.made_desk import PERSON, decide, give_story, make_desk, story_draft
from tests.small_world import SmallWorld


def main() -> None:
    """Accept COUNT corridors; print each one's number once it was answered."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    desk = make_desk(SmallWorld(folder))
    article = give_story(desk)
    held = {one.draft.name: one for one in desk.proposals()}
    for number in range(count):
        name = f"Line {number}"
        draft = story_draft(article).model_copy(update={"name": name})
        reviewed = held.get(name) or desk.add(draft, PERSON, article=article)
        decide(desk, reviewed, Kind.ACCEPT, key=f"key-{number}", revision=0)
        print(number, flush=True)


if __name__ == "__main__":
    main()
