"""Links of strategies: what serves, fits into and is written from them, and whose they are."""

from __future__ import annotations

import pytest

from tests.extraction.linking import links, short

SERVING = [
    # what a plan says stands for the plan
    (
        "The [prevention concordat|Strategy]'s principles are central to the [wellbeing strategy|Strategy].",
        {"prevention concordat supports wellbeing strategy"},
    ),
    (
        "The principles of the [prevention concordat|Strategy] are central to the [wellbeing strategy|Strategy].",
        {"prevention concordat supports wellbeing strategy"},
    ),
    # plans for a thing are a planned link of the thing, unless they are what others do with it
    (
        "Plans for the [wellbeing hubs|Service] were aligned with the [prevention strategy|Strategy].",
        {"wellbeing hubs supports prevention strategy ?"},
    ),
    ("The [change programme|Strategy] included plans for the [night service|Service] to be brought in-house.", set()),
    # fronted and inverted
    (
        "Set within the context of the [county vision|Strategy], our [dementia plan|Strategy] is based on early help.",
        {"dementia plan supports county vision"},
    ),
    (
        "Linked to the [inclusion plan|Strategy] is the [welcome group|Board].",
        {"welcome group supports inclusion plan"},
    ),
    (
        "Underpinning the [people strategy|Strategy] is a [workforce plan|Strategy].",
        {"workforce plan supports people strategy"},
    ),
    # a participle after a passive
    (
        "The [frailty plan|Strategy] was developed based on the [needs assessment|Strategy].",
        {"frailty plan supports needs assessment"},
    ),
    # an acronym before its long form
    (
        "The [frailty plan|Strategy] is part of the [CWP|Strategy] ([County Wellbeing Plan|Strategy]).",
        {"frailty plan supports CWP"},
    ),
    # strategies that are aligned, but not those that a participle links to another
    (
        "The [winter plan|Strategy] and the [frailty plan|Strategy] were not well aligned.",
        {"winter plan supports frailty plan !"},
    ),
    (
        "A [winter plan|Strategy] and [staff plan|Strategy], linked to the [people strategy|Strategy], were ready.",
        {"winter plan supports people strategy", "staff plan supports people strategy"},
    ),
    # over "where" to the subject around it, and over "for the town" to the thing
    (
        "The [council|Council] improves places where people play by delivering the aims of the [play plan|Strategy].",
        {"council supports play plan"},
    ),
    (
        "There was a focus on a [hub|Service] for the town as part of the [prevention programme|Strategy].",
        {"hub supports prevention programme"},
    ),
    # what a plan says, after "from", and "this" for the plan that the clause before is about
    (
        "Priorities from the [prevention strategy|Strategy] fed into the [staff plan|Strategy].",
        {"prevention strategy supports staff plan"},
    ),
    (
        "The [county plan|Strategy] has five aims and the [care strategy|Strategy] was aligned with this.",
        {"care strategy supports county plan"},
    ),
    # the list after a colon
    (
        "This [plan|Strategy] links to: the [vision|Strategy]; the [staff plan|Strategy]; and the [JSNA|Strategy].",
        {"plan supports vision", "plan supports staff plan", "plan supports JSNA"},
    ),
    (
        "The [care strategy|Strategy] is one of four pillars of the [county plan|Strategy].",
        {"care strategy supports county plan"},
    ),
    (
        "The [care strategy|Strategy] supports the ambitions set out in the [county plan|Strategy].",
        {"care strategy supports county plan"},
    ),
    (
        "The [care strategy|Strategy] has a role to play in delivering the [county plan|Strategy].",
        {"care strategy supports county plan"},
    ),
    # "it" in a second clause with "that"
    (
        "Leaders said the [STP|Strategy] was new, and that the [fund plan|Strategy] was not aligned with it.",
        {"fund plan supports STP !"},
    ),
    # what is aligned, not who aligns it
    (
        "The [board|Board] aligned its [work plan|Strategy] with the [county plan|Strategy].",
        {"board hasStrategy work plan", "work plan supports county plan"},
    ),
    # "it" after "and how"
    (
        "Staff did not know the [needs assessment|Strategy] and how it fitted into the [county plan|Strategy].",
        {"needs assessment supports county plan"},
    ),
    # a post that stands alone in brackets
    ("The [panel|Board] thanked [Jo Bell|Person] as ([Chief Officer|Role]).", {"Jo Bell holdsRole Chief Officer"}),
]


