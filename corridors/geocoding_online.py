"""Name → place by an online service, only where the environment asks for one, answers cached.

CORRIDORS_GEOCODER        nominatim, photon or geonames; unset or "offline": none is asked
CORRIDORS_GEOCODER_URL    the service's address, http or https, if it is not the public one
CORRIDORS_GEONAMES_USER   the account that GeoNames wants
CORRIDORS_CACHE           the folder of the cache; else the platform's cache folder
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderTimedOut, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import GeoNames, Nominatim, Photon
from geopy.location import Location

from corridors import __version__
from corridors.errors import GeocodingError

SERVICES = ("nominatim", "photon", "geonames")
USER_AGENT = f"corridor-atlas/{__version__}"
SECONDS_BETWEEN_REQUESTS = 1.0  # what Nominatim's usage policy allows at most
TIMEOUT_S = 10.0
_SHOWN = 200  # letters of a service's own message


@dataclass(frozen=True, slots=True)
class OnlineService:
    """Which service to ask, where, and in whose name; `url` None means the public address."""

    name: str
    url: str | None = None
    geonames_user: str | None = None
    seconds_between: float = SECONDS_BETWEEN_REQUESTS
    timeout_s: float = TIMEOUT_S


@dataclass(frozen=True, slots=True)
class OnlineMatch:
    """A service's answer: degrees on WGS84, `country` an ISO code or None, as the service said.

    `precision` is the service's own word for how near the match is (Nominatim's addresstype,
    Photon's osm_value, GeoNames' feature code); "unstated" where it gives none.
    """

    name: str
    lat: float
    lon: float
    country: str | None
    source: str
    precision: str


def service_from(environment: Mapping[str, str]) -> OnlineService | None:
    """The service the environment asks for, or None. Raises GeocodingError if it is ill-formed."""
    name = environment.get("CORRIDORS_GEOCODER", "").strip().lower()
    if name in ("", "offline"):
        return None
    if name not in SERVICES:
        raise GeocodingError(
            f"CORRIDORS_GEOCODER: {name!r} is no service — use {', '.join(SERVICES)}, or unset it"
        )
    url = environment.get("CORRIDORS_GEOCODER_URL", "").strip() or None
    if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc):
        raise GeocodingError(
            f"CORRIDORS_GEOCODER_URL: {url!r} is no web address — begin it with https://"
        )
    user = environment.get("CORRIDORS_GEONAMES_USER", "").strip() or None
    if name == "geonames" and user is None:
        raise GeocodingError("CORRIDORS_GEONAMES_USER: missing — GeoNames wants an account's name")
    return OnlineService(name, url, user)


def cache_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where answers are kept: CORRIDORS_CACHE, or the platform's cache folder."""
    if given := environment.get("CORRIDORS_CACHE"):
        return Path(given)
    home = Path.home()
    if platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(environment.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "corridors"


class OnlineGeocoder:
    """Asks one service, at most once a second and once for each name, and keeps its answers."""

    def __init__(self, service: OnlineService, folder: Path) -> None:
        self._service = service
        self._cache = folder / "online-places.sqlite"
        folder.mkdir(parents=True, exist_ok=True)
        self._ask: Callable[..., list[Location] | None] = RateLimiter(
            _geocoder(service).geocode,
            min_delay_seconds=service.seconds_between,
            max_retries=0,
            swallow_exceptions=False,
        )

    def geocode(self, name: str, country: str | None = None) -> tuple[OnlineMatch, ...]:
        """What the service knows by that name, best first; empty if it knows nothing.

        `country` is an ISO code; answers from elsewhere are dropped. Raises GeocodingError if the
        service fails or does not answer in time; failures are not kept.
        """
        key = json.dumps([self._service.name, self._service.url, name.strip(), country])
        kept = self._kept(key)
        if kept is None:
            kept = self._asked(name, country)
            self._keep(key, kept)
        return kept

    def _asked(self, name: str, country: str | None) -> tuple[OnlineMatch, ...]:
        service = self._service.name
        try:
            found = self._ask(name, exactly_one=False, **_narrowing(service, country)) or []
            matches = [_match(service, location) for location in found]
        except GeocoderTimedOut as error:
            raise GeocodingError(
                f"{service} did not answer about {name!r} in {self._service.timeout_s:g} s — try "
                "again later, or unset CORRIDORS_GEOCODER"
            ) from error
        except (GeopyError, KeyError, TypeError, ValueError) as error:
            said = " ".join(str(error).split())[:_SHOWN]
            raise GeocodingError(
                f"{service} failed on {name!r} ({said}) — check CORRIDORS_GEOCODER_URL, or unset "
                "CORRIDORS_GEOCODER"
            ) from error
        return tuple(m for m in matches if country is None or m.country == country.upper())

    def _kept(self, key: str) -> tuple[OnlineMatch, ...] | None:
        with closing(self._open()) as database:
            row = database.execute("SELECT answer FROM answer WHERE query = ?", (key,)).fetchone()
        return None if row is None else tuple(OnlineMatch(**m) for m in json.loads(row[0]))

    def _keep(self, key: str, matches: tuple[OnlineMatch, ...]) -> None:
        answer = json.dumps([asdict(m) for m in matches], ensure_ascii=False)
        with closing(self._open()) as database, database:
            database.execute("INSERT OR REPLACE INTO answer VALUES (?, ?)", (key, answer))

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._cache)
        database.execute(
            "CREATE TABLE IF NOT EXISTS answer (query TEXT PRIMARY KEY, answer TEXT NOT NULL)"
        )
        return database


def online_geocoder(environment: Mapping[str, str] = os.environ) -> OnlineGeocoder | None:
    """The geocoder that the environment asks for, or None, which is the default."""
    service = service_from(environment)
    return OnlineGeocoder(service, cache_folder(environment)) if service else None


def _geocoder(service: OnlineService) -> Any:
    parts = urlsplit(service.url or "")
    # The adapter that asks once: geopy's other one repeats a failed request without a pause.
    common: dict[str, Any] = {
        "user_agent": USER_AGENT,
        "timeout": service.timeout_s,
        "adapter_factory": URLLibAdapter,
    }
    if service.url:
        common |= {"scheme": parts.scheme, "domain": parts.netloc + parts.path.rstrip("/")}
    if service.name == "nominatim":
        return Nominatim(**common)
    if service.name == "photon":
        return Photon(**common)
    return GeoNames(service.geonames_user, **common)


def _narrowing(service: str, country: str | None) -> dict[str, Any]:
    """What tells a service the country; Photon has no such setting, its answers are sifted."""
    if service == "nominatim":
        return {"country_codes": country, "addressdetails": True}
    return {"country": country} if service == "geonames" else {}


def _match(service: str, location: Location) -> OnlineMatch:
    raw = location.raw
    if service == "nominatim":
        country = raw.get("address", {}).get("country_code")
        precision = raw.get("addresstype") or raw.get("type")
    elif service == "photon":
        country = raw["properties"].get("countrycode")
        precision = raw["properties"].get("osm_value")
    else:
        country, precision = raw.get("countryCode"), raw.get("fcode")
    return OnlineMatch(
        location.address,
        float(location.latitude),
        float(location.longitude),
        country.upper() if country else None,
        service,
        precision or "unstated",
    )
