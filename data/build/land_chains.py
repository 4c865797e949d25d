"""Joins links into chains: what lies between two junctions becomes one edge with its line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from land_links import Floats, Ints, Links
from numpy.typing import NDArray


@dataclass(frozen=True)
class Chains:
    """Edges between junctions, each with the nodes it runs through, ends included.

    Edge e runs through `node[first[e]:first[e + 1]]`, which are node numbers of the links; `km`,
    `extra` (what it costs on top of them), `kind`, `country` and `gauge` are its own.
    """

    first: Ints
    node: Ints
    km: Floats
    extra: Floats
    kind: NDArray[np.uint8]
    country: NDArray[np.int16]
    gauge: NDArray[np.int16]


def _rows(links: Links) -> tuple[list[int], list[int]]:
    """Return links by node: rows of `link` from `first[i]` to `first[i + 1]`."""
    ends = np.concatenate([links.u, links.v])
    order = np.argsort(ends, kind="stable")
    first = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=len(links.lat)))])
    return first.tolist(), (order % len(links)).tolist()


def _is_passed(links: Links) -> NDArray[np.bool_]:
    """Return whether each node is no junction: two links of one sort meet, and nothing else."""
    sort = (links.country.astype(np.int64) * 4096 + links.gauge) * 256 + links.kind
    ends, sorts = np.concatenate([links.u, links.v]), np.concatenate([sort, sort])
    least = np.full(len(links.lat), np.iinfo(np.int64).max)
    most = np.full(len(links.lat), -1)
    np.minimum.at(least, ends, sorts)
    np.maximum.at(most, ends, sorts)
    return (links.degree() == 2) & (least == most)


class _Walker:
    """Walks from junction to junction, and keeps what it went through."""

    def __init__(self, links: Links) -> None:
        self.first, self.row = _rows(links)
        self.passed = _is_passed(links).tolist()
        self.u, self.v = links.u.tolist(), links.v.tolist()
        self.chain = [-1] * len(links)
        self.starts: list[int] = []
        self.heads: list[int] = []
        self.nodes: list[int] = []

    def walk(self, start: int, link: int) -> None:
        """Go from a node along a link until a junction, or the start again."""
        self.starts.append(len(self.nodes))
        self.heads.append(link)
        self.nodes.append(start)
        here = start
        while True:
            self.chain[link] = len(self.heads) - 1
            here = self.v[link] if self.u[link] == here else self.u[link]
            self.nodes.append(here)
            if not self.passed[here] or here == start:
                return
            a, b = self.row[self.first[here]], self.row[self.first[here] + 1]
            link = b if a == link else a

    def walk_all(self) -> None:
        """Walk every link once: from the junctions first, then the rings without one."""
        for start in range(len(self.passed)):
            if self.passed[start]:
                continue
            for link in self.row[self.first[start] : self.first[start + 1]]:
                if self.chain[link] < 0:
                    self.walk(start, link)
        for link, chain in enumerate(self.chain):
            if chain < 0 and self.chain[link] < 0:
                self.walk(self.u[link], link)


def chains(links: Links, extra: NDArray[np.float32]) -> Chains:
    """Return all edges, with what they cost extra; a ring without a junction is one edge."""
    walker = _Walker(links)
    walker.walk_all()
    head = np.array(walker.heads)
    chain = np.array(walker.chain)
    return Chains(
        np.array([*walker.starts, len(walker.nodes)], np.int32),
        np.array(walker.nodes, np.int32),
        np.bincount(chain, links.km, len(head)),
        np.bincount(chain, extra, len(head)),
        links.kind[head],
        links.country[head],
        links.gauge[head],
    )
