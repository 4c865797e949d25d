"""Every text that a file of ours holds, each as a reader of its format gets it."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from xml.etree import ElementTree

from corridors.dataout.cells import BOM
from tests.texts import texts_in

_DATA = re.compile(r'id="atlas-data">([A-Za-z0-9+/=]+)</script>')


def texts_of_file(name: str, content: bytes) -> set[str]:
    """The texts of a file by the end of its name; of a zip, those of every file in it."""
    for ending, read in _READERS.items():
        if name.endswith(ending):
            return set(read(content))
    return set(content.decode().splitlines()) if name.endswith(_PLAIN) else set()


_PLAIN = (".txt", ".ris", ".bib", ".md", ".js", ".css")


def _of_csv(content: bytes) -> Iterator[str]:
    rows = csv.reader(io.StringIO(content.decode().removeprefix(BOM), newline=""))
    return (cell for row in rows for cell in row)


def _of_json(content: bytes) -> Iterator[str]:
    return texts_in(json.loads(content))


def _of_html(content: bytes) -> Iterator[str]:
    text = content.decode()
    yield text
    for packed in _DATA.findall(text):
        yield from texts_in(json.loads(gzip.decompress(base64.b64decode(packed)))["atlas"])


def _of_xml(content: bytes) -> Iterator[str]:
    """The texts of elements, and those of the HTML that a KML description is read as."""
    for element in ElementTree.fromstring(content).iter():  # noqa: S314 — written by us
        yield element.text or ""
        if element.tag.endswith("description"):
            yield from html_texts(element.text or "")
        yield from element.attrib.values()


def html_texts(text: str) -> list[str]:
    """The texts of HTML as a browser shows them; AssertionError for an element but p and a."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert [tag, *(name for name, _ in attrs)] in (["p"], ["a", "href"])

        def handle_data(self, data: str) -> None:
            found.append(data)

    Reader().feed(text)
    return found


def _of_sqlite(content: bytes) -> Iterator[str]:
    with closing(sqlite3.connect(":memory:")) as file:
        file.deserialize(content)
        tables = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in file.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 — our own names
                yield from (value for value in row if isinstance(value, str))


def _of_zip(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            yield from texts_of_file(name, packed.read(name))


_READERS = {
    ".html": _of_html,
    ".geojson": _of_json,
    ".json": _of_json,
    ".csv": _of_csv,
    ".kml": _of_xml,
    ".gpx": _of_xml,
    ".gpkg": _of_sqlite,
    ".zip": _of_zip,
}
