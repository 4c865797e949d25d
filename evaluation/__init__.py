"""How well extraction does on articles with gold: `make eval`."""
