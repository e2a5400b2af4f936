from __future__ import annotations

import pytest

from councilgraph import documents
from councilgraph.documents.profiles import periods
from councilgraph.models import Document


def parse(text: str) -> Document:
    return documents.parse(text.encode(), "paper.md")


def values(document: Document, kind: str, *fields: str) -> list[tuple[str, ...]]:
    return [tuple(fact.get(field) for field in fields) for fact in document.facts if fact.kind == kind]


STRATEGY = """\
# Westhaven City Council Carers Strategy 2024-2027

**Document owner:** Director of Adult Social Services

## Foreword

This strategy sets out how we work with carers.

## Our vision

Carers are heard.
"""
REPORT = """\
# Eastmoor Safeguarding Adults Board annual report 2023/24

## Foreword by the Independent Chair

The Board met four times.

## Membership

| Name | Role | Organisation |
|---|---|---|
| Jane Roe | Director of Adults | Eastmoor County Council |
| Kay Moss | Superintendent | Southmere Police |

## Partner agencies

- Eastmoor County Council
- John Reed, Chief Officer, Healthwatch Eastmoor
- Age UK Southmere
"""


def test_strategy_tells_title_owner_and_period() -> None:
    document = parse(STRATEGY)
    assert document.kind == "strategy"
    assert values(document, "strategy", "title", "owner", "starts", "ends") == [
        (
            "Westhaven City Council Carers Strategy 2024-2027",
            "Director of Adult Social Services",
            "2024-01-01",
            "2027-12-31",
        )
    ]


def test_annual_report_lists_the_members_of_its_board() -> None:
    document = parse(REPORT)
    board = "Eastmoor Safeguarding Adults Board"
    assert document.kind == "annual-report"
    assert values(document, "strategy", "starts", "ends") == [("2023-04-01", "2024-03-31")]
    assert values(document, "board_member", "board", "person", "post", "organisation") == [
        (board, "Jane Roe", "Director of Adults", "Eastmoor County Council"),
        (board, "Kay Moss", "Superintendent", "Southmere Police"),
        (board, "", "", "Eastmoor County Council"),
        (board, "John Reed", "Chief Officer", "Healthwatch Eastmoor"),
        (board, "", "", "Age UK Southmere"),
    ]


PAPERS = {
    "years on the cover": (
        "# Carers Strategy\n\nEastmoor County Council\n\n2024 to 2029\n\n## Foreword\n\n## Our priorities\n",
        ("strategy", "Carers Strategy", "Eastmoor County Council", "2024-01-01", "2029-12-31"),
    ),
    "owner in a table": (
        "Northbury Joint Health and Wellbeing Strategy\n\n2023 \u2013 2028\n\n| Document control | |\n|---|---|\n"
        "| Owner | Northbury Health and Wellbeing Board |\n| Version | 1.0 |\n\n# Foreword\n\n# Our vision\n",
        (
            "strategy",
            "Northbury Joint Health and Wellbeing Strategy",
            "Northbury Health and Wellbeing Board",
            "2023-01-01",
            "2028-12-31",
        ),
    ),
    "months on the cover": (
        "# Market Position Statement\n\nAmbleford Council Adult Social Care, April 2024 to March 2027\n\n"
        "Strategy lead: Jo Farrow, Head of Commissioning\n\n## Governance\n\n## Vision\n",
        (
            "strategy",
            "Market Position Statement",
            "Jo Farrow, Head of Commissioning",
            "2024-04-01",
            "2027-03-31",
        ),
    ),
    "period in a sentence": (
        "# Westhaven Carers Strategy\n\n## Introduction\n\nThis strategy covers the years 2024 to 2027.\n\n"
        "## Our vision\n\n## Governance\n",
        ("strategy", "Westhaven Carers Strategy", "", "2024-01-01", "2027-12-31"),
    ),
    "lead organisation": (
        "# Better Care Fund Plan 2023-25\n\nLead organisation: NHS Southmere ICB\n\n## Priorities\n\n- One\n",
        ("strategy", "Better Care Fund Plan 2023-25", "NHS Southmere ICB", "2023-01-01", "2025-12-31"),
    ),
    "annual report under the name of the board": (
        "# Eastmoor Safeguarding Adults Board\n\n# Annual Report 2023-2024\n\n## Foreword from the Chair\n",
        (
            "annual-report",
            "Eastmoor Safeguarding Adults Board: Annual Report 2023-2024",
            "Eastmoor Safeguarding Adults Board",
            "2023-04-01",
            "2024-03-31",
        ),
    ),
    "partnership report": (
        "# Westhaven Local Care Partnership\n\nPartnership report for 2024/25\n\n## Members of the partnership\n\n"
        "1. Westhaven City Council\n\nThe annual report of the Safeguarding Adults Board is apart.\n",
        (
            "annual-report",
            "Westhaven Local Care Partnership: Partnership report for 2024/25",
            "Westhaven Local Care Partnership",
            "2024-04-01",
            "2025-03-31",
        ),
    ),
}


