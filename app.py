"""Streamlit's entry: `make run`, or `streamlit run app.py`."""

from streamlit.starlette import App

from corridors.ui.server import MAP_PAGE, lifespan, middleware, routes

app = App(MAP_PAGE, routes=routes(), lifespan=lifespan, middleware=middleware())
