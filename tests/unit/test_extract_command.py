"""`corridors extract`: lines that the scorer reads, pages that run nothing, faults at the end."""

import json
import os
import signal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from corridors.__main__ import main
from corridors.commands.extract import shared

TELLING = "Freight goes by rail from Minsk to Novorossiysk.\n"


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_one_line_an_article_in_the_order_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [write(tmp_path, "b.txt", TELLING), write(tmp_path, "a.txt", "Nothing.\n")]
    assert main(["extract", *files]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["article"] for record in records] == ["b", "a"]
    assert records[1]["corridors"] == []
    leg = records[0]["corridors"][0]["legs"][0]
    assert leg["mode"] == "rail"
    assert leg["quotes"][0]["text"] in TELLING


def test_a_file_that_cannot_be_read_is_named_at_the_end_and_the_others_are_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "missing.txt")
    assert main(["extract", missing, write(tmp_path, "a.txt", TELLING)]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["article"] == "a"
    assert "missing.txt" in captured.err


def test_two_workers_give_what_one_gives(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [write(tmp_path, f"{number}.txt", TELLING * number) for number in range(1, 4)]
    main(["extract", *files])
    one = capsys.readouterr().out
    assert main(["extract", "--workers", "2", *files]) == 0
    assert capsys.readouterr().out == one


def killed_by_one(file: str) -> tuple[str, str]:
    """What a worker gives for a file; one file has it killed, as for want of memory."""
    if file == "too-large":
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{file} read", ""


def test_a_file_that_has_its_worker_killed_is_named_and_the_others_are_done() -> None:
    files = ["a", "b", "too-large", "c", "d"]
    answers = list(shared(files, killed_by_one, 2))
    assert [written for written, _ in answers] == ["a read", "b read", "", "c read", "d read"]
    assert [bool(fault) for _, fault in answers] == [False, False, True, False, False]
    assert answers[2][1].startswith("too-large: ")


def test_the_page_shows_furniture_faint_and_keeps_directions_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, "a.txt", f"{TELLING}\nRead also: Prices fall in May\n")
    assert main(["extract", "--format", "html", file]) == 0
    page = capsys.readouterr().out
    faint = page.partition('<span class="furniture"')[2].partition("</span>")[0]
    assert "Read also" in faint
    assert "<bdi>Minsk</bdi> → <bdi>Novorossiysk</bdi>" in page
    assert '<article dir="auto">' in page


def test_the_page_escapes_what_the_article_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = "<script>alert(1)</script> \"'><img src=x onerror=y> {{ 7*7 }} ${x}\n" + TELLING
    assert main(["extract", "--format", "html", write(tmp_path, "a.txt", hostile)]) == 0
    page = capsys.readouterr().out
    tags: set[str] = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, _: tags.add(tag)  # type: ignore[method-assign]
    parser.feed(page)
    assert "mark" in tags
    assert not tags & {"script", "img", "link", "iframe"}
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page


@pytest.mark.parametrize("arguments", [["-", "-"], ["--format", "html", "a.txt", "b.txt"]])
def test_what_cannot_be_asked_is_told(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", *arguments]) == 1
    assert "corridors:" in capsys.readouterr().err


def test_a_file_name_that_is_not_utf_8_costs_no_other_file_its_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / os.fsdecode(b"odd\xff.txt")
    odd.write_text(TELLING, encoding="utf-8")
    assert main(["extract", str(odd), write(tmp_path, "a.txt", TELLING)]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["article"] for record in records] == ["odd\ufffd", "a"]


def test_an_address_of_this_machine_is_refused_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", "http://127.0.0.1:9/x", write(tmp_path, "a.txt", TELLING)]) == 1
    captured = capsys.readouterr()
    assert "127.0.0.1" in captured.err
    assert json.loads(captured.out)["article"] == "a"
