"""Marks functions that are compiled on first use and kept compiled on disk."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

from numba import config, njit

F = TypeVar("F", bound=Callable[..., object])
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
