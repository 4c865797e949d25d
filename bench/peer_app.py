"""The same lines on a folium map in Streamlit, as streamlit-folium's documentation puts them there.

Run by Streamlit in the peers' own environment, with a file and "rendered" or "feature-group".
"""

from __future__ import annotations

import sys

import streamlit as st
from streamlit_folium import st_folium

from bench.peer_lines import make_board, make_group, read_lines

ATLAS, WAY = sys.argv[1], sys.argv[2]
SIZE_PX = {"width": 1100, "height": 800}

st.set_page_config(layout="wide")
lines = st.cache_resource(read_lines)(ATLAS)
off = {name for name in lines if name and not st.sidebar.checkbox(name, value=True)}
groups = [make_group(name, some) for name, some in lines.items() if name not in off]
board = make_board()
if WAY == "rendered":
    for group in groups:
        group.add_to(board)
    st_folium(board, key="map", returned_objects=[], **SIZE_PX)
else:
    st_folium(board, key="map", returned_objects=[], feature_group_to_add=groups, **SIZE_PX)
