"""Corridor Atlas: logistics corridors, each line of which rests on a quoted source."""

__version__ = "0.1.0"
