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

__all__ = ["FORMATS", "LARGEST", "PICTURES", "Format", "View", "get", "left_out", "write_all"]

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
# entities of a graph of which a build writes the network as a whole, as page and for drawing programs
LARGEST: Final = 20_000
_BUILT: Final = ("graphml", "gexf", "csv", "explorer")


def get(name: str) -> Format:
    """Return a format by its name; raise OutputError for an unknown one."""
    if name not in FORMATS:
        raise OutputError(f"{name}: no such export format; there are {', '.join(FORMATS)}")
    module, class_ = FORMATS[name]
    found: Format = getattr(importlib.import_module(f"councilgraph.export.{module}"), class_)()
    return found


def left_out(dataset: Dataset) -> tuple[str, ...]:
    """Return the formats that a build of this size does not write: pages and pictures of too much show nothing."""
    return tuple(name for name in _BUILT if name != "csv") if len(dataset.nodes) > LARGEST else ()


def write_all(source: Store | Dataset, folder: Path) -> list[Path]:
    """Write what every build gives: entities.csv, relations.csv, graph.graphml, graph.gexf and explorer.html.

    Of a graph of more than LARGEST entities only the tables are written.
    """
    view = View(source if isinstance(source, Dataset) else _dataset.load(source))
    names = [name for name in _BUILT if name not in left_out(view.dataset)]
    return [path for name in names for path in get(name).write(view, folder)]
