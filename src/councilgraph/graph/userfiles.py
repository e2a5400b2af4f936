"""Turtle files of a user's own: SHACL shapes, and an ontology that adds classes above those of the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, parse
from rdflib import RDFS, SH, Graph, URIRef

from councilgraph import resources
from councilgraph import vocabulary as v
from councilgraph.errors import GraphError

_SHAPES: Final = (URIRef(v.SH + "NodeShape"), URIRef(v.SH + "PropertyShape"))


def _read(path: Path, what: str) -> Graph:
    try:
        content = path.read_bytes()
        # rdflib lets much pass that is no Turtle, so that a typing error would go unseen
        for _ in parse(content, RdfFormat.TURTLE, base_iri=path.resolve().as_uri()):
            pass
        return Graph().parse(data=content, format="turtle", publicID=path.resolve().as_uri())
    except OSError as error:
        raise GraphError(f"{path}: the {what} file cannot be read ({error.strerror})") from error
    except (SyntaxError, ValueError) as error:
        reason = getattr(error, "msg", None) or error
        raise GraphError(f"{path}: not Turtle: {' '.join(str(reason).split())[:200]}") from error


def load_shapes(path: Path) -> Graph:
    """Read a shapes file in Turtle; raise GraphError where it is missing, malformed, misspelled or has no shapes."""
    graph = _read(path, "shapes")
    if not set(_SHAPES) & set(graph.objects(None, URIRef(v.RDF_TYPE))):
        raise GraphError(f"{path}: holds no sh:NodeShape or sh:PropertyShape, so it would find nothing amiss")
    # pySHACL would pass over a term that SHACL does not have in silence
    used = {term for triple in graph for term in triple[1:] if isinstance(term, URIRef) and term.startswith(v.SH)}
    unknown = sorted(term.removeprefix(v.SH) for term in used if term not in SH)
    if unknown:
        raise GraphError(f"{path}: sh:{unknown[0]} is no term of SHACL; is it misspelled?")
    return graph


def load_classes(own: Path | None = None) -> Graph:
    """Return which class lies below which, by the packaged ontology and a user's own.

    Shapes of a user's own may speak of a class above those that the graph states (`org:Organization`). Raise
    GraphError where the user's ontology is missing, malformed, or puts no class below another.
    """
    found = Graph()
    for path in (resources.ontology("councilgraph.ttl"), *([own] if own is not None else [])):
        below = set(_read(path, "ontology").triples((None, RDFS.subClassOf, None)))
        if not below:
            raise GraphError(f"{path}: says of no class that it is an rdfs:subClassOf another, so it changes nothing")
        for triple in below:
            found.add(triple)
    return found
