"""Claims with a figure in them, held against the atlas's own ways and records."""
