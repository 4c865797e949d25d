"""What `corridors check` finds: each fault names its file, its field and the mend."""

from __future__ import annotations

import pytest

from tests.small_world import EDITOR, FURNITURE, PLANNED, SAILS, SmallWorld


def test_a_sound_catalog_has_no_faults(world: SmallWorld) -> None:
    catalog = world.load()
    assert catalog.faults == ()
    passage = catalog.corridors[0].passages["legs.sea.stated.0"]
    assert world.text[passage.start : passage.end] == SAILS
    assert passage.prefix.endswith("opens\n")
    assert passage.suffix.startswith(" Trains")


def test_a_quote_that_is_not_in_its_article_is_named_with_the_place_where_it_departs(
    world: SmallWorld,
) -> None:
    world.leg("sea")["stated"] = [{"article": "gazette", "quote": SAILS.replace("week", "day")}]
    (fault,) = world.faults()
    assert "definitions/ferry.yaml: legs.sea.stated.0" in fault
    assert "does not stand in gazette" in fault
    assert "the article has 'week." in fault


def test_a_quote_that_stands_twice_needs_an_occurrence(world: SmallWorld) -> None:
    world.leg("sea")["stated"] = [{"article": "gazette", "quote": "Aport"}]
    (fault,) = world.faults()
    assert "stands 3 times" in fault
    assert "occurrence: 1 to 3" in fault


@pytest.mark.parametrize(("occurrence", "sound"), [(1, True), (2, False), (3, False)])
def test_an_occurrence_counts_every_place_and_furniture_is_never_used(
    world: SmallWorld, occurrence: int, sound: bool
) -> None:
    claim = {"article": "gazette", "quote": PLANNED, "occurrence": occurrence}
    world.leg("sea")["stated"] = [claim]
    faults = world.faults()
    assert (not faults) is sound
    if occurrence == 2:
        assert "page furniture" in faults[0]


def test_a_quote_that_also_stands_in_furniture_means_the_one_in_the_article(
    world: SmallWorld,
) -> None:
    world.leg("sea")["stated"] = [{"article": "gazette", "quote": PLANNED}]
    catalog = world.load()
    assert catalog.faults == ()
    assert catalog.corridors[0].passages["legs.sea.stated.0"].end < FURNITURE


def test_a_quote_that_runs_into_furniture_is_refused(world: SmallWorld) -> None:
    world.leg("sea")["stated"] = [{"article": "gazette", "quote": "containers. Read also"}]
    assert "lies in page furniture of gazette (teaser" in world.faults()[0]


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ({}, "exactly one of article, reference, editor"),
        ({"article": "gazette"}, "article and quote go together"),
        ({"editor": "Corridor Atlas"}, "editor and reason go together"),
        ({"reference": "wire", **EDITOR}, "exactly one of article, reference, editor"),
        ({"reference": "nowhere"}, "no reference has the id 'nowhere'"),
        ({"article": "nowhere", "quote": "x"}, "no article has the id 'nowhere'"),
        ({"reference": "wire", "colour": "red"}, "unknown key, with the value 'red'"),
        ({"reference": "wire", "occurrence": 1}, "occurrence goes with article and quote"),
    ],
)
def test_a_claim_rests_on_one_kind_of_evidence_that_is_there(
    world: SmallWorld, claim: dict[str, str], message: str
) -> None:
    world.leg("sea")["stated"] = [claim]
    (fault,) = world.faults()
    assert message in fault
    assert "legs" in fault


def test_a_leg_needs_its_ends_among_the_stops(world: SmallWorld) -> None:
    world.leg("sea")["to"] = "strait"
    faults = world.faults()
    assert any("legs.sea.to: 'strait' is not a stop" in fault for fault in faults)


def test_a_leg_without_a_claim_is_refused(world: SmallWorld) -> None:
    world.leg("sea")["stated"] = []
    assert any("legs.sea.stated" in fault for fault in world.faults())


