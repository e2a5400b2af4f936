"""Where the papers of a meeting begin: body, date, time, place, and the lists of people."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import NamedTuple

from councilgraph.documents import dates
from councilgraph.documents.lines import Line, lined, lines
from councilgraph.documents.people import people, words
from councilgraph.documents.stating import state
from councilgraph.models import Fact

# The head of minutes stands within so many lines above the list of those present, the list below within so many.
_ABOVE, _BELOW = 14, 70
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
_HELD = re.compile(
    r"\bminutes of (?:the |a )?(?:meeting of )?(?:the )?(?P<body>.+?)(?:\s+meeting)?"
    r"(?:\s+held\b|,?\s+on\b|$)",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)


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


def body_in(line: str) -> bool:
    """Tell whether a line is the name of a body that meets."""
    bare = line.strip(" #*|").lower()
    return len(bare) < 90 and any(re.search(rf"\b{re.escape(word)}\b", bare) for word in words()["bodies"])


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
    flat = lined(raw)
    people_start = rows[at].start + column
    above = at
    while above and not column and list_label(rows[above - 1].text)[0] in ("chair", "vice chair"):
        above -= 1
        people_start = rows[above].start
    first = max(at - _ABOVE, 0)
    head = [(row.start, row.text) for row in rows[first:at]]
    if column:
        head.append((rows[at].start, rows[at].text[:column].strip()))
    dated = [(index, found) for index, (_, line) in enumerate(head) for found in dates.dates(line)]
    if not dated:
        return None
    index, found = dated[-1]
    body, top = body_above(head, index)
    below = flat[people_start : min(end, people_start + 4000)]
    around = "\n".join(line for _, line in head[index:])
    started, ended = (
        _STARTED.search(below),
        _ENDED.search(below) or _ENDED.search(flat[max(end - 600, people_start) : end]),
    )
    time = _clock(started["t"]) if started else time_in(without_dates(around))
    people_end = _people_end(rows, at, end)
    return Gathering(
        body,
        found.date,
        time,
        _clock(ended["t"]) if ended else "",
        _held_in(around),
        top,
        rows[at].start + column,
        people_start,
        people_end,
        end,
    )


def body_above(head: list[tuple[int, str]], index: int) -> tuple[str, int]:
    """Return the body that the lines up to the date name, and where its name begins."""
    whole = " ".join(line for _, line in head[max(index - 3, 0) : index + 1])
    held = _HELD.search(whole)
    if held and body_in(held["body"]):
        return proper(held["body"]), head[max(index - 3, 0)][0]
    line = head[index][1]
    date = next(dates.dates(line))
    before = re.sub(r"\W*(?:held )?(?:on )?(?:\w+day\W*)?$", "", line[: date.start])
    for start, candidate in [(head[index][0], before), *reversed(head[max(index - 4, 0) : index])]:
        if body_in(candidate) and not candidate.rstrip().endswith("."):
            return proper(candidate), start
    return "", head[index][0]


def bare(name: str) -> str:
    """Return a name without marks and dashes around it, in ordinary case."""
    return ordinary(" ".join(name.strip(" #*|,:–-").split()))


def proper(name: str) -> str:
    """Return the name of a body without what stands around it, in ordinary case."""
    bare = " ".join(name.strip(" #*|,:–-").split())
    bare = re.sub(
        r"^(?:minutes|agenda)\s+(?:of|for)\s+(?:the\s+|a\s+)?(?:meeting of\s+)?(?:the\s+)?",
        "",
        bare,
        flags=re.IGNORECASE,
    )
    bare = re.sub(r"^(?:Meeting of (?:the )?|The )", "", bare)
    return ordinary(bare)


def ordinary(name: str) -> str:
    """Return a name written in capitals in ordinary case; abbreviations stay."""
    if not name.isupper():
        return name
    return " ".join(_cased(word, at) for at, word in enumerate(name.split()))


def _cased(word: str, at: int) -> str:
    bare = word.strip("(),:;.–-")
    if at and bare.lower() in ("and", "of", "the", "for", "in", "on", "to", "with", "at", "by", "a"):
        return word.lower()
    short = bare in words()["abbreviations"] or (1 < len(bare) < 6 and not re.search(r"[AEIOUY]", bare))
    return word if short else "-".join(part.capitalize() for part in word.split("-"))


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


def _held_in(line: str) -> str:
    found = re.search(
        r"\b(?i:held\s+)?(?i:in|at)\s+(?i:the\s+)?(?P<place>[A-Z][A-Za-z' ]+(?:,\s[A-Z][A-Za-z' ]+)*)", line
    )
    venue = re.search(r"\bvenue\s*:\s*(?P<place>[^|\t\n]{3,100})", line, re.IGNORECASE)
    chosen = venue or found
    return ordinary(" ".join(chosen["place"].split()).rstrip(" ,")) if chosen else ""


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
            or re.match(r"^\W*resolved\b", row.text, re.I)
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
