"""Agendas and minutes in the layouts of several councils and portals, all invented."""

from __future__ import annotations

import pytest

from councilgraph import documents
from councilgraph.models import Document

PAPERS: dict[str, str] = {
    "agenda in a table": """\
EXECUTIVE BOARD

Meeting to be held in Civic Hall, Northbury, NB1 1AA on

Wednesday, 18th September 2024 at 1.00 pm

MEMBERSHIP

Councillors

J Lorne (Chair)
D Cope
M Harland
H Hay
S Golten

AGENDA

| Item No | Ward | Item Not Open | | Page No |
|---|---|---|---|---|
| 1 | | | APPEALS AGAINST REFUSAL OF INSPECTION OF DOCUMENTS To consider any appeals. | |
| 2 | | | LATE ITEMS To identify items. | |
| 3 | | | DECLARATION OF INTERESTS | |
| 4 | | | MINUTES To confirm the minutes. | 5 - 14 |
| 5 | | | BETTER LIVES STRATEGY To consider the report of the Director of Adults and Health. | 15 - 40 |
""",
    "agenda in capitals": """\
Public Document Pack

EASTMOOR COUNTY COUNCIL

CABINET

TUESDAY 5 NOVEMBER 2024 at 10.00 am in the Council Chamber, County Hall, Eastmoor

Membership

Councillor J Smith (Chairman) - Leader of the Council
Councillor P Black (Vice-Chairman) - Cabinet Member for Finance
Councillor A Reed - Cabinet Member for Adult Care

AGENDA

1. APOLOGIES FOR ABSENCE

2. DECLARATIONS OF INTEREST

3. MINUTES
(Pages 3 - 10)

4. ADULT CARE MARKET POSITION STATEMENT
Report by the Director of Adult Care
(Pages 11 - 30)
""",
    "minutes with a year in the number": """\
# MINUTES OF A MEETING OF THE CABINET HELD ON TUESDAY 5 NOVEMBER 2024

**PRESENT**

**Councillor J Smith (in the Chair)**

Councillors P Black, A Reed and T Wood

Apologies: Councillor S Lane

Officers present: Ada Poe (Chief Executive), Ben Ray (Director of Finance) and Cy Noon (Clerk)

**40/24 Declarations of Interest**

Councillor A Reed declared a non-pecuniary interest in Minute 43/24 as his wife works for the Trust.

**41/24 Minutes**

RESOLVED: that the minutes of the meeting held on 8 October 2024 be signed.

**42/24 Medium Term Plan**

The Cabinet Member for Finance, Councillor P Black, presented the report.

**RESOLVED:**

(a) that the plan be noted;

(b) that the Director of Finance, in consultation with the Leader, be given delegated authority.

**43/24 Hospital Discharge**

On the proposal of Councillor Reed, seconded by Councillor Wood, it was RESOLVED unanimously to approve the funding.

The meeting closed at 11.20 am
""",
    "web page of a meeting": """\
# Agenda and minutes

# Cabinet - Monday, 9th December, 2024 6.00 pm

Venue: Council Chamber, Civic Centre, Ambleford

Contact: Fay Storr Email: f.storr@ambleford.example

## Attendance

| Name | Role | Attendance |
|---|---|---|
| Cllr Ann Day | Chair | Present |
| Cllr Bo Finch | Vice-Chair | Present |
| Cllr Cal Dean | Committee Member | Apologies |
| Dee Orme | Officer | In attendance |

| No. | Item |
|---|---|
| 50. | Apologies for Absence Minutes: Apologies were received from Councillor Dean. |
| 51. | Declarations of Interest Minutes: None. |
| 52. | Adult Care Budget PDF 200 KB Minutes: Councillor Finch introduced it. RESOLVED: The budget is approved. |
""",
    "board with partners": """\
WESTHAVEN HEALTH AND WELLBEING BOARD

Minutes of the meeting held on 14 March 2024 at 2.00 pm in the Town Hall

Present:
Councillor Ida Poole (Chair), Westhaven City Council
Dr Sam Boyd (Vice Chair), NHS Southmere ICB
Priya Nadar, Director of Adult Social Services
Kay Moss, Healthwatch Westhaven

Also present:
Tom Bell, Public Health Consultant

Apologies:
Jane Roe (Southmere Police), Alan Park (Voluntary Action)

1. Welcome and introductions
The Chair welcomed everyone.

2. Minutes of the last meeting and matters arising
The minutes were agreed as an accurate record.

3. Better Care Fund
Priya Nadar gave an update on the fund. The Board:
a) noted the update
b) agreed to delegate approval to the Director of Adult Social Services in consultation with the Chair.

4. Any other business
None.
""",
    "minutes without marks": """\
Northbury City Council

Cabinet

Tuesday, 4 June 2024

Minutes

Present: Councillor Lee (Chair); Councillors Ames, Boyd (substitute for Councillor Cole), Dunn (from item 4).

Absent: Councillor Elms

1 Apologies for Absence
Received from Councillor Cole.

2 Declarations of Interests
Councillor Ames - item 5 (Grants) - personal - trustee of Lantern Trust
Councillor Dunn declared an "other" interest in agenda item 4, being a governor of the school.

3 Minutes
AGREED that the minutes of 7 May 2024 are a correct record.

4 School Places
The Executive Member for Children introduced the item.
Decision
1. That the plan is approved.
2. That the Corporate Director (Children) is authorised to consult.
Reason for decision
To meet demand.
Options considered
None.

5 Grants
It was proposed by Councillor Ames and seconded by Councillor Boyd and
RESOLVED: To award the grants set out in Appendix 1.
""",
    "agenda in two parts with substitutes": """\
Public Document Pack

Northbury Borough Council

Agenda and Reports

Adults, Health and Housing Scrutiny Committee

Thursday, 11 July 2024 at 7.00 p.m.

Council Chamber, Town Hall, High Street, Northbury

Membership: Councillors Ada Ash (Chair), Ben Bell (Vice-Chair), Cy Cole, Dee Dunn

Substitutes: Councillors Ed Elm, Fay Finch

Contact: Gus Hart, Democratic Services

AGENDA

PART A

1. Apologies for absence and substitutions

2. Declarations of interest

3. Minutes of the meeting held on 6 June 2024 (pages 5 – 10)

4. Reablement review (pages 11 – 24)

Report of the Director of Adult Services

PART B (EXEMPT)

5. Contract award (to follow)
""",
    "agenda of a portal": """\
# Agenda for Cabinet on Monday, 9th December, 2024, 6.00 pm

**Venue:** Council Chamber

| 1. | Apologies for absence | |
| 2. | Declarations of interest | |
| 3. | Minutes | (Pages 3 - 8) |
| 4. | Carers Strategy | (Pages 9 - 40) |
""",
    "notice of a meeting of a board": """\
EASTMOOR COUNTY COUNCIL

NOTICE OF MEETING

Meeting: Health and Wellbeing Board

Date and Time: Thursday 20 June 2024 2.00 pm

Place: Committee Room 1

Enquiries to: Jo Rusk

Members of the Board

Councillor Ada Ash (Chairman)
Dr Ben Bell, NHS Southmere ICB (Vice Chairman)
Cy Cole, Healthwatch Eastmoor

1 APOLOGIES FOR ABSENCE

2 DECLARATIONS OF INTEREST

3 MINUTES OF PREVIOUS MEETING (Pages 3 - 8)

4 BETTER CARE FUND (Pages 9 - 20)
""",
}
FIELDS = {
    "meeting": ("body", "date", "starts", "ends", "place", "paper"),
    "attendance": ("person", "capacity", "post"),
    "agenda_item": ("number", "subject", "pages"),
    "minute": ("number", "subject", "introduced_by"),
    "decision": ("item", "text"),
    "delegation": ("item", "delegated_to", "consulting"),
    "declaration": ("person", "item", "interest", "reason"),
    "post": ("person", "post"),
}
STATED: dict[str, dict[str, list[tuple[str, ...]]]] = {
    "agenda in a table": {
        "meeting": [("Executive Board", "2024-09-18", "13:00", "", "Civic Hall, Northbury, NB1 1AA", "agenda")],
        "attendance": [
            ("Councillor J Lorne", "expected chair", ""),
            ("Councillor D Cope", "expected member", ""),
            ("Councillor M Harland", "expected member", ""),
            ("Councillor H Hay", "expected member", ""),
            ("Councillor S Golten", "expected member", ""),
        ],
        "agenda_item": [
            ("1", "Appeals Against Refusal of Inspection of Documents", ""),
            ("2", "Late Items", ""),
            ("3", "Declaration of Interests", ""),
            ("4", "Minutes", "5-14"),
            ("5", "Better Lives Strategy", "15-40"),
        ],
    },
    "agenda in capitals": {
        "meeting": [("Cabinet", "2024-11-05", "10:00", "", "Council Chamber, County Hall, Eastmoor", "agenda")],
        "attendance": [
            ("Councillor J Smith", "expected chair", "Leader of the Council"),
            ("Councillor P Black", "expected vice chair", "Cabinet Member for Finance"),
            ("Councillor A Reed", "expected member", "Cabinet Member for Adult Care"),
        ],
        "post": [
            ("Councillor J Smith", "Leader of the Council"),
            ("Councillor P Black", "Cabinet Member for Finance"),
            ("Councillor A Reed", "Cabinet Member for Adult Care"),
        ],
        "agenda_item": [
            ("1", "Apologies for Absence", ""),
            ("2", "Declarations of Interest", ""),
            ("3", "Minutes", "3-10"),
            ("4", "Adult Care Market Position Statement", ""),
        ],
    },
    "minutes with a year in the number": {
        "meeting": [("Cabinet", "2024-11-05", "", "11:20", "", "minutes")],
        "attendance": [
            ("Councillor J Smith", "chair", ""),
            ("Councillor P Black", "member", ""),
            ("Councillor A Reed", "member", ""),
            ("Councillor T Wood", "member", ""),
            ("Councillor S Lane", "apologies", ""),
            ("Ada Poe", "in attendance", "Chief Executive"),
            ("Ben Ray", "in attendance", "Director of Finance"),
            ("Cy Noon", "in attendance", "Clerk"),
        ],
        "minute": [
            ("40/24", "Declarations of Interest", ""),
            ("41/24", "Minutes", ""),
            ("42/24", "Medium Term Plan", "Cabinet Member for Finance, Councillor P Black"),
            ("43/24", "Hospital Discharge", ""),
        ],
        "decision": [
            ("41/24", "the minutes of the meeting held on 8 October 2024 be signed."),
            ("42/24", "that the plan be noted;"),
            (
                "42/24",
                "that the Director of Finance, in consultation with the Leader, be given delegated authority.",
            ),
            ("43/24", "approve the funding."),
        ],
        "delegation": [("42/24", "Director of Finance", "Leader")],
        "declaration": [("Councillor A Reed", "43/24", "non-pecuniary", "his wife works for the Trust")],
        "post": [
            ("Ada Poe", "Chief Executive"),
            ("Ben Ray", "Director of Finance"),
            ("Cy Noon", "Clerk"),
            ("Councillor P Black", "Cabinet Member for Finance"),
        ],
    },
    "web page of a meeting": {
        "meeting": [("Cabinet", "2024-12-09", "18:00", "", "Council Chamber, Civic Centre, Ambleford", "minutes")],
        "attendance": [
            ("Councillor Ann Day", "chair", ""),
            ("Councillor Bo Finch", "vice chair", ""),
            ("Councillor Cal Dean", "apologies", ""),
            ("Dee Orme", "in attendance", ""),
        ],
        "minute": [
            ("50", "Apologies for Absence", ""),
            ("51", "Declarations of Interest", ""),
            ("52", "Adult Care Budget", "Councillor Finch"),
        ],
        "decision": [("52", "The budget is approved.")],
    },
    "board with partners": {
        "meeting": [("Westhaven Health and Wellbeing Board", "2024-03-14", "14:00", "", "Town Hall", "minutes")],
        "attendance": [
            ("Councillor Ida Poole", "chair", "Westhaven City Council"),
            ("Dr Sam Boyd", "vice chair", "NHS Southmere ICB"),
            ("Priya Nadar", "member", "Director of Adult Social Services"),
            ("Kay Moss", "member", "Healthwatch Westhaven"),
            ("Tom Bell", "in attendance", "Public Health Consultant"),
            ("Jane Roe", "apologies", "Southmere Police"),
            ("Alan Park", "apologies", "Voluntary Action"),
        ],
        "minute": [
            ("1", "Welcome and introductions", ""),
            ("2", "Minutes of the last meeting and matters arising", ""),
            ("3", "Better Care Fund", ""),
            ("4", "Any other business", ""),
        ],
        "decision": [
            ("2", "The minutes were agreed as an accurate record."),
            ("3", "noted the update"),
            (
                "3",
                "agreed to delegate approval to the Director of Adult Social Services in consultation with the Chair.",
            ),
        ],
        "delegation": [("3", "Director of Adult Social Services", "Chair")],
        "post": [
            ("Priya Nadar", "Director of Adult Social Services"),
            ("Tom Bell", "Public Health Consultant"),
        ],
    },
    "minutes without marks": {
        "meeting": [("Cabinet", "2024-06-04", "", "", "", "minutes")],
        "attendance": [
            ("Councillor Lee", "chair", ""),
            ("Councillor Ames", "member", ""),
            ("Councillor Boyd", "substitute", ""),
            ("Councillor Dunn", "member", ""),
            ("Councillor Elms", "absent", ""),
            ("Councillor Cole", "apologies", ""),
        ],
        "minute": [
            ("1", "Apologies for Absence", ""),
            ("2", "Declarations of Interests", ""),
            ("3", "Minutes", ""),
            ("4", "School Places", "Executive Member for Children"),
            ("5", "Grants", ""),
        ],
        "decision": [
            ("3", "the minutes of 7 May 2024 are a correct record."),
            ("4", "That the plan is approved."),
            ("4", "That the Corporate Director (Children) is authorised to consult."),
            ("5", "award the grants set out in Appendix 1."),
        ],
        "delegation": [("4", "Corporate Director (Children)", "")],
        "declaration": [
            ("Councillor Ames", "5", "personal", "trustee of Lantern Trust"),
            ("Councillor Dunn", "4", "other", "a governor of the school"),
        ],
    },
    "agenda in two parts with substitutes": {
        "meeting": [
            (
                "Adults, Health and Housing Scrutiny Committee",
                "2024-07-11",
                "19:00",
                "",
                "Council Chamber, Town Hall, High Street, Northbury",
                "agenda",
            )
        ],
        "attendance": [
            ("Councillor Ada Ash", "expected chair", ""),
            ("Councillor Ben Bell", "expected vice chair", ""),
            ("Councillor Cy Cole", "expected member", ""),
            ("Councillor Dee Dunn", "expected member", ""),
            ("Councillor Ed Elm", "expected substitute", ""),
            ("Councillor Fay Finch", "expected substitute", ""),
        ],
        "agenda_item": [
            ("1", "Apologies for absence and substitutions", ""),
            ("2", "Declarations of interest", ""),
            ("3", "Minutes of the meeting held on 6 June 2024", "5-10"),
            ("4", "Reablement review", "11-24"),
            ("5", "Contract award", ""),
        ],
    },
    "agenda of a portal": {
        "meeting": [("Cabinet", "2024-12-09", "18:00", "", "Council Chamber", "agenda")],
        "agenda_item": [
            ("1", "Apologies for absence", ""),
            ("2", "Declarations of interest", ""),
            ("3", "Minutes", "3-8"),
            ("4", "Carers Strategy", "9-40"),
        ],
    },
    "notice of a meeting of a board": {
        "meeting": [("Health and Wellbeing Board", "2024-06-20", "14:00", "", "Committee Room 1", "agenda")],
        "attendance": [
            ("Councillor Ada Ash", "expected chair", ""),
            ("Dr Ben Bell", "expected vice chair", "NHS Southmere ICB"),
            ("Cy Cole", "expected member", "Healthwatch Eastmoor"),
        ],
        "agenda_item": [
            ("1", "Apologies for Absence", ""),
            ("2", "Declarations of Interest", ""),
            ("3", "Minutes of Previous Meeting", "3-8"),
            ("4", "Better Care Fund", "9-20"),
        ],
    },
}


