from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from councilgraph import identity
from councilgraph.identity import Resolved
from councilgraph.models import Document, Entity, Extraction

from .corpus import EASTMOOR, WESTHAVEN, paper

PLYMOUTH = {"council": "Plymouth City Council", "code": "E06000026"}


def resolve(*papers: tuple[Document, Extraction]) -> Resolved:
    return identity.resolve([document for document, _ in papers], [extraction for _, extraction in papers])


def nodes(resolved: Resolved, type_: str) -> list[tuple[str, str | None, list[str]]]:
    """Name, scope and documents of the entities of a type."""
    return sorted(
        (entity.name, entity.scope, sorted({document for document, _ in entity.mentions}))
        for entity in resolved.entities
        if entity.type == type_
    )


def pairs(resolved: Resolved) -> list[tuple[str, str, str]]:
    return [(c.reason, *sorted((c.left.name, c.right.name))) for c in resolved.candidates]


Entities = Sequence[tuple[str, ...]]

ONE: list[tuple[str, Entities, Entities]] = [
    ("same name", [("Board", "Safeguarding Adults Board")], [("Board", "Safeguarding Adults Board")]),
    (
        "place is the scope",
        [("Board", "Westhaven Health and Wellbeing Board")],
        [("Board", "Health and Well-being Board")],
    ),
    ("place in brackets", [("Service", "reablement service (Westhaven)")], [("Service", "Reablement Service")]),
    ("council's own", [("Board", "Westhaven City Council Cabinet")], [("Board", "Cabinet")]),
    ("alias of the other", [("Board", "Safeguarding Adults Board", "SAB")], [("Board", "SAB")]),
    (
        "short form",
        [("Organisation", "Harbour Care Community Trust", "Harbour Care")],
        [("Organisation", "Harbour Care")],
    ),
    ("legal form", [("Organisation", "Harbour Care CIC")], [("Organisation", "Harbour Care Ltd")]),
    ("letters swapped", [("Organisation", "Harbour Southwest Care")], [("Organisation", "Harbour Southwset Care")]),
    ("letter doubled", [("Board", "Harbour Accommodation Board")], [("Board", "Harbour Accomodation Board")]),
    ("title", [("Person", "Councillor Ada Marsh")], [("Person", "Ada Marsh")]),
    ("register alias", [("HealthBody", "NHS Devon ICB")], [("HealthBody", "Devon Integrated Care Board")]),
    (
        "renamed trust",
        [("HealthBody", "Plymouth Hospitals NHS Trust")],
        [("HealthBody", "University Hospitals Plymouth NHS Trust")],
    ),
    (
        "renamed department",
        [("Organisation", "Department of Health")],
        [("Organisation", "Department of Health and Social Care")],
    ),
]


@pytest.mark.parametrize(("left", "right"), [case[1:] for case in ONE], ids=[case[0] for case in ONE])
def test_one_thing_in_two_papers_of_a_council(left: Entities, right: Entities) -> None:
    found = resolve(
        paper("w18", WESTHAVEN, left, published="2018-03-01"), paper("w25", WESTHAVEN, right, published="2025-03-01")
    )
    assert len(found.entities) == 1
    assert {document for document, _ in found.entities[0].mentions} == {"w18", "w25"}


TWO: list[tuple[str, Entities, Entities]] = [
    ("number", [("Board", "Scrutiny Board")], [("Board", "Scrutiny Boards")]),
    ("edition", [("Strategy", "Carers Strategy 2019-2022")], [("Strategy", "Carers Strategy 2023-2026")]),
    ("letter", [("Organisation", "Bolton Care Trust")], [("Organisation", "Boston Care Trust")]),
    ("surname", [("Person", "Ada Phillips")], [("Person", "Ada Philips")]),
    ("type", [("Board", "Safer Westhaven")], [("Partnership", "Safer Westhaven")]),
    ("direction", [("Board", "East Locality Board")], [("Board", "West Locality Board")]),
    # each paper counts the unnamed things of a kind for itself
    ("counted", [("Strategy", "action plan (Westhaven, 2)")], [("Strategy", "action plan (Westhaven, 2)")]),
    ("group and board", [("HealthBody", "NHS Devon CCG")], [("HealthBody", "NHS Devon ICB")]),
]


@pytest.mark.parametrize(("left", "right"), [case[1:] for case in TWO], ids=[case[0] for case in TWO])
def test_two_things_in_two_papers_of_a_council(left: Entities, right: Entities) -> None:
    found = resolve(paper("w18", WESTHAVEN, left), paper("w25", WESTHAVEN, right))
    assert len(found.entities) == 2


def test_two_persons_of_one_surname_in_a_paper_are_two() -> None:
    found = resolve(paper("w", WESTHAVEN, [("Person", "Councillor Pike"), ("Person", "Mrs Pike")]))
    assert len(found.entities) == 2
    found = resolve(
        paper("w18", WESTHAVEN, [("Person", "Councillor Pike")]), paper("w25", WESTHAVEN, [("Person", "Mrs Pike")])
    )
    assert len(found.entities) == 1


