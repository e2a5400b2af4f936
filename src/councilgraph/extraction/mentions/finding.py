"""Finds the mentions of a text: names, qualified nouns, partner groups, persons and the council itself.

The order of the finders: names known beforehand, persons, head nouns, partner groups, the council. Where candidates
overlap the longest wins. Nothing here looks back for what a noun refers to; that is `references`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from councilgraph.extraction.mentions import acronyms
from councilgraph.extraction.mentions.chunks import chunks
from councilgraph.extraction.mentions.councils import councils
from councilgraph.extraction.mentions.definitions import Definitions, Local
from councilgraph.extraction.mentions.discovery import discover
from councilgraph.extraction.mentions.groups import groups
from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    AND,
    CAPITAL,
    COUNCIL,
    FIRST_NAME,
    GROUP,
    HEAD,
    NAME,
    PLACE,
    PUNCTUATION,
    SECTOR,
    STOP,
    TITLE,
    Known,
    Lexicon,
)
from councilgraph.extraction.mentions.names import grow, head_of, known_names, phrases_of
from councilgraph.extraction.mentions.naming import name_things
from councilgraph.extraction.mentions.people import people
from councilgraph.extraction.mentions.places import SUBJECT
from councilgraph.extraction.mentions.reader import Home, Reader, Span
from councilgraph.extraction.mentions.strangers import strangers
from councilgraph.extraction.tokens import Tape

_COUNTS = frozenset({"two", "three", "four", "five", "both", "all", "several"})
_COLLECTIVE = frozenset({"HealthBody", "Partnership", "Board"})
_PEOPLE_AND_MONEY = frozenset(
    {"staff", "members", "employees", "officers", "workers", "funding", "funds", "budget", "budgets"}
)
_HITS = HEAD | NAME | TITLE | FIRST_NAME | GROUP | SECTOR | COUNCIL | PLACE


@dataclass(slots=True)
class Found:
    """The spans of a text in order, the long forms of its acronyms, and the reader for those who look further."""

    reader: Reader
    spans: list[Span]
    sentence: list[int]
    skipped: frozenset[int]
    acronyms: Callable[[int], Mapping[str, str]]


def find_mentions(
    tape: Tape,
    text: str,
    lexicon: Lexicon,
    skip: frozenset[int] = frozenset(),
    home: Home | None = None,
    parts: Sequence[int] | None = None,
) -> Found:
    """Return the candidate mentions of all sentences but those in `skip`, in text order and without overlap.

    `home` is the council of the document, whose place stands in names too ("Safer Westhaven"). `parts` gives for each
    sentence the number of the report it belongs to, where a document is a pack of several.
    """
    reader = _reader(tape, text, lexicon, home)

    def read(first: int, last: int, local: Local) -> list[Span]:
        return _sentence(reader, first, last, local)

    defined = Definitions(reader, tape.bounds, parts or [0] * len(tape.bounds), read)
    place = home.place if home else None
    if place:
        words = (*place.lower().split(), "council")
        known = Known(words, f"{place} Council", "Council", SUBJECT, "council.named")
        defined.local.setdefault(" ".join(words), known)
    reader.phrases = phrases_of(defined.local)
    reader.phrase_starts = [i for i, lower in enumerate(reader.lowers) if lower in reader.phrases]
    by_sentence: dict[int, list[Span]] = {}
    for index, (first, last) in enumerate(tape.bounds):
        if index not in skip and first < last:
            by_sentence[index] = _sentence(reader, first, last, defined.at(index))
    _add(by_sentence, name_things(reader, tape.bounds, by_sentence, place, defined.untyped))
    _discovered(reader, tape, by_sentence, place, skip, defined.untyped)
    spans = [span for found in by_sentence.values() for span in found]
    sentence = [index for index, found in by_sentence.items() for _ in found]
    return Found(reader, spans, sentence, skip, defined.long_forms)


def _discovered(
    reader: Reader,
    tape: Tape,
    by_sentence: dict[int, list[Span]],
    place: str | None,
    skip: frozenset[int],
    untyped: dict[str, str],
) -> None:
    """Add the names that only the document tells to be organisations."""
    _add(by_sentence, discover(reader, tape.bounds, by_sentence, place, skip, untyped))


def _add(by_sentence: dict[int, list[Span]], found: Mapping[int, list[Span]]) -> None:
    for index, more in found.items():
        if more:
            by_sentence[index] = sorted(by_sentence[index] + more, key=lambda span: span.first)


def _reader(tape: Tape, text: str, lexicon: Lexicon, home: Home | None) -> Reader:
    """Return the tokens of a document with the class of each word, looked up once for each different word."""
    texts = dict(zip(tape.orths, tape.texts, strict=True))
    place = home.place.split()[0] if home else ""
    table = {orth: lexicon.bits(text) | (PLACE if text == place else 0) for orth, text in texts.items()}
    codes = [table[orth] for orth in tape.orths]
    reader = Reader(tape.texts, tape.lowers, tape.starts, tape.ends, codes, lexicon, home=home)
    reader.breaks = _breaks(tape, text)
    return reader


def _breaks(tape: Tape, text: str) -> frozenset[int]:
    """Return the tokens before which a cell or a block of markup ends, so that no name goes across."""
    wide = (
        i for i in tape.gaps if tape.starts[i] - tape.ends[i - 1] > 4 or "\t" in text[tape.ends[i - 1] : tape.starts[i]]
    )
    return frozenset(wide)


def _sentence(reader: Reader, first: int, last: int, local: dict[str, Known]) -> list[Span]:
    """Return the candidate mentions of one sentence, without overlap."""
    codes = reader.codes
    hits = [i for i in range(first, last) if codes[i] & _HITS or (local and codes[i] & ACRONYM)]
    if not hits:
        return []
    reader.cover.clear()
    reader.title = _title(reader, first, last)
    spans = _names(reader, first, last, hits, local)
    heads = [i for i in hits if codes[i] & HEAD]
    found = people(reader, first, last, [i for i in hits if codes[i] & (TITLE | FIRST_NAME)])
    _cover(reader, found)
    spans += found
    spans += chunks(reader, first, last, heads, reader.title)
    spans += list(strangers(reader, first, last, spans))
    spans += groups(reader, first, last, [i for i in hits if codes[i] & (GROUP | SECTOR)])
    begun = {span.first for span in spans if span.type != "none"}
    spans += councils(reader, first, last, [i for i in hits if codes[i] & (COUNCIL | PLACE)], begun)
    return [span for span in _resolve(spans) if not _modifies(reader, span, last)]


def _modifies(reader: Reader, span: Span, last: int) -> bool:
    """Tell whether the acronym of a body only says whose people or money is meant: "CCG staff", "ICB funding"."""
    short = span.last - span.first == 1 and reader.codes[span.first] & ACRONYM and span.type in _COLLECTIVE
    return bool(short) and span.last < last and reader.lowers[span.last] in _PEOPLE_AND_MONEY


def _names(reader: Reader, first: int, last: int, hits: list[int], local: dict[str, Known]) -> list[Span]:
    """Return the known names and defined acronyms of one sentence, and let them cover their tokens."""
    spans = known_names(reader, (first, last), [i for i in hits if reader.codes[i] & NAME])
    taken = {i for span in spans for i in range(span.first, span.last) if span.last - span.first > 1}
    for i in hits:
        if reader.codes[i] & ACRONYM and i not in taken:
            entry = local.get(reader.texts[i]) or local.get(acronyms.singular(reader.texts[i]))
            field = entry is not None and entry.type == "none" and reader.lowers[i] in reader.lexicon.phrases
            if entry is not None and not field:
                spans = [span for span in spans if span.first != i]
                many = reader.texts[i] not in local
                head = head_of(entry, reader.lexicon)
                spans.append(Span(i, i + 1, entry.type, entry.rule, True, entry.name, head, entry.register, True, many))
    spans.sort(key=lambda span: span.first)
    for span in spans:
        if (
            span.last - span.first == 1
            and reader.codes[span.first] & ACRONYM
            and _false_possessive(reader, span.first, span.last, last)
        ):
            span.last += 1
            span.plural = True
            if span.type == "HealthBody":
                span.type, span.rule, span.name = "PartnerGroup", "sector.health", "NHS and health partners"
    _cover(reader, spans)
    for span in spans:
        grow(reader, span, first, last)
    return spans


def _false_possessive(reader: Reader, start: int, at: int, last: int) -> bool:
    """Tell whether "'s" after an acronym makes its plural ("the two DFG's are"), not a possessive."""
    if at >= last or reader.lowers[at] != "'s":
        return False
    if start and reader.lowers[start - 1] in _COUNTS:
        return True
    if reader.lowers[at + 1 : at + 3] == ["out", "of"]:
        return False  # "the CCG's out of hours service"
    return at + 1 >= last or bool(reader.codes[at + 1] & (STOP | PUNCTUATION | AND))


def _cover(reader: Reader, spans: list[Span]) -> None:
    for span in spans:
        for i in range(span.first, span.last):
            reader.cover[i] = span


def _title(reader: Reader, first: int, last: int) -> bool:
    words = [code for code in reader.codes[first:last] if not code & PUNCTUATION]
    return len(words) > 1 and len([code for code in words if code & CAPITAL]) >= 0.8 * len(words)


def _rank(span: Span) -> int:
    """Return the order in which spans of one length are preferred."""
    if span.type in ("Person", "HealthBody") or (span.named and span.type == "Organisation"):
        return 0
    return 1 if span.type == "PartnerGroup" else 2


def _resolve(spans: list[Span]) -> list[Span]:
    """Return the spans that stay where candidates overlap: the longest, then the one known beforehand."""
    if len(spans) > 1:
        spans.sort(key=lambda s: (s.first - s.last, not s.fixed, _rank(s), s.first))
    kept: list[Span] = []
    taken: set[int] = set()
    for span in spans:
        if taken.isdisjoint(range(span.first, span.last)):
            kept.append(span)
            taken.update(range(span.first, span.last))
    kept.sort(key=lambda span: span.first)
    return [span for span in kept if span.type != "none"]
