"""The review page's pure modules, each held to what a reader relies on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from corridors.mapview import files
from tests.browser.script_page import serve_script, small_atlas

SCRIPTS = sorted((files.SCRIPT / "review").glob("*.js"))


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
        f"async (a) => {{ const m = await import('/script/review/{module}.js'); {body} }}", argument
    )


@pytest.mark.parametrize(
    ("text", "points", "units"),
    [("plain", 3, 3), ("a𝒳b", 2, 3), ("a𝒳b", 1, 1), ("𝒳𝒴", 2, 4), ("", 0, 0)],
)
def test_an_offset_in_code_points_is_one_in_units_and_back(
    page: Page, text: str, points: int, units: int
) -> None:
    body = """const { toUnits, toPoints } = m.makeOffsets(a[0]);
        return [toUnits(a[1]), toPoints(a[2])];"""
    assert call(page, "offsets", body, [text, points, units]) == [units, points]


def test_an_offset_outside_the_text_is_its_end_and_one_inside_a_letter_its_start(
    page: Page,
) -> None:
    body = "const o = m.makeOffsets(a); return [o.toUnits(9), o.toUnits(-1), o.toPoints(2)];"
    assert call(page, "offsets", body, "a𝒳b") == [4, 0, 1]


def test_marks_that_overlap_cut_a_text_without_gaps(page: Page) -> None:
    marks = [
        {"start": 0, "end": 9, "kind": "words", "ref": "w"},
        {"start": 2, "end": 6, "kind": "leg", "ref": "l"},
        {"start": 4, "end": 12, "kind": "stop", "ref": "s"},
        {"start": 5, "end": 5, "kind": "stop", "ref": "empty"},
    ]
    body = """return m.cutBy(a, 1, 12).map(({ start, end, marks }) =>
        [start, end, marks.map((one) => one.ref).join("")]);"""
    assert call(page, "segments", body, marks) == [
        [1, 2, "w"],
        [2, 4, "lw"],
        [4, 6, "lsw"],
        [6, 9, "sw"],
        [9, 12, "s"],
    ]


def test_lines_are_those_with_words(page: Page) -> None:
    body = "return m.linesOf(a).map(({ start, end }) => a.slice(start, end));"
    assert call(page, "segments", body, "one\n\n \t\ntwo\r\nthree") == ["one", "two\r", "three"]


def test_a_stop_is_marked_at_its_name_and_its_sentence_is_but_its_words(page: Page) -> None:
    sentence = {"article": "a", "start": 10, "end": 40, "quote": "𝒳 trains run to Brest and back"}
    stop = {"key": "s1", "name": "Brest", "stated": [sentence], "place": None}
    body = """const t = (text) => text;
        const draft = { named: [], stops: [a], legs: [], statuses: [], operators: [] };
        return m.marksOf(t, t, draft, { id: "a" }).map((one) => [one.kind, one.start, one.end]);"""
    assert call(page, "draftmarks", body, stop) == [["words", 10, 40], ["stop", 26, 31]]
    told = {**stop, "mentions": [[30, 35], [50, 55]]}
    assert call(page, "draftmarks", body, told) == [["words", 10, 40], ["stop", 30, 35]]
    own = {**stop, "stated": [{"editor": "Anna", "reason": "Known."}]}
    assert call(page, "draftmarks", body, own) == []


def test_a_great_circle_runs_on_past_the_date_line_and_over_a_pole(page: Page) -> None:
    body = "return m.greatCircle(a[0], a[1]);"
    line = call(page, "greatcircle", body, [[60, 170], [60, -170]])
    assert line[0] == pytest.approx([60, 170])
    assert line[-1] == pytest.approx([60, 190])
    assert max(lat for lat, _ in line) > 60
    over = call(page, "greatcircle", body, [[0, 0], [0, 180]])
    assert max(lat for lat, _ in over) == pytest.approx(90)
    same = call(page, "greatcircle", body, [[50, 30], [50, 30]])
    assert all(point == pytest.approx([50, 30]) for point in same)


@pytest.mark.parametrize(
    ("way", "brief", "told"),
    [
        (None, "", ""),
        ({"basis": "routed", "km": 905.2, "nmi": 488.8}, "905 km", "905 km (489 nmi)"),
        ({"basis": "arc", "km": 0}, "drawn as an arc", "nobody has published its path"),
        ({"basis": "none", "km": 0}, "not drawn", "where one of its ends is"),
        (
            {"basis": "schematic", "km": 9, "no_route": "no rails"},
            "no way over our network",
            "No way over our network: no rails. It is drawn straight.",
        ),
    ],
)
def test_the_way_of_a_leg_is_told_in_a_word_and_in_a_sentence(
    page: Page, way: dict[str, Any] | None, brief: str, told: str
) -> None:
    fill = "(text, values) => text.replace(/{(\\w+)}/g, (whole, key) => values[key])"
    body = f"const t = {fill}; return [m.wayBrief(t, a), m.wayText(t, a)];"
    short, long = call(page, "draftways", body, way)
    assert short == brief
    assert told in long


def test_what_is_written_and_not_sent_outlives_a_drawing_anew(page: Page) -> None:
    body = """const room = document.createElement("div");
        document.body.append(room);
        const fields = () => ["kept", "changed", "sent", "refused"].map((key) =>
            m.line(key === "changed" && isNew ? "by another" : "", () => {}, { key }));
        let isNew = false;
        room.append(...fields());
        for (const one of room.children) one.value = "written";
        let sendings = 0;
        const send = () => { sendings += 1; };
        for (let time = 0; time < 2; time += 1) m.sendText(room.children[2], send);
        isNew = true;
        m.keepingPlace(room, () => room.replaceChildren(...fields()));
        const kept = [...room.children].map((one) => one.value);
        room.children[3].value = "again";
        m.sendText(room.children[3], () => {});
        m.keepingPlace(room, () => room.replaceChildren(...fields()), { isRefused: true });
        return [...kept, room.children[3].value, sendings];"""
    assert call(page, "parts", body) == ["written", "by another", "", "written", "again", 1]


def test_drawing_waits_until_what_is_pressed_is_let_go(page: Page) -> None:
    body = """const root = document.createElement("button");
        document.body.append(root);
        const pressing = m.makePressing(root);
        const told = [];
        root.addEventListener("click", () => told.push("click"));
        pressing.whenFree(() => told.push("at once"));
        root.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
        pressing.whenFree(() => told.push("after the click"));
        root.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
        root.click();
        await new Promise((done) => setTimeout(done));
        pressing.stop();
        return told;"""
    assert call(page, "pressing", body) == ["at once", "click", "after the click"]


def test_a_part_that_folds_is_made_once_and_stays_open(page: Page) -> None:
    body = """const folds = new Set(["b"]);
        let made = 0;
        const folded = m.makeFolding({ folds, onOpen: () => {} });
        const make = () => { made += 1; return document.createElement("p"); };
        const parts = ["a", "b"].map((key) => folded(key, key, make));
        document.body.append(...parts);
        const before = made;
        const toggled = new Promise((done) => parts[0].addEventListener("toggle", done));
        parts[0].firstChild.click();
        const isKept = folds.has("a");
        await toggled;
        return [before, made, isKept, parts.map((one) => one.querySelectorAll("p").length)];"""
    assert call(page, "folding", body) == [1, 2, True, [1, 1]]


def test_a_key_is_new_each_time_also_where_the_browser_makes_none(page: Page) -> None:
    body = """const own = m.newKey();
        crypto.randomUUID = undefined;
        return [own, m.newKey(), m.newKey()];"""
    keys = call(page, "asking", body)
    assert len(set(keys)) == 3
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", key) for key in keys)


def test_the_modules_can_be_joined_into_one_script() -> None:
    joined = files.joined_script("review/startreview.js")
    names = Counter(re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", joined, re.M))
    assert [name for name, count in names.items() if count > 1] == []
    assert not re.search(r"^(import|export)\b", joined, re.M)
    for path in SCRIPTS:
        text = path.read_text("utf-8")
        forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b|new Function|document\.write"
        assert not re.search(forbidden, text), path
        assert text.count("\n") <= 300, path
        for line in re.findall(r"^import .*", text, re.M):
            assert line == 'import L from "../../vendor/leaflet.esm.js";' or re.fullmatch(
                r'import \{ [\w, ]+ \} from "\.\.?/\w+\.js";', line
            ), f"{path.name}: {line}"
