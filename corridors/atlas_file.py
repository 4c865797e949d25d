"""An atlas read from a file instead of being built: one published elsewhere, or an earlier one."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from corridors.atlas import FORMAT, Atlas
from corridors.errors import AtlasFault
from corridors.ledger import canonical

GIVEN_ATLAS = "CORRIDORS_ATLAS"  # the environment's name for the file that the app is to serve
KINDS: dict[str, type] = {
    "publishers": list,
    "sources": dict,
    "nodes": dict,
    "areas": dict,
    "actors": dict,
    "corridors": list,
    "claims": dict,
}
PARTS = ("id", "short", "colour", "stops", "legs")  # of a corridor, without which none is drawn


def read_atlas(path: Path) -> Atlas:
    """The atlas in a JSON file of `docs/atlas-format.md`.

    Raises AtlasFault if it cannot be read, is of another format, lacks a part, or has been changed
    since its hash was made.
    """
    document = _read_json(path)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise AtlasFault(str(path), "format", f"is not {FORMAT}", "give an atlas of this format")
    for key, kind in KINDS.items():
        if not isinstance(document.get(key), kind):
            raise AtlasFault(str(path), key, f"is not a {kind.__name__}", "export the atlas again")
    for place, corridor in enumerate(document["corridors"]):
        missing = [part for part in PARTS if part not in corridor]
        if missing:
            where = f"corridors.{place}"
            raise AtlasFault(str(path), where, f"lacks {missing[0]}", "export the atlas again")
    _check_cutoff(path, document)
    content = {key: value for key, value in document.items() if key != "hash"}
    digest = hashlib.sha256(canonical(content)).hexdigest()
    if document.get("hash") != digest:
        mend = "give the file as it was made, or make its hash anew"
        raise AtlasFault(str(path), "hash", f"is not that of the content, {digest}", mend)
    return Atlas(document, digest)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise AtlasFault(str(path), "", error.strerror or "cannot be read", "name a file") from None
    except ValueError as error:
        raise AtlasFault(str(path), "", f"is not JSON: {error}", "export the atlas again") from None


def _check_cutoff(path: Path, document: dict[str, Any]) -> None:
    try:
        date.fromisoformat(document.get("cutoff") or "")
    except (TypeError, ValueError):
        value = repr(document.get("cutoff"))
        mend = "write it as YYYY-MM-DD"
        raise AtlasFault(str(path), "cutoff", f"{value} is not a day", mend) from None
