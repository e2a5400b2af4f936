from __future__ import annotations

import pytest

from councilgraph import vocabulary as v
from councilgraph.errors import GraphError

MINT = v.Minter()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Ambleford Board", "ambleford board"),
        ("Health & Wellbeing Board", "Health and Wellbeing  Board"),
        ("Children’s Board", "Childrens Board"),
        ("Café Society", "CAFE SOCIETY"),
        ("Health-and-Wellbeing Board", "Health and Wellbeing Board"),
    ],
)
def test_spelling_makes_no_difference_to_an_iri(one: str, other: str) -> None:
    assert MINT.entity("Board", None, one) == MINT.entity("Board", None, other)


@pytest.mark.parametrize(
    "other",
    [
        ("Board", "E06999001", "Cabinet"),
        ("Board", None, "Cabinets"),
        ("Team", "E06999000", "Cabinet"),
    ],
)
def test_type_scope_and_name_each_make_another_node(other: tuple[str, str | None, str]) -> None:
    assert MINT.entity("Board", "E06999000", "Cabinet") != MINT.entity(*other)


def test_an_entity_iri_is_readable() -> None:
    iri = MINT.entity("Board", None, "Westhaven Health and Wellbeing Board")
    assert iri.startswith("https://w3id.org/councilgraph/id/board/westhaven-health-and-wellbeing-board-")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("NHS Westmoor ICB", "nhs-westmoor-icb"),
        ("!?", "x"),
        ("東京", "x"),
        ("word " * 30, "-".join(["word"] * 12)),
        ("a" * 90, "a" * 60),
    ],
)
def test_slug(name: str, slug: str) -> None:
    assert v.slug(name) == slug


def test_a_symmetric_link_has_one_assertion_whichever_way_it_is_written() -> None:
    assert MINT.assertion("d", "x:a", "partnerOf", "x:b", "asserted") == MINT.assertion(
        "d", "x:b", "partnerOf", "x:a", "asserted"
    )
    assert MINT.assertion("d", "x:a", "funds", "x:b", "asserted") != MINT.assertion(
        "d", "x:b", "funds", "x:a", "asserted"
    )


def test_a_document_called_entities_keeps_off_the_entities_graph() -> None:
    assert MINT.graph("entities") != MINT.entities_graph


def test_an_own_base_moves_the_nodes_and_not_the_ontology() -> None:
    mint = v.Minter("https://data.example/")
    assert mint.entity("Team", None, "A").startswith("https://data.example/id/team/a-")
    assert v.concept("sector", "police") == "https://w3id.org/councilgraph/ontology/sector/police"


@pytest.mark.parametrize("base", ["", "data", "/data/", "https://data.example", "https://data.example/a b/", "x:%zz/"])
def test_a_base_that_makes_no_iris_is_refused(base: str) -> None:
    with pytest.raises(GraphError, match="is no base for IRIs; give one that ends in a slash"):
        v.Minter(base)


@pytest.mark.parametrize("curie", ["org:Post", "cg:partnerOf", "skos:exactMatch"])
def test_curies_go_there_and_back(curie: str) -> None:
    assert v.compact(v.expand(curie)) == curie


@pytest.mark.parametrize(
    ("identifier", "link"),
    [
        (
            "gss:E06000015",
            ("https://schema.org/areaServed", "http://statistics.data.gov.uk/id/statistical-geography/E06000015"),
        ),
        (
            "ods:QJ2",
            (
                "http://www.w3.org/2004/02/skos/core#exactMatch",
                "https://directory.spineservices.nhs.uk/STU3/Organization/QJ2",
            ),
        ),
        ("unknown:1", None),
        ("gss:", None),
    ],
)
def test_official_identifiers(identifier: str, link: tuple[str, str] | None) -> None:
    assert v.identifier_link(identifier) == link
