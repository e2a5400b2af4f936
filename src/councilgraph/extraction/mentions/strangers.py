"""Persons whose given names no list has, known by a post or by other persons beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    AND,
    CAPITAL,
    FOLLOWER,
    GROUP,
    PUNCTUATION,
    QUALITY,
    SOLO,
    STOP,
    TITLE,
    TOPIC,
)
from councilgraph.extraction.mentions.reader import Reader, Span

# What a word of a person's name is not.
_OTHER = STOP | AND | PUNCTUATION | SOLO | TOPIC | FOLLOWER | QUALITY | ACRONYM | TITLE | GROUP
# Words and marks that open a list of persons, or stand before one.
_OPENERS = frozenset({"from", "by", ":", "were", "with", "to", "that", "("})
_SIZES = (2, 3)
_RULE = "person.beside"


def strangers(reader: Reader, first: int, last: int, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the persons beside the posts and persons among the mentions of a sentence: "Jo Bell and [Zadie Orr]"."""
    people = {span.first: span for span in spans if span.type == "Person"}
    if not people and all(span.type != "Role" for span in spans):
        return
    taken = {j for span in spans for j in range(span.first, span.last)}
    ends = {span.last for span in people.values()}
    for span in spans:
        held = span.first in ends or span.first - 1 in ends
        found = _at_post(reader, first, last, span) if span.type == "Role" and not held else None
        if found is not None and taken.isdisjoint(range(found.first, found.last)):
            people[found.first] = found
            yield found
    ends = {span.last for span in people.values()}
    for i in range(first, last if people else first):
        found = _in_list(reader, first, last, i, people.keys(), ends) if reader.codes[i] & CAPITAL else None
        if found is not None and taken.isdisjoint(range(found.first, found.last)):
            people[found.first] = found
            ends.add(found.last)
            yield found


def _at_post(reader: Reader, first: int, last: int, post: Span) -> Span | None:
    """Return who is named in a bracket after a post, or before it: "the Chair (Zadie Orr)", "Zadie Orr, Chair"."""
    at, before = post.last + 1, post.first - 1
    if at < last and reader.lowers[post.last] == "(":
        end = next((at + n for n in _SIZES if at + n < last and reader.lowers[at + n] == ")"), None)
        return _person(reader, at, end) if end is not None else None
    if before <= first or reader.lowers[before] not in (",", "("):
        return None
    return next((found for n in _SIZES if (found := _opening(reader, first, before - n, before)) is not None), None)


def _opening(reader: Reader, first: int, start: int, end: int) -> Span | None:
    """Return the person start..end where a sentence, a clause or a list begins with the name."""
    if start < first or not (reader.opens(start, first) or _opens_list(reader, start)):
        return None
    return _person(reader, start, end)


def _opens_list(reader: Reader, start: int) -> bool:
    return reader.lowers[start - 1] in _OPENERS or bool(reader.codes[start - 1] & AND)


def _in_list(reader: Reader, first: int, last: int, i: int, starts: Collection[int], ends: set[int]) -> Span | None:
    """Return the person whose name begins at i in a list of persons, or None."""
    found = _person(reader, i, i + 2) if i + 2 <= last else None
    if found is None or i == first:
        return None
    joined = reader.codes[i - 1] & AND and i - 1 in ends
    after = found.last + 1 + (found.last + 1 < last and bool(reader.codes[found.last + 1] & AND))
    goes_on = found.last + 1 < last and (reader.lowers[found.last] == "," or reader.codes[found.last] & AND)
    listed = goes_on and after in starts
    opened = reader.lowers[i - 1] in _OPENERS or (reader.lowers[i - 1] == "," and i - 1 in ends)
    return found if joined or (listed and opened) else None


def _person(reader: Reader, start: int, end: int) -> Span | None:
    """Return the words start..end as a person's name, where they can be one and it ends there."""
    words = range(start, end)
    if not all(reader.codes[j] & CAPITAL and not reader.codes[j] & _OTHER for j in words):
        return None
    if any(reader.cover.get(j) or j in reader.breaks or reader.lowers[j] in reader.lexicon.places for j in words):
        return None
    if reader.title or any(reader.texts[j].isupper() or len(reader.texts[j]) < 2 for j in words):
        return None
    if end < len(reader.codes) and reader.codes[end] & CAPITAL and not reader.codes[end] & PUNCTUATION:
        return None
    return Span(start, end, "Person", _RULE, True)