def test_legs_of_a_route_follow_one_another(world: SmallWorld) -> None:
    world.definition["routes"][0]["legs"] = ["sea", "rail"]
    assert "'sea' ends at 'beport', 'rail' starts at 'aport'" in world.faults()[0]


def test_an_actor_that_nobody_has_entered_is_named(world: SmallWorld) -> None:
    world.leg("sea")["operator"] = [{"value": "charon", **EDITOR}]
    assert "no actor has the id 'charon'" in world.faults()[0]


def test_an_amount_needs_a_unit(world: SmallWorld) -> None:
    world.definition["statements"][0]["amount"] = 93
    assert "amount and unit go together" in world.faults()[0]


def test_an_article_that_changed_is_refused_with_its_new_hash(world: SmallWorld) -> None:
    world.text = world.text.replace("ferry", "Ferry")
    assert any("gazette.txt has changed: it hashes to" in fault for fault in world.faults())


def test_furniture_that_is_not_where_it_is_said_to_be_is_named(world: SmallWorld) -> None:
    world.article["furniture"][0]["start"] += 1
    assert any("'Read also' does not stand at" in fault for fault in world.faults())


def test_an_address_that_is_no_web_address_is_refused(world: SmallWorld) -> None:
    world.article["url"] = "javascript:alert(1)"
    assert any("gazette.url" in fault for fault in world.faults())


def test_a_broken_definition_is_left_out_and_the_rest_stands(world: SmallWorld) -> None:
    world.add_corridor(id="rails", name="Rails")
    world.leg("sea")["mode"] = [{"value": "teleport", **EDITOR}]
    catalog = world.load()
    assert [grounded.definition.id for grounded in catalog.corridors] == ["rails"]
    assert len(catalog.faults) == 1
    assert "definitions/ferry.yaml: legs.sea.mode.0.value" in str(catalog.faults[0])


def test_an_id_is_given_once_for_ever(world: SmallWorld) -> None:
    world.add_corridor(id="rails", was=["ferry"])
    assert any("the id 'ferry' belongs to" in fault for fault in world.faults())


def test_the_file_is_named_for_its_corridor(world: SmallWorld) -> None:
    world.definition["id"] = "boat"
    assert (
        "definitions/ferry.yaml: id: 'boat' is not the file's name — write ferry" in world.faults()
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id: [", "line 1"),
        (b"a: 1\na: 2\n", "the key 'a' is given twice"),
        (b"a: &x 1\nb: *x\n", "anchors and aliases are not used here"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"!!python/object/apply:os.system [true]", "could not determine a constructor"),
        (b"x" * 2_000_001, "bytes long"),
        (b"[" * 5_000, "nested too deeply"),
    ],
)
def test_a_file_that_is_no_plain_yaml_is_named_and_not_run(
    world: SmallWorld, content: bytes, message: str
) -> None:
    world.load()
    (world.folder / "definitions" / "bad.yaml").write_bytes(content)
    faults = world.faults()
    assert len(faults) == 1
    assert faults[0].startswith("definitions/bad.yaml")
    assert message in faults[0]


def test_how_a_leg_is_routed_is_a_claim_with_its_evidence(world: SmallWorld) -> None:
    world.leg("sea")["way"] = [{"avoid": ["kerch"], "allow": ["nsr"], **EDITOR}]
    assert world.faults() == []
    world.leg("sea")["way"] = [{"avoid": ["kerch"]}]
    assert "exactly one of article, reference, editor" in world.faults()[0]


def test_a_passage_that_is_not_known_is_named_with_those_that_are(world: SmallWorld) -> None:
    world.leg("sea")["way"] = [{"avoid": ["atlantis"], **EDITOR}]
    (fault,) = world.faults()
    assert "definitions/ferry.yaml: legs.sea.way.0: no passage has the slug 'atlantis'" in fault
    assert "bosphorus" in fault


def test_a_hint_that_says_nothing_is_refused(world: SmallWorld) -> None:
    world.leg("sea")["way"] = [dict(EDITOR)]
    assert "a way needs one of avoid_countries, avoid, allow, proposed" in world.faults()[0]
