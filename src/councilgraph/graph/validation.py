"""Holds a graph to its shapes, one document at a time with the entities it names, and to rules that cross graphs.

What crosses graphs is SPARQL: each file of ontology/rules/ selects what breaks a rule (?graph ?node ?problem).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from pyoxigraph import NamedNode, Store
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection as Items

from councilgraph import resources, schema
from councilgraph import vocabulary as v
from councilgraph.errors import GraphError
from councilgraph.graph import parts, query
from councilgraph.graph.shapes import SHAPES
from councilgraph.graph.sources import Embedded, Source
from councilgraph.graph.userfiles import load_classes, load_shapes

_SHAPE: Final = v.SH
# Shapes of what the entities' graph holds.
_OF_ENTITIES: Final = frozenset({*schema.load().types, "Concept", "Change"})


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing amiss: the named graph, the node, the property (or ""), what is wrong and the shape or rule broken."""

    graph: str
    node: str
    path: str
    message: str
    shape: str


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found; `graphs` is the number of named graphs looked at."""

    graphs: int
    problems: tuple[Problem, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is amiss."""
        return not self.problems

    def lines(self) -> list[str]:
        """Return a line for each problem: document, node, what is wrong, and the shape or rule that it breaks."""
        return [
            f"{unquote(p.graph.rpartition('/')[2]) or '-'}: {p.node}: {p.message} ({p.shape.rpartition('#')[2]})"
            for p in self.problems
        ]

    def turtle(self) -> str:
        """Return the report in the SHACL vocabulary, as Turtle."""
        report = URIRef(v.DEFAULT_BASE + "report")
        graph = Graph()
        graph.bind("sh", _SHAPE)
        graph.add((report, URIRef(v.RDF_TYPE), URIRef(_SHAPE + "ValidationReport")))
        graph.add((report, URIRef(_SHAPE + "conforms"), Literal(self.conforms)))
        for number, problem in enumerate(self.problems, start=1):
            node = URIRef(f"{report}/{number}")
            graph.add((report, URIRef(_SHAPE + "result"), node))
            graph.add((node, URIRef(v.RDF_TYPE), URIRef(_SHAPE + "ValidationResult")))
            graph.add((node, URIRef(_SHAPE + "focusNode"), URIRef(problem.node)))
            graph.add((node, URIRef(_SHAPE + "resultMessage"), Literal(problem.message)))
            graph.add((node, URIRef(_SHAPE + "resultSeverity"), URIRef(_SHAPE + "Violation")))
            graph.add((node, URIRef(_SHAPE + "sourceShape"), URIRef(problem.shape)))
            if problem.path:
                graph.add((node, URIRef(_SHAPE + "resultPath"), URIRef(problem.path)))
        return graph.serialize(format="turtle")


@dataclass(frozen=True, slots=True)
class _Shapes:
    """A graph of shapes, what to call it, and the classes below others that it may count on."""

    name: str
    graph: Graph
    classes: Graph | None = None


@cache
def packaged_shapes() -> Graph:
    """Return the packaged shapes, in the form in which they are checked fastest."""
    return _levelled(load_shapes(resources.ontology("shapes.ttl")))


def _levelled(shapes: Graph) -> Graph:
    """Give the property shapes of each node shape its targets, so that they stand by themselves and mean the same.

    pySHACL sets up the constraints of a property shape again for each node that a node shape looks at, but only once
    for all nodes where the property shape has targets of its own: that takes a quarter of the time.
    """
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
    for shape in sorted(shapes.subjects(RDF.type, SH.NodeShape), key=str):
        own = sorted(shapes.objects(shape, SH.property), key=str)
        for prop, target in product(own, targets):
            for value in list(shapes.objects(shape, target)):
                shapes.add((prop, target, value))
        if (shape, SH.closed, None) in shapes:
            # the paths of its property shapes are what a closed shape allows
            allowed = Items(shapes, shapes.value(shape, SH.ignoredProperties) or BNode())
            for path in (path for prop in own for path in shapes.objects(prop, SH.path)):
                allowed.append(path)
        shapes.remove((shape, SH.property, None))
    return shapes


