"""Links of membership: who belongs to a board or partnership, however the sentence lists them."""

from __future__ import annotations

import pytest

from tests.extraction.linking import links, short

MEMBERS = [
    # "including" after the name of one board names its members, whose lead is the board
    (
        "A [task group|Board] including officers of the [council|Council] alongside the [trust|HealthBody] met.",
        {"council memberOf task group", "trust memberOf task group"},
    ),
    # a list goes on after examples in brackets
    (
        "The [forum|Board] includes [districts|PartnerGroup] (including [Hythe|Council]), some and [Mind|HealthBody].",
        {"districts memberOf forum", "Hythe memberOf forum", "Mind memberOf forum"},
    ),
    # whose members they are
    (
        "The [forum|Board], whose members come from the [police|PartnerGroup] and the [trust|HealthBody], met.",
        {"police memberOf forum", "trust memberOf forum"},
    ),
    # a class of bodies and the names after a colon
    (
        "The [forum|Board] is made up of two [trusts|PartnerGroup]: [Vale Trust|HealthBody]; [Moor Trust|HealthBody].",
        {"trusts memberOf forum", "Vale Trust memberOf forum", "Moor Trust memberOf forum"},
    ),
    # what is said to be a committee is what was formed, not whose committee it is
    (
        "The [Place Forum|Board] is a committee of the [Vale ICS|Partnership], formed by the [council|Council].",
        {"Place Forum partOf Vale ICS", "council memberOf Place Forum"},
    ),
    # whose purpose it is to bring them together
    (
        "It is the role of the [forum|Board] in bringing together [Mind|Organisation] and the [ICB|HealthBody].",
        {"Mind memberOf forum", "ICB memberOf forum"},
    ),
    # a number before "other" opens no phrase of its own
    (
        "The [council|Council] is a member of the [Vale ICS|Partnership] with 7 other [boroughs|PartnerGroup].",
        {"council memberOf Vale ICS", "boroughs memberOf Vale ICS"},
    ),
    # the way bodies work
    (
        "It changed the way [hospices|PartnerGroup] work with the [trust|HealthBody].",
        {"hospices partnerOf trust"},
    ),
    # a second clause after no more than a comma
    (
        "The [forum|Board] was attended by the [police|PartnerGroup], this did not include [Mind|Organisation].",
        {"police memberOf forum", "Mind memberOf forum !"},
    ),
    # who speaks on behalf of a board
    (
        "[Jo Bell|Person], on behalf of the [forum|Board], commented that it was late.",
        {"Jo Bell memberOf forum"},
    ),
    # "in" straight after "is"
    ("The [council|Council] is in the [Vale ICS|Partnership].", {"council memberOf Vale ICS"}),
    ("The [council|Council] is a model for work in the [Vale ICS|Partnership].", set()),
]


@pytest.mark.parametrize(("marked", "expected"), MEMBERS, ids=short)
def test_who_belongs_to_a_board_or_partnership(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected
