"""Fetches one pinned npm package into a temporary folder and proves that it is the one we mean."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class PackageError(RuntimeError):
    """A package could not be had, or is not the one that was pinned."""


@dataclass(frozen=True)
class NpmPackage:
    """A package, its version, and the sha256 of the tarball that npm packs."""

    name: str
    version: str
    sha256: str

    @property
    def spec(self) -> str:
        """Return what npm wants to read: name@version."""
        return f"{self.name}@{self.version}"


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file's bytes in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _pack(package: NpmPackage, folder: Path) -> Path:
    if shutil.which("npm") is None:
        raise PackageError(f"npm is not installed; it is needed once, to fetch {package.spec}")
    command = ["npm", "pack", package.spec, "--silent", "--pack-destination", str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    tarballs = list(folder.glob("*.tgz"))
    if done.returncode != 0 or len(tarballs) != 1:
        raise PackageError(f"npm pack {package.spec} failed: {done.stderr.strip()}")
    return tarballs[0]


@contextmanager
def unpacked(package: NpmPackage) -> Iterator[Path]:
    """Yield the folder of the unpacked package; it is gone afterwards.

    Raises PackageError if npm is missing, the fetch fails, or the tarball's sha256 differs.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tarball = _pack(package, folder)
        found = sha256_of(tarball)
        if found != package.sha256:
            raise PackageError(
                f"{package.spec}: sha256 is {found}, but {package.sha256} was pinned; "
                "look at what changed before pinning the new one"
            )
        with tarfile.open(tarball) as archive:
            archive.extractall(folder, filter="data")
        yield folder / "package"
