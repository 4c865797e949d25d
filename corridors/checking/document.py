"""The checks of an atlas as one JSON document: what the sheet, the report and the briefing read.

docs/claim-checks.md has its shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from corridors.atlas import Atlas
from corridors.checking.measure import measure
from corridors.checking.model import Check, Input, Rule
from corridors.checking.records import Grounded, shipped_checks
from corridors.model import Claim
from corridors.passage_names import PASSAGES

Json = dict[str, Any]

FORMAT = 1
_EPOCH = date(1970, 1, 1)
_KEPT = 8


def checks_of(atlas: Atlas) -> Json:
    """The shipped checks with the figures of an atlas; worked out once for each."""
    return _checks_of_hash(_ByHash(atlas))


class _ByHash:
    """An atlas that equals any other with its hash."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    def __hash__(self) -> int:
        return hash(self.atlas.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByHash) and other.atlas.hash == self.atlas.hash


@lru_cache(maxsize=_KEPT)
def _checks_of_hash(held: _ByHash) -> Json:
    return describe_checks(shipped_checks().value, held.atlas.document, held.atlas.hash)


def describe_checks(checks: Iterable[Grounded], atlas: Mapping[str, Any], digest: str) -> Json:
    """Checks with the figures of an atlas document, those of corridors that it has.

    A check whose article the atlas lacks is left out.
    """
    corridors = {one["id"] for one in atlas["corridors"]}
    told = [
        _describe(one, atlas)
        for one in checks
        if one.check.claim.article in atlas["sources"] and _corridors_of(one.check) & corridors
    ]
    names = {one["id"]: one["name"] for one in atlas["publishers"]}
    sources = {
        name: {**atlas["sources"][name], "name": names[atlas["sources"][name]["publisher"]]}
        for name in sorted(_sources_in(told))
    }
    return {"format": FORMAT, "atlas": digest, "sources": sources, "checks": told}


def _corridors_of(check: Check) -> set[str]:
    return {name.partition(".")[0] for name in check.about}


def _sources_in(told: Iterable[Json]) -> Iterator[str]:
    for check in told:
        yield check["claim"]["source"]
        for one in check["inputs"]:
            yield from one["sources"]


def _describe(grounded: Grounded, atlas: Mapping[str, Any]) -> Json:
    check = grounded.check
    return {
        "id": check.id,
        "title": check.title,
        "about": list(check.about),
        "claim": {
            "source": check.claim.article,
            "quote": check.claim.quote,
            **vars(grounded.passages[""]),
        },
        "says": check.says.model_dump(),
        "inputs": [_describe_input(one, atlas) for one in check.inputs],
        "steps": [
            {"id": one.id, "what": one.what, "unit": one.unit, "op": str(one.op), "of": [*one.of]}
            for one in check.steps
        ],
        "rules": [_describe_rule(one) for one in check.rules],
        "note": check.note,
    }


def _describe_rule(rule: Rule) -> Json:
    return {
        "measure": rule.measure,
        "baseline": rule.baseline,
        "conditions": [
            {"left": one.left, "is": str(one.comparison), "right": one.right}
            for one in rule.conditions
        ],
        "untested": rule.untested,
        "shown": list(rule.shown),
        "note": rule.note,
    }


def _describe_input(one: Input, atlas: Mapping[str, Any]) -> Json:
    told: Json = {
        "id": one.id,
        "what": one.what,
        "unit": one.unit,
        "low": one.low,
        "high": one.high,
        "sources": [],
        "quote": None,
        "from": None,
        "why": None,
        "note": one.note,
    }
    if one.assumption is not None:
        return {**told, **_assumed(one, atlas)}
    if one.evidence is not None:
        return {**told, **_recorded(one, one.evidence, atlas)}
    found = measure(one, atlas)
    return {
        **told,
        "kind": "measured",
        "value": found.value,
        "why": found.why,
        "from": _way(one, atlas),
    }


def _assumed(one: Input, atlas: Mapping[str, Any]) -> Json:
    given = next((it for it in atlas["assumptions"] if it["id"] == one.assumption), None)
    if given is None:
        return {"kind": "assumed", "value": None, "why": f"{one.assumption} is no assumption here"}
    held = [name for name in given["sources"] if name in atlas["sources"]]
    span = {"low": given["low"], "high": given["high"], "from": given["reason"], "sources": held}
    return {"kind": "assumed", "value": one.value, **span}


def _recorded(one: Input, evidence: Claim, atlas: Mapping[str, Any]) -> Json:
    value = float((one.day - _EPOCH).days) if one.day else one.value
    if evidence.editor is not None:
        return {"kind": "assumed", "value": value, "from": evidence.reason}
    source = evidence.article or evidence.reference or ""
    if source not in atlas["sources"]:
        return {"kind": "recorded", "value": None, "why": f"{source} is no source of this atlas"}
    return {"kind": "recorded", "value": value, "sources": [source], "quote": evidence.quote}


def _way(one: Input, atlas: Mapping[str, Any]) -> str:
    """What a measured input was measured on, in words."""
    if one.sea is not None:
        shut = "".join(f", without {PASSAGES[slug].name}" for slug in one.sea.avoid)
        return f"our network’s shortest way by sea{shut}"
    if one.tally is not None:
        return f"our dated records of {len(one.tally.stops)} crossings"
    name, kind = (one.route or one.leg or ""), "route" if one.route else "leg"
    corridor_id, _, thing_id = name.partition("/" if one.route else ".")
    corridor = next((it for it in atlas["corridors"] if it["id"] == corridor_id), None)
    things = corridor[f"{kind}s"] if corridor else ()
    thing = next((it for it in things if it["id"] == thing_id), None)
    if corridor is None or thing is None:
        return f"our {kind} {name}"
    called = thing["name"] if one.route else _ends(thing, atlas)
    return f"our {kind} {called} ({corridor['short']})"


def _ends(leg: Mapping[str, Any], atlas: Mapping[str, Any]) -> str:
    places = {**atlas["areas"], **atlas["nodes"]}
    return " – ".join(str(places.get(leg[end], {}).get("name", leg[end])) for end in ("from", "to"))
