from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph import documents
from councilgraph.models import Document


def parse(text: str) -> Document:
    return documents.parse(text.encode(), "papers.md")


def values(document: Document, kind: str, *fields: str) -> list[tuple[str, ...]]:
    return [tuple(fact.get(field) for field in fields) for fact in document.facts if fact.kind == kind]


@pytest.fixture(scope="module")
def pack(shared: Path) -> Document:
    return documents.read(shared / "documents" / "plymouth-cabinet-2018-03-13.md")


# What the real pack states, read by eye. Words of decisions are not repeated here: their places are.
CABINET = ["Mrs Beer", "Mrs Bowyer", "Darcy", "Downie", "Jordan", "Michael Leaves", "Ricketts", "Riley"]
HARDINGHAM = "Andrew Hardingham, Interim Joint Strategic Director for Transformation and Change"
MINUTES = [
    ("74", "Declarations of Interest", "", 0),
    ("75", "Minutes", "", 1),
    ("76", "Questions from the Public", "", 0),
    ("77", "Chair's Urgent Business", "", 0),
    ("78", "Delivering a Balanced Budget - Budget 2018/19", "Leader", 3),
    ("79", "Revenue and Capital Finance Monitoring Report Q 3", "Leader", 3),
    (
        "80",
        "Tamar Bridge and Torpoint Ferry - Budget",
        "Councillor Nicholson, Deputy Leader and Cabinet Member for Strategic Transport, Housing and Planning",
        1,
    ),
    (
        "81",
        "Controlled Parking Zone Policy",
        "Councillor Ricketts, Cabinet Member for Transport and Housing Delivery",
        4,
    ),
    (
        "82",
        "Shared Services - Payroll and Pension",
        "Peter Honeywell, Transformation Architecture Manager; "
        "Andrew Hardingham, Interim Joint Director for Transformation and Change",
        3,
    ),
    (
        "83",
        "Strategic Options for FM Services",
        f"Caroline Cozens, Strategic Commercial Manager; {HARDINGHAM}",
        3,
    ),
    (
        "84",
        "Fraud Services - Commercialisation Project",
        f"Jonney Steven, Head of Commercial Enterprise; {HARDINGHAM}",
        2,
    ),
    ("85", "Taxi Licensing Policy", "Leader", 3),
]
AGENDA = [
    ("1", "Apologies", ""),
    ("2", "Minutes", "1-6"),
    ("3", "Declarations of Interest", "7-8"),
    ("4", "Chair's Urgent Business", ""),
    ("5", "Questions from the Public", ""),
    ("6", "Corporate Performance Monitoring Q3 2017/18", "9-60"),
    ("7", "Plan for Plastic", ""),
    ("8", "Care Quality Commission Report", "61-110"),
    ("9", "Integrated Commissioning Intentions and Sustainability and Transformation Plan", "111-152"),
    ("10", "Homelessness Delivery Plan", ""),
    ("11", "Regional Adoption Agency", ""),
    ("12", "Bathroom Adaptation Framework", "153-182"),
]
BURGOYNE = "Carole Burgoyne (Strategic Director for People)"
MCARDLE = "Craig McArdle (Director for Integrated Commissioning)"
INTENTIONS = "Strategic Commissioning Intentions for the Plymouth Health and Wellbeing System 2018-20"
REPORTS = [
    (
        "Corporate Plan 2016-19",
        "Councillor Bowyer",
        "Tracey Lee, Chief Executive",
        "Andrew Loton, Senior Performance Advisor",
        "",
        "N/A",
        1,
    ),
    ("CQC Local Area Review Report", "Councillor Lynda Bowyer", BURGOYNE, MCARDLE, "CB/CMcA", "Yes", 3),
    (INTENTIONS, "Councillor Lynda Bowyer", BURGOYNE, MCARDLE, "CB/CMcA", "Yes", 3),
    (
        "Dynamic Purchasing System - Adaptations",
        "Councillor Ricketts, Cabinet Member for Transport & Housing Delivery",
        "Carole Burgoyne, Director for People",
        "Malisa Collyer, Strategic Manager Community Connections",
        "DPS - Adaptations",
        "Yes",
        1,
    ),
]
POSTS = {
    ("Councillor Mrs Aspinall", "Chair of the Budget Scrutiny Select Committee"),
    ("Councillor Nicholson", "Deputy Leader and Cabinet Member for Strategic Transport, Housing and Planning"),
    ("Councillor Ricketts", "Cabinet Member for Transport and Housing Delivery"),
    ("Councillor Ricketts", "Cabinet Member for Transport & Housing Delivery"),
    ("Peter Honeywell", "Transformation Architecture Manager"),
    ("Andrew Hardingham", "Interim Joint Director for Transformation and Change"),
    ("Andrew Hardingham", "Interim Joint Strategic Director for Transformation and Change"),
    ("Caroline Cozens", "Strategic Commercial Manager"),
    ("Jonney Steven", "Head of Commercial Enterprise"),
    ("Tracey Lee", "Chief Executive"),
    ("Andrew Loton", "Senior Performance Advisor"),
    ("Carole Burgoyne", "Strategic Director for People"),
    ("Carole Burgoyne", "Director for People"),
    ("Craig McArdle", "Director for Integrated Commissioning"),
    ("Malisa Collyer", "Strategic Manager Community Connections"),
}


