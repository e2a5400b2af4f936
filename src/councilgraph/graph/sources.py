"""Where queries are answered: the embedded store, or any SPARQL 1.1 server by its endpoint. Both give equal answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Protocol, cast

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from councilgraph import vocabulary as v
from councilgraph.errors import EndpointError, QueryError
from councilgraph.graph import sparql
from councilgraph.graph.servers import Server
from councilgraph.graph.sparql import Bindings

Value = str | int | float | bool | None
# How much of an error is told, in characters.
_SAID: Final = 120
_ROWS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.5"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: named columns and rows of plain values.

    IRIs and dates are strings, numbers and truth values their Python kind, what is unbound None.
    An ASK gives one row of one truth value; a CONSTRUCT or DESCRIBE gives subject, predicate and object.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def dicts(self) -> list[dict[str, Value]]:
        """Return the rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Source(Protocol):
    """Anything that answers a SPARQL query; prefixes of `vocabulary.PREFIXES` need not be declared in it."""

    def ask(self, text: str, bindings: Bindings | None = None) -> Answer:
        """Answer a query with some of its variables bound; raise QueryError where it is malformed or refused."""
        ...

    def select(self, text: str) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT as RDF terms, in no order; raise as `ask` does."""
        ...


def _value(term: Any) -> Value:
    if term is None:
        return None
    if isinstance(term, Literal):
        kind = term.datatype.value.removeprefix(v.XSD)
        if kind == "boolean":
            return term.value in {"true", "1"}
        try:
            return _number(kind, term.value)
        except (ValueError, ArithmeticError):
            return term.value
    return term.value if isinstance(term, NamedNode) else str(term)


def _number(kind: str, text: str) -> int | float | str:
    """Return a number as Python has it; raise ValueError or ArithmeticError where the text is none of its kind."""
    if kind in {"integer", "int", "long", "nonNegativeInteger"}:
        return int(text)
    if kind in {"double", "float"}:
        return float(text)
    if kind != "decimal":
        return text
    # a sum in pounds is a decimal without a fraction: 1000, whether a store writes 1000, 1000.0 or 1000.00
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def _rows(results: Any, text: str) -> Answer:
    if isinstance(results, QueryBoolean):
        return Answer(("answer",), ((bool(results),),))
    if not isinstance(results, QuerySolutions):
        return _triples(results)
    columns = tuple(variable.value for variable in results.variables)
    rows = [tuple(row) for row in results]
    order = sparql.order(text)
    if order is not None and {name for name, _ in order} <= set(columns):
        rows = _ordered(columns, rows, order)
    return Answer(columns, tuple(tuple(_value(term) for term in row) for row in rows))


def _triples(triples: Iterable[Any]) -> Answer:
    rows = {(_value(t.subject), _value(t.predicate), _value(t.object)) for t in triples}
    return Answer(("subject", "predicate", "object"), tuple(sorted(rows, key=str)))


def _ordered(columns: tuple[str, ...], rows: list[tuple[Any, ...]], order: list[tuple[str, bool]]) -> list[Any]:
    """Return rows in the order that a query asks for, and by all columns where that leaves it open.

    A store finds rows in an order that says nothing, and Virtuoso does not compare long texts when it sorts.
    """
    descending = {columns.index(name) for name, descends in order if descends}
    asked = [columns.index(name) for name, _ in order]
    keys = list(dict.fromkeys([*asked, *range(len(columns))]))
    if not descending:
        return sorted(rows, key=lambda row: [_sort_key(row[place]) for place in keys])
    for place in reversed(keys):
        rows.sort(key=lambda row: _sort_key(row[place]), reverse=place in descending)
    return rows


def _sort_key(term: Any) -> tuple[int, float, str]:
    """Order terms as SPARQL 1.1 does (15.1): nothing, blank nodes, IRIs, literals; numbers by value."""
    if term is None:
        return (0, 0, "")
    if not isinstance(term, Literal):
        return (2 if isinstance(term, NamedNode) else 1, 0, term.value)
    value = _value(term)
    return (3, float(value), "") if isinstance(value, (int, float)) else (4, 0, term.value)


@dataclass(frozen=True, slots=True)
class Embedded:
    """The store on disk or in memory."""

    store: Store

    def ask(self, text: str, bindings: Bindings | None = None) -> Answer:
        """Answer a query over the union of all named graphs."""
        sparql.form(text)
        return _rows(self._results(sparql.bind(text, bindings or {})), text)

    def select(self, text: str) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT over the union of all named graphs, as RDF terms."""
        sparql.form(text)
        return [tuple(row) for row in self._results(text)]

    def _results(self, text: str) -> Any:
        try:
            return self.store.query(text, prefixes=v.PREFIXES, use_default_graph_as_union=True)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query is malformed: {_first_line(error)}") from error


