"""The council of the document by a common noun: "the local authority", "the Council", "the authority"."""

from __future__ import annotations

from collections.abc import Iterable

from councilgraph.extraction.mentions_chunks import Reader, Span
from councilgraph.extraction.mentions_lexicon import (
    CAPITAL,
    DETERMINER,
    FOLLOWER,
    SOLO,
    NOUN_VERB,
    PUNCTUATION,
    QUALITY,
    STOP,
    TOPIC,
    VERB,
)

_GENERIC = frozenset({"a", "an", "each", "every", "any", "another", "other", "no", "one", "per", "another", "which"})
_NEIGHBOURS = frozenset({"authorities", "councils"})
_BODY = frozenset({"to", "by", "at", "recommends", "recommend", "recommended", "that"})
SUBJECT = "the council of the document"


def councils(reader: Reader, first: int, last: int, positions: Iterable[int], heads: set[int]) -> list[Span]:
    """Return councils by a common noun at the positions of the sentence; `heads` are tokens where marked chunks begin.

    The council of the document gets the name `SUBJECT`; other councils spoken of together are a partner group.
    """
    spans: list[Span] = []
    for i in positions:
        if reader.cover.get(i) is not None:
            continue
        span = _council(reader, first, last, i, heads)
        if span is not None:
            spans.append(span)
    return spans


def _council(reader: Reader, first: int, last: int, i: int, heads: set[int]) -> Span | None:
    lower = reader.lowers[i]
    start = i - 1 if lower in ("authority", "authorities") and i > first and reader.lowers[i - 1] == "local" else i
    if not _stands(reader, last, i, heads):
        return None
    before = reader.lowers[start - 1] if start > first else ""
    if lower in _NEIGHBOURS:
        return _several(reader, first, start, i, before)
    if before in _GENERIC:
        return None
    if lower == "authority":
        return _authority(reader, first, start, i, before, heads)
    if lower == "council":
        return _plain(reader, first, i, before)
    if lower == "organisation" and before in ("the", "our") and _within(reader, first, start - 1):
        return Span(i, i + 1, "Council", "council.nominal", False, SUBJECT, "organisation")
    return None


def _within(reader: Reader, first: int, at: int) -> bool:
    return at > first and reader.lowers[at - 1] in ("across", "throughout", "within", "of", "in", "over")


def _stands(reader: Reader, last: int, i: int, heads: set[int]) -> bool:
    """Tell whether no noun follows of which the council would be a bare modifier; a marked one makes it an owner."""
    at = i + 1
    if at >= last or at in heads or reader.cover.get(at) is not None:
        return True
    code = reader.codes[at]
    if code & QUALITY and at + 1 in heads:
        return True
    if code & PUNCTUATION:
        return reader.lowers[at] not in ("-", "/")
    if code & (FOLLOWER | SOLO):
        verb = code & NOUN_VERB or code & VERB
        return bool(verb and at + 1 < last and reader.codes[at + 1] & (STOP | QUALITY) and at + 1 not in heads)
    if code & TOPIC and not code & (STOP | NOUN_VERB):
        return False
    return True


def _several(reader: Reader, first: int, start: int, i: int, before: str) -> Span | None:
    local = start < i
    if before == "the" and local and reader.lowers[i] == "authorities":
        return Span(start, i + 1, "Council", "council.nominal", False, SUBJECT, "authority")
    if local or before in ("other", "neighbouring"):
        while start > first and reader.codes[start - 1] & CAPITAL and not reader.initial(start - 1, first):
            start -= 1
        start -= before == "neighbouring"
        return Span(start, i + 1, "PartnerGroup", "sector.neighbours", False, "Neighbouring councils", "authorities")
    return None


def _authority(reader: Reader, first: int, start: int, i: int, before: str, heads: set[int]) -> Span | None:
    if start < i:
        if start > first and not reader.codes[start - 1] & (CAPITAL | DETERMINER | PUNCTUATION | QUALITY):
            if before not in ("and", "with", "between", "by") and i + 1 not in heads:
                return None
        if start > first and reader.codes[start - 1] & CAPITAL and not reader.codes[start - 1] & STOP and start - 1 > first:
            start -= 1
        elif start - 1 == first and reader.codes[first] & CAPITAL and not reader.codes[first] & (STOP | QUALITY):
            start -= 1
        elif start > first and not reader.codes[start - 1] & (STOP | PUNCTUATION | QUALITY) and before not in ("and",):
            if not reader.codes[start - 1] & DETERMINER and reader.lowers[start - 1] in ("led", "unitary", "fire"):
                return None
        return Span(start, i + 1, "Council", "council.nominal", False, SUBJECT, "authority")
    if before in ("the", "this", "our", "whole"):
        return Span(i, i + 1, "Council", "council.nominal", False, SUBJECT, "authority")
    return None


def _plain(reader: Reader, first: int, i: int, before: str) -> Span | None:
    if before in ("the", "this", "our") or i == first:
        return Span(i, i + 1, "Council", "council.nominal", False, SUBJECT, "council")
    if reader.codes[i] & CAPITAL and before in _BODY:
        return Span(i, i + 1, "Board", "board.cabinet", False, "Full Council", "council")
    if before and reader.codes[i - 1] & (STOP | PUNCTUATION):
        return Span(i, i + 1, "Council", "council.nominal", False, SUBJECT, "council")
    return None
