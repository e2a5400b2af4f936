from __future__ import annotations

import pytest

from councilgraph import documents
from councilgraph.models import Document

SCOPE = """\

## Background and scope of the review

The review was carried out under section 48 of the Health and Social Care Act 2008 by the Care Quality Commission.

- System leaders from Southmere County Council and the West Southmere Clinical Commissioning Group
- The Southmere Health and Wellbeing Board and Healthwatch Southmere
- Eastmoor Hospitals NHS Trust, which runs two hospitals
- Social workers and other staff

## Keeping people well at home

Text.
"""


def parse(text: str) -> Document:
    return documents.parse((text + SCOPE).encode(), "review.md")


def values(document: Document, kind: str, *fields: str) -> list[tuple[str, ...]]:
    return [tuple(fact.get(field) for field in fields) for fact in document.facts if fact.kind == kind]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "# Southmere\n\n## Local system review report\n\n## Health and Wellbeing Board\n\n"
            "Date of review: 12 to 16 March 2018\n",
            ("Southmere", "Health and Wellbeing Board", "2018-03-12", "2018-03-16", ""),
        ),
        (
            "# Southmere local system review\n\nDates of review: 29 January \u2013 2 February 2018\n\n"
            "Date of publication: 8 May 2018\n",
            ("Southmere", "", "2018-01-29", "2018-02-02", "2018-05-08"),
        ),
        (
            "# CQC local area review report\n\nReview dates: 4 December 2017 to 8 December 2017\n\n"
            "This report follows the review of Southmere by inspectors.\n",
            ("Southmere", "", "2017-12-04", "2017-12-08", ""),
        ),
    ],
)
def test_review_with_area_board_and_days(head: str, expected: tuple[str, ...]) -> None:
    document = parse(head)
    assert document.kind == "review"
    assert values(document, "review", "area", "board", "started", "ended", "published") == [expected]
    assert values(document, "review", "regulator") == [("Care Quality Commission",)]


def test_bodies_that_the_reviewers_spoke_with() -> None:
    document = parse("# Southmere local system review\n")
    assert values(document, "consulted", "body") == [
        ("Southmere County Council",),
        ("West Southmere Clinical Commissioning Group",),
        ("Southmere Health and Wellbeing Board",),
        ("Healthwatch Southmere",),
        ("Eastmoor Hospitals NHS Trust",),
    ]
    assert all(
        document.text[fact.start : fact.end] == fact.get("body") for fact in document.facts if fact.kind == "consulted"
    )


def test_paper_about_a_review_is_none() -> None:
    text = "# Action plan\n\nThe council accepted the local system review report of 2018 and made a plan.\n"
    assert documents.parse(text.encode(), "plan.md").kind != "review"
