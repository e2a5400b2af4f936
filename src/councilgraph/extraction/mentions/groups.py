"""Partner groups: sectors and classes of organisations, and single ones left unnamed."""

from __future__ import annotations

from collections.abc import Iterable

from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    AND,
    AUXILIARY,
    CAPITAL,
    DETERMINER,
    FOLLOWER,
    GROUP,
    NOUN_VERB,
    PREPOSITION,
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
from councilgraph.extraction.mentions.singles import SINGLES, free, single
from councilgraph.extraction.mentions.trimming import trim
from councilgraph.extraction.mentions.walks import OWNERS, PARTY, walk_left

_SUCH = ["such", "as"]
# Heads of groups that a field may follow, the words between, and what a field may be called as a whole.
_ACTORS = frozenset({"partners", "providers", "organisations", "agencies", "commissioners", "bodies", "colleagues"})
_FIELDS = frozenset({"in", "across", "for", "within", "from", "of"})
_WHOLES = frozenset({"system", "systems", "sector", "sectors", "economy", "community"})
_LONGEST = 6
# How far back from a mark a list is looked for.
_LIST = 12
# Heads of groups with which the name of one body may end.
_ONES = frozenset({"partners", "group", "groups", "network", "associates", "homes", "services"})


def groups(reader: Reader, first: int, last: int, positions: Iterable[int]) -> list[Span]:
    """Return the partner groups whose last words stand at the positions of the sentence first..last."""
    spans: list[Span] = []
    for i in positions:
        code = reader.codes[i]
        span = None
        if code & GROUP:
            finders = (single, _headed) if reader.lowers[i] in SINGLES else (_headed, single)
            span = next((s for find in finders if (s := find(reader, first, last, i))), None)
        if span is None and code & SECTOR:
            span = _phrase(reader, first, last, i, spans)
        if span is not None:
            spans.append(span)
    return spans


def _headed(reader: Reader, first: int, last: int, i: int) -> Span | None:
    head = reader.lowers[i]
    if not free(reader, first, last, i) or (head == "group" and reader.codes[i] & CAPITAL and not reader.title):
        return None
    if i + 1 < last and reader.lowers[i + 1] == "of" and head == "providers":
        return _complemented(reader, last, i)
    if i + 2 < last and reader.lowers[i + 1] in _FIELDS and head in _ACTORS:
        span = _in_field(reader, first, last, i)
        if span is not None:
            return span
    wide = walk_left(reader, first, i)
    start = trim(reader, first, wide, i, None)
    what = reader.phrase(max(first, wide - 2), wide)
    if head in ("authority", "council") and what in ("is a", "was a", "is an", "was an", "as a", "as an", "became a"):
        return None
    if wide == i or reader.cover.get(i) is not None or _company(reader, first, start, i):
        return None
    for at in range(wide, i):
        mods = reader.phrase(at, i)
        hired = mods in reader.lexicon.listed("sector.hired") and not governs(reader, first, last, at)
        sector = _sector(reader, mods, head) if at >= start or hired else None
        start = min(start, at) if sector is not None else start
        if sector is not None:
            if at > start and reader.codes[at - 1] & AND:
                break
            return _made(reader, _local(reader, first, start if _naming(reader, start, at) else at), i + 1, sector)
    sector = _shared(reader, start, i, head)
    return _made(reader, _local(reader, first, start), i + 1, sector) if sector else None


def _local(reader: Reader, first: int, start: int) -> int:
    """Return where a group begins with the "local" before it, which says which one: "[local housing providers]"."""
    return start - 1 if start > first and reader.lowers[start - 1] == "local" else start


def _company(reader: Reader, first: int, start: int, i: int) -> bool:
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


def _made(reader: Reader, start: int, end: int, sector: Sector) -> Span:
    if reader.lowers[start] == "the":
        start += 1
    name = sector.canonical if not sector.descriptive else None
    return Span(start, end, sector.type, sector.id, False, name, "")


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
        field = end - 1 if reader.lowers[end - 1] in _WHOLES else end
        sector = _sector_of(reader, reader.phrase(start, field))
        if sector is not None and free(reader, first, last, end - 1):
            return _made(reader, i, end, sector)
    return None


def _sector_of(reader: Reader, field: str) -> Sector | None:
    """Return the sector of those who work in a field, by the words that stand before "partners" too."""
    return next((sector for sector in reader.lexicon.sectors if field in sector.fields), None)


def _phrase(reader: Reader, first: int, last: int, i: int, before: list[Span]) -> Span | None:
    """Return a sector that stands alone: always ("the NHS"), or beside a word of working together."""
    entry = _ending(reader, first, i)
    if entry is None or not free(reader, first, last, i):
        return None
    words, sector, sure = entry
    start = i + 1 - len(words)
    after = reader.lowers[i + 1] if i + 1 < last else ""
    # a phrase after a bare word takes it into the name of a field: "between health and social care"
    more = 1 if sure else 4
    if (sure and start > first and reader.lowers[start - 1] in ("in", "at")) or (i + 1 < last and _modifier(reader, i)):
        return None
    taken = any(reader.phrase(i + 1, min(last, i + 1 + n)) in sector.not_before for n in range(1, more + 1))
    if taken or (after in ("'s", "'") and not sure):
        return None
    if not sure and not (
        _acts(reader, first, last, start, i, before)
        or (words in sector.acts_only and _acting(reader, first, last, start, i + 1))
    ):
        return None
    return _made(reader, start, i + 1, sector)


