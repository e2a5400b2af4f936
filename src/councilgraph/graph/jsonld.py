"""The dataset as JSON-LD 1.1 with the short names of ontology/context.jsonld, one node a line.

Written as a stream: the libraries that compact JSON-LD hold a whole dataset in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import IO, Any, Final

from pyoxigraph import Literal, Quad

from councilgraph import resources
from councilgraph import vocabulary as v

_STRING: Final = v.XSD + "string"


@cache
def _context() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(resources.ontology("context.jsonld").read_text(encoding="utf-8"))
    return dict(content["@context"])


@cache
def _terms() -> dict[str, tuple[str, str | None]]:
    """Return for the IRI of each term its short name and what its values are taken for: `@id`, a datatype, or text."""
    found: dict[str, tuple[str, str | None]] = {}
    for name, meaning in _context().items():
        curie, kind = (meaning["@id"], meaning.get("@type")) if isinstance(meaning, dict) else (meaning, None)
        if ":" in curie and not curie.startswith("http"):
            found[v.expand(curie)] = (name, kind if kind in {None, "@id"} else v.expand(kind))
    return found


def _short(iri: str) -> str:
    return _terms()[iri][0] if iri in _terms() else v.compact(iri)


def _plain(term: Any) -> dict[str, str]:
    """Return a value that says itself what it is."""
    if not isinstance(term, Literal):
        return {"id": term.value}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    return {"@value": term.value, "@type": term.datatype.value}


def _kind(term: Any) -> str | None:
    if not isinstance(term, Literal):
        return "@id"
    return None if term.datatype.value == _STRING else term.datatype.value


def _property(predicate: str, values: list[Any]) -> tuple[str, Any]:
    """Return the key and the value of a property: the short name where all its values are what the context says."""
    name, kind = _terms().get(predicate, (v.compact(predicate), None))
    if all(_kind(value) == kind for value in values):
        written: list[Any] = [value.value for value in values]
    else:
        # under its CURIE a property has no type of value of its own
        name, written = v.compact(predicate), [_plain(value) for value in values]
    return name, written[0] if len(written) == 1 else written


def _node(subject: str, quads: Iterable[Quad]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": subject}
    for predicate, same in groupby(quads, key=lambda quad: quad.predicate.value):
        values = [quad.object for quad in same]
        if predicate == v.RDF_TYPE:
            types = [_short(str(getattr(value, "value", ""))) for value in values]
            node["type"] = types[0] if len(types) == 1 else types
        else:
            name, value = _property(predicate, values)
            node[name] = value
    return node


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lines(quads: Iterable[Quad]) -> Iterator[str]:
    yield f'{{"@context":{_dumps(_context())},\n"@graph":['
    before = "\n"
    for graph, inside in groupby(quads, key=lambda quad: quad.graph_name):
        yield f'{before}{{"id":{_dumps(getattr(graph, "value", ""))},"@graph":['
        before = ",\n"
        comma = "\n"
        for subject, about in groupby(inside, key=lambda quad: quad.subject):
            yield f"{comma}{_dumps(_node(str(getattr(subject, 'value', '')), about))}"
            comma = ",\n"
        yield "\n]}"
    yield "\n]}\n"


def write(quads: Iterable[Quad], file: IO[bytes]) -> None:
    """Write quads of named graphs, sorted by graph, subject and predicate, without blank nodes."""
    for line in _lines(quads):
        file.write(line.encode("utf-8"))
