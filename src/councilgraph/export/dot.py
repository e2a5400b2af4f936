"""DOT, the language of Graphviz."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from councilgraph.export.view import Format, View

# The schema names shapes as Cytoscape does; these are the nearest of Graphviz.
_SHAPES: Final = {
    "round-rectangle": "box",
    "rectangle": "box",
    "ellipse": "ellipse",
    "barrel": "cylinder",
    "hexagon": "hexagon",
    "octagon": "octagon",
    "cut-rectangle": "note",
    "diamond": "diamond",
    "tag": "cds",
    "rhomboid": "parallelogram",
    "triangle": "triangle",
    "vee": "invhouse",
}
_STYLES: Final = {"asserted": "solid", "planned": "dashed", "negated": "dotted", "ended": "dashed"}


def quoted(text: object) -> str:
    """Return text as a quoted string of DOT, in which a backslash is itself and a line break is a space."""
    flat = " ".join(str(text).split())
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _attributes(found: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={quoted(value)}" for name, value in found.items() if value is not None)


class Dot(Format):
    """One directed graph; shapes, colours and line styles by type and standing."""

    name = "dot"
    description = "DOT, for Graphviz"

    def files(self, view: View) -> dict[str, bytes]:
        """Return graph.dot."""
        graph = view.graph(self.standings)
        lines = ["digraph councilgraph {", '  graph [overlap="prism", splines="true"];']
        lines.append('  node [style="filled", fontname="Helvetica", fontcolor="white", fontsize="10"];')
        for iri, data in graph.nodes(data=True):
            shape = _SHAPES.get(data["shape"], "ellipse")
            look = {"label": data["display"], "shape": shape, "fillcolor": data["colour"], "type": data["type"]}
            lines.append(f"  {quoted(iri)} [{_attributes(look)}];")
        for subject, object_, data in graph.edges(data=True):
            look = {
                "label": data["label"],
                "dir": "none" if data["symmetric"] else "forward",
                "style": _STYLES[data["standing"]],
                "weight": max(1, round(data["weight"])),
                "predicate": data["predicate"],
                "status": data["standing"],
                "confidence": data["confidence"],
                "document": data["document"],
                "date": data["date"],
            }
            lines.append(f"  {quoted(subject)} -> {quoted(object_)} [{_attributes(look)}];")
        return {"graph.dot": ("\n".join([*lines, "}"]) + "\n").encode()}
