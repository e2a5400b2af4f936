"""Times of day in the papers of a meeting."""

from __future__ import annotations

import re

from councilgraph.documents import dates

_TIME = r"(?P<{0}>\d{{1,2}}(?:[.:]\d{{2}})?\s?(?:[ap]\.?m\.?|noon|hrs|hours)|\d{{1,2}}[.:]\d{{2}}|noon)"
_STARTED = re.compile(
    r"\b(?:meeting\s+)?(?:started|commenced|began|opened|start(?:ed)?(?: time)?:?)\s*(?:at\s+)?" + _TIME.format("t"),
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:finished|ended|concluded|closed|rose|finish(?: time)?:?|end(?: time)?:?)\s*(?:at\s+)?" + _TIME.format("t"),
    re.IGNORECASE,
)
_AT = re.compile(r"(?:\bat\s+|^|[,\s])" + _TIME.format("t"), re.IGNORECASE)
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)


def without_dates(line: str) -> str:
    """Return a line with its dates taken out."""
    for found in reversed(list(dates.dates(line))):
        line = line[: found.start] + "  " + line[found.end :]
    return line


def time_in(line: str) -> str:
    """Return the first time of day in a line as 16:00, or nothing."""
    found = _AT.search(line)
    return _clock(found["t"]) if found else ""


def _clock(time: str) -> str:
    """Return a time as 16:00: "4 pm", "4.00 p.m.", "16.00", "12 noon"."""
    digits = re.match(r"(\d{1,2})(?:[.:](\d{2}))?", time)
    if not digits:
        return "12:00"
    hour, minute = int(digits[1]), int(digits[2] or 0)
    if re.search(r"p\.?m", time, re.IGNORECASE) and hour < 12:
        hour += 12
    if re.search(r"a\.?m", time, re.IGNORECASE) and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def started_in(text: str) -> str:
    """Return the time at which a text says that the meeting began, as 16:00, or nothing."""
    found = _STARTED.search(text)
    return _clock(found["t"]) if found else ""


def ended_in(text: str) -> str:
    """Return the time at which a text says that the meeting ended, as 16:00, or nothing."""
    found = _ENDED.search(text)
    return _clock(found["t"]) if found else ""
