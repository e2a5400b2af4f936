"""GraphML, for yEd, Gephi, Cytoscape, igraph and NetworkX."""

from __future__ import annotations

import networkx as nx

from councilgraph.export.view import Format, View, flat, rgb, size


class GraphML(Format):
    """One directed multigraph; colour (r, g, b), size and place of nodes under the names that Gephi reads."""

    name = "graphml"
    description = "GraphML, for Gephi, yEd, Cytoscape, igraph"

    def files(self, view: View) -> dict[str, bytes]:
        """Return graph.graphml."""
        graph = view.graph(self.standings)
        copy = nx.MultiDiGraph()
        for iri, data in graph.nodes(data=True):
            red, green, blue = rgb(data["colour"])
            x, y = view.positions[iri]
            copy.add_node(iri, **flat(data), r=red, g=green, b=blue, x=x, y=-y, size=size(data))
        for subject, object_, key, data in graph.edges(keys=True, data=True):
            copy.add_edge(subject, object_, key=key, **flat(data))
        text = "\n".join(nx.generate_graphml(copy, named_key_ids=False))
        return {"graph.graphml": (text + "\n").encode()}
