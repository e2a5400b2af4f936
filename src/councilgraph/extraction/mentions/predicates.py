"""Tells the verb of a body from a modifier: "the council funded posts", but "the council funded posts were new"."""

from __future__ import annotations

from councilgraph.extraction.mentions.lexicon import (
    AND,
    AUXILIARY,
    DETERMINER,
    NOUN_VERB,
    PUNCTUATION,
    QUALITY,
    STOP,
    VERB,
)
from councilgraph.extraction.mentions.reader import Reader

# Words that open a clause before its subject, and words that open another one after its object.
_OPENING = frozenset(
    {"that", "where", "while", "whilst", "when", "as", "because", "although", "though", "since", "if", "how", "whereas"}
)
_CLOSING = _OPENING | {"which", "who", "whom", "whose", "to", "so"}
_NEVER = frozenset({"based"})
# How many words the subject of a clause may have before its noun.
_REACH = 6


def governs(reader: Reader, first: int, last: int, at: int) -> bool:
    """Tell whether the past form at `at`, right after a noun, is its verb.

    It is where the noun opens a clause and no other verb follows in it. An adverb may stand between the two.
    """
    at += at + 1 < last and reader.lowers[at].endswith("ly")
    if not reader.lowers[at].endswith("ed") or reader.lowers[at] in _NEVER:
        return False
    return _opens(reader, first, at - 1) and not _other_verb(reader, last, at + 2)


def _opens(reader: Reader, first: int, noun: int) -> bool:
    """Tell whether the noun phrase that ends at `noun` opens a clause."""
    at = noun
    while at > max(first, noun - _REACH) and not reader.codes[at] & (STOP | PUNCTUATION):
        at -= 1
    while at > first and reader.codes[at] & DETERMINER:
        at -= 1
    if at == first:
        return True
    return bool(reader.codes[at] & (PUNCTUATION | AND)) or reader.lowers[at] in _OPENING


def _other_verb(reader: Reader, last: int, at: int) -> bool:
    """Tell whether another finite verb follows in the clause, so that what stands before it is its subject."""
    for j in range(at, last):
        code, lower = reader.codes[j], reader.lowers[j]
        if code & PUNCTUATION or lower in _CLOSING or (code & DETERMINER and reader.codes[j - 1] & AND):
            return False
        if code & AUXILIARY:
            return True
        if code & VERB and not code & (NOUN_VERB | QUALITY) and not lower.endswith("ing"):
            return not reader.codes[j - 1] & AND
    return False
