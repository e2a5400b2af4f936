"""Periods of named strategies, plans and agreements ("2025-2027", "2024/25"), and "since 2015", "until 2027".

Every period is a pair of days. Calendar years are taken whole, financial years from April to March, months whole.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from councilgraph import resources, text
from councilgraph.documents.stating import state
from councilgraph.models import Fact

_WORD = r"[A-Z][\w'&/-]*"
_SMALL = r"(?:(?:and|of|for|the|in|to|on|with|&)\s){0,3}"
_RANGE = (
    r"(?P<a>20\d\d)(?:\s?/\s?(?P<ax>(?:20)?\d\d))?"
    r"(?:\s?(?:[–-]|to|until)\s?(?P<b>20\d\d|\d\d)(?:\s?/\s?(?P<bx>(?:20)?\d\d))?)?(?![\d.,]\d|\d|%)"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def _a_day(key: str) -> str:
    """Return the pattern of a day or month; its groups begin with the key."""
    day = rf"(?:(?P<{key}d>\d{{1,2}})(?:st|nd|rd|th)?\s+)?"
    return rf"(?:the\s)?(?:(?:start|beginning|end)\sof\s+)?{day}(?P<{key}m>{_MONTHS})\s+(?P<{key}y>20\d\d)"


_DATES = rf"{_a_day('f')}\s?(?:[–-]|to|until|up to)\s?{_a_day('u')}\b"
_SINCE = rf"\b(?P<since>[Ss]ince)\s+(?:{_a_day('s')}|(?P<sy0>(?:19|20)\d\d)(?:/(?P<sx>\d\d))?)\b(?![/–-])"
_ONWARDS = rf"\b[Ff]rom\s+(?:{_a_day('o')}|(?P<oy0>(?:19|20)\d\d))\s+onwards?\b"
_UNTIL = (
    rf"\b(?P<until>[Uu]ntil|[Uu]p to the end of)\s+(?:{_a_day('e')}"
    r"|(?:the\s+)?(?:end\s+of\s+)?(?P<ey0>20\d\d)(?:/(?P<ex>(?:20)?\d\d))?)\b(?![/–-])"
)
_LONE = re.compile(f"{_SINCE}|{_ONWARDS}|{_UNTIL}")
# "It will not start until 2027" tells no end of it.
_WAITS = re.compile(r"\b(?:not|postponed|delayed|deferred|on hold|waited)\b[^.;]*$", re.IGNORECASE)
# A period may stand as "(2024-27)", ", 2024 to 2027", "for 2024-27", "to 2027"; a name may have its acronym behind it.
_BRIDGE = (
    r"(?:\s?\((?P<short>[A-Z]{2,8})\))?(?:,?\s|\s?[(:–-]\s?)"
    r"(?:(?P<for>for|to|from|covering|between)\s(?:the\s(?:period|years)\s)?(?:from\s)?)?"
)
# Words that open a sentence, and whose the thing is: no part of its name.
_BEFORE = re.compile(
    r"^(?:(?:The|This|Our|Its|Their|A|An|See|In|Of|For|Under|Through|Within|With|By|From|As|At|On|To|And|But|When)"
    r"\s(?:the\s|our\s|its\s)?|(?:Council|Board|Partnership|Authority|Committee|Trust)'s\s)+"
)


class Span(NamedTuple):
    """A period as its first and last day."""

    starts: datetime.date
    ends: datetime.date


@cache
def words() -> dict[str, Any]:
    """Return data/profiles/strategy.yaml."""
    return resources.declared("profiles", "strategy.yaml")


@cache
def _name() -> str:
    """Return the pattern of a name: in capitals, with what it is for; or a head noun with small words before it."""
    heads = "|".join(sorted(words()["heads"], key=len, reverse=True))
    aim = rf"(?:\s(?:for|of|with)\s(?:the\s)?{_WORD}(?:\s(?:(?:and|of|the|in)\s){{0,2}}{_WORD}){{0,6}})?"
    proper = rf"(?:{_WORD}[,]?\s{_SMALL}|\d{{1,3}}\s){{0,9}}?(?:{heads}){aim}"
    plain = rf"(?:[a-z][a-z'-]+\s|\d{{1,3}}\s){{1,6}}(?:{_WORD}\s){{0,3}}(?:{heads.lower()}){aim}"
    mixed = rf"(?:{_WORD}\s|\d{{1,3}}\s){{1,6}}(?:{heads.lower()}){aim}"
    return rf"(?P<of>\b{proper}|\b{plain}|\b{mixed})\b"


@cache
def _behind() -> re.Pattern[str]:
    lasts, covers = ("|".join(sorted(words()[key], key=len, reverse=True)) for key in ("lasts", "covers"))
    verbs = (
        rf"(?P<verb>\s(?:{lasts})\b(?:\s\w+){{0,2}}?\s(?:from|between|for the period)|\s(?:{covers}))\s"
        r"(?:the (?:period|years)\s)?(?:from\s)?"
    )
    return re.compile(rf"{_name()}(?:{_BRIDGE}|{verbs})(?:{_DATES}|(?P<range>{_RANGE}))")


@cache
def _before() -> re.Pattern[str]:
    heads = "|".join(sorted(words()["heads"], key=len, reverse=True))
    return re.compile(rf"(?<![\d/–-]){_RANGE}\s(?P<of>(?:{_WORD}\s{_SMALL}){{1,8}}?(?:{heads}))\b(?!\s?\(?20\d\d)")


def read(raw: str) -> Iterator[Fact]:
    """Yield the periods that a document states, of things named with them, and lone beginnings and ends."""
    flat = text.clean(raw)
    taken: list[tuple[int, int]] = []
    for match in _behind().finditer(flat):
        span = _dates(match) or of(match, named=True)
        name = _trimmed(match["of"])
        # "Outcomes Framework for 2023/24" names the year of a figure, not the period of the framework.
        if span and name and (match["fy"] or match["b"] or not (match["for"] or match["verb"])):
            taken.append(match.span())
            start = match.start() + match["of"].rindex(name)
            yield state("period", (start, match.end()), of=name, starts=span.starts, ends=span.ends)
    for match in _before().finditer(flat):
        span = of(match)
        if span and not any(start < match.end() and match.start() < end for start, end in taken):
            taken.append(match.span())
            yield state("period", match.span(), of=match["of"], starts=span.starts, ends=span.ends)
    yield from _ranges(flat, taken)
    yield from _lone(flat, taken)


def _trimmed(name: str) -> str:
    """Return a name without the words of its sentence; a head noun alone is no name."""
    name = _BEFORE.sub("", name)
    if name[:1].islower():
        parts = name.split()
        heads = {head.lower().split()[-1] for head in words()["heads"]}
        head = next((at for at, word in enumerate(parts) if word in heads), len(parts) - 1)
        at = max((at + 1 for at, word in enumerate(parts[:head]) if _opens(parts, at, word)), default=0)
        name = " ".join(parts[at:])
    return name if " " in name else ""


def _opens(parts: list[str], at: int, word: str) -> bool:
    """Tell whether a word is none of the name; "and" is one between two other words of it."""
    if word in ("and", "of") and 0 < at < len(parts) - 2:
        return parts[at - 1] in words()["open"]
    return word in words()["open"] or word.endswith("'s")


def _ranges(flat: str, taken: list[tuple[int, int]]) -> Iterator[Fact]:
    """Yield what runs from one date to another where nothing is named with it."""
    for match in re.finditer(rf"\b[Ff]rom\s+{_DATES}", flat):
        span = _dates(match)
        if span and not any(start < match.end() and match.start() < end for start, end in taken):
            taken.append(match.span())
            yield state("period", match.span(), starts=span.starts, ends=span.ends)


def _lone(flat: str, taken: list[tuple[int, int]]) -> Iterator[Fact]:
    for match in _LONE.finditer(flat):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if match["until"]:
            last = _last(match)
            if last and not _WAITS.search(flat[max(match.start() - 80, 0) : match.start()]):
                yield state("period", match.span(), ends=last)
            continue
        key = "s" if match["since"] else "o"
        first_ = _day(match, key)
        year = match[f"{key}y0"]
        if year:
            first_ = datetime.date(int(year), 4 if key == "s" and match["sx"] else 1, 1)
        if first_:
            yield state("period", match.span(), starts=first_)


def _last(match: re.Match[str]) -> datetime.date | None:
    if not match["ey0"]:
        return _day(match, "e", last=True)
    year = int(match["ey0"])
    if match["ex"]:
        return datetime.date(year + 1, 3, 31) if _year(year, match["ex"]) == year + 1 else None
    return datetime.date(year, 12, 31)


def _day(match: re.Match[str], key: str, *, last: bool = False) -> datetime.date | None:
    """Return the day that a match names; of a month its first day, or its last."""
    if not match[f"{key}m"]:
        return None
    year, month = int(match[f"{key}y"]), _MONTHS.split("|").index(match[f"{key}m"]) + 1
    if match[f"{key}d"]:
        try:
            return datetime.date(year, month, int(match[f"{key}d"]))
        except ValueError:
            return None
    if not last:
        return datetime.date(year, month, 1)
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def _dates(match: re.Match[str]) -> Span | None:
    starts, ends = _day(match, "f"), _day(match, "u", last=True)
    return Span(starts, ends) if starts and ends and starts < ends else None


def first(prose: str) -> Span | None:
    """Return the first period of several years, or financial year, in a text, or None."""
    for match in re.finditer(rf"(?<![\d/.-])(?:{_DATES}|{_RANGE})", prose):
        span = _dates(match) or of(match)
        if span:
            return span
    return None


def of(match: re.Match[str], *, named: bool = False) -> Span | None:
    """Return the period of a match of years: calendar years in full, financial years from April to March.

    "2025-2027" and "2018-20" are calendar years; "2024/25" is a financial year, "2024/25 to 2026/27" three of them.
    "2023/26" is three calendar years and more where a strategy or the like is `named` so.
    """
    if not match["a"]:
        return None
    first_, second = int(match["a"]), match["b"]
    if not second and not match["ax"]:
        return None
    if not second:
        last = _year(first_, match["ax"])
        if last == first_ + 1:
            return Span(datetime.date(first_, 4, 1), datetime.date(last, 3, 31))
        several = named and first_ < last <= first_ + 10
        return Span(datetime.date(first_, 1, 1), datetime.date(last, 12, 31)) if several else None
    last = _year(first_, second)
    if match["ax"] or match["bx"]:
        end = _year(last, match["bx"]) if match["bx"] else last
        span = Span(datetime.date(first_, 4, 1), datetime.date(end, 3, 31))
    else:
        span = Span(datetime.date(first_, 1, 1), datetime.date(last, 12, 31))
    return span if 0 < (span.ends - span.starts).days < 366 * 30 else None


def _year(first_: int, year: str) -> int:
    return int(year) if len(year) == 4 else first_ // 100 * 100 + int(year)
