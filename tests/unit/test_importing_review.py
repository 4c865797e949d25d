"""An imported line in review: each of its fields is asked for, and it may not pass without them."""

from __future__ import annotations

import pytest

from corridors.desk import Desk
from corridors.errors import NotAcceptable
from corridors.importing import import_lines
from corridors.review import edits
from corridors.review.draft import own
from corridors.review.proposal import Kind, Reviewed, State
from tests.made_desk import decide, make_desk
from tests.small_world import SmallWorld

KML = b"""<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>Minsk to Poti</name>
<ExtendedData><Data name="mode"><value>rail</value></Data></ExtendedData><LineString>
<coordinates>27.56,53.9 49.85,40.37 41.67,42.15</coordinates></LineString></Placemark></kml>"""


@pytest.fixture
def imported(world: SmallWorld) -> tuple[Desk, Reviewed]:
    desk = make_desk(world)
    found = import_lines("way.kml", KML, nodes=desk.catalog().registers.nodes.values())
    return desk, desk.add(found.drafts[0], found.origin)


def test_a_quote_is_asked_for_each_stop_each_leg_and_each_mode(
    imported: tuple[Desk, Reviewed],
) -> None:
    _, reviewed = imported
    asked = {objection.path for objection in reviewed.objections}
    assert asked >= {
        *(f"stops.{stop.key}.stated" for stop in reviewed.draft.stops),
        *(f"legs.{leg.key}.stated" for leg in reviewed.draft.legs),
        *(f"legs.{leg.key}.modes.0" for leg in reviewed.draft.legs),
    }
    assert len(reviewed.draft.legs) == 2


def test_it_cannot_be_accepted_as_it_is_drawn(imported: tuple[Desk, Reviewed]) -> None:
    desk, reviewed = imported
    with pytest.raises(NotAcceptable):
        decide(desk, reviewed, Kind.ACCEPT)
    assert desk.review(reviewed.proposal.id).state is State.OPEN
    assert reviewed.proposal.origin.detail["file"] == "way.kml"


def test_once_every_field_has_its_evidence_it_is_accepted(imported: tuple[Desk, Reviewed]) -> None:
    desk, reviewed = imported
    mine = own("Ada", "I drew it from a printed timetable")
    stops = [stop.key for stop in reviewed.draft.stops]
    given: list[edits.Edit] = [edits.SetStated(of="stop", key=s, stated=(mine,)) for s in stops]
    for leg in reviewed.draft.legs:
        given.append(edits.SetStated(of="leg", key=leg.key, stated=(mine,)))
        modes = tuple(said.model_copy(update={"evidence": mine}) for said in leg.modes)
        given.append(edits.SetModes(leg=leg.key, modes=modes))
    accepted = decide(desk, reviewed, Kind.ACCEPT, edits=tuple(given))
    assert accepted.state is State.ACCEPTED
