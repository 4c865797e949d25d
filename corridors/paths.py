"""Where what the package reads is kept: beside it in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _beside_or_inside(name: str) -> Path:
    inside = PACKAGE / f"_{name}"
    return inside if inside.is_dir() else PACKAGE.parent / name


SEEDS = _beside_or_inside("seeds")
DATA = _beside_or_inside("data")
DEFINITIONS = PACKAGE / "definitions"
REGISTERS = PACKAGE / "registers"


def app_script() -> Path:
    """Streamlit's entry script."""
    inside = PACKAGE / "_app" / "app.py"
    return inside if inside.is_file() else PACKAGE.parent / "app.py"
