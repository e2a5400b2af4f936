"""Persons: titles with names, lists after a plural title, and given names with family names."""

from __future__ import annotations

from collections.abc import Iterable

from councilgraph.extraction.mentions_chunks import Reader, Span
from councilgraph.extraction.mentions_lexicon import (
    AND,
    CAPITAL,
    FOLLOWER,
    FIRST_NAME,
    PUNCTUATION,
    SOLO,
    STOP,
    TITLE,
    VERB,
)

_MIDDLE = frozenset({"de", "van", "von", "der", "al", "el", "bin", "ap", "o'", "mc", "la", "le"})


def people(reader: Reader, first: int, last: int, positions: Iterable[int]) -> list[Span]:
    """Return the persons whose title or given name stands at one of the positions of the sentence first..last."""
    spans: list[Span] = []
    done = first
    for i in positions:
        if i < done or reader.cover.get(i) is not None:
            continue
        found = _titled(reader, i, last) if reader.codes[i] & TITLE else []
        if not found and reader.codes[i] & FIRST_NAME and reader.codes[i] & CAPITAL:
            found = _given(reader, i, first, last)
        if found:
            spans += found
            done = found[-1].last
    return spans


def _titled(reader: Reader, i: int, last: int) -> list[Span]:
    lexicon = reader.lexicon
    lower = reader.lowers[i].rstrip(".")
    if not reader.codes[i] & CAPITAL:
        return []
    if lower in lexicon.listed("person.title.list_titles"):
        return _list(reader, i + 1, last)
    at = i + 1
    if at < last and reader.lowers[at] == "." and reader.glued(at):
        at += 1
    end = _name_end(reader, at, last) if lower in lexicon.listed("person.title.titles") else at
    if end == at or reader.lowers[at] in lexicon.listed("person.title.not_names"):
        return []
    if lower in ("major", "justice", "judge", "lord", "lady", "inspector", "captain", "commander") and end - at < 2:
        return []
    return [Span(i, end, "Person", "person.title", True)]


def _list(reader: Reader, at: int, last: int) -> list[Span]:
    """Return the persons of "Councillors Mrs Moore, Pike and Tom Underhill", each without the common title."""
    spans: list[Span] = []
    while at < last:
        end = _name_end(reader, at, last)
        if end == at:
            break
        spans.append(Span(at, end, "Person", "person.title", True))
        at = end
        while at < last and (reader.lowers[at] == "," or reader.codes[at] & AND):
            at += 1
    return spans


def _name_end(reader: Reader, at: int, last: int) -> int:
    i = at
    while i < last and i < at + 5 and (i == at or i not in reader.breaks):
        code, lower = reader.codes[i], reader.lowers[i]
        if code & CAPITAL and not (code & STOP and not len(lower) == 1):
            if (code & SOLO and i > at + 1) or (reader.texts[i].isupper() and len(lower) > 2 and i > at):
                break
            i += 1
        elif lower == "." and reader.glued(i) and len(reader.lowers[i - 1]) <= 3 and i > at:
            i += 1
        elif lower in _MIDDLE and i + 1 < last and reader.codes[i + 1] & CAPITAL:
            i += 1
        else:
            break
    return i


def _given(reader: Reader, i: int, first: int, last: int) -> list[Span]:
    """Return the person of a given name with a family name, unless it is inside a longer name."""
    before = reader.codes[i - 1] if i > first else 0
    if before & CAPITAL and not before & (STOP | AND | FOLLOWER | SOLO) and i - 1 > first and i not in reader.breaks:
        return []
    at = i + 1
    if at in reader.breaks:
        return []
    if at < last and len(reader.lowers[at]) == 1 and reader.codes[at] & CAPITAL:
        at += 1
        if at < last and reader.lowers[at] == ".":
            at += 1
    if at >= last or not reader.codes[at] & CAPITAL:
        return []
    code, lower = reader.codes[at], reader.lowers[at]
    if code & (STOP | SOLO | PUNCTUATION) or reader.texts[at].isupper() or lower in reader.lexicon.listed("person.first-name.not_names"):
        return []
    if code & VERB and at + 1 < last and reader.codes[at + 1] & CAPITAL:
        return []
    end = at + 1
    if end < last and reader.codes[end] & CAPITAL and not reader.codes[end] & (PUNCTUATION | STOP):
        if reader.codes[end] & (SOLO | TITLE) or end in reader.breaks:
            return [Span(i, end, "Person", "person.first-name", True)]
        if end + 1 < last and reader.codes[end + 1] & CAPITAL:
            return []
        end += 1
    return [Span(i, end, "Person", "person.first-name", True)]
