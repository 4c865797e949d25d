"""All that is particular to SQLite: how its file is opened, kept safe and found damaged."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

WRITES = "corridors_writes"  # the execution option of a connection that is going to write
BUSY_S = 5.0
_FULL_CACHE_KIB = 8_000


def open_engine(url: URL, busy_s: float = BUSY_S) -> Engine:
    """An engine on a file, which is made if it is not there.

    Write-ahead log, so that readers never wait for a writer; synchronous FULL, so that what was
    committed is on the disk; foreign keys are enforced. A transaction begins as IMMEDIATE if it is
    to write: it then waits for its turn before it reads anything, `busy_s` seconds at most.
    """
    engine = create_engine(url, connect_args={"timeout": busy_s})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "recursive_triggers = ON",  # else a REPLACE deletes rows past the triggers
            f"busy_timeout = {int(busy_s * 1000)}",
            f"cache_size = -{_FULL_CACHE_KIB}",
            "trusted_schema = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def find_damage(connection: Connection) -> str | None:
    """What SQLite finds wrong with the file, in its words; None if it is sound."""
    rows = connection.exec_driver_sql("PRAGMA quick_check(3)").scalars().all()
    return None if rows == ["ok"] else "; ".join(map(str, rows))


def is_locked(error: BaseException) -> bool:
    """Whether an error of the driver says that another program holds the file."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_full(error: BaseException) -> bool:
    """Whether there is no room on the disk."""
    return _code(error) == sqlite3.SQLITE_FULL


def is_damaged(error: BaseException) -> bool:
    """Whether the file is no database, or is damaged."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_unwritable(error: BaseException) -> bool:
    """Whether the file or its folder cannot be opened or written."""
    return _code(error) in (
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
    )


def is_io_error(error: BaseException) -> bool:
    """Whether the disk did not do what it was asked, as a full quota makes it."""
    return _code(error) == sqlite3.SQLITE_IOERR


def _code(error: BaseException) -> int | None:
    """SQLite's primary result code; extended ones have it in their low byte."""
    found = getattr(error, "sqlite_errorcode", None)
    return None if found is None else int(found) & 0xFF
