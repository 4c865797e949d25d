"""Streamlit's entry: `make run`, or `streamlit run app.py`."""

from streamlit.starlette import App

from corridors.ui.server import PAGES, lifespan, middleware, routes

app = App(PAGES, routes=routes(), lifespan=lifespan, middleware=middleware())
