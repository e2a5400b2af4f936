"""The council of the document by a common noun: "the local authority", "the Council", "the authority"."""

from __future__ import annotations

from collections.abc import Iterable

from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    AND,
    CAPITAL,
    COUNCIL,
    DETERMINER,
    FOLLOWER,
    NOUN_VERB,
    PLACE,
    PUNCTUATION,
    QUALITY,
    SOLO,
    STOP,
    TOPIC,
    VERB,
)
from councilgraph.extraction.mentions.places import SUBJECT, place
from councilgraph.extraction.mentions.predicates import governs
from councilgraph.extraction.mentions.reader import Reader, Span
from councilgraph.extraction.mentions.walks import OWNERS

_GENERIC = frozenset({"a", "an", "each", "every", "any", "another", "other", "no", "one", "per", "which"})
_NEIGHBOURS = frozenset({"authorities", "councils"})
_BODY = frozenset({"to", "by", "at", "recommends", "recommend", "recommended", "that"})
_THE = frozenset({"the", "this", "our", "whole"})
# Months that are places too.
_MONTHS = frozenset({"march", "may", "august"})


def councils(reader: Reader, first: int, last: int, positions: Iterable[int], heads: set[int]) -> list[Span]:
    """Return councils by a common noun at the positions of the sentence; `heads` are tokens where marked chunks begin.

    The council of the document gets the name `SUBJECT`; other councils spoken of together are a partner group.
    """
    spans: list[Span] = []
    for i in positions:
        if reader.cover.get(i) is not None:
            continue
        find = _council if reader.codes[i] & COUNCIL else place
        span = find(reader, first, last, i, heads)
        if span is not None:
            spans.append(span)
    return spans


def _council(reader: Reader, first: int, last: int, i: int, heads: set[int]) -> Span | None:
    """Return the council or councils that a common noun at token i means, or None."""
    lower = reader.lowers[i]
    local = lower in ("authority", "authorities") and i > first and reader.lowers[i - 1] == "local"
    start = i - local
    before = reader.lowers[start - 1] if start > first else ""
    if lower in _NEIGHBOURS and _lost_apostrophe(reader, first, last, start, i):
        return _subject(start, i + 1)
    if not _stands(reader, (first, last), i, heads) or (before in _GENERIC and lower not in _NEIGHBOURS):
        return None
    other = lower not in _NEIGHBOURS and before in reader.lexicon.listed("council.nominal.not_after")
    if other or _power(reader, first, last, i) or _elsewhere(reader, first, last, start, i + 1):
        return None
    if lower in _NEIGHBOURS:
        return _several(reader, first, start, i, before)
    if lower == "council":
        if before in reader.lexicon.listed("council.kind"):
            return _kind(reader, first, last, i - 1, i + 1)
        return _plain(reader, first, i, before)
    if local:
        return _local_authority(reader, first, start, i, before, i + 1 in heads)
    if lower == "la":
        return _subject(i, i + 1) if reader.texts[i] == "LA" and before in _THE else None
    fits = before in _THE if lower == "authority" else before in ("the", "our") and _within(reader, first, start - 1)
    return _subject(i, i + 1) if fits else None


def _power(reader: Reader, first: int, last: int, i: int) -> bool:
    """Tell whether authority is what somebody has or is given: "given the authority to sign"."""
    opened = reader.lowers[i] == "authority" and i + 1 < last and reader.lowers[i + 1] in ("to", "for", "over", "of")
    return opened and i - 2 >= first and reader.lowers[i - 2] in reader.lexicon.listed("word.given")


def _lost_apostrophe(reader: Reader, first: int, last: int, start: int, i: int) -> bool:
    """Tell whether a plural is a possessive that lost its apostrophe: "the local authorities carers strategy"."""
    if start == first or reader.lowers[start - 1] != "the" or i + 1 >= last or i + 1 in reader.breaks:
        return False
    if reader.lowers[i + 1] == "'":
        return start < i or reader.lowers[i] == "authorities"
    code = reader.codes[i + 1]
    if code & (STOP | PUNCTUATION | AND) or reader.lowers[i + 1].endswith(("ly", "ing")):
        return code & TOPIC != 0 and not code & (STOP | PUNCTUATION | AND)
    titled = code & CAPITAL and reader.codes[start] & CAPITAL
    return bool(code & (TOPIC | FOLLOWER | SOLO | CAPITAL)) and bool(titled or not code & VERB)


def _elsewhere(reader: Reader, first: int, last: int, start: int, end: int) -> bool:
    """Tell whether a council by a common noun is of another area: "In Northbury, the council", "the council there"."""
    if end < last and reader.lowers[end] == "there":
        return True
    at = start - 2
    if at <= first or reader.lowers[start - 1] not in _THE:
        return False
    if reader.lowers[at] == "where":
        return any(_other(reader, j) for j in range(first, at))
    return reader.lowers[at] == "," and _other(reader, at - 1) and _in_area(reader, first, at - 1)


def _in_area(reader: Reader, first: int, at: int) -> bool:
    """Tell whether the capitalised words that end at `at` stand after a word for where something is."""
    while at > first and reader.codes[at] & CAPITAL and not reader.codes[at] & STOP:
        at -= 1
    return reader.lowers[at] in ("in", "at", "like", "as")


