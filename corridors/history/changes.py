"""What is different between two atlases: leg by leg, claim by claim, source by source. Pure.

What came or went as a whole is one change, with the number of its claims; docs/pinned.md has the
record that comes out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from corridors.history.claim_pairs import Pair, pair_claims
from corridors.history.things import Key, Thing, things_of

Json = dict[str, Any]
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
WITHDRAWN = "withdrawn"  # of a claim: nothing rests on its source any more
_TOLD = (
    "field", "value", "kind", "quote", "reason", "note", "amount", "unit", "service", "vehicles",
    "direction", "side", "role", "grade",
)  # fmt: skip


def changes_between(old: Json, new: Json) -> Json:
    """What changed from one atlas document to another, both as read from JSON, by corridors.

    `counts` by kind; `changes`; and `gone`, why each claim of the earlier one that is no longer
    there isn't: its source was withdrawn, it was mended, or it was taken out by itself.
    """
    comparison = _Comparison.of(old, new)
    changes = [*comparison.things(), *comparison.claims()]
    order = {name: place for place, (_, name) in enumerate(comparison.keys())}
    last = len(order)
    changes.sort(key=lambda c: (order.get(c["corridor"], last), order.get(c["about"], last)))
    counted = Counter(one["kind"] for one in changes)
    return {
        "from": old["hash"],
        "to": new["hash"],
        "counts": {kind: counted[kind] for kind in (ADDED, REMOVED, CHANGED)},
        "changes": changes,
        "gone": comparison.gone(),
    }


@dataclass(frozen=True)
class _Comparison:
    old: Json
    new: Json
    renamed: Mapping[str, str]
    before: Mapping[Key, Thing]
    after: Mapping[Key, Thing]
    pairs: list[Pair]

    @classmethod
    def of(cls, old: Json, new: Json) -> _Comparison:
        renamed = _renamed(old, new)
        claims = {
            name: {**claim, "about": present_name(claim["about"], renamed)}
            for name, claim in old["claims"].items()
        }
        return cls(
            old,
            new,
            renamed,
            things_of(old, partial(present_name, renamed=renamed)),
            things_of(new),
            pair_claims(claims, new["claims"]),
        )

    def keys(self) -> Iterable[Key]:
        """All things in the later one's order, then what is gone."""
        return dict.fromkeys([*self.after, *self.before])

    def things(self) -> Iterator[Json]:
        """What came, went or is told otherwise; parts of what came or went whole are not listed."""
        held = self._claims_held()
        for key in self.keys():
            before, after = self.before.get(key), self.after.get(key)
            kind = self._kind(key)
            if kind is None or self._whole(key) != key:
                continue
            told = before or after
            assert told is not None  # noqa: S101 — it is of one of the two
            yield {
                **self._head(kind, key, after or told),
                "before": _differing(before, after),
                "after": _differing(after, before),
                **({} if kind == CHANGED else {"claims": held[key]}),
            }

    def claims(self) -> Iterator[Json]:
        """Each claim that came, went or was mended, but of what came or went whole."""
        for before, after in self._differing_pairs():
            claim = after or before
            assert claim is not None  # noqa: S101 — a pair has one of the two
            owner = _owner(claim["about"])
            if self._kind(owner) in (ADDED, REMOVED):
                continue
            kind = ADDED if before is None else REMOVED if after is None else CHANGED
            thing = self.after.get(owner) or self.before.get(owner)
            yield {
                **self._head(kind, owner, thing),
                "title": thing.title if thing else self._title_of_article(owner[1]),
                "what": "claim",
                "id": claim["id"],
                "before": before and describe_told(before, self.old),
                "after": after and describe_told(after, self.new),
                "accepted": (after or {}).get("review", {}).get("accepted_at"),
            }

    def gone(self) -> dict[str, str]:
        """Why each claim that is no longer as it was isn't: changed, removed, or its source is."""
        return {
            before["id"]: CHANGED if after else self._fate(before["source"])
            for before, after in self._differing_pairs()
            if before is not None
        }

    def _fate(self, source: str) -> str:
        return REMOVED if source in self.new["sources"] else WITHDRAWN

    def _differing_pairs(self) -> Iterator[Pair]:
        return (pair for pair in self.pairs if not pair.is_same)

    def _kind(self, key: Key) -> str | None:
        before, after = self.before.get(key), self.after.get(key)
        if before is None or after is None:
            return None if before is after else ADDED if before is None else REMOVED
        return CHANGED if before.facts != after.facts else None

    def _whole(self, key: Key) -> Key:
        """What came or went with a thing: the corridor that it is part of, or the thing itself."""
        thing = self.after.get(key) or self.before.get(key)
        corridor = ("corridor", thing.corridor) if thing and thing.corridor else key
        return corridor if self._kind(corridor) in (ADDED, REMOVED) else key

    def _title_of_article(self, about: str) -> str:
        """What an article is called of which something is said; its id if nothing rests on it."""
        name = about.partition("/")[2]
        for document in (self.new, self.old):
            if name in document["sources"]:
                return str(document["sources"][name]["title"])
        return name

    def _claims_held(self) -> Counter[Key]:
        """How many claims came or went with each thing."""
        found: Counter[Key] = Counter()
        for before, after in self._differing_pairs():
            claim = after or before
            if claim is not None:
                found[self._whole(_owner(claim["about"]))] += 1
                found["source", claim["source"]] += 1
        return found

    def _head(self, kind: str, key: Key, thing: Thing | None) -> Json:
        before, after = self.before.get(key), self.after.get(key)
        corridors = {name for one in (before, after) if one for name in one.corridors}
        return {
            "kind": kind,
            "what": key[0],
            "id": key[1],
            "about": key[1],
            "sel": [before.sel if before else None, after.sel if after else None],
            "corridor": thing.corridor if thing else None,
            "corridors": sorted(corridors),
            "title": thing.title if thing else key[1],
        }


