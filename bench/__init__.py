"""How quick the map is, beside the usual ways of putting lines on a map in Streamlit."""
