"""Sentences that name entities, read again from the kept extractions when a person is to see them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from councilgraph import text
from councilgraph.models import Document, Entity, Extraction, Mention, Page, Section
from councilgraph.project.options import Step, silent
from councilgraph.project.shelf import load

_Stretch = TypeVar("_Stretch", Section, Page)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence in one line, with what it is shown for in square brackets, and where it stands."""

    document: str
    sentence: str
    section: str
    page: int | None


def mark(sentence: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a sentence in one line with spans (relative to its start) in square brackets."""
    for start, end in sorted(set(spans), reverse=True):
        sentence = f"{sentence[:start]}[{sentence[start:end]}]{sentence[end:]}"
    return " ".join(sentence.split())


def naming(folder: Path, entities: Iterable[Entity], most: int, step: Step = silent) -> dict[str, tuple[Passage, ...]]:
    """Return for each entity, by IRI, up to `most` sentences that name it: one a document, then more of the first."""
    wanted: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for entity in entities:
        mentions: dict[str, list[int]] = defaultdict(list)
        for document, index in entity.mentions:
            mentions[document].append(index)
        for document in sorted(mentions)[:most]:
            wanted[document][entity.iri] = mentions[document]
    found: dict[str, list[list[Passage]]] = defaultdict(list)
    for number, document in enumerate(sorted(wanted), 1):
        reader = _Reader(*load(folder, document))
        for iri, indexes in wanted[document].items():
            found[iri].append(reader.passages(indexes, most))
        step("reading sentences", number, len(wanted))
    return {iri: _spread(by_document, most) for iri, by_document in found.items()}


def _spread(by_document: Sequence[Sequence[Passage]], most: int) -> tuple[Passage, ...]:
    ranked = [(rank, place, p) for place, some in enumerate(by_document) for rank, p in enumerate(some)]
    return tuple(passage for _, _, passage in sorted(ranked, key=lambda row: row[:2])[:most])


class _Reader:
    """Finds the sentences around mentions of one document."""

    def __init__(self, document: Document, extraction: Extraction) -> None:
        self._document, self._mentions = document, extraction.mentions
        self._sentences = text.sentences(document.text, document.sections)
        self._starts = [sentence.start for sentence in self._sentences]

    def passages(self, indexes: Iterable[int], most: int) -> list[Passage]:
        """Return the sentences of some mentions: those with a proper name before references, prose before headings."""
        ranked = sorted((self._rank(self._mentions[index]), index) for index in indexes)
        made = dict.fromkeys(self._passage(self._mentions[index]) for _, index in ranked[: 4 * most])
        return list(made)[:most]

    def _at(self, mention: Mention) -> int:
        return bisect_right(self._starts, mention.start) - 1

    def _rank(self, mention: Mention) -> tuple[bool, bool, int]:
        at = self._at(mention)
        prose = at >= 0 and self._sentences[at].kind in ("prose", "item")
        return not mention.named, not prose, mention.start

    def _passage(self, mention: Mention) -> Passage:
        at = self._at(mention)
        around = self._sentences[at] if at >= 0 and mention.end <= self._sentences[at].end else mention
        words = self._document.text[around.start : around.end]
        marked = mark(words, [(mention.start - around.start, mention.end - around.start)])
        section = _over(self._document.sections, mention.start)
        page = _over(self._document.pages, mention.start)
        return Passage(self._document.id, marked, section.heading if section else "", page.number if page else None)


def _over(stretches: Sequence[_Stretch], offset: int) -> _Stretch | None:
    """Return the last stretch that begins at or before an offset."""
    return max((s for s in stretches if s.start <= offset), key=lambda s: s.start, default=None)