def _shacl(data: Graph, shapes: _Shapes, graph: str) -> Iterator[Problem]:
    import pyshacl

    try:
        conforms, results, _ = pyshacl.validate(
            data, shacl_graph=shapes.graph, ont_graph=shapes.classes, advanced=False, inplace=True
        )
    except Exception as error:
        # pySHACL raises kinds of its own for shapes it cannot make sense of
        reason = " ".join(str(error).split())[:160]
        raise GraphError(f"{shapes.name}: these shapes cannot be applied: {reason}") from error
    if conforms:
        return
    term = {name: URIRef(_SHAPE + name) for name in ("focusNode", "resultPath", "resultMessage", "sourceShape")}
    for result in results.subjects(URIRef(v.RDF_TYPE), URIRef(_SHAPE + "ValidationResult")):
        node, path, message, shape = (results.value(result, term[name]) for name in term)
        named = str(path) if isinstance(path, URIRef) else ""
        text = " ".join(str(message or "does not conform").split())
        yield Problem(graph, str(node), named, text, str(shape) if isinstance(shape, URIRef) else shapes.name)


def _rules(source: Source, graphs: frozenset[str], everything: bool) -> Iterator[Problem]:
    """Yield what in the graphs breaks a rule; where they are not all graphs, only these are looked through."""
    # before each pattern, so that every part of a rule is restricted before it is joined with another
    within = f"VALUES ?graph {{ {' '.join(str(NamedNode(graph)) for graph in sorted(graphs))} }} GRAPH ?graph {{"
    for path in sorted(resources.ontology("rules").glob("*.rq")):
        rule = query.read(path)
        text = rule.text if everything else rule.text.replace("GRAPH ?graph {", within)
        for row in source.ask(text).dicts():
            # a server may hold graphs of others too
            if row["graph"] in graphs:
                message = f"{rule.title}: {row['problem']}"
                yield Problem(str(row["graph"]), str(row["node"]), "", message, f"{SHAPES}rule-{path.stem}")


def validate(
    source: Source | Store,
    graphs: Iterable[str] | None = None,
    own: Path | None = None,
    *,
    ontology: Path | None = None,
    nodes: Iterable[str] | None = None,
    step: Callable[[int, int], None] | None = None,
) -> Report:
    """Hold the named graphs (all of them where none is named) to the packaged shapes, a user's own, and the rules.

    `own` is a file of shapes of the user's own, for which the classes of `ontology`, a file of theirs too, count as
    well. With `nodes`, what the entities' graph says of other nodes is passed over. `step` is told how many documents
    are done, and of how many. Raise GraphError where a file of the user's own cannot be used, or where there is no
    graph of entities.
    """
    source = Embedded(source) if isinstance(source, Store) else source
    chosen = sorted(set(parts.graphs(source) if graphs is None else graphs))
    if not chosen:
        raise GraphError("no graph of entities is here, so there is nothing to validate; `build` or `publish` one")
    sets = [_Shapes("shapes.ttl", packaged_shapes())]
    classes = load_classes(ontology)
    if own is not None:
        sets.append(_Shapes(own.name, load_shapes(own), classes))
    problems: set[Problem] = set()
    done, total = 0, sum(not graph.endswith(v.ENTITIES_GRAPH) for graph in chosen)
    for part in parts.parts(source, chosen, None if nodes is None else frozenset(nodes)):
        for shapes in sets:
            for problem in _shacl(part.data, shapes, part.graph):
                # an entity's own fault is told once, not for each document that names it
                own_fault = problem.shape.removeprefix(SHAPES).partition("-")[0] in _OF_ENTITIES
                problems.add(replace(problem, graph=part.entities) if own_fault else problem)
        if step is not None and part.graph != part.entities:
            done += 1
            step(done, total)
    problems.update(_rules(source, frozenset(chosen), everything=graphs is None))
    return Report(len(chosen), tuple(sorted(problems)))