def _first_line(error: object) -> str:
    """Return what an error says first, without all of the words that a parser would have taken instead."""
    line = (str(error).strip().splitlines() or ["no reason given"])[0]
    return line if len(line) <= _SAID else f"{line[:_SAID].rpartition(' ')[0]} …"


@dataclass
class Endpoint:
    """A SPARQL 1.1 server, by the address of its query endpoint."""

    server: Server
    _checked: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.server.hint = "is this the address of its queries? Oxigraph has .../query, Virtuoso and Fuseki .../sparql"

    def ask(self, text: str, bindings: Bindings | None = None) -> Answer:
        """Answer a query at the server; raise EndpointError where it is down, or lacks a union default graph."""
        form = sparql.form(text)
        self._require_union()
        return self._ask(form, text, bindings or {})

    def select(self, text: str) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT at the server as RDF terms; raise EndpointError as `ask` does."""
        sparql.form(text)
        self._require_union()
        _, body = self._post(sparql.declare(text), _ROWS)
        with self._understanding():
            return [tuple(row) for row in cast(QuerySolutions, parse_query_results(body, QueryResultsFormat.JSON))]

    def _ask(self, form: str, text: str, bindings: Bindings) -> Answer:
        wanted = _ROWS if form in {"SELECT", "ASK"} else _TRIPLES
        media_type, body = self._post(sparql.declare(sparql.bind(text, bindings)), wanted)
        with self._understanding():
            if wanted == _TRIPLES:
                return _triples(parse(body, RdfFormat.from_media_type(media_type) or RdfFormat.N_TRIPLES))
            answer = _rows(parse_query_results(body, QueryResultsFormat.JSON), text)
        if form == "ASK":
            # Virtuoso answers with one row that holds 1, or with none
            return Answer(("answer",), ((bool(answer.rows and answer.rows[0][0]),),))
        return answer

    @contextmanager
    def _understanding(self) -> Iterator[None]:
        try:
            yield
        except (SyntaxError, ValueError) as error:
            raise EndpointError(
                f"{self.server.url}: the answer is not SPARQL results ({_first_line(error)})"
            ) from error

    def _post(self, text: str, accept: str) -> tuple[str, bytes]:
        response = self.server.request("POST", data={"query": text}, headers={"Accept": accept})
        if limit := response.headers.get("X-SPARQL-MaxRows"):
            raise EndpointError(f"{self.server.url}: the server cuts answers at {limit} rows; raise its limit")
        return response.headers.get("Content-Type", "").partition(";")[0], response.content

    def _holds(self, pattern: str) -> bool:
        return bool(self._ask("ASK", f"ASK {{ {pattern} }}", {}).rows[0][0])

    def _require_union(self) -> None:
        if self._checked:
            return
        document = f"?document a <{v.CG_DOCUMENT}>"
        if not self._holds(document) and self._holds(f"GRAPH ?graph {{ {document} }}"):
            raise EndpointError(
                f"{self.server.url}: the server's default graph is not the union of its graphs, so queries find "
                "nothing; start it so (`oxigraph serve --union-default-graph`), see docs/servers.md"
            )
        self._checked = True