def _other(reader: Reader, i: int) -> bool:
    """Tell whether a word is part of the name of another council or its place."""
    if not reader.codes[i] & CAPITAL or reader.codes[i] & (PLACE | STOP):
        return False
    known = reader.cover.get(i)
    if known is not None:
        return known.type == "Council" and known.name != SUBJECT
    return reader.lowers[i] in reader.lexicon.places and reader.lowers[i] not in _MONTHS and len(reader.lowers[i]) > 3


def _subject(first: int, last: int) -> Span:
    return Span(first, last, "Council", "council.nominal", False, SUBJECT, "council")


def _within(reader: Reader, first: int, at: int) -> bool:
    return at > first and reader.lowers[at - 1] in ("across", "throughout", "within", "of", "in", "into", "over")


def _stands(reader: Reader, sentence: tuple[int, int], i: int, heads: set[int]) -> bool:
    """Tell whether no noun follows of which the council would be a bare modifier; a marked one makes it an owner."""
    at, (first, last) = i + 1, sentence
    if at >= last or at in heads or reader.cover.get(at) is not None or governs(reader, first, last, at):
        return True
    code = reader.codes[at]
    if code & PUNCTUATION:
        return reader.lowers[at] not in ("-", "/")
    done = reader.lowers[at].endswith("ly") and at + 2 < last and reader.lowers[at + 1].endswith("ed")
    if done and reader.codes[at + 2] & STOP:
        return True  # "the council jointly funded the hub and was glad"
    joined = code & AND and at + 2 < last and reader.cover.get(at + 1) is not None
    if joined and reader.lowers[at + 2] in reader.lexicon.listed("word.staff"):
        return False
    if code & QUALITY and at + 1 < last and not code & STOP:
        return at + 1 in heads or not reader.codes[at + 1] & FOLLOWER
    if code & TOPIC and reader.lowers[at].endswith("ed") and at + 1 < last and reader.codes[at + 1] & STOP:
        return True  # "the council supported people": a verb, not "supported living"
    if code & (FOLLOWER | SOLO):
        verb = code & (NOUN_VERB | VERB)
        return bool(verb and at + 1 < last and reader.codes[at + 1] & (STOP | QUALITY) and at + 1 not in heads)
    return not code & TOPIC or bool(code & (STOP | NOUN_VERB))


def _several(reader: Reader, first: int, start: int, i: int, before: str) -> Span | None:
    """Return the council of the document for "local authorities", a group for "neighbouring councils", or None."""
    local = start < i
    if before == "the" and local:
        return _subject(start, i + 1)
    if before in ("deprived", "populated", "populous"):
        return None
    if not local and before not in ("other", "neighbouring"):
        return None
    while start > first and reader.codes[start - 1] & CAPITAL and not reader.initial(start - 1, first):
        start -= 1
    start -= before == "neighbouring"
    return Span(start, i + 1, "PartnerGroup", "sector.neighbours", False, "Neighbouring councils", "authorities")


def _local_authority(reader: Reader, first: int, start: int, i: int, before: str, owner: bool) -> Span | None:
    """Return "local authority", with the place before it ("Ambleford local authority"), or None where it is any one."""
    if start == first:
        return _subject(start, i + 1)
    code = reader.codes[start - 1]
    if code & CAPITAL and not code & (STOP | QUALITY | ACRONYM):
        return _subject(start - 1, i + 1)
    if code & QUALITY and not code & DETERMINER and _indefinite(reader, first, start - 1):
        return None
    if code & (DETERMINER | PUNCTUATION | QUALITY) or owner or before in ("and", "with", "between", "by"):
        return _subject(start, i + 1)
    return None


def _kind(reader: Reader, first: int, last: int, start: int, end: int) -> Span | None:
    """Return "the county council": that of the document where it is of this kind, else another one."""
    if start > first and reader.lowers[start - 1] in reader.lexicon.listed("council.kind"):
        start -= 1
    alone = start == first and end in (last, last - 1)
    if not alone and (start == first or reader.lowers[start - 1] not in _THE):
        return None
    if reader.home is None or f" {reader.phrase(start, end)}" in f" {reader.home.name.lower()}":
        return _subject(start, end)
    return Span(start, end, "Council", "council.kind", False, None, "council")


def _indefinite(reader: Reader, first: int, at: int) -> bool:
    """Tell whether judging words go back to "a": "an ambitious local authority" tells what one is."""
    while at > first and reader.codes[at] & QUALITY and not reader.codes[at] & DETERMINER:
        at -= 1
    return reader.lowers[at] in ("a", "an")


def _plain(reader: Reader, first: int, i: int, before: str) -> Span | None:
    """Return what "council" without a name means: the council of the document, its full council, or None."""
    if before in ("the", "this", "our") or i == first or _whole_of(reader, first, i, before):
        return _subject(i, i + 1)
    if reader.codes[i] & CAPITAL and before in _BODY:
        return Span(i, i + 1, "Board", "board.cabinet", False, "Full Council", "council")
    joined = reader.codes[i - 1] & AND and i - 2 >= first and (body := reader.cover.get(i - 2)) and body.type in OWNERS
    return _subject(i, i + 1) if joined or reader.codes[i - 1] & (STOP | PUNCTUATION) else None


def _whole_of(reader: Reader, first: int, i: int, before: str) -> bool:
    """Tell whether all of the council is meant: "across the wider council"."""
    return (
        before in ("wider", "whole", "entire", "broader") and i - 2 >= first and reader.lowers[i - 2] in ("the", "our")
    )
