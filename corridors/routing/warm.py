"""Works out once what makes routes quick: `python -m corridors.routing.warm [--labels]`.

The networks by land are kept as they are used, and with --labels the labels and bounds of the sea
network; without them ways are the same, and are read and searched for. Python's own bytecode of
what routing loads is made too: not every installer does that.
"""

from __future__ import annotations

import compileall
import sys
from importlib.util import find_spec
from pathlib import Path

from corridors.routing.kept import Arrays, kept_arrays
from corridors.routing.label_making import make_labels
from corridors.routing.land_network import MODES, land_network
from corridors.routing.passages import CLOSED_BY_DEFAULT, mask_of
from corridors.routing.sea_network import SEA_FILE, passage_slugs, sea_network

LOADED = ("corridors", "numpy", "numba", "llvmlite")


def work_out_labels(_: Path) -> Arrays:
    """Label the network with nsr and nwp closed."""
    usual = mask_of(passage_slugs(), CLOSED_BY_DEFAULT)
    return dict(make_labels(sea_network().graph, usual)._asdict())


def _make_bytecode() -> None:
    for name in LOADED:
        spec = find_spec(name)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            compileall.compile_dir(folder, quiet=2)


if __name__ == "__main__":
    if sys.argv[1:] == ["--labels"]:
        kept_arrays(SEA_FILE, "aids", work_out_labels)
    else:
        _make_bytecode()
        for mode in MODES:
            land_network(mode)
