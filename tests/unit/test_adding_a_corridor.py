"""The steps of docs/adding-a-corridor.md, followed to the letter."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from corridors.atlas import build_atlas
from corridors.catalog import Catalog, load_catalog

PAGE = Path(__file__).parents[2] / "docs" / "adding-a-corridor.md"
ARTICLE = "Ferry line opens\nA ferry now sails from Aport to Beport every week.\n"
MISTAKE = ("A ferry now sails}", "A ferry now sale}")


def _blocks() -> dict[str, str]:
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(r"```yaml file=(\S+)\n(.*?)```", text, re.DOTALL)
    return dict(found)


def _follow(folder: Path, change: tuple[str, str] = ("", "")) -> Catalog:
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    for name, block in _blocks().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        block = re.sub(r"sha256: \w{64}", f"sha256: {digest}", block)
        path.write_text(block.replace(*change, 1), encoding="utf-8")
    (folder / "seeds" / "gazette.txt").write_text(ARTICLE, encoding="utf-8")
    for name in ("areas", "actors"):
        (folder / "registers" / f"{name}.yaml").touch()
    return load_catalog(folder / "definitions", folder / "registers", folder / "seeds")


def test_the_page_has_a_block_for_every_file_of_its_steps() -> None:
    assert list(_blocks()) == [
        "seeds/articles.yaml",
        "registers/references.yaml",
        "registers/nodes.yaml",
        "definitions/aport-beport.yaml",
    ]


def test_following_the_steps_gives_a_corridor_without_faults(tmp_path: Path) -> None:
    catalog = _follow(tmp_path)
    assert [str(fault) for fault in catalog.faults] == []
    (corridor,) = build_atlas(catalog).document["corridors"]
    assert corridor["legs"][0]["basis"] == "routed"
    assert corridor["legs"][0]["path"]["km"] > 500
    assert len(corridor["legs"][0]["way"]) == 1
    assert len(corridor["legs"][0]["status"]) == 2


@pytest.mark.parametrize("change", [MISTAKE])
def test_the_mistake_that_the_page_shows_reads_as_it_says(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    (fault,) = _follow(tmp_path, change).faults
    shown = re.sub(r"\s+", " ", PAGE.read_text(encoding="utf-8"))
    assert str(fault) in shown
