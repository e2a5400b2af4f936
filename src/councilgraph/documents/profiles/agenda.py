"""The agenda of a meeting: body, date, time, place, members and items of business."""

from __future__ import annotations

import re

from councilgraph.documents import dates
from councilgraph.documents.lines import Line, lines
from councilgraph.documents.meeting_words import words
from councilgraph.documents.people import people
from councilgraph.documents.profiles import attendance, bodies, gatherings, times
from councilgraph.documents.profiles.items import items
from councilgraph.documents.stating import state
from councilgraph.models import Fact

# Within how many lines the head of an agenda stands.
_REACH = 60
_PUBLISHED = re.compile(r"\b(?:published|publication|despatch|issued?|updated|register)\b", re.IGNORECASE)


def read(raw: str, end: int) -> tuple[gatherings.Gathering | None, list[Fact]]:
    """Return the meeting of an agenda that stands before `end`, and its facts."""
    rows = list(lines(raw, 0, min(end, 20_000)))
    agenda = next((at for at, row in enumerate(rows) if _is_agenda(row.text)), None)
    dated = _dated(rows)
    if dated is None or (agenda is None and not _has_members(rows)):
        return None, []
    gathering = _gathering(rows, dated, end)
    if not gathering.body:
        return None, []
    found = [gatherings.meeting_fact(gathering, "agenda"), *attendance.read(raw, gathering, expected=True)]
    start = rows[agenda].end if agenda is not None else gathering.people_end
    found += [
        state(
            "agenda_item",
            (item.start, item.head_end),
            meeting=gathering.name,
            number=item.number,
            subject=item.subject,
            pages=item.pages,
        )
        for item in items(raw, start, end)
    ]
    return gathering, found


def _is_agenda(line: str) -> bool:
    return bool(
        re.match(r"^\W*agenda\b(?:\W*$|\s+(?:for|of|items?|and minutes)\b|\s*[–-]\s*part\b)", line, re.IGNORECASE)
    )


def _has_members(rows: list[Line]) -> bool:
    return any(gatherings.list_label(row.text)[0] == "member" for row in rows[:_REACH])


def _dated(rows: list[Line]) -> int | None:
    """Return the line with the date of the meeting: labelled, or a line that is little more than a date."""
    labels = tuple(label.lower() for label in words()["agenda"]["date"])
    for at, row in enumerate(rows[:_REACH]):
        bare = row.text.strip(" #*|\t").lower()
        found = next(dates.dates(row.text), None)
        if not found or _PUBLISHED.search(row.text):
            continue
        rest = row.text[: found.start] + row.text[found.end :]
        labelled = bare.startswith(labels)
        if labelled or times.WEEKDAY.search(rest) or len(re.sub(r"\W", "", rest)) < 25:
            return at
    return None


def _value(rows: list[Line], field: str) -> str:
    labels = tuple(label.lower() for label in words()["agenda"][field])
    for at, row in enumerate(rows[:_REACH]):
        bare = row.text.strip(" #*|\t")
        for label in labels:
            mark = re.match(rf"{re.escape(label)}\s*(?:[:|\t]\s*[|\t]?)\s*(.*)$", bare, re.IGNORECASE)
            if mark:
                return mark[1].strip(" |") or (rows[at + 1].text if at + 1 < len(rows) else "")
    return ""


def _gathering(rows: list[Line], dated: int, end: int) -> gatherings.Gathering:
    line = rows[dated]
    found = next(dates.dates(line.text))
    body, start = _body(rows, dated)
    time, place = _time_place(rows, dated)
    people_start, people_end = _members(rows)
    if not people_end:
        people_start = people_end = line.end
    return gatherings.Gathering(
        body=body,
        date=found.date,
        starts=time,
        ends="",
        place=place,
        start=min(start, line.start),
        head_end=line.end,
        people_start=people_start,
        people_end=people_end,
        end=end,
    )


def _body(rows: list[Line], dated: int) -> tuple[str, int]:
    labelled = _value(rows, "body")
    if labelled and bodies.body_in(labelled):
        return bodies.proper(labelled), rows[dated].start
    for row in rows[:_REACH]:
        named = re.match(
            r"^\W*(?:agenda|meeting)\s+(?:for|of)\s+(?:the\s+|a\s+)?(?:meeting of\s+)?(?:the\s+)?(.+)$",
            row.text,
            re.IGNORECASE,
        )
        if named and bodies.body_in(named[1]):
            return bodies.proper(re.split(r"\s+(?:on|to be held)\b", named[1])[0]), row.start
    head = [(row.start, row.text) for row in rows[: dated + 1]]
    return bodies.body_above(head, dated)


def _time_place(rows: list[Line], dated: int) -> tuple[str, str]:
    """Return time and place: labelled, beside the date, or on the lines that follow it."""
    time = times.time_in(_value(rows, "time")) or times.time_in(times.without_dates(rows[dated].text))
    place = _value(rows, "place") or _beside(rows, dated)
    after = rows[dated + 1 : dated + 4]
    for row in after:
        if gatherings.list_label(row.text)[0] or _is_agenda(row.text):
            break
        here = times.time_in(row.text) if len(row.text) < 40 else ""
        if here and not time:
            time = here
            beside = re.sub(r"^[\d.:\s]*(?:[ap]\.?m\.?|noon)?\W*", "", row.text, flags=re.IGNORECASE)
            if not place and len(beside) > 8:
                place = beside
        elif time and not place and _is_place(row.text):
            place = row.text.strip(" #*|")
    return time, " ".join(place.split())


def _beside(rows: list[Line], dated: int) -> str:
    """Return the place where the meeting is called: "to be held in X on ...", or "at 2 pm in the X" by the date."""
    near = " ".join(row.text.strip(" #*|") for row in rows[max(dated - 2, 0) : dated + 1])
    held = re.search(r"\bheld (?:in|at) (?:the )?(?P<place>[A-Z][\w' ,.-]{3,90}?)[ ,]+(?:on|at)\b", near)
    by = re.search(r"(?:[ap]\.?m\.?|noon|\d[.:]\d\d)\s*,?\s+(?:in|at) (?:the )?(?P<place>[A-Z][\w' ,-]{3,90})$", near)
    found = held or by
    return bodies.bare(found["place"]) if found else ""


def _is_place(line: str) -> bool:
    bare = line.strip(" #*|")
    return 3 < len(bare) < 110 and bare[:1].isupper() and not bare.endswith((".", ":")) and ":" not in bare


def _members(rows: list[Line]) -> tuple[int, int]:
    """Return the span of the list of members, from its label to the last line that names people."""
    for at, row in enumerate(rows):
        capacity, column = gatherings.list_label(row.text)
        if capacity != "member":
            continue
        last = row.end if people(row.text[column:]) else 0
        for after in rows[at + 1 : at + 40]:
            if _is_agenda(after.text) or len(after.text) > 400 or after.text.rstrip().endswith("agenda."):
                break
            named = people(after.text) or gatherings.list_label(after.text)[0]
            if named and not re.search(r"\b(?:are|is|will|invited|attend|meeting)\b", after.text):
                last = after.end
            elif last:
                break
        if last:
            return row.start, last
    return 0, 0
