"""The map page: the whole window is the map; what a reader does stays in the browser."""

from __future__ import annotations

import streamlit as st

from corridors.mapview.component import FILL_WINDOW, show_map
from corridors.strings import spoken, t, translations
from corridors.ui.downloads import addresses
from corridors.ui.held import held
from corridors.ui.server import REVIEW, base_url


def show_map_page() -> None:
    """Show the atlas as it is held now."""
    language = st.query_params.get("lang")
    st.set_page_config(page_title=t("Corridor Atlas", language), layout="wide")
    st.html(f"<style>{FILL_WINDOW}</style>")
    atlas, faults, _ = held()
    downloads = addresses(base_url(), atlas.hash)
    show_map(
        atlas,
        base_url=base_url(),
        downloads={kind: downloads[kind] for kind in ("csv", "geojson")},
        strings=translations(language),
        language=spoken(language),
        faults=[
            {"file": f.file, "field": f.field, "message": f.message, "mend": f.mend} for f in faults
        ],
        review=f"{base_url()}/{REVIEW}",
    )
