"""The extraction as components of anyone's spaCy pipeline.

    nlp = spacy.blank("en")
    nlp.add_pipe("councilgraph_entities")
    nlp.add_pipe("councilgraph_relations")
    doc = nlp("The council worked with the police.")
    for relation in doc._.councilgraph_relations:
        subject, object_ = (doc.spans["councilgraph"][end] for end in (relation.subject, relation.object))

The first sets `doc.spans["councilgraph"]`: spans labelled with the entity type, `id_` the rule and `kb_id_` the
canonical name. The second sets `doc._.councilgraph_relations`, whose ends index those spans. Both read the text
of the document with their own tokens, so that they work after any tokenizer and beside any other component; a span
covers the tokens that a mention touches. Documents may be pickled, written to bytes or piped through processes.
"""

from __future__ import annotations

from dataclasses import astuple
from functools import lru_cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from councilgraph import rules as rule_files
from councilgraph import text
from councilgraph.documents.council import subject
from councilgraph.extraction.pipeline import Extractor, Reading, home
from councilgraph.models import Mention, Relation

KEY = "councilgraph"
RELATIONS = "councilgraph_relations"


class Entities:
    """Sets the mentions of a document as a span group."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with `doc.spans["councilgraph"]`."""
        mentions = _read(self.extractor, doc.text).mentions
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=[_span(doc, mention) for mention in mentions])
        return doc


class Relations:
    """Sets the relations between the mentions of a document as an extension."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with `doc._.councilgraph_relations`, a tuple of `Relation`."""
        found = self.extractor.relations(_read(self.extractor, doc.text))
        # Plain values, since spaCy writes user data when it sends a document to another process.
        doc.user_data[RELATIONS] = [list(astuple(relation)) for relation in found]
        return doc


def _span(doc: Doc, mention: Mention) -> Span:
    span = doc.char_span(mention.start, mention.end, label=mention.type, kb_id=mention.name, alignment_mode="expand")
    assert span is not None, "a mention lies within the text"
    span.id_ = mention.rule
    return span


def _stated(doc: Doc) -> tuple[Relation, ...]:
    return tuple(Relation(*row) for row in doc.user_data.get(RELATIONS, ()))


Doc.set_extension(RELATIONS, getter=_stated, force=True)


# The two components stand behind each other and ask for the same text, one document at a time.
@lru_cache(maxsize=1)
def _read(extractor: Extractor, raw: str) -> Reading:
    sections = text.sections(raw)
    found = subject("", raw)
    return extractor.read(raw, sections, home(found.name, found.code) if found else None, text.tables(raw))


@lru_cache(maxsize=4)
def _extractor(rules: rule_files.RuleSet) -> Extractor:
    return Extractor(rules)


def _load(folder: str | None) -> Extractor:
    return _extractor(rule_files.load(Path(folder) if folder else None))


@Language.factory("councilgraph_entities", default_config={"rules": None}, assigns=["doc.spans"])
def create_entities(nlp: Language, name: str, rules: str | None) -> Entities:
    """Return the component that finds mentions; `rules` is a folder of one's own rules, or None."""
    return Entities(_load(rules))


@Language.factory(
    "councilgraph_relations", default_config={"rules": None}, requires=["doc.spans"], assigns=[f"doc._.{RELATIONS}"]
)
def create_relations(nlp: Language, name: str, rules: str | None) -> Relations:
    """Return the component that finds relations; `rules` is a folder of one's own rules, or None."""
    return Relations(_load(rules))
