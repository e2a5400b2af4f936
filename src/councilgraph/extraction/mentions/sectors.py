"""Sectors that stand alone for those who act in them: "the NHS", "worked with health and [housing]"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    AND,
    AUXILIARY,
    CAPITAL,
    DETERMINER,
    FOLLOWER,
    GROUP,
    PREPOSITION,
    PUNCTUATION,
    SECTOR,
    SOLO,
    STOP,
    TOPIC,
    VERB,
    Sector,
)
from councilgraph.extraction.mentions.reader import Reader, Span
from councilgraph.extraction.mentions.singles import free
from councilgraph.extraction.mentions.walks import OWNERS

_SUCH = ["such", "as"]
# How far back from a mark a list is looked for.
_LIST = 12
# Types beside which a bare word in a list is one that acts, and the words before a member of a list.
_LISTED = frozenset({"Council", "HealthBody", "Organisation", "PartnerGroup", "Team"})
# Sectors that councils have departments for.
_SECTORS = frozenset({"sector.housing", "sector.education"})
_LIGHT = frozenset({"the", "local", "other", "wider", "our"})


def made(reader: Reader, start: int, end: int, sector: Sector) -> Span:
    """Return the mention of a sector over the tokens start..end, without an article."""
    if reader.lowers[start] == "the":
        start += 1
    name = sector.canonical if not sector.descriptive else None
    return Span(start, end, sector.type, sector.id, False, name, "")


class Alone(NamedTuple):
    """A phrase for a sector over the tokens start..end, and whether it is one everywhere."""

    words: tuple[str, ...]
    sector: Sector
    sure: bool
    start: int
    end: int


def sector_alone(reader: Reader, first: int, last: int, found: Alone, before: list[Span]) -> Span | None:
    """Return a sector that stands alone: always ("the NHS"), or beside a word of working together."""
    words, sector, sure, start, end = found
    if not sure and not (
        (words not in sector.listed and _acts(reader, first, last, start, end - 1, before))
        or (words in sector.acts_only and _acting(reader, first, last, start, end))
        or (sector.type == "Team" and _opens(reader, first, start) and _does(reader, last, end))
        or (sector.type == "Team" and words not in sector.listed and _department(reader, first, last, start, end))
    ):
        return None
    return made(reader, start, end, sector)


def sectors_in_lists(reader: Reader, last: int, bare: Iterable[Alone], before: list[Span]) -> Iterator[Span]:
    """Yield those of some `bare` sectors beside one that acts in a list: "[hospitals], GP practices and [care homes]".

    `before` are the partner groups found already; a list is gone through in both directions.
    """
    taken = {j for span in before for j in range(span.first, span.last)}
    left = [item for item in bare if item.end - 1 not in taken and reader.cover.get(item.end - 1) is None]
    waiting = [item for item in left if _several(item) or _ends(reader, last, item.end)]
    if not waiting:
        return
    known = [*before, *{span.first: span for span in reader.cover.values() if span.type in _LISTED}.values()]
    while waiting:
        item = next((item for item in waiting if any(_beside(reader, item, span) for span in known)), None)
        if item is None:
            return
        waiting.remove(item)
        span = made(reader, item.start, item.end, item.sector)
        known.append(span)
        yield span


def as_departments(reader: Reader, first: int, spans: list[Span]) -> None:
    """Take a sector in capitals right after a department in a list for one too: "Public Health and [Housing]"."""
    if all(span.rule not in _SECTORS for span in spans):
        return
    teams = {span.last for span in (*spans, *reader.cover.values()) if span.type == "Team"}
    for span in spans:
        at = span.first - 1
        if span.rule not in _SECTORS or at < first or not (reader.codes[at] & AND or reader.lowers[at] == ","):
            continue
        if at in teams and not reader.title and all(reader.codes[j] & CAPITAL for j in range(span.first, span.last)):
            span.type, span.name = "Team", None


def _several(item: Alone) -> bool:
    """Tell whether a phrase is a plural, which is no modifier of what follows: "[care homes] and homecare agencies"."""
    return item.words[-1].endswith("s")


def _beside(reader: Reader, item: Alone, span: Span) -> bool:
    """Tell whether only the marks of a list stand between a phrase and a mention."""
    gap = range(item.end, span.first) if item.start < span.first else range(span.last, item.start)
    marks = [j for j in gap if reader.lowers[j] not in _LIGHT]
    return 0 < len(marks) < 3 and len(gap) < 5 and all(reader.codes[j] & AND or reader.lowers[j] == "," for j in marks)


def phrase_alone(reader: Reader, first: int, last: int, i: int) -> Alone | None:
    """Return the phrase for a sector that ends at i, unless it is part of something else."""
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
    return Alone(words, sector, sure, start, i + 1)


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
    return not (
        reader.lowers[i + 1] in reader.lexicon.listed("word.party")
        and i + 2 < len(reader.codes)
        and reader.codes[i + 2] & DETERMINER
    )


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


def _department(reader: Reader, first: int, last: int, start: int, end: int) -> bool:
    """Tell whether capitals make a field the department for it, where it is a subject or what something is done in."""
    if reader.title or not all(reader.codes[j] & (CAPITAL | AND) for j in range(start, end)):
        return False
    if reader.opens(start, first) and end - start > 1:
        return end < last and bool(reader.codes[end] & AUXILIARY)
    return start > first and reader.lowers[start - 1] in ("within", "across") and _ends(reader, last, end)


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
    before = reader.lexicon.listed("group.acting.after")
    end += end < last and (reader.lowers[end].endswith("ly") or reader.lowers[end] in ("often", "also", "who", "that"))
    if _does(reader, last, end):
        return True
    start -= start > first and reader.lowers[start - 1] in ("the", "some", "many", "all", "local", "these", "other")
    if start - 1 > first and reader.lowers[start - 1] == "by" and reader.lowers[start - 2].endswith(("ed", "run")):
        return _ends(reader, last, end)
    return start > first and reader.lowers[start - 1] in before and _ends(reader, last, end)


def _opens(reader: Reader, first: int, start: int) -> bool:
    """Tell whether a clause begins at a token: with the sentence, or after ", and"."""
    return start == first or (start - 2 > first and tuple(reader.lowers[start - 2 : start]) == (",", "and"))


def _does(reader: Reader, last: int, at: int) -> bool:
    """Tell whether a verb of those who act stands at a token."""
    verbs = reader.lexicon.listed("group.acting")
    return any(reader.phrase(at, min(last, at + size)) in verbs for size in (1, 2))


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
