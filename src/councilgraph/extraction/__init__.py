"""Extraction of mentions and relations from one document, as spaCy components."""

from __future__ import annotations

from typing import Any

from spacy.language import Language


@Language.factory("councilgraph_entities")
def create_entities(nlp: Language, name: str) -> Any:
    """Make the spaCy component that finds mentions."""
    from councilgraph.extraction import pipeline

    return pipeline.EntityComponent(nlp, name)


@Language.factory("councilgraph_relations")
def create_relations(nlp: Language, name: str) -> Any:
    """Make the spaCy component that finds relations between the mentions."""
    from councilgraph.extraction import pipeline

    return pipeline.RelationComponent(nlp, name)
