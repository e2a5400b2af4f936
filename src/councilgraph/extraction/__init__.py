"""Mentions and relations by rules, as an `Extractor` and as components of a spaCy pipeline."""

from __future__ import annotations

from councilgraph.extraction.components import create_entities, create_relations
from councilgraph.extraction.pipeline import Extractor

__all__ = ["Extractor", "create_entities", "create_relations"]
