from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph import documents
from councilgraph.documents.profiles import finances
from councilgraph.models import Document

HEAD = "# Westhaven City Council: local authority assessment\n\nAssessment published: 18 June 2025\n\n"
STANDING = "## What people expect\n\nI feel safe.\n\n## The local authority commitment\n\nWe work with people.\n\n"
NAMES = (
    "Assessing needs",
    "Supporting people to lead healthier lives",
    "Equity in experience and outcomes",
    "Care provision, integration and continuity",
    "Partnerships and communities",
    "Safe systems, pathways and transitions",
    "Safeguarding",
    "Governance, management and sustainability",
    "Learning, improvement and innovation",
)


def parse(body: str) -> Document:
    return documents.parse((HEAD + body + STANDING).encode(), "assessment.md")


def values(document: Document, kind: str, *fields: str) -> list[tuple[str, ...]]:
    return [tuple(fact.get(field) for field in fields) for fact in document.facts if fact.kind == kind]


# What the real documents state, read by eye. Scores stand in the order of NAMES.
REAL = {
    "derby-cqc-assessment-2024": {
        "assessment": ("Derby City Council", "", "2024-08-16"),
        "rating": ("Requires improvement", ""),
        "percentage": "53",
        "scores": "222232222",
        "demographics": (4, "263,490", "2021 census"),
        "periods": [("", "2023-05-01", ""), ("", "2022-03-01", "")],
        "finances": [
            ("budget estimated", "2022/23", "382390000"),
            ("budget actual", "2022/23", "417494000"),
            ("budget difference", "2022/23", "35104000"),
            ("adult social care estimated", "2022/23", "74372000"),
            ("adult social care actual", "2022/23", "76044000"),
            ("adult social care difference", "2022/23", "1672000"),
            ("adult social care share", "2022/23", "18"),
            ("precept raised", "2023/24", "full"),
            ("precept value", "2023/24", "2"),
            ("people in long-term support", "2022/23", "4655"),
            ("people in short-term support", "2022/23", "975"),
        ],
    },
    "lincolnshire-cqc-assessment-2023": {
        "assessment": ("Lincolnshire County Council", "2023-05-11", "2023-11-17"),
        "rating": ("Good", "true"),
        "percentage": "75",
        "scores": "333333333",
        "demographics": (4, "755,833", "7 districts"),
        "periods": [],
        "finances": [
            ("budget estimated", "2022/23", "895817000"),
            ("budget actual", "2022/23", "917896000"),
            ("budget difference", "2022/23", "22079000"),
            ("adult social care estimated", "2022/23", "230464000"),
            ("adult social care actual", "2022/23", "234568000"),
            ("adult social care difference", "2022/23", "4104000"),
            ("adult social care share", "2022/23", "26"),
            ("precept raised", "2022/23", "full"),
            ("precept raised", "2023/24", "full"),
            ("people in long-term support", "2022/23", "10495"),
            ("people in short-term support", "2022/23", "2350"),
        ],
    },
    "plymouth-cqc-assessment-2025": {
        "assessment": ("Plymouth City Council", "", "2025-12-17"),
        "rating": ("Good", ""),
        "percentage": "67",
        "scores": "234232233",
        "demographics": (5, "270,000", "93.97%"),
        "periods": [
            ("", "2015-01-01", ""),
            ("All-Age Carers Strategy", "2025-01-01", "2027-12-31"),
            ("Equality, Diversity and Inclusion Action Plan", "2025-04-01", "2028-03-31"),
            ("workforce strategy", "2023-01-01", "2027-12-31"),
            ("All-Age Unpaid Carers Strategy", "2025-01-01", "2027-12-31"),
            ("Plymouth Plan", "2014-01-01", "2034-12-31"),
        ],
        "finances": [
            ("budget estimated", "2023/24", "359993000"),
            ("budget actual", "2023/24", "400100000"),
            ("budget difference", "2023/24", "40107000"),
            ("adult social care estimated", "2023/24", "101858000"),
            ("adult social care actual", "2023/24", "107552000"),
            ("adult social care difference", "2023/24", "5664000"),
            ("adult social care share", "2023/24", "26.87"),
            ("precept raised", "2023/24", "full"),
            ("precept value", "2023/24", "2"),
            ("people in long-term support", "2023/24", "4330"),
            ("people in short-term support", "2023/24", "1000"),
        ],
    },
}


