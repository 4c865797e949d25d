"""Which claim of an earlier atlas a claim of a later one is: the same, mended, or neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Json = dict[str, Any]
# What a claim is kept with, and does not say: where its words stand, how it came to be accepted.
_NOT_SAID = frozenset({"id", "start", "end", "prefix", "suffix", "origin", "review"})


class Pair(NamedTuple):
    """A claim as it was and as it is; None where there is none."""

    before: Json | None
    after: Json | None

    @property
    def is_same(self) -> bool:
        """Whether a reader sees no difference."""
        if self.before is None or self.after is None:
            return False
        return _said(self.before) == _said(self.after)


def pair_claims(old: Mapping[str, Json], new: Mapping[str, Json]) -> list[Pair]:
    """Each claim of two atlases once, in the later one's order, then what is gone.

    Claims of one id are one claim. Of the others those of one source on one field of one thing are
    taken to be one that was mended: first where words and value agree, then the words, then the
    value, then where only one is left on either side.
    """
    gone = {name: claim for name, claim in old.items() if name not in new}
    came = {name: claim for name, claim in new.items() if name not in old}
    mended = dict(_mended(list(gone.values()), list(came.values())))
    pairs = [Pair(old.get(name) or mended.get(name), claim) for name, claim in new.items()]
    taken = {claim["id"] for claim in mended.values()}
    return [*pairs, *(Pair(claim, None) for name, claim in gone.items() if name not in taken)]


def _mended(gone: Sequence[Json], came: Sequence[Json]) -> Iterator[tuple[str, Json]]:
    """The id of a claim that came, and the one that it was before."""
    befores, afters = _by_subject(gone), _by_subject(came)
    for subject, news in afters.items():
        olds = befores.get(subject, [])
        for says in (_words_and_value, _words, _value, _anything):
            for before, after in _matches(olds, news, says):
                olds = [one for one in olds if one is not before]
                news = [one for one in news if one is not after]
                yield after["id"], before


def _by_subject(claims: Sequence[Json]) -> dict[tuple[str, str, str], list[Json]]:
    found: dict[tuple[str, str, str], list[Json]] = defaultdict(list)
    for claim in claims:
        found[claim["about"], claim["field"], claim["source"]].append(claim)
    return found


def _matches(
    olds: Sequence[Json], news: Sequence[Json], says: Callable[[Json], Any]
) -> list[tuple[Json, Json]]:
    """Those that are alone on either side in what they say."""
    return [
        (same[0], after)
        for after in news
        if len(same := [one for one in olds if says(one) == says(after)]) == 1
        and sum(says(one) == says(after) for one in news) == 1
    ]


def _said(claim: Json) -> Json:
    return {key: value for key, value in claim.items() if key not in _NOT_SAID}


def _words_and_value(claim: Json) -> Any:
    return _words(claim), _value(claim)


def _words(claim: Json) -> Any:
    return claim.get("quote") or claim.get("reason")


def _value(claim: Json) -> Any:
    return claim.get("value")


def _anything(_: Json) -> None:
    return None
