"""The map: one Leaflet layer script of our own, and the three hosts it runs in."""
