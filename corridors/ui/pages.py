"""The app's pages: the map at its root, the review beside it.

Links between them are plain ones, that load the page anew: going from page to page inside Streamlit
would lose a map link's query and hash on the way back.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from corridors.ui.server import REVIEW

_HERE = Path(__file__).parent

st.navigation(
    [
        st.Page(_HERE / "map_page.py", title="Corridor Atlas", default=True),
        st.Page(_HERE / "review_page.py", title="Review", url_path=REVIEW),
    ],
    position="hidden",
).run()
