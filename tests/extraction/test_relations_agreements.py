"""Links of agreements, contracts and jobs: who is bound by what, who runs what it is for, who works where."""

from __future__ import annotations

import pytest

from tests.extraction.linking import links, short

AGREEMENTS = [
    # with whom "it" has an agreement is not "it"
    (
        "The [council|Council] praised the [trust|HealthBody] with which it had a [lease|Agreement].",
        {"council partyTo lease", "trust partyTo lease"},
    ),
    # a contract after the name of a body, or with it, is for what it runs
    (
        "There is a [Rowan Care|Organisation] [contract|Agreement] for the [meals service|Service].",
        {"Rowan Care partyTo contract", "Rowan Care provides meals service"},
    ),
    ("The [ICB|HealthBody]'s [contract|Agreement] for the [night line|Service] ended.", {"ICB partyTo contract"}),
    # a joint thing without a name, done by several
    (
        "A joint reply was sent by the [council|Council] and the [ICB|HealthBody].",
        {"council partnerOf ICB"},
    ),
    # what is a way, or how, to do a thing
    (
        "The [staffing plan|Strategy] is the means by which we meet the [vision|Strategy].",
        {"staffing plan supports vision"},
    ),
    (
        "The [staffing plan|Strategy] is how we will deliver the [vision|Strategy].",
        {"staffing plan supports vision"},
    ),
    # a partnership of one with others does what it does for all
    (
        "The [council|Council]'s partnership with [Mind|Organisation] wrote a [frailty plan|Strategy].",
        {"council partnerOf Mind", "council hasStrategy frailty plan", "Mind hasStrategy frailty plan"},
    ),
    # what is to be noted is what was submitted
    (
        "Note the [winter plan|Strategy] submitted on behalf of the [Health Board|Board].",
        {"Health Board hasStrategy winter plan"},
    ),
    # an abridged name in brackets is the same thing, and who has a contract runs what it is for or has it run
    (
        "The [council|Council] submitted its [Better Care Plan|Strategy] ([BC Plan|Strategy]).",
        {"council hasStrategy Better Care Plan"},
    ),
    (
        "The [trust|HealthBody] holds the [contract|Agreement] with [Mind|Organisation] for the [line|Service].",
        {"trust partyTo contract", "Mind partyTo contract", "Mind provides line"},
    ),
    (
        "[Mind|Organisation] holds the [contract|Agreement] with the [council|Council] for the [line|Service].",
        {"Mind partyTo contract", "council partyTo contract", "Mind provides line"},
    ),
    # a service is said to comprise its parts, not those who run it
    (
        "We run [day services|Service], comprising a [repair cafe|Service] and a [choir|Service].",
        {"repair cafe partOf day services", "choir partOf day services"},
    ),
]

JOBS = [
    ("[Jo Bell|Person], [Vale ICB|HealthBody] was welcomed.", {"Jo Bell partOf Vale ICB"}),
    (
        "It involved [Jo Bell|Person], [Mind|Organisation] and [Tom Ray|Person], [Vale ICB|HealthBody].",
        {"Jo Bell partOf Mind", "Tom Ray partOf Vale ICB"},
    ),
    ("We met [Jo Bell|Person], [Mind|Organisation] and [Vale ICB|HealthBody].", set()),
    (
        "[Jo Bell|Person], [Access Team|Team], [Vale ICB|HealthBody] spoke.",
        {"Jo Bell partOf Access Team", "Access Team partOf Vale ICB"},
    ),
    (
        "[Jo Bell|Person] ([Director of Place|Role], [Vale Council|Council]) spoke.",
        {"Jo Bell holdsRole Director of Place", "Director of Place partOf Vale Council"},
    ),
    (
        "That [Jo Bell|Person], [Director of Place|Role], be elected [Chair|Role].",
        {"Jo Bell holdsRole Director of Place", "Jo Bell holdsRole Chair"},
    ),
    ("[Jo Bell|Person] - [Vale ICB|HealthBody]", {"Jo Bell partOf Vale ICB"}),
    (
        "By [Jo Bell|Person], [Vale ICB|HealthBody] [chief executive|Role]",
        {"Jo Bell holdsRole chief executive", "chief executive partOf Vale ICB"},
    ),
    ("[Cabinet|Board] - [Hythe Council|Council] - 3 May", {"Cabinet partOf Hythe Council"}),
    ("A [team|Team] of six officers from the [council|Council] came.", {"team partOf council"}),
]


@pytest.mark.parametrize(("marked", "expected"), AGREEMENTS, ids=short)
def test_whom_an_agreement_binds_and_what_it_is_for(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), JOBS, ids=short)
def test_where_people_and_teams_belong(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected
