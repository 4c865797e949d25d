"""Fixtures that all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridors.atlas import Atlas, build_atlas
from corridors.catalog import Catalog, load_catalog
from tests.small_world import SmallWorld


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