@pytest.mark.parametrize("name", sorted(REAL))
def test_real_assessment_gives_every_stated_fact_and_no_other(shared: Path, name: str) -> None:
    document = documents.read(shared / "documents" / f"{name}.md")
    expected = REAL[name]
    assert document.kind == "assessment"
    assert values(document, "assessment", "council", "started", "published") == [expected["assessment"]]
    assert values(document, "rating", "rating", "indicative") == [expected["rating"]]
    (overall,) = (fact for fact in document.facts if fact.kind == "overall_score")
    assert (overall.get("percentage"), overall.derived) == (expected["percentage"], True)
    scores = list(zip(NAMES, expected["scores"], strict=True))
    assert values(document, "quality_score", "statement", "score") == scores
    figures = [fact for fact in document.facts if fact.kind == "financial"]
    amounts = [(f.get("measure"), f.get("year"), f.get("amount") or f.get("extent")) for f in figures]
    assert amounts == expected["finances"]
    assert {f.get("measure").split()[0] for f in figures if f.get("approximate")} == {"people"}
    paragraphs, *figures_told = expected["demographics"]
    (told,) = (fact for fact in document.facts if fact.kind == "demographics")
    assert document.text[told.start : told.end].count("\n\n") + 1 == paragraphs
    assert all(figure in told.get("text") for figure in figures_told)
    assert values(document, "period", "of", "starts", "ends") == expected["periods"]
    known = {"assessment", "rating", "overall_score", "quality_score", "financial", "demographics", "period"}
    assert {fact.kind for fact in document.facts} <= known
    assert not document.warnings


@pytest.mark.parametrize("name", sorted(REAL))
def test_real_assessment_tells_the_quality_statement_of_every_passage(shared: Path, name: str) -> None:
    document = documents.read(shared / "documents" / f"{name}.md")
    starts = [section.start for section in document.sections if section.heading.startswith("Key findings")]
    assert [documents.statement(document, start) for start in starts] == list(NAMES)


@pytest.mark.parametrize(
    ("lines", "rating", "indicative"),
    [
        ("## Local authority rating and score\n\nWesthaven City Council\n\nGood\n\n", "Good", ""),
        ("Local authority indicative rating\n\nRequires Improvement: Evidence\n\n", "Requires improvement", "true"),
        ("**Overall rating:** Outstanding\n\n", "Outstanding", ""),
        ("| Overall rating | Inadequate |\n|---|---|\n\n", "Inadequate", ""),
        ("## Overall rating\n\nRating: Good\n\n", "Good", ""),
        ("# Overall: Good\n\n", "Good", ""),
        ("## Rating\n\nRequires Improvement \u25cf\n\n", "Requires improvement", ""),
        ("## Our judgement\n\nRated: Inadequate\n\n", "Inadequate", ""),
        ("Overall rating for this local authority\n\nInadequate\n\n", "Inadequate", ""),
        ("## Local authority rating and score\n\n| Westhaven City Council | Outstanding |\n\n", "Outstanding", ""),
        ("| Council | Rating | Score |\n|---|---|---|\n| Westhaven City Council | Good | 66% |\n\n", "Good", ""),
        ("We have rated Westhaven City Council as good for how it meets its duties.\n\n", "Good", ""),
        ("The overall indicative rating for the council is 'good'.\n\n", "Good", "true"),
        ("Westhaven City Council's overall rating is requires improvement.\n\n", "Requires improvement", ""),
    ],
)
def test_rating_stands_under_or_beside_its_label(lines: str, rating: str, indicative: str) -> None:
    assert values(parse(lines), "rating", "rating", "indicative") == [(rating, indicative)]


@pytest.mark.parametrize(
    "body",
    [
        "Overall rating of services was discussed.\n\nGood practice was shared. Rating agencies were not.\n\n",
        "The regulator rated 84% of care homes in the city as good or outstanding.\n\n",
        "It was rated good or outstanding by most.\n\nOverall, partners were positive.\n\nGood relations help.\n\n",
        "Staff rated the council as good or better.\n\n",
    ],
)
def test_sentence_that_speaks_of_a_rating_states_none(body: str) -> None:
    assert values(parse(body), "rating", "rating") == []


