"""The graph in the formats of other tools: one module a format, each with the methods `files` and `write`."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from councilgraph.analysis import dataset as _dataset
from councilgraph.analysis.dataset import Dataset
from councilgraph.errors import OutputError
from councilgraph.export.view import Format, View

__all__ = ["FORMATS", "PICTURES", "Format", "View", "get", "write_all"]

# name of the format: module and class
FORMATS: Final = {
    "trig": ("rdf", "TriG"),
    "nquads": ("rdf", "NQuads"),
    "turtle": ("rdf", "Turtle"),
    "jsonld": ("rdf", "JSONLD"),
    "graphml": ("graphml", "GraphML"),
    "gexf": ("gexf", "GEXF"),
    "cytoscape": ("cytoscape", "Cytoscape"),
    "node-link": ("node_link", "NodeLink"),
    "dot": ("dot", "Dot"),
    "csv": ("tables", "Tables"),
    "neo4j": ("neo4j", "Neo4j"),
    "xlsx": ("workbook", "Workbook"),
    "svg": ("svg", "SVG"),
    "png": ("png", "PNG"),
    "explorer": ("explorer", "Explorer"),
}
# formats that show one council, which the filters name
PICTURES: Final = ("svg", "png")
_BUILT: Final = ("graphml", "gexf", "csv", "explorer")


def get(name: str) -> Format:
    """Return a format by its name; raise OutputError for an unknown one."""
    if name not in FORMATS:
        raise OutputError(f"{name}: no such export format; there are {', '.join(FORMATS)}")
    module, class_ = FORMATS[name]
    found: Format = getattr(importlib.import_module(f"councilgraph.export.{module}"), class_)()
    return found


def write_all(source: Store | Dataset, folder: Path) -> list[Path]:
    """Write what every build gives: graph.graphml, graph.gexf, entities.csv, relations.csv and explorer.html."""
    view = View(source if isinstance(source, Dataset) else _dataset.load(source))
    return [path for name in _BUILT for path in get(name).write(view, folder)]
