"""Rebuild everything in data/ and the vendored files from their pinned packages.

    python data/build/all.py ENVIRONMENT

ENVIRONMENT is the folder of a virtual environment of its own, made if it is not there.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

BUILD = Path(__file__).resolve().parent
ROOT = BUILD.parents[1]
REQUIREMENTS = (ROOT / "requirements.txt", BUILD / "requirements-build.txt")
STEPS = (
    "areas",
    "gazetteer",
    "basemap",
    "vendor",
    "print_fonts",
    "citation_style",
    "land",
    "land_outline",
    "sea_rivers",
    "sea",
    "register_files",
)


def main(environment: Path) -> None:
    """Make the environment, run each step in it, and stop at the first that fails."""
    python = environment / "bin" / "python"
    if not python.exists():
        venv.create(environment, with_pip=True)
    for requirements in REQUIREMENTS:
        install = ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(requirements)]
        subprocess.run([str(python), *install], check=True)
    for step in STEPS:
        print(f"{step} …", flush=True)
        subprocess.run([str(python), str(BUILD / f"{step}.py")], check=True, cwd=ROOT)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
