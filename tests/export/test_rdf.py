"""The RDF formats read back by libraries that others wrote, whole and filtered."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from councilgraph import export
from councilgraph import vocabulary as v
from councilgraph.analysis import dataset as datasets
from councilgraph.analysis.dataset import Dataset
from councilgraph.analysis.filters import Filters
from councilgraph.errors import OutputError
from councilgraph.export import View
from councilgraph.graph import jsonld, store, validation
from tests.export.sample import small

WITH_GRAPHS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
RDFLIB = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld", "turtle": "turtle"}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return small()


def council(dataset: Dataset, label: str) -> str:
    return next(node.iri for node in dataset.nodes.values() if node.label == label)


def only(view: View, name: str) -> bytes:
    (content,) = export.get(name).files(view).values()
    return content


def quads(content: bytes, name: str) -> list[Quad]:
    return list(parse(content, WITH_GRAPHS[name]))


@pytest.mark.parametrize("name", WITH_GRAPHS)
def test_pyoxigraph_reads_what_the_store_holds(dataset: Dataset, name: str) -> None:
    found = quads(only(View(dataset), name), name)
    assert len(found) == store.quad_count(dataset.store)
    assert set(found) == set(dataset.store)


@pytest.mark.parametrize("name", WITH_GRAPHS)
def test_rdflib_reads_what_the_store_holds(dataset: Dataset, name: str) -> None:
    found = rdflib.Dataset()
    found.parse(data=only(View(dataset), name), format=RDFLIB[name])
    again = Store()
    again.load(found.serialize(format="nquads").encode(), RdfFormat.N_QUADS)
    assert len(list(found.quads())) == store.quad_count(dataset.store)
    # rdflib writes numbers in a form of its own, so those are left out of the comparison
    numbers = {v.XSD_DECIMAL}
    assert {q for q in again if _datatype(q) not in numbers} == {
        q for q in dataset.store if _datatype(q) not in numbers
    }


def _datatype(quad: Quad) -> str | None:
    return quad.object.datatype.value if isinstance(quad.object, Literal) else None


def test_turtle_is_the_union_of_the_graphs(dataset: Dataset) -> None:
    found = rdflib.Graph().parse(data=only(View(dataset), "turtle"), format="turtle")
    assert len(found) == len({quad.triple for quad in dataset.store})


@pytest.mark.parametrize("name", RDFLIB)
def test_the_order_in_which_a_store_was_filled_does_not_show(dataset: Dataset, name: str) -> None:
    shuffled = list(dataset.store)
    random.Random(7).shuffle(shuffled)
    other = Store()
    other.extend(shuffled)
    for filters in (Filters(), Filters(predicates=("partnerOf",))):
        assert only(View(datasets.load(other), filters), name) == only(View(dataset, filters), name)


@pytest.mark.parametrize("name", RDFLIB)
def test_a_file_is_what_the_bytes_are_and_replaced_only_when_whole(
    dataset: Dataset, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = export.get(name).write(View(dataset), tmp_path)
    assert path.read_bytes() == only(View(dataset), name)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "serialise", full)
    monkeypatch.setattr(jsonld, "write", full)
    with pytest.raises(OutputError, match=f"{path.name}: cannot be written .No space left"):
        export.get(name).write(View(dataset), tmp_path)
    assert [kept.name for kept in tmp_path.iterdir()] == [path.name]
    assert path.stat().st_size


FILTERS = {
    "predicate": Filters(predicates=("partnerOf",)),
    "type": Filters(types=("Board", "Council")),
    "status": Filters(statuses=("planned", "negated")),
    "confidence": Filters(min_confidence=0.95),
    "nothing passes": Filters(min_confidence=1.0, predicates=("chairs",), statuses=("ended",)),
}


@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
def test_a_selection_is_valid_and_holds_what_passes(dataset: Dataset, filters: Filters) -> None:
    made = Store()
    made.extend(quads(only(View(dataset, filters), "trig"), "trig"))
    assert set(made) < set(dataset.store)
    assert validation.validate(made).problems == ()
    found = datasets.load(made)
    wanted = View(dataset, filters).graph(("asserted", "planned", "negated", "ended"))
    assert {link.iri for link in found.links} == {key for *_, key in wanted.edges(keys=True)}
    assert set(wanted) <= set(found.nodes)
    # every sentence behind what passes, and no other
    kept = {link.iri: link.passages for link in dataset.links}
    assert all(link.passages == kept[link.iri] for link in found.links)
    bodies = {quad.object.value for quad in made.quads_for_pattern(None, NamedNode(v.OA_HAS_BODY), None)}
    assert bodies == {link.iri for link in found.links}


def test_a_selection_of_a_document_is_its_graph(dataset: Dataset) -> None:
    paper = min(dataset.papers)
    found = quads(only(View(dataset, Filters(documents=(paper,))), "nquads"), "nquads")
    graphs = {quad.graph_name for quad in found}
    (own,) = (graph for graph in graphs if not graph.value.endswith("/entities"))
    assert {q for q in found if q.graph_name == own} == set(dataset.store.quads_for_pattern(None, None, None, own))


def test_json_ld_keeps_values_that_the_context_does_not_foresee() -> None:
    subject, graph = NamedNode("urn:s"), NamedNode("urn:g")
    values = [
        (v.RDFS_LABEL, Literal("Westhaven", language="en")),
        (v.RDFS_LABEL, Literal("Westhaven")),
        (v.CG_CONFIDENCE, Literal("0.9000", datatype=NamedNode(v.XSD_DECIMAL))),
        (v.CG_PAGE, Literal("xii")),
        (v.CG_COUNCIL, Literal("a code")),
        (v.CG_STATUS, NamedNode("urn:status")),
        ("https://example.org/p", Literal('"\\\n’')),
    ]
    made = [Quad(subject, NamedNode(predicate), value, graph) for predicate, value in values]
    content = io.BytesIO()
    jsonld.write(made, content)
    assert set(parse(content.getvalue(), RdfFormat.JSON_LD)) == set(made)


def test_an_empty_dataset_is_an_empty_document() -> None:
    content = io.BytesIO()
    jsonld.write([], content)
    assert list(parse(content.getvalue(), RdfFormat.JSON_LD)) == []
