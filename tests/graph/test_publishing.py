"""Publishing to a server that breaks off, refuses, lies or is changed by others: nothing is lost, nothing is untold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from councilgraph import vocabulary as v
from councilgraph.errors import EndpointError, GraphError
from councilgraph.graph import assembly, publishing, store
from councilgraph.graph.graphstore import GraphStore
from councilgraph.graph.servers import Server
from councilgraph.vocabulary import Minter

from . import corpus
from .faulty import Fault, Faulty, Request, serving

M = corpus.MINT
PUBLISHED = f"{M.base}published"


@pytest.fixture
def server() -> Iterator[Faulty]:
    with serving(Faulty()) as made:
        yield made


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNCILGRAPH_USER", raising=False)
    monkeypatch.delenv("COUNCILGRAPH_PASSWORD", raising=False)


def target(server: Faulty, timeout: float = 30) -> GraphStore:
    return GraphStore(Server(server.url, timeout, pause=0))


def of(*documents: str) -> Store:
    made = Store()
    made.bulk_extend(corpus.quads(documents))
    return made


def lines(source: Store, graph: str) -> set[bytes]:
    dumped = source.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph))
    assert dumped is not None
    return set(dumped.splitlines(keepends=True))


def holds(server: Faulty, source: Store) -> bool:
    """Tell whether a server has exactly the graphs of a store, and says so."""
    there = {graph: content for graph, content in server.graphs.items() if graph != PUBLISHED}
    here = {graph: lines(source, graph) for graph in store.graph_names(source)}
    state = publishing.read_state(target(server), M.base)
    return there == here and state.graphs == here.keys() == state.hashes.keys()


def truthful(server: Faulty) -> bool:
    """Tell whether every graph of which a hash is stated has it."""
    for graph, digest in publishing.read_state(target(server), M.base).hashes.items():
        if hashlib.sha256(b"".join(sorted(server.graphs[graph]))).hexdigest() != digest:
            return False
    return True


def done(changes: list[publishing.Change]) -> list[tuple[str, str, str]]:
    return [(change.action, change.name, change.reason) for change in changes]


def test_only_what_changed_is_sent_and_what_is_gone_is_deleted(server: Faulty) -> None:
    first = publishing.publish(of("w24", "w21"), target(server))
    assert done(first) == [("send", "entities", "new"), ("send", "w21", "new"), ("send", "w24", "new")]
    second = of("w24", "e23")
    planned = publishing.plan(second, target(server))
    assert done(planned) == [
        ("delete", "w21", "not in the graph"),
        ("send", "entities", "changed"),
        ("send", "e23", "new"),
        ("keep", "w24", "unchanged"),
    ]
    assert not holds(server, second)
    server.requests.clear()
    assert publishing.publish(second, target(server)) == planned
    assert holds(server, second)
    assert M.graph("w24") not in {request.graph for request in server.requests}


def test_nothing_is_written_where_nothing_changed(server: Faulty) -> None:
    publishing.publish(of("w24"), target(server))
    server.requests.clear()
    assert done(publishing.publish(of("w24"), target(server))) == [
        ("keep", "entities", "unchanged"),
        ("keep", "w24", "unchanged"),
    ]
    assert {request.method for request in server.requests} == {"GET"}


def test_everything_can_be_sent_again(server: Faulty) -> None:
    publishing.publish(of("w24"), target(server))
    server.graphs[M.graph("w24")].clear()
    publishing.publish(of("w24"), target(server))
    assert not holds(server, of("w24"))
    publishing.publish(of("w24"), target(server), everything=True)
    assert holds(server, of("w24"))


def test_graphs_of_others_are_left_alone(server: Faulty) -> None:
    server.graphs["https://example.org/graph"] = {b"<urn:a> <urn:b> <urn:c> .\n"}
    publishing.publish(of("w24"), target(server))
    publishing.publish(of("w21"), target(server))
    assert server.graphs["https://example.org/graph"]


def test_a_graph_of_another_base_stands_beside(server: Faulty) -> None:
    other = Minter("https://example.org/papers/")
    made = Store()
    made.bulk_extend(assembly.entity_quads(corpus.entities(), mint=other))
    publishing.publish(made, target(server))
    publishing.publish(of("w24"), target(server))
    assert {change.action for change in publishing.plan(made, target(server))} == {"keep"}
    assert {change.action for change in publishing.plan(of("w24"), target(server))} == {"keep"}


def dead_from(number: int, way: str) -> Fault:
    """From one request on nothing is answered; `done`: that first one is still carried out."""

    def fault(request: Request) -> str | None:
        if request.number < number:
            return None
        return way if request.number == number else "close"

    return fault


@pytest.mark.parametrize("way", ["close", "done"])
def test_wherever_it_breaks_off_the_second_run_completes_it(way: str) -> None:
    before, after = of("w24", "w21"), of("w24", "e23")
    number, finished = 0, False
    while not finished:
        with serving(Faulty()) as server:
            publishing.publish(before, target(server))
            start = len(server.requests)
            server.fault = dead_from(start + number, way)
            try:
                publishing.publish(after, target(server))
                finished = True
            except EndpointError as error:
                assert "no answer" in str(error)
                assert "\n" not in str(error)
            server.fault = lambda request: None
            assert truthful(server), number
            publishing.publish(after, target(server))
            assert holds(server, after), number
            number += 1
    # the state read, the state written, one deletion, two graphs with their hashes, the state read and written
    assert number - 1 == 9


FAULTS = [
    (500, "the server failed (HTTP 500: as told); sent 1 of 3 graphs (entities); broke off at w21; run the same again"),
    (403, "the server forbids this (HTTP 403: as told); sent 1 of 3 graphs (entities)"),
    (401, "asks for a name and password (HTTP 401); set COUNCILGRAPH_USER and COUNCILGRAPH_PASSWORD; sent 1 of 3"),
    (413, "the server refuses (HTTP 413: as told)"),
    (503, "the server failed (HTTP 503: as told)"),
    (302, "the server has moved; try"),
    ("close", "no answer (Remote end closed connection without response)"),
    ("hang", "no answer within 2 seconds; see --timeout; sent 1 of 3 graphs (entities); broke off at w21"),
    ("lie", "does not give back what it was sent"),
]


@pytest.mark.parametrize(("fault", "said"), FAULTS, ids=[str(row[0]) for row in FAULTS])
def test_a_fault_midway_is_one_line_that_says_what_was_sent(server: Faulty, fault: int | str, said: str) -> None:
    def at_w21(request: Request) -> int | str | None:
        writes_hash = fault == "lie" and request.method == "POST"
        return fault if writes_hash or (request.graph == M.graph("w21") and fault != "lie") else None

    server.fault = at_w21
    with pytest.raises(EndpointError) as caught:
        publishing.publish(of("w24", "w21"), target(server, timeout=2 if fault == "hang" else 30))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    server.fault = lambda request: None
    left = publishing.publish(of("w24", "w21"), target(server))
    assert done(left)[1] == ("send", "w21", "unfinished")
    assert holds(server, of("w24", "w21"))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (404, None),
        (403, "forbids this (HTTP 403: as told)"),
        ("html", "answers with text/html, not RDF; is this the address of its Graph Store?"),
        (400, "finds the request malformed: as told; is this the address of its Graph Store?"),
        (405, "refuses (HTTP 405: as told); is this the address of its Graph Store?"),
    ],
)
def test_what_the_first_answer_tells(server: Faulty, fault: int | str, said: str | None) -> None:
    server.fault = lambda request: fault if request.number == 0 else None
    if said is None:
        assert publishing.publish(of("w24"), target(server))
        return
    with pytest.raises(Exception, match=r"127\.0\.0\.1") as caught:
        publishing.publish(of("w24"), target(server))
    assert said in str(caught.value)
    assert server.graphs == {}


@pytest.mark.parametrize("fault", ["close", 429, 502, 503, 504])
def test_what_passes_by_itself_is_tried_again(server: Faulty, fault: int | str) -> None:
    server.fault = lambda request: fault if request.number in {2, 5} else None
    publishing.publish(of("w24"), target(server))
    assert holds(server, of("w24"))


def test_a_server_that_gives_half_of_its_state_is_noticed(server: Faulty) -> None:
    publishing.publish(of("w24", "w21"), target(server))
    server.fault = lambda request: "half"
    with pytest.raises(EndpointError, match="gives only a part of"):
        publishing.publish(of("w24"), target(server))
    assert M.graph("w21") in server.graphs


def test_two_hashes_of_one_graph_are_none(server: Faulty) -> None:
    publishing.publish(of("w24"), target(server))
    target(server).add(PUBLISHED, f'<{M.graph("w24")}> <{v.SCHEMA_SHA256}> "other" .\n'.encode())
    assert done(publishing.publish(of("w24"), target(server)))[1] == ("send", "w24", "unfinished")
    assert holds(server, of("w24"))


def test_an_interruption_says_what_was_sent(server: Faulty) -> None:
    def stop(label: str, number: int, total: int) -> None:
        if label == "publishing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match=r"interrupted; sent 1 of 3 graphs \(entities\)"):
        publishing.publish(of("w24", "w21"), target(server), step=stop)


@pytest.mark.parametrize(
    ("challenge", "scheme"), [('Basic realm="x"', "Basic "), ('Digest realm="x", nonce="y", qop="auth"', "Digest ")]
)
def test_name_and_password_are_given_only_when_asked_for(
    server: Faulty, monkeypatch: pytest.MonkeyPatch, challenge: str, scheme: str
) -> None:
    monkeypatch.setenv("COUNCILGRAPH_USER", "ada")
    monkeypatch.setenv("COUNCILGRAPH_PASSWORD", "secret")
    publishing.publish(of("w24"), target(server))
    assert {request.authorization for request in server.requests} == {""}
    server.requests.clear()
    server.headers["WWW-Authenticate"] = challenge
    server.fault = lambda request: None if request.authorization.startswith(scheme) else 401
    publishing.publish(of("w21"), target(server))
    # no graph is sent in vain: it is asked for while the state is read
    assert {request.method for request in server.requests if not request.authorization} == {"GET"}
    assert server.requests[-1].authorization.startswith(scheme)
    server.fault = lambda request: 401
    with pytest.raises(EndpointError, match="does not accept the name and password"):
        publishing.publish(of("w24"), target(server))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (
            "http://ada:secret@127.0.0.1:9/store",
            "http://127.0.0.1:9/store: give name and password as COUNCILGRAPH_USER",
        ),
        ("127.0.0.1:9/store", "not the address of a server"),
        ("ftp://127.0.0.1/store", "not the address of a server"),
        ("http://127.0.0.1:99999/store", "not the address of a server"),
        ("http://127.0.0.1:9/store", "no answer (Connection refused); is the server running at this address?"),
    ],
)
def test_addresses(url: str, said: str) -> None:
    with pytest.raises(EndpointError) as caught:
        publishing.publish(of("w24"), GraphStore(Server(url, pause=0)))
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)


def test_no_proxy_stands_before_a_server_of_this_machine(server: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    publishing.publish(of("w24"), target(server))
    assert holds(server, of("w24"))


def test_a_store_that_is_not_whole_is_not_published(server: Faulty) -> None:
    with pytest.raises(GraphError, match="no graph of entities"):
        publishing.publish(Store(), target(server))
    assert server.requests == []
