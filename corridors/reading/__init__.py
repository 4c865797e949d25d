"""Any article in: text, .txt, .md, .html, .docx, .pdf or an address, with its furniture found.

`read_text`, `read_file`, `read_bytes` and `fetch` give a `Reading` or raise ReadingFault. What a
paragraph says is none of this package's business.
"""

from corridors.reading.files import fetch, read_bytes, read_file, read_text
from corridors.reading.reading import Paragraph, Reading, Span

__all__ = ["Paragraph", "Reading", "Span", "fetch", "read_bytes", "read_file", "read_text"]
