"""The one interface: an article in, proposals out, with what made them and what was dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from corridors.extraction.extract import ReadingLike
from corridors.extraction.model import Extraction, to_record


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model proposed of one article, after all that is not in the article was dropped.

    `dropped` counts by reason, in words; `version` is that of the prompt; `detail` names model and
    library, as the origin of a proposal has them.
    """

    extraction: Extraction
    version: str
    detail: Mapping[str, str]
    dropped: Mapping[str, int]

    def to_record(self, article: str) -> dict[str, Any]:
        """The record that the extractor would give, with its origin and what was dropped."""
        origin = {"by": "llm", "version": self.version, **self.detail}
        dropped = dict(self.dropped)
        return {**to_record(self.extraction, article), "origin": origin, "dropped": dropped}


class Proposer(Protocol):
    """Whoever proposes corridors of an article."""

    def propose(self, reading: ReadingLike, name: str = "the article") -> Proposal:
        """The corridors of an article. Raises ProposerFault, naming the article."""
