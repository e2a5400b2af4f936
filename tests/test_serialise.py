from __future__ import annotations

import datetime
import json

import pytest

from councilgraph import serialise
from councilgraph.models import (
    Cell,
    Document,
    Extraction,
    Fact,
    Mention,
    Page,
    Relation,
    Section,
    Source,
    Table,
)

DOCUMENT = Document(
    id="westhaven-2024",
    title="Westhaven City Council: assessment",
    kind="assessment",
    published=datetime.date(2024, 5, 2),
    council=None,
    council_name="Westhaven City Council",
    text="# Westhaven\n\nThe council\u2019s board \u2013 caf\u00e9.",
    sections=(Section(0, 11, 1, "Westhaven", ("Westhaven",)),),
    tables=(Table(0, 4, (Cell(0, 1, "a"),), ((Cell(2, 3, "b"),), ())),),
    pages=(Page(1, 0, 40),),
    facts=(Fact("rating", (("value", "Good"), ("of", "2024")), 3, 9, derived=True),),
    source=Source("westhaven.md", "text/markdown", "0" * 64, 40),
    warnings=("no date",),
)
EXTRACTION = Extraction(
    "westhaven-2024",
    (
        Mention(
            2, 11, "Westhaven", "Council", "council:1", "Westhaven City Council", True, "register.council", "gss:X1"
        ),
    ),
    (Relation(0, "partnerOf", 0, "planned", "partner.works_with", 0, 40, 3, 5, True, "staff"),),
)


@pytest.mark.parametrize(("value", "read"), [(DOCUMENT, serialise.document), (EXTRACTION, serialise.extraction)])
def test_reads_back_what_it_writes(value: Document | Extraction, read: object) -> None:
    text = serialise.dumps(value)
    assert read(text) == value  # type: ignore[operator]
    assert serialise.dumps(read(text)) == text  # type: ignore[operator]
    assert "\n" not in text


@pytest.mark.parametrize("damage", ["{}", "[]", "null", "not json", '{"document": 1}'])
def test_what_is_not_in_todays_form_is_a_value_error(damage: str) -> None:
    with pytest.raises(ValueError):
        serialise.extraction(damage)


def test_a_field_too_many_is_another_version() -> None:
    raw = json.loads(serialise.dumps(EXTRACTION)) | {"more": 1}
    with pytest.raises(ValueError, match="not in the form of this version"):
        serialise.extraction(json.dumps(raw))
