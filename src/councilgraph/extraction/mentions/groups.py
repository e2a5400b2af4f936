"""Partner groups: sectors and classes of organisations, and single ones left unnamed."""

from __future__ import annotations

from collections.abc import Iterable

from councilgraph.extraction.mentions.lexicon import (
    AND,
    CAPITAL,
    FOLLOWER,
    GROUP,
    NOUN_VERB,
    PUNCTUATION,
    QUALITY,
    SECTOR,
    SOLO,
    STOP,
    TOPIC,
    VERB,
    Sector,
)
from councilgraph.extraction.mentions.predicates import governs
from councilgraph.extraction.mentions.reader import Reader, Span
from councilgraph.extraction.mentions.sectors import (
    Alone,
    as_departments,
    made,
    phrase_alone,
    sector_alone,
    sectors_in_lists,
)
from councilgraph.extraction.mentions.singles import SINGLES, free, single
from councilgraph.extraction.mentions.trimming import trim
from councilgraph.extraction.mentions.walks import walk_left

# Words between the head of a group and its field.
_FIELDS = frozenset({"in", "across", "for", "within", "from", "of"})
_LONGEST = 6
# Heads of groups with which the name of one body may end.
_ONES = frozenset({"partners", "group", "groups", "network", "associates", "homes", "services"})


def groups(reader: Reader, first: int, last: int, positions: Iterable[int]) -> list[Span]:
    """Return the partner groups whose last words stand at the positions of the sentence first..last."""
    spans: list[Span] = []
    bare: list[Alone] = []
    for i in positions:
        code = reader.codes[i]
        span = None
        if code & GROUP:
            finders = (single, _headed) if reader.lowers[i] in SINGLES else (_headed, single)
            span = next((s for find in finders if (s := find(reader, first, last, i))), None)
        found = phrase_alone(reader, first, last, i) if span is None and code & SECTOR else None
        if found is not None:
            span = sector_alone(reader, first, last, found, spans)
            if span is None:
                bare.append(found)
        if span is not None:
            spans.append(span)
    spans += sectors_in_lists(reader, last, bare, spans)
    as_departments(reader, first, spans)
    return spans


def _headed(reader: Reader, first: int, last: int, i: int) -> Span | None:
    """Return the partner group with its head noun at token i, or None."""
    head = reader.lowers[i]
    if not free(reader, first, last, i) or (head == "group" and reader.codes[i] & CAPITAL and not reader.title):
        return None
    if i + 1 < last and reader.lowers[i + 1] == "of" and head == "providers":
        return _complemented(reader, last, i)
    if i + 2 < last and reader.lowers[i + 1] in _FIELDS and head in reader.lexicon.listed("word.actor"):
        span = _in_field(reader, first, last, i)
        if span is not None:
            return span
    wide = walk_left(reader, first, i)
    start = trim(reader, first, wide, i, None)
    what = reader.phrase(max(first, wide - 2), wide)
    if head in ("authority", "council") and what in ("is a", "was a", "is an", "was an", "as a", "as an", "became a"):
        return None
    if wide == i or reader.cover.get(i) is not None or _company(reader, start, i):
        return None
    for at in range(wide, i):
        mods = reader.phrase(at, i)
        hired = mods in reader.lexicon.listed("sector.hired") and not governs(reader, first, last, at)
        sector = _sector(reader, mods, head) if at >= start or hired else None
        start = min(start, at) if sector is not None else start
        if sector is not None:
            if at > start and reader.codes[at - 1] & AND:
                break
            return made(reader, _local(reader, first, start if _naming(reader, start, at) else at), i + 1, sector)
    sector = _shared(reader, start, i, head)
    return made(reader, _local(reader, first, start), i + 1, sector) if sector else None


def _local(reader: Reader, first: int, start: int) -> int:
    """Return where a group begins with the "local" before it, which says which one: "[local housing providers]"."""
    return start - 1 if start > first and reader.lowers[start - 1] == "local" else start


def _company(reader: Reader, start: int, i: int) -> bool:
    """Tell whether capitals with a word of no kind make one body's name: "Ambleford Community Partners"."""
    if reader.lowers[i] not in _ONES or not reader.codes[i] & CAPITAL or reader.title:
        return False
    plain = TOPIC | STOP | AND | PUNCTUATION | FOLLOWER | SOLO | QUALITY
    return any(reader.codes[j] & CAPITAL and not reader.codes[j] & plain for j in range(start, i)) and all(
        reader.codes[j] & (CAPITAL | AND) for j in range(start, i)
    )


def _naming(reader: Reader, start: int, at: int) -> bool:
    return start == at or all(reader.codes[j] & (TOPIC | AND | CAPITAL) for j in range(start, at))


def _shared(reader: Reader, start: int, i: int, head: str) -> Sector | None:
    """Return the sector of the first of several modifiers: "health and housing partners"."""
    at = start
    for j in range(start, i):
        if reader.codes[j] & AND or reader.lowers[j] in (",", "/"):
            sector = _sector(reader, reader.phrase(at, j), head)
            if sector is not None:
                return sector
            at = j + 1
    return None


def _sector(reader: Reader, mods: str, head: str) -> Sector | None:
    for sector in reader.lexicon.sectors:
        if head in sector.heads and mods in sector.qualifiers:
            return sector
    return None


def _complemented(reader: Reader, last: int, i: int) -> Span | None:
    """Return "providers of home care": the head with what it provides."""
    end = i + 2
    while end < last and end < i + 9:
        code = reader.codes[end]
        if (code & (STOP | VERB) and not code & (TOPIC | NOUN_VERB)) or reader.lowers[end] in (".", ",", ";", ":", ")"):
            break
        end += 1
    while end > i + 2 and reader.codes[end - 1] & (AND | PUNCTUATION):
        end -= 1
    if end == i + 2 or not any("care" in reader.lowers[j] or "support" in reader.lowers[j] for j in range(i + 2, end)):
        return None
    return Span(i, end, "PartnerGroup", "sector.care", False, "Care providers", "providers")


def _in_field(reader: Reader, first: int, last: int, i: int) -> Span | None:
    """Return a group told by the field it works in: "partners in the health and care system"."""
    start = i + 2 + (reader.lowers[i + 2] == "the")
    for end in range(min(last, start + _LONGEST), start, -1):
        field = end - 1 if reader.lowers[end - 1] in reader.lexicon.listed("word.field") else end
        sector = _sector_of(reader, reader.phrase(start, field))
        if sector is not None and free(reader, first, last, end - 1):
            return made(reader, i, end, sector)
    return None


def _sector_of(reader: Reader, field: str) -> Sector | None:
    """Return the sector of those who work in a field, by the words that stand before "partners" too."""
    return next((sector for sector in reader.lexicon.sectors if field in sector.fields), None)
