"""Fold a place's name into a key under which its spellings meet, and list the shorter forms of it.

Cyrillic is romanised the way English gazetteers do it, so that «Новороссийск» and "Novorossiysk"
meet; Belarusian Łacinka has spellings of its own, which `latinka_forms` makes from the Cyrillic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split(" "),
        strict=True,
    )
)
# Letters of Belarusian, Ukrainian, Kazakh, Azerbaijani and Serbian that Russian lacks.
_CYRILLIC = {c: r.replace("_", "") for c, r in _RUSSIAN.items()} | dict(
    zip(
        "іўїєґәғқңөұүһҳҷӣӯҝҹјљњћђџ",
        "i u yi ye g a g k n o u u h h j i u g j j lj nj c d dz".split(" "),
        strict=True,
    )
)
# Letters that Unicode does not decompose.
_LATIN = {
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ə": "a",
    "ħ": "h",
    "ŋ": "n",
    "ĸ": "k",
}
_TO_PLAIN = str.maketrans({**_CYRILLIC, **_LATIN})
_SILENT = re.compile("['’‘`´ʹʺʻʼʿʾ″′\u200b-\u200f\u00ad]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_ABBREVIATIONS = {
    "st": "saint",
    "ste": "sainte",
    "sta": "santa",
    "sto": "santo",
    "sankt": "saint",
    "mt": "mount",
    "ft": "fort",
    "pto": "puerto",
    "pt": "port",
    "pte": "pointe",
    "hbr": "harbour",
    "harbor": "harbour",
    "anch": "anchorage",
    "term": "terminal",
    "isl": "island",
    "is": "island",
    "i": "island",
    "b": "bay",
    "hd": "head",
    "rk": "rock",
    "no": "number",
    "and": "",
}
# Words that say what a place is, before or after the name proper, in the languages of port lists.
_BEFORE = frozenset(
    "port ports puerto porto puertos bandar bandare pelabuhan mina minat marsa terminal the portul "
    "porta city town harbour harbours morskoy gorod stantsiya stantsyya station limany liman "
    "limani seaport railway border checkpoint d de da do du di of e".split()
)
_AFTER = frozenset(
    "port ports harbour harbours haven havn hamn hafen liman limani iskele iskelesi terminal "
    "terminals anchorage roads roadstead road city town station crossing border checkpoint "
    "container dock docks wharf quay jetty pier hang kang gang ko wan seaport stantsiya stantsyya "
    "railway".split()
)
# Safe to drop only where the country is known, for they tell places apart.
_BEFORE_LOOSE = _BEFORE | frozenset(
    "muara isla island islands isle ile ilha pulau ilot new old ras al el as ash ar an ad at bir "
    "le la les los las municipality haven rechnoy cape point mys kuala tanjung tanjong teluk "
    "cala caleta rada baia bahia bay punta pointe puerta kota great greater sea dry inland y north "
    "south east west central upper lower".split()
)
_AFTER_LOOSE = _AFTER | frozenset(
    "light oil lng lpg marine offshore field platform island islands bay head beach inlet sound "
    "fjord fiord creek river canal lagoon cove reef atoll point cape bight shi gou new old "
    "industrial park estate dry complex basin morskoy torgovyy south north east west central area "
    "zone the la el dong shuidao jiang shipyard yard refinery free berth mole spm fpso buoy "
    "approaches approach municipality province bund".split()
)
_CYRILLIC_BEFORE = re.compile(
    r"^(?:морской |речной |сухой |грузовой )?(?:порт|город|г\.|горад|станция|станцыя|ст\.|терминал|"
    r"тэрмінал|погранпереход|пункт пропуска|пункт пропуску|аэропорт|остров|мыс|пролив)\s+",
    re.IGNORECASE,
)
_BELARUSIAN = re.compile("^[абвгдеёжзійклмнопрстуўфхцчшыьэюя' ’ʼ-]+$")
_HARD_VOWELS, _VOWELS = "аоуыэі", "аоуыэіеёюя"


def plain_words(name: str) -> list[str]:
    """The words of a name in a–z and 0–9, no accents; Cyrillic as English gazetteers write it."""
    return _plain(name).split()


@lru_cache(maxsize=1 << 13)
def _plain(name: str) -> str:
    plain = _SILENT.sub("", name.replace("İ", "i")).casefold().translate(_TO_PLAIN)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain)


def words_of(name: str) -> list[str]:
    """The folded words of a name: a–z and 0–9, no accents, abbreviations spelled out."""
    words = plain_words(name)
    if len(words) < 2:
        return words
    return [w for w in (_ABBREVIATIONS.get(word, word) for word in words) if w]


def fold(name: str) -> str:
    """The key of a name: its folded words without the spaces, so that Ust-Luga meets Ustluga."""
    return "".join(words_of(name))


def single_vowels(key: str) -> str:
    """A key with å, ä, ö, ø, ü written by two letters as gazetteers fold them (Luebeck, Maaloy)."""
    return re.sub("aa|ae|oe|ue", lambda pair: pair[0][0], key)


def parts_of(name: str) -> Iterator[str]:
    """The names inside a compound one: without brackets, in them, between slashes and commas."""
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]", " ", name).strip()
    pieces = [bare, *re.findall(r"[(\[]([^)\]]+)[)\]]", name)]
    pieces += [
        piece for whole in (bare, name) for piece in re.split(r"[/,;]| - | – |\bor\b", whole)
    ]
    return (p for p in dict.fromkeys(piece.strip(" ()[]") for piece in pieces) if p and p != name)


def bare_keys(name: str, *, loose: bool = False) -> Iterator[str]:
    """Keys of a name with generic words ("Port of", "Harbour", "Limanı") taken off, longest first.

    `loose` also drops words that may tell two places apart (New, North, Island). A key of fewer
    than three letters says too little and is left out.
    """
    before, after = (_BEFORE_LOOSE, _AFTER_LOOSE) if loose else (_BEFORE, _AFTER)
    words = words_of(_CYRILLIC_BEFORE.sub("", name))
    found = [words] if fold(name) != "".join(words) else []
    queue = [words]
    while queue:
        current = queue.pop(0)
        shorter = []
        if len(current) > 1 and current[0] in before:
            shorter.append(current[1:])
        if len(current) > 1 and current[-1] in after:
            shorter.append(current[:-1])
        queue += [s for s in shorter if s not in found]
        found += [s for s in shorter if s not in found]
    keys = ("".join(w) for w in found)
    return (k for k in dict.fromkeys(keys) if len(k) >= 3 and not is_generic(k))


def is_generic(word: str) -> bool:
    """Whether a folded word says only what sort of place is meant (port, bay, new), or a number."""
    return word in _BEFORE_LOOSE or word in _AFTER_LOOSE or word.isdigit()


def latinka_forms(name: str) -> tuple[str, ...]:
    """The two Łacinka spellings of a Belarusian Cyrillic name, or none if it cannot be Belarusian.

    The first is the traditional one (Kaladzičy), the second that of the 2007 instruction of the
    Belarusian land committee for foreign maps (Kaliadzičy).
    """
    lowered = name.casefold()
    if not _BELARUSIAN.match(lowered):
        return ()
    return tuple(
        dict.fromkeys((_latinka(lowered, official=False), _latinka(lowered, official=True)))
    )


_LATINKA = dict(
    zip(
        "абвгдзжйкмнопртуўфхцчшыэ",
        "a b v h d z ž j k m n o p r t u ŭ f ch c č š y e".split(),
        strict=True,
    )
) | {"і": "i", "с": "s", "'": "", "’": "", "ʼ": ""}
_SOFT = {"з": "ź", "с": "ś", "ц": "ć", "н": "ń"}
_IOTATED = {"е": "e", "ё": "o", "ю": "u", "я": "a"}


def _latinka(name: str, *, official: bool) -> str:
    out = []
    for at, letter in enumerate(name):
        before, after = name[at - 1 : at], name[at + 1 : at + 2]
        if letter == "л":
            softened = after == "ь" or (after in "іеёюя" and after != "")
            out.append(("ĺ" if after == "ь" else "l") if official else ("l" if softened else "ł"))
        elif after == "ь" and letter in _SOFT:
            out.append(_SOFT[letter])
        elif letter == "ь":
            continue
        elif letter in _IOTATED:
            after_l = before == "л" and not official
            alone = before == "" or before in _VOWELS + "ў'’ʼь -"
            out.append(("" if after_l else "j" if alone else "i") + _IOTATED[letter])
        else:
            out.append(_LATINKA.get(letter, letter))
    return "".join(out)


_SKELETON = tuple(
    (re.compile(old), new)
    for old, new in (
        ("dzh|dj|zh|j", "z"),
        ("shch|sch|tsch|tch|sh|ch|cz|sz", "$"),
        ("kh", "h"),
        ("gh", "g"),
        ("c(?=[eiy])", "s"),
        ("ck|q|c|k", "k"),
        ("ph", "f"),
        ("th", "t"),
        ("ts|tz", "s"),
        ("x", "ks"),
        ("w|v|b", "v"),
        ("(?<=[aeiou])y|y(?=[aeiou])", ""),
        ("[aeiouy]+", "a"),
        (r"(.)\1+", r"\1"),
    )
)


def skeleton(key: str) -> str:
    """What is left of a folded key when spellings of one sound are made alike (kh/h, zh/j, ou/u).

    Vowels are all written `a`; for comparing within one country only, it is too coarse otherwise.
    """
    for pattern, new in _SKELETON:
        key = pattern.sub(new, key)
    return key
