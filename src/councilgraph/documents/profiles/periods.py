"""Periods of named strategies, plans and agreements ("2025-2027", "2024/25"), and "since 2015", "until 2027"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import yaml

from councilgraph import resources, text
from councilgraph.documents.stating import state
from councilgraph.models import Fact

_WORD = r"[A-Z][\w'&/-]*"
_SMALL = r"(?:(?:and|of|for|the|in|to|on|with|&)\s){0,3}"
_RANGE = (
    r"(?P<a>20\d\d)(?:\s?/\s?(?P<ax>(?:20)?\d\d))?"
    r"(?:\s?(?:[–-]|to|until)\s?(?P<b>20\d\d|\d\d)(?:\s?/\s?(?P<bx>(?:20)?\d\d))?)?(?![\d.,]\d|\d)"
)
_MONTH = r"(?:(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December)\s+)?"
_EDGE = r"(?:(?:the )?(?:start|beginning|end) of\s+)?"
_LONE = re.compile(
    rf"\b(?P<since>[Ss]ince)\s+{_EDGE}{_MONTH.format('m1')}(?P<from>(?:19|20)\d\d)\b(?![/–-])"
    rf"|\b(?P<until>[Uu]ntil|[Uu]p to the end of)\s+{_EDGE}{_MONTH.format('m2')}(?P<to>20\d\d)\b(?![/–-])"
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
    raw: dict[str, Any] = yaml.safe_load(resources.data("profiles", "strategy.yaml").read_text(encoding="utf-8"))
    return raw


@cache
def _named() -> re.Pattern[str]:
    heads = "|".join(sorted(words()["heads"], key=len, reverse=True))
    return re.compile(
        rf"(?P<of>\b(?:{_WORD}[,]?\s{_SMALL}){{0,9}}?(?:{heads}))\b(?:\s?\((?P<short>[A-Z]{{2,8}})\))?"
        rf"(?:,?\s|\s?[(:–-]\s?)(?P<for>for\s)?(?:from\s|covering\s)?(?P<range>{_RANGE})"
    )


def read(raw: str) -> Iterator[Fact]:
    """Yield the periods that a document states, of things named with them, and lone beginnings and ends."""
    flat = text.clean(raw)
    for match in _named().finditer(flat):
        span = of(match)
        # "Outcomes Framework for 2023/24" names the year of a figure, not the period of the framework.
        if span and (match["b"] or not match["for"]):
            name = _BEFORE.sub("", match["of"])
            yield state("period", match.span(), of=name, starts=span.starts, ends=span.ends)
    for match in _LONE.finditer(flat):
        if match["since"]:
            yield state("period", match.span(), starts=datetime.date(int(match["from"]), _month(match["m1"], 1), 1))
        else:
            year, month = int(match["to"]), _month(match["m2"], 12)
            last = datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
            yield state("period", match.span(), ends=last)


def _month(name: str | None, otherwise: int) -> int:
    return datetime.datetime.strptime(name, "%B").month if name else otherwise


def first(prose: str) -> Span | None:
    """Return the first period of several years, or financial year, in a text, or None."""
    for match in re.finditer(rf"(?<![\d/.-]){_RANGE}", prose):
        span = of(match)
        if span:
            return span
    return None


def of(match: re.Match[str]) -> Span | None:
    """Return the period of a match of years: calendar years in full, financial years from April to March.

    "2025-2027" and "2018-20" are calendar years; "2024/25" is a financial year, "2024/25 to 2026/27" three of them.
    """
    first_, second = int(match["a"]), match["b"]
    if not second and not match["ax"]:
        return None
    if not second:
        if _year(first_, match["ax"]) != first_ + 1:
            return None
        return Span(datetime.date(first_, 4, 1), datetime.date(first_ + 1, 3, 31))
    last = _year(first_, second)
    if match["ax"] or match["bx"]:
        end = _year(last, match["bx"]) if match["bx"] else last
        span = Span(datetime.date(first_, 4, 1), datetime.date(end, 3, 31))
    else:
        span = Span(datetime.date(first_, 1, 1), datetime.date(last, 12, 31))
    return span if 0 < (span.ends - span.starts).days < 366 * 30 else None


def _year(first_: int, year: str) -> int:
    return int(year) if len(year) == 4 else first_ // 100 * 100 + int(year)
