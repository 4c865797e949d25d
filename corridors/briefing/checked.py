"""Claims of a corridor that were held against the atlas, each with how often which verdict came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corridors.atlas import Atlas
from corridors.briefing.plain import one_line
from corridors.briefing.record import Cited
from corridors.checking.document import checks_of
from corridors.checking.evaluate import verdicts_of
from corridors.checking.telling import verdict_text
from corridors.fold import Fold, Item, State
from corridors.strings import t
from corridors.wording import filled

Json = Mapping[str, Any]


def checked_of(fold: Fold, group: Sequence[tuple[Item, State]]) -> tuple[Cited, ...]:
    """The checks that speak of a corridor, of claims whose sources are on."""
    document = fold.document
    corridor = group[0][0].corridor["id"]
    return tuple(
        Cited(
            text=one_line("; ".join(_by_measure(check, fold.view.language))),
            claims=tuple(_quoting(check["claim"], document)),
            strong=one_line(check["title"]),
        )
        for check in checks_of(Atlas(document, str(document["hash"])))["checks"]
        if corridor in check["about"] and check["claim"]["source"] not in fold.off
    )


def _by_measure(check: Json, language: str | None) -> Iterator[str]:
    """Time: 2 consistent, 3 inconsistent."""
    found: dict[str, dict[str, int]] = {}
    for rule, verdict in zip(check["rules"], verdicts_of(check), strict=True):
        counts = found.setdefault(rule["measure"], {})
        counts[verdict.result] = counts.get(verdict.result, 0) + 1
    for measure, counts in found.items():
        told = (
            filled(t("{n} {verdict}", language), n=n, verdict=verdict_text(result, language))
            for result, n in counts.items()
        )
        yield f"{measure}: {', '.join(told)}"


def _quoting(said: Json, document: Json) -> Iterator[str]:
    """The first of the atlas's claims of the same source whose words overlap the claim's."""
    start, end = said["start"], said["end"]
    for name, claim in document["claims"].items():
        is_quote = claim["source"] == said["source"] and claim["kind"] == "quoted"
        if is_quote and claim["start"] < end and start < claim["end"]:
            yield name
            return
