"""A reader takes the view along as a data file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corridors.atlas import Atlas
from corridors.exports import write_export
from corridors.share import Known, read_link
from tests.browser.map_page import MapPage


@pytest.mark.parametrize("name", ["csv", "geojson"])
def test_the_list_offers_the_present_view_as_a_file(
    open_map: Callable[..., MapPage], atlas: Atlas, name: str
) -> None:
    link = "?c=northern-sea-route,suez-red-sea&asof=2025-12-01"
    page = open_map(f"{link}#map=4/40/40")
    page.root.get_by_role("button", name="List", exact=True).click()
    with page.page.expect_download() as started:
        page.root.locator(f".list-downloads a[href*='.{name}']").click()
    view, _ = read_link(link, Known.of(atlas.document))
    assert Path(started.value.path()).read_bytes() == write_export(atlas, view, name)
    assert started.value.suggested_filename == f"corridor-atlas-{atlas.hash[:10]}.{name}"
