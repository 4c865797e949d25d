"""Fixtures that all tests share."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from corridors.atlas import Atlas, build_atlas
from corridors.catalog import Catalog, load_catalog
from tests.small_world import SmallWorld

_STORE, _DATABASE = "CORRIDORS_STORE", "CORRIDORS_DATABASE_URL"
_KEPT: dict[str, str | None] = {}


def pytest_configure() -> None:
    """Give the run an empty store of its own: no test meets that of whoever runs it."""
    for name in (_STORE, _DATABASE):
        _KEPT[name] = os.environ.pop(name, None)
    os.environ[_STORE] = tempfile.mkdtemp(prefix="corridors-store-")


def pytest_unconfigure() -> None:
    """Take the run's store away."""
    shutil.rmtree(os.environ.pop(_STORE), ignore_errors=True)
    os.environ.update({name: value for name, value in _KEPT.items() if value is not None})


@pytest.fixture
def world(tmp_path: Path) -> SmallWorld:
    """A small catalog that may be changed before it is loaded."""
    return SmallWorld(tmp_path)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The real catalog."""
    return load_catalog()


@pytest.fixture(scope="session")
def atlas(catalog: Catalog) -> Atlas:
    """The real atlas."""
    return build_atlas(catalog)