def test_real_pack_is_a_meeting_with_title_and_date(pack: Document) -> None:
    assert pack.kind == "meeting"
    assert pack.title == "Plymouth City Council Cabinet, 13 March 2018"
    assert (str(pack.published), str(pack.date), pack.council) == ("2018-03-05", "2018-03-13", "E06000026")
    assert not pack.warnings


def test_real_pack_gives_both_meetings(pack: Document) -> None:
    assert values(pack, "meeting", "body", "date", "starts", "ends", "place", "paper") == [
        ("Cabinet", "2018-03-13", "16:00", "", "Council House, Plymouth", "agenda"),
        ("Cabinet", "2018-02-13", "16:00", "17:44", "", "minutes"),
    ]


def test_real_pack_gives_everyone_who_was_called_and_who_came(pack: Document) -> None:
    called = [("Councillor Bowyer", "expected chair"), ("Councillor Nicholson", "expected vice chair")]
    called += [(f"Councillor {name}", "expected member") for name in CABINET]
    came = [("Councillor Bowyer", "chair"), ("Councillor Nicholson", "vice chair")]
    away = ("Darcy", "Downie", "Riley")
    came += [(f"Councillor {name}", "member") for name in CABINET if name not in away]
    came += [(f"Councillor {name}", "apologies") for name in away]
    assert values(pack, "attendance", "person", "capacity") == called + came


def test_real_pack_gives_agenda_and_minutes(pack: Document) -> None:
    assert values(pack, "agenda_item", "number", "subject", "pages") == AGENDA
    decided = [item for (item,) in values(pack, "decision", "item")]
    found = values(pack, "minute", "number", "subject", "introduced_by")
    assert [(*row, decided.count(row[0])) for row in found] == MINUTES


def test_real_pack_gives_delegations_and_declarations(pack: Document) -> None:
    manager, member = "Programme Manager for the Future of Shared Services", "Cabinet Member for Finance and IT"
    assert values(pack, "delegation", "item", "delegated_by", "delegated_to", "consulting") == [
        ("82", "Cabinet", manager, member),
        ("82", "Cabinet", manager, member),
        ("83", "Cabinet", "Strategic Director for Customer and Corporate", ""),
        ("84", "Cabinet", "Joint Interim Strategic Director for Transformation and Change", member),
        ("85", "Cabinet", "Taxi Licensing Committee", ""),
    ]
    (declared,) = values(pack, "declaration", "person", "item", "interest", "reason")
    assert declared == ("Councillor Mike Leaves", "85", "Personal", "Son is a Hackney Carriage Driver")


def test_real_pack_gives_front_sheets_with_recommendations(pack: Document) -> None:
    recommended = [report for (report,) in values(pack, "recommendation", "report")]
    fields = ("report", "cabinet_member", "lead_officer", "author", "reference", "key_decision")
    found = values(pack, "report", *fields)
    assert [(*row, recommended.count(row[0])) for row in found] == REPORTS
    assert values(pack, "report", "committee", "date", "part") == [("Cabinet", "2018-03-13", "I")] * 4


PERIODS = {
    ("Flexible Use of Capital Receipts Strategy", "2018-04-01", "2019-03-31"),
    ("", "2017-10-01", ""),
    ("Revenue Estimates and Capital Programme", "2018-04-01", "2019-03-31"),
    ("Corporate Plan", "2016-01-01", "2019-12-31"),
    ("", "2017-11-01", "2018-01-31"),
    ("", "2018-05-01", "2018-06-30"),
    ("", "2018-10-01", "2020-11-30"),
    ("Medium Term Financial Strategy", "2017-01-01", "2020-12-31"),
    (INTENTIONS.removesuffix(" 2018-20"), "2018-01-01", "2020-12-31"),
    (INTENTIONS.removesuffix(" 2018-20").replace("Wellbeing", "Well Being"), "2018-01-01", "2020-12-31"),
    ("", "2016-12-01", ""),
    ("", "", "2017-09-30"),
    ("Strategic Integrated Commissioning Intentions for Plymouth", "2018-01-01", "2020-12-31"),
    ("Strategic Commissioning Intentions", "2018-01-01", "2020-12-31"),
    ("Strategy for General Practice", "2017-01-01", "2021-12-31"),
}


