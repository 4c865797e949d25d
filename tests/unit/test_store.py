"""What the store keeps, and what it says when it cannot."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import IntegrityError

from corridors.__main__ import main
from corridors.errors import Conflict, ReviewFault, StoreFault
from corridors.review.draft import Draft, Origin
from corridors.review.proposal import Kind, Proposal
from corridors.store import sqlite
from corridors.store.address import FILE_NAME, find_address, of_file
from corridors.store.opening import HEAD, MIGRATIONS, migrate
from corridors.store.records import Amendment, NewArticle, NewCapture, NewDecision
from corridors.store.store import Store
from corridors.store.tables import metadata
from tests.made_desk import NOON

ARTICLE = NewArticle("post-2025", "A line.\r\nЛиния.\n", "en", "A line", publisher="Post")
BY_HAND = Origin(by="person", version="1")
PROPOSAL = Proposal("p-1", "post-2025", Draft(name="A line"), BY_HAND, NOON)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new" / FILE_NAME


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    opened = Store.open(of_file(file), busy_s=0.05)
    yield opened
    opened.close()


@pytest.fixture
def proposed(store: Store) -> Store:
    store.keep_article(ARTICLE, "Ada", NOON)
    store.keep_proposal(PROPOSAL)
    return store


def _decision(revision: int, key: str, kind: Kind = Kind.REJECT, who: str = "Ada") -> NewDecision:
    return NewDecision("p-1", revision, kind, who, NOON, key)


def test_the_same_text_is_kept_once_and_unchanged(store: Store, file: Path) -> None:
    kept, is_new = store.keep_article(ARTICLE, "Ada", NOON)
    again, is_new_again = store.keep_article(
        NewArticle("other", ARTICLE.text, "en", "B"), "Ben", NOON
    )
    assert (is_new, is_new_again) == (True, False)
    assert again == kept
    assert (kept.text, kept.given_by, kept.given_at) == (ARTICLE.text, "Ada", NOON)
    store.close()
    assert Store.open(of_file(file)).article("post-2025") == kept


def test_another_text_under_a_known_id_is_refused(store: Store) -> None:
    store.keep_article(ARTICLE, "Ada", NOON)
    with pytest.raises(ReviewFault, match="has the id 'post-2025' already"):
        store.keep_article(NewArticle("post-2025", "Another.", "en", "B"), "Ada", NOON)


def test_what_is_said_of_an_article_may_be_amended_and_its_text_never_changes(
    store: Store,
) -> None:
    store.keep_article(ARTICLE, "Ada", NOON)
    mark = store.mark()
    changes = {"publisher": "The Post", "published": "2025-11", "archive_url": None}
    amended = store.amend_article(Amendment("post-2025", changes, "Ben", NOON, "k"))
    assert (amended.publisher, amended.record.published and amended.record.published.text) == (
        "The Post",
        "2025-11",
    )
    assert amended.text == ARTICLE.text
    assert store.mark() == mark + 1
    assert store.articles() == [amended]


def test_a_capture_is_kept_whole_and_once(store: Store) -> None:
    store.keep_article(ARTICLE, "Ada", NOON)
    content = bytes(range(256))
    new = NewCapture(
        "http://a.example", "https://a.example/b", "text/html", {"server": "x"}, NOON, content
    )
    name = store.keep_capture(new, "post-2025")
    assert store.keep_capture(new, "post-2025") == name
    (capture,) = store.captures("post-2025")
    assert (capture.address, capture.fetched, capture.headers) == (
        "https://a.example/b",
        NOON,
        {"server": "x"},
    )
    assert store.capture_bytes(name) == content
    assert store.capture_bytes("none") is None


def test_a_decision_is_kept_once_whatever_how_often_its_key_is_sent(proposed: Store) -> None:
    assert proposed.decide(_decision(0, "k1"))
    assert proposed.decide(_decision(0, "k1"))
    _, made = proposed.proposal("p-1")
    assert [(d.revision, d.kind, d.at) for d in made] == [(1, Kind.REJECT, NOON)]


def test_who_decides_on_what_somebody_else_has_changed_is_told_who_and_when(
    proposed: Store,
) -> None:
    proposed.decide(_decision(0, "k1", who="Ben"))
    with pytest.raises(Conflict, match="Ben decided on this proposal at 2025-12-01 12:00") as told:
        proposed.decide(_decision(0, "k2"))
    assert (told.value.by, told.value.at) == ("Ben", NOON)
    assert len(proposed.proposal("p-1")[1]) == 1


def test_a_decision_worked_out_from_an_old_mark_is_not_kept(proposed: Store) -> None:
    mark = proposed.mark()
    proposed.decide(_decision(0, "k1"))
    assert not proposed.decide(_decision(1, "k2"), mark)
    assert proposed.decide(_decision(1, "k2"), proposed.mark())


def test_a_proposal_is_never_changed(proposed: Store) -> None:
    other = Proposal("p-1", None, Draft(name="Else"), PROPOSAL.origin, NOON + timedelta(days=1))
    assert proposed.keep_proposal(other) == PROPOSAL
    assert proposed.proposals() == [(PROPOSAL, [])]


def test_an_unknown_proposal_is_named(store: Store) -> None:
    with pytest.raises(ReviewFault, match="no proposal has the id 'p-9'"):
        store.proposal("p-9")


def test_a_snapshot_is_kept_under_its_hash_for_ever(store: Store) -> None:
    store.keep_snapshot("ab", b"one", NOON)
    store.keep_snapshot("ab", b"two", NOON)
    assert store.snapshot("ab") == b"one"
    assert store.snapshot("cd") is None
    assert store.snapshots() == [("ab", NOON)]


@pytest.mark.parametrize(
    "change",
    ["UPDATE {0} SET {1} = 'x'", "DELETE FROM {0}", "REPLACE INTO {0} SELECT * FROM {0}"],
)
def test_the_database_itself_refuses_to_change_or_delete_what_is_kept(
    change: str, proposed: Store
) -> None:
    proposed.keep_capture(NewCapture("a", "a", "text/html", {}, NOON, b"x"), "post-2025")
    proposed.decide(_decision(0, "k1"))
    proposed.keep_snapshot("ab", b"one", NOON)
    for table in metadata.sorted_tables:
        if table.name == "marks":  # it counts, and nothing is lost with it
            continue
        column = list(table.columns)[-1].name
        with proposed._reading() as connection:
            before = connection.execute(select(table)).all()
        assert before
        refused = pytest.raises(IntegrityError, match=f"{table.name}: what is kept is never")
        with refused, proposed._writing() as connection:
            connection.exec_driver_sql(change.format(table.name, column))
        with proposed._reading() as connection:
            assert connection.execute(select(table)).all() == before


def test_a_store_of_the_first_schema_is_brought_up_with_all_that_it_holds(tmp_path: Path) -> None:
    address = of_file(tmp_path / FILE_NAME)
    engine = sqlite.open_engine(address.url)
    with engine.execution_options(**{sqlite.WRITES: True}).begin() as connection:
        migrate(connection, "0001")
    first = Store(address, engine)
    first.keep_article(ARTICLE, "Ada", NOON)
    first.close()
    brought_up = Store.open(address)
    assert [one.text for one in brought_up.articles()] == [ARTICLE.text]
    with pytest.raises(IntegrityError), brought_up._writing() as connection:
        connection.exec_driver_sql("UPDATE articles SET text = 'another'")


def test_foreign_keys_hold_and_the_log_is_written_ahead(store: Store) -> None:
    with store._reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "journal_mode", "synchronous")
        }
    assert found == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2}
    with pytest.raises(Exception, match="FOREIGN KEY"):
        store.keep_proposal(PROPOSAL)


def test_the_migrations_make_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    file = tmp_path / "migrated.sqlite"
    Store.open(of_file(file)).close()
    with create_engine(f"sqlite:///{file}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        assert ScriptDirectory.from_config(config).get_heads() == [HEAD]
        assert context.get_current_revision() == HEAD


def test_a_newer_schema_is_refused_and_left_as_it_is(store: Store, file: Path) -> None:
    store.close()
    with create_engine(f"sqlite:///{file}").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = file.read_bytes()
    with pytest.raises(StoreFault, match=r"schema: is 9999, .* — update the program"):
        Store.open(of_file(file))
    assert file.read_bytes() == before


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE bookmarks (id INTEGER)")
    with pytest.raises(StoreFault, match=r"database of another program .*'bookmarks'"):
        Store.open(of_file(file))


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    file.write_text("Dear diary, " * 400)
    with pytest.raises(StoreFault, match=r"notes\.sqlite: the file is damaged, or is no database"):
        Store.open(of_file(file))
    assert file.read_text().startswith("Dear diary")


def test_a_damaged_file_is_named(proposed: Store, file: Path) -> None:
    proposed.close()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(StoreFault, match="the file is damaged"):
        Store.open(of_file(file)).proposals()


def test_a_locked_file_is_told_and_loses_nothing(proposed: Store, file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreFault, match="another program holds the file locked"):
            proposed.decide(_decision(0, "k1"))
        assert proposed.proposals() == [(PROPOSAL, [])]  # who reads never waits
        other.rollback()
    assert proposed.decide(_decision(0, "k1"))
    assert len(proposed.proposal("p-1")[1]) == 1


def test_a_file_that_is_locked_when_it_is_opened_is_told(proposed: Store, file: Path) -> None:
    proposed.close()
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreFault, match="another program holds the file locked"):
            Store.open(of_file(file), busy_s=0.05)
    assert Store.open(of_file(file)).proposals() == [(PROPOSAL, [])]


def test_a_full_disk_is_told_and_loses_nothing(proposed: Store) -> None:
    proposed.decide(_decision(0, "k1"))
    with proposed._reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    big = NewArticle("big", "long " * 20_000, "en", "Long")
    with pytest.raises(StoreFault, match="no room left on the disk — nothing was changed"):
        proposed.keep_article(big, "Ada", NOON)
    assert [one.id for one in proposed.articles()] == ["post-2025"]
    assert len(proposed.proposal("p-1")[1]) == 1
    assert proposed.damage() is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(StoreFault, match="check the rights"):
        Store.open(of_file(closed / "deep" / FILE_NAME))


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "flat").write_text("")
    with pytest.raises(StoreFault, match=r"flat/corridors\.sqlite: .* — check the rights"):
        Store.open(of_file(tmp_path / "flat" / FILE_NAME))


def test_the_environment_says_where_the_store_is(tmp_path: Path) -> None:
    folder, file = tmp_path / "kept", tmp_path / "mine.sqlite"
    assert find_address({"CORRIDORS_STORE": str(folder)}).file == folder / FILE_NAME
    assert find_address({"CORRIDORS_STORE": str(file)}).file == file
    assert find_address({"CORRIDORS_DATABASE_URL": f"sqlite:///{file}"}).file == file
    other = find_address({"CORRIDORS_DATABASE_URL": "postgresql+psycopg://ada:secret@db/atlas"})
    assert (other.file, str(other)) == (None, "postgresql+psycopg://ada:***@db/atlas")
    home = find_address({}).file
    assert home is not None
    assert home.name == FILE_NAME
    for wrong in ("no address", "sqlite://"):
        with pytest.raises(StoreFault, match="CORRIDORS_DATABASE_URL"):
            find_address({"CORRIDORS_DATABASE_URL": wrong})


def test_the_command_says_where_the_store_is_and_what_it_holds(
    proposed: Store,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CORRIDORS_STORE", str(file))
    proposed.decide(_decision(0, "k1"))
    assert main(["store", "--where"]) == 0
    assert main(["store"]) == 0
    assert capsys.readouterr().out == (
        f"{file}\n{file}: 1 articles, 0 captures, 1 proposals (1 rejected), 1 decisions, "
        "0 snapshots: sound\n"
    )
    new = NewCapture(
        "http://a.example", "http://a.example/b", "text/html", {"x": "y"}, NOON, b"<p>"
    )
    name = proposed.keep_capture(new, "post-2025")
    assert main(["store", "--captures"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["id"], told["address"], told["fetched"], told["headers"]) == (
        name,
        "http://a.example/b",
        "2025-12-01T12:00:00+00:00",
        {"x": "y"},
    )
    page = file.parent / "page.html"
    assert main(["store", "--capture", name, str(page)]) == 0
    assert page.read_bytes() == b"<p>"
    for what, why in ((name, "File exists — name a new file"), ("none", "no capture has the id")):
        assert main(["store", "--capture", what, str(page)]) == 1
        assert why in capsys.readouterr().err
    monkeypatch.setenv("CORRIDORS_STORE", str(file.parent / "elsewhere"))
    assert main(["store"]) == 0
    assert "nothing has been added yet" in capsys.readouterr().out
    assert not (file.parent / "elsewhere").exists()