@pytest.mark.parametrize("name", list(PAPERS))
def test_title_owner_and_period(name: str) -> None:
    text, expected = PAPERS[name]
    document = parse(text)
    (found,) = values(document, "strategy", "title", "owner", "starts", "ends")
    assert (document.kind, *found) == expected
    assert document.title == expected[1]


MEMBERS = {
    "## Board members\n\n- Eastmoor County Council\n- Southmere Police\n": [
        ("", "", "Eastmoor County Council"),
        ("", "", "Southmere Police"),
    ],
    "## Appendix 1: Board Membership and attendance\n\n| Organisation | Representative | Job title | Jun |\n"
    "|---|---|---|---|\n| NHS Southmere ICB | Dr Lee Orme | Chief Nurse | Y |\n": [
        ("Dr Lee Orme", "Chief Nurse", "NHS Southmere ICB")
    ],
    "Partnership members\n\nIndependent Chair: Sue Lamb\n"
    "Westhaven City Council: Priya Nadar, Director of Adult Social Services; Councillor Ida Poole\n"
    "Southmere Police: Detective Superintendent Kay Moss\n\nOur work\n": [
        ("Sue Lamb", "Independent Chair", ""),
        ("Councillor Ida Poole", "", "Westhaven City Council"),
        ("Priya Nadar", "Director of Adult Social Services", "Westhaven City Council"),
        ("Detective Superintendent Kay Moss", "", "Southmere Police"),
    ],
    "## Membership\n\n- Leader of the Council (Chair)\n- Director of Public Health, Eastmoor County Council\n"
    "- NHS Southmere ICB (two representatives)\n- Voluntary Action Eastmoor\n": [
        ("", "Leader of the Council", ""),
        ("", "Director of Public Health", "Eastmoor County Council"),
        ("", "", "NHS Southmere ICB"),
        ("", "", "Voluntary Action Eastmoor"),
    ],
    "## Membership\n\nMembers met four times. They heard from Healthwatch.\n": [],
}