@pytest.mark.parametrize(
    ("lines", "percentage"),
    [
        ("Overall score: 63%\n\n", "63"),
        ("## Local authority rating and score\n\nGood\n\n67%\n\n", "67"),
        ("## Local authority rating and score\n\nGood 67%\n\n", "67"),
        ("| Percentage score | 71 per cent |\n|---|---|\n\n", "71"),
        ("Overall score 68 out of 100\n\n", "68"),
        ("In the survey 63% of people were satisfied with their care.\n\n", None),
    ],
)
def test_percentage_is_stated_with_a_label(lines: str, percentage: str | None) -> None:
    found = [fact for fact in parse(lines).facts if fact.kind == "overall_score"]
    assert [(fact.get("percentage"), fact.derived) for fact in found] == ([(percentage, False)] if percentage else [])


@pytest.mark.parametrize(
    ("lines", "score"),
    [
        ("## Assessing needs\n\nScore: 3\n\n", "3"),
        ("### Assessing needs\n\nScore 2\n\n", "2"),
        ("# Assessing needs\n\n## Score: 4\n\n", "4"),
        ("Assessing needs\n\nIndicative score:\n\n1 - Evidence shows significant shortfalls\n\n", "1"),
        ("- **Assessing needs**: 3\n\n", "3"),
        ("| Assessing needs | 2 |\n\n", "2"),
        ("| Quality statement | Score |\n|---|---|\n| Assessing needs | 2 - Evidence shows some shortfalls |\n\n", "2"),
        ("Quality statement 1: Assessing needs - Score: 3\n\n", "3"),
        ("## 1. Assessing Needs\n\nSCORE: 3\n\n", "3"),
        ("## Assessing needs\n\nScore: 3 out of 4\n\n", "3"),
        ("## Assessing needs\n\nScore: 3. Evidence shows a good standard\n\n", "3"),
        ("## Assessing needs (Score: 3)\n\n", "3"),
        ("**Assessing needs** \u2013 score of 3\n\n", "3"),
        ("Assessing needs: Good (3)\n\n", "3"),
        ("## Assessing needs\n\nOur score\n\n3\n\n", "3"),
        ("| Theme | Statement | Score |\n|---|---|---|\n| Working with people | Assessing needs | 3 |\n\n", "3"),
        ("Assessing needs of 4 groups of people\n\n", None),
        ("Assessing needs\n\n3\n\n", None),
        ("Assessing needs\n\nPeople waited 3 weeks for an assessment.\n\n", None),
        ("Assessing needs\n\nScore: 35%\n\n", None),
        ("- Assessing needs\n- Safeguarding\n\nScore: 2\n\n", None),
    ],
)
def test_score_of_a_quality_statement(lines: str, score: str | None) -> None:
    found = dict(values(parse(lines), "quality_score", "statement", "score"))
    assert found.get("Assessing needs") == score


def scored(scores: str) -> str:
    return "".join(f"## {name}\n\nScore: {score}\n\n" for name, score in zip(NAMES, scores, strict=True))


@pytest.mark.parametrize(
    ("scores", "percentage", "rating"),
    [
        ("222222222", "50", "Requires improvement"),
        ("333333333", "75", "Good"),
        ("444444444", "100", "Outstanding"),
        ("111111111", "25", "Inadequate"),
        ("233323222", "61", "Requires improvement"),
        ("233323223", "64", "Good"),
        ("444444433", "94", "Outstanding"),
        # A statement scored 1 limits the rating to requires improvement, one scored 2 to good.
        ("333333331", "69", "Requires improvement"),
        ("444444442", "94", "Good"),
    ],
)
def test_percentage_and_rating_are_derived_from_nine_scores_and_marked(
    scores: str, percentage: str, rating: str
) -> None:
    found = [fact for fact in parse(scored(scores)).facts if fact.kind in ("overall_score", "rating")]
    assert all(fact.derived for fact in found)
    assert {fact.kind: fact.values[0][1] for fact in found} == {"overall_score": percentage, "rating": rating}


