"""The map page: the whole window is the map; what a reader does stays in the browser."""

from __future__ import annotations

import streamlit as st

from corridors.mapview.component import FILL_WINDOW, show_map
from corridors.strings import spoken, t, translations
from corridors.ui.downloads import downloads_address
from corridors.ui.held import held
from corridors.ui.past import find_pinned, past_address
from corridors.ui.server import REVIEW, base_url


def show_map_page() -> None:
    """Show the atlas as it is held now, or the one that the link is pinned to."""
    language = st.query_params.get("lang")
    st.set_page_config(page_title=t("Corridor Atlas", language), layout="wide")
    st.html(f"<style>{FILL_WINDOW}</style>")
    live, faults, _ = held()
    pinned = find_pinned(st.query_params.get("pin"))
    atlas = pinned.atlas or live
    show_map(
        atlas,
        base_url=base_url(),
        downloads=downloads_address(base_url(), atlas.hash),
        strings=translations(language),
        language=spoken(language),
        faults=[
            {"file": f.file, "field": f.field, "message": f.message, "mend": f.mend}
            for f in faults
            if atlas is live
        ],
        review=f"{base_url()}/{REVIEW}",
        past=past_address(base_url()),
        pinned=pinned.told and {**pinned.told, "live": live.hash},
    )
