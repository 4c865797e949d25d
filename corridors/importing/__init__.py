"""Lines that somebody drew (KML, KMZ, GeoJSON, uMap, CSV) to drafts of corridors for review.

A drawn line is nobody's source: it proposes stops, modes and names, and its drafts ask for quotes.
"""

from corridors.importing.importing import Imported, import_lines

__all__ = ["Imported", "import_lines"]
