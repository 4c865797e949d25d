"""The package as it is installed: it carries its data, and stands alone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of the wheel, in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w"]
    subprocess.run([sys.executable, *build, str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def _run(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "corridors", *arguments],
        cwd=unpacked.parent,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_an_installed_atlas_checks_its_own_definitions(unpacked: Path) -> None:
    done = _run(unpacked, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert ": sound\n" in done.stdout
    assert "legs routed" in done.stdout


def test_an_installed_atlas_knows_places(unpacked: Path) -> None:
    assert '"country": "TR"' in _run(unpacked, "geocode", "Gebze", "--country", "TR").stdout


def test_an_installed_atlas_writes_the_page(unpacked: Path, tmp_path: Path) -> None:
    file = tmp_path / "atlas.html"
    done = _run(unpacked, "export", "--format", "html", "--output", str(file))
    assert done.returncode == 0
    assert file.stat().st_size > 1_000_000


def test_an_installed_atlas_finds_its_app(unpacked: Path) -> None:
    script = "from corridors import paths; print(paths.app_script().read_text()[:3])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=unpacked.parent,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
    )
    assert done.stdout == '"""\n'
    assert (unpacked / "corridors" / "_app" / ".streamlit" / "config.toml").is_file()


def test_a_wrong_command_line_is_told_and_exits_with_2(unpacked: Path) -> None:
    done = _run(unpacked, "export", "--format", "pdf")
    assert done.returncode == 2
    assert "pdf" in done.stderr
