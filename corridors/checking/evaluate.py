"""The arithmetic of a check: its values, and a verdict for each rule; pure.

Twin of the map script's `checksum.js`; `tests/data/check_vectors.json` holds them to each other.
A check is in the form of docs/claim-checks.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from itertools import product
from typing import Any, NamedTuple

Json = Mapping[str, Any]
Values = Mapping[str, float | None]

CONSISTENT, INCONSISTENT, UNTESTED = "consistent", "inconsistent", "untested"
_DIVIDING = ("quotient", "percent", "percent-less")

_OPS: Mapping[str, Callable[[float, float], float]] = {
    "sum": lambda one, other: one + other,
    "difference": lambda one, other: one - other,
    "product": lambda one, other: one * other,
    "quotient": lambda one, other: one / other,
    "percent": lambda part, whole: 100 * part / whole,
    "percent-less": lambda part, whole: 100 - 100 * part / whole,
    "least": lambda one, other: one if one <= other else other,
    "greatest": lambda one, other: one if one >= other else other,
}


class Verdict(NamedTuple):
    """What comes of one rule with the values as they are.

    `settled` says that no value of the assumptions in their ranges turns it, by trying all their
    ends; `hinges` are the ids of those that turn it alone, the others as they are.
    """

    result: str
    settled: bool
    hinges: tuple[str, ...]


def values_of(check: Json, own: Values | None = None) -> dict[str, float | None]:
    """The value of each input and step by id, with a reader's own figures; None where none is."""
    values: dict[str, float | None] = {one["id"]: one["value"] for one in check["inputs"]}
    values.update(own or {})
    for step in check["steps"]:
        values[step["id"]] = _step(step, values)
    return values


def verdicts_of(check: Json, own: Values | None = None) -> list[Verdict]:
    """The verdict of each rule, with a reader's own figures."""
    return [_judge(check, rule, dict(own or {})) for rule in check["rules"]]


def needed_by(check: Json, rule: Json) -> set[str]:
    """The ids of inputs and steps that a rule rests on, or shows."""
    sides = [side for one in rule["conditions"] for side in (one["left"], one["right"])]
    wanted = {side for side in (*sides, *rule["shown"]) if isinstance(side, str)}
    for step in reversed(check["steps"]):
        if step["id"] in wanted:
            wanted.update(term for term in step["of"] if isinstance(term, str))
    return wanted


def _judge(check: Json, rule: Json, own: dict[str, float | None]) -> Verdict:
    result = _result(rule, values_of(check, own))
    if result == UNTESTED:
        return Verdict(result, True, ())
    needed = needed_by(check, rule)
    moved = [one for one in check["inputs"] if one["low"] is not None and one["id"] in needed]

    def turns(others: dict[str, float]) -> bool:
        return _result(rule, values_of(check, {**own, **others})) != result

    hinges = [o["id"] for o in moved if any(turns({o["id"]: end}) for end in (o["low"], o["high"]))]
    return Verdict(result, not any(map(turns, _corners(moved))), tuple(hinges))


def _corners(moved: list[Json]) -> Iterator[dict[str, float]]:
    for ends in product(*((one["low"], one["high"]) for one in moved)):
        yield {one["id"]: end for one, end in zip(moved, ends, strict=True)}


def _result(rule: Json, values: Values) -> str:
    if rule["untested"] is not None:
        return UNTESTED
    found = [_holds(one, values) for one in rule["conditions"]]
    if None in found:
        return UNTESTED
    return CONSISTENT if all(found) else INCONSISTENT


def _holds(condition: Json, values: Values) -> bool | None:
    left, right = _term(condition["left"], values), _term(condition["right"], values)
    if left is None or right is None:
        return None
    return left <= right if condition["is"] == "at-most" else left >= right


def _step(step: Json, values: Values) -> float | None:
    terms = [_term(term, values) for term in step["of"]]
    known = [term for term in terms if term is not None]
    if len(known) < len(terms) or (step["op"] in _DIVIDING and 0 in known[1:]):
        return None
    return reduce(_OPS[step["op"]], known)


def _term(term: str | float, values: Values) -> float | None:
    return values.get(term) if isinstance(term, str) else float(term)
