"""Links of governance: who oversees, approves and leads what, and who only stands in for a chair."""

from __future__ import annotations

import pytest

from tests.extraction.linking import links, short

OVERSIGHT = [
    # papers put before a board, which will decide
    (
        "The [annual plan|Strategy] is attached for the [Cabinet|Board] and the [ICB|HealthBody] to agree.",
        {"Cabinet oversees annual plan ?", "ICB oversees annual plan ?"},
    ),
    ("That the [Cabinet|Board] approves the [annual plan|Strategy].", {"Cabinet oversees annual plan ?"}),
    ("The [annual plan|Strategy] awaits approval from the [Cabinet|Board].", {"Cabinet oversees annual plan ?"}),
    ("The [annual plan|Strategy] obtained approval from the [Cabinet|Board].", {"Cabinet oversees annual plan"}),
    # a report means what it is on, tells of or asks for, whoever wrote it
    (
        "The [Cabinet|Board] considered a report of the [Director|Role] on extending the [lease|Agreement].",
        {"Cabinet oversees lease"},
    ),
    (
        "The [Panel|Board] noted a paper by officers setting out progress on the [winter plan|Strategy].",
        {"Panel oversees winter plan"},
    ),
    (
        "Officers gave an update to the [Panel|Board] about the [winter plan|Strategy].",
        {"Panel oversees winter plan"},
    ),
    ("The [Panel|Board] noted the [winter plan|Strategy] was late.", set()),
    ("The [Panel|Board] heard a report from officers, who like the [winter plan|Strategy].", set()),
    (
        "The [Panel|Board] heard a report of the [Director|Role] – Hythe, on the [winter plan|Strategy].",
        {"Panel oversees winter plan"},
    ),
    (
        "Officers briefed the [Panel|Board] on the final version of the [winter plan|Strategy].",
        {"Panel oversees winter plan"},
    ),
    # who gets a responsibility has it
    (
        "The [council|Council] passed oversight of the [winter plan|Strategy] to the [Flow Board|Board].",
        {"Flow Board oversees winter plan"},
    ),
    # an "-ing" joined to another one is a verb
    (
        "The [council|Council] took pride in leading and shaping the [care partnership|Partnership].",
        {"council oversees care partnership"},
    ),
    # what is parted by a dash, and what took place
    (
        "- Redesign of the [carers line|Service] and of day care – led by [Westhaven Council|Council]",
        {"Westhaven Council oversees carers line"},
    ),
    (
        "- Future of the [carers line|Service] that is now shared – led by [Westhaven Council|Council]",
        {"Westhaven Council oversees carers line"},
    ),
    (
        "The [flu programme|Strategy] took place led by the [ICB|HealthBody].",
        {"ICB oversees flu programme"},
    ),
    (
        "The [council|Council] signed the [lease|Agreement] following [Cabinet|Board] approval.",
        {"council partyTo lease", "Cabinet oversees lease"},
    ),
    # an aside between a verb and its object
    (
        "We endorsed, in conjunction with the [Safeguarding Board|Board], new [guidance|Strategy].",
        {"Safeguarding Board oversees guidance"},
    ),
    # the board that was set up, or is there, does it; not who set it up
    (
        "The [council|Council] set up a [programme board|Board] to oversee the [frailty plan|Strategy].",
        {"programme board oversees frailty plan", "programme board partOf council"},
    ),
    (
        "There was a [programme board|Board] in place to oversee the [frailty plan|Strategy].",
        {"programme board oversees frailty plan"},
    ),
    # what "us" are let do is the work of the board
    (
        "The [delivery board|Board] allows us to manage the [winter plan|Strategy].",
        {"delivery board oversees winter plan"},
    ),
    # a fronted participle before "we" is about what we did
    (
        "Led by the [joint committee|Board], we have worked on writing the [growth plan|Strategy].",
        {"joint committee oversees growth plan"},
    ),
    # "hold to account" around its object, and in the passive
    ("The [carers board|Board] holds the [council|Council] to account.", {"carers board oversees council"}),
    ("The [council|Council] was held to account by the [carers board|Board].", {"carers board oversees council"}),
    # the part that an aside gives somebody
    ("The [pooled fund|Agreement], with the [ICB|HealthBody] as host, grew.", {"ICB oversees pooled fund"}),
    # members stand for their board
    ("Members of the [panel|Board] had oversight of the [carers plan|Strategy].", {"panel oversees carers plan"}),
    # with whom a board is chaired
    (
        "[Northbury Voices|Organisation] co-chaired the [forum|Board] with the [Director of Adults|Role].",
        {"Northbury Voices chairs forum", "Director of Adults chairs forum"},
    ),
    # each of a list that stands before a comma
    (
        "There were [five workstreams|Strategy], each led by a [chief officer|Role].",
        {"chief officer oversees five workstreams"},
    ),
    # a past form after "and" with a name as its object
    (
        "The [quality board|Board] shared notes and monitored [care homes|PartnerGroup].",
        {"quality board oversees care homes"},
    ),
    # what the governance of a thing is
    (
        "The governance structure for the [pooled fund|Agreement] was the [joint executive|Board].",
        {"joint executive oversees pooled fund"},
    ),
    # lines without a verb
    ("Lead for the [winter plan|Strategy]: [Jo Bell|Person]", {"Jo Bell oversees winter plan"}),
    ("Chair of the [panel|Board]: [Jo Bell|Person]", {"Jo Bell chairs panel"}),
    (
        "[Adults Board|Board] \u2013 chaired by the [Director|Role] and reporting to the [Cabinet|Board]",
        {"Director chairs Adults Board", "Adults Board reportsTo Cabinet"},
    ),
    # the approval of a board that a plan has
    ("The [annual plan|Strategy] received [Cabinet|Board] approval in May.", {"Cabinet oversees annual plan"}),
    (
        "The [annual plan|Strategy] was adopted at the first meeting of the [joint committee|Board].",
        {"joint committee oversees annual plan"},
    ),
    # "its delivery" after the plan that the clause before is about
    (
        "The [carers plan|Strategy] was in place, and its delivery was overseen by the [carers board|Board].",
        {"carers board oversees carers plan"},
    ),
    # what stands beside a duty in a list has it not
    ("The [Director|Role] duties, some [safeguarding functions|Service], and respite remain with staff.", set()),
    ("It keeps all [Director|Role] responsibilities, some [safeguarding functions|Service], and respite.", set()),
    # who praises a delivery has no part in it
    ("Delivery of the [carers plan|Strategy] was praised by the [carers board|Board].", set()),
    (
        "The [carers plan|Strategy] is refreshed yearly and progress is reported to the [carers board|Board].",
        {"carers board oversees carers plan"},
    ),
    # clauses that go on without their verb
    (
        "The [flow plan|Strategy] is led by the [trust|HealthBody], the [staff plan|Strategy] by the [council|Council] "
        "and the [estates plan|Strategy] by [Mind|Organisation].",
        {"trust oversees flow plan", "council oversees staff plan", "Mind oversees estates plan"},
    ),
    # changes and work stand for what they are about
    (
        "The [Director of Flow|Role] was driving changes needed around the [discharge hub|Service].",
        {"Director of Flow oversees discharge hub"},
    ),
    (
        "The [Director of Flow|Role] was leading work on the [discharge hub|Service].",
        {"Director of Flow oversees discharge hub"},
    ),
    # accountable to one body, for something
    (
        "The [lead officer|Role] was accountable to the [joint board|Board] for delivery of the [flow plan|Strategy].",
        {"lead officer reportsTo joint board", "lead officer oversees flow plan"},
    ),
    # a verb in the third person after a name
    (
        "The [carers board|Board] tracks progress against the [carers strategy|Strategy].",
        {"carers board oversees carers strategy"},
    ),
]


