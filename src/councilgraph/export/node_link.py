"""Node-link JSON, for NetworkX and D3."""

from __future__ import annotations

from councilgraph.export.records import record, to_json
from councilgraph.export.view import Format, View


class NodeLink(Format):
    """Node-link JSON as NetworkX reads it with `node_link_graph(data, edges="links")`, and D3 its nodes and links."""

    name = "node-link"
    description = "node-link JSON, for NetworkX and D3"

    def files(self, view: View) -> dict[str, bytes]:
        """Return graph.json."""
        graph = view.graph(self.standings)
        nodes = [{"id": iri, **data} for iri, data in graph.nodes(data=True)]
        links = [
            {"source": subject, "target": object_, "key": iri, **data}
            | {"evidence": [record(proof) for proof in view.proofs(iri)]}
            for subject, object_, iri, data in graph.edges(keys=True, data=True)
        ]
        found = {"directed": True, "multigraph": True, "graph": {"name": "councilgraph"}}
        return {"graph.json": to_json(found | {"nodes": nodes, "links": links})}
