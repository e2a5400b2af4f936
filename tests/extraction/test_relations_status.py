"""Status that what stands around a sentence gives it: the line before a list, a heading, a question mark."""

from __future__ import annotations

import pytest

from councilgraph.models import Section
from tests.extraction.linking import links, relations

ITEM = "- A [night line|Service] run by [Rowan Trust|Organisation]"

LISTS = [
    # what the line before says of all items
    (f"The proposal was to have:\n\n{ITEM}\n", {"Rowan Trust provides night line ?"}),
    (f"Next steps include:\n\n- A bus\n{ITEM}\n", {"Rowan Trust provides night line ?"}),
    (f"The council funds:\n\n{ITEM}\n", {"Rowan Trust provides night line"}),
    # a clause of its own stands for itself
    (
        "We will now open:\n\n- The [night line|Service] was run by [Rowan Trust|Organisation]\n",
        {"Rowan Trust provides night line"},
    ),
    (
        "This will:\n\n- Strengthen an [alliance|Partnership] of which the [council|Council] is a key partner\n",
        {"council memberOf alliance"},
    ),
    # a task, unless the line before says what is done already
    ("- Ask the [board|Board] to oversee the [plan|Strategy]\n", {"board oversees plan ?"}),
    (
        "It is recommended that members:\n\n- help the [board|Board] to oversee the [plan|Strategy]\n",
        {"board oversees plan ?"},
    ),
    # a question states nothing
    ("Does the [council|Council] fund the [hub|Service]?", set()),
]


@pytest.mark.parametrize(("marked", "expected"), LISTS)
def test_a_list_takes_its_status_from_the_line_before(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


@pytest.mark.parametrize(
    ("heading", "status"),
    [("3. Next steps", "planned"), ("Options for the city", "planned"), ("What people told us", "asserted")],
)
def test_an_item_takes_its_status_from_its_heading(heading: str, status: str) -> None:
    (relation,) = relations(ITEM, (Section(0, 99, 1, heading),))[1]
    assert relation.status == status


PHRASES = [
    # a thing that a phrase is about may be missing, or still to be made
    (
        "There was no [deed|Agreement] between the [council|Council] and the [trust|HealthBody].",
        {"council partyTo deed !", "trust partyTo deed !"},
    ),
    (
        "The lack of a [deed|Agreement] between the [council|Council] and the [trust|HealthBody] was a risk.",
        {"council partyTo deed !", "trust partyTo deed !"},
    ),
    ("There were plans to appoint a [joint lead|Role] across the [trust|HealthBody].", {"joint lead partOf trust ?"}),
    (
        "They could use the [hub|Team], a partnership between the [council|Council] and the [trust|HealthBody].",
        {"council partnerOf trust"},
    ),
    (
        "The [panel|Board] had reviewed the [carers strategy|Strategy] and plans for beds.",
        {"panel oversees carers strategy"},
    ),
    (
        "They looked at how the [council|Council], the [trust|HealthBody] and the [hub|Team] worked together.",
        set(),
    ),
    ("There was a focus on how the [council|Council] worked with the [trust|HealthBody].", set()),
    ("They did not use the [night team|Team] at the [trust|HealthBody].", {"night team partOf trust"}),
]


@pytest.mark.parametrize(("marked", "expected"), PHRASES)
def test_a_phrase_takes_its_status_from_the_thing_that_it_is_about(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


HELD = [
    # what the subject has stays its own, whatever it plans or fails to do about it
    (
        "The [council|Council] did not work with [faith groups|PartnerGroup] on its [digital plan|Strategy].",
        {
            "council partnerOf faith groups !",
            "council hasStrategy digital plan",
            "faith groups hasStrategy digital plan !",
        },
    ),
    (
        "The [council|Council] plans to review its [digital plan|Strategy] with [faith groups|PartnerGroup].",
        {
            "council partnerOf faith groups ?",
            "council hasStrategy digital plan",
            "faith groups hasStrategy digital plan ?",
        },
    ),
    # those who make a thing work together while it is made
    (
        "The [council|Council] and the [trust|HealthBody] were developing a [night line|Service].",
        {"council partnerOf trust", "council provides night line ?", "trust provides night line ?"},
    ),
    # who shares what it has keeps it
    (
        "The [council|Council] agreed to share its [director|Role] with the [trust|HealthBody].",
        {"council partnerOf trust ?", "director partOf council", "director partOf trust ?"},
    ),
]


@pytest.mark.parametrize(("marked", "expected"), HELD)
def test_a_plan_about_what_is_there_leaves_it_there(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


def test_a_joint_thing_that_is_not_there_denies_no_partnership() -> None:
    marked = (
        "There was no joint [workforce strategy|Strategy] between the [council|Council] and the [trust|HealthBody]."
    )
    assert not [link for link in links(marked) if "partnerOf" in link]
