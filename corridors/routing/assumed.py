"""The assumptions that days rest on unless a reader takes others, each with its origin."""

from __future__ import annotations

from types import MappingProxyType

from corridors.routing.times import HOURS, KM_H, Assumption, Assumptions

_DEFAULTS = (
    Assumption(
        "sea-speed",
        "Ship at sea, calls and waiting on the way included",
        KM_H,
        18.5,
        29.6,
        "10 to 16 knots. Low: a liner's 17 days from Mundra to Novorossiysk over the way by Suez; "
        "the same source's 23 days to St Petersburg make 13 knots. High: the 16 knots of Flying "
        "Fish 1 over 8,000 nautical miles of the Northern Sea Route.",
        ("sberbank-india-cargo-routes", "sagar-sandesh-2024-09-26-flying-fish"),
    ),
    Assumption(
        "river-speed",
        "River-sea ship on rivers and reservoirs, ordinary locks included",
        KM_H,
        8.0,
        14.0,
        "The editor's own: 10 to 15 km/h loaded in still water, less against the stream, "
        "with a wait at each lock.",
    ),
    Assumption(
        "rail-speed",
        "Freight train, stops in yards included",
        KM_H,
        18.0,
        41.0,
        "Low: seven days by express train from Orsha to Absheron, and 60 to 70 hours from Aprin to "
        "Bandar Abbas, over the length of our way. High: 5,430 km from Dostyk to Brest in 5.5 days "
        "by container train.",
        (
            "sputnik-az-2022-08-08-express-trains",
            "sdelanounas-2025-11-08-aprin",
            "tass-2022-04-04-otlk",
        ),
    ),
    Assumption(
        "road-speed",
        "Lorry, rest included",
        KM_H,
        18.0,
        30.0,
        "Low: about a week from Karachi to Tashkent, over the length of our way. High: the "
        "editor's own, one driver of 9 to 11 hours a day at 65 to 70 km/h.",
        ("xinhua-2022-06-18-karachi-tashkent",),
    ),
    Assumption(
        "rail-border",
        "Customs at a border by rail",
        HOURS,
        4.0,
        24.0,
        "The editor's own: from a train with electronic papers to one that is examined. "
        "None inside the Eurasian Economic Union or the European Union.",
    ),
    Assumption(
        "road-border",
        "Customs and queue at a border by road",
        HOURS,
        4.0,
        48.0,
        "The editor's own: from an empty lane to a queue of two days; the sources tell of longer. "
        "None inside the Eurasian Economic Union or the European Union.",
    ),
    Assumption(
        "gauge-change",
        "Containers to wagons of another gauge, or new bogies",
        HOURS,
        6.0,
        36.0,
        "The editor's own: a block train is reloaded in a shift; with a wait for wagons it takes "
        "a day and a half.",
    ),
    Assumption(
        "transshipment",
        "Change of mode between two legs: port, terminal, customs",
        HOURS,
        24.0,
        120.0,
        "The editor's own: from a connection that waits to one sailing a week, missed by a day.",
    ),
    Assumption(
        "suez-transit",
        "Suez Canal: wait for the convoy, over the time that the km themselves take",
        HOURS,
        6.0,
        18.0,
        "The editor's own: one convoy a day each way, and a speed limit in the canal.",
    ),
    Assumption(
        "panama-transit",
        "Panama Canal: wait for a slot, and the locks",
        HOURS,
        12.0,
        96.0,
        "The editor's own: from a booked slot to days of waiting in a dry year.",
    ),
    Assumption(
        "lock-canal",
        "Canal with locks: wait and locking",
        HOURS,
        4.0,
        24.0,
        "The editor's own: from a free lock to a day's queue.",
    ),
    Assumption(
        "turkish-straits",
        "Bosphorus or Dardanelles: wait for the traffic of the other direction",
        HOURS,
        1.0,
        18.0,
        "The editor's own: large ships pass by day, one direction at a time.",
    ),
)

ASSUMED: Assumptions = MappingProxyType({one.id: one for one in _DEFAULTS})
