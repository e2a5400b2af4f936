"""Named questions and queries of one's own, with typed parameters, answered by a store or a server.

A query is a file of SPARQL with a header of comments in YAML:

    # title: The boards of a council
    # description: Each board, with ...
    # questions: [4]
    # parameters:
    #   council: {type: Council, help: the council; all of them where it is left out}
    # example: --council westhaven

A parameter's type says what a user may write for it: one of the twelve entity types or `entity` (a loose name),
`document` (id or title), `kind` (a concept of data/concepts.yaml), `predicate`, `integer`, `date` or `text`.
One that is not `required` may be left out; its variable is then free.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

import yaml
from pyoxigraph import Literal, NamedNode, Store

from councilgraph import resources, schema
from councilgraph import vocabulary as v
from councilgraph.errors import QueryError, UnknownName
from councilgraph.graph import concepts, names
from councilgraph.graph.sources import Answer, Embedded, Source
from councilgraph.vocabulary import normal_form


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that a user may set."""

    name: str
    type: str
    help: str
    required: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL text with what its header says of it."""

    name: str
    text: str
    title: str = ""
    description: str = ""
    questions: tuple[int, ...] = ()
    parameters: dict[str, Parameter] = field(default_factory=dict)
    example: str = ""


def _header(text: str) -> dict[str, Any]:
    lines = takewhile(lambda line: line.startswith("#"), text.splitlines())
    try:
        header = yaml.safe_load("\n".join(line.removeprefix("#").removeprefix(" ") for line in lines))
    except yaml.YAMLError:
        return {}
    return header if isinstance(header, dict) else {}


def _parameter(query: str, name: str, row: Any) -> Parameter:
    kind = row.get("type") if isinstance(row, dict) else None
    if kind not in _TERMS and kind not in schema.load().types:
        raise QueryError(f"{query}: parameter {name} has no known type; see the header of the packaged queries")
    return Parameter(name, kind, str(row.get("help", "")), bool(row.get("required", False)))


def parse(name: str, text: str) -> Query:
    """Return a query from its text; one without a header has neither title nor parameters."""
    header = _header(text)
    return Query(
        name=name,
        text=text,
        title=str(header.get("title", "")),
        description=" ".join(str(header.get("description", "")).split()),
        questions=tuple(header.get("questions", ())),
        parameters={key: _parameter(name, key, row) for key, row in (header.get("parameters") or {}).items()},
        example=str(header.get("example") or ""),
    )


def read(path: Path) -> Query:
    """Read a query file of a user's own; raise QueryError where it cannot be read."""
    try:
        return parse(path.name, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: not a readable query file ({type(error).__name__})") from error


@cache
def named() -> dict[str, Query]:
    """Return the packaged queries by name, sorted."""
    files = sorted(resources.ontology("queries").glob("*.rq"))
    return {file.stem: parse(file.stem, file.read_text(encoding="utf-8")) for file in files}


def get(name: str) -> Query:
    """Return one packaged query; raise QueryError with the nearest names where there is none."""
    if name in named():
        return named()[name]
    near = [other for other in named() if name.casefold() in other or other in name.casefold()]
    raise QueryError(f"no query is named {name!r}; {', '.join(near) or 'see'} `councilgraph query --list`")


def _document(source: Source, text: str) -> NamedNode:
    return NamedNode(names.document(source, text).iri)


def _concept(source: Source, text: str) -> NamedNode:
    wanted = normal_form(text)
    for concept in concepts.load():
        ids = {v.local_name(concept.iri), concept.iri}
        if text in ids or wanted in {normal_form(label) for label in (concept.label, *concept.also)}:
            return NamedNode(concept.iri)
    known = ", ".join(v.local_name(concept.iri) for concept in concepts.load())
    raise UnknownName(f"{text!r} is no sector or kind; there are: {known}")


def _predicate(source: Source, text: str) -> NamedNode:
    if text not in schema.load().predicates:
        raise UnknownName(f"{text!r} is no predicate; there are: {', '.join(schema.load().predicates)}")
    return NamedNode(v.CG + text)


def _integer(source: Source, text: str) -> Literal:
    try:
        return Literal(int(text))
    except ValueError as error:
        raise QueryError(f"{text!r} is not a whole number") from error


def _date(source: Source, text: str) -> Literal:
    try:
        return Literal(datetime.date.fromisoformat(text).isoformat(), datatype=NamedNode(v.XSD_DATE))
    except ValueError as error:
        raise QueryError(f"{text!r} is not a date like 2024-11-05") from error


_TERMS: Final[dict[str, Callable[[Source, str], NamedNode | Literal]]] = {
    "entity": lambda source, text: NamedNode(names.resolve(source, text).iri),
    "document": _document,
    "kind": _concept,
    "predicate": _predicate,
    "integer": _integer,
    "date": _date,
    "text": lambda source, text: Literal(text),
}


def _term(source: Source, parameter: Parameter, text: str) -> NamedNode | Literal:
    if parameter.type in schema.load().types:
        return NamedNode(names.resolve(source, text, [parameter.type]).iri)
    return _TERMS[parameter.type](source, text)


def _check(query: Query, values: Mapping[str, str]) -> None:
    unknown = sorted(set(values) - set(query.parameters))
    if unknown:
        known = ", ".join(f"--{name}" for name in query.parameters) or "none"
        raise QueryError(f"query {query.name} takes no --{unknown[0]}; its parameters: {known}")
    missing = [p.name for p in query.parameters.values() if p.required and p.name not in values]
    if missing:
        raise QueryError(f"query {query.name} needs --{missing[0]}: {query.parameters[missing[0]].help}")


def run(source: Source | Store, query: Query | str, values: Mapping[str, str] | None = None) -> Answer:
    """Answer a query, or the packaged query of a name, with its parameters as a user writes them.

    Raise QueryError for a malformed or refused query and for parameters it does not take or lacks, and NamingError
    for a value that means nothing, or several things, in the graph.
    """
    source = Embedded(source) if isinstance(source, Store) else source
    query = get(query) if isinstance(query, str) else query
    values = values or {}
    _check(query, values)
    terms = {name: _term(source, query.parameters[name], value) for name, value in sorted(values.items())}
    return source.ask(query.text, terms)