def test_real_pack_gives_periods(pack: Document) -> None:
    assert set(values(pack, "period", "of", "starts", "ends")) == PERIODS


def test_real_pack_states_nothing_of_another_kind(pack: Document) -> None:
    known = {"meeting", "attendance", "agenda_item", "minute", "decision", "delegation", "declaration", "report"}
    assert {fact.kind for fact in pack.facts} == known | {"recommendation", "post", "period"}


def test_real_pack_gives_persons_with_their_posts(pack: Document) -> None:
    assert set(values(pack, "post", "person", "post")) == POSTS


SCRUTINY = """\
# Northbury Borough Council

## MINUTES OF THE ADULTS AND HEALTH SCRUTINY COMMITTEE HELD ON TUESDAY 6 MARCH 2018 AT 2.00 PM IN THE COUNCIL CHAMBER

**Present:** Councillors A. Smith (Chair), B Jones (Vice-Chair), C. O'Neil, D Patel (Con) and Mrs E Brown

**In attendance:** Jane Roe (Director of Adult Services), Tom Bell, Head of Housing and Planning Policy, and \
Dr Ann Lee (NHS Southmere ICB)

**Apologies for absence** were received from Councillors F Green and G White.

**1 WELCOME AND APOLOGIES**

The Chair welcomed everyone.

**2 DECLARATIONS OF INTEREST**

Councillor D Patel declared a personal interest in item 4 as he is a trustee of the Lantern Trust. \
Councillor B Jones declared a disclosable pecuniary interest in minute 5.

**3 MINUTES OF THE PREVIOUS MEETING**

RESOLVED: That the minutes of the meeting held on 5 February 2018 be approved as a correct record.

**4 CARERS STRATEGY**

The Cabinet Member for Adult Care, Councillor H Black, introduced the report.

Members asked:

1. how carers were reached
2. what it cost

RESOLVED –

(1) That the Carers Strategy 2018-2021 be endorsed.
(2) That the Director of Adult Services be authorised to make minor changes.
(3) That authority be delegated to the Director of Housing to award the contract.

**5 WORK PROGRAMME**

The Committee noted the programme.

The meeting closed at 3.45 pm.

1. A note after the close.
"""
EXECUTIVE = """\
Eastmoor County Council

Executive

Minutes

Date: Wednesday, 12 June 2024
Time: 10.00 am
Venue: Committee Room 1, County Hall

| Present | |
|---|---|
| Councillor J Ash (Leader of the Council) | Chairman |
| Councillor P Birch | Deputy Leader |

Officers in attendance:

- Rita Dunn, Chief Executive
- Sam Ellis, Executive Director for Adult Care and Community Wellbeing

## 10/24 Apologies for Absence

There were no apologies.

## 11/24 Better Care Fund Plan 2024/25

Consideration was given to a report of the Executive Director. The report was introduced by Councillor P Birch.

Decision:

That the Executive:

a) approves the Better Care Fund Plan 2024/25; and
b) delegates authority to the Executive Director for Adult Care, in consultation with the Executive Councillor for \
Adult Care, to sign the section 75 agreement.

Reasons for decision:

1. It is a national condition.

## 12/24 Commissioning of Advocacy

Agreed that the contract be awarded.
"""
BOARD = """\
Westhaven City Council
Health and Wellbeing Board
Minutes of the meeting held on Thursday, 7 March 2024 at 2.00pm
Present: Councillor Okafor (Chair), Priya Nadar (Director of Adult Social Services), Mary Stone (NHS Southmere ICB)
Apologies: Cllr Bell, Superintendent Kay Moss (Southmere Police)
24. Apologies for absence
Apologies were noted.
25. Minutes of the last meeting
The minutes of the meeting held on 7 December 2023 were confirmed and signed by the Chair.
26. Joint Strategic Needs Assessment
Priya Nadar presented the report.
The Board AGREED to publish the assessment.
27. Any other business
There was none.
"""
COMMITTEE = """\
# Cabinet

**Date: Monday, 14 October 2024**

**Time: 10:00 AM**

**Venue: Committee Room 2, Civic Centre**

## Minutes

**Members Present**

Councillor Ada Ash, Councillor Ben Birch and Councillor Cy Cole

**Officers**

Jo Farrow, Democratic Services Officer
Lee Grant, Head of Legal Services and Monitoring Officer

### CAB.31 Apologies for Absence

Apologies were received from Councillor Ed Elm.

### CAB.32 Budget Monitoring

Councillor Birch (Cabinet Member for Finance) presented the report.

**RESOLVED** (unanimously) to note the report.

### CAB.33 Leisure Contract

**Resolved:**

- To award the contract to Active Ambleford.
- To authorise the Head of Legal Services to complete the contract.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SCRUTINY,
            ("Adults and Health Scrutiny Committee", "2018-03-06", "14:00", "15:45", "Council Chamber"),
        ),
        (EXECUTIVE, ("Executive", "2024-06-12", "10:00", "", "Committee Room 1, County Hall")),
        (BOARD, ("Health and Wellbeing Board", "2024-03-07", "14:00", "", "")),
        (COMMITTEE, ("Cabinet", "2024-10-14", "10:00", "", "Committee Room 2, Civic Centre")),
    ],
)
def test_head_of_minutes_in_layouts_of_several_councils(text: str, expected: tuple[str, ...]) -> None:
    assert values(parse(text), "meeting", "body", "date", "starts", "ends", "place") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SCRUTINY,
            [
                ("Councillor A. Smith", "chair", ""),
                ("Councillor B Jones", "vice chair", ""),
                ("Councillor C. O'Neil", "member", ""),
                ("Councillor D Patel", "member", ""),
                ("Councillor Mrs E Brown", "member", ""),
                ("Jane Roe", "in attendance", "Director of Adult Services"),
                ("Tom Bell", "in attendance", "Head of Housing and Planning Policy"),
                ("Dr Ann Lee", "in attendance", "NHS Southmere ICB"),
                ("Councillor F Green", "apologies", ""),
                ("Councillor G White", "apologies", ""),
            ],
        ),
        (
            EXECUTIVE,
            [
                ("Councillor J Ash", "chair", "Leader of the Council"),
                ("Councillor P Birch", "member", "Deputy Leader"),
                ("Rita Dunn", "in attendance", "Chief Executive"),
                ("Sam Ellis", "in attendance", "Executive Director for Adult Care and Community Wellbeing"),
            ],
        ),
        (
            BOARD,
            [
                ("Councillor Okafor", "chair", ""),
                ("Priya Nadar", "member", "Director of Adult Social Services"),
                ("Mary Stone", "member", "NHS Southmere ICB"),
                ("Councillor Bell", "apologies", ""),
                ("Superintendent Kay Moss", "apologies", "Southmere Police"),
            ],
        ),
        (
            COMMITTEE,
            [
                ("Councillor Ada Ash", "member", ""),
                ("Councillor Ben Birch", "member", ""),
                ("Councillor Cy Cole", "member", ""),
                ("Jo Farrow", "in attendance", "Democratic Services Officer"),
                ("Lee Grant", "in attendance", "Head of Legal Services and Monitoring Officer"),
                ("Councillor Ed Elm", "apologies", ""),
            ],
        ),
    ],
)
def test_attendance(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert values(parse(text), "attendance", "person", "capacity", "post") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SCRUTINY,
            [
                ("1", "", 0),
                ("2", "", 0),
                ("3", "", 1),
                ("4", "Cabinet Member for Adult Care, Councillor H Black", 3),
                ("5", "", 0),
            ],
        ),
        (EXECUTIVE, [("10/24", "", 0), ("11/24", "Councillor P Birch", 2), ("12/24", "", 1)]),
        (BOARD, [("24", "", 0), ("25", "", 1), ("26", "Priya Nadar", 1), ("27", "", 0)]),
        (
            COMMITTEE,
            [("CAB.31", "", 0), ("CAB.32", "Councillor Birch (Cabinet Member for Finance)", 1), ("CAB.33", "", 2)],
        ),
    ],
)
def test_items_with_introducers_and_numbers_of_decisions(text: str, expected: list[tuple[str, str, int]]) -> None:
    document = parse(text)
    decided = [item for (item,) in values(document, "decision", "item")]
    found = values(document, "minute", "number", "introduced_by")
    assert [(number, who, decided.count(number)) for number, who in found] == expected


def test_decisions_and_delegations_in_words() -> None:
    assert values(parse(COMMITTEE), "decision", "text")[0] == ("note the report.",)
    assert values(parse(BOARD), "decision", "text")[1] == ("publish the assessment.",)
    assert values(parse(SCRUTINY), "delegation", "item", "delegated_to") == [
        ("4", "Director of Adult Services"),
        ("4", "Director of Housing"),
    ]
    assert values(parse(EXECUTIVE), "delegation", "delegated_by", "delegated_to", "consulting") == [
        ("Executive", "Executive Director for Adult Care", "Executive Councillor for Adult Care")
    ]
    assert values(parse(COMMITTEE), "delegation", "delegated_to") == [("Head of Legal Services",)]


def test_declarations_in_prose() -> None:
    assert values(parse(SCRUTINY), "declaration", "person", "item", "interest", "reason") == [
        ("Councillor D Patel", "4", "personal", "he is a trustee of the Lantern Trust"),
        ("Councillor B Jones", "5", "disclosable pecuniary", ""),
    ]


AGENDA_PAPER = """\
Ambleford District Council

