"""The trimming of a noun phrase: what only judges, counts or tells who pays is not part of the name."""

from __future__ import annotations

from councilgraph.extraction.mentions.lexicon import (
    AND,
    CAPITAL,
    NUMBER,
    PLACE,
    PUNCTUATION,
    QUALITY,
    STOP,
    YEAR,
    HeadRule,
)
from councilgraph.extraction.mentions.reader import Reader

_PAID = frozenset(
    {"funded", "commissioned", "employed", "backed", "hosted", "owned", "run", "co-funded", "jointly-funded"}
)
# Words before a date that tells when something happened.
_WHEN = frozenset({"in", "since", "by", "from", "until", "during", "on", "at", "of"})


def trim(reader: Reader, first: int, start: int, top: int, rule: HeadRule | None) -> int:
    """Return where the name begins once words that judge or count are taken off its left edge."""
    always = rule.keeps_always if rule else frozenset()
    keeps = rule.keeps if rule else frozenset()
    start = _after_party(reader, _after_date(reader, first, start, top), top)
    while start < top:
        code, lower = reader.codes[start], reader.lowers[start]
        lowercase = not code & CAPITAL or reader.initial(start, first)
        if reader.cover.get(start) is not None or lower in always or protected(reader, start):
            break
        if code & AND or lower in ("'s", "/", ",", "led") or (lowercase and _acts(reader, start, top)):
            start += 1
        elif lowercase and code & QUALITY and not (start + 1 < top and reader.lowers[start + 1] == "term"):
            if start + 1 == top and lower in keeps:
                break
            start += 1
        else:
            break
    if start < top and reader.codes[top] & CAPITAL and not reader.codes[start] & CAPITAL:
        start = _proper_start(reader, start, top)
    return start


def _acts(reader: Reader, start: int, top: int) -> bool:
    """Tell whether a word in -ing governs what follows: "commissioning new [services]"."""
    return reader.lowers[start].endswith("ing") and start + 1 < top and bool(reader.codes[start + 1] & QUALITY)


def protected(reader: Reader, start: int) -> bool:
    """Tell whether a fixed phrase begins here whose first word would be taken off by itself ("first response")."""
    if reader.lowers[start + 1] == "year":
        return True
    if reader.codes[start + 1] & PLACE and reader.lowers[start] in reader.lexicon.listed("discovery.place-partnership"):
        return True
    return any(tuple(reader.lowers[start : start + n]) in reader.lexicon.linked for n in (2, 3))


def _after_date(reader: Reader, first: int, start: int, top: int) -> int:
    """Return where a name begins after the date of what is told: "in December 2015 [NHS England]" acted."""
    left, right = start, start
    while left > first and _in_date(reader, left - 1):
        left -= 1
    while right < top and _in_date(reader, right):
        right += 1
    month = any(reader.lowers[j] in reader.lexicon.listed("word.month") for j in range(left, right))
    return right if month and left > first and reader.lowers[left - 1] in _WHEN else start


def _in_date(reader: Reader, at: int) -> bool:
    return reader.lowers[at] in reader.lexicon.listed("word.month") or bool(reader.codes[at] & (YEAR | NUMBER))


def _after_party(reader: Reader, start: int, top: int) -> int:
    """Return where a name begins after a participle that only tells who pays: "council funded [day centre]"."""
    for j in range(top - 1, start - 1, -1):
        if reader.lowers[j] in _PAID and not reader.codes[j] & CAPITAL:
            return j + 1 if j + 1 < top else start
    return start


def _proper_start(reader: Reader, start: int, top: int) -> int:
    """Return where the capitalised part of a name begins, so that "community [Wellbeing Hubs]" loses its adjective."""
    at = start
    while at < top and not reader.codes[at] & (CAPITAL | YEAR | NUMBER | PUNCTUATION):
        at += 1
    rest = range(at, top)
    return at if at < top and all(reader.codes[j] & (CAPITAL | AND | PUNCTUATION | STOP) for j in rest) else start
