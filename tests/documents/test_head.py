from __future__ import annotations

import pytest

from councilgraph import documents
from councilgraph.documents import dates
from councilgraph.models import Document


def parse(text: str, name: str = "paper.md") -> Document:
    return documents.parse(text.encode(), name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday, 13th March 2018", "2018-03-13"),
        ("on 1 Sept. 2021 at noon", "2021-09-01"),
        ("March 13, 2018", "2018-03-13"),
        ("2024-08-16T09:00", "2024-08-16"),
        ("16/08/2024", "2024-08-16"),
        ("3.5.19", "2019-05-03"),
        ("31 February 2020", None),
        ("March 2018", None),
        ("2017/18", None),
    ],
)
def test_first_date(text: str, expected: str | None) -> None:
    found = dates.first(text)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Report\n\nAssessment published: 16 August 2024\n", "2024-08-16"),
        ("# Report\n\nPublished 05 March 2018  \nMore\n", "2018-03-05"),
        ("# Report\n\n**Date of publication:** 1 May 2019\n", "2019-05-01"),
        ("# Report\n\nThe strategy was published. On 1 May 2019 work began.\n", None),
        ("# Report\n\nThe council met on 1 May 2019.\n", None),
    ],
)
def test_date_of_publication_stands_beside_a_label(text: str, expected: str | None) -> None:
    found = parse(text).published
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Published March 2024", "was published in March 2024, on a day that is not stated; it has no date"),
        ("**Date of publication:** Sept 2023", "was published in Sept 2023,"),
        ("Published in March 2024", "was published in March 2024,"),
        ("Published 4 March 2024", None),
        ("| Published | March 2024 |", "was published in March 2024,"),
        ("The plan was published. In March 2024 work began.", None),
        ("The last plan was published in March 2024.", None),
        ("March 2024", None),
    ],
)
def test_a_month_without_a_day_is_no_date_and_is_told(line: str, told: str | None) -> None:
    found = parse(f"# Westhaven City Council carers strategy\n\n{line}\n")
    assert [told in warning for warning in found.warnings] == ([True] if told else [])
    assert (found.date is None) == (line != "Published 4 March 2024")


PACK = """Published 04 March 2024

## Cabinet

Tuesday 12 March 2024

5.30 pm

**Members:**

Councillor Okafor, Chair

Councillors Mrs Ashby, Bell and Trent.

# Agenda

## 1. Apologies

To receive apologies for absence.

## 2. Declarations of interest

To receive declarations of interest.
"""


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        (PACK, "2024-03-04", "2024-03-12"),
        (PACK.partition("\n")[2], "None", "2024-03-12"),
        ("# Carers strategy\n\nPublished 04 March 2024\n", "2024-03-04", "2024-03-04"),
    ],
)
def test_the_papers_of_a_meeting_are_of_its_day_whenever_they_were_published(
    text: str, published: str, date: str
) -> None:
    found = parse(text)
    assert (str(found.published), str(found.date)) == (published, date)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Carers strategy\n\nText.\n", "Carers strategy"),
        ("Westhaven City Council assessment\n\n## Overview\n", "Westhaven City Council assessment"),
        ("The council met its partners in May and agreed on the plan.\n", "paper"),
        ("## Contents\n\n- one\n\n## Carers strategy\n", "Carers strategy"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert parse(text).title == title


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Westhaven City Council: assessment\n", "Westhaven City Council"),
        (
            "# Assessment\n\nNorthbury Borough Council met. Northbury Borough Council agreed.\n",
            "Northbury Borough Council",
        ),
        ("# Plan\n\n**EASTMOOR COUNTY COUNCIL**\n\nText.\n", "Eastmoor County Council"),
        ("# Plan of the London Borough of Ambleford\n", "London Borough of Ambleford"),
        ("# London Borough of Ambleford Adult Social Care Plan\n", "London Borough of Ambleford"),
        ("# Royal Borough of Kingston upon Thames Housing Plan\n", "Royal Borough of Kingston upon Thames"),
        ("# London Borough of Barking and Dagenham: assessment\n", "London Borough of Barking and Dagenham"),
        ("# Brighton & Hove City Council: assessment\n", "Brighton and Hove City Council"),
        ("# County Durham: local authority assessment\n", "Durham County Council"),
        ("# County Durham\n\n## Local system review report\n\nSefton Council differed.\n", "Durham County Council"),
        ("# Local system review of care in County Durham\n\nSefton Council differed.\n", "Durham County Council"),
        ("# Local system review report: Isle of Wight\n", "Isle of Wight Council"),
        ("# Sefton Metropolitan Borough Council Cabinet\n", "Sefton Metropolitan Borough Council"),
        ("# City of Wolverhampton Council: assessment\n", "City of Wolverhampton Council"),
        ("# Cornwall Council Cabinet\n", "Cornwall Council"),
        ("# Ambleford Council: local authority assessment\n\nText.\n", "Ambleford Council"),
        ("# Plan\n\nThe Youth Council met Full Council and Arts Council England.\n", None),
    ],
)
def test_council_of_the_document(text: str, name: str | None) -> None:
    assert parse(text).council_name == name


def test_document_without_a_council_has_a_warning() -> None:
    (warning,) = parse("# Plan\n\nText.\n").warnings
    assert warning.startswith("paper.md: no council is recognised")


def test_text_of_plain_files_is_the_raw_file() -> None:
    raw = "# Caf\u00e9\r\n\r\n\u2018Text\u2019 \r\n"
    document = parse(raw)
    assert document.text == raw
    assert document.source.size == len(raw.encode())
