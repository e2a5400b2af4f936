"""Loose names on the invented corpus: what each leads to, and that not all names are fetched for it."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from councilgraph.errors import AmbiguousName, UnknownName
from councilgraph.graph import names
from councilgraph.graph.sources import Embedded

from . import corpus

# what is written, among which types, and the label it leads to
FOUND = [
    ("Westhaven City Council", (), corpus.W),
    ("westhaven city  COUNCIL", (), corpus.W),
    ("westhaven", (), corpus.W),
    ("wcc", ("Council",), corpus.W),
    (corpus.WESTHAVEN, (), corpus.W),
    (corpus.WESTHAVEN.lower(), (), corpus.W),
    (f"gss:{corpus.WESTHAVEN}", (), corpus.W),
    ("q9z", (), corpus.ICB),
    ("harbour care", (), corpus.CARE),
    ("HARBOUR-CARE cic.", (), corpus.CARE),
    ("councillor marsh", ("Person",), "Councillor Ada Marsh"),
    ("Safeguarding Adults Board (Eastmoor County Council)", (), corpus.SAB),
    ("eastmoor safeguarding", ("Board",), corpus.SAB),
    (corpus.iri(corpus.SAB, "w24"), (), corpus.SAB),
]


@pytest.fixture(scope="module")
def source() -> Embedded:
    return Embedded(corpus.memory_store())


@pytest.mark.parametrize(("text", "types", "label"), FOUND)
def test_a_loose_name_leads_to_one_node(source: Embedded, text: str, types: tuple[str, ...], label: str) -> None:
    found = names.resolve(source, text, types)
    assert found.label == label
    # the same as where all names are at hand
    assert found == names.choose(text, names.load(source, types))


@pytest.mark.parametrize(
    ("text", "types", "error", "said"),
    [
        ("safeguarding adults board", (), AmbiguousName, "Safeguarding Adults Board (Eastmoor County Council)"),
        ("sab", ("Board",), AmbiguousName, "fits 2"),
        ("westhavn", ("Council",), UnknownName, "the nearest: Westhaven City Council"),
        ("harbour caer", (), UnknownName, "the nearest: Harbour Care CIC"),
        ("quarry", (), UnknownName, "is nothing in the graph"),
        ("", (), UnknownName, "is nothing in the graph"),
        ('" } DROP ALL', (), UnknownName, "is nothing in the graph"),
        ("https://example.org/>x", (), UnknownName, "is nothing in the graph"),
    ],
)
def test_what_is_not_one_node_is_told(
    source: Embedded, text: str, types: tuple[str, ...], error: type[Exception], said: str
) -> None:
    with pytest.raises(error) as caught:
        names.resolve(source, text, types)
    assert said in str(caught.value)


def test_only_what_bears_the_name_is_fetched() -> None:
    asked: list[int] = []

    class Counting(Embedded):
        def ask(self, text, bindings=None):
            answer = super().ask(text, bindings)
            asked.append(len(answer.rows))
            return answer

    made: Store = corpus.memory_store()
    assert names.resolve(Counting(made), "harbour care").label == corpus.CARE
    assert sum(asked) < 10 < len(corpus.ENTITIES)
