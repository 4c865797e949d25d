"""What a person made of a machine's proposal: who changed a field, and what had been proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corridors.model import Record
from corridors.review.draft import Draft, DraftLeg, DraftStop, Evidence, Place
from corridors.review.proposal import Decision, standing

# What else the words of a field speak of: a stop's of its place, a leg's of its ends.
_ABOUT = {"stated": ("place", "start", "end"), "named": ("name",)}
_LONGEST = 2_000  # characters; the proposal itself is kept whole


class Mend(NamedTuple):
    """Who changed a field, and the machine's own in its place: None where it had proposed nothing.

    `is_added` is set where the claim as a whole is a person's; not of further words for a stop or a
    leg that the machine proposed.
    """

    by: str
    machine_value: str | None
    is_added: bool


@dataclass(frozen=True)
class Mends:
    """A machine's draft and what has become of it.

    `changed` are paths with who changed them, the latest last; `who` answers for all else.
    """

    was: Draft
    now: Draft
    changed: Sequence[tuple[str, str]]
    who: str

    def of(self, path: str, item: Record) -> Mend | None:
        """What was done to one item of a field; None if it stands as it was proposed.

        `path` leads to the field by keys, such as `legs.l1.modes`.
        """
        thing, field = _thing(self.was, path), path.rpartition(".")[2]
        before = _items(thing, field)
        told = _moved(self.was, self.now, path)
        if item in before and not told:
            return None
        after = _items(_thing(self.now, path), field)
        told += [_text(one, after) for one in before if one not in after]
        is_added = not told and (thing is None or field != "stated")
        text = "; ".join(told)
        if len(text) > _LONGEST:
            text = f"{text[: _LONGEST - 1]}…"
        return Mend(self._who(path), text or None, is_added)

    def _who(self, path: str) -> str:
        """Who changed a field last, or the thing that it is of."""
        thing, dot, field = path.rpartition(".")
        paths = {path, thing, *(f"{thing}{dot}{name}" for name in _ABOUT.get(field, ()))}
        return next((who for one, who in reversed(self.changed) if one in paths), self.who)


def changed_by(decisions: Sequence[Decision]) -> list[tuple[str, str]]:
    """The paths that the standing ones of some decisions changed, each with who changed it."""
    return [(change.path, one.who) for one in standing(decisions) for change in one.changes]


def _thing(draft: Draft, path: str) -> Draft | DraftStop | DraftLeg | None:
    """The stop or leg that a path leads into, or the draft itself."""
    kind, _, rest = path.partition(".")
    if not rest:
        return draft
    key = rest.rpartition(".")[0]
    return draft.stop(key) if kind == "stops" else draft.leg(key)


def _items(thing: Record | None, field: str) -> tuple[Record, ...]:
    found = getattr(thing, field, None)
    return found if isinstance(found, tuple) else (found,) if found is not None else ()


def _moved(was: Draft, now: Draft, path: str) -> list[str]:
    """What the words of a field were proposed to speak of, if that is another place or name now."""
    if path == "named":
        return [was.name] if was.name and was.name != now.name else []
    if not path.endswith(".stated"):
        return []
    one, other = _thing(was, path), _thing(now, path)
    if isinstance(one, DraftStop) and isinstance(other, DraftStop):
        return [_place_text(one.place)] if one.place != other.place else []
    if isinstance(one, DraftLeg) and isinstance(other, DraftLeg):
        ends = (one.start, one.end)
        names = (stop.name if (stop := was.stop(key)) else key for key in ends)
        return [" – ".join(names)] if ends != (other.start, other.end) else []
    return []


def _place_text(place: Place | None) -> str:
    if place is None:
        return "no place"
    at = "{:.2f}, {:.2f}".format(*place.position) if place.position else None
    return ", ".join(part for part in (place.name, place.country, at) if part)


def _text(item: Record, after: Sequence[Record]) -> str:
    """What was proposed, in words; with its evidence only where that alone is another now."""
    if isinstance(item, Evidence):
        return _words(item)
    value = _value(item)
    if value not in map(_value, after):
        return value
    evidence = getattr(item, "evidence", None)
    return f"{value}, {f'by {_words(evidence)}' if evidence else 'by no words'}"


def _value(item: Record) -> str:
    told = item.model_dump(mode="json", exclude={"evidence", "actor"}, exclude_none=True)
    return ", ".join(map(str, told.values()))


def _words(evidence: Evidence) -> str:
    return f"“{evidence.quote}”" if evidence.quote else evidence.reason or evidence.reference or ""
