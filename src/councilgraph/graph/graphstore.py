"""The named graphs of a server, by the SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import RdfFormat, Triple, parse

from councilgraph.errors import EndpointError, QueryError
from councilgraph.graph.servers import Server

if TYPE_CHECKING:
    from requests import Response

_N_TRIPLES: Final = "application/n-triples"
_HINT: Final = (
    "is this the address of its Graph Store? Oxigraph has .../store, Virtuoso .../sparql-graph-crud-auth, "
    "Fuseki .../DATASET/data"
)


@dataclass
class GraphStore:
    """The Graph Store of a server. Every method raises EndpointError where the server does not do it."""

    server: Server

    def __post_init__(self) -> None:
        self.server.hint = _HINT

    def get(self, graph: str) -> list[Triple]:
        """Return the triples of a graph, by its IRI; none where there is no such graph."""
        headers = {"Accept": f"{_N_TRIPLES}, text/turtle;q=0.5"}
        response = self._request("GET", graph, headers=headers, missing=True)
        if response.status_code == 404:
            return []
        media_type = response.headers.get("Content-Type", "nothing").partition(";")[0]
        try:
            return [quad.triple for quad in parse(response.content, RdfFormat.from_media_type(media_type))]
        except (SyntaxError, ValueError) as error:
            raise EndpointError(f"{self.server.url}: the server answers with {media_type}, not RDF; {_HINT}") from error

    def put(self, graph: str, content: bytes) -> None:
        """Put N-Triples in the place of a graph."""
        self._request("PUT", graph, data=content, headers={"Content-Type": _N_TRIPLES})

    def add(self, graph: str, content: bytes) -> None:
        """Add N-Triples to a graph."""
        self._request("POST", graph, data=content, headers={"Content-Type": _N_TRIPLES})

    def delete(self, graph: str) -> None:
        """Remove a graph; where there is none, nothing is left to do."""
        self._request("DELETE", graph, missing=True)

    def _request(self, method: str, graph: str, **options: Any) -> Response:
        try:
            return self.server.request(method, params={"graph": graph}, **options)
        except EndpointError:
            raise
        except QueryError as error:
            # an address for queries finds that there is no query
            raise EndpointError(f"{error}; {_HINT}") from error
