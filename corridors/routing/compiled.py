"""Marks functions that are compiled on first use and kept compiled on disk."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit, types
from numba.extending import intrinsic

F = TypeVar("F", bound=Callable[..., object])
A = TypeVar("A")
HERE = Path(__file__).resolve().parent
_IMPORTED = re.compile(r"^from corridors\.routing\.(\w+) import", re.MULTILINE)


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Return a digest of all sources of compiled functions, and of what they import from here."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in HERE.glob("*.py")}
    wanted = {name for name, text in texts.items() if "routing.compiled import" in text}
    wanted.add("compiled")
    while more := {one for name in wanted for one in _IMPORTED.findall(texts[name])} - wanted:
        wanted |= more
    joined = "\0".join(f"{name}\0{texts[name]}" for name in sorted(wanted))
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


def kept_folder() -> Path | None:
    """Return where what is worked out once is kept; None if nothing can be written there."""
    return HERE / "__pycache__" if os.access(HERE, os.W_OK) else None


def _use_folder_of_its_own() -> None:
    """Keep what is compiled from these very sources apart from what was compiled before.

    Numba looks only at the file of the function itself: one that calls into a file that has
    changed would go on calling what that file was, and may crash.
    """
    home = kept_folder()
    if os.environ.get("NUMBA_CACHE_DIR") or home is None:
        return
    setattr(config, "CACHE_DIR", str(home / f"compiled-{code_digest()}"))  # noqa: B010


_use_folder_of_its_own()


def compiled(function: F) -> F:
    """Compile a function so that threads run it side by side; its types stay as written."""
    return cast(F, njit(cache=True, nogil=True)(function))


def _without_owner(context: Any, builder: Any, kind: Any, value: Any) -> Any:
    """Build the code that takes the owners out of an array, or of all in a tuple of them."""
    if isinstance(kind, types.Array):
        array = context.make_array(kind)(context, builder, value)
        array.meminfo = array.meminfo.type(None)
        return array._getvalue()
    if isinstance(kind, types.BaseTuple):
        for k, part in enumerate(cast(Any, kind)):
            bare = _without_owner(context, builder, part, builder.extract_value(value, k))
            value = builder.insert_value(value, bare, k)
    return value


def _lend(_: Any, kind: Any) -> Any:
    """Lend arrays, also in tuples in tuples, to calls further in: none counts who uses them.

    Counting costs more than most of the calls. Who borrows must not keep or return what is lent.
    """

    def build(context: Any, builder: Any, _: Any, given: Any) -> Any:
        return _without_owner(context, builder, kind, given[0])

    return kind(kind), build


borrowed = cast(Callable[[A], A], intrinsic(_lend))
