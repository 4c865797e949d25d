"""Arrays worked out from a network's file, kept on disk as they are used, and mapped from there.

They stand beside the compiled functions; a folder's name has the digest of the file and of the
code, so that neither is ever met with what was worked out from another. Where nothing can be
written they are worked out anew each time.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from corridors.routing.compiled import code_digest, kept_folder

Arrays = dict[str, Any]


def kept_arrays(source: Path, what: str, make: Callable[[Path], Arrays]) -> Arrays:
    """Return what `make` works out from a file, from the disk if it is there.

    Arrays from the disk are mapped: what is written to them stays in memory.
    """
    folder = _folder(source, what)
    if folder is None:
        return make(source)
    if not folder.is_dir():
        made = make(source)
        try:
            _keep(folder, made)
        except OSError:
            return made
    return _mapped(folder)


def arrays_at_hand(source: Path, what: str) -> Arrays:
    """Return what has been worked out from a file before; nothing if it has not been."""
    folder = _folder(source, what)
    return _mapped(folder) if folder is not None and folder.is_dir() else {}


def _mapped(folder: Path) -> Arrays:
    return {path.stem: np.asarray(np.load(path, mmap_mode="c")) for path in folder.glob("*.npy")}


@lru_cache(maxsize=8)
def _digest(source: Path, _changed_ns: int) -> str:
    return hashlib.sha256(code_digest().encode() + source.read_bytes()).hexdigest()[:12]


def _folder(source: Path, what: str) -> Path | None:
    home = kept_folder()
    if home is None:
        return None
    return home / f"{source.stem}-{what}-{_digest(source, source.stat().st_mtime_ns)}"


def _keep(folder: Path, arrays: Arrays) -> None:
    """Write arrays into a folder that appears whole or not at all; older ones of it go."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    alike = folder.parent.glob(f"{folder.name.rpartition('-')[0]}-*")
    older = [one for one in alike if one != folder]
    fresh = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    try:
        for name, array in arrays.items():
            np.save(fresh / f"{name}.npy", array, allow_pickle=False)
        fresh.chmod(0o755)
        fresh.rename(folder)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        if not folder.is_dir():  # else another process was quicker
            raise
    for one in older:
        shutil.rmtree(one, ignore_errors=True)
