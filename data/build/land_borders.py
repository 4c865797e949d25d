"""Gives every link its country, and cuts links where they cross a border."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from land_countries import Countries, Numbers
from land_links import CHORD, WGS84, Floats, Links
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

PIECE_KM = 10.0
# The outlines are off by a kilometre or two, and railways follow border rivers. A line that leaves
# a country and comes back to it is taken to have stayed, if it was away for less than the first
# length, or for less than the second without going deeper than the outlines may be off.
AWAY_KM = 4.0
BESIDE_KM = 40.0
OFF_DEG = 0.03
# Where it matters on which side a line runs, nothing is smoothed over.
TAKEN_AS_DRAWN = {"UA"}
HALVINGS = 12

Rows = NDArray[np.intp]


def _along(links: Links, rows: Rows, share: Floats) -> tuple[Floats, Floats]:
    """Return the points that lie at a share of the geodesic of each of `rows`."""
    u, v = links.u[rows], links.v[rows]
    azimuth, _, metres = WGS84.inv(links.lon[u], links.lat[u], links.lon[v], links.lat[v])
    lon, lat, _ = WGS84.fwd(links.lon[u], links.lat[u], azimuth, metres * share)
    return np.asarray(lat), np.asarray(lon)


def _split(links: Links, rows: Rows, share: Floats) -> tuple[Links, Rows]:
    """Cut links at new nodes: `rows` in order, a link once for each cut, with growing shares.

    Returns the links and of which link each one is a part. New nodes follow in the order of `rows`.
    """
    if not len(rows):
        return links, np.arange(len(links))
    lat, lon = _along(links, rows, share)
    new = len(links.lat) + np.arange(len(rows))
    first = np.r_[True, rows[1:] != rows[:-1]]
    last = np.r_[rows[1:] != rows[:-1], True]
    # Each cut ends the piece that runs to it from the cut before, or from the link's start; a last
    # piece runs from the last cut to the link's end.
    start = np.where(first, links.u[rows], np.r_[-1, new[:-1]])
    begin = np.where(first, 0.0, np.r_[0.0, share[:-1]])
    whole = np.ones(len(links), bool)
    whole[rows] = False
    of = np.concatenate([np.flatnonzero(whole), rows, rows[last]])
    part = np.concatenate([np.ones(whole.sum()), share - begin, 1 - share[last]])
    pieces = replace(
        links.kept(of),
        lat=np.concatenate([links.lat, lat]),
        lon=np.concatenate([links.lon, lon]),
        u=np.concatenate([links.u[whole], start, new[last]]).astype(np.int32),
        v=np.concatenate([links.v[whole], new, links.v[rows[last]]]).astype(np.int32),
        km=links.km[of] * part,
    )
    return pieces, of


def _in_pieces(links: Links) -> tuple[Links, Rows]:
    """Cut long links, so that each is found by where it lies; see `_split`."""
    cuts = np.maximum(np.ceil(links.straight_km() / PIECE_KM).astype(int) - 1, 0)
    rows = np.repeat(np.arange(len(links)), cuts)
    number = np.arange(len(rows)) - np.repeat(np.cumsum(cuts) - cuts, cuts)
    return _split(links, rows, (number + 1) / (cuts[rows] + 1))


def _owners(links: Links, pieces: Links, of: Rows, countries: Countries) -> Numbers:
    """Return the country of each node of the pieces.

    The real line of a chord is not known, and what its straight pieces touch says nothing: they
    lie in the countries of its two ends.
    """
    owner = countries.nearest(pieces.lat, pieces.lon)
    count = len(links.lat)
    chord = (pieces.kind & CHORD) > 0
    for end in (pieces.u, pieces.v):
        inner = chord & (end >= count)
        a, b = owner[links.u[of[inner]]], owner[links.v[of[inner]]]
        here = owner[end[inner]]
        owner[end[inner]] = np.where((here == a) | (here == b), here, a)
    return owner


def _patches(links: Links, owner: Numbers) -> tuple[NDArray[np.int32], Floats]:
    """Return which stretch within one country each node is of, and the km of each stretch."""
    same = owner[links.u] == owner[links.v]
    count = len(links.lat)
    graph = coo_array((np.ones(same.sum()), (links.u[same], links.v[same])), (count, count))
    patches, patch = connected_components(graph, directed=False)
    half = links.km / 2
    return patch, np.bincount(patch[links.u], half, patches) + np.bincount(
        patch[links.v], half, patches
    )


def _without_excursions(links: Links, owner: Numbers, countries: Countries) -> Numbers:
    """Return the nodes' countries with doubtful excursions given back to the country around."""
    patch, km = _patches(links, owner)
    out = owner[links.u] != owner[links.v]
    a = np.concatenate([links.u[out], links.v[out]])
    b = np.concatenate([links.v[out], links.u[out]])
    least = np.full(len(km), 32767, np.int16)
    most = np.full(len(km), -1, np.int16)
    np.minimum.at(least, patch[a], owner[b])
    np.maximum.at(most, patch[a], owner[b])
    passed = (least == most) & (np.bincount(patch[a], minlength=len(km)) > 1)
    drawn = [countries.codes.index(code) for code in TAKEN_AS_DRAWN]
    near = countries.within(links.lat, links.lon, least[patch], OFF_DEG, passed[patch])
    beside = np.ones(len(km), bool)
    np.logical_and.at(beside, patch, near)
    of = np.full(len(km), -1, np.int16)
    of[patch] = owner
    smoothed = ~np.isin(of, drawn) & beside & (km < BESIDE_KM)
    given = passed & ((km < AWAY_KM) | smoothed)
    return np.where(given[patch], least[patch], owner).astype(np.int16)


def _shares_at_borders(links: Links, rows: Rows, owner: Numbers, countries: Countries) -> Floats:
    """Return the share of each of `rows` at which it leaves the country it begins in."""
    low, high = np.zeros(len(rows)), np.ones(len(rows))
    start = owner[links.u[rows]]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        inside = countries.nearest(*_along(links, rows, middle)) == start
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return (low + high) / 2


def with_countries(links: Links, countries: Countries) -> Links:
    """Return links with their country, cut at borders; each cut is a node of its own."""
    pieces, of = _in_pieces(links)
    owner = _owners(links, pieces, of, countries)
    owner = _without_excursions(pieces, owner, countries)
    rows = np.flatnonzero(owner[pieces.u] != owner[pieces.v])
    cut, _ = _split(pieces, rows, _shares_at_borders(pieces, rows, owner, countries))
    ends = np.concatenate([owner, np.full(len(rows), -1, np.int16)])
    return replace(cut, country=np.maximum(ends[cut.u], ends[cut.v]))


def crossings(links: Links) -> NDArray[np.bool_]:
    """Return whether each node lies on a border: links of two countries meet there."""
    least = np.full(len(links.lat), 32767, np.int16)
    most = np.full(len(links.lat), -1, np.int16)
    for end in (links.u, links.v):
        np.minimum.at(least, end, links.country)
        np.maximum.at(most, end, links.country)
    return least < most