def stated(document: Document) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for fact in document.facts:
        if fact.kind in FIELDS:
            found.setdefault(fact.kind, []).append(tuple(fact.get(field) for field in FIELDS[fact.kind]))
    return found


@pytest.mark.parametrize("name", list(PAPERS))
def test_papers_state_these_facts_and_no_others(name: str) -> None:
    document = documents.parse(PAPERS[name].encode(), "paper.md")
    assert document.kind == "meeting"
    assert stated(document) == STATED[name]


def test_paragraphs_under_a_lone_resolved_are_decisions() -> None:
    head = "Northbury City Council\n\nCabinet\n\nTuesday, 4 June 2024\n\nPresent: Councillors Lee (Chair) and Ames\n\n"
    items = (
        "1. Grants\n\nIt was moved.\n\nRESOLVED\n\nThat the grants are paid.\n\nTo thank staff.\n\nThe Chair spoke.\n\n"
    )
    document = documents.parse(f"{head}{items}2. Close\n\nIt closed.\n".encode(), "paper.md")
    assert stated(document)["decision"] == [("1", "That the grants are paid."), ("1", "To thank staff.")]


CALLED = (
    "# Northbury Borough Council\n\n## Cabinet\n\nMinutes of the meeting held on Tuesday 6 March 2024 at 2.00 pm\n\n"
)
BUSINESS = "\n\n1. Apologies\n\nNone.\n\n2. Minutes\n\nThey were agreed.\n\n3. Plan\n\nRESOLVED that it be adopted.\n"
LISTS: list[tuple[str, list[tuple[str, ...]]]] = [
    (
        "**Present:**\n\nCouncillor Ash (Chair)\n\nCouncillor Bell (Vice-Chair)\n\nCouncillors Cole, Dunn and Elm",
        [
            ("Councillor Ash", "chair", ""),
            ("Councillor Bell", "vice chair", ""),
            ("Councillor Cole", "member", ""),
            ("Councillor Dunn", "member", ""),
            ("Councillor Elm", "member", ""),
        ],
    ),
    (
        "**In the Chair:** Councillor Ada Ash\n\n**Present:** Councillors Ben Bell, Cy Cole",
        [
            ("Councillor Ada Ash", "chair", ""),
            ("Councillor Ben Bell", "member", ""),
            ("Councillor Cy Cole", "member", ""),
        ],
    ),
    (
        "Chair: Councillor Ada Ash\n\nPresent: Councillors Ben Bell, Cy Cole",
        [
            ("Councillor Ada Ash", "chair", ""),
            ("Councillor Ben Bell", "member", ""),
            ("Councillor Cy Cole", "member", ""),
        ],
    ),
    (
        "Present:\n\nCouncillor Ada Ash in the Chair\n\nCouncillors: Bell; Cole; Dunn",
        [
            ("Councillor Ada Ash", "chair", ""),
            ("Councillor Bell", "member", ""),
            ("Councillor Cole", "member", ""),
            ("Councillor Dunn", "member", ""),
        ],
    ),
    (
        "Present: Cllr. A. Ash (Chair), Cllr. B. Bell, Cllr. C. Cole (Lab), Cllr D Dunn (substitute for Cllr E Elm)",
        [
            ("Councillor A. Ash", "chair", ""),
            ("Councillor B. Bell", "member", ""),
            ("Councillor C. Cole", "member", ""),
            ("Councillor D Dunn", "substitute", ""),
        ],
    ),
    (
        "Present\n\n| | |\n|---|---|\n| Councillor Ash (Chair) | Councillor Bell |\n"
        "| Councillor Cole | Councillor Dunn |",
        [
            ("Councillor Ash", "chair", ""),
            ("Councillor Bell", "member", ""),
            ("Councillor Cole", "member", ""),
            ("Councillor Dunn", "member", ""),
        ],
    ),
    (
        "PRESENT: Councillor ASH (in the Chair); Councillors BELL, COLE and DUNN",
        [
            ("Councillor Ash", "chair", ""),
            ("Councillor Bell", "member", ""),
            ("Councillor Cole", "member", ""),
            ("Councillor Dunn", "member", ""),
        ],
    ),
    (
        "Present: The Mayor (Councillor Ada Ash) and Councillors Bell and Cole",
        [("Councillor Ada Ash", "member", ""), ("Councillor Bell", "member", ""), ("Councillor Cole", "member", "")],
    ),
    (
        "**Members Present:**\nCouncillor Ada Ash, Leader of the Council (Chair)\n"
        "Councillor Ben Bell, Deputy Leader and Cabinet Member for Finance\n"
        "Councillor Cy Cole, Cabinet Member for Adults, Health and Housing\n\n**Officers Present:**\n"
        "Dee Dunn, Chief Executive\nEd Elm, Director of Adults' Services and Health\n"
        "Fay Finch - Monitoring Officer",
        [
            ("Councillor Ada Ash", "chair", "Leader of the Council"),
            ("Councillor Ben Bell", "member", "Deputy Leader and Cabinet Member for Finance"),
            ("Councillor Cy Cole", "member", "Cabinet Member for Adults, Health and Housing"),
            ("Dee Dunn", "in attendance", "Chief Executive"),
            ("Ed Elm", "in attendance", "Director of Adults' Services and Health"),
            ("Fay Finch", "in attendance", "Monitoring Officer"),
        ],
    ),
    (
        "Present:\nCouncillors Ash, Bell\n\n"
        "Officers: Dee Dunn (Chief Executive), Ed Elm (Head of Law), Fay Finch (Democratic Services)\n\n"
        "Apologies for absence were received from Councillor Gill and Hal Hunt (Director of Place).",
        [
            ("Councillor Ash", "member", ""),
            ("Councillor Bell", "member", ""),
            ("Dee Dunn", "in attendance", "Chief Executive"),
            ("Ed Elm", "in attendance", "Head of Law"),
            ("Fay Finch", "in attendance", "Democratic Services"),
            ("Councillor Gill", "apologies", ""),
            ("Hal Hunt", "apologies", "Director of Place"),
        ],
    ),
    (
        "Present:\n\n- Councillor Ada Ash (Chair) (Labour)\n- Councillor Ben Bell (Conservative)\n"
        "- Councillor Cy Cole (Green Party)",
        [
            ("Councillor Ada Ash", "chair", ""),
            ("Councillor Ben Bell", "member", ""),
            ("Councillor Cy Cole", "member", ""),
        ],
    ),
    (
        "Attendees:\n\nCouncillor Ash - Chair\nPriya Nadar - Director of Adult Social Services\n"
        "Dr Sam Boyd - NHS Southmere ICB\n\nApologies:\n\nKay Moss - Southmere Police",
        [
            ("Councillor Ash", "chair", ""),
            ("Priya Nadar", "member", "Director of Adult Social Services"),
            ("Dr Sam Boyd", "member", "NHS Southmere ICB"),
            ("Kay Moss", "apologies", "Southmere Police"),
        ],
    ),
    (
        "Members: Councillors Ada Ash (Chair), Ben Bell\n\n"
        "Co-opted Members: Rev. Cy Cole, Mrs Dee Dunn\n\n"
        "In attendance: Councillor Ed Elm (Cabinet Member for Health)",
        [
            ("Councillor Ada Ash", "chair", ""),
            ("Councillor Ben Bell", "member", ""),
            ("Rev. Cy Cole", "member", ""),
            ("Mrs Dee Dunn", "member", ""),
            ("Councillor Ed Elm", "in attendance", "Cabinet Member for Health"),
        ],
    ),
    (
        "Present: Councillors Ash (Chair), Bell, Cole-Smith, de Souza, O'Neill, van der Berg and Mrs Dunn.",
        [
            ("Councillor Ash", "chair", ""),
            ("Councillor Bell", "member", ""),
            ("Councillor Cole-Smith", "member", ""),
            ("Councillor de Souza", "member", ""),
            ("Councillor O'Neill", "member", ""),
            ("Councillor van der Berg", "member", ""),
            ("Councillor Mrs Dunn", "member", ""),
        ],
    ),
]


