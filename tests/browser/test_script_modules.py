"""The map script's pure modules, each held to what a reader relies on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from corridors.exports import FORMATS
from corridors.mapview import files
from tests.browser.script_page import serve_script, small_atlas

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "link_vectors.json").read_text("utf-8"))
FRAGMENTS = json.loads(
    (Path(__file__).parents[1] / "data" / "fragment_vectors.json").read_text("utf-8")
)
SCRIPTS = sorted(files.SCRIPT.glob("*.js"))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page from which the modules can be imported."""
    with serve_script(small_atlas()) as address:
        page = browser.new_page()
        page.goto(address)
        yield page
        page.close()


def call(page: Page, module: str, body: str, argument: Any = None) -> Any:
    """What `body` gives, with the module as `m` and an argument as `a`."""
    return page.evaluate(
        f"async (a) => {{ const m = await import('/script/{module}.js'); {body} }}", argument
    )


def fold(page: Page, **view: Any) -> Any:
    """What a view of the small atlas shows."""
    return page.evaluate(
        """async ([atlas, patch]) => {
          const { indexAtlas } = await import("/script/evidence.js");
          const { foldView } = await import("/script/fold.js");
          const { defaultView, STATUSES } = await import("/script/link.js");
          const index = indexAtlas(atlas);
          const fold = foldView(index, { ...defaultView(), ...patch });
          const items = index.items.map((item) => [item.id, fold.states[item.number]]);
          return {
            visible: items.filter(([, state]) => state.visible).map(([id]) => id),
            lead: Object.fromEntries(items.map(([id, state]) => [id, state.lead])),
            stated: Object.fromEntries(items.map(([id, state]) => [id, state.stated])),
            sources: Object.fromEntries(
              index.sources.map((one, at) => [one.id, fold.counts.sources[at]])),
            modes: fold.counts.mode, dead: fold.nodes.get("gate")?.dead ?? null,
            nodes: [...fold.nodes.keys()],
          };
        }""",
        [small_atlas(), view],
    )


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda vector: vector["name"])
def test_a_link_gives_its_view_and_names_what_it_could_not_use(page: Page, vector: Any) -> None:
    got = call(
        page,
        "link",
        """const known = m.knownIds(a.known);
        const { view, problems } = m.readLink(a.query, a.hash, known);
        const link = m.writeLink(view, known);
        const canonical = link.query + link.hash;
        return { view, problems: problems.map((one) => one.parameter), canonical };""",
        {"known": VECTORS["known"], **vector},
    )
    assert got == {key: vector[key] for key in ("view", "problems", "canonical")}


def test_everything_is_on_the_map_by_default(page: Page) -> None:
    assert fold(page)["visible"] == [
        "south.rail",
        "north.sea",
        "north.own",
        "flow.cargo",
        "flow.told",
        "crossings/gate",
    ]


def test_a_leg_leaves_the_map_with_the_last_source_that_states_it(page: Page) -> None:
    assert "south.rail" in fold(page, off=["art-one"])["visible"]
    assert "south.rail" not in fold(page, off=["art-one", "ref-two"])["visible"]


def test_a_count_says_how_many_legs_a_source_would_show(page: Page) -> None:
    assert fold(page)["sources"] == {"art-one": 4, "ref-two": 2, "ed-itor": 1}
    assert fold(page, off=["ref-two"])["sources"]["ref-two"] == 2


def test_a_mode_passes_a_leg_if_any_of_its_values_counts(page: Page) -> None:
    assert fold(page, mode=["road"])["visible"] == ["south.rail"]
    assert fold(page, mode=["road"], off=["ref-two"])["visible"] == []
    assert "north.own" in fold(page, mode=["not-stated"])["visible"]


def test_the_latest_status_in_force_speaks(page: Page) -> None:
    assert fold(page, asof="2025-05-31")["lead"]["south.rail"] == "announced"
    assert fold(page, asof="2025-06-01")["lead"]["south.rail"] == "operating"
    assert fold(page, off=["ref-two"])["lead"]["south.rail"] == "announced"


def test_a_leg_whose_first_status_lies_ahead_is_not_yet_there(page: Page) -> None:
    assert "south.rail" not in fold(page, asof="2025-01-31")["visible"]


def test_after_the_cut_off_no_status_is_carried_on(page: Page) -> None:
    later = fold(page, asof="2026-01-01")
    assert later["lead"]["south.rail"] == "not-known"
    assert fold(page, asof="2026-01-01", status=["operating"])["visible"] == []


def test_an_editors_own_leg_says_so(page: Page) -> None:
    stated = fold(page)["stated"]
    assert (stated["south.rail"], stated["north.sea"], stated["north.own"]) == (
        "quoted",
        "referenced",
        "editor",
    )


