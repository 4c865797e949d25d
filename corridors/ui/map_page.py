"""The map page: the whole window is the map; what a reader does stays in the browser."""

from __future__ import annotations

import streamlit as st

from corridors.mapview.component import show_map
from corridors.strings import t, translations
from corridors.ui.held import held
from corridors.ui.server import base_url

FILL_WINDOW = """
<style>
  [data-testid="stHeader"], [data-testid="stToolbar"] { display: none; }
  [data-testid="stMainBlockContainer"] { padding: 0; max-width: none; }
  [data-testid="stVerticalBlock"] { gap: 0; }
</style>
"""

language = st.query_params.get("lang")
st.set_page_config(page_title=t("Corridor Atlas", language), layout="wide")
st.html(FILL_WINDOW)
atlas, faults = held()
show_map(
    atlas,
    base_url=base_url(),
    strings=translations(language),
    faults=[
        {"file": f.file, "field": f.field, "message": f.message, "mend": f.mend} for f in faults
    ],
)
