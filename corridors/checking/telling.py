"""A check in words and figures: verdicts, values with their units, the arithmetic of a step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from corridors.checking.evaluate import Values, Verdict
from corridors.strings import t
from corridors.wording import TRUE_MINUS, filled, number_text

Json = Mapping[str, Any]

_EPOCH = date(1970, 1, 1)
_WHOLE_FROM = 200
_SIGNS = {"sum": " + ", "difference": f" {TRUE_MINUS} ", "product": " × ", "quotient": " ÷ "}


def verdict_text(result: str, language: str | None = None) -> str:
    """What a result is called."""
    return {
        "consistent": t("consistent", language),
        "inconsistent": t("inconsistent", language),
        "untested": t("cannot be tested", language),
    }[result]


def kind_text(kind: str, language: str | None = None) -> str:
    """How an input came about, in a word."""
    return {
        "measured": t("measured", language),
        "recorded": t("recorded", language),
        "assumed": t("assumed", language),
    }[kind]


def value_text(value: float | None, unit: str) -> str:
    """A value with its unit; a date as 2025-12-04."""
    if value is None:
        return "–"
    if unit == "date":
        return (_EPOCH + timedelta(days=value)).isoformat()
    rounded = float(int(value + 0.5)) if value >= _WHOLE_FROM else round(value, 1)
    if 0 < abs(value) < 1:
        rounded = round(value, 2)
    return f"{number_text(rounded)} {unit}"


def arithmetic_text(step: Json, check: Json, values: Values) -> str:
    """The sum of a step as figures: 26 × 2, or 100 − 100 × 7176 ÷ 14 035."""
    units = {one["id"]: one["unit"] for one in (*check["inputs"], *check["steps"])}
    terms = [
        value_text(values.get(term), units[term]) if isinstance(term, str) else number_text(term)
        for term in step["of"]
    ]
    match step["op"]:
        case "percent":
            return f"100 × {terms[0]} ÷ {terms[1]}"
        case "percent-less":
            return f"100 {TRUE_MINUS} 100 × {terms[0]} ÷ {terms[1]}"
        case "least" | "greatest":
            return f"{step['op']}: {', '.join(terms)}"
        case op:
            return _SIGNS[op].join(terms)


def condition_text(
    condition: Json, check: Json, values: Values, language: str | None = None
) -> str:
    """A comparison with its figures: Shorter across the Caspian: 52 %; it takes at least 45 %."""
    named = {one["id"]: one for one in (*check["inputs"], *check["steps"])}
    left, right = named[condition["left"]], condition["right"]
    unit = named[right]["unit"] if isinstance(right, str) else left["unit"]
    limit = values.get(right) if isinstance(right, str) else right
    told = (
        t("{what}: {value}; it takes at most {limit}", language)
        if condition["is"] == "at-most"
        else t("{what}: {value}; it takes at least {limit}", language)
    )
    value = value_text(values.get(left["id"]), left["unit"])
    return filled(told, what=left["what"], value=value, limit=value_text(limit, unit))


def shown_text(rule: Json, check: Json, values: Values) -> tuple[str, ...]:
    """Figures that are shown although nothing can be tested."""
    steps = (step for step in check["steps"] if step["id"] in rule["shown"])
    return tuple(f"{one['what']}: {value_text(values[one['id']], one['unit'])}" for one in steps)


def firmness_text(verdict: Verdict, check: Json, language: str | None = None) -> str:
    """Whether the assumptions could turn a verdict; empty where nothing is tested."""
    if verdict.result == "untested":
        return ""
    if verdict.settled:
        return t("Holds for every value of the assumptions in their ranges.", language)
    names = {one["id"]: one["what"] for one in check["inputs"]}
    if verdict.hinges:
        told = t("Turns with: {list}.", language)
        return filled(told, list="; ".join(names[one] for one in verdict.hinges))
    return t("Turns with several assumptions together.", language)


def reason_of(rule: Json, verdict: Verdict, check: Json, values: Values) -> str:
    """Why nothing can be tested: the rule's own reason, or what could not be measured."""
    if verdict.result != "untested" or rule["untested"] is not None:
        return rule["untested"] or ""
    lacking = [one["why"] for one in check["inputs"] if one["why"] and values[one["id"]] is None]
    return "; ".join(dict.fromkeys(lacking))
