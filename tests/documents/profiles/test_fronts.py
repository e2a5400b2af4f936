"""Front sheets in the layouts of many councils, all invented: labels, tables, capitals, and none at all."""

from __future__ import annotations

import pytest

from councilgraph import documents
from councilgraph.documents.profiles import fronts
from councilgraph.models import Document


def parse(text: str) -> Document:
    return documents.parse(text.encode(), "report.md")


def values(document: Document, kind: str, *fields: str) -> list[tuple[str, ...]]:
    return [tuple(fact.get(field) for field in fields) for fact in document.facts if fact.kind == kind]


SHEETS: dict[str, tuple[str, dict[str, str], list[tuple[str, str]], int]] = {
    "capitals": (
        """\
EASTMOOR COUNTY COUNCIL

CABINET

DATE: 29 OCTOBER 2024

REPORT OF CABINET MEMBER: IDA FENN, CABINET MEMBER FOR HEALTH AND WELLBEING

LEAD OFFICER: OLA PRIDE, EXECUTIVE DIRECTOR FOR ADULTS

SUBJECT: REABLEMENT CONTRACT AWARD

ORGANISATION STRATEGY PRIORITY AREA: TACKLING HEALTH INEQUALITY

Purpose of the Report:

This report asks for approval.

Recommendations:

It is recommended that Cabinet:

1. Approves the award of the contract.
2. Delegates authority to the Executive Director for Adults to sign.

Reason for Recommendations:

The contract ends.
""",
        {
            "report": "Reablement Contract Award",
            "committee": "Cabinet",
            "date": "2024-10-29",
            "cabinet_member": "Ida Fenn, Cabinet Member for Health and Wellbeing",
            "lead_officer": "Ola Pride, Executive Director for Adults",
        },
        [("Ida Fenn", "Cabinet Member for Health and Wellbeing"), ("Ola Pride", "Executive Director for Adults")],
        2,
    ),
    "contact officer behind the summary": (
        """\
**Northbury City Council**
**Report for Resolution**

**Report to:** Executive – 13 November 2024

**Subject:** Better Care Fund Plan

**Report of:** Strategic Director (Adult Services)

---

**Summary**

The report sets out the plan.

**Recommendations**

The Executive is recommended to:

(1) Approve the plan.

(2) Note the risks.

---

**Wards Affected:** All

**Contact Officers:**

Name: Ben Ash
Position: Head of Integration
Telephone: 0100 000
E-mail: b.ash@northbury.example
""",
        {
            "report": "Better Care Fund Plan",
            "committee": "Executive",
            "date": "2024-11-13",
            "lead_officer": "Strategic Director (Adult Services)",
            "author": "Ben Ash, Head of Integration",
            "wards": "All",
        },
        [("Ben Ash", "Head of Integration")],
        2,
    ),
    "table with body and date in its head": (
        """\
| | **Cabinet**<br>**12 November 2024** |
|---|---|
| **Title** | Carers Strategy 2024-2029 |
| **Report of** | Councillor Ada Moss, Cabinet Member for Adult Social Care |
| **Wards** | All |
| **Status** | Public |
| **Key** | Key |
| **Urgent** | No |
| **Enclosures** | Appendix A - Strategy |
| **Lead Officer** | Dee Wyatt, Executive Director, Communities and Adults |
| **Officer Contact Details** | Jess Lorne, Assistant Director, j.lorne@ambleford.example |

**Summary**

Text here.

**Recommendations**

1. That the Cabinet approves the Carers Strategy.
""",
        {
            "report": "Carers Strategy 2024-2029",
            "committee": "Cabinet",
            "date": "2024-11-12",
            "cabinet_member": "Councillor Ada Moss, Cabinet Member for Adult Social Care",
            "lead_officer": "Dee Wyatt, Executive Director, Communities and Adults",
            "author": "Jess Lorne, Assistant Director",
            "contact": "j.lorne@ambleford.example",
            "key_decision": "Yes",
            "part": "Public",
            "wards": "All",
        },
        [
            ("Councillor Ada Moss", "Cabinet Member for Adult Social Care"),
            ("Dee Wyatt", "Executive Director, Communities and Adults"),
            ("Jess Lorne", "Assistant Director"),
        ],
        1,
    ),
    "wards first": (
        """\
LONDON BOROUGH OF AMBLEFORD

WARDS: All

REPORT TITLE: Advocacy Services Procurement (CS/2024/15)

REPORT OF: Cabinet Member for Health, Wellbeing and Adult Social Care

FOR SUBMISSION TO: Cabinet

DATE: 13 November 2024

SUMMARY OF REPORT

Text.

RECOMMENDATIONS

The Cabinet is recommended to:

1. agree the procurement strategy;
2. delegate the award to the Executive Director.
""",
        {
            "report": "Advocacy Services Procurement (CS/2024/15)",
            "committee": "Cabinet",
            "date": "2024-11-13",
            "cabinet_member": "Cabinet Member for Health, Wellbeing and Adult Social Care",
            "wards": "All",
        },
        [],
        2,
    ),
    "table with questions": (
        """\
| Report to: | CABINET |
| Date: | 12 November 2024 |
| Subject: | Prevention and Communities Grants |
| Report of: | Strategic Director, Adult Social Care |
| Relevant Cabinet Member: | Councillor Wes Tarn - Health and Social Care |
| Relevant O & S Chair(s): | Councillor Una Bligh - Health and Social Care |
| Report author: | Kay Brook, Head of Commissioning. Telephone No: 0100 |
| Are specific wards affected? | No |
| Is this a key decision? | Yes |
| If relevant, add Forward Plan Reference: | 012345/2024 |
| Is the decision eligible for call-in? | Yes |

1 Executive Summary

1.1 Text.

2 Recommendations

2.1 That Cabinet approves the grants.
2.2 Authorises the Strategic Director to award them.

3 Background

3.1 Text.
""",
        {
            "report": "Prevention and Communities Grants",
            "committee": "Cabinet",
            "date": "2024-11-12",
            "cabinet_member": "Councillor Wes Tarn - Health and Social Care",
            "lead_officer": "Strategic Director, Adult Social Care",
            "author": "Kay Brook, Head of Commissioning",
            "contact": "Telephone No: 0100",
            "reference": "012345/2024",
            "key_decision": "Yes",
            "wards": "No",
        },
        [("Kay Brook", "Head of Commissioning")],
        2,
    ),
    "open report on behalf of": (
        """\
**Open Report on behalf of Piet Larch, Executive Director - Adult Care and Community Wellbeing**

| **Report to:** | **Executive** |
| **Date:** | **05 November 2024** |
| **Subject:** | **Extra Care Housing at Quayside** |
| **Decision Reference:** | **I033333** |
| **Key decision?** | **Yes** |

**Summary:**

Text.

**Recommendation(s):**

That the Executive:-

(1) approves the scheme; and

(2) delegates to the Executive Director authority to sign.

**Alternatives Considered:**

1. Do nothing.
""",
        {
            "report": "Extra Care Housing at Quayside",
            "committee": "Executive",
            "date": "2024-11-05",
            "lead_officer": "Piet Larch, Executive Director - Adult Care and Community Wellbeing",
            "reference": "I033333",
            "key_decision": "Yes",
        },
        [("Piet Larch", "Executive Director - Adult Care and Community Wellbeing")],
        2,
    ),
    "title without a label": (
        """\
Agenda Item No: 5

Learning Disability Partnership – Section 75

To: Adults and Health Committee

Meeting Date: 10 October 2024

From: Executive Director of Adults, Health and Commissioning

Electoral division(s): All

Key decision: Yes

Forward Plan ref: 2024/067

Outcome: Text.

Recommendation: The Adults and Health Committee is recommended to:

a) approve the end of the agreement;
b) delegate authority to the Executive Director.

Officer contact:
Name: Rae Tolley
Post: Head of Commissioning
Email: r.tolley@eastmoor.example

1. Background

1.1 Text.
""",
        {
            "report": "Learning Disability Partnership – Section 75",
            "committee": "Adults and Health Committee",
            "date": "2024-10-10",
            "lead_officer": "Executive Director of Adults, Health and Commissioning",
            "author": "Rae Tolley, Head of Commissioning",
            "reference": "2024/067",
            "key_decision": "Yes",
            "wards": "All",
        },
        [("Rae Tolley", "Head of Commissioning")],
        2,
    ),
    "from and to": (
        """\
From: Sol Hartnell, Leader of the Council

      Vi Penrose, Corporate Director Finance

To: Cabinet – 26 September 2024

Subject: Revenue and Capital Budget Monitoring Report

Decision no: 24/00080

Key Decision: Yes, it involves expenditure over £1m

Classification: Unrestricted

Past Pathway of report: None

Electoral Division: All

Summary: Text.

Recommendation(s):

Cabinet is asked to:

a) NOTE the forecast; and
b) AGREE the changes.

1. Introduction

1.1 Text.
""",
        {
            "report": "Revenue and Capital Budget Monitoring Report",
            "committee": "Cabinet",
            "date": "2024-09-26",
            "cabinet_member": "Sol Hartnell, Leader of the Council",
            "reference": "24/00080",
            "key_decision": "Yes",
            "part": "Unrestricted",
            "wards": "All",
        },
        [("Sol Hartnell", "Leader of the Council")],
        2,
    ),
    "labels inside cells": (
        """\
| **Report title:** Independent Advocacy Contract |  |
| **Report to:** Cabinet |  |
| **Report author:** Councillor Abe Loxley, Cabinet Member for Health, Adult Social Care and Integration |  |
| **Date:** 18 June 2024 | **For:** Decision |
| **Enquiries to:** Tess Orme, Director of Commissioning t.orme@eastmoor.example |  |
| **County Divisions affected:** All Eastmoor |  |

## 1. Our plan

1.1 Text.

## 2. Recommendations

2.1 Agree to procure.

2.2 Agree that the Executive Director awards it.

## 3. Background
""",
        {
            "report": "Independent Advocacy Contract",
            "committee": "Cabinet",
            "date": "2024-06-18",
            "author": "Councillor Abe Loxley, Cabinet Member for Health, Adult Social Care and Integration",
            "wards": "All Eastmoor",
        },
        [("Councillor Abe Loxley", "Cabinet Member for Health, Adult Social Care and Integration")],
        2,
    ),
    "decision maker": (
        """\
# WESTHAVEN COUNTY COUNCIL

## Decision Report

| Decision Maker: | Executive Member for Adult Services |
|---|---|
| Date: | 14 October 2024 |
| Title: | Grants to Voluntary Organisations |
| Report From: | Director of Adults' Health and Care |

**Contact name:** Jo Rusk

**Tel:** 0100 **Email:** j.rusk@westhaven.example

### Purpose of this Report

1. Text.

### Recommendation(s)

2. That the Executive Member approves grants.

### Executive Summary

3. Text
""",
        {
            "report": "Grants to Voluntary Organisations",
            "committee": "Executive Member for Adult Services",
            "date": "2024-10-14",
            "lead_officer": "Director of Adults' Health and Care",
            "author": "Jo Rusk",
        },
        [],
        1,
    ),
    "decision maker in a table": (
        """\
| **Decision Maker:** | Cabinet Member for Adult Social Care |
| **Date:** | 4 November 2024 |
| **Classification:** | General Release |
| **Title:** | Home Care Contract Extension |
| **Wards Affected:** | All |
| **Key Decision:** | Yes |
| **Financial Summary:** | £3m |
| **Report of:** | Nia Cobb, Executive Director of Adult Social Care |

1. Executive Summary

1.1 Text

2. Recommendations

2.1 That the Cabinet Member approves the extension.
""",
        {
            "report": "Home Care Contract Extension",
            "committee": "Cabinet Member for Adult Social Care",
            "date": "2024-11-04",
            "lead_officer": "Nia Cobb, Executive Director of Adult Social Care",
            "key_decision": "Yes",
            "part": "General Release",
            "wards": "All",
        },
        [("Nia Cobb", "Executive Director of Adult Social Care")],
        1,
    ),
    "two labels a row": (
        """\
**Decision Pathway – Report**

**PURPOSE: Key decision**

**MEETING: Cabinet**

**DATE: 07 May 2024**

| **TITLE** | Technology Enabled Care |
|---|---|
| **Ward(s)** | Citywide |
| **Author:** Lena Dale | **Job title:** Head of Commissioning |
| **Cabinet lead:** Councillor Fay Storr, Cabinet Member for Adult Care | **Executive Director lead:** Max Irving |
| **Proposal origin:** Staff | |
| **Decision maker:** Cabinet Member | |
| **Decision forum:** Cabinet | |

**Purpose of Report:** 1. To seek approval.

**Cabinet Member / Lead Officer Recommendations:**

That Cabinet:

1. Approve the project.
2. Authorise the Executive Director to spend.

**Corporate Strategy alignment:** Text
""",
        {
            "report": "Technology Enabled Care",
            "committee": "Cabinet",
            "date": "2024-05-07",
            "cabinet_member": "Councillor Fay Storr, Cabinet Member for Adult Care",
            "lead_officer": "Max Irving",
            "author": "Lena Dale, Head of Commissioning",
            "wards": "Citywide",
        },
        [("Lena Dale", "Head of Commissioning"), ("Councillor Fay Storr", "Cabinet Member for Adult Care")],
        2,
    ),
    "title of report": (
        """\
Title of Report: Substance Misuse Service

Key Decision No: AH S123

For Consideration By: Cabinet Procurement and Insourcing Committee

Meeting Date: 4 March 2024

Cabinet Member: Councillor Lev Ashby, Cabinet Member for Health

Classification: Open

Ward(s) Affected: All wards

Key Decision & Reason: Yes, significant spend

Group Director: Dot Marsh, Group Director Adults

1. Cabinet Member's introduction

1.1 Text

3. Recommendations

3.1 To approve the contract.

3.2 To note the risks.
""",
        {
            "report": "Substance Misuse Service",
            "committee": "Cabinet Procurement and Insourcing Committee",
            "date": "2024-03-04",
            "cabinet_member": "Councillor Lev Ashby, Cabinet Member for Health",
            "lead_officer": "Dot Marsh, Group Director Adults",
            "reference": "AH S123",
            "key_decision": "Yes",
            "part": "Open",
            "wards": "All wards",
        },
        [("Councillor Lev Ashby", "Cabinet Member for Health"), ("Dot Marsh", "Group Director Adults")],
        2,
    ),
    "no labels at all": (
        """\
ACH/24/12

Cabinet
10 April 2024

Adult Social Care Market Position Statement

Report of the Director of Integrated Adult Social Care

Please note that the following recommendations are subject to consideration.

1) Recommendation

That the Cabinet be asked to approve the statement.

2) Background

Text
""",
        {
            "report": "Adult Social Care Market Position Statement",
            "committee": "Cabinet",
            "date": "2024-04-10",
            "lead_officer": "Director of Integrated Adult Social Care",
        },
        [],
        1,
    ),
    "report to the board": (
        """\
Eastmoor Borough Council

Report to the Health and Wellbeing Board

Meeting date: 9 May 2024
Report title: Winter Plan
Lead Member: Cllr Q. Cole, Portfolio Holder for Health
Lead Officer: Tom Bell, Director of Public Health
Report Author: Ann Day, Public Health Consultant
Ward(s) affected: All
Key Decision (Y/N): N
Exempt: No

1.0 PURPOSE

1.1 Text.

2.0 RECOMMENDATIONS

2.1 The Board is asked to note the plan.

3.0 MAIN
""",
        {
            "report": "Winter Plan",
            "committee": "Health and Wellbeing Board",
            "date": "2024-05-09",
            "cabinet_member": "Cllr Q. Cole, Portfolio Holder for Health",
            "lead_officer": "Tom Bell, Director of Public Health",
            "author": "Ann Day, Public Health Consultant",
            "key_decision": "No",
            "wards": "All",
        },
        [
            ("Councillor Q. Cole", "Portfolio Holder for Health"),
            ("Tom Bell", "Director of Public Health"),
            ("Ann Day", "Public Health Consultant"),
        ],
        1,
    ),
}


