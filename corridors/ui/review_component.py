"""The review page's browser part in Streamlit: a component that is given addresses and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corridors.mapview.addresses import map_files
from corridors.mapview.component import component
from corridors.ui.review_routes import api_address


def show_review(*, base_url: str, strings: Mapping[str, str], language: str) -> Any:
    """Show the review page; all that it shows it asks of `review_routes`.

    `base_url` is the path the app is served under (usually empty), `strings` the catalogue of the
    interface.
    """
    return component("review", "review.js")(
        key="review",
        data={
            **map_files(base_url),
            "api": api_address(base_url),
            "home": f"{base_url}/",
            "strings": dict(strings),
            "language": language,
        },
        height="stretch",
    )
