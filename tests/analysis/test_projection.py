from __future__ import annotations

import datetime

import pytest

from councilgraph.analysis import projection
from councilgraph.analysis.dataset import Dataset
from councilgraph.analysis.filters import STANDINGS, Filters
from tests.graph import corpus

WEST = corpus.iri(corpus.W, "w24")
EAST = corpus.iri(corpus.E, "e23")
ICB = corpus.iri(corpus.ICB, "w24")
CARE = corpus.iri(corpus.CARE, "w24")
HELD = sum(status == "asserted" and not ended for *_, status, ended, _ in corpus.LINKS)


def test_what_holds_becomes_an_edge_and_nothing_else(graph: Dataset) -> None:
    made = projection.project(graph)
    assert made.number_of_edges() == HELD
    assert {data["standing"] for *_, data in made.edges(data=True)} == {"asserted"}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(statuses=("planned",)), 2),
        (Filters(statuses=("ended",)), 1),
        (Filters(statuses=("negated",)), 1),
        (Filters(statuses=STANDINGS), len(corpus.LINKS)),
        (Filters(documents=("w21",)), 5),
        (Filters(since=datetime.date(2022, 1, 1), until=datetime.date(2023, 12, 31)), 7),
        (Filters(predicates=("reportsTo",)), 3),
        (Filters(council=EAST), 7),
        (Filters(types=("Council", "HealthBody")), 3),
        (Filters(min_confidence=0.95), 0),
    ],
)
def test_filters_choose_statements(graph: Dataset, filters: Filters, expected: int) -> None:
    assert projection.project(graph, filters).number_of_edges() == expected


def test_attributes_of_nodes_and_edges(graph: Dataset) -> None:
    made = projection.project(graph)
    node = made.nodes[corpus.iri("Police", "w24")]
    assert node["type"] == "PartnerGroup"
    assert node["display"] == "Police (Westhaven City Council)"
    assert node["council"] == WEST
    assert node["sectors"] == ("Police",)
    assert (node["links"], node["partners"]) == (2, 2)
    edges = made.get_edge_data(WEST, ICB)
    (edge,) = edges.values()
    assert edge["predicate"] == "partnerOf"
    assert (edge["weight"], edge["sentences"], edge["date"]) == (0.9, 1, "2024-11-05")


def test_folding_sums_weight_and_combines_confidence(graph: Dataset) -> None:
    edge = projection.simple(projection.project(graph))[WEST][CARE]
    # works with, twice in two documents, and commissions once
    assert edge["weight"] == pytest.approx(2.7)
    assert edge["confidence"] == pytest.approx(1 - 0.1**3)
    assert edge["predicates"] == ("commissions", "partnerOf")
    assert edge["documents"] == ("w21", "w24")


def test_groups_of_two_councils_stay_apart(graph: Dataset) -> None:
    made = projection.bodies(graph)
    assert corpus.iri("Police", "w24") != corpus.iri("Police", "e23")
    assert EAST not in made[corpus.iri("Police", "w24")]


def test_what_is_denied_never_joins(graph: Dataset) -> None:
    made = projection.simple(projection.project(graph, Filters(statuses=("negated",))))
    assert made.number_of_edges() == 0


def test_isolated_things_stay_on_request(graph: Dataset) -> None:
    filters = Filters(documents=("w21",), predicates=("reportsTo",))
    assert len(projection.project(graph, filters)) == 2
    assert len(projection.project(graph, filters, isolated=True)) == sum("w21" in row[-1] for row in corpus.ENTITIES)
