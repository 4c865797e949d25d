"""The checks as they stand in `corridors/checks/`, each with where its quotes stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corridors import paths
from corridors.articles import Article, Passage, load_articles, locate
from corridors.checking.model import Check
from corridors.errors import DefinitionFault, Fault, QuoteFault
from corridors.model import Claim
from corridors.records import Collected, read_record, shown_path

CHECKS = paths.PACKAGE / "checks"


@dataclass(frozen=True)
class Grounded:
    """A check and, by the id of its input ("" for the claim itself), where each quote stands."""

    check: Check
    passages: Mapping[str, Passage]


@cache
def shipped_checks() -> Collected[list[Grounded]]:
    """The checks of the package, read once."""
    articles, faults = load_articles(paths.SEEDS)
    checks, found = read_checks(CHECKS, articles)
    return Collected(checks, [*faults, *found])


@cache
def checks_version() -> str:
    """Twelve hex digits of the package's checks: changed ones get a new address."""
    digest = hashlib.sha256()
    for path in sorted(CHECKS.glob("*.yaml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def read_checks(folder: Path, articles: Mapping[str, Article]) -> Collected[list[Grounded]]:
    """The checks of a folder in their order; a broken one is left out and its faults listed."""
    grounded: list[Grounded] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        check, found = read_record(path, Check)
        faults.extend(found)
        if check is None:
            continue
        if check.id != path.stem:
            message = f"{check.id!r} is not the file's name"
            faults.append(DefinitionFault(shown_path(path), "id", message, f"write {path.stem}"))
            continue
        try:
            passages = dict(_passages(check, articles, shown_path(path)))
        except QuoteFault as fault:
            faults.append(fault)
            continue
        grounded.append(Grounded(check, passages))
    return Collected(sorted(grounded, key=lambda one: one.check.order), faults)


def _passages(
    check: Check, articles: Mapping[str, Article], file: str
) -> Iterator[tuple[str, Passage]]:
    yield "", _passage(check.claim, articles, file, "claim")
    for one in check.inputs:
        if one.evidence is not None and one.evidence.quote is not None:
            yield one.id, _passage(one.evidence, articles, file, f"inputs.{one.id}.evidence")


def _passage(claim: Claim, articles: Mapping[str, Article], file: str, field: str) -> Passage:
    article = articles.get(claim.article or "")
    if article is None:
        raise QuoteFault(
            file, f"{field}.article", f"{claim.article!r} is no article", "see seeds/articles.yaml"
        )
    return locate(article, claim.quote or "", claim.occurrence, file, f"{field}.quote")
