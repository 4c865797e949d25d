#!/usr/bin/env python3
"""Score extracted corridors against a gold set.

    python score.py GOLD_DIR PREDICTIONS.jsonl [--json]

GOLD_DIR holds NN.json (id, lang, text) and NN.gold.json. A gold file with no text beside it
(the seeds) takes its text from --texts DIR, where <id>.txt lies.

PREDICTIONS.jsonl has one line an article, as `corridors extract --format jsonl` prints it:

    {"article": "04",
     "corridors": [
       {"name": {"text": "Middle Corridor", "start": 10, "end": 25} | null, "corridor_id": "middle-corridor" | null,
        "stops": [{"id": "s1", "name": "Alat", "kind": "point" | "area",
                   "mentions": [[315, 319]], "place": {"lat": 39.9, "lon": 49.4, "country": "AZ"} | null}],
        "legs":  [{"origin": "s1", "destination": "s2", "mode": "sea" | null,
                   "quotes": [{"start": 300, "end": 386, "text": "..."}]}]}]}

Modes are written sea, rail, road, river, air. Offsets are half-open counts of Unicode code points into the
text as given.

- A stop matches a gold stop where one of its mentions overlaps the gold span by half or more of both together,
  or is written the same once case and accents are folded. A mention longer than 60 characters counts for nothing.
- A leg matches where both ends match, in the same direction, and its quotes are exact, at most 600 characters
  together, and hold a mention of each end. Several legs may share a quote.
- Mode accuracy is over all matched legs: where the text gives no mode, null is the right answer.
- A name counts where it stands in the text at its offsets and agrees with the gold name or an alias.
- A place is right where its country is (a border post may have two) and, for points, where it lies within 50 km
  of the gold place.
- corridor_id is one of instc, middle-corridor, northern-sea-route, lapis-lazuli, development-road, imec,
  rail-baltica, trans-afghan, china-kyrgyzstan-uzbekistan, baku-tbilisi-kars, zangezur, eurasian-land-bridge,
  kolyadichi-novorossiysk-gebze, belarus-pakistan, rasht-astara, or an id of the atlas's own, or null.
"""

import argparse
import json
import math
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

LONGEST_MENTION = 60  # characters
LONGEST_QUOTES = 600  # characters, a leg's quotes together


def fold(surface):
    """Case, accents and apostrophes folded; 'the ' dropped."""
    decomposed = unicodedata.normalize("NFKD", surface.casefold())
    kept = (
        "".join(c for c in decomposed if not unicodedata.combining(c))
        .replace("ı", "i")
        .replace("’", "'")
    )
    return kept.removeprefix("the ").strip()


def clean_mentions(stop, text):
    """The mentions that count: inside the text, not empty, at most LONGEST_MENTION characters."""
    return [
        (s, e) for s, e in stop["mentions"] if 0 <= s < e <= len(text) and e - s <= LONGEST_MENTION
    ]


