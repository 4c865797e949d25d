"""The review page: an article's proposals are mended, and accepted or rejected, in the browser."""

from __future__ import annotations

import streamlit as st

from corridors.mapview.component import FILL_WINDOW
from corridors.strings import spoken, t, translations
from corridors.ui.review_component import show_review
from corridors.ui.server import base_url


def show_review_page() -> None:
    """Show the page; the browser asks for what is under review."""
    language = st.query_params.get("lang")
    st.set_page_config(page_title=t("Review – Corridor Atlas", language), layout="wide")
    st.html(f"<style>{FILL_WINDOW}</style>")
    show_review(base_url=base_url(), strings=translations(language), language=spoken(language))
