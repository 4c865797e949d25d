"""The lines of an atlas as folium draws them: a polyline each, a feature group a source."""

from __future__ import annotations

import json
from pathlib import Path

import folium

Lines = dict[str, list[tuple[str, list[list[float]]]]]
LINE_PX = 2


def read_lines(path: str) -> Lines:
    """Colour and (lat, lon) points of each line by its only source; under "" where it has more."""
    atlas = json.loads(Path(path).read_text(encoding="utf-8"))
    lines: Lines = {}
    for corridor in atlas["corridors"]:
        leg = corridor["legs"][0]
        sources = [atlas["claims"][claim]["source"] for claim in leg["stated"]]
        only = sources[0] if len(sources) == 1 else ""
        lines.setdefault(only, []).append((corridor["colour"], leg["line"]))
    return dict(sorted(lines.items()))


def make_board() -> folium.Map:
    """An empty map, drawn on a canvas: the quicker of Leaflet's two ways."""
    return folium.Map(location=(47, 55), zoom_start=4, tiles=None, prefer_canvas=True)


def make_group(name: str, lines: list[tuple[str, list[list[float]]]]) -> folium.FeatureGroup:
    """A feature group of lines."""
    group = folium.FeatureGroup(name=name or "several sources")
    for colour, points in lines:
        folium.PolyLine(points, color=colour, weight=LINE_PX).add_to(group)
    return group


def write_layer_control(atlas: str, page: Path) -> None:
    """A page with all lines and folium's own control of layers, open."""
    board = make_board()
    for name, lines in read_lines(atlas).items():
        make_group(name, lines).add_to(board)
    folium.LayerControl(collapsed=False).add_to(board)
    board.save(str(page))
