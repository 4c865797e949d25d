"""Claim checks: the arithmetic, the records, what is measured, and the verdicts that come of it."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from corridors import paths
from corridors.articles import load_articles
from corridors.atlas import Atlas
from corridors.briefing.compose import compose_briefing
from corridors.briefing.record import Cited
from corridors.briefing.request import read_request
from corridors.checking.document import checks_of, describe_checks
from corridors.checking.evaluate import values_of, verdicts_of
from corridors.checking.records import CHECKS, read_checks, shipped_checks
from corridors.checking.worked import write_worked
from corridors.fold import Fold
from corridors.mapview.page import write_page
from corridors.share import Known, read_link

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "check_vectors.json").read_text("utf-8")
)["vectors"]
WORKED = paths.PACKAGE.parent / "docs" / "claims-checked.md"
SHORT = "sanctions-shortly-after"


@pytest.fixture(scope="module")
def told(atlas: Atlas) -> dict[str, Any]:
    """The shipped checks with the real atlas's figures."""
    return checks_of(atlas)


def _check(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in told["checks"] if one["id"] == name)
    return found


def _results(told: Mapping[str, Any], name: str) -> dict[str, str]:
    check = _check(told, name)
    rules = zip(check["rules"], verdicts_of(check), strict=True)
    return {f"{rule['measure']}: {rule['baseline']}": verdict.result for rule, verdict in rules}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["name"])
def test_the_arithmetic_is_that_of_the_vectors(vector: dict[str, Any]) -> None:
    check, own = vector["check"], vector["own"]
    assert values_of(check, own) == vector["values"]
    assert [one._asdict() | {"hinges": [*one.hinges]} for one in verdicts_of(check, own)] == vector[
        "verdicts"
    ]


def test_every_record_is_sound_and_each_quote_stands_at_its_offsets() -> None:
    checks, faults = shipped_checks()
    articles = load_articles(paths.SEEDS).value
    assert faults == []
    assert [one.check.order for one in checks] == list(range(1, len(checks) + 1))
    for one in checks:
        passage, claim = one.passages[""], one.check.claim
        text = articles[claim.article or ""].text
        assert text[passage.start : passage.end] == claim.quote


def test_all_is_measured_on_the_real_atlas_and_every_figure_says_where_it_is_from(
    told: dict[str, Any],
) -> None:
    assert len(told["checks"]) == len(shipped_checks().value)
    for check in told["checks"]:
        values = values_of(check)
        assert None not in values.values(), check["id"]
        for one in check["inputs"]:
            assert one["from"] or one["sources"], f"{check['id']}: {one['id']}"
            if one["low"] is not None:
                assert one["kind"] == "assumed"
                assert one["low"] <= one["value"] <= one["high"], f"{check['id']}: {one['id']}"


def test_what_a_check_records_of_a_source_the_atlas_has_of_it_too(
    told: dict[str, Any], atlas: Atlas
) -> None:
    said: dict[str, str] = {}
    for claim in atlas.document["claims"].values():
        words = json.dumps([claim.get(k) for k in ("value", "amount", "date", "quote")])
        said[claim["source"]] = said.get(claim["source"], "") + words.replace(",", "")
    recorded = [
        (one, source)
        for check in told["checks"]
        for one in check["inputs"]
        if one["kind"] == "recorded"
        for source in one["sources"]
    ]
    assert len(recorded) > 10
    for one, source in recorded:
        if one["quote"] is None and one["unit"] != "date":
            assert f"{one['value']:g}" in said[source], f"{one['what']}: {source}"


def test_the_verdicts_are_those_argued_in_the_docs(told: dict[str, Any]) -> None:
    time = _results(told, "instc-half-the-time")
    assert time["Distance: Suez, the corridor across the Caspian"] == "consistent"
    assert time["Time: Suez, both sides by the Eurasian Development Bank"] == "consistent"
    assert time["Time: A direct line by Suez"] == "inconsistent"
    north = _results(told, "nsr-alternative-to-suez")
    assert north["Distance: Rotterdam–Yokohama"] == "consistent"
    assert north["Distance: Rotterdam–Singapore"] == "inconsistent"
    assert north["Distance: St Petersburg–Mumbai"] == "inconsistent"
    assert north["Time: Suez"] == "untested"
    assert set(_results(told, "mzkt-93-wagons").values()) == {"untested"}
    assert set(_results(told, "pakistan-costs-15-percent").values()) == {"untested"}
    assert set(_results(told, "spetszhelezobeton-89-cars").values()) == {"consistent"}
    assert [*_results(told, SHORT).values()] == ["consistent", "inconsistent"]
    lately = _results(told, "crossings-closed-lately")
    assert [*lately.values()] == ["consistent", "consistent", "inconsistent"]
    crossings = _results(told, "eu-crossings-closed")
    assert crossings["Open crossings: Road, trucks, 4 December 2025"] == "untested"


