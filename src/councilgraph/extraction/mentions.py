"""Finds the mentions of a text: names, qualified nouns, partner groups, persons and the council itself.

The order of the finders: names known beforehand, persons, head nouns, partner groups, the council. Where candidates
overlap the longest wins. Nothing here looks back for what a noun refers to; that is `references`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from councilgraph.extraction import acronyms
from councilgraph.extraction.mentions_chunks import Reader, Span, chunks
from councilgraph.extraction.mentions_councils import councils
from councilgraph.extraction.mentions_groups import groups
from councilgraph.extraction.mentions_lexicon import (
    ACRONYM,
    CAPITAL,
    COUNCIL,
    FIRST_NAME,
    GROUP,
    HEAD,
    NAME,
    PUNCTUATION,
    SECTOR,
    TITLE,
    Known,
    Lexicon,
)
from councilgraph.extraction.mentions_names import grow, known_names
from councilgraph.extraction.mentions_people import people
from councilgraph.extraction.tokens import Tape

_HITS = HEAD | NAME | TITLE | FIRST_NAME | GROUP | SECTOR | COUNCIL
_RANK = {"Person": 1}


@dataclass(slots=True)
class Found:
    """The spans of a text in order, what its acronyms stand for, and the reader for those who look further."""

    reader: Reader
    spans: list[Span]
    sentence: list[int]


def find_mentions(tape: Tape, lexicon: Lexicon, skip: frozenset[int] = frozenset()) -> Found:
    """Return the candidate mentions of all sentences but those in `skip`, in text order and without overlap."""
    reader = _reader(tape, lexicon)
    local = _defined(reader, tape)
    spans: list[Span] = []
    sentence: list[int] = []
    for index, (first, last) in enumerate(tape.bounds):
        if index in skip or first == last:
            continue
        found = _sentence(reader, first, last, local)
        spans += found
        sentence += [index] * len(found)
    return Found(reader, spans, sentence)


def _reader(tape: Tape, lexicon: Lexicon) -> Reader:
    texts = dict(zip(tape.orths, tape.texts, strict=True))
    table = {orth: lexicon.bits(text) for orth, text in texts.items()}
    codes = [table[orth] for orth in tape.orths]
    return Reader(tape.texts, tape.lowers, tape.starts, tape.ends, codes, lexicon)


def _defined(reader: Reader, tape: Tape) -> dict[str, Known]:
    """Return the acronyms that the text defines as known names, typed by the mention that they follow."""
    brackets = [i for i, lower in enumerate(reader.lowers) if lower == "("]
    local: dict[str, Known] = {}
    defined = acronyms.definitions(reader, brackets)
    if not defined:
        return local
    at = {}
    ends = {last: acronym for acronym, (_, last) in defined.items()}
    for first, last in tape.bounds:
        for i in range(first, last):
            if i in ends:
                at[ends[i]] = (first, last)
    for acronym, (start, end) in defined.items():
        first, last = at.get(acronym, (start, end))
        spans = _sentence(reader, first, last, {})
        span = next((s for s in spans if s.last == end), None)
        if span is not None:
            surface = " ".join(reader.texts[span.first : span.last])
            local[acronym] = Known((acronym.lower(),), acronym, span.type, span.name or surface, span.rule, span.register, True)
        else:
            local[acronym] = Known((acronym.lower(),), acronym, "none", acronym, "acronym.other", None, True)
    return local


def _sentence(reader: Reader, first: int, last: int, local: dict[str, Known]) -> list[Span]:
    codes = reader.codes
    hits = [i for i in range(first, last) if codes[i] & _HITS or local and codes[i] & ACRONYM]
    if not hits:
        return []
    reader.cover.clear()
    spans = _names(reader, first, hits, local)
    heads = [i for i in hits if codes[i] & HEAD]
    found = people(reader, first, last, [i for i in hits if codes[i] & (TITLE | FIRST_NAME)])
    _cover(reader, found)
    spans += found
    title = _title(reader, first, last)
    spans += chunks(reader, first, last, heads, title)
    spans += groups(reader, first, last, [i for i in hits if codes[i] & (GROUP | SECTOR)])
    begun = {span.first for span in spans if span.type != "none"}
    spans += councils(reader, first, last, [i for i in hits if codes[i] & COUNCIL], begun)
    return _resolve(spans)


def _names(reader: Reader, first: int, hits: list[int], local: dict[str, Known]) -> list[Span]:
    spans = known_names(reader, [i for i in hits if reader.codes[i] & NAME])
    taken = {i for span in spans for i in range(span.first, span.last) if span.last - span.first > 1}
    for i in hits:
        if reader.codes[i] & ACRONYM and i not in taken:
            entry = local.get(reader.texts[i]) or local.get(acronyms.singular(reader.texts[i]))
            if entry is not None:
                spans = [span for span in spans if span.first != i]
                spans.append(Span(i, i + 1, entry.type, entry.rule, True, entry.name, entry.words[-1], entry.register, True))
    spans.sort(key=lambda span: span.first)
    _cover(reader, spans)
    for span in spans:
        grow(reader, span, first)
    return spans


def _cover(reader: Reader, spans: list[Span]) -> None:
    for span in spans:
        for i in range(span.first, span.last):
            reader.cover[i] = span


def _title(reader: Reader, first: int, last: int) -> bool:
    words = [i for i in range(first, last) if not reader.codes[i] & PUNCTUATION]
    return len(words) > 1 and sum(bool(reader.codes[i] & CAPITAL) for i in words) >= 0.8 * len(words)


def _resolve(spans: list[Span]) -> list[Span]:
    """Return the spans that stay where candidates overlap: the longest, then the one known beforehand."""
    if len(spans) > 1:
        spans.sort(key=lambda s: (s.first - s.last, not s.fixed, _RANK.get(s.type, 2), s.first))
    kept: list[Span] = []
    for span in spans:
        if all(span.last <= other.first or span.first >= other.last for other in kept):
            kept.append(span)
    kept.sort(key=lambda span: span.first)
    return [span for span in kept if span.type != "none"]


def census(spans: list[Span]) -> Counter[str]:
    """Return how many spans each rule gave."""
    return Counter(span.rule for span in spans)
