"""Where a browser finds the map's files, and which of them a page asks for early."""

from __future__ import annotations

from collections.abc import Mapping

from corridors.checking.records import checks_version
from corridors.mapview import files, tiles

_GROUND = ("world-50m", "areas", "labels")  # what the first map is drawn on
_STYLES = ("vendor/fonts.css", "vendor/leaflet.css", "script/atlas.css")
_FONTS = ("latin-normal", "cyrillic-normal", "latin-italic", "cyrillic-italic")


def closures_address(base_url: str, atlas_hash: str) -> str:
    """The address to which `?close=…` is added: docs/closures.md."""
    return f"{base_url}/atlas/closures/{atlas_hash}.json"


def briefings_address(base_url: str, atlas_hash: str) -> str:
    """What the ending of a kind of briefing is added to: docs/briefing.md."""
    return f"{base_url}/atlas/briefings/{atlas_hash}"


def checks_address(base_url: str, atlas_hash: str) -> str:
    """The address of the claim checks: docs/claim-checks.md."""
    return f"{base_url}/atlas/checks/{checks_version()}/{atlas_hash}.json"


def map_files(base_url: str) -> dict[str, str]:
    """The folders of the script's files and of the ground that it draws on."""
    return {
        "files": f"{base_url}/atlas/map/{files.version()}",
        "ground": f"{base_url}/atlas/ground/{files.version()}",
    }


def addresses(base_url: str, atlas_hash: str) -> dict[str, str]:
    """The addresses that the script is given: `files` and `ground` are folders.

    `base_url` is the path the app is served under (usually empty). Every address has a hash in it,
    so that what it gives never changes.
    """
    return {
        **map_files(base_url),
        "atlas": f"{base_url}/atlas/data/{atlas_hash}.json",
        "closures": closures_address(base_url, atlas_hash),
        "briefings": briefings_address(base_url, atlas_hash),
        "checks": checks_address(base_url, atlas_hash),
        "tiles": f"{base_url}/atlas/{tiles.file_name()}",
    }


def early_links(found: Mapping[str, str]) -> str:
    """A Link header by which a browser fetches the map's files while the page still starts."""
    folder, ground = found["files"], found["ground"]
    data = [found["atlas"], found["tiles"], *(f"{ground}/{name}.json" for name in _GROUND)]
    fonts = [f"{folder}/vendor/corridor-sans-{name}.woff2" for name in _FONTS]
    return ", ".join(
        [
            f"<{folder}/map.js>; rel=modulepreload",
            *(f"<{one}>; rel=preload; as=fetch; crossorigin; fetchpriority=low" for one in data),
            *(f"<{folder}/{one}>; rel=preload; as=style" for one in _STYLES),
            *(f"<{one}>; rel=preload; as=font; crossorigin" for one in fonts),
        ]
    )
