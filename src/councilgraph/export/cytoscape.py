"""Cytoscape JSON, for the desktop program and Cytoscape.js."""

from __future__ import annotations

from councilgraph.export.records import record, to_json
from councilgraph.export.view import Format, View, size


class Cytoscape(Format):
    """Cytoscape JSON: elements with data and positions; each edge carries its sentences."""

    name = "cytoscape"
    description = "Cytoscape JSON, for Cytoscape and Cytoscape.js"

    def files(self, view: View) -> dict[str, bytes]:
        """Return graph.cyjs."""
        graph = view.graph(self.standings)
        nodes = [
            {
                "data": {"id": iri, "value": iri, "name": data["label"], **data, "size": size(data)},
                "position": dict(zip(("x", "y"), view.positions[iri], strict=True)),
            }
            for iri, data in graph.nodes(data=True)
        ]
        edges = [
            {
                "data": {"id": iri, "source": subject, "target": object_, "interaction": data["predicate"]}
                | data
                | {"key": iri}
                | {"evidence": [record(proof) for proof in view.proofs(iri)]}
            }
            for subject, object_, iri, data in graph.edges(keys=True, data=True)
        ]
        found = {"data": {"name": "councilgraph"}, "directed": True, "multigraph": True}
        return {"graph.cyjs": to_json(found | {"elements": {"nodes": nodes, "edges": edges}})}