def test_a_closed_crossing_is_dead_only_while_it_is_closed(page: Page) -> None:
    assert fold(page)["dead"] is True
    assert fold(page, asof="2025-02-01")["dead"] is None


def test_a_quote_is_found_on_its_page_by_a_text_fragment(page: Page) -> None:
    address = "return m.quoteAddress(a[0], a[1]);"
    assert call(page, "citation", address, ["https://example.org/a", "first-rate, 5 % & more"]) == (
        "https://example.org/a#:~:text=first%2Drate%2C%205%20%25%20%26%20more"
    )
    assert call(page, "citation", address, ["https://example.org/a#top", "x"]).endswith(
        "#top:~:text=x"
    )
    long = " ".join(f"w{n}" for n in range(100))
    assert call(page, "citation", address, ["https://example.org/", long]).endswith(
        "text=w0%20w1%20w2%20w3%20w4%20w5,w94%20w95%20w96%20w97%20w98%20w99"
    )
    assert call(page, "citation", address, ["https://example.org/", "one\ntwo"]).endswith(
        "text=one,two"
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x", "", None, "ftp://x/y"]
)
def test_only_http_addresses_become_links(page: Page, address: str | None) -> None:
    assert call(page, "citation", "return m.safeAddress(a);", address) is None


def test_a_citation_marks_inferred_and_missing_dates(page: Page) -> None:
    got = call(
        page,
        "citation",
        """const { makeT } = await import("/script/words.js");
        const claim = { kind: "quoted", quote: "words" };
        return a.map((source) => m.citationText(makeT({}), claim, source, "Paper"));""",
        [
            {
                "title": "T",
                "url": "https://example.org/",
                "published": {"text": "2024-11-25", "first": "2024-11-25", "last": "2024-11-25"},
                "published_inferred": True,
            },
            {"title": "T", "url": None, "published": None},
        ],
    )
    assert got[0] == (
        "Paper, “T”, 25 November 2024 [date inferred].\nhttps://example.org/#:~:text=words\n“words”"
    )
    assert got[1] == "Paper, “T”, no date.\n“words”"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025-12-04", "4 December 2025"),
        ("2025-11", "November 2025"),
        ("2025-Q1", "Q1 2025"),
        ("2014/2017", "2014–2017"),
        ("2002", "2002"),
    ],
)
def test_a_date_is_said_no_more_precisely_than_its_source_does(
    page: Page, text: str, said: str
) -> None:
    body = 'const { makeT } = await import("/script/words.js"); return m.whenText(makeT({}), a);'
    assert call(page, "when", body, text) == said


def test_a_line_set_aside_still_meets_its_ends(page: Page) -> None:
    body = """const line = Float64Array.from([0, 0, 0.3, 0]);
        const back = Float64Array.from([0.3, 0, 0, 0]);
        const runs = m.findRuns([line, back, null], ["one", "other", "third"]);
        const px = (piece) => piece.map((value) => 1000 * value);
        return [line, back].map((trace, at) =>
          [...m.pathOfRuns(m.simplifiedRuns(trace, runs[at], 0), runs[at], px).points]);"""
    one, other = call(page, "tracks", body)
    assert (one[:2], one[-2:]) == ([0, 0], [300, 0])
    assert (other[:2], other[-2:]) == ([300, 0], [0, 0])
    assert abs(one[3] - other[3]) == pytest.approx(4.5)


def test_the_modules_can_be_joined_into_one_script() -> None:
    names: Counter[str] = Counter()
    for path in SCRIPTS:
        text = path.read_text("utf-8")
        names.update(
            re.findall(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", text, re.M)
        )
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b|new Function|document\.write", text
        ), path
        assert "export default" not in text
        for line in re.findall(r"^import .*", text, re.M):
            assert line == 'import L from "../vendor/leaflet.esm.js";' or re.fullmatch(
                r'import \{ [\w, ]+ \} from "\./\w+\.js";', line
            ), f"{path.name}: {line}"
    assert [name for name, count in names.items() if count > 1] == []


def test_every_module_can_be_read_in_one_sitting() -> None:
    assert {p.name: n for p in SCRIPTS if (n := p.read_text("utf-8").count("\n")) > 300} == {}