@pytest.mark.parametrize(("people", "expected"), LISTS)
def test_lists_of_those_present(people: str, expected: list[tuple[str, ...]]) -> None:
    document = documents.parse(f"{CALLED}{people}{BUSINESS}".encode(), "minutes.md")
    assert stated(document)["attendance"] == expected
    assert [number for number, _, _ in stated(document)["minute"]] == ["1", "2", "3"]


WORDINGS: list[tuple[str, list[str], list[tuple[str, str]]]] = [
    (
        "The Director of Adult Services introduced the report.\n\n"
        "Cabinet RESOLVED to approve the plan and to delegate authority to the Director, in consultation "
        "with the Leader, to end it.",
        ["approve the plan and to delegate authority to the Director, in consultation with the Leader, to end it."],
        [("Director", "Leader")],
    ),
    (
        "Councillor Bell, Cabinet Member for Adults, presented the report.\n\n**Resolved -** That:-\n\n"
        "(i) the plan be approved;\n\n(ii) the Director of Law be authorised to sign the deed;\n\n"
        "(iii) the report be noted.",
        ["the plan be approved;", "the Director of Law be authorised to sign the deed;", "the report be noted."],
        [("Director of Law", "")],
    ),
    (
        "DECISION:\n\nThe Cabinet:\n\n1. Approved the plan.\n"
        "2. Agreed to delegate to the Corporate Director, Adults and Health the award of the contract.\n"
        "\nREASONS FOR DECISION:\n\nTo meet duties.",
        [
            "Approved the plan.",
            "Agreed to delegate to the Corporate Director, Adults and Health the award of the contract.",
        ],
        [("Corporate Director, Adults and Health", "")],
    ),
    (
        "The report was introduced by Jo Roe, Head of Commissioning.\n\n"
        "The Committee NOTED the report and AGREED that it come back in June.",
        ["NOTED the report and AGREED that it come back in June."],
        [],
    ),
    (
        "Moved by Councillor Ash, seconded by Councillor Bell, and resolved unanimously: That the plan be approved.",
        ["the plan be approved."],
        [],
    ),
    ("**RECOMMENDED to Council** that the plan be adopted.", ["Council that the plan be adopted."], []),
    (
        "The Cabinet considered the report of the Director of Adult Services.\n\nAgreed:\n\n"
        "• That the plan be approved.\n"
        "• That powers be delegated to the Head of Legal to complete the agreement.",
        ["That the plan be approved.", "That powers be delegated to the Head of Legal to complete the agreement."],
        [("Head of Legal", "")],
    ),
    (
        "It was RESOLVED:\n\na. to approve the plan\n\n"
        "b. to grant delegated authority to the Strategic Director of People to vary it",
        ["to approve the plan", "to grant delegated authority to the Strategic Director of People to vary it"],
        [("Strategic Director of People", "")],
    ),
    ("Members discussed the plan. They agreed with officers that it was good. No decision was needed.", [], []),
    (
        "**Decision**\n\n| No | Decision |\n|---|---|\n| 1 | That the plan be approved. |\n"
        "| 2 | That authority be delegated to the Director of Finance. |",
        ["That the plan be approved.", "That authority be delegated to the Director of Finance."],
        [("Director of Finance", "")],
    ),
    ("ACTION: The Clerk to circulate the plan.\n\nThe Board agreed the plan.", ["agreed the plan."], []),
    (
        "The Board:\n\n- noted the report\n- agreed the plan\n- asked officers to return in June",
        ["noted the report", "agreed the plan", "asked officers to return in June"],
        [],
    ),
    ("AGREED – the Cabinet approved the plan.", ["the Cabinet approved the plan."], []),
    (
        "On being put to the vote, the motion was carried and it was resolved that the plan be approved.",
        ["the plan be approved."],
        [],
    ),
]