def _ending(reader: Reader, first: int, i: int) -> tuple[tuple[str, ...], Sector, bool] | None:
    """Return the longest phrase for a sector that ends at i, its sector, and whether it is one everywhere."""
    before = reader.lowers[i - 1] if i > first else ""
    index = reader.lexicon.phrases_after
    for entry in index.get((before, reader.lowers[i])) or index.get(("", reader.lowers[i]), ()):
        start = i + 1 - len(entry[0])
        if start >= first and tuple(reader.lowers[start : i + 1]) == entry[0]:
            return entry
    return None


def _modifier(reader: Reader, i: int) -> bool:
    """Tell whether a noun in capitals, or a noun that may be a verb, follows: "NHS Constitution", "NHS care"."""
    code = reader.codes[i + 1]
    if code & CAPITAL and not code & STOP and reader.cover.get(i + 1) is None:
        return True
    if reader.lowers[i] not in ("nhs", "police") or not code & FOLLOWER:
        return False
    return not (reader.lowers[i + 1] in PARTY and i + 2 < len(reader.codes) and reader.codes[i + 2] & DETERMINER)


def _acts(reader: Reader, first: int, last: int, start: int, i: int, before: list[Span]) -> bool:
    """Tell whether a bare sector stands for those who act: "worked with health and housing"."""
    at = start - 1
    while at >= first and reader.lowers[at] in ("the", "local", "our", "both", "other", "all"):
        at -= 1
    if at < first or not _ends(reader, last, i + 1):
        return False
    named = any(reader.codes[j] & GROUP for j in range(max(first, at - 8), at - 1))
    if reader.lowers[at] in reader.lexicon.listed("group.working") or (
        named and reader.lowers[at - 1 : at + 1] == _SUCH
    ):
        return True
    if reader.codes[at] & AND or reader.lowers[at] == ",":
        at = _over_topics(reader, first, at)
        known = reader.cover.get(at - 1)
        listed = known is not None and known.type in OWNERS and known.type != "Person"
        listed = listed or _begun(reader, first, at)
        return listed or reader.lowers[at - 1] in ("authority", "council") or any(s.last == at for s in before[-2:])
    return False


def _begun(reader: Reader, first: int, at: int) -> bool:
    """Tell whether the list around the mark at `at` begins after a word of working: "with providers and [housing]"."""
    for back in range(at - 1, max(first, at - _LIST), -1):
        lower, code = reader.lowers[back], reader.codes[back]
        if lower in ("with", "between", "alongside"):
            return True
        if lower not in ("the", ",") and not code & (AND | GROUP | SECTOR | ACRONYM):
            return False
    return False


def _over_topics(reader: Reader, first: int, at: int) -> int:
    """Return the mark before one member of a list that is no mention: "the NHS, social care and [education]"."""
    back = at - 1
    while back > first and back > at - 4 and reader.codes[back] & TOPIC and reader.cover.get(back) is None:
        back -= 1
    return back if back < at - 1 and (reader.codes[back] & AND or reader.lowers[back] == ",") else at


def _acting(reader: Reader, first: int, last: int, start: int, end: int) -> bool:
    """Tell whether providers that may be mere places act: "care homes told us", "the team monitored care homes"."""
    verbs, before = reader.lexicon.listed("group.acting"), reader.lexicon.listed("group.acting.after")
    end += end < last and (reader.lowers[end].endswith("ly") or reader.lowers[end] in ("often", "also", "who", "that"))
    if any(reader.phrase(end, min(last, end + n)) in verbs for n in (1, 2)):
        return True
    start -= start > first and reader.lowers[start - 1] in ("the", "some", "many", "all", "local", "these", "other")
    return start > first and reader.lowers[start - 1] in before and _ends(reader, last, end)


def _ends(reader: Reader, last: int, at: int) -> bool:
    """Tell whether the coordination that goes on at `at` ends without a noun of which it would be a modifier."""
    while at < last and (reader.codes[at] & AND or (reader.codes[at] & TOPIC and reader.codes[at - 1] & AND)):
        at += 1
        while at < last and reader.codes[at] & TOPIC and not reader.codes[at] & (AND | STOP):
            at += 1
    if at >= last or reader.cover.get(at) is not None:
        return True
    code = reader.codes[at]
    if code & FOLLOWER and code & STOP:
        return False
    return bool(code & (STOP | PUNCTUATION | AND | AUXILIARY | PREPOSITION)) or bool(
        code & VERB and not code & (FOLLOWER | SOLO | GROUP | TOPIC)
    )