@pytest.mark.parametrize(("marked", "expected"), SERVING, ids=short)
def test_what_serves_a_strategy(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


DUE = [
    (
        "The [carers strategy|Strategy] was due to go to the [Cabinet|Board] in May.",
        {"Cabinet oversees carers strategy ?"},
    ),
    (
        "The [carers strategy|Strategy] is due to be agreed by the [Cabinet|Board].",
        {"Cabinet oversees carers strategy ?"},
    ),
    ("The [council|Council] is due to launch a [carers strategy|Strategy].", {"council hasStrategy carers strategy ?"}),
    # before a noun it names a cause
    ("The [carers strategy|Strategy] was late due to work pressures at the [Cabinet|Board].", set()),
]


@pytest.mark.parametrize(("marked", "expected"), DUE, ids=short)
def test_what_is_due_is_planned(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


OWNING = [
    # what something is called
    (
        "The [council|Council] had a five-year vision for carers called [Care Well|Strategy].",
        {"council hasStrategy Care Well"},
    ),
    # aims that are set out in a strategy, by whose they are
    (
        "The [council|Council]'s priorities are set out in the [corporate plan|Strategy].",
        {"council hasStrategy corporate plan"},
    ),
    ("The [council|Council] sets this out in the [corporate plan|Strategy].", {"council hasStrategy corporate plan"}),
    # "its" before the subject, and after "and"
    (
        "In its [corporate plan|Strategy], the [council|Council] commits to growth.",
        {"council hasStrategy corporate plan"},
    ),
    ("The [carers strategy|Strategy] and its [action plan|Strategy] ran.", {"action plan supports carers strategy"}),
    (
        "Data is on the [council|Council]'s [website|Service] and its [app|Service].",
        {"council provides website", "council provides app"},
    ),
    # "its" after the plan of the clause before, or after whom somebody addresses
    (
        "The [carers strategy|Strategy] was agreed by the [board|Board], and its [action plan|Strategy] was drawn up.",
        {"board oversees carers strategy", "action plan supports carers strategy"},
    ),
    (
        "The [panel|Board] challenged the [council|Council] on its [charging policy|Strategy].",
        {"council hasStrategy charging policy"},
    ),
    ("The [panel|Board] challenged managers on their [service plans|Strategy].", set()),
    ("The [council|Council] supports delivery of its [carers plan|Strategy].", {"council hasStrategy carers plan"}),
    # a bracket that says with whom
    (
        "A [joint waiting policy|Strategy] (with the [care company|Organisation]) was in place.",
        {"care company hasStrategy joint waiting policy"},
    ),
]


@pytest.mark.parametrize(("marked", "expected"), OWNING, ids=short)
def test_whose_a_strategy_is(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


ENSURING = [
    (
        "Each [design group|Board] meets, ensuring that the aims of the [housing plan|Strategy] are achieved.",
        {"design group supports housing plan"},
    ),
    (
        "The [delivery plan|Strategy] sets out how we will deliver the [county plan|Strategy].",
        {"delivery plan supports county plan"},
    ),
    (
        "The [delivery plan|Strategy] describes how the [county plan|Strategy] will be implemented.",
        {"delivery plan supports county plan"},
    ),
    ("Staff told the [design group|Board] that the aims of the [housing plan|Strategy] were met.", set()),
]


@pytest.mark.parametrize(("marked", "expected"), ENSURING, ids=short)
def test_who_ensures_that_a_thing_is_done(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


def test_a_body_does_not_report_to_its_own_board() -> None:
    found = links("The [council|Council] will report to its [improvement board|Board].")
    assert found == {"improvement board partOf council"}
