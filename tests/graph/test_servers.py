"""The graph on real servers: published as it is here, asked with equal answers, changed piece by piece."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from councilgraph import project
from councilgraph import vocabulary as v
from councilgraph.errors import CouncilgraphError, EndpointError, GraphError
from councilgraph.graph import publishing, query, sources, store, validation
from councilgraph.graph.graphstore import GraphStore
from councilgraph.graph.servers import Server

from . import corpus
from .servers import KINDS, PASSWORD, USER, Running, oxigraph, running, virtuoso
from .test_validation import RULES

M = corpus.MINT
NAMED = query.named()


def endpoint(server: Running) -> sources.Endpoint:
    return sources.Endpoint(Server(server.queries, pause=0))


def target(server: Running) -> GraphStore:
    return GraphStore(Server(server.graphs, pause=0))


def of(*documents: str) -> Store:
    made = Store()
    made.bulk_extend(corpus.quads(documents))
    return made


def sizes(server: Running) -> dict[str, int]:
    """Return the number of triples of each of our graphs at a server."""
    text = "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
    found = {str(row["graph"]): int(str(row["triples"])) for row in endpoint(server).ask(text).dicts()}
    return {graph: count for graph, count in found.items() if graph.startswith(f"{M.base}graph/")}


def sizes_here(source: Store) -> dict[str, int]:
    return {graph: sum(1 for _ in store.graph_quads(source, graph)) for graph in store.graph_names(source)}


@pytest.fixture(scope="module")
def examples_store(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("built") / "output"
    project.build([examples], folder, project.Options(validate=False))
    return store.open_store(folder)


@pytest.fixture(scope="module", params=KINDS)
def examples_served(
    request: pytest.FixtureRequest, examples_store: Store, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    with running(request.param, tmp_path_factory.mktemp(request.param)) as server:
        publishing.publish(examples_store, target(server))
        yield server


@pytest.fixture(scope="module")
def fuller() -> Store:
    """Return the invented corpus with some more statements, so that more of the named queries find something."""
    advice = ("Organisation", None, "Tidewater Advice", (), (), ("e23",))
    entities = [(*row[:5], (*row[5], "e23")) if row[2] == corpus.W else row for row in corpus.ENTITIES]
    links = [
        ("e23", corpus.E, "partnerOf", corpus.W, "asserted", False, None),
        ("e23", corpus.E, "commissions", "Tidewater Advice", "asserted", False, None),
        ("w24", corpus.ICB, "hasStrategy", corpus.CARERS, "asserted", False, None),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus, "ENTITIES", [*entities, advice])
        patch.setattr(corpus, "LINKS", [*corpus.LINKS, *links])
        return corpus.memory_store()


@pytest.fixture(scope="module", params=KINDS)
def corpus_served(
    request: pytest.FixtureRequest, fuller: Store, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    with running(request.param, tmp_path_factory.mktemp(request.param)) as server:
        publishing.publish(fuller, target(server))
        yield server


def example(name: str) -> dict[str, str]:
    words = shlex.split(NAMED[name].example)
    return {option.removeprefix("--"): value for option, value in zip(words[::2], words[1::2], strict=True)}


def exactly(answer: sources.Answer) -> list[list[str]]:
    """Return rows with their types: 1, 1.0 and True are not the same answer."""
    return [list(answer.columns), *([repr(cell) for cell in row] for row in answer.rows)]


@pytest.mark.parametrize("name", sorted(NAMED))
def test_named_queries_give_the_same_rows_in_the_same_order(
    examples_store: Store, examples_served: Running, name: str
) -> None:
    here = query.run(examples_store, name, example(name))
    assert exactly(query.run(endpoint(examples_served), name, example(name))) == exactly(here)


# On the invented corpus, with what a header says must be given and nothing else.
GIVEN = {
    "thing": "harbour care",
    "one": "westhaven",
    "other": "eastmoor",
    "board": "Safeguarding Adults Board (Westhaven City Council)",
    "older": "w21",
    "newer": "w24",
    "council": "westhaven",
}
# what no document of the invented corpus states
WITHOUT_ROWS = {
    "arrangements-by-score",
    "attendance",
    "decisions",
    "finances",
    "members",
    "partners-by-rating",
    "ratings",
    "reports",
}


@pytest.mark.parametrize("name", sorted(NAMED))
def test_named_queries_without_choice_give_the_same_rows(fuller: Store, corpus_served: Running, name: str) -> None:
    values = {p.name: GIVEN[p.name] for p in NAMED[name].parameters.values() if p.required}
    here = query.run(fuller, name, values)
    assert exactly(query.run(endpoint(corpus_served), name, values)) == exactly(here)
    assert (not here.rows) == (name in WITHOUT_ROWS)


@pytest.mark.parametrize("name", sorted(NAMED))
def test_named_queries_order_by_every_column(name: str) -> None:
    """Rows that an order leaves open come as each server likes."""
    head, _, order = NAMED[name].text.rpartition("ORDER BY")
    columns = sources.Embedded(Store()).ask(NAMED[name].text).columns
    assert {f"?{column}" for column in columns} <= {*order.replace("(", " ").replace(")", " ").split()}, head[-100:]


@pytest.mark.parametrize("kind", KINDS)
def test_a_graph_that_changes_is_followed(kind: str, tmp_path: Path) -> None:
    with running(kind, tmp_path) as server:
        for documents, sent in [
            (("w24", "w21"), {"entities", "w21", "w24"}),
            (("w24", "w21"), set()),
            (("w24", "e23"), {"entities", "e23"}),
        ]:
            changes = publishing.publish(of(*documents), target(server))
            assert {change.name for change in changes if change.action == publishing.SEND} == sent
            assert sizes(server) == sizes_here(of(*documents))


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_is_killed_midway_is_completed_by_the_next_run(kind: str, tmp_path: Path) -> None:
    with running(kind, tmp_path) as server:
        publishing.publish(of("w21"), target(server))

        def kill(label: str, done: int, total: int) -> None:
            if label == "publishing" and done == 1:
                server.process.kill()
                server.process.wait()

        with pytest.raises(EndpointError, match=r"sent 1 of 3 graphs \(entities\); broke off at e23") as caught:
            publishing.publish(of("w24", "e23", "w21"), target(server), step=kill)
        assert "\n" not in str(caught.value)
    with running(kind, tmp_path) as server:
        left = publishing.publish(of("w24", "e23", "w21"), target(server))
        assert [change.name for change in left if change.action == publishing.KEEP] == ["entities", "w21"]
        assert sizes(server) == sizes_here(of("w24", "e23", "w21"))


def test_what_is_asked_in_any_form_and_with_loose_names(fuller: Store, corpus_served: Running) -> None:
    there, here = endpoint(corpus_served), sources.Embedded(fuller)
    prefix = f"PREFIX cg: <{v.CG}>"
    for text in (
        f"{prefix} ASK {{ ?x a cg:Board }}",
        f"{prefix} ASK {{ ?x a cg:Bored }}",
        "SELECT ?name { ?x a cg:Board ; rdfs:label ?name }",
        f"{prefix} CONSTRUCT {{ ?x a cg:Council }} WHERE {{ ?x a cg:Council }}",
        f"{prefix} SELECT ?x ?c ?n ?e WHERE {{ ?x cg:confidence ?c ; cg:cases ?n OPTIONAL {{ ?x cg:ended ?e }} }}",
        # Virtuoso looks at the beginning of long texts only
        f"SELECT ?text WHERE {{ ?x <{v.OA_EXACT}> ?text }} ORDER BY DESC(?text)",
    ):
        assert exactly(there.ask(text)) == exactly(here.ask(text)), text
    for name in ("westhaven", "WESTHAVEN city council", corpus.WESTHAVEN, "wcc"):
        assert (
            query.run(there, "boards", {"council": name}).rows
            == query.run(here, "boards", {"council": "westhaven"}).rows
        )


@pytest.mark.parametrize(
    ("text", "values", "said"),
    [
        ("SELECT ?x WHERE { ?x ?y }", {}, "the server finds the request malformed"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", {}, "calls another server"),
        ("DROP ALL", {}, "would change the graph"),
        ("boards", {"council": "atlantis"}, "'atlantis' is nothing in the graph"),
    ],
)
def test_bad_questions_are_one_line(corpus_served: Running, text: str, values: dict[str, str], said: str) -> None:
    wanted = query.get(text) if text in NAMED else query.parse("-q", text)
    with pytest.raises(CouncilgraphError, match=said) as caught:
        query.run(endpoint(corpus_served), wanted, values)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_server_holds_is_validated_as_what_is_here(kind: str, tmp_path: Path) -> None:
    faulty = corpus.memory_store()
    for break_rule in RULES.values():
        break_rule(faulty)
    others = f"<urn:others> <{v.RDF_TYPE}> <{v.CG}Board> .\n".encode()
    with running(kind, tmp_path) as server:
        with pytest.raises(GraphError, match="no graph of entities is here"):
            validation.validate(endpoint(server))
        target(server).put("https://example.org/graph/others", others)
        publishing.publish(corpus.memory_store(), target(server))
        assert validation.validate(endpoint(server)) == validation.validate(corpus.memory_store())
        publishing.publish(faulty, target(server))
        told = validation.validate(endpoint(server))
    assert told == validation.validate(faulty)
    assert not told.conforms


def test_a_server_without_a_union_default_graph_is_noticed(tmp_path: Path) -> None:
    with oxigraph(tmp_path, union=False) as server:
        assert query.run(endpoint(server), "boards").rows == ()
        publishing.publish(of("w24"), target(server))
        with pytest.raises(EndpointError, match=r"not the union of its graphs.*--union-default-graph"):
            query.run(endpoint(server), "boards")


def test_a_server_that_cuts_answers_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNCILGRAPH_USER", USER)
    monkeypatch.setenv("COUNCILGRAPH_PASSWORD", PASSWORD)
    with virtuoso(tmp_path, rows=5) as server:
        with pytest.raises(EndpointError, match="does it cut answers"):
            publishing.publish(corpus.memory_store(), target(server))
        with pytest.raises(EndpointError, match="cuts answers at 5 rows"):
            query.run(endpoint(server), "boards")
