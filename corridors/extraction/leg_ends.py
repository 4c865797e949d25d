"""What the ends of a leg say of its mode: no ship calls at a town without a port."""

from __future__ import annotations

from collections.abc import Mapping

from corridors.extraction.assemble import Piece
from corridors.extraction.lexicon import best_of
from corridors.extraction.model import Candidate, Stop
from corridors.extraction.modes import is_water
from corridors.extraction.resolve import key_of, km_between
from corridors.extraction.sentence import Mention
from corridors.places.placenames import fold
from corridors.places.resolution import load_gazetteer

_PORT_KM = 60.0
_LARGE = 6.6  # of a town of 100,000 under its own name
_WATERSIDE = frozenset({"port", "harbour", "terminal", "strait", "canal", "chokepoint"})


def touches_water(piece: Piece, stops: Mapping[str, Stop]) -> bool:
    """Whether a ship may serve both ends: neither is known to lie far from any port of its name."""
    ends = (piece.origin.phrase.mention, piece.destination.phrase.mention)
    return all(may_be_port(mention, stops[key_of(mention)]) for mention in ends)


def may_be_port(mention: Mention, stop: Stop) -> bool:
    """Whether ships may call at a place: no large town whose name no port bears beside it."""
    place = stop.place
    if place is None or place.lat is None or place.kind in _WATERSIDE or is_water(mention):
        return True
    best = best_of(mention.readings)
    if best is not None and best.weight < _LARGE:
        return True  # a small port may stand in no list
    return _has_port(mention, place)


def joins_ports(piece: Piece, stops: Mapping[str, Stop]) -> bool:
    """Whether both ends are known to be ports."""
    ends = (piece.origin.phrase.mention, piece.destination.phrase.mention)
    return all(
        (place := stops[key_of(mention)].place) is not None and _has_port(mention, place)
        for mention in ends
    )


def _has_port(mention: Mention, place: Candidate) -> bool:
    """Whether a place is a port, or one of its name lies beside it."""
    if place.kind in _WATERSIDE:
        return True
    named = [named.place for reading in mention.readings for named in reading.places]
    named += [n.place for n in load_gazetteer().named(fold(place.name), place.country)]
    return any(
        other.kind in _WATERSIDE
        and (km := km_between(place, _at(other.lat, other.lon))) is not None
        and km <= _PORT_KM
        for other in named
    )


def _at(lat: float, lon: float) -> Candidate:
    return Candidate("", None, lat, lon, "", 0.0)
