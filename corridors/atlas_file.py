"""An atlas read from a file instead of being built: one published elsewhere, or an earlier one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from corridors.atlas import Atlas
from corridors.atlas_formats import check_format, upgrade
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
    return as_atlas(str(path), _read_json(path))


def as_atlas(name: str, given: Any) -> Atlas:
    """The atlas that was read as JSON, in today's format; its hash is that of what was read.

    `name` is what a fault calls it. Raises AtlasFault as `read_atlas` does.
    """
    if not isinstance(given, dict):
        raise AtlasFault(name, "", "is no JSON object", "export the atlas again")
    check_format(name, given)
    _check_parts(name, given)
    digest = hash_of(given)
    if given.get("hash") != digest:
        mend = "give the file as it was made, or make its hash anew"
        raise AtlasFault(name, "hash", f"is not that of the content, {digest}", mend)
    return Atlas(upgrade(given), digest)


def hash_of(document: Mapping[str, Any]) -> str:
    """The hash of an atlas's content: of all but the hash that it says."""
    content = {key: value for key, value in document.items() if key != "hash"}
    return hashlib.sha256(canonical(content)).hexdigest()


def _check_parts(name: str, document: dict[str, Any]) -> None:
    for key, kind in KINDS.items():
        if not isinstance(document.get(key), kind):
            raise AtlasFault(name, key, f"is not a {kind.__name__}", "export the atlas again")
    for place, corridor in enumerate(document["corridors"]):
        missing = [part for part in PARTS if part not in corridor]
        if missing:
            where = f"corridors.{place}"
            raise AtlasFault(name, where, f"lacks {missing[0]}", "export the atlas again")
    _check_cutoff(name, document)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise AtlasFault(str(path), "", error.strerror or "cannot be read", "name a file") from None
    except ValueError as error:
        raise AtlasFault(str(path), "", f"is not JSON: {error}", "export the atlas again") from None


def _check_cutoff(name: str, document: dict[str, Any]) -> None:
    try:
        date.fromisoformat(document.get("cutoff") or "")
    except (TypeError, ValueError):
        value = repr(document.get("cutoff"))
        mend = "write it as YYYY-MM-DD"
        raise AtlasFault(name, "cutoff", f"{value} is not a day", mend) from None
