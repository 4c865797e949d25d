"""The words of the interface: one gettext catalogue for Python and the map script, English first.

The English text is the key. `make strings` collects the keys into `locale/atlas.pot`, and brings
each `locale/<tag>.po` up to them: a new text is empty there, one that is gone is dropped.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from corridors import paths

LOCALE = paths.PACKAGE / "locale"
TEMPLATE = LOCALE / "atlas.pot"
ENGLISH = "en"
_METHODS = [
    ("mapview/vendor/**", "ignore"),
    ("mapview/script/**.js", "javascript"),
    ("**.py", "python"),
]
_KEYWORDS = {"t": None}


def languages() -> tuple[str, ...]:
    """The languages there is a catalogue of, English first."""
    return (ENGLISH, *sorted(path.stem for path in LOCALE.glob("*.po")))


def spoken(language: str | None) -> str:
    """The language that the interface speaks where this one is asked for."""
    return language if language in languages() and language else ENGLISH


@cache
def translations(language: str | None) -> dict[str, str]:
    """English text to the text in a language; empty for English and for a language not held."""
    if language not in languages()[1:]:
        return {}
    with (LOCALE / f"{language}.po").open("rb") as file:
        catalogue = read_po(file)
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string and not m.fuzzy}


def t(text: str, language: str | None = None) -> str:
    """A text of the interface in a language, or as it stands where the language lacks it."""
    return translations(language).get(text, text)


def collect_keys(package: Path = paths.PACKAGE) -> Catalog:
    """All texts of the interface, found in the code as `t("…")`."""
    catalogue = Catalog(project="Corridor Atlas", charset="utf-8", header_comment="")
    found = extract_from_dir(str(package), method_map=_METHODS, keywords=_KEYWORDS)
    for file, _, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        catalogue.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return catalogue


def template_of(catalogue: Catalog) -> bytes:
    """The catalogue as a gettext template, without dates or line numbers."""
    buffer = BytesIO()
    write_po(buffer, catalogue, omit_header=True, include_lineno=False, sort_output=True, width=100)
    return buffer.getvalue()


def renewed(catalogue: Catalog, language: str) -> Catalog:
    """The catalogue with what a language has of it; what it lacks is empty, shown in English."""
    known = translations(language)
    for message in catalogue:
        message.string = known.get(str(message.id), "")
    return catalogue


if __name__ == "__main__":
    TEMPLATE.write_bytes(template_of(collect_keys()))
    for spoken_one in languages()[1:]:
        said = template_of(renewed(collect_keys(), spoken_one))
        (LOCALE / f"{spoken_one}.po").write_bytes(said)