@pytest.mark.parametrize("text", list(MEMBERS))
def test_members_of_a_board(text: str) -> None:
    document = parse(f"# Eastmoor Safeguarding Adults Board terms of reference\n\n{text}")
    found = values(document, "board_member", "person", "post", "organisation")
    assert sorted(found) == sorted(MEMBERS[text])
    assert {board for (board,) in values(document, "board_member", "board")} <= {"Eastmoor Safeguarding Adults Board"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Carers Strategy 2025-2027 was agreed.", [("Carers Strategy", "2025-01-01", "2027-12-31")]),
        ("Its Housing Plan (2018-20) ended.", [("Housing Plan", "2018-01-01", "2020-12-31")]),
        ("See the Delivery Plan 2024/25.", [("Delivery Plan", "2024-04-01", "2025-03-31")]),
        ("The Corporate Plan 2024/25 to 2026/27 says so.", [("Corporate Plan", "2024-04-01", "2027-03-31")]),
        ("The Council's Corporate Plan 2016 – 19 says so.", [("Corporate Plan", "2016-01-01", "2019-12-31")]),
        (
            "The Strategy for General Practice 2017-2021 says so.",
            [("Strategy for General Practice", "2017-01-01", "2021-12-31")],
        ),
        (
            "Strategic Commissioning Intentions for Westhaven 2018 to 2020 say so.",
            [("Strategic Commissioning Intentions for Westhaven", "2018-01-01", "2020-12-31")],
        ),
        (
            "The Medium Term Financial Strategy (MTFS) to 2017-20 ended.",
            [("Medium Term Financial Strategy", "2017-01-01", "2020-12-31")],
        ),
        (
            "The 2018/19 Capital Receipts Strategy was noted.",
            [("Capital Receipts Strategy", "2018-04-01", "2019-03-31")],
        ),
        (
            "The council's 2024-2027 Adult Social Care Strategy was launched.",
            [("Adult Social Care Strategy", "2024-01-01", "2027-12-31")],
        ),
        (
            "The joint health and wellbeing strategy for 2016 to 2021 was old.",
            [("joint health and wellbeing strategy", "2016-01-01", "2021-12-31")],
        ),
        ("The city's equality plan for 2023 to 2027 was read.", [("equality plan", "2023-01-01", "2027-12-31")]),
        ("Its new carers strategy 2024-27 was read.", [("carers strategy", "2024-01-01", "2027-12-31")]),
        ("The Joint Framework 2023/26 was new.", [("Joint Framework", "2023-01-01", "2026-12-31")]),
        ("The Carers Strategy covers the period 2024 to 2029.", [("Carers Strategy", "2024-01-01", "2029-12-31")]),
        (
            "The section 75 agreement ran from April 2024 to March 2027.",
            [("section 75 agreement", "2024-04-01", "2027-03-31")],
        ),
        (
            "The contract with Lantern Trust (2023-2026) ended.",
            [("contract with Lantern Trust", "2023-01-01", "2026-12-31")],
        ),
        (
            "The Memorandum of Understanding 2024-2026 holds.",
            [("Memorandum of Understanding", "2024-01-01", "2026-12-31")],
        ),
        ("It ran from 1 April 2024 until 31 March 2027.", [("", "2024-04-01", "2027-03-31")]),
        ("It ran from October 2018 to February 2020.", [("", "2018-10-01", "2020-02-29")]),
        ("It has been in place since 1 April 2021.", [("", "2021-04-01", "")]),
        ("It has been in place from 2012 onwards.", [("", "2012-01-01", "")]),
        ("The contract was extended until 31st August 2025.", [("", "", "2025-08-31")]),
        ("The scheme runs until 2027/28.", [("", "", "2028-03-31")]),
        ("It will not start until 2027.", []),
        ("The plan was put on hold until 2027.", []),
        ("The delivery plan is in place for 2017/18.", []),
        ("The carers strategy was reviewed in 2024 to 2025.", []),
        ("The Survey of Adult Carers 2021-22 showed it.", []),
        ("It has run the service since 2015.", [("", "2015-01-01", "")]),
        ("It has run the service since March 2022.", [("", "2022-03-01", "")]),
        ("The contract runs until 2027.", [("", "", "2027-12-31")]),
        ("The contract runs until the end of February 2028.", [("", "", "2028-02-29")]),
        ("The Outcomes Framework for 2023/24 shows 60%.", []),
        ("Between 2011 and 2021 the population grew.", []),
        ("The Plan 2024 is new.", []),
        ("Call 2025-2027 for details.", []),
    ],
)
def test_periods(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    found = list(periods.read(sentence))
    assert [(fact.get("of"), fact.get("starts"), fact.get("ends")) for fact in found] == expected
