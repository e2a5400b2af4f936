"""Names built around a head noun: their extent, and the conditions of the rule that decides their type."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.extraction.mentions.complements import DATED, complement_end, number_end, subject_end, years_end
from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    CAPITAL,
    FOLLOWER,
    NOUN_VERB,
    QUALITY,
    SOLO,
    STOP,
    VERB,
    Head,
    HeadRule,
)
from councilgraph.extraction.mentions.needs import Chunk, meets
from councilgraph.extraction.mentions.predicates import governs
from councilgraph.extraction.mentions.reader import QUOTES, Reader, Span
from councilgraph.extraction.mentions.trimming import trim
from councilgraph.extraction.mentions.walks import walk_left

# How many words a listed qualifier has at most.
_LONGEST = 7
# A thing without a name after these is said not to exist.
_DENIED = frozenset({"no"})
# Rules for things that people take part in, whose heads programmes of change have too.
_PROGRAMMES = frozenset({"service.programme", "service.scheme"})


def chunks(reader: Reader, first: int, last: int, heads: list[int], title: bool) -> Iterator[Span]:
    """Yield the names around the head nouns at the positions `heads` of the sentence first..last.

    `title` tells that the sentence is written with capitals throughout, so that a capital means nothing.
    """
    for i in heads:
        covered = reader.cover.get(i)
        if covered is not None and covered.last != i + 1:
            continue
        for head in reader.lexicon.heads_at(reader.lowers[i - 1] if i > first else "", reader.lowers[i]):
            size = len(head.before)
            if size and (i - size < first or tuple(reader.lowers[i - size : i]) != head.before):
                continue
            # the first word of the head may end a known name: "[Integrated Care System] Board" is no "system board"
            if size and (name := reader.cover.get(i - size)) is not None and name.first < i - size:
                continue
            span = _chunk(reader, first, last, i, head, title)
            if span is not None:
                yield span
                break


def _chunk(reader: Reader, first: int, last: int, i: int, head: Head, title: bool) -> Span | None:
    """Return the name around a head noun that ends at token i, or None where the rule's conditions fail."""
    rule = head.rule
    top = i - len(head.before)
    before = top - 1 - (top > first + 1 and reader.lowers[top - 1] in QUOTES)
    before -= 3 * (before > first + 3 and reader.lowers[before] == ")" and reader.lowers[before - 2] == "(")
    if rule.endings and (before < first or reader.lowers[before] not in rule.endings):
        return None
    if not _fits_before(reader, first, top, rule) or not _fits_after(reader, last, i, rule):
        return None
    start = trim(reader, first, walk_left(reader, first, top, rule.type), top, rule)
    if rule.endings:
        start = min(start, _qualified(reader, first, before + 1, rule))
    end = i + 1
    counted = rule.needs == "numbered"
    capital = counted or (bool(reader.codes[i] & CAPITAL) and not (i == first and not title))
    end = number_end(reader, end, last, capital and counted)
    complement = _complement(reader, rule, start, top, end, last, capital)
    if complement > end and not capital and reader.phrase(start, top) in rule.generic:
        start = top
    if not meets(Chunk(reader, head, first, start, top, end, complement, capital)):
        return None
    if complement <= end and not _no_follower(reader, (first, last), end, capital, rule):
        return None
    named = capital and (start < top or bool(head.before) or complement > end)
    if not named and _opened(reader, first, start) in (rule.not_left | _DENIED):
        return None
    end = max(end, complement)
    if counted and end < last and reader.codes[end] & SOLO and not reader.codes[end] & STOP:
        end += 1
    if rule.type in DATED:
        end = years_end(reader, end, last)
    end = number_end(reader, end, last, capital)
    type_ = _type_inside(reader, start, top, rule)
    return Span(start, end, type_, rule.id, named, head=head.singular, plural=head.plural)


