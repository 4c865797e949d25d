"""Stops put in, taken out and put in order, with the legs that follow from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corridors.errors import ReviewFault
from corridors.review.draft import MOST_EVIDENCE, Draft, DraftLeg, DraftStop, Evidence
from corridors.review.naming import free_id


def add_stop(draft: Draft, stop: DraftStop, after: str | None, before: str | None) -> Draft:
    """The draft with a stop put in.

    Between two stops that a leg joins, that leg becomes two, which rest on its words and the
    stop's; beside one stop, a leg to or from it is added, which rests on the stop's words.
    """
    if after and not before:
        onward = [leg.end for leg in draft.legs if leg.start == after]
        before = onward[0] if len(onward) == 1 else None
    elif before and not after:
        arriving = [leg.start for leg in draft.legs if leg.end == before]
        after = arriving[0] if len(arriving) == 1 else None
    split = next((leg for leg in draft.legs if (leg.start, leg.end) == (after, before)), None)
    if split is not None:
        stated = _joined(split.stated, stop.stated)
        halves = (
            split.model_copy(update={"end": stop.key, "stated": stated}),
            split.model_copy(
                update={
                    "key": _fresh_key(draft.legs, stop.key, split.end),
                    "start": stop.key,
                    "stated": stated,
                }
            ),
        )
        legs = [half for leg in draft.legs for half in (halves if leg is split else (leg,))]
    else:
        legs = list(draft.legs)
        if after:
            legs.append(_new_leg(legs, after, stop.key, stop))
        if before:
            legs.append(_new_leg(legs, stop.key, before, stop))
    return draft.model_copy(
        update={"stops": _inserted(draft.stops, stop, after, before), "legs": tuple(legs)}
    )


def drop_stop(draft: Draft, stop: DraftStop) -> Draft:
    """The draft without a stop.

    Where one leg arrives and one goes on, they become one that rests on the words of both; it keeps
    what both say alike of mode, status, cargo and operator. Else the stop's legs go with it.
    """
    arriving = [leg for leg in draft.legs if leg.end == stop.key]
    onward = [leg for leg in draft.legs if leg.start == stop.key]
    stops = tuple(s for s in draft.stops if s is not stop)
    legs = [leg for leg in draft.legs if leg not in arriving and leg not in onward]
    if len(arriving) == len(onward) == 1 and arriving[0].start != onward[0].end:
        one, other = arriving[0], onward[0]
        at = draft.legs.index(one)
        legs.insert(min(at, len(legs)), _as_one(one, other))
    return draft.model_copy(update={"stops": stops, "legs": tuple(legs)})


def order_stops(draft: Draft, keys: Sequence[str]) -> Draft:
    """The draft with its stops in this order and a leg from each to the next.

    A leg between two stops that still follow one another is kept, turned round if need be; a new
    one rests on the words of the stop that it leads to. Raises ReviewFault if `keys` are not its
    stops, or if the route forks.
    """
    if sorted(keys) != sorted(stop.key for stop in draft.stops):
        known = ", ".join(stop.key for stop in draft.stops)
        raise ReviewFault(f"{', '.join(keys)} are not its stops — give {known}, each once")
    if fork := _fork(draft.legs):
        raise ReviewFault(f"the route forks at {fork!r} — change the ends of single legs instead")
    stops = {stop.key: stop for stop in draft.stops}
    between = {frozenset((leg.start, leg.end)): leg for leg in draft.legs}
    legs: list[DraftLeg] = []
    for start, end in pairwise(keys):
        leg = between.get(frozenset((start, end)))
        if leg is None:
            leg = _new_leg([*draft.legs, *legs], start, end, stops[end])
        legs.append(leg.model_copy(update={"start": start, "end": end}))
    return draft.model_copy(
        update={"stops": tuple(stops[key] for key in keys), "legs": tuple(legs)}
    )


def chain_of(legs: Sequence[DraftLeg]) -> list[DraftLeg]:
    """The legs in the order in which each starts where the one before ends; none if they do not."""
    if not legs or _fork(legs):
        return []
    by_start = {leg.start: leg for leg in legs}
    ends = {leg.end for leg in legs}
    first = next((leg for leg in legs if leg.start not in ends), legs[0])
    chain = [first]
    while (following := by_start.get(chain[-1].end)) is not None and following is not first:
        chain.append(following)
    return chain if len(chain) == len(legs) else []


def _fork(legs: Iterable[DraftLeg]) -> str | None:
    """A stop that two legs start at, or end at."""
    legs = list(legs)
    for counted in (Counter(leg.start for leg in legs), Counter(leg.end for leg in legs)):
        for key, times in counted.items():
            if times > 1:
                return key
    return None


def _new_leg(legs: Iterable[DraftLeg], start: str, end: str, stop: DraftStop) -> DraftLeg:
    """A leg that rests on the words of a stop."""
    return DraftLeg(key=_fresh_key(legs, start, end), start=start, end=end, stated=stop.stated)


def _as_one(one: DraftLeg, other: DraftLeg) -> DraftLeg:
    alike = {
        name: getattr(one, name)
        if {said.value for said in getattr(one, name)}
        == {said.value for said in getattr(other, name)}
        else ()
        for name in ("modes", "statuses", "cargo")
    }
    same_operators = {o.name for o in one.operators} == {o.name for o in other.operators}
    return one.model_copy(
        update={
            "end": other.end,
            "stated": _joined(one.stated, other.stated),
            "operators": one.operators if same_operators else (),
            **alike,
        }
    )


def _joined(one: tuple[Evidence, ...], other: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys((*one, *other)))[:MOST_EVIDENCE]


def _inserted(
    stops: tuple[DraftStop, ...], stop: DraftStop, after: str | None, before: str | None
) -> tuple[DraftStop, ...]:
    keys = [s.key for s in stops]
    at = keys.index(after) + 1 if after else keys.index(before) if before else len(stops)
    return (*stops[:at], stop, *stops[at:])


def _fresh_key(legs: Iterable[DraftLeg], start: str, end: str) -> str:
    """A key for a new leg, made of its ends: the same whatever else has been undone meanwhile."""
    return free_id(f"{start}-{end}", {leg.key for leg in legs})