@pytest.mark.parametrize(("marked", "expected"), OVERSIGHT, ids=short)
def test_who_oversees_what(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


CHAIRS = [
    # an owned post beside its holder
    ("The [panel|Board]'s independent chair, [Jo Bell|Person], spoke.", {"Jo Bell chairs panel"}),
    ("The [panel|Board] chose [Jo Bell|Person] as its chair.", {"Jo Bell chairs panel"}),
    (
        "The [panel|Board] had appointed an [independent chair|Role], [Jo Bell|Person].",
        {"Jo Bell chairs panel", "Jo Bell holdsRole independent chair"},
    ),
    ("[Jo Bell|Person] stepped down as chair of the [panel|Board].", {"Jo Bell chairs panel"}),
    # with somebody who is not named
    (
        "The [panel|Board] is co-chaired by a person with lived experience and the [Head of Care|Role].",
        {"Head of Care chairs panel"},
    ),
    # a post that is said of another
    ("The [lead member|Role] was also the [chair|Role] of the [panel|Board].", {"lead member chairs panel"}),
    # by turns
    (
        "The chair of the [panel|Board] alternates between the [council|Council] and the [ICB|HealthBody].",
        {"council chairs panel", "ICB chairs panel"},
    ),
]


@pytest.mark.parametrize(("marked", "expected"), CHAIRS, ids=short)
def test_who_chairs_what(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


REPORTING = [
    # the agent of a passive
    ("Risks are reported by the [quality team|Team] to the [Board|Board].", {"quality team reportsTo Board"}),
    ("Risks are escalated from the [quality team|Team] to the [Board|Board].", {"quality team reportsTo Board"}),
    ("The [quality team|Team] gave reports on waiting lists to the [Board|Board].", {"quality team reportsTo Board"}),
    # what is only said to a board
    ("The [quality team|Team] reported to the [Board|Board] that staff were pleased.", set()),
    ("The [quality team|Team] was held accountable by the [Board|Board].", {"Board oversees quality team"}),
]


@pytest.mark.parametrize(("marked", "expected"), REPORTING, ids=short)
def test_who_reports_to_whom(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


STAND_INS = [
    "[Councillor Lane|Person] is the vice-chair of the [panel|Board].",
    "[Councillor Lane|Person] was appointed deputy chair of the [panel|Board].",
    "The [panel|Board] was vice-chaired by [Councillor Lane|Person].",
    "The [panel|Board] has a [vice chair|Role].",
]


@pytest.mark.parametrize("marked", STAND_INS, ids=short)
def test_a_vice_chair_does_not_chair(marked: str) -> None:
    assert not any(" chairs " in line for line in links(marked))
