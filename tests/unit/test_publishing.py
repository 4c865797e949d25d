"""The atlas as a folder: what it holds, what stays in it, and that it is never half done."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from corridors.__main__ import main
from corridors.atlas import FORMAT, Atlas, build_atlas
from corridors.atlas_file import hash_of
from corridors.catalog import Catalog
from corridors.errors import AtlasFault, PublicationFault
from corridors.exports import FORMATS
from corridors.ledger import canonical
from corridors.publishing import files as publishing
from corridors.publishing.files import INDEX, POLICY, RECORD, list_files, pack_folder
from corridors.publishing.folder import gather, publish_folder
from tests.file_texts import texts_of_file
from tests.hostile import HOSTILE, say_everywhere
from tests.small_world import SmallWorld

FIRST, LATER = datetime(2026, 1, 2, 3, 4, tzinfo=UTC), datetime(2026, 5, 6, 7, 8, tzinfo=UTC)
LONGEST_QUOTE = 400  # characters; test_exports.py holds every quote to it


class Broken(Exception):
    """The power went."""


@pytest.fixture
def atlases(tmp_path: Path) -> tuple[Atlas, Atlas]:
    """A small atlas, and the same without its railway."""
    world = SmallWorld(tmp_path / "world")
    before = build_atlas(world.load())
    world.definition["legs"] = [leg for leg in world.definition["legs"] if leg["id"] == "sea"]
    world.definition["routes"] = []
    return before, build_atlas(world.load())


@pytest.fixture
def few_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publications with one data file: the others are made alike, and take long."""
    monkeypatch.setattr(publishing, "FORMATS", {"csv": FORMATS["csv"]})


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def given_in(page: bytes) -> dict[str, object]:
    """What the page hands to its script."""
    (data,) = re.findall(r'id="publication">(.*?)</script>', page.decode())
    return dict(json.loads(data))


def test_the_folder_holds_map_atlas_files_and_a_page_that_names_only_what_is_there(
    atlases: tuple[Atlas, Atlas], tmp_path: Path
) -> None:
    atlas, folder = atlases[0], tmp_path / "site"
    count = publish_folder(folder, atlas, "?mode=sea", now=FIRST)
    files = files_in(folder)
    assert count == len(files)
    assert files[f"data/{atlas.hash}.json"] == atlas.as_bytes
    for kind in FORMATS.values():
        assert files[f"files/{atlas.hash}/corridor-atlas{kind.ending}"]
    given = given_in(files[INDEX])
    assert (given["hash"], given["link"]) == (atlas.hash, "?mode=sea")
    assert {"hash": atlas.hash, "since": "2026-01-02T03:04:00Z", "edition": False} in given["kept"]
    named: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
            named.extend(value or "" for name, value in attrs if name in ("src", "href"))

    Reader().feed(files[INDEX].decode())
    assert [one for one in named if one != "data:," and one not in files] == []
    assert f'content="{POLICY}"' in files[INDEX].decode()
    assert "unsafe" not in POLICY


@pytest.mark.usefixtures("few_files")
def test_no_file_of_the_folder_holds_more_of_an_article_than_a_quote(
    atlas: Atlas, catalog: Catalog, tmp_path: Path
) -> None:
    publish_folder(tmp_path / "site", atlas, now=FIRST)
    texts = {
        text
        for name, content in files_in(tmp_path / "site").items()
        if not name.startswith(("assets/", "files/"))  # test_exports.py looks through those
        for text in texts_of_file(name, content)
        if len(text) > LONGEST_QUOTE
    }
    for article in catalog.articles.values():
        runs = {
            article.text[at : at + LONGEST_QUOTE]
            for at in range(len(article.text) - LONGEST_QUOTE + 1)
        }
        for text in texts:
            assert not any(
                text[at : at + LONGEST_QUOTE] in runs for at in range(len(text) - LONGEST_QUOTE + 1)
            )


@pytest.mark.usefixtures("few_files")
def test_what_was_published_before_stays_and_what_changed_is_told(
    atlases: tuple[Atlas, Atlas], tmp_path: Path
) -> None:
    before, after = atlases
    folder = tmp_path / "site"
    publish_folder(folder, before, now=FIRST)
    earlier = files_in(folder)
    publish_folder(folder, after, now=LATER)
    files = files_in(folder)
    for name, content in earlier.items():
        if name not in (INDEX, RECORD):
            assert files[name] == content
    given = given_in(files[INDEX])
    assert given["hash"] == after.hash
    since = {one["hash"]: one["since"] for one in given["kept"]}  # type: ignore[attr-defined]
    assert since[before.hash] == "2026-01-02T03:04:00Z"
    assert since[after.hash] == "2026-05-06T07:08:00Z"
    assert set(given["filed"]) == {before.hash, after.hash}  # type: ignore[call-overload]
    told = json.loads(files[f"past/{after.hash}/changes/{after.hash}/{before.hash}.json"])
    assert ("removed", "leg") in {(one["kind"], one["what"]) for one in told["changes"]}


@pytest.mark.usefixtures("few_files")
def test_publishing_the_same_again_writes_nothing(
    atlases: tuple[Atlas, Atlas], tmp_path: Path
) -> None:
    publish_folder(tmp_path / "site", atlases[0], now=FIRST)
    assert publish_folder(tmp_path / "site", atlases[0], now=LATER) == 0


