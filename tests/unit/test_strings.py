"""The catalogue of the interface's texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from corridors import strings


def test_the_template_holds_every_text_of_the_interface() -> None:
    assert strings.TEMPLATE.read_bytes() == strings.template_of(strings.collect_keys())


def test_texts_of_the_script_and_of_the_pages_are_both_found() -> None:
    keys = {message.id for message in strings.collect_keys()}
    assert {"Copy link", "Corridor Atlas"} <= keys


def test_english_needs_no_catalogue_and_an_unknown_language_gives_english() -> None:
    assert strings.translations("en") == {}
    assert strings.t("Copy link", "xx") == "Copy link"
    assert strings.t("Copy link", "../../etc/passwd") == "Copy link"


def test_a_language_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    entry += 'msgid "Copy link"\nmsgstr "Скопировать ссылку"\n'
    (tmp_path / "ru.po").write_text(entry, encoding="utf-8")
    monkeypatch.setattr(strings, "LOCALE", tmp_path)
    strings.translations.cache_clear()
    assert strings.languages() == ("en", "ru")
    assert strings.t("Copy link", "ru") == "Скопировать ссылку"
    strings.translations.cache_clear()


SLOT = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", strings.languages()[1:])
def test_no_text_of_the_interface_is_missing_in(language: str) -> None:
    texts = strings.translations(language)
    assert {message.id for message in strings.collect_keys() if message.id} == set(texts)


@pytest.mark.parametrize("language", strings.languages()[1:])
def test_each_text_has_the_slots_of_the_english_one_in(language: str) -> None:
    wrong = [
        text
        for text, said in strings.translations(language).items()
        if sorted(SLOT.findall(text)) != sorted(SLOT.findall(said))
    ]
    assert wrong == []


def test_the_interface_speaks_english_and_russian() -> None:
    assert strings.languages() == ("en", "ru")
    assert strings.t("Copy link", "ru") == "Скопировать ссылку"


def test_renewing_a_language_keeps_what_it_says_and_leaves_new_texts_empty() -> None:
    catalogue = Catalog()
    catalogue.add("Copy link")
    catalogue.add("A text that nobody has met")
    said = {
        message.id: message.string for message in strings.renewed(catalogue, "ru") if message.id
    }
    assert said == {"Copy link": "Скопировать ссылку", "A text that nobody has met": ""}
