"""The extraction as components of anyone's spaCy pipeline.

    nlp = spacy.blank("en")
    nlp.add_pipe("councilgraph_entities")
    nlp.add_pipe("councilgraph_relations")

The first sets `doc.spans["councilgraph"]`: spans labelled with the entity type, `id_` the rule and `kb_id_` the
canonical name. The second sets `doc._.councilgraph_relations`, whose ends index those spans. Both read the text
of the document with their own tokens, so that they work after any tokenizer.
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from councilgraph import rules as rule_files
from councilgraph import text
from councilgraph.documents.council import subject
from councilgraph.extraction.pipeline import Extractor, Reading, home
from councilgraph.models import Relation

KEY = "councilgraph"
RELATIONS = "councilgraph_relations"


class Entities:
    """Sets the mentions of a document as a span group."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with `doc.spans["councilgraph"]`."""
        reading = _read(self.extractor, doc.text)
        group = SpanGroup(doc, name=KEY)
        for mention in reading.mentions:
            span = doc.char_span(
                mention.start, mention.end, label=mention.type, kb_id=mention.name, alignment_mode="expand"
            )
            if span is not None:
                span.id_ = mention.rule
                group.append(span)
        doc.spans[KEY] = group
        return doc


class Relations:
    """Sets the relations between the mentions of a document as an extension."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor
        if not Doc.has_extension(RELATIONS):
            Doc.set_extension(RELATIONS, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with `doc._.councilgraph_relations`, a tuple of `Relation`."""
        relations: tuple[Relation, ...] = tuple(self.extractor.relations(_read(self.extractor, doc.text)))
        doc._.set(RELATIONS, relations)
        return doc


def _read(extractor: Extractor, raw: str) -> Reading:
    sections = text.sections(raw)
    found = subject("", raw)
    return extractor.read(raw, sections, home(found.name, found.code) if found else None)


def _extractor(folder: str | None) -> Extractor:
    return Extractor(rule_files.load(Path(folder) if folder else None))


@Language.factory("councilgraph_entities", default_config={"rules": None}, assigns=["doc.spans"])
def create_entities(nlp: Language, name: str, rules: str | None) -> Entities:
    """Return the component that finds mentions; `rules` is a folder of one's own rules, or None."""
    return Entities(_extractor(rules))


@Language.factory("councilgraph_relations", default_config={"rules": None}, assigns=[f"doc._.{RELATIONS}"])
def create_relations(nlp: Language, name: str, rules: str | None) -> Relations:
    """Return the component that finds relations; `rules` is a folder of one's own rules, or None."""
    return Relations(_extractor(rules))