@pytest.mark.parametrize("name", list(SHEETS))
def test_front_sheet(name: str) -> None:
    text, fields, posts, recommended = SHEETS[name]
    document = parse(text)
    (sheet,) = (fact for fact in document.facts if fact.kind == "report")
    assert dict(sheet.values) == fields
    assert (document.kind, document.title) == ("report", fields["report"])
    assert str(document.date) == fields.get("date")
    assert values(document, "post", "person", "post") == posts
    assert len(values(document, "recommendation", "text")) == recommended


@pytest.mark.parametrize(
    "text",
    [
        "Date: 5 May 2024\nTime: 10 am\nVenue: Town Hall\nTo: All members of the Cabinet\nContact: J Ash\n",
        "| Title | Part I | Part II | Exemption |\n|---|---|---|---|\n| Plan | X | | |\n| Ref | 1 | 2 | 3 |\n",
        "Author: Ann Day\nReference: 12\nStatus: final\nContact: a@b.example\n",
        "The report to the Cabinet was noted. The subject was carers. The author was Ann Day.\n",
        "Name: Ann\nPosition: Head\nEmail: a@b.example\nDate: 1 May 2024\n",
    ],
)
def test_labels_that_make_no_front_sheet(text: str) -> None:
    assert fronts.find(text) == []