def test_a_source_switched_off_has_only_what_it_speaks_of_weighed_anew(page: Page) -> None:
    """And what comes of it is what a fold from scratch gives, whatever came before."""
    weighed, same = page.evaluate(
        """async (atlas) => {
          const { indexAtlas } = await import("/script/evidence.js");
          const { foldView } = await import("/script/fold.js");
          const { defaultView } = await import("/script/link.js");
          const counted = indexAtlas(atlas);
          const weighed = new Set();
          const ids = counted.items.map((item) => item.id);
          for (const item of counted.items) {
            const { cargo } = item;
            const read = () => { weighed.add(item.id); return cargo; };
            Object.defineProperty(item, "cargo", { get: read });
          }
          const views = [[], ["ref-two"], ["ref-two", "art-one"], ["ed-itor"], []].map(
            (off) => ({ ...defaultView(), off }));
          const told = ({ states, nodes }) => JSON.stringify([states, [...nodes]]);
          foldView(counted, views[0]);
          weighed.clear();
          const changed = foldView(counted, views[1]);
          const asked = [...weighed];
          const same = [told(changed) === told(foldView(indexAtlas(atlas), views[1]))];
          for (const view of views.slice(2)) {
            same.push(told(foldView(counted, view)) === told(foldView(indexAtlas(atlas), view)));
          }
          return [[asked, ids], same];
        }""",
        small_atlas(),
    )
    asked, ids = weighed
    assert sorted(asked) == ["north.sea", "south.rail"]
    assert len(ids) > 5
    assert same == [True] * 4


def test_a_text_written_from_right_to_left_turns_nothing_beside_it_round(page: Page) -> None:
    told = call(
        page, "bidi", "return a.map(m.isolated);", ["Minsk", "تهران", "abc\u202edef", "Мінск"]
    )
    assert told == ["Minsk", "\u2068تهران\u2069", "\u2068abc\u202edef\u202c\u2069", "Мінск"]


KEPT = [
    {"hash": "aa" * 32, "since": "2026-01-10", "edition": True},
    {"hash": "bb" * 32, "since": "2026-02-01T09:00:00Z", "edition": False},
    {"hash": "cc" * 32, "since": "2026-03-10", "edition": True},
]


@pytest.mark.parametrize(
    ("since", "begins"),
    [
        ("2026-01-09", "aa"),
        ("2026-01-10", "aa"),
        ("2026-03-09", "aa"),
        ("2026-03-10", "cc"),
        ("2027-01-01", "cc"),
        ("bbbbbbbbbb", "bb"),
    ],
)
def test_what_is_new_since_a_day_begins_with_the_last_edition_before(
    page: Page, since: str, begins: str
) -> None:
    body = "return m.beginning(a.kept, a.since).hash.slice(0, 2);"
    assert call(page, "pastchanges", body, {"kept": KEPT, "since": since}) == begins


def test_what_is_new_is_of_the_corridors_that_are_on_and_of_later_days(page: Page) -> None:
    changes = [
        {"id": "old", "at": "2026-01-10", "corridors": ["one"]},
        {"id": "new", "at": "2026-01-11", "corridors": ["one"]},
        {"id": "undated", "at": None, "corridors": ["two"]},
        {"id": "of none", "at": "2026-02-01", "corridors": []},
        {"id": "came and went before", "at": "2026-01-02", "began": "2026-01-01", "corridors": []},
        {"id": "was there", "at": "2026-01-20", "began": "2026-01-01", "corridors": ["one"]},
        {"id": "came and went after", "at": "2026-01-30", "began": "2026-01-20", "corridors": []},
    ]
    body = "return m.changesInView(a.told, a.view).map((one) => one.id);"

    def shown(by_day: bool, c: list[str] | None, since: str | None) -> Any:
        told = {"told": {"changes": changes, "byDay": by_day}, "view": {"c": c, "since": since}}
        return call(page, "pastchanges", body, told)

    assert shown(True, None, "2026-01-10") == ["new", "undated", "of none", "was there"]
    assert shown(True, ["two"], "2026-01-10") == ["undated", "of none"]
    assert shown(False, ["one"], None) == ["old", "new", "of none"]


def test_the_link_to_a_quote_is_the_one_that_citations_have(page: Page) -> None:
    made = call(
        page, "citation", "return a.map((v) => m.quoteAddress(v.address, v.quote));", FRAGMENTS
    )
    assert made == [vector["wanted"] for vector in FRAGMENTS]


def test_the_files_on_offer_are_those_that_can_be_written(page: Page) -> None:
    kinds = call(page, "downloads", "return m.FILE_KINDS;")
    assert {name: ending for name, (ending, _) in kinds.items()} == {
        name: kind.ending for name, kind in FORMATS.items()
    }


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("http://localhost:8501/?c=x", "computer"),
        ("http://127.0.0.1:8501/", "computer"),
        ("http://[::1]:8501/", "computer"),
        ("file:///home/me/atlas.html", "computer"),
        ("http://192.168.1.20:8501/", "network"),
        ("http://172.31.0.2/", "network"),
        ("http://desk:8501/", "network"),
        ("https://atlas.local/", "network"),
        ("http://[fd12::1]/", "network"),
        ("https://atlas.example.org/", None),
        ("http://172.32.0.2/", None),
        ("https://localhost.example.org/", None),
    ],
)
def test_who_else_can_open_an_address(page: Page, address: str, who: str | None) -> None:
    assert call(page, "passon", "return m.whoReaches(a);", address) == who