@pytest.mark.usefixtures("few_files")
def test_an_atlas_of_an_earlier_format_is_drawn_as_todays_and_kept_as_it_was_made(
    atlases: tuple[Atlas, Atlas], tmp_path: Path
) -> None:
    publish_folder(tmp_path, atlases[0], now=FIRST)
    document = {**json.loads(atlases[0].as_bytes), "format": 1}
    digest = document["hash"] = hash_of(document)
    old = canonical(document)
    (tmp_path / f"data/{digest}.json").write_bytes(old)
    record = json.loads((tmp_path / RECORD).read_bytes())
    record["kept"].append({"hash": digest, "since": "2025-01-01T00:00:00Z", "edition": False})
    (tmp_path / RECORD).write_text(json.dumps(record))
    publish_folder(tmp_path, atlases[1], now=LATER)
    drawn = json.loads((tmp_path / f"data/{digest}.json").read_bytes())
    assert (drawn["format"], drawn["hash"]) == (FORMAT, digest)
    assert (tmp_path / f"data/{digest}.original.json").read_bytes() == old
    assert publish_folder(tmp_path, atlases[1], now=LATER) == 0


@pytest.mark.usefixtures("few_files")
@pytest.mark.parametrize("share", [0.0, 0.5, 0.8, 0.99])
def test_a_publication_that_is_cut_short_leaves_the_old_page_whole(
    share: float,
    atlases: tuple[Atlas, Atlas],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, after = atlases
    folder, whole = tmp_path / "site", tmp_path / "whole"
    publish_folder(folder, before, now=FIRST)
    publish_folder(whole, before, now=FIRST)
    steps = publish_folder(whole, after, now=LATER)
    page = (folder / INDEX).read_bytes()
    with monkeypatch.context() as power:
        power.setattr(Path, "replace", break_after(int(steps * share), Path.replace))
        with pytest.raises(Broken):
            publish_folder(folder, after, now=LATER)
    assert (folder / INDEX).read_bytes() == page
    assert (folder / f"data/{before.hash}.json").read_bytes() == before.as_bytes
    publish_folder(folder, after, now=LATER)
    assert files_in(folder) == files_in(whole)


def break_after(steps: int, replace: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    """A `Path.replace` that works so many times and then fails for good."""
    left = iter(range(steps))

    def replace_or_break(path: Path, target: Path) -> Path:
        if next(left, None) is None:
            raise Broken
        return replace(path, target)

    return replace_or_break


def test_a_folder_of_somebody_else_is_left_alone(
    atlases: tuple[Atlas, Atlas], tmp_path: Path
) -> None:
    (tmp_path / INDEX).write_text("mine")
    held = files_in(tmp_path)
    with pytest.raises(PublicationFault, match=r"a page of its own.*name an empty folder"):
        publish_folder(tmp_path, atlases[0], now=FIRST)
    (tmp_path / RECORD).write_text('{"what": "else"}')
    with pytest.raises(PublicationFault, match="not the record of a publication"):
        publish_folder(tmp_path, atlases[0], now=FIRST)
    assert (tmp_path / INDEX).read_text() == "mine"
    assert set(files_in(tmp_path)) == {*held, RECORD}


@pytest.mark.usefixtures("few_files")
@pytest.mark.parametrize("damage", ["other", "gone"])
def test_an_earlier_atlas_that_is_damaged_is_named_and_nothing_is_written(
    damage: str, atlases: tuple[Atlas, Atlas], tmp_path: Path
) -> None:
    before, after = atlases
    publish_folder(tmp_path, before, now=FIRST)
    file = tmp_path / f"data/{before.hash}.json"
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes().replace(b"Aport", b"Xport"))
    held = files_in(tmp_path)
    with pytest.raises((AtlasFault, PublicationFault), match=before.hash):
        publish_folder(tmp_path, after, now=LATER)
    assert files_in(tmp_path) == held


def test_a_folder_that_cannot_be_written_is_named(
    atlases: tuple[Atlas, Atlas], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(PublicationFault, match="file"):
        publish_folder(tmp_path / "file", atlases[0], now=FIRST)


@pytest.mark.usefixtures("few_files")
def test_the_zip_holds_the_same_folder(atlases: tuple[Atlas, Atlas], tmp_path: Path) -> None:
    publish_folder(tmp_path / "site", atlases[0], "?mode=sea", now=FIRST)
    packed = pack_folder(gather(atlases[0], "?mode=sea", now=FIRST))
    with zipfile.ZipFile(io.BytesIO(packed)) as held:
        files = {name: held.read(name) for name in held.namelist()}
    assert files == {
        f"corridor-atlas/{name}": content for name, content in files_in(tmp_path / "site").items()
    }


@pytest.mark.usefixtures("few_files")
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_from_outside_gets_into_the_page(text: str, tmp_path: Path) -> None:
    hostile = build_atlas(say_everywhere(SmallWorld(tmp_path / "a"), text).load())
    plain = build_atlas(SmallWorld(tmp_path / "b").load())
    pages = [
        dict(list_files(gather(one, "", now=FIRST)))[INDEX].replace(one.hash.encode(), b"")
        for one in (hostile, plain)
    ]
    assert pages[0] == pages[1]


@pytest.mark.usefixtures("few_files")
def test_the_command_publishes_at_a_view_and_tells_what_its_link_misses(
    atlas: Atlas, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "site"
    assert main(["publish", str(folder), "--view", "?c=nowhere&mode=sea#map=3/50/30"]) == 0
    told = capsys.readouterr().err
    assert "link: c: 'nowhere' is unknown" in told
    assert f"atlas {atlas.hash[:10]}" in told
    given = given_in((folder / INDEX).read_bytes())
    assert given["link"] == "?mode=sea#map=3/50/30"
    kept = json.loads((folder / f"data/{atlas.hash}.json").read_bytes())
    assert hash_of(kept) == atlas.hash
