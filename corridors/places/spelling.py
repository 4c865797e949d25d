"""Find names spelled almost like an unknown one, within a bound: a look-up's last resort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from corridors.places.placenames import skeleton

SHORTEST_KEY = 5
# Below these lengths an edit makes another name: Khasan is not Khazan, nor Kharlachi Karachi.
_ONE_EDIT_FROM, _TWO_EDITS_FROM = 7, 11
_LENGTH_APART = 3
_LETTERS_AN_EDIT = 3  # of the same sounds still: bandarimamkhomeini, bandareemamkhomeyni
# First letters that transliterations swap: Khorramshahr/Horramshahr, Jizan/Gizan, Dzhubga/Jubga.
_SWAPPED = ("ckqgh", "jdzyg", "vwbu", "ieyj", "sczx", "ou", "ae", "fp", "td")

Keys = Iterator[tuple[str, list[int]]]


def similar_keys(key: str, keys_beginning: Callable[[Iterable[str], range], Keys]) -> list[int]:
    """Numbers of the places whose folded name is spelled most like `key`; empty if none is near.

    Near is one edit from 7 letters on, two from 11 on, behind the same first letter; or, from 5
    letters on, the same sounds under another transliteration. `keys_beginning` lists the
    known names that begin with the given letters and have a length in the range.
    """
    if len(key) < SHORTEST_KEY:
        return []
    sound, most = skeleton(key), (len(key) >= _ONE_EDIT_FROM) + (len(key) >= _TWO_EDITS_FROM)
    nearest: dict[int, list[int]] = {}
    lengths = range(len(key) - _LENGTH_APART, len(key) + _LENGTH_APART + 1)
    for other, numbers in keys_beginning(_initials(key), lengths):
        edits = edit_distance(key, other, most) if other[0] == key[0] else None
        if edits is None and skeleton(other) == sound:
            edits = edit_distance(key, other, len(key) // _LETTERS_AN_EDIT)
        if edits is not None:
            nearest.setdefault(edits, []).extend(numbers)
    return list(dict.fromkeys(nearest[min(nearest)])) if nearest else []


def _initials(key: str) -> list[str]:
    swapped = "".join(group for group in _SWAPPED if key[0] in group)
    return sorted({key[0], *swapped})


def edit_distance(a: str, b: str, most: int) -> int | None:
    """How many letters to insert, drop, replace or swap from a to b; None if over `most`."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    if abs(len(a) - len(b)) > most or min(len(a), len(b)) > 4 * most:
        return None
    before_last: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        before_last, last = last, row
    return last[-1] if last[-1] <= most else None
