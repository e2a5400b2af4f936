"""Dates as English papers write them: "Tuesday, 13th March 2018", "2024-08-16", "16/08/2024"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    r"\b(?P<d1>\d{1,2})\s*(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH.format("m1") + r",?\s+(?P<y1>(?:19|20)\d{2})\b"
    r"|\b" + _MONTH.format("m2") + r"\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d{2})\b"
    r"|\b(?P<y3>(?:19|20)\d{2})-(?P<m3>\d{2})-(?P<d3>\d{2})(?=\b|T)"
    r"|\b(?P<d4>\d{1,2})[/.](?P<m4>\d{1,2})[/.](?P<y4>(?:19|20)\d{2}|\d{2})\b",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(_MONTH.format("m") + r",?\s+(?P<y>(?:19|20)\d{2})\b", re.IGNORECASE)
# Between the first and the last day of a period, with a weekday perhaps.
_TO = r"\s*(?:to|and|until|[–-])\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"


class Span(NamedTuple):
    """A period of days, both included."""

    starts: datetime.date
    ends: datetime.date


class Dated(NamedTuple):
    """A date with the span of its words."""

    start: int
    end: int
    date: datetime.date


def dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Dated]:
    """Yield every complete date of a stretch of text, in order; a month without a day is none."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        date = _date(match)
        if date:
            yield Dated(match.start(), match.end(), date)


def month(text: str) -> str:
    """Return the month and year with which a text begins where no day stands beside them ("March 2024"), or nothing."""
    found = _MONTH_ALONE.match(text)
    return f"{found['m']} {found['y']}" if found else ""


def first(text: str) -> datetime.date | None:
    """Return the first complete date of a text, or None."""
    found = next(dates(text), None)
    return found.date if found else None


def span(text: str) -> Span | None:
    """Return the first period of days in a text, or its first date as one: "12 to 16 March 2018"."""
    found = next(dates(text), None)
    if found is None:
        return None
    before = re.search(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+{_MONTH.format('m')})?{_TO}$", text[: found.start])
    if before:
        month = _MONTHS.index(before["m"][:3].lower()) + 1 if before["m"] else found.date.month
        try:
            first_ = found.date.replace(month=month, day=int(before["day"]))
        except ValueError:
            return Span(found.date, found.date)
        return Span(first_, found.date) if first_ <= found.date else Span(found.date, found.date)
    after = next(dates(text, found.end), None)
    if after and re.fullmatch(_TO, text[found.end : after.start], re.IGNORECASE) and after.date >= found.date:
        return Span(found.date, after.date)
    return Span(found.date, found.date)


def _date(match: re.Match[str]) -> datetime.date | None:
    for at in "1234":
        if match[f"y{at}"]:
            year, month, day = match[f"y{at}"], match[f"m{at}"], match[f"d{at}"]
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
            try:
                return datetime.date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
            except ValueError:
                return None
    return None
