"""Streamlit pages and the HTTP routes beside them."""