@pytest.mark.parametrize(
    "type_", ["Board", "Agreement", "PartnerGroup", "Person", "Role", "Strategy", "Service", "Team"]
)
def test_things_of_two_councils_are_two(type_: str) -> None:
    name = {"Person": "Ada Marsh", "PartnerGroup": "Police"}.get(type_, "Safeguarding Adults Board")
    found = resolve(paper("w", WESTHAVEN, [(type_, name)]), paper("e", EASTMOOR, [(type_, name)]))
    assert nodes(found, type_) == [(name, EASTMOOR, ["e"]), (name, WESTHAVEN, ["w"])]


@pytest.mark.parametrize("type_", ["Organisation", "HealthBody", "Council"])
def test_organisations_are_known_everywhere(type_: str) -> None:
    name = "Northbury Borough Council" if type_ == "Council" else "Harbour Trust"
    found = resolve(paper("w", WESTHAVEN, [(type_, name)]), paper("e", EASTMOOR, [(type_, name)]))
    assert nodes(found, type_) == [(name, None, ["e", "w"])]


@pytest.mark.parametrize("name", ["Regional Adoption Agency", "Healthwatch", "commissioned provider"])
def test_an_organisation_without_a_name_of_its_own_is_the_councils(name: str) -> None:
    found = resolve(paper("w", WESTHAVEN, [("Organisation", name)]), paper("e", EASTMOOR, [("Organisation", name)]))
    assert nodes(found, "Organisation") == [(name, EASTMOOR, ["e"]), (name, WESTHAVEN, ["w"])]


def test_a_name_with_another_councils_place_is_that_councils() -> None:
    found = resolve(
        paper("p", entities=[("Board", "Health and Wellbeing Board")], **PLYMOUTH),
        paper("e", EASTMOOR, [("Board", "Plymouth Health and Wellbeing Board")]),
    )
    assert nodes(found, "Board") == [("Plymouth Health and Wellbeing Board", "E06000026", ["e", "p"])]


def test_what_is_called_after_an_organisation_is_known_everywhere() -> None:
    board = ("Board", "Harbour Care Governing Body")
    found = resolve(paper("w", WESTHAVEN, [board, ("Organisation", "Harbour Care")]), paper("e", EASTMOOR, [board]))
    assert nodes(found, "Board") == [("Harbour Care Governing Body", None, ["e", "w"])]


def test_a_paper_of_no_council_shares_nothing_scoped() -> None:
    found = resolve(paper("a", None, [("Board", "Cabinet")]), paper("b", None, [("Board", "Cabinet")]))
    assert nodes(found, "Board") == [("Cabinet", "a", ["a"]), ("Cabinet", "b", ["b"])]


def test_the_integrated_care_board_of_the_area_is_meant_where_none_is_named() -> None:
    found = resolve(
        paper("old", entities=[("HealthBody", "Integrated Care Board")], published="2021-01-01", **PLYMOUTH),
        paper("new", entities=[("HealthBody", "Integrated Care Board")], published="2024-01-01", **PLYMOUTH),
    )
    assert nodes(found, "HealthBody") == [
        ("Integrated Care Board", "E06000026", ["old"]),
        ("NHS Devon Integrated Care Board", None, ["new"]),
    ]


def test_a_name_borne_in_turn_means_the_body_of_the_day() -> None:
    entities = [("HealthBody", "NHS Devon")]
    found = resolve(
        paper("a", WESTHAVEN, entities, published="2020-01-01", registers={0: "ods:QJK"}),
        paper("b", WESTHAVEN, entities, published="2024-01-01", registers={0: "ods:QJK"}),
    )
    assert nodes(found, "HealthBody") == [
        ("NHS Devon CCG", None, ["a"]),
        ("NHS Devon Integrated Care Board", None, ["b"]),
    ]


def test_registered_bodies_carry_their_identifiers() -> None:
    found = resolve(
        paper("w", entities=[("Council", "Plymouth City Council"), ("HealthBody", "NHS Devon ICB")], **PLYMOUTH)
    )
    assert {entity.name: entity.identifiers for entity in found.entities} == {
        "Plymouth City Council": ("gss:E06000026",),
        "NHS Devon Integrated Care Board": ("gss:E54000037", "ods:QJK"),
    }


def test_a_commissioning_group_and_the_board_after_it_are_two_joined_by_an_event() -> None:
    found = resolve(
        paper("w18", WESTHAVEN, [("HealthBody", "NEW Devon CCG")], published="2018-03-01"),
        paper("w25", WESTHAVEN, [("HealthBody", "NHS Devon ICB")], published="2025-03-01"),
    )
    names = {entity.iri: entity.name for entity in found.entities}
    # the group of 2019 to 2022 between the two is not spoken of: it is passed over
    assert [(names[event.old], names[event.new], event.date) for event in found.events] == [
        ("NHS Northern, Eastern and Western Devon CCG", "NHS Devon Integrated Care Board", date(2022, 7, 1))
    ]


