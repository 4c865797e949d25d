"""A reader looks for a corridor, a place, an operator or a source, in whatever script."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.map_page import MapPage

Open = Callable[..., MapPage]
OPERATOR = "actor/beltamozhservice"
YARD = "node/kolyadichi"
SEA_LEG = "kolyadichi-novorossiysk-gebze.novorossiysk-gebze"


def box(page: MapPage) -> Locator:
    """The search box."""
    return page.root.get_by_role("combobox", name="Search corridors, places, operators, sources")


def ask(page: MapPage, text: str) -> Locator:
    """Type a text; the options that are offered."""
    box(page).click()
    page.page.keyboard.insert_text(text)
    return page.root.locator("[role=option]")


def found(options: Locator, thing: str) -> Locator:
    """The option of a thing."""
    return options.and_(options.page.locator(f"[data-id='{thing}']"))


OF_THE_OPERATOR = (
    *("Beltamo", "beltamozhservice", "BELTAMOZH", "Белтамо", "белтаможсервис"),
    *("Biełmyt", "bielmyt", "Biełmytservis", "Белмыт", "Белмытсэрвіс"),
)
OF_PLACES = {
    YARD: (
        *("Kaliadzičy", "kaliadzicy", "Kaliadzichy", "Kaladzičy"),
        *("Колядичи", "Калядзічы", "колядич", "KOLYAD", "BYKDC"),
    ),
    "node/bosphorus": ("İstanbul Boğazı", "ISTANBUL BOGAZI", "istanbul boğ"),
    "node/dardanelles": ("Çanakkale", "CANAKKALE", "Дарданелл"),
    "node/odesa": ("Одеса", "Одесса", "odessa"),
    "node/mykolaiv": ("Миколаїв", "Николаев", "Mykolaïv"),
    "node/bandar-abbas": ("بندرعباس", "بندر عباس", "Бендер-Аббас"),
    "node/oresund": ("Øresund", "oresund", "Öresund"),
    "node/klaipeda": ("Klaipėda", "klaipeda", "Клайпеда"),
    "area/turkiye": ("Türkiye", "turkiye", "Турция", "Туреччина"),
}


def ask_anew(page: MapPage, text: str) -> Locator:
    """Empty the box, and type a text once nothing is offered any more."""
    box(page).fill("")
    expect(page.root.locator("[role=option]")).to_have_count(0)
    return ask(page, text)


def test_every_spelling_finds_the_one_operator(open_map: Open) -> None:
    page = open_map()
    for spelling in OF_THE_OPERATOR:
        options = ask_anew(page, spelling)
        expect(options.first, spelling).to_have_attribute("data-id", OPERATOR)
        actors = options.and_(page.page.locator("[data-kind=actor]"))
        expect(actors, spelling).to_have_count(1)


def test_a_place_is_found_by_each_of_its_names(open_map: Open) -> None:
    page = open_map()
    for place, spellings in OF_PLACES.items():
        for spelling in spellings:
            options = ask_anew(page, spelling)
            places = options.and_(page.page.locator("[data-kind=place]"))
            expect(places.first, spelling).to_have_attribute("data-id", place)


def test_the_name_that_was_found_is_shown_beside_the_present_one(open_map: Open) -> None:
    option = found(ask(open_map(), "Калядз"), YARD)
    expect(option).to_contain_text("Kolyadichi")
    expect(option.locator("[lang=be]")).to_have_text("Калядзічы")


def test_names_that_begin_so_come_before_names_that_contain_it(open_map: Open) -> None:
    page = open_map()
    options = ask(page, "bel")
    corridors = options.and_(page.page.locator("[data-kind=corridor]"))
    names = corridors.locator(".found-title").all_text_contents()
    assert names
    begins = [name.lower().startswith("bel") for name in names]
    assert begins == sorted(begins, reverse=True)


def test_the_best_few_of_each_kind_are_listed_and_the_rest_counted(open_map: Open) -> None:
    page = open_map()
    ask(page, "b")
    group = page.root.get_by_role("group", name="Places")
    expect(group.locator("[role=option]")).to_have_count(6)
    expect(group).to_contain_text("6 of ")


def test_an_operator_shows_its_names_and_the_legs_that_name_it(open_map: Open) -> None:
    page = open_map()
    ask(page, "Белтамо")
    page.page.keyboard.press("Enter")
    page.wait_for_address(f"sel={OPERATOR}")
    expect(page.details.get_by_role("heading", level=2)).to_have_text("Beltamozhservice")
    expect(page.details).to_contain_text("Biełmytservis")
    page.details.get_by_role("button", name="Kolyadichi–Gebze: Novorossiysk").click()
    page.wait_for_address(f"sel={SEA_LEG}")
    page.details.get_by_role("button", name="Beltamozhservice").first.click()
    page.wait_for_address(f"sel={OPERATOR}")


def test_an_operators_claims_leave_with_their_sources(open_map: Open) -> None:
    page = open_map(f"#sel={OPERATOR}")
    legs = page.details.locator(".named-in li")
    before = legs.count()
    page.source_row("Brit Panorama").locator("input[type=checkbox]").first.click()
    expect(legs).not_to_have_count(before)


def test_a_leg_and_a_corridor_are_selected_from_the_list(open_map: Open) -> None:
    page = open_map()
    found(ask(page, "novorossiysk gebze"), SEA_LEG).click()
    page.wait_for_address(f"sel={SEA_LEG}")
    box(page).fill("севморпуть")
    found(page.root.locator("[role=option]"), "northern-sea-route").click()
    page.wait_for_address("sel=northern-sea-route")
    expect(page.details).to_contain_text("Northern Sea Route")


def test_a_place_that_no_leg_ends_at_is_brought_into_sight(open_map: Open) -> None:
    page = open_map("#map=5/65/170")
    found(ask(page, "Öresund"), "node/oresund").click()
    page.wait_until("Math.abs(window.atlas.inspect().position[1] - 55.9) < 5")


def test_a_source_is_shown_among_the_filters_and_nothing_is_switched(open_map: Open) -> None:
    page = open_map("#map=5/52/35")
    before = page.visible()
    options = ask(page, "brit panorama")
    options.and_(page.page.locator("[data-kind=source]")).first.click()
    assert page.visible() == before
    row = page.source_row("Brit Panorama")
    expect(row).to_be_in_viewport()
    expect(row.get_by_role("checkbox")).to_be_focused()
    row.get_by_role("button", name="Only the source").click()
    page.wait_for_address("#map=5/52/35")
    off = page.inspect()["view"]["off"]
    assert "britpanorama-2025-12-04" not in off
    assert page.visible() < before


def test_all_is_done_by_keyboard(open_map: Open) -> None:
    page = open_map()
    keyboard = page.page.keyboard
    keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    keyboard.insert_text("gebze")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    chosen = page.root.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(chosen).to_have_attribute("id", box(page).get_attribute("aria-activedescendant") or "")
    keyboard.press("ArrowUp")
    keyboard.press("ArrowUp")
    expect(page.root.locator("[role=option]").last).to_have_attribute("aria-selected", "true")
    keyboard.press("ArrowDown")
    first = page.root.locator("[role=option]").first
    wanted = first.get_attribute("data-id")
    keyboard.press("Enter")
    page.wait_for_address(f"sel={wanted}")
    expect(page.details.locator(".details-title")).to_be_focused()
    expect(page.root.locator("[role=option]").first).to_be_hidden()


def test_escape_closes_the_list_then_empties_the_box_then_closes_the_details(
    open_map: Open,
) -> None:
    page = open_map(f"#sel={SEA_LEG}")
    options = ask(page, "minsk")
    expect(options.first).to_be_visible()
    page.page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box(page)).to_have_value("minsk")
    page.page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")
    expect(page.details).to_be_visible()
    page.page.keyboard.press("Escape")
    expect(page.details).to_be_hidden()


def test_a_slash_that_is_typed_somewhere_stays_there(open_map: Open) -> None:
    page = open_map()
    ask(page, "a/b")
    expect(box(page)).to_have_value("a/b")


def test_what_is_not_found_is_said_as_plain_text(open_map: Open) -> None:
    page = open_map()
    markup = "<img src=x onerror=window.hurt=1>{{7*7}}"
    ask(page, markup)
    expect(page.root.locator(".found-none")).to_contain_text(markup)
    assert page.page.evaluate("window.hurt") is None
    expect(page.root.locator(".search")).to_contain_text("Nothing is called")


def test_the_number_found_is_announced(open_map: Open) -> None:
    page = open_map()
    ask(page, "Beltamozhservice")
    expect(page.root.locator(".search [role=status]")).to_contain_text("found")


def test_on_a_narrow_screen_the_list_fits_and_a_tap_selects(open_map: Open) -> None:
    page = open_map()
    page.page.set_viewport_size({"width": 390, "height": 844})
    option = found(ask(page, "Колядичи"), YARD)
    room = option.bounding_box()
    assert room is not None
    assert room["x"] >= 0
    assert room["x"] + room["width"] <= 390
    assert room["height"] >= 24
    option.click()
    page.wait_for_address(f"sel={YARD}")