def agreement(a, b):
    """Overlap of two spans over their union, 0 to 1."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def stop_matches(stop, gold, text):
    mentions = clean_mentions(stop, text)
    return any(
        agreement(span, gold["quote"]) >= 0.5 or fold(text[slice(*span)]) == fold(gold["surface"])
        for span in mentions
    )


def grounded(leg, origin, destination, text):
    """Quotes exact, short enough, and holding both ends."""
    quotes = leg["quotes"]
    if not quotes or any(not q["text"] or text[q["start"] : q["end"]] != q["text"] for q in quotes):
        return False
    if sum(q["end"] - q["start"] for q in quotes) > LONGEST_QUOTES:
        return False
    return all(
        any(
            q["start"] <= s and e <= q["end"] for q in quotes for s, e in clean_mentions(stop, text)
        )
        for stop in (origin, destination)
    )


def name_matches(name, corridor, text):
    if not name or text[name["start"] : name["end"]] != name["text"]:
        return False
    written = fold(name["text"])
    for gold in (corridor["name"], *corridor["aliases"]):
        short, long = sorted((fold(gold), written), key=len)
        if short and short in long and 2 * len(short) >= len(long):
            return True
    return False


def km_between(a, b):
    (la, lo), (lb, mo) = ((math.radians(p["lat"]), math.radians(p["lon"])) for p in (a, b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((mo - lo) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def place_right(place, gold):
    if not place or place.get("country") not in gold["country"].split("/"):
        return False
    return "lat" not in gold or ("lat" in place and km_between(place, gold) <= 50)


def distinct(items, key):
    seen = {}
    for item in items:
        seen.setdefault(key(item), item)
    return list(seen.values())


def pair(predicted, gold, equal):
    """Greedy one-to-one pairs of items that are equal."""
    left, pairs = list(gold), []
    for p in predicted:
        hit = next((g for g in left if equal(p, g)), None)
        if hit is not None:
            left.remove(hit)
            pairs.append((p, hit))
    return pairs


def score_article(prediction, gold, text):
    n = Counter()
    gold_stops = distinct(
        (s for c in gold["corridors"] for s in c["stops"]), lambda s: fold(s["surface"])
    )
    by_surface = {fold(s["surface"]): s for s in gold_stops}
    gold_legs = distinct(
        (e for c in gold["corridors"] for e in c["edges"]), lambda e: (fold(e["a"]), fold(e["b"]))
    )
    stops, legs = [], []
    for corridor in prediction["corridors"]:
        of_id = {s["id"]: s for s in corridor["stops"]}
        stops += corridor["stops"]
        legs += [(of_id[leg["origin"]], of_id[leg["destination"]], leg) for leg in corridor["legs"]]
    stops = distinct(stops, lambda s: fold(s["name"]))
    legs = distinct(legs, lambda l: (fold(l[0]["name"]), fold(l[1]["name"])))

    def end_matches(stop, surface):
        return stop_matches(
            stop, by_surface.get(fold(surface), {"surface": surface, "quote": (-2, -1)}), text
        )

    def leg_matches(leg, edge):
        return (
            end_matches(leg[0], edge["a"])
            and end_matches(leg[1], edge["b"])
            and grounded(leg[2], leg[0], leg[1], text)
        )

    stop_pairs = pair(stops, gold_stops, lambda p, g: stop_matches(p, g, text))
    leg_pairs = pair(legs, gold_legs, leg_matches)
    placed = [(p.get("place"), g["place"]) for p, g in stop_pairs if g.get("place")]
    named = [c for c in gold["corridors"] if c["name"]]
    names = [c["name"] for c in prediction["corridors"]]
    known = {c["corridor_id"] for c in gold["corridors"] if c.get("corridor_id")}
    linked = {c.get("corridor_id") for c in prediction["corridors"]}
    quotes = [q for leg in legs for q in leg[2]["quotes"]]
    n.update(
        articles=1,
        stops_found=len(stops),
        stops_gold=len(gold_stops),
        stops_right=len(stop_pairs),
        legs_found=len(legs),
        legs_gold=len(gold_legs),
        legs_right=len(leg_pairs),
        modes=len(leg_pairs),
        modes_right=sum(mode_right(leg[2].get("mode"), g["mode"]) for leg, g in leg_pairs),
        places=len(placed),
        places_right=sum(place_right(p, g) for p, g in placed),
        names=len(named),
        names_right=sum(any(name_matches(w, c, text) for w in names) for c in named),
        known=len(known),
        known_right=len(known & linked),
        quotes=len(quotes),
        quotes_exact=sum(
            bool(q["text"]) and text[q["start"] : q["end"]] == q["text"] for q in quotes
        ),
        empty_articles=not gold["corridors"],
        empty_wrong=not gold["corridors"] and bool(prediction["corridors"]),
    )
    return n


def mode_right(mode, gold):
    return mode in gold.split("/") if gold else mode is None


def ratio(a, b):
    return round(a / b, 3) if b else None


def summary(n):
    f1 = lambda right, found, gold: ratio(2 * right, found + gold)
    return {
        "articles": n["articles"],
        "stop_f1": f1(n["stops_right"], n["stops_found"], n["stops_gold"]),
        "leg_f1": f1(n["legs_right"], n["legs_found"], n["legs_gold"]),
        "mode_accuracy": ratio(n["modes_right"], n["modes"]),
        "place_accuracy": ratio(n["places_right"], n["places"]),
        "name_recall": ratio(n["names_right"], n["names"]),
        "known_corridors_linked": ratio(n["known_right"], n["known"]),
        "exact_quotes": ratio(n["quotes_exact"], n["quotes"]),
        "corridors_where_there_are_none": n["empty_wrong"],
    }


def main():
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("gold", type=Path)
    cli.add_argument("predictions", type=Path)
    cli.add_argument(
        "--texts", type=Path, help="where <id>.txt lies for a gold file that has no text beside it"
    )
    cli.add_argument("--json", action="store_true")
    args = cli.parse_args()
    predictions = {}
    for line in args.predictions.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            predictions[row["article"]] = row
    totals = defaultdict(Counter)
    for path in sorted(args.gold.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        article = path.name.removesuffix(".gold.json")
        beside = path.with_name(article + ".json")
        if beside.exists():
            text = json.loads(beside.read_text(encoding="utf-8"))["text"]
        elif args.texts and (args.texts / f"{article}.txt").exists():
            text = (args.texts / f"{article}.txt").read_text(encoding="utf-8")
        else:
            continue
        n = score_article(predictions.get(article, {"corridors": []}), gold, text)
        totals["all"] += n
        totals[gold["lang"]] += n
    result = {group: summary(n) for group, n in totals.items()}
    if args.json:
        json.dump(result, sys.stdout)
        print()
        return
    for group, row in result.items():
        print(f"{group:4}", "  ".join(f"{k}={v}" for k, v in row.items()))


if __name__ == "__main__":
    main()
