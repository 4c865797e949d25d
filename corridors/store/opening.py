"""The store opened: its file made if need be, its tables brought up to the code's own schema."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect, text

from corridors.errors import StoreFault
from corridors.store import sqlite
from corridors.store.address import Address
from corridors.store.faults import named_faults

HEAD = "0002"  # the latest of migrations/versions
MIGRATIONS = Path(__file__).with_name("migrations")
_VERSIONS = "alembic_version"


def open_engine(address: Address, busy_s: float = sqlite.BUSY_S) -> Engine:
    """An engine on the database, its schema that of the code.

    Raises StoreFault if it cannot be opened, is locked or damaged, is not ours, or has a schema
    newer than the code.
    """
    with named_faults(address):
        if address.file is not None:
            address.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            engine = sqlite.open_engine(address.url, busy_s)
        else:
            engine = create_engine(address.url, pool_pre_ping=True)
        try:
            _bring_up(engine, address)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _bring_up(engine: Engine, address: Address) -> None:
    with engine.connect() as connection:
        version = schema_version(connection, address)
    if version == HEAD:
        return
    with engine.execution_options(**{sqlite.WRITES: True}).begin() as connection:
        if schema_version(connection, address) != HEAD:  # another may have been quicker
            migrate(connection)


def migrate(connection: Connection, to: str = "head") -> None:
    """Bring the schema up, inside the transaction of a connection: all of it or nothing."""
    from alembic import command  # takes long to load, and is needed once in a store's life
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def schema_version(connection: Connection, address: Address) -> str | None:
    """The schema's version; None of an empty database.

    Raises StoreFault if the database is not ours, or newer than the code.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if _VERSIONS not in tables:
        raise StoreFault(
            str(address),
            "",
            f"is a database of another program (it has {sorted(tables)[0]!r})",
            "name another place with CORRIDORS_STORE",
        )
    found = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()  # noqa: S608
    version = str(found) if found is not None else None
    if version is not None and version > HEAD:
        raise StoreFault(
            str(address),
            "schema",
            f"is {version}, written by a newer version of the program; this one knows {HEAD}",
            "update the program, or open the database with the version that wrote it",
        )
    return version