def _complement(reader: Reader, rule: HeadRule, start: int, top: int, end: int, last: int, capital: bool) -> int:
    """Return where the complement of a head ends ("strategy [for carers]"), or `end` without one."""
    complement = end
    if rule.complements and end < last and end not in reader.breaks and reader.lowers[end] in rule.complements:
        vague = not capital and reader.phrase(start, top) in rule.generic
        if capital or start == top or vague or rule.type == "Role":
            complement = complement_end(reader, end, last, capital, top - start, rule.type)
    if rule.type == "Role" and capital and complement == end and rule.complements:
        complement = subject_end(reader, end, last)
    return complement


def _qualified(reader: Reader, first: int, end: int, rule: HeadRule) -> int:
    """Return where the longest listed qualifier of several words before a head begins, whatever their class."""
    for at in range(max(first, end - _LONGEST), end - 1):
        if reader.phrase(at, end) in rule.qualifiers and not any(j in reader.cover for j in range(at, end)):
            return at
    return end


def _type_inside(reader: Reader, start: int, top: int, rule: HeadRule) -> str:
    """Return the type of a name: a programme called by a strategy's acronym, or by what it changes, is a strategy."""
    if rule.id not in _PROGRAMMES or start == top:
        return rule.type
    inside = reader.cover.get(start)
    if inside is None or top - start > 1 or not reader.codes[start] & ACRONYM:
        return "Strategy" if _changes(reader, reader.lowers[start]) else rule.type
    if inside.type == "none":
        return "Strategy" if _changes(reader, (inside.name or "").split(" ")[0].lower()) else rule.type
    listed = inside.rule in ("name.strategy", "name.agreement")
    return "Strategy" if inside.type == "Strategy" and not listed else rule.type


def _changes(reader: Reader, word: str) -> bool:
    """Tell whether a word begins the name of a programme of change: "Transformation of the Front Door"."""
    return any(head.rule.id == "strategy.change" for head in reader.lexicon.heads.get(word, ()))


def _opened(reader: Reader, first: int, start: int) -> str:
    """Return the word before a name, judging words left out: "no" in "there was no new joint strategy"."""
    at = start - 1
    while at > first and reader.codes[at] & QUALITY:
        at -= 1
    return reader.lowers[at] if at >= first else ""


def _fits_before(reader: Reader, first: int, top: int, rule: HeadRule) -> bool:
    if top == first or reader.lowers[top - 1] not in rule.last_of_not_after:
        return True
    return not any(reader.phrase(max(first, top - n), top) in rule.not_after for n in (1, 2, 3))


def _fits_after(reader: Reader, last: int, i: int, rule: HeadRule) -> bool:
    if i + 1 < last and reader.codes[i] & reader.codes[i + 1] & CAPITAL and reader.lowers[i + 1] in _laws(reader):
        return False
    if i + 1 >= last or reader.lowers[i + 1] not in rule.first_of_not_before:
        return True
    return not any(reader.phrase(i + 1, min(last, i + 1 + n)) in rule.not_before for n in (1, 2, 3))


def _laws(reader: Reader) -> frozenset[str]:
    """Return the words that make the capitals before them the title of a law."""
    return reader.lexicon.listed("word.statute")


def _no_follower(reader: Reader, sentence: tuple[int, int], end: int, capital: bool, rule: HeadRule) -> bool:
    """Tell whether no noun follows a head, of which it would be a mere modifier."""
    first, last = sentence
    if not rule.followers or capital or end >= last:
        return True
    code = reader.codes[end]
    if code & CAPITAL or not code & (FOLLOWER | SOLO) or reader.cover.get(end) or governs(reader, first, last, end):
        return True
    verb = (
        code & (NOUN_VERB | VERB)
        or reader.lowers[end] in reader.lexicon.listed("word.party")
        or reader.lowers[end] == "working"
    )
    return bool(verb and end + 1 < last and reader.codes[end + 1] & STOP)