def test_figures_agree_with_those_published(told: dict[str, Any]) -> None:
    """Lengths within 3 % of tables, counts and days exactly (tests/data/sea-distances.csv)."""
    values = {one["id"]: values_of(one) for one in told["checks"]}
    suez, half = values["nsr-alternative-to-suez"], values["instc-half-the-time"]
    assert half["suez-km"] == pytest.approx(14_040, rel=0.03)
    assert suez["yokohama-suez"] == pytest.approx(20_796, rel=0.03)
    assert suez["murmansk-nsr"] == pytest.approx(10_690, rel=0.03)
    assert values[SHORT]["eu-days"] == 99
    assert values[SHORT]["us-days"] == 649
    assert values["eu-crossings-closed"]["december"] == 7
    assert values["spetszhelezobeton-89-cars"]["load"] == pytest.approx(61.8, abs=0.05)


def test_no_rule_on_time_rests_on_a_length_without_a_speed(told: dict[str, Any]) -> None:
    for check in told["checks"]:
        units = {one["id"]: one["unit"] for one in check["steps"] + check["inputs"]}
        of = {one["id"]: one["of"] for one in check["steps"]}
        for rule in check["rules"]:
            if rule["measure"] != "Time":
                continue
            for condition in rule["conditions"]:
                terms = of.get(condition["left"], [condition["left"]])
                assert {units[one] for one in terms if isinstance(one, str)} <= {"days", "hours"}


def test_without_its_source_or_its_route_a_figure_is_not_made_up(atlas: Atlas) -> None:
    document = {**atlas.document, "corridors": [], "sources": dict(atlas.document["sources"])}
    assert describe_checks(shipped_checks().value, document, "x")["checks"] == []
    document["corridors"] = [
        {**one, "routes": []} for one in atlas.document["corridors"] if one["id"] != "suez-red-sea"
    ]
    del document["sources"]["sberbank-india-cargo-routes"]
    told = describe_checks(shipped_checks().value, document, "x")
    results = _results(told, "instc-half-the-time")
    assert results["Distance: Suez, the corridor across the Caspian"] == "untested"
    assert results["Time: A direct line by Suez"] == "untested"
    assert "cannot be tested**. the route" in write_worked(told)


def test_the_page_in_the_docs_is_what_the_command_writes(told: dict[str, Any]) -> None:
    assert WORKED.read_text("utf-8") == write_worked(told)


def test_the_exported_page_carries_the_checks_with_it(told: dict[str, Any], atlas: Atlas) -> None:
    page = write_page(atlas, link="", strings={}, title="Atlas")
    (packed,) = re.findall(r'(?<=id="atlas-data">)[A-Za-z0-9+/=]+(?=</script>)', page)
    assert json.loads(gzip.decompress(base64.b64decode(packed)))["checks"] == told


def test_a_briefing_tells_the_checks_of_its_corridor_unless_their_source_is_off(
    atlas: Atlas,
) -> None:
    def told(link: str) -> list[Cited]:
        view, _ = read_link(link, Known.of(atlas.document))
        briefing = compose_briefing(
            Fold(atlas.document, view), read_request({}), link, date(2026, 1, 1)
        )
        return [e for s in briefing.sections if s.heading == "Claims checked" for e in s.entries]

    (first, *_) = told("?c=north-south-corridor")
    assert first.strong == "Does the North–South corridor halve delivery times?"
    assert "Distance: 3 consistent, 1 inconsistent" in first.text
    assert [atlas.document["claims"][one]["source"] for one in first.claims] == [
        "britpanorama-2025-12-04"
    ]
    assert told("?c=north-south-corridor&off=britpanorama-2025-12-04") == []


def _broken(folder: Path, change: Mapping[str, Any]) -> str:
    record = yaml.safe_load((CHECKS / f"{SHORT}.yaml").read_text("utf-8"))
    (folder / f"{SHORT}.yaml").write_text(yaml.safe_dump({**record, **change}), "utf-8")
    checks, faults = read_checks(folder, load_articles(paths.SEEDS).value)
    assert checks == []
    return "\n".join(map(str, faults))


def test_a_broken_record_is_left_out_and_named(tmp_path: Path) -> None:
    record = yaml.safe_load((CHECKS / f"{SHORT}.yaml").read_text("utf-8"))
    claim = record["claim"]
    assert "claim.quote" in _broken(tmp_path, {"claim": {**claim, "quote": "soon after"}})
    assert "'nobody' is no article" in _broken(tmp_path, {"claim": {**claim, "article": "nobody"}})
    assert "write sanctions" in _broken(tmp_path, {"id": "other"})
    step = {"id": "eu-days", "what": "Days", "unit": "days", "op": "sum", "of": ["nothing", 1]}
    assert "'nothing' is no input" in _broken(tmp_path, {"steps": [step]})
    rule = {"measure": "Days", "baseline": "EU list"}
    assert "untested" in _broken(tmp_path, {"rules": [rule]})
    first = {"id": "x", "what": "X", "unit": "days", "value": 5}
    for change, said in (
        ({}, "evidence says who"),
        ({"evidence": {"reference": "r"}, "low": 1, "high": 9}, "only the editor’s own"),
        ({"evidence": {"editor": "E", "reason": "r"}, "low": 6, "high": 9}, "does not lie between"),
        ({"leg": "a.b"}, "give one of"),
        ({"value": None, "leg": "a.b"}, "part says"),
        ({"value": None, "sea": {"start": "a", "end": "b", "avoid": ["styx"]}}, "no passage"),
    ):
        words = _broken(tmp_path, {"inputs": [{**first, **change}], "steps": []})
        assert re.search(said.replace("’", "."), words), words
