"""Front sheets of reports: subject, committee, date, members and officers, in the labels of many councils."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from councilgraph import text
from councilgraph.documents import dates
from councilgraph.documents.lines import Line, lines
from councilgraph.documents.people import is_post, people, words
from councilgraph.documents.profiles import gatherings, recommendations
from councilgraph.documents.profiles.values import Draft
from councilgraph.documents.stating import state
from councilgraph.models import Fact

# A front sheet has at least so many labels within so many lines of its first.
_LEAST, _REACH = 4, 40
# How far behind the sheet the labels of wards and contacts may stand, in characters.
_BEHIND = 4000
# How far from the start a document may have its own front sheet, in characters.
_HEAD = 1500
_PERSONS = ("cabinet_member", "lead_officer", "author")
_ANSWER = re.compile(
    r"^\W*(?P<yes>yes|y|key)\b|^\W*(?P<no>no|n|non-key|not key)(?![\w/])|^\W*(?P<none>n/a|not applicable)", re.I
)


# How to reach a person, behind the name and post.
_REACHED = re.compile(r"\S+@\S+|\b(?:tel|telephone|phone|e-?mail|mobile)\b.*", re.IGNORECASE)


class Front(NamedTuple):
    """A front sheet: the values of its fields and where it begins and ends."""

    fields: dict[str, str]
    start: int
    end: int


class _Part(NamedTuple):
    """A line or cell of a front sheet: the field of its label, if any, and its value."""

    field: str
    value: str


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    """Return (label, field) in lower case, longest first."""
    pairs = [(label.lower(), field) for field, labels in words()["front"].items() for label in labels]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _starts() -> tuple[str, ...]:
    return tuple({label[:3] for label, _ in _labels()})


@cache
def _openings() -> re.Pattern[str]:
    groups = [
        f"(?P<{field}>{'|'.join(re.escape(form) for form in sorted(forms, key=len, reverse=True))})"
        for field, forms in words()["openings"].items()
    ]
    return re.compile(rf"^(?:{'|'.join(groups)})\b\s+(?P<value>[A-Z].{{2,150}})$", re.IGNORECASE)


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
        begins = _parts(rows[at].text)[0].field not in ("", "other", "job", "name")
        front, after = _front(raw, rows, at) if begins else (None, at + 1)
        if front:
            found.append(front)
        at = after
    return found


def _parts(line: str) -> list[_Part]:
    """Return the labels of a line with their values; cells of a table may each have a label of their own."""
    cells = [cell.strip(" #*") for cell in re.split(r"\s*[|\t]\s*", line.strip(" |\t"))]
    if len(cells) == 1:
        field, value = _label(line)
        return [_Part(field, value)]
    made: list[_Part] = []
    few = len([cell for cell in cells if cell]) <= 2
    for cell in cells:
        field, value = _label(cell) if few or ":" in cell or "?" in cell else ("", "")
        if field and (not made or made[-1].value or not made[-1].field or value):
            made.append(_Part(field, value))
        elif made and made[-1].field and not made[-1].value:
            made[-1] = _Part(made[-1].field, cell)
        elif cell or not made:
            made.append(_Part("", cell))
    return made


def _label(line: str) -> tuple[str, str]:
    """Return the field of a line's label and what stands behind it; a label is followed by a colon or stands alone."""
    bare = line.strip(" #*|\t-").replace("**", "")
    lower = bare.lower()
    for label, field in _labels() if lower.startswith(_starts()) else ():
        if lower.startswith(label):
            mark = re.match(r"\s*(?:[:?]\s*|\s{2,}|$)\s*", bare[len(label) :])
            if mark:
                return field, bare[len(label) :][mark.end() :].strip(" |\t*")
    opened = _openings().match(bare)
    if opened and (not opened["committee"] or gatherings.body_in(opened["value"])):
        return next(field for field in words()["openings"] if opened[field]), opened["value"]
    return "", ""


def _front(raw: str, rows: list[Line], at: int) -> tuple[Front | None, int]:
    fields: dict[str, str] = {}
    end, last, stop = rows[at].end, "", at
    for index in range(at, min(at + _REACH, len(rows))):
        row = rows[index]
        parts = _parts(row.text)
        adjacent = index > at and stop == index - 1 and raw.count("\n", rows[index - 1].end, row.start) <= 1
        if parts[0].field == "report" and fields.get("report") and not adjacent and len(fields) >= _LEAST:
            break
        if any(part.field for part in parts):
            for part in parts:
                last = _put(fields, part, last)
        elif last not in ("", "other") and (
            not fields.get(last) or (adjacent and _runs_on(rows[index - 1].text, row.text))
        ):
            if row.text.startswith("#"):
                break
            _go_on(fields, last, row.text.strip(" |*"))
        elif len(fields) >= _LEAST or index - stop > 3:
            break
        else:
            continue
        end, stop = row.end, index
    fields = _tidied(fields)
    stated = len(fields)
    if "report" not in fields or "committee" not in fields:
        fields = {**_above(rows, at, fields), **fields}
    if (
        stated < (1 if _is_bare(rows[at]) else _LEAST - 1)
        or len(fields) < _LEAST
        or not ({"report", "committee"} & set(fields))
    ):
        return None, at + 1
    start = rows[at].start
    return Front(_tidied({**_behind(raw, end), **fields}), start, end), stop + 1


def _put(fields: dict[str, str], part: _Part, last: str) -> str:
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
    opened = _openings().match(row.text.strip(" #*|"))
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
        full["committee"] = gatherings.bare(committee[: date.start])
    for name in ("report", "committee", *_PERSONS):
        if name in full:
            full[name] = gatherings.ordinary(full[name])
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
        if _parts(row.text)[0].field:
            break
        date = next(dates.dates(words_), None)
        body = (
            gatherings.body_in(words_)
            and not words_.endswith(".")
            and not re.search(r"\bcouncil$", words_, re.IGNORECASE)
        )
        if date and len(words_) < 60:
            found.setdefault("date", words_[date.start : date.end])
            words_ = words_[: date.start].strip(" ,–-")
            body = body and bool(words_)
        title = row is rows[at - 1] and not date and 3 < len(words_) < 160 and not words_.endswith((".", ":"))
        if title and "report" not in fields and ("committee" in fields or not body):
            found.setdefault("report", words_)
        elif body and len(words_) < 60:
            found.setdefault("committee", gatherings.bare(words_))
    return {name: value for name, value in found.items() if value and name not in fields}


def _behind(raw: str, end: int) -> dict[str, str]:
    """Return wards, key decision and contact officer where a sheet gives them behind its summary."""
    found: dict[str, str] = {}
    last = ""
    for row in lines(raw, end, min(end + _BEHIND, len(raw))):
        for part in _parts(row.text):
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