def test_a_council_that_replaced_another_follows_it() -> None:
    found = resolve(
        paper("w", WESTHAVEN, [("Council", "Buckinghamshire County Council"), ("Council", "Buckinghamshire Council")])
    )
    names = {entity.iri: entity.name for entity in found.entities}
    assert [(names[event.old], names[event.new]) for event in found.events] == [
        ("Buckinghamshire County Council", "Buckinghamshire Council")
    ]


def test_aliases_are_proper_names_only() -> None:
    found = resolve(paper("w", WESTHAVEN, [("Board", "Safeguarding Adults Board", "SAB", "[the Board]")]))
    assert found.entities[0].aliases == ("SAB",)


DOUBTFUL: list[tuple[str, Entities, Entities]] = [
    ("initials", [("Team", "Senior Management Team")], [("Team", "SMT")]),
    ("surname", [("Person", "Councillor Ada Marsh")], [("Person", "Councillor Marsh")]),
    ("surname", [("Person", "Ada Marsh")], [("Person", "A Marsh")]),
    ("longer", [("Strategy", "Harbour Strategy")], [("Strategy", "Harbour Strategy 2024")]),
    ("spelling", [("Organisation", "Harbourside Care Trust")], [("Organisation", "Harborside Care Trust")]),
    ("register", [("HealthBody", "Devon Partnerhip NHS Trust")], []),
]


@pytest.mark.parametrize(
    ("reason", "left", "right"), DOUBTFUL, ids=[f"{case[0]}-{n}" for n, case in enumerate(DOUBTFUL)]
)
def test_doubt_is_listed_and_not_joined(reason: str, left: Entities, right: Entities) -> None:
    found = resolve(paper("w18", WESTHAVEN, left), paper("w25", WESTHAVEN, right))
    assert len(found.entities) == len(left) + len(right)
    assert [candidate.reason for candidate in found.candidates] == [reason]


def test_an_alias_that_two_bear_joins_neither() -> None:
    found = resolve(
        paper("a", WESTHAVEN, [("Board", "Safeguarding Adults Board", "SAB")]),
        paper("b", WESTHAVEN, [("Board", "Strategic Accountability Board", "SAB")]),
        paper("c", WESTHAVEN, [("Board", "SAB")]),
    )
    assert len(found.entities) == 3
    assert ("alias", "SAB", "Safeguarding Adults Board") in pairs(found)
    assert ("alias", "SAB", "Strategic Accountability Board") in pairs(found)


def test_a_paper_that_names_both_tells_them_apart() -> None:
    found = resolve(
        paper("a", WESTHAVEN, [("Organisation", "Harbour Care Group", "Harbour Care")]),
        paper("b", WESTHAVEN, [("Organisation", "Harbour Care Group"), ("Organisation", "Harbour Care")]),
    )
    assert [name for name, _, _ in nodes(found, "Organisation")] == ["Harbour Care", "Harbour Care Group"]
    assert pairs(found) == [("alias", "Harbour Care", "Harbour Care Group")]


def test_an_acronym_of_another_councils_paper_joins_nothing() -> None:
    found = resolve(
        paper("w", WESTHAVEN, [("Organisation", "Real Harbour Ideas", "RHI")]),
        paper("e", EASTMOOR, [("Organisation", "RHI")]),
    )
    assert len(found.entities) == 2
    assert [reason for reason, *_ in pairs(found)] == ["alias"]


def test_doubts_do_not_chain() -> None:
    found = resolve(
        paper("a", WESTHAVEN, [("Organisation", "Harbour Care", "Care Harbour West")]),
        paper("b", WESTHAVEN, [("Organisation", "Harbour Care East", "Care Harbour West")]),
        paper("c", WESTHAVEN, [("Organisation", "Care Harbour West")]),
    )
    assert len(found.entities) == 3


def test_iris_do_not_move_when_papers_are_added() -> None:
    first = paper("w18", WESTHAVEN, [("Board", "Westhaven Health and Wellbeing Board")])
    alone = resolve(first).entities[0]
    more: list[Entity] = list(
        resolve(first, paper("w25", WESTHAVEN, [("Board", "Health and Wellbeing Board", "HWB")])).entities
    )
    assert [entity.iri for entity in more] == [alone.iri]


def test_registered_names_mint_unique_iris() -> None:
    from councilgraph import registers

    bodies = [*registers.councils().all, *registers.health().all, *registers.government().all]
    assert len({(body.type, registers.normal(body.name)) for body in bodies}) == len(bodies)
