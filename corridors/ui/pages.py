"""The script that Streamlit runs: the map, or at `/review` the review page.

Links between the two are plain ones, that load the page anew: going from page to page inside
Streamlit would lose a map link's query and hash on the way back. `st.navigation` is not needed for
that, and would send its list of pages again with every change on the map.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from corridors.ui.map_page import show_map_page
from corridors.ui.review_page import show_review_page
from corridors.ui.server import REVIEW

if urlsplit(st.context.url or "").path.rstrip("/").endswith(f"/{REVIEW}"):
    show_review_page()
else:
    show_map_page()