def test_nothing_is_derived_from_fewer_than_nine_scores() -> None:
    document = parse("## Assessing needs\n\nScore: 3\n\n")
    assert not [fact for fact in document.facts if fact.derived]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It said that in 2023/24, its budget would be £5664,000.00.", [("budget estimated", "2023/24", "5664000")]),
        (
            "Its total budget for 2023/2024 was estimated to be £1.25bn.",
            [("budget estimated", "2023/24", "1250000000")],
        ),
        (
            "It estimated that in 2023/24 its total budget would be £300m. "
            "Its actual spend for that year was £290m, which was £10m less than estimated.",
            [
                ("budget estimated", "2023/24", "300000000"),
                ("budget actual", "2023/24", "290000000"),
                ("budget difference", "2023/24", "-10000000"),
            ],
        ),
        (
            "It estimated that it would spend £88.5 million of its total budget on adult social care in "
            "2023-24. Its actual spend was £90 million.",
            [
                ("adult social care estimated", "2023/24", "88500000"),
                ("adult social care actual", "2023/24", "90000000"),
            ],
        ),
        (
            "26.87% of the budget was spent on adult social care in 2023/2024.",
            [("adult social care share", "2023/24", "26.87")],
        ),
        ("It has not raised the adult social care precept for 2023/24.", [("precept raised", "2023/24", "")]),
        ("Please note that the amount raised through the precept varies.", []),
        (
            "Around 1,020 people were accessing short term ASC support and 6150 people were accessing "
            "long-term support in 2022/23.",
            [("people in short-term support", "2022/23", "1020"), ("people in long-term support", "2022/23", "6150")],
        ),
        ("A grant of £5,000 was paid to a carers' group.", []),
        ("The council spent £2m on a new care home.", []),
        ("It invested £500,000 of its adult social care budget in carers' breaks.", []),
        ("The council has a budget of £1.2m for assistive technology.", []),
        ("Its actual spend was £3m.", []),
        (
            "Its total budget for 2024/25 was £300.5m and its actual spend was £310m, an overspend of £9.5m.",
            [
                ("budget estimated", "2024/25", "300500000"),
                ("budget actual", "2024/25", "310000000"),
                ("budget difference", "2024/25", "9500000"),
            ],
        ),
        (
            "The council's actual spend on adult social care in 2023/24 was £88m, £2m less than budgeted.",
            [
                ("adult social care actual", "2023/24", "88000000"),
                ("adult social care difference", "2023/24", "-2000000"),
            ],
        ),
        (
            "It planned to spend £88m on adult social care in 2023/24 and spent £90m.",
            [
                ("adult social care estimated", "2023/24", "88000000"),
                ("adult social care actual", "2023/24", "90000000"),
            ],
        ),
        (
            "In 2023/24 its total budget was £250,000,000, of which £80,000,000 was for adult social care.",
            [("budget estimated", "2023/24", "250000000"), ("adult social care estimated", "2023/24", "80000000")],
        ),
        (
            "In 2023/24 its total budget was £9m. Its actual spend was £9m, the same as estimated.",
            [
                ("budget estimated", "2023/24", "9000000"),
                ("budget actual", "2023/24", "9000000"),
                ("budget difference", "2023/24", "0"),
            ],
        ),
        (
            "The adult social care budget for 2023/24 was estimated at £76 million, with an outturn of £80 million.",
            [
                ("adult social care estimated", "2023/24", "76000000"),
                ("adult social care actual", "2023/24", "80000000"),
            ],
        ),
        (
            "The council underspent its adult social care budget by £3.2m in 2023/24.",
            [("adult social care difference", "2023/24", "-3200000")],
        ),
        (
            "Adult social care accounted for 38% of the council's total budget in 2023/24.",
            [("adult social care share", "2023/24", "38")],
        ),
        (
            "It spent £90m on adult social care in 2023/24. This was 35.5 per cent of its overall budget.",
            [("adult social care actual", "2023/24", "90000000"), ("adult social care share", "2023/24", "35.5")],
        ),
        (
            "The council raised the precept by 1% in 2023/24 and 2% in 2024/25.",
            [
                ("precept raised", "2023/24", ""),
                ("precept raised", "2024/25", ""),
                ("precept value", "2023/24", "1"),
                ("precept value", "2024/25", "2"),
            ],
        ),
        (
            "It raised 1.5% of the possible 2% precept for 2024/25.",
            [("precept raised", "2024/25", ""), ("precept value", "2024/25", "1.5")],
        ),
        (
            "In 2023/24, 3,200 people received long-term support and 1,100 received short-term support.",
            [("people in long-term support", "2023/24", "3200"), ("people in short-term support", "2023/24", "1100")],
        ),
        (
            "Long-term support was provided to 5,010 people and short-term support to 760 people in 2023/24.",
            [("people in long-term support", "2023/24", "5010"), ("people in short-term support", "2023/24", "760")],
        ),
        (
            "It set a total budget of £300m for 2023/24 and spent £310m. Adult social care accounted for £90m of "
            "planned spending. Some 28% of all that it spent went on adult social care. That year 900 people had "
            "long-term support.",
            [
                ("budget estimated", "2023/24", "300000000"),
                ("budget actual", "2023/24", "310000000"),
                ("adult social care estimated", "2023/24", "90000000"),
                ("adult social care share", "2023/24", "28"),
                ("people in long-term support", "2023/24", "900"),
            ],
        ),
        (
            "In 2023/24, 3,200 people aged 18 and over were in long-term care.",
            [("people in long-term support", "2023/24", "3200")],
        ),
    ],
)
def test_financial_facts(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    found = list(finances.read(sentence, 0, len(sentence)))
    assert [(fact.get("measure"), fact.get("year"), fact.get("amount")) for fact in found] == expected
    assert all(0 <= fact.start < fact.end <= len(sentence) for fact in found)


@pytest.mark.parametrize(
    ("sentence", "extent"),
    [
        ("It has raised the full adult social care precept for 2023/24.", "full"),
        ("It has not raised the adult social care precept for 2023/24.", "none"),
        ("It raised part of the adult social care precept for 2023/24.", "part"),
        ("It did not raise the adult social care precept in 2023/24.", "none"),
        ("No adult social care precept was raised in 2023/24.", "none"),
        ("It applied the maximum precept in 2023/24.", "full"),
    ],
)
def test_extent_of_the_precept(sentence: str, extent: str) -> None:
    (fact,) = finances.read(sentence, 0, len(sentence))
    assert fact.get("extent") == extent


@pytest.mark.parametrize(
    "table",
    [
        "| 2023/24 | Estimated | Actual | Difference |\n|---|---|---|---|\n| Total budget | £250m | £255m | £5m |\n"
        "| Adult social care | £80m | £79m | £1m underspend |\n",
        "| Measure | Estimated 2023/24 | Actual 2023/24 | Difference 2023/24 |\n|---|---|---|---|\n"
        "| Total budget | £250,000,000 | £255,000,000 | £5,000,000 more |\n"
        "| Adult social care | £80,000,000 | £79,000,000 | £1,000,000 less |\n",
    ],
)
def test_financial_facts_in_a_table(table: str) -> None:
    document = parse(f"## Financial facts\n\n{table}\n")
    assert values(document, "financial", "measure", "year", "amount") == [
        ("budget estimated", "2023/24", "250000000"),
        ("budget actual", "2023/24", "255000000"),
        ("budget difference", "2023/24", "5000000"),
        ("adult social care estimated", "2023/24", "80000000"),
        ("adult social care actual", "2023/24", "79000000"),
        ("adult social care difference", "2023/24", "-1000000"),
    ]


@pytest.mark.parametrize(
    ("line", "started"),
    [
        ("Assessment start date: 3 March 2025", "2025-03-03"),
        ("Assessment started on 3 March 2025", "2025-03-03"),
        ("Date of assessment: 3 March 2025 to 7 March 2025", "2025-03-03"),
        ("Dates of assessment: 3 to 7 March 2025", "2025-03-03"),
        ("Assessment period: Monday 31 March \u2013 Friday 4 April 2025", "2025-03-31"),
        ("Next assessment: 3 March 2027", ""),
    ],
)
def test_start_of_the_assessment(line: str, started: str) -> None:
    assert values(parse(f"{line}\n\n"), "assessment", "started") == [(started,)]
