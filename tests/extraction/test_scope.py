"""Whose things a text speaks of: another area's council, reports of a pack, misprints, names that are no persons."""

from __future__ import annotations

import pytest

from councilgraph import rules, text
from councilgraph.extraction.pipeline import Extractor, Reading, home

EXTRACTOR = Extractor(rules.load())
HOME = "Westhaven City Council"


def read(raw: str) -> Reading:
    return EXTRACTOR.read(raw, text.sections(raw), home(HOME, None))


def links(raw: str) -> set[tuple[str, str, str]]:
    reading = read(raw)
    found = reading.mentions
    return {(found[r.subject].text, r.predicate, found[r.object].text) for r in EXTRACTOR.relations(reading)}


ELSEWHERE = [
    "In Leeds, the local authority worked with the police.",
    "Leeds City Council began it. The local authority there worked with the police.",
    "It was like the scheme of Leeds City Council, where the council worked with the police.",
    "The receiving local authority worked with the police.",
    "Another local authority worked with the police.",
    "Each local authority worked with the police.",
]


@pytest.mark.parametrize("raw", ELSEWHERE)
def test_another_authority_in_passing_is_not_the_council_of_the_document(raw: str) -> None:
    assert HOME not in {mention.name for mention in read(raw).mentions}
    assert links(raw) == set()


@pytest.mark.parametrize(
    "raw",
    [
        "In Westhaven, the local authority worked with the police.",
        "In March, the local authority worked with the police.",
        "The local authority worked with the police.",
    ],
)
def test_the_local_authority_is_else_the_council_of_the_document(raw: str) -> None:
    assert links(raw) == {("local authority", "partnerOf", "police")}


EXAMPLES = [
    "The council learned from Leeds City Council.",
    "The council compared itself with Leeds City Council.",
    "The scheme was modelled on that of Leeds City Council.",
    "Some councils, such as Leeds City Council, worked with the police.",
    "The council, unlike Leeds City Council, had no shared records.",
]


@pytest.mark.parametrize("raw", EXAMPLES)
def test_a_body_of_another_area_named_as_an_example_is_no_partner(raw: str) -> None:
    assert not {link for link in links(raw) if link[1] == "partnerOf"}


def test_a_body_of_another_area_that_takes_part_is_a_partner() -> None:
    assert links("The council worked with Leeds City Council.") == {("council", "partnerOf", "Leeds City Council")}


def test_what_another_council_owns_is_not_that_of_the_document() -> None:
    found = read("The carers strategy was new. Leeds City Council's carers strategy was older.").mentions
    names = {mention.entity: mention.name for mention in found if mention.type == "Strategy"}
    assert sorted(names.values()) == ["carers strategy (Westhaven)", "carers strategy of Leeds City Council"]


@pytest.mark.parametrize(
    "raw",
    [
        "The Growth Board received apologies from the NHS.",
        "The police sent apologies to the Safeguarding Adults Board.",
        "Members of the Growth Board gave apologies: the NHS and Councillor Pike.",
        "Apologies for absence were received from Councillor Asha Patel.",
    ],
)
def test_an_apology_is_not_attendance(raw: str) -> None:
    assert links(raw) == set()


@pytest.mark.parametrize(
    "raw",
    [
        "The Carol Vorley dashboard shows the beds.",
        "The Mary Seacole programme trained leaders.",
        "The John Hale award went to the team.",
        "The Helen Marsh data set was shared.",
        "Councillor Community Fund bids closed.",
        "Councillor Grant Funding was reviewed.",
        "The Oliver McGowan training was completed.",
        "Mr T lived at home.",
    ],
)
def test_a_thing_with_a_name_of_a_person_is_no_person(raw: str) -> None:
    assert "Person" not in {mention.type for mention in read(raw).mentions}


@pytest.mark.parametrize(
    "raw", ["Helen Marsh shared the data.", "The award went to John Hale.", "Councillor Grant left."]
)
def test_a_person_who_acts_is_a_person(raw: str) -> None:
    assert "Person" in {mention.type for mention in read(raw).mentions}


PACK = """# Cabinet

# Report: housing

The Community Delivery Partnership (CDP) met. The CDP agreed.

# Report: care

The Carers Development Plan (CDP) was agreed. The CDP ended.

# Report: leisure

The CDP was noted.
"""


def test_an_acronym_means_in_each_report_of_a_pack_what_that_report_says() -> None:
    found = [(mention.type, mention.name) for mention in read(PACK).mentions if mention.text == "CDP"]
    housing, care = ("Partnership", "Community Delivery Partnership"), ("Strategy", "Carers Development Plan")
    assert found == [housing, housing, care, care, care]


MISPRINTS = [
    # two letters exchanged, a letter lost, a letter doubled
    ("The Quality and Practice Review Meeting (QPRM) is monthly. The QPRM met. The QPMR agreed.", "QPRM", "QPMR"),
    ("The Eastmoor Rail Task Force (ERTF) met. The ERTF agreed. The ERRTF left.", "ERTF", "ERRTF"),
    ("Brightwater Housing Trust built it. Brightwater Housing Trust sold it. Brigthwater Housing Trust left.",
     "Brightwater Housing Trust", "Brigthwater Housing Trust"),
    ("The Safeguarding Oversight Board met. The Safeguading Oversight Board agreed.",
     "Safeguarding Oversight Board", "Safeguading Oversight Board"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "right", "wrong"), MISPRINTS, ids=[case[2] for case in MISPRINTS])
def test_a_misprint_of_a_known_name_is_that_name(raw: str, right: str, wrong: str) -> None:
    keys = {mention.text: mention.entity for mention in read(raw).mentions}
    assert keys[right] == keys[wrong]


NO_MISPRINTS = [
    # an acronym that is defined itself, another word, another number
    ("The Local Care Partnership (LCPA) met the Local Planning Cabinet (LPCA). The LCPA met. The LPCA sat.",
     "LCPA", "LPCA"),
    ("The Eastern Delivery Board met. The Western Delivery Board met.",
     "Eastern Delivery Board", "Western Delivery Board"),
    ("The Northbury Growth Board met. The Southbury Growth Board met.",
     "Northbury Growth Board", "Southbury Growth Board"),
    ("The Inclusion Board met. The Inclusive Board met.", "Inclusion Board", "Inclusive Board"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "first", "second"), NO_MISPRINTS, ids=[case[2] for case in NO_MISPRINTS])
def test_a_name_that_is_no_misprint_stays_apart(raw: str, first: str, second: str) -> None:
    keys = {mention.text: mention.entity for mention in read(raw).mentions}
    assert keys[first] != keys[second]


def test_standing_text_ends_with_its_i_and_we_where_no_heading_ends_it() -> None:
    raw = (
        "What people expect\n\nI am safe. I know how the council works with the police.\n\n"
        "Hearing from people\n\nThe council worked with the police. We saw that the council worked with the NHS.\n"
    )
    assert links(raw) == {("council", "partnerOf", "police"), ("council", "partnerOf", "NHS")}


def test_guidance_of_the_regulator_is_standing_text_to_its_end() -> None:
    assert links("## How we assess local authorities\n\nThe council worked with the police.\n") == set()
