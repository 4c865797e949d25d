"""Online tiles that a reader may choose: a few of xyzservices' providers that need no key.

`CORRIDORS_TILES=off` offers none; `CORRIDORS_TILES=<file>.json` offers those of a file instead,
such as a team's own tile server: a list of {id, name, url, subdomains, attribution, max_zoom}.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from xyzservices import TileProvider
from xyzservices import providers as known

SETTING = "CORRIDORS_TILES"
OFFERED = (
    "OpenStreetMap.Mapnik",
    "OpenTopoMap",
    "OpenRailwayMap",
    "OpenSeaMap",
    "Esri.WorldTopoMap",
)
_KEYS = frozenset(("id", "name", "url", "subdomains", "attribution", "max_zoom"))
_ID = re.compile(r"[a-z0-9-]{1,40}")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(?=/)", re.ASCII)


@cache
def providers() -> tuple[dict[str, Any], ...]:
    """The providers offered, as the map script takes them; none where tiles are switched off.

    Raises ValueError where the file that the setting names holds something else.
    """
    setting = os.environ.get(SETTING, "")
    if setting == "off":
        return ()
    if setting:
        return read_providers(Path(setting))
    return tuple(_offer(known.query_name(name)) for name in OFFERED)


def as_bytes() -> bytes:
    """The providers offered, as JSON in UTF-8: fetched once, not sent anew with every rerun."""
    return json.dumps(providers(), ensure_ascii=False, separators=(",", ":")).encode()


def file_name() -> str:
    """The name that `as_bytes` is served under: other providers have another."""
    return f"tiles-{hashlib.sha256(as_bytes()).hexdigest()[:12]}.json"


def read_providers(file: Path) -> tuple[dict[str, Any], ...]:
    """The providers of a JSON file.

    Raises ValueError with the file's name, what is wrong with it and how to mend it.
    """
    try:
        listed = json.loads(file.read_text(encoding="utf-8"))
        found = [_checked(one) for one in listed]
    except (OSError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise ValueError(
            f"{SETTING}: {file} is no list of tile providers ({error}); each needs {sorted(_KEYS)}"
        ) from error
    return tuple(found)


def hosts(offered: Iterable[dict[str, Any]]) -> list[str]:
    """The origins that the providers' tiles come from, each once: what a policy has to allow."""
    return list(dict.fromkeys(origin for one in offered for origin in _origins(one)))


def _origins(provider: dict[str, Any]) -> list[str]:
    urls = [provider["url"].replace("{s}", letter) for letter in provider["subdomains"] or "-"]
    found = [_ORIGIN.match(url) for url in urls]
    if not all(found):
        raise ValueError(f"{provider['url']!r} has no plain host")
    return [match[0] for match in found if match]


def _offer(tiles: TileProvider) -> dict[str, Any]:
    if tiles.requires_token():
        raise ValueError(f"{tiles.name} needs a key of its own")
    # Its own fields are filled in here; what is left for the map is {s}, {z}, {x} and {y}.
    url = tiles["url"].replace("{r}", "").replace("{variant}", tiles.get("variant", ""))
    return {
        "id": re.sub(r"[^a-z0-9]+", "-", tiles["name"].lower()),
        "name": tiles["name"].replace(".", " "),
        "url": url,
        "subdomains": tiles.get("subdomains", "abc") if "{s}" in url else "",
        "attribution": tiles["attribution"].replace("(C)", "©").replace("--", "–"),
        "max_zoom": tiles.get("max_zoom", 18),
    }


def _checked(provider: dict[str, Any]) -> dict[str, Any]:
    if set(provider) != _KEYS or not _ID.fullmatch(provider["id"]):
        raise ValueError(f"{provider.get('id')!r} is not one")
    if not (isinstance(provider["subdomains"], str) and isinstance(provider["max_zoom"], int)):
        raise ValueError(f"{provider['id']!r} has no subdomains as text or no max_zoom as number")
    _origins(provider)
    return provider
