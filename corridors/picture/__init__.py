"""The map of a view as a picture, for print: SVG and PNG, in three projections."""

from corridors.picture.callouts import Callout
from corridors.picture.draw import Picture, draw_map
from corridors.picture.png import as_png
from corridors.picture.sheet import Frame
from corridors.view import PROJECTIONS

__all__ = ["PROJECTIONS", "Callout", "Frame", "Picture", "as_png", "draw_map"]
