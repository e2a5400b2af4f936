"""GEXF, the format of Gephi."""

from __future__ import annotations

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from councilgraph.export.view import Format, View, flat, rgb, size


class GEXF(Format):
    """One directed multigraph with colours, sizes and places; a link begins at the date of its document."""

    name = "gexf"
    description = "GEXF, for Gephi, with a timeline by date of document"

    def files(self, view: View) -> dict[str, bytes]:
        """Return graph.gexf."""
        graph = view.graph(self.standings)
        copy = nx.MultiDiGraph()
        for iri, data in graph.nodes(data=True):
            red, green, blue = rgb(data["colour"])
            x, y = view.positions[iri]
            look = {
                "color": {"r": red, "g": green, "b": blue, "a": 1.0},
                "size": size(data),
                "position": {"x": x, "y": -y, "z": 0.0},
            }
            copy.add_node(iri, **flat(data), viz=look)
        for subject, object_, key, data in graph.edges(keys=True, data=True):
            begin = {"start": data["date"]} if data["date"] else {}
            copy.add_edge(subject, object_, key=key, id=key, **flat(data), **begin)
        return {"graph.gexf": _text(copy).encode()}


def _text(graph: nx.MultiDiGraph) -> str:
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    # NetworkX writes the day of the export; the same graph has to give the same file on any day.
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
        for creator in meta.iter("creator"):
            creator.text = "councilgraph"
    return str(writer) + "\n"
