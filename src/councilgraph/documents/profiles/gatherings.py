"""Where the papers of a meeting begin: body, date, time, place, and the lists of people."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import NamedTuple

from councilgraph.documents import dates
from councilgraph.documents.lines import Line, lined, lines
from councilgraph.documents.meeting_words import words
from councilgraph.documents.people import people
from councilgraph.documents.profiles import bodies, times
from councilgraph.documents.stating import state
from councilgraph.models import Fact

# The head of minutes stands within so many lines above the list of those present, the list below within so many.
_ABOVE, _BELOW = 14, 70
# How far behind its start, and before its end, minutes say when the meeting began and ended, in characters.
_BEGUN, _CLOSING = 4000, 600


class Gathering(NamedTuple):
    """A meeting as its papers introduce it; the people are listed from `people_start` to `people_end`."""

    body: str
    date: datetime.date | None
    starts: str
    ends: str
    place: str
    start: int
    head_end: int
    people_start: int
    people_end: int
    end: int

    @property
    def name(self) -> str:
        """The name by which facts refer to it: "Cabinet, 2018-02-13"."""
        return ", ".join(part for part in (self.body, self.date.isoformat() if self.date else "") if part)


@cache
def _lists() -> tuple[tuple[str, str], ...]:
    pairs = [(label.lower(), capacity) for capacity, labels in words()["attendance"].items() for label in labels]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def list_label(line: str) -> tuple[str, int]:
    """Return what the label of a list of people says of them, and where the list begins in the line."""
    bare = line.lstrip(" #*|\t-")
    shift = len(line) - len(bare)
    lower = bare.lower()
    for label, capacity in _lists():
        if lower.startswith(label):
            mark = re.match(r"\s*(?:[:–-]|\s{2,}|[|\t]|$)[\s*|]*", bare[len(label) :])
            if mark:
                return capacity, shift + len(label) + mark.end()
    return "", 0


def minutes(raw: str, fronts: list[int]) -> list[Gathering]:
    """Return the meetings whose minutes stand in a text; `fronts` are the offsets at which other papers begin."""
    rows = list(lines(raw))
    starts = [found for at in range(len(rows)) if (found := _opening(rows, at))]
    made: list[Gathering] = []
    for number, (at, column) in enumerate(starts):
        last = rows[starts[number + 1][0] - 1].start if number + 1 < len(starts) else len(raw)
        end = min([offset for offset in fronts if offset > rows[at].end] + [last])
        held = _minutes(raw, rows, at, column, end)
        if held:
            made.append(held)
    return made


def _opening(rows: list[Line], at: int) -> tuple[int, int] | None:
    """Return the line and column of "Present:" if minutes begin there: people follow it, a date stands before it."""
    found = re.search(
        r"(?:^|\s{2,}|[.;]\s+|(?<=\d{4})\s+)(present|members present|councillors present|members in attendance|"
        r"attendance|attendees|those present|members|committee members present|board members present)\b\s*:?",
        rows[at].text.strip("#*| "),
        re.IGNORECASE,
    )
    if not found:
        return None
    column = rows[at].text.lower().index(found[1].lower())
    capacity, _ = list_label(rows[at].text[column:])
    head = " ".join(row.text for row in rows[max(at - _ABOVE, 0) : at]) + rows[at].text[:column]
    if capacity != "member" or not next(dates.dates(head), None):
        return None
    # An agenda lists members too.
    if found[1].lower() == "members" and not re.search(r"\bminutes of\b", head, re.IGNORECASE):
        return None
    below = [row.text for row in rows[at : at + 8]]
    below[0] = below[0][column:]
    return (at, column) if people("\n".join(below)) else None


def _minutes(raw: str, rows: list[Line], at: int, column: int, end: int) -> Gathering | None:
    head = [(row.start, row.text) for row in rows[max(at - _ABOVE, 0) : at]]
    if column:
        head.append((rows[at].start, rows[at].text[:column].strip()))
    dated = [(index, found) for index, (_, line) in enumerate(head) for found in dates.dates(line)]
    if not dated:
        return None
    index, found = dated[-1]
    body, start = bodies.body_above(head, index)
    around = "\n".join(line for _, line in head[index:])
    people_start = _people_start(rows, at, column)
    flat = lined(raw)
    begun, closing = flat[people_start : min(end, people_start + _BEGUN)], flat[max(end - _CLOSING, people_start) : end]
    return Gathering(
        body=body,
        date=found.date,
        starts=times.started_in(begun) or times.time_in(times.without_dates(around)),
        ends=times.ended_in(begun) or times.ended_in(closing),
        place=_held_in(around),
        start=start,
        head_end=rows[at].start + column,
        people_start=people_start,
        people_end=_people_end(rows, at, end),
        end=end,
    )


def _people_start(rows: list[Line], at: int, column: int) -> int:
    """Return where the lists of people begin: at "Present:", or above it where the chair stands there."""
    if column:
        return rows[at].start + column
    while at and list_label(rows[at - 1].text)[0] in ("chair", "vice chair"):
        at -= 1
    return rows[at].start


def _held_in(line: str) -> str:
    found = re.search(
        r"\b(?i:held\s+)?(?i:in|at)\s+(?i:the\s+)?(?P<place>[A-Z][A-Za-z' ]+(?:,\s[A-Z][A-Za-z' ]+)*)", line
    )
    venue = re.search(r"\bvenue\s*:\s*(?P<place>[^|\t\n]{3,100})", line, re.IGNORECASE)
    chosen = venue or found
    return bodies.ordinary(" ".join(chosen["place"].split()).rstrip(" ,")) if chosen else ""


def _people_end(rows: list[Line], at: int, end: int) -> int:
    """Return where the lists of people end: at the first numbered line, heading of business or decision."""
    last = rows[at].end
    for row in rows[at + 1 : at + _BELOW]:
        numbered = re.match(
            r"^\W*(?:Minute\s+)?(?:[A-Z]{1,5}[./ -]?)?\d{1,4}(?:/\d{2,4})?[.):|\t]?\s*\W*[A-Z]", row.text
        )
        if (
            row.start >= end
            or (numbered and not list_label(row.text)[0])
            or re.match(r"^\W*resolved\b", row.text, re.IGNORECASE)
        ):
            break
        last = row.end
    return last


def meeting_fact(gathering: Gathering, paper: str) -> Fact:
    """Return the fact that a meeting was or will be held."""
    return state(
        "meeting",
        (gathering.start, gathering.head_end),
        meeting=gathering.name,
        body=gathering.body,
        date=gathering.date.isoformat() if gathering.date else None,
        starts=gathering.starts,
        ends=gathering.ends,
        place=gathering.place,
        paper=paper,
    )
