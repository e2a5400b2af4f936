"""Front sheets of reports: subject, committee, date, members and officers, in the labels of many councils."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from councilgraph import text
from councilgraph.documents import dates
from councilgraph.documents.lines import Line, lines
from councilgraph.documents.meeting_words import words
from councilgraph.documents.people import is_post, people
from councilgraph.documents.profiles import bodies, labels, recommendations
from councilgraph.documents.profiles.values import Draft
from councilgraph.documents.stating import state
from councilgraph.models import Fact

# A front sheet has at least so many labels within so many lines of its first.
_LEAST, _REACH = 4, 40
# How many lines that are no part of it a sheet may have between its first labels.
_GAP = 3
# How far behind the sheet the labels of wards and contacts may stand, in characters.
_BEHIND = 4000
# How far from the start a document may have its own front sheet, in characters.
_HEAD = 1500
_PERSONS = ("cabinet_member", "lead_officer", "author")
_ANSWER = re.compile(
    r"^\W*(?P<yes>yes|y|key)\b|^\W*(?P<no>no|n|non-key|not key)(?![\w/])|^\W*(?P<none>n/a|not applicable)",
    re.IGNORECASE,
)
# How to reach a person, behind the name and post.
_REACHED = re.compile(r"\S+@\S+|\b(?:tel|telephone|phone|e-?mail|mobile)\b.*", re.IGNORECASE)


class Front(NamedTuple):
    """A front sheet: the values of its fields and where it begins and ends."""

    fields: dict[str, str]
    start: int
    end: int


def read(draft: Draft) -> list[Fact]:
    """Return the reports, the posts that their front sheets name, and their recommendations."""
    found: list[Fact] = []
    fronts = find(draft.text)
    for at, front in enumerate(fronts):
        end = fronts[at + 1].start if at + 1 < len(fronts) else len(draft.text)
        found.append(_report(front))
        found.extend(_posts(front, draft.text))
        found.extend(recommendations.read(draft.text, front.fields.get("report", ""), front.end, end))
    return found


def opens(raw: str) -> bool:
    """Tell whether a document opens with a front sheet."""
    found = find(raw[:_BEHIND])
    return bool(found) and found[0].start < _HEAD


def find(raw: str) -> list[Front]:
    """Return the front sheets of a pack, in order."""
    rows = list(lines(raw))
    found: list[Front] = []
    at = 0
    while at < len(rows):
        begins = labels.parts(rows[at].text)[0].field not in ("", "other", "job", "name")
        front, after = _front(raw, rows, at) if begins else (None, at + 1)
        if front:
            found.append(front)
        at = after
    return found


class _Sheet:
    """A front sheet while its lines are taken in: its fields so far and the last line that belongs to it."""

    def __init__(self, raw: str, rows: list[Line], at: int) -> None:
        self.fields: dict[str, str] = {}
        self.end, self.last_line = rows[at].end, at
        self._raw, self._rows, self._at = raw, rows, at
        self._open = ""

    def take(self, index: int) -> bool:
        """Take in a line; tell whether the sheet may go on after it."""
        row = self._rows[index]
        parts = labels.parts(row.text)
        adjacent = self._is_adjacent(index)
        full = len(self.fields) >= _LEAST
        if parts[0].field == "report" and self.fields.get("report") and not adjacent and full:
            # that of the next report
            return False
        if any(part.field for part in parts):
            for part in parts:
                self._open = _put(self.fields, part, self._open)
        elif self._takes(index, adjacent):
            if row.text.startswith("#"):
                return False
            _go_on(self.fields, self._open, row.text.strip(" |*"))
        else:
            return not full and index - self.last_line <= _GAP
        self.end, self.last_line = row.end, index
        return True

    def _is_adjacent(self, index: int) -> bool:
        """Tell whether a line follows the last of the sheet without an empty line between."""
        if index == self._at or self.last_line != index - 1:
            return False
        return self._raw.count("\n", self._rows[index - 1].end, self._rows[index].start) <= 1

    def _takes(self, index: int, adjacent: bool) -> bool:
        """Tell whether a line without a label is the value of the last label, or goes on with it."""
        if self._open in ("", "other"):
            return False
        goes_on = adjacent and _runs_on(self._rows[index - 1].text, self._rows[index].text)
        return not self.fields.get(self._open) or goes_on


def _front(raw: str, rows: list[Line], at: int) -> tuple[Front | None, int]:
    """Return the front sheet that begins at a line, if one does, and the line after it."""
    sheet = _Sheet(raw, rows, at)
    for index in range(at, min(at + _REACH, len(rows))):
        if not sheet.take(index):
            break
    fields = _tidied(sheet.fields)
    enough = len(fields) >= (1 if _is_bare(rows[at]) else _LEAST - 1)
    if "report" not in fields or "committee" not in fields:
        fields = {**_above(rows, at, fields), **fields}
    if not enough or len(fields) < _LEAST or not ({"report", "committee"} & set(fields)):
        return None, at + 1
    return Front(_tidied({**_behind(raw, sheet.end), **fields}), rows[at].start, sheet.end), sheet.last_line + 1


def _put(fields: dict[str, str], part: labels.Part, last: str) -> str:
    """Take in a label with its value; return the field that words without a label now belong to."""
    if not part.field:
        return last
    if part.field in ("job", "name"):
        # "Name: ..., Position: ..." below a contact, or beside an author, complete it.
        whose = next((field for field in ("author", "officer") if field in fields), "")
        if whose and last:
            fields[whose] = ", ".join(filter(None, (fields[whose], part.value)))
        return last
    field = "cabinet_member" if part.field == "lead_officer" and _is_member(part.value) else part.field
    if fields.get(field):
        # The label again: what follows it is of no use.
        return "other"
    fields[field] = part.value
    return field


def _is_bare(row: Line) -> bool:
    """Tell whether a sheet has no labels: its lines are body, date and title, and then "Report of the Director"."""
    opened = labels.openings().match(row.text.strip(" #*|"))
    return bool(opened and opened["lead_officer"])


def _go_on(fields: dict[str, str], field: str, words_: str) -> None:
    several = field in _PERSONS and re.match(
        r"^(?:Councillor |Cllr )?[A-Z][\w'-]+ [A-Z][\w'-]+(?: [A-Z][\w'-]+)?,", words_
    )
    fields[field] = f"{fields[field]}{'; ' if several and fields[field] else ' '}{words_}".strip()


def _tidied(fields: dict[str, str]) -> dict[str, str]:
    """Return what the fields say: dates apart from bodies, officers apart from members, capitals made ordinary."""
    full = {name: " ".join(value.split()).rstrip(" .;") for name, value in fields.items() if value.strip(" .;")}
    full.pop("other", None)
    if "officer" in full:
        full.setdefault("author", full["officer"])
        del full["officer"]
    committee = full.get("committee", "")
    date = next(dates.dates(committee), None)
    if date:
        full.setdefault("date", committee[date.start : date.end])
        full["committee"] = bodies.bare(committee[: date.start])
    for name in ("report", "committee", *_PERSONS):
        if name in full:
            full[name] = bodies.ordinary(full[name])
    for name in _PERSONS:
        reach = _REACHED.search(full.get(name, ""))
        if reach:
            full.setdefault("contact", reach[0].strip(" ,.;"))
            full[name] = full[name][: reach.start()].rstrip(" ,.;(–-")
    if "key_decision" in full:
        answer = _ANSWER.match(full["key_decision"])
        full["key_decision"] = _answered(answer) if answer else full["key_decision"]
    return {name: value for name, value in full.items() if value}


def _answered(answer: re.Match[str]) -> str:
    return "Yes" if answer["yes"] else "No" if answer["no"] else "N/A"


def _is_member(who: str) -> bool:
    lower = who.lower()
    return any(re.search(rf"(?:^|,\s*|\()(?:the )?{form}\b", lower) for form in words()["members"])


def _above(rows: list[Line], at: int, fields: dict[str, str]) -> dict[str, str]:
    """Return what stands without labels above the sheet: the body, the date, and the title right above."""
    found: dict[str, str] = {}
    for row in reversed(rows[max(at - 6, 0) : at]):
        words_ = row.text.strip(" #*|")
        if labels.parts(row.text)[0].field:
            break
        date = next(dates.dates(words_), None)
        body = (
            bodies.body_in(words_) and not words_.endswith(".") and not re.search(r"\bcouncil$", words_, re.IGNORECASE)
        )
        if date and len(words_) < 60:
            found.setdefault("date", words_[date.start : date.end])
            words_ = words_[: date.start].strip(" ,–-")
            body = body and bool(words_)
        title = row is rows[at - 1] and not date and 3 < len(words_) < 160 and not words_.endswith((".", ":"))
        if title and "report" not in fields and ("committee" in fields or not body):
            found.setdefault("report", words_)
        elif body and len(words_) < 60:
            found.setdefault("committee", bodies.bare(words_))
    return {name: value for name, value in found.items() if value and name not in fields}


def _behind(raw: str, end: int) -> dict[str, str]:
    """Return wards, key decision and contact officer where a sheet gives them behind its summary."""
    found: dict[str, str] = {}
    last = ""
    for row in lines(raw, end, min(end + _BEHIND, len(raw))):
        for part in labels.parts(row.text):
            if part.field == "report" and part.value:
                return found
            wanted = part.field in ("wards", "key_decision", "officer") and part.field not in found and ":" in row.text
            if wanted or (part.field in ("name", "job") and last == "officer"):
                last = _put(found, part, last)
            elif not part.field:
                last = ""
    return found


def _runs_on(before: str, line: str) -> bool:
    """Tell whether a line goes on with the one before it, which is full or ends in the middle of something."""
    if len(line) > 120 or re.match(r"^\W*[A-Z][\w /()]{2,40}[:?](?:\s|$)|^-{3,}|^\W*\d{1,2}[.)]\s", line):
        return False
    if line.startswith("|"):
        return bool(re.match(r"^\|\s*\|", line))
    full = len(before) > 45 or re.search(r"(?:[,&/–-]|\b(?:and|of|for|the|to|in|with))$", before.rstrip())
    return bool(full or line[:1].islower())


def _report(front: Front) -> Fact:
    values: dict[str, object] = {name: value for name, value in front.fields.items() if name not in ("job", "name")}
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
                name = re.compile(r"\s+".join(re.escape(word) for word in person.name.split()), re.IGNORECASE)
                at = name.search(flat, front.start, front.end)
                span = at.span() if at else (front.start, front.end)
                yield state("post", span, person=person.name, post=post)
