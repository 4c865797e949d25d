"""Reads GSHHG's shorelines and the rivers of WDBII from Debian's package gmt-gshhg-full.

The files are GMT's binned netCDF: a bin is one degree square, numbered eastward from 0° and
southward from 90° N; a segment is a piece of a shore or river within its bin; its points are
unsigned 16-bit shares of the bin's width and height, counted from its south-west corner.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import h5py
import numpy as np
from npm_package import PackageError, sha256_of
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FULL_WIDTH = 65535.0
COLUMNS, ROWS = 360, 180
FOLDER = Path("usr/share/gmt-gshhg")


class ShorelineError(PackageError):
    """The shoreline package could not be had, or is not the one that was pinned."""


@dataclass(frozen=True)
class DebianPackage:
    """A package, its version, and the sha256 of its .deb."""

    name: str
    version: str
    sha256: str


GSHHG = DebianPackage(
    "gmt-gshhg-full",
    "2.3.7-6",
    "2c12ca67ac90e0fbd65369ddefc183308a91fd9af5f2137dfbe2500d21f31352",
)


class Pieces(NamedTuple):
    """Straight pieces of lines in one bin: ends in degrees, and the level of each."""

    lon: Floats
    lat: Floats
    to_lon: Floats
    to_lat: Floats
    level: Ints


def _run(command: list[str], folder: Path) -> None:
    if shutil.which(command[0]) is None:
        raise ShorelineError(f"{command[0]} is not installed; it is needed to fetch {GSHHG.name}")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ShorelineError(f"{' '.join(command[:2])} failed: {done.stderr.strip()}")


@contextmanager
def unpacked_gshhg() -> Iterator[Path]:
    """Yield the folder of the unpacked package's data; it is gone afterwards.

    Raises ShorelineError if apt-get or dpkg-deb is missing or fails, or the sha256 differs.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run(["apt-get", "download", f"{GSHHG.name}={GSHHG.version}"], folder)
        package = next(folder.glob("*.deb"))
        found = sha256_of(package)
        if found != GSHHG.sha256:
            raise ShorelineError(
                f"{GSHHG.name} {GSHHG.version}: sha256 is {found}, but {GSHHG.sha256} was pinned; "
                "look at what changed before pinning the new one"
            )
        _run(["dpkg-deb", "-x", package.name, "x"], folder)
        yield folder / "x" / FOLDER


class _Binned:
    """Points of one binned file, found by bin."""

    def __init__(self, path: Path) -> None:
        with h5py.File(path) as file:
            self.first = file["Id_of_first_segment_in_a_bin"][:].astype(np.int64)
            self.count = file["N_segments_in_a_bin"][:].astype(np.int64)
            self.start = file["Id_of_first_point_in_a_segment"][:].astype(np.int64)
            self.dx = file["Relative_longitude_from_SW_corner_of_bin"][:].view(np.uint16)
            self.dy = file["Relative_latitude_from_SW_corner_of_bin"][:].view(np.uint16)
            self._read(file)

    def _read(self, file: h5py.File) -> None:
        self.points = file["N_points_for_a_segment"][:].astype(np.int64)
        self.level = file["Hierarchial_level_of_a_segment"][:].astype(np.int64)

    def segments(self, number: int) -> Iterator[tuple[int, Floats, Floats]]:
        """Yield each segment's level and its points as shares of the bin, 0 to 1."""
        for segment in range(self.first[number], self.first[number] + self.count[number]):
            part = slice(self.start[segment], self.start[segment] + self.points[segment])
            yield int(self.level[segment]), self.dx[part] / FULL_WIDTH, self.dy[part] / FULL_WIDTH


def bin_of(west: int, south: int) -> int:
    """Return the number of the bin whose south-west corner is given in whole degrees."""
    return (89 - south) * COLUMNS + west % 360


def _pieces(binned: _Binned, west: int, south: int) -> Pieces:
    ends: list[tuple[Floats, ...]] = []
    levels: list[Ints] = []
    for level, x, y in binned.segments(bin_of(west, south)):
        ends.append((x[:-1] + west, y[:-1] + south, x[1:] + west, y[1:] + south))
        levels.append(np.full(len(x) - 1, level))
    if not ends:
        none = np.zeros(0)
        return Pieces(none, none, none, none, np.zeros(0, np.int64))
    return Pieces(*(np.concatenate(c) for c in zip(*ends, strict=True)), np.concatenate(levels))


class Rivers(_Binned):
    """Rivers and canals as lines; level 0 is both banks of a wide river, 8 to 10 are canals."""

    def pieces(self, west: int, south: int) -> Pieces:
        """Return the straight pieces in the bin with this south-west corner, in whole degrees."""
        return _pieces(self, west, south)


class Shores(_Binned):
    """Shores of seas, lakes and wide rivers, and of islands in them, as closed lines."""

    def _read(self, file: h5py.File) -> None:
        info = file["Embedded_npts_levels_exit_entry_for_a_segment"][:].astype(np.int64)
        self.points = info >> 9
        self.level = (info >> 6) & 7
        self.sides = np.stack([(info >> 3) & 7, info & 7], axis=1)
        self.corners = file["Embedded_node_levels_in_a_bin"][:].astype(np.int64) & 0xFFFF

    def pieces(self, west: int, south: int) -> Pieces:
        """Return the straight pieces in the bin with this south-west corner, in whole degrees."""
        return _pieces(self, west, south)

    def corner_is_land(self, west: int, south: int) -> bool:
        """Tell whether a bin's south-west corner lies on land or an island (an odd level)."""
        return bool((self.corners[bin_of(west, south)] >> 9) & 1)

    def west_crossings(self, west: int, south: int) -> Floats:
        """Return the latitudes at which shores cross a bin's western side."""
        number = bin_of(west, south)
        found = []
        for segment in range(self.first[number], self.first[number] + self.count[number]):
            start = self.start[segment]
            for side, point in zip(
                self.sides[segment], (start, start + self.points[segment] - 1), strict=True
            ):
                if side == 3:
                    found.append(south + self.dy[point] / FULL_WIDTH)
        return np.sort(np.array(found, np.float64))