Agenda

Meeting: Cabinet
Date: Thursday 9 May 2024
Time: 6.30 p.m.
Place: Council Chamber, Civic Offices, High Street, Ambleford

To: Members of the Cabinet

Councillor J Ash (Chairman) Councillor P Birch (Vice-Chairman)
Councillor Q Cole Councillor R Dunn

Agenda

1. Apologies for absence
2. Minutes of the previous meeting (Pages 5 - 12)
To approve the minutes of 4 April 2024.
3. Declarations of interest
4. Homelessness Strategy 2024-2029 (Pages 13 - 60)
5. Exclusion of the press and public

Report to: Cabinet
Date of meeting: 9 May 2024
Title: Homelessness Strategy 2024-2029
Report of: Director of Communities
Portfolio holder: Councillor Q Cole, Cabinet Member for Housing
Contact officer: Tom Bell, Head of Housing
Key decision: Yes
Wards affected: All

1. Purpose of report

1.1 To seek approval of the strategy.

2. Recommendations

2.1 That Cabinet approves the Homelessness Strategy 2024-2029.
2.2 That the Director of Communities be given delegated authority to make minor changes.

3. Background

3.1 The council has a duty.
"""


def test_agenda_with_labels() -> None:
    document = parse(AGENDA_PAPER)
    assert document.title == "Ambleford District Council Cabinet, 9 May 2024"
    assert values(document, "meeting", "body", "date", "starts", "place") == [
        ("Cabinet", "2024-05-09", "18:30", "Council Chamber, Civic Offices, High Street, Ambleford")
    ]
    assert values(document, "attendance", "person", "capacity") == [
        ("Councillor J Ash", "expected chair"),
        ("Councillor P Birch", "expected vice chair"),
        ("Councillor Q Cole", "expected member"),
        ("Councillor R Dunn", "expected member"),
    ]
    assert [number for (number,) in values(document, "agenda_item", "number")] == ["1", "2", "3", "4", "5"]


def test_front_sheet_with_labels_of_another_council() -> None:
    document = parse(AGENDA_PAPER)
    fields = ("report", "committee", "date", "cabinet_member", "lead_officer", "author", "key_decision", "wards")
    assert values(document, "report", *fields) == [
        (
            "Homelessness Strategy 2024-2029",
            "Cabinet",
            "2024-05-09",
            "Councillor Q Cole, Cabinet Member for Housing",
            "Director of Communities",
            "Tom Bell, Head of Housing",
            "Yes",
            "All",
        )
    ]
    assert [number for (number,) in values(document, "recommendation", "number")] == ["1", "2"]
    assert values(document, "post", "person", "post") == [
        ("Councillor Q Cole", "Cabinet Member for Housing"),
        ("Tom Bell", "Head of Housing"),
    ]


def test_report_alone_is_a_report_under_its_subject() -> None:
    text = AGENDA_PAPER[AGENDA_PAPER.index("Report to:") :]
    document = parse(f"Ambleford District Council\n\n{text}")
    assert (document.kind, document.title) == ("report", "Homelessness Strategy 2024-2029")
    assert len(values(document, "recommendation", "text")) == 2


def test_prose_about_meetings_gives_no_facts() -> None:
    text = (
        "# Notes on committees\n\nThe Cabinet met on 5 May 2020. It was agreed to go on. Present: nobody knows.\n\n"
        "1. Cabinet\n2. Board\n"
    )
    assert parse(text).facts == ()
