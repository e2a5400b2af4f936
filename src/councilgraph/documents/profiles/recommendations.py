"""What a report recommends: the points under its heading of recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from councilgraph.documents.lines import Line, lines
from councilgraph.documents.meeting_words import words
from councilgraph.documents.stating import state
from councilgraph.models import Fact

_LEAD = re.compile(
    r"^(?:(?:it is |that )?(?:(?:the )?\w+(?: \w+)? (?:is|are) )?(?:therefore )?recommended?\b|the recommendations?\b"
    r"|(?:that )?(?:the )?(?:cabinet|committee|board|council|executive|panel|members|sub-committee)\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^[ \t]*(?:[-*•▪●]\s+)?(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivxIVX]{1,4})[.)]|\d{1,2}\.\d{1,2}|[-*•▪●])\s+"
)


def read(raw: str, subject: str, start: int, end: int) -> Iterator[Fact]:
    """Yield the recommendations of the report whose front sheet ends at `start` and that itself ends at `end`."""
    rows = list(lines(raw, start, end))
    heading = next((at for at, row in enumerate(rows) if _recommends(raw, row)), None)
    if heading is None:
        return
    body = list(_body(raw, rows[heading + 1 :]))
    if rest := _beside(rows[heading]):
        body.insert(0, rest)
    points = _points(body)
    for number, point in enumerate(points, 1):
        yield state("recommendation", (point.start, point.end), report=subject, number=number, text=point.text)


def _recommends(raw: str, row: Line) -> bool:
    bare = re.sub(r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?", "", row.text).lower()
    names = sorted(words()["recommends"], key=len, reverse=True)
    for name in names:
        if bare.startswith(name):
            rest = bare[len(name) :].strip()
            return not rest or rest.startswith(":") or _emphatic(raw, row)
    return False


def _beside(row: Line) -> Line | None:
    mark = re.search(r":\s+(?=\S)", row.text)
    return Line(row.start + mark.end(), row.end, row.text[mark.end() :]) if mark else None


def _emphatic(raw: str, row: Line) -> bool:
    """Tell whether a line stands out as a heading does: by marks, or by being bold as a whole."""
    line_start = raw.rfind("\n", 0, row.start) + 1
    stop = raw.find("\n", row.end)
    line = raw[line_start : stop if stop >= 0 else len(raw)].strip()
    if line.startswith("#"):
        return True
    return bool(re.fullmatch(r"(?:\*\*|<b>)[^*<]{3,160}(?:\*\*|</b>)[\s:]*", line))


def _body(raw: str, rows: list[Line]) -> Iterator[Line]:
    """Yield the lines of a section: up to the next line that stands out, a rule, or a numbered heading."""
    for at, row in enumerate(rows):
        emphatic = _emphatic(raw, row) or (raw[row.start - 2 : row.start] == "**" and row.text.endswith(":"))
        if emphatic or re.fullmatch(r"[-_*\s]{3,}", row.text) or at > 60:
            return
        if re.match(r"^\d{1,2}(?:\.\d)?[.)]?\s+[A-Z][A-Za-z ]{3,60}$", row.text) and not row.text.endswith("."):
            return
        yield row


def _points(rows: list[Line]) -> list[Line]:
    """Return the points of a list; where there is none, each paragraph that is more than an opening."""
    points: list[Line] = []
    listed = any(_LISTED.match(row.text) for row in rows)
    for row in rows:
        mark = _LISTED.match(row.text)
        if mark:
            points.append(Line(row.start + mark.end(), row.end, row.text[mark.end() :]))
        elif listed and points and row.text[:1].islower():
            last = points[-1]
            points[-1] = Line(last.start, row.end, f"{last.text} {row.text}")
        elif not listed and not (row.text.endswith((":", "-", "–")) and _LEAD.match(row.text)):
            points.append(row)
    return points
