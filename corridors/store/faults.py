"""What a database says is wrong, as a person can mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from corridors.errors import StoreFault
from corridors.store import sqlite
from corridors.store.address import Address

_LOST_NOTHING = "nothing was changed"
_CASES = (
    (
        sqlite.is_locked,
        "another program holds the file locked",
        f"{_LOST_NOTHING}; close it, or wait, then try again",
    ),
    (
        sqlite.is_full,
        "there is no room left on the disk",
        f"{_LOST_NOTHING}; make room, then try again",
    ),
    (
        sqlite.is_io_error,
        "the disk refused to write or read (full, over a limit, or failing)",
        f"{_LOST_NOTHING}; make room or look at the disk, then try again",
    ),
    (
        sqlite.is_damaged,
        "the file is damaged, or is no database of ours",
        "keep a copy of it, then put a backup in its place or move it away to begin anew",
    ),
    (
        sqlite.is_unwritable,
        "the file cannot be opened or written",
        "check the rights of the file and its folder, or name another with CORRIDORS_STORE",
    ),
)


@contextmanager
def named_faults(address: Address) -> Iterator[None]:
    """Turn what the database or the disk says into a StoreFault that names the file and the mend.

    A constraint that does not hold is left as it is: the store's own code answers for it.
    """
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise fault_of(address, error) from error
    except SQLAlchemyError as error:
        raise StoreFault(str(address), "", _first_line(error), _LOST_NOTHING) from error
    except OSError as error:
        raise StoreFault(
            str(address),
            "",
            error.strerror or str(error),
            "check the rights of the folder, or name another with CORRIDORS_STORE",
        ) from error


def fault_of(address: Address, error: DBAPIError) -> StoreFault:
    """The fault that an error of the database's driver means."""
    for fits, message, mend in _CASES:
        if error.orig is not None and fits(error.orig):
            return StoreFault(str(address), "", message, mend)
    if isinstance(error, OperationalError) and error.connection_invalidated:
        message = "the database does not answer"
        return StoreFault(str(address), "", message, f"{_LOST_NOTHING}; try again when it runs")
    return StoreFault(str(address), "", _first_line(error), _LOST_NOTHING)


def _first_line(error: Exception) -> str:
    return (
        str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    ).splitlines()[0]