def present_name(name: str, renamed: Mapping[str, str]) -> str:
    """An id of a corridor, or of a leg or stop in it, with the corridor's later id."""
    corridor = re.split(r"[./]", name, maxsplit=1)[0]
    return renamed.get(corridor, corridor) + name[len(corridor) :]


def _renamed(old: Json, new: Json) -> dict[str, str]:
    """The later ids of corridors that were renamed, by the earlier ones."""
    before = {corridor["id"] for corridor in old["corridors"]}
    now = {corridor["id"] for corridor in new["corridors"]}
    return {
        was: corridor["id"]
        for corridor in new["corridors"]
        for was in corridor.get("was", ())
        if was in before and was not in now
    }


def _owner(about: str) -> Key:
    """The thing that a claim is about."""
    kind, slash, _ = about.partition("/")
    if slash and kind in ("node", "area"):
        return "place", about
    if slash and kind in ("actor", "article"):
        return kind, about
    if slash:
        return "stop", about
    return ("leg" if "." in about else "corridor"), about


def _differing(one: Thing | None, other: Thing | None) -> Json | None:
    """The facts of one thing that the other has not so; none of what came or went whole."""
    if one is None or other is None:
        return None
    return {key: fact for key, fact in one.facts.items() if other.facts.get(key) != fact}


def describe_told(claim: Json, document: Json) -> Json:
    """A claim as a list of changes shows it, with who says so; never the text of an article."""
    source = document["sources"][claim["source"]]
    names = {one["id"]: one["name"] for one in document["publishers"]}
    return {
        **{key: claim[key] for key in _TOLD if claim.get(key) is not None},
        "date": (claim.get("date") or {}).get("text"),
        "until": (claim.get("until") or {}).get("text"),
        "source": claim["source"],
        "publisher": names.get(source["publisher"], source["publisher"]),
        "title": source["title"],
        "published": source["published"],
    }
