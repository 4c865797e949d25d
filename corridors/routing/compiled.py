"""Marks functions that are compiled on first use and kept compiled on disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from numba import config, njit

F = TypeVar("F", bound=Callable[..., object])


def _use_folder_of_its_own() -> None:
    """Keep what is compiled from these very sources apart from what was compiled before.

    Numba looks only at the file of the function itself: one that calls into a file that has
    changed would go on calling what that file was, and may crash.
    """
    here = Path(__file__).resolve().parent
    if os.environ.get("NUMBA_CACHE_DIR") or not os.access(here, os.W_OK):
        return
    texts = [path.read_bytes() for path in sorted(here.glob("*.py"))]
    digest = hashlib.sha256(b"".join(texts)).hexdigest()[:12]
    setattr(config, "CACHE_DIR", str(here / "__pycache__" / f"compiled-{digest}"))  # noqa: B010


_use_folder_of_its_own()


def compiled(function: F) -> F:
    """Compile a function so that threads run it side by side; its types stay as written."""
    return cast(F, njit(cache=True, nogil=True)(function))
