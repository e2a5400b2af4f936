"""From candidate mentions to mentions of entities of the document: `refer`."""

from __future__ import annotations

from councilgraph.extraction.references.referring import refer

__all__ = ["refer"]
