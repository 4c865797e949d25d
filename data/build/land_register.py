"""Writes the registers' places for the land router, which reads no YAML."""

from __future__ import annotations

import csv
from pathlib import Path

import yaml

REGISTER = Path(__file__).resolve().parents[2] / "corridors" / "registers" / "nodes.yaml"
FIELDS = ("id", "kind", "country", "lat", "lon")


def register_rows(register: Path = REGISTER) -> list[tuple[str, ...]]:
    """Return id, kind, country (empty on a border), latitude and longitude of each place."""
    nodes = yaml.safe_load(register.read_text(encoding="utf-8"))
    rows = [
        (node["id"], node["kind"], node["country"] or "", *map(str, node["position"]))
        for node in nodes
    ]
    return sorted(rows)


def write_register(target: Path) -> None:
    """Write all places of the register as CSV."""
    with target.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(FIELDS)
        rows.writerows(register_rows())


if __name__ == "__main__":
    write_register(Path(__file__).resolve().parents[1] / "networks" / "land-places.csv")
