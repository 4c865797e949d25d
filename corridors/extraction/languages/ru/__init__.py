"""Russian."""

from __future__ import annotations

from pathlib import Path

from corridors.extraction.language import Language

LANGUAGE = Language.load(Path(__file__).parent)
