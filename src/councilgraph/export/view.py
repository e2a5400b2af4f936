"""What an export looks at, and the two methods that every format has."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Final

import networkx as nx

from councilgraph.analysis.dataset import Dataset, Link, Node
from councilgraph.analysis.evidence import Proof, proofs
from councilgraph.analysis.filters import STANDINGS, Filters
from councilgraph.analysis.projection import project, select
from councilgraph.errors import OutputError

SEPARATOR: Final = "; "
HOLDS: Final = ("asserted",)


@dataclass(frozen=True)
class View:
    """A dataset and the filters through which an export sees it; graphs are made once and kept."""

    dataset: Dataset
    filters: Filters = field(default_factory=Filters)

    @cached_property
    def _graphs(self) -> dict[tuple[str, ...], nx.MultiDiGraph]:
        return {}

    def graph(self, standings: tuple[str, ...] = HOLDS) -> nx.MultiDiGraph:
        """Return the projection (see `analysis.projection`) of what passes; `standings` unless the filters say."""
        chosen = self._chosen(standings)
        if chosen.statuses not in self._graphs:
            self._graphs[chosen.statuses] = project(self.dataset, chosen, isolated=not self.filters.predicates)
        return self._graphs[chosen.statuses]

    def parts(self, standings: tuple[str, ...] = HOLDS) -> tuple[list[Node], list[Link]]:
        """Return the nodes and statements of that projection, for formats that need no network of them."""
        return select(self.dataset, self._chosen(standings), isolated=not self.filters.predicates)

    def _chosen(self, standings: tuple[str, ...]) -> Filters:
        return replace(self.filters, statuses=self.filters.statuses or standings)

    @cached_property
    def _links(self) -> dict[str, Link]:
        return {link.iri: link for link in self.dataset.links}

    def proofs(self, assertion: str) -> list[Proof]:
        """Return the sentences behind an assertion (by IRI), in the order of the text."""
        return proofs(self.dataset, [self._links[assertion]])

    @cached_property
    def positions(self) -> dict[str, tuple[float, float]]:
        """The place of every node of the whole view, whatever its standing, for formats that carry a layout."""
        from councilgraph.export.layout import overview

        return overview(self.graph(STANDINGS))


class Format(ABC):
    """One format: what it is called, the standings that it takes by itself, and how it looks in bytes.

    `files` gives the content of each file by name, the same bytes for the same view; `write` puts them in a folder.
    """

    name: ClassVar[str]
    description: ClassVar[str]
    standings: ClassVar[tuple[str, ...]] = HOLDS

    @abstractmethod
    def files(self, view: View) -> dict[str, bytes]:
        """Return the content of each file of this format by its name."""

    def write(self, view: View, folder: Path) -> list[Path]:
        """Write the files into a folder, made where there is none, and return their paths; raise OutputError."""
        return write_files(self.files(view), folder)


def write_files(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write contents by name into a folder, made where there is none; raise OutputError where that fails."""
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            path = folder / name
            path.write_bytes(content)
            paths.append(path)
    except OSError as error:
        raise unwritable(error, folder) from error
    return paths


def unwritable(error: OSError, folder: Path) -> OutputError:
    """Return what to tell a user of a file that cannot be written."""
    return OutputError(f"{error.filename or folder}: cannot be written ({error.strerror}); name another folder")


def flat(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes as formats without lists and nulls take them: tuples joined by "; ", None left out."""
    joined = {name: SEPARATOR.join(value) if isinstance(value, tuple) else value for name, value in attributes.items()}
    return {name: value for name, value in joined.items() if value is not None}


def by_pair(graph: nx.MultiDiGraph) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return the edges' attributes by unordered pair of nodes, in the order of the graph."""
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for subject, object_, data in graph.edges(data=True):
        pair = (subject, object_) if subject <= object_ else (object_, subject)
        pairs[pair].append(data)
    return dict(pairs)


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue (0..255) of a colour written as "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def size(attributes: Mapping[str, Any]) -> float:
    """Return the radius of a node in units of the layout: its area grows with its number of partners."""
    return round(min(6 + 2.4 * math.sqrt(attributes["partners"]), 30), 2)
