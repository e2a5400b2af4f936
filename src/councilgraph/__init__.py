"""councilgraph reads local-government documents and builds a knowledge graph of who works with whom.

Each command has a twin here, loaded when it is first used:

    import councilgraph

    graph = councilgraph.load("output")
    for row in councilgraph.boards(graph, "westhaven").dicts():
        print(row["board"], row["chaired by"])
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

# public name -> module and the name there
_VERBS = {
    "Filters": "analysis.filters:Filters",
    "Options": "project.options:Options",
    "add": "project.building:add",
    "agreements": "analysis.listing:agreements",
    "boards": "analysis.listing:boards",
    "brokers": "analysis.brokers:brokers",
    "build": "project.building:build",
    "changes": "analysis.changes:changes",
    "communities": "analysis.communities:communities",
    "compare": "analysis.comparison:compare",
    "compare_by": "analysis.comparison:compare_by",
    "evaluate": "project.reading:evaluate",
    "explain": "analysis.connection:explain",
    "extract": "project.reading:extract",
    "find": "analysis.search:find",
    "gaps": "analysis.gaps:gaps",
    "impact": "analysis.impact:impact",
    "load": "analysis.dataset:load",
    "neighbours": "analysis.comparison:neighbours",
    "open_review": "project.reviewing:open_review",
    "overlap": "analysis.overlap:overlap",
    "overview": "analysis.overview:overview",
    "partners": "analysis.partners:partners",
    "path": "analysis.connection:path",
    "people": "analysis.listing:people",
    "project_network": "analysis.projection:project",
    "publish": "graph.publishing:publish",
    "query": "graph.query:run",
    "read": "documents.reading:read",
    "register_outside_bodies": "analysis.register:outside_bodies",
    "register_partnerships": "analysis.register:partnerships",
    "remove": "project.building:remove",
    "services": "analysis.listing:services",
    "strategies": "analysis.listing:strategies",
    "summary": "analysis.summary:summary",
    "validate": "graph.validation:validate",
}
__all__ = ["__version__", *_VERBS]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _VERBS[name].partition(":")
    return getattr(importlib.import_module(f"{__name__}.{module}"), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
