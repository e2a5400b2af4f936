"""Front sheets of reports and their recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from councilgraph import text
from councilgraph.documents import dates
from councilgraph.documents.lines import Line, lines
from councilgraph.documents.people import is_post, people, words
from councilgraph.documents.profiles.values import Draft
from councilgraph.documents.stating import state
from councilgraph.models import Fact

# A front sheet has at least so many labels within so many lines of its first.
_LEAST, _REACH = 4, 30
_PERSONS = ("cabinet_member", "lead_officer", "author")
_LEAD = re.compile(
    r"^(?:(?:it is |that )?(?:(?:the )?\w+(?: \w+)? (?:is|are) )?(?:therefore )?recommended?\b|the recommendations?\b"
    r"|(?:that )?(?:the )?(?:cabinet|committee|board|council|executive|panel|members|sub-committee)\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^[ \t]*(?:[-*•▪●]\s+)?(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivxIVX]{1,4})[.)]|\d{1,2}\.\d{1,2}|[-*•▪●])\s+"
)


class Front(NamedTuple):
    """A front sheet: the values of its fields and where it begins and ends."""

    fields: dict[str, str]
    start: int
    end: int


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    """Return (label, field) in lower case, longest first."""
    pairs = [(label.lower(), field) for field, labels in words()["front"].items() for label in labels]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def read(draft: Draft) -> list[Fact]:
    """Return the reports, the posts that their front sheets name, and their recommendations."""
    found: list[Fact] = []
    fronts = find(draft.text)
    for at, front in enumerate(fronts):
        end = fronts[at + 1].start if at + 1 < len(fronts) else len(draft.text)
        found.append(_report(front))
        found.extend(_posts(front, draft.text))
        found.extend(_recommendations(draft.text, front, end))
    return found


def find(raw: str) -> list[Front]:
    """Return the front sheets of a pack, in order."""
    rows = list(lines(raw))
    found: list[Front] = []
    at = 0
    while at < len(rows):
        field, _ = _label(rows[at].text)
        front, after = _front(raw, rows, at) if field in ("report", "committee") else (None, at + 1)
        if front:
            found.append(front)
        at = after
    return found


def _label(line: str) -> tuple[str, str]:
    """Return the field of a line's label and what stands behind it; a label is followed by a colon or a cell."""
    bare = line.strip(" #*|\t-")
    lower = bare.lower()
    for label, field in _labels():
        if lower.startswith(label):
            rest = bare[len(label) :]
            mark = re.match(r"\s*(?:[:?]\s*[|\t]?|[|\t]|\s{2,}|$)\s*", rest)
            if mark:
                return field, rest[mark.end() :].strip(" |\t")
    return "", ""


def _front(raw: str, rows: list[Line], at: int) -> tuple[Front | None, int]:
    fields: dict[str, str] = {}
    end, last, stop = rows[at].end, "", at
    for index in range(at, min(at + _REACH, len(rows))):
        row = rows[index]
        field, value = _label(row.text)
        adjacent = index > at and raw.count("\n", rows[index - 1].end, row.start) <= 1
        if field and field in fields and field in ("report", "committee"):
            break
        if field:
            fields.setdefault(field, value)
            last = field
        elif last and (not fields[last] or (adjacent and _runs_on(row.text))) and not row.text.startswith("#"):
            fields[last] = f"{fields[last]} {row.text.strip(' |')}".strip()
        elif len(fields) >= _LEAST or index - stop > 3:
            break
        else:
            continue
        end, stop = row.end, index
    full = {name: value.rstrip(" .") for name, value in fields.items() if value.strip(" .")}
    if len(full) < _LEAST or not ({"report", "committee"} & set(full)):
        return None, at + 1
    return Front(full, rows[at].start, end), stop + 1


def _runs_on(line: str) -> bool:
    return len(line) < 120 and not re.match(r"^\W*[A-Z][\w /()]{2,40}[:?](?:\s|$)|^-{3,}", line)


def _report(front: Front) -> Fact:
    values: dict[str, object] = dict(front.fields)
    date = dates.first(front.fields.get("date", ""))
    values["date"] = date.isoformat() if date else None
    values.setdefault("report", "")
    return state("report", (front.start, front.end), derived=False, **values)


def _posts(front: Front, raw: str) -> Iterator[Fact]:
    flat = text.clean(raw)
    for field in _PERSONS:
        value = front.fields.get(field, "")
        for person in people(value):
            post = person.note.strip(" ,.)")
            if post and is_post(post):
                name = re.compile(r"\s+".join(re.escape(word) for word in person.name.split()))
                at = name.search(flat, front.start, front.end)
                span = at.span() if at else (front.start, front.end)
                yield state("post", span, person=person.name, post=post)


def _recommendations(raw: str, front: Front, end: int) -> Iterator[Fact]:
    rows = list(lines(raw, front.end, end))
    heading = next((at for at, row in enumerate(rows) if _recommends(raw, row)), None)
    if heading is None:
        return
    body = list(_body(raw, rows[heading + 1 :]))
    if rest := _beside(rows[heading]):
        body.insert(0, rest)
    points = _points(body)
    for number, point in enumerate(points, 1):
        subject = front.fields.get("report", "")
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
        if re.match(r"^\d{1,2}(?:\.\d)?\.?\s+[A-Z][A-Za-z ]{3,60}$", row.text) and not row.text.endswith("."):
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
