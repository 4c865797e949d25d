"""All checks as a Markdown page: each claim with its figures, its arithmetic and its verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corridors.checking.evaluate import Values, values_of, verdicts_of
from corridors.checking.telling import (
    arithmetic_text,
    condition_text,
    firmness_text,
    kind_text,
    reason_of,
    shown_text,
    value_text,
    verdict_text,
)

Json = Mapping[str, Any]

_HEAD = """# Claims checked

Written by `corridors claims --write`; [claim-checks.md](claim-checks.md) says how a check is made
and where its figures differ from others.
"""


def write_worked(document: Json) -> str:
    """The page, by a document of `checks_of`."""
    parts = [_HEAD, *_summary(document)]
    for check in document["checks"]:
        parts += _check(check, document["sources"])
    return "\n".join(parts) + "\n"


def _summary(document: Json) -> Iterator[str]:
    yield "| claim | measure | baseline | verdict |"
    yield "| --- | --- | --- | --- |"
    for check in document["checks"]:
        for rule, verdict in zip(check["rules"], verdicts_of(check), strict=True):
            cells = (check["title"], rule["measure"], rule["baseline"])
            yield f"| {' | '.join(map(_cell, cells))} | **{verdict_text(verdict.result)}** |"
    yield ""


def _check(check: Json, sources: Json) -> Iterator[str]:
    values = values_of(check)
    yield f"## {_cell(check['title'])}\n"
    claim, said = check["claim"], check["says"]
    where = f"characters {claim['start']}–{claim['end']} of {_source(sources[claim['source']])}"
    yield f"> {_cell(claim['quote'])}\n>\n> {where}\n"
    yield f"{_cell(said['subject'])}. {_cell(said['measure'])}: {_cell(said['value'])}.\n"
    yield from _inputs(check, values, sources)
    yield from _steps(check, values)
    yield from _verdicts(check, values)
    if check["note"]:
        yield f"{_cell(check['note'])}\n"


def _inputs(check: Json, values: Values, sources: Json) -> Iterator[str]:
    yield "| figure | value | kind | from |"
    yield "| --- | --- | --- | --- |"
    for one in check["inputs"]:
        value = value_text(values[one["id"]], one["unit"])
        if one["low"] is not None:
            value += (
                f" ({value_text(one['low'], '').strip()}–{value_text(one['high'], '').strip()})"
            )
        told = (one["from"], *(_source(sources[name]) for name in one["sources"]), one["note"])
        origin = "; ".join(text.rstrip(".") for text in (*told, one["why"]) if text)
        yield f"| {_cell(one['what'])} | {value} | {kind_text(one['kind'])} | {_cell(origin)} |"
    yield ""


def _steps(check: Json, values: Values) -> Iterator[str]:
    if not check["steps"]:
        return
    yield "| step | arithmetic | value |"
    yield "| --- | --- | --- |"
    for step in check["steps"]:
        arithmetic = arithmetic_text(step, check, values)
        value = value_text(values[step["id"]], step["unit"])
        yield f"| {_cell(step['what'])} | {arithmetic} | {value} |"
    yield ""


def _verdicts(check: Json, values: Values) -> Iterator[str]:
    for rule, verdict in zip(check["rules"], verdicts_of(check), strict=True):
        told = [condition_text(one, check, values) for one in rule["conditions"]]
        told += shown_text(rule, check, values)
        reason = reason_of(rule, verdict, check, values)
        more = (reason, f"{'; '.join(told)}." if told else "", firmness_text(verdict, check))
        words = " ".join(_cell(text) for text in (*more, rule["note"]) if text)
        head = f"{_cell(rule['measure'])}, {_cell(rule['baseline'])}"
        yield f"- {head}: **{verdict_text(verdict.result)}**. {words}"
    yield ""


def _source(source: Json) -> str:
    when = f", {source['published']['text']}" if source["published"] else ""
    return f"{source['name']}, {source['title']}{when}"


def _cell(text: str) -> str:
    """A text inside a table or a line of Markdown: of one line, its marks without force."""
    plain = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in "\\|*_`[]<>#" else letter for letter in plain)
