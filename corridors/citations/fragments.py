"""A link that opens a page at the quoted words. Twin of the map script's `citation.js`.

Both are held to `tests/data/fragment_vectors.json`.
https://wicg.github.io/scroll-to-text-fragment/: "-" and "," are syntax there, so both are encoded.
"""

from __future__ import annotations

from urllib.parse import quote as encode

from corridors.evidence import safe_address

LONGEST_EXACT = 200  # characters; longer quotes are found by their first and last words
EDGE_WORDS = 6
_PLAIN = "!*'()"  # what encodeURIComponent leaves, beside letters, digits and _ . ~ -


def quote_address(address: str | None, quote: str | None) -> str | None:
    """The address with a text fragment that finds the quote; None unless it is http or https."""
    safe = safe_address(address)
    if safe is None or not quote:
        return safe
    return f"{safe}{'' if '#' in safe else '#'}:~:text={_fragment(quote)}"


def _fragment(quote: str) -> str:
    lines = [stripped for line in quote.splitlines() if (stripped := line.strip())]
    if not lines:
        return ""
    if len(lines) == 1 and len(lines[0]) <= LONGEST_EXACT:
        return _encoded(lines[0])
    first = " ".join(lines[0].split()[:EDGE_WORDS])
    last = " ".join(lines[-1].split()[-EDGE_WORDS:])
    return f"{_encoded(first)},{_encoded(last)}"


def _encoded(text: str) -> str:
    """Percent-encoded as UTF-8; half of a surrogate pair is the replacement character."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return encode(whole, safe=_PLAIN).replace("-", "%2D")
