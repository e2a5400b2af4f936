"""Tiny corpora in marked text: "The {council|Council} funds the {clinic|Service}." with links as "0 funds 1"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from councilgraph import documents
from councilgraph.evaluation import GoldMention, Unit
from councilgraph.models import Document, Extraction, Mention, Relation, Status

_MARK = re.compile(r"\{([^|}]+)\|([^|}]+)(?:\|([^|}]+))?\}")


@dataclass(frozen=True)
class Line:
    """A sentence without marks, its spans (start, end, type, third field) and its links (ends, predicate, more)."""

    text: str
    spans: tuple[tuple[int, int, str, str], ...]
    links: tuple[tuple[int, str, int, str], ...]


def line(marked: str, *links: str) -> Line:
    """Read one marked sentence; a link is "subject predicate object" and perhaps one more word."""
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[1]), mark[2], mark[3] or ""))
        text += mark[1]
        at = mark.end()
    rows = []
    for link in links:
        subject, predicate, object_, *more = link.split(" ", 3)
        rows.append((int(subject), predicate, int(object_), *(more or [""])))
    return Line(text + marked[at:], tuple(spans), tuple(rows))  # type: ignore[arg-type]


def unit(id_: str, start: int, sentence: Line) -> Unit:
    """Return an annotated sentence; the third field of a mark names its entity, by default its own text."""
    mentions = tuple(
        GoldMention(start + a, start + b, kind, third or sentence.text[a:b]) for a, b, kind, third in sentence.spans
    )
    links = tuple((a, predicate, b, status or "asserted") for a, predicate, b, status in sentence.links)
    return Unit(id_, start, start + len(sentence.text), sentence.text, mentions, links)


def gold(name: str, *sentences: Line) -> dict[str, list[Unit]]:
    """Return an annotation of one document, its sentences a line each."""
    units, at = [], 0
    for number, sentence in enumerate(sentences):
        units.append(unit(f"{name}-{number}", at, sentence))
        at += len(sentence.text) + 1
    return {name: units}


def found(name: str, *sentences: Line) -> Extraction:
    """Return an extraction of the same; the entity is the third field, a link's last word its status."""
    mentions: list[Mention] = []
    relations: list[Relation] = []
    at = 0
    for sentence in sentences:
        first = len(mentions)
        for a, b, kind, third in sentence.spans:
            text = sentence.text[a:b]
            mentions.append(Mention(at + a, at + b, text, kind, third or text, text, False, f"rule.{kind}"))
        for a, predicate, b, status in sentence.links:
            stated: Status = status or "asserted"  # type: ignore[assignment]
            end = at + len(sentence.text)
            relations.append(Relation(first + a, predicate, first + b, stated, f"rule.{predicate}", at, end, at, at))
        at += len(sentence.text) + 1
    return Extraction(name, tuple(mentions), tuple(relations))


def paper(name: str, *sentences: Line) -> tuple[Document, Extraction]:
    """Return a document with what was found in it.

    The third field of a mark is the rule that found it; the last word of a link is "rule trigger", the trigger being
    words of the sentence.
    """
    text = "\n\n".join(sentence.text for sentence in sentences)
    mentions: list[Mention] = []
    relations: list[Relation] = []
    at = 0
    for sentence in sentences:
        first, end = len(mentions), at + len(sentence.text)
        for a, b, kind, rule in sentence.spans:
            words = sentence.text[a:b]
            mentions.append(Mention(at + a, at + b, words, kind, words, words, False, rule))
        for a, predicate, b, how in sentence.links:
            rule, _, trigger = how.partition(" ")
            place = at + sentence.text.index(trigger)
            relations.append(
                Relation(first + a, predicate, first + b, "asserted", rule, at, end, place, place + len(trigger))
            )
        at = end + 2
    return documents.parse(text.encode(), f"{name}.md"), Extraction(name, tuple(mentions), tuple(relations))
