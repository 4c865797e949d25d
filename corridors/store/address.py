"""Where the store is: a file in the user's data folder, unless the environment says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_data_path
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from corridors.errors import StoreFault

DATABASE_URL, STORE_FOLDER = "CORRIDORS_DATABASE_URL", "CORRIDORS_STORE"
FILE_NAME = "corridors.sqlite"
_FILE_ENDINGS = (".sqlite", ".sqlite3", ".db")


class Address(NamedTuple):
    """A database's address; `file` is None unless it is a file of ours."""

    url: URL
    file: Path | None

    def __str__(self) -> str:
        """The file's path, or the address without its password."""
        return str(self.file) if self.file else self.url.render_as_string(hide_password=True)


def find_address(environment: Mapping[str, str]) -> Address:
    """Where the store is, by CORRIDORS_DATABASE_URL, CORRIDORS_STORE, or the platform's custom.

    CORRIDORS_STORE names a folder, or a file that ends in .sqlite. Raises StoreFault for an address
    that is none.
    """
    if given := environment.get(DATABASE_URL):
        return _of_url(given)
    if folder := environment.get(STORE_FOLDER):
        path = Path(folder).expanduser()
        return of_file(path if path.suffix in _FILE_ENDINGS else path / FILE_NAME)
    return of_file(user_data_path("corridors", appauthor=False) / FILE_NAME)


def of_file(path: Path) -> Address:
    """The address of an SQLite file."""
    return Address(URL.create("sqlite", database=str(path.absolute())), path.absolute())


def _of_url(given: str) -> Address:
    try:
        url = make_url(given)
    except ArgumentError:
        raise StoreFault(
            DATABASE_URL,
            "",
            "is not the address of a database",
            "write it as postgresql+psycopg://user:password@host/name, or leave it out",
        ) from None
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise StoreFault(
                DATABASE_URL, "", "names no file", "write it as sqlite:////path/to/file.sqlite"
            )
        return of_file(Path(url.database))
    return Address(url, None)