@pytest.mark.parametrize(("minute", "decided", "delegated"), WORDINGS)
def test_wordings_of_decisions(minute: str, decided: list[str], delegated: list[tuple[str, str]]) -> None:
    people = "Present: Councillors Ash (Chair) and Bell\n\n1. Apologies\n\nNone.\n\n2. Carers Plan\n\n"
    close = "\n\n3. Close\n\nThe meeting closed at 4.00 pm.\n"
    document = documents.parse(f"{CALLED}{people}{minute}{close}".encode(), "minutes.md")
    assert [text for item, text in stated(document).get("decision", []) if item == "2"] == decided
    assert [(to, consulting) for _, to, consulting in stated(document).get("delegation", [])] == delegated


PORTAL = """\
<html><body><h1>Agenda and minutes</h1><h2>Cabinet</h2><p>Monday, 9th December, 2024 6.00 pm</p>
<p>Venue: Council Chamber, Civic Centre</p><table><tr><th>No.</th><th>Item</th></tr>
<tr><td><p>50.</p></td><td><h3>Apologies for Absence</h3><p>Minutes:</p><p>Apologies were received from Councillor
Dean.</p></td></tr>
<tr><td><p>51.</p></td><td><h3>Adult Care Budget</h3><div>PDF 200 KB</div><p>Minutes:</p><p>Councillor Finch introduced
the report.</p><p>RESOLVED:</p><ol><li>That the budget be approved.</li>
<li>That the Director of Finance be authorised to act.</li></ol></td></tr>
<tr><td><p>52.</p></td><td><h3>Close</h3></td></tr></table></body></html>
"""


def test_page_of_a_portal_with_numbers_in_cells_of_their_own() -> None:
    assert stated(documents.parse(PORTAL.encode(), "page.html")) == {
        "meeting": [("Cabinet", "2024-12-09", "18:00", "", "Council Chamber, Civic Centre", "minutes")],
        "attendance": [("Councillor Dean", "apologies", "")],
        "minute": [
            ("50", "Apologies for Absence", ""),
            ("51", "Adult Care Budget", "Councillor Finch"),
            ("52", "Close", ""),
        ],
        "decision": [
            ("51", "That the budget be approved."),
            ("51", "That the Director of Finance be authorised to act."),
        ],
        "delegation": [("51", "Director of Finance", "")],
    }
