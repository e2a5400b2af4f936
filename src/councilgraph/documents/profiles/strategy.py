"""Strategies, plans, annual reports and partnership reports: title, owner, period, members of the board."""

from __future__ import annotations

import re
from collections.abc import Iterator

from councilgraph.documents.lines import Line, lined, lines
from councilgraph.documents.people import is_post, people
from councilgraph.documents.profiles import periods
from councilgraph.documents.profiles.values import Draft, Findings
from councilgraph.documents.stating import state
from councilgraph.models import Cell, Fact, Section, Table

_REACH = 8000
# An organisation in a list of members is known by one of these words.
_BODY = re.compile(
    r"\b(?:Council|NHS|Trust|Board|Police|Service|Services|University|College|Healthwatch|Association|Ltd|CIC|Probation|"
    r"Fire|Constabulary|Hospital|Hospitals|Partnership|Commission|Age UK|Housing|Alliance|Network|Foundation|Agency)\b"
)


def read(draft: Draft, kind: str = "strategy") -> Findings:
    """Return the facts of a strategy, plan or report of a partnership."""
    facts = [_paper(draft), *members(draft)]
    return Findings(kind, tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.kind, fact.values))))


def annual_report(draft: Draft) -> Findings:
    """Return the facts of the annual report of a board or partnership."""
    return read(draft, "annual-report")


def _paper(draft: Draft) -> Fact:
    rows = list(lines(draft.text, 0, min(_REACH, len(draft.text))))
    owner = _labelled(rows, periods.words()["owner"])
    stated = _labelled(rows, periods.words()["period"])
    period = periods.first(draft.title) or (periods.first(stated.text) if stated else None)
    start, end = (rows[0].start, rows[0].end) if rows else (0, 0)
    return state(
        "strategy",
        (start, end),
        title=draft.title,
        owner=owner.text if owner else None,
        starts=period.starts if period else None,
        ends=period.ends if period else None,
    )


def _labelled(rows: list[Line], labels: list[str]) -> Line | None:
    """Return what stands beside or under one of the labels."""
    names = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    pattern = re.compile(rf"^\W*(?:{names})\s*(?:[:|\t]\s*[|\t]?|\s{{2,}})\s*(?P<value>[^|\t]*)", re.IGNORECASE)
    for at, row in enumerate(rows):
        match = pattern.match(row.text)
        if not match:
            continue
        value = match["value"].strip(" |")
        if value:
            return Line(row.start + match.start("value"), row.end, value)
        if at + 1 < len(rows) and len(rows[at + 1].text) < 120:
            return rows[at + 1]
    return None


def members(draft: Draft) -> Iterator[Fact]:
    """Yield the members of a board whom a document lists in a table or a list under a heading of membership."""
    for section in draft.sections:
        opening = section.heading.casefold()
        if not opening.startswith(tuple(periods.words()["membership"])):
            continue
        board = board_in(section.heading) or next(filter(None, map(board_in, reversed(section.path))), "")
        board = board or board_in(draft.title)
        if not board:
            continue
        tables = [table for table in draft.tables if section.start <= table.start < section.end]
        for table in tables:
            yield from _rows(table, board)
        if not tables:
            yield from _list(draft, section, board)


def board_in(line: str) -> str:
    """Return the name of a board in a heading or title: "Membership of the Eastmoor Safeguarding Adults Board"."""
    heads = "|".join(periods.words()["boards"])
    match = re.search(
        rf"\b(?P<name>[A-Z][\w'&-]*(?:\s(?:(?:and|of|for|the|&)\s){{0,2}}[A-Z][\w'&-]*){{0,7}}?\s(?:{heads}))\b", line
    )
    if not match:
        return ""
    return re.sub(r"^(?:Membership|Members) of (?:the )?|^(?:The|Our) ", "", match["name"])


def _rows(table: Table, board: str) -> Iterator[Fact]:
    header, rows = (table.header, table.rows) if table.header else (table.rows[0], table.rows[1:])
    columns: dict[str, int] = {}
    for field, names in periods.words()["columns"].items():
        for at, cell in enumerate(header):
            if at not in columns.values() and any(re.search(rf"\b{name}", cell.text.lower()) for name in names):
                columns[field] = at
                break
    if not {"person", "organisation"} & set(columns):
        return
    for row in rows:
        values: dict[str, object] = {field: _at(row, at) for field, at in columns.items()}
        if any(values.values()):
            yield state("board_member", (row[0].start, row[-1].end), derived=False, board=board, **values)


def _at(row: tuple[Cell, ...], at: int) -> str:
    return row[at].text if at < len(row) else ""


def _list(draft: Draft, section: Section, board: str) -> Iterator[Fact]:
    flat = lined(draft.text)
    for row in lines(draft.text, section.start, section.end):
        item = re.match(r"^\s*(?:[-*•▪●]|\d{1,2}[.)])\s+(?P<item>\S.*)$", row.text)
        if not item:
            continue
        start = row.start + item.start("item")
        found = people(flat, start, row.end)
        if len(found) == 1 and (found[0].note or not _BODY.search(item["item"])):
            yield _member(board, found[0].name, found[0].note, (start, row.end))
        elif len(item["item"]) < 100 and _BODY.search(item["item"]):
            yield state("board_member", (start, row.end), board=board, organisation=item["item"].rstrip(" .;,"))


def _member(board: str, name: str, note: str, span: tuple[int, int]) -> Fact:
    """Return a member whose note holds post and organisation: "Director of Adults, Westhaven City Council"."""
    parts = [part.strip(" .()") for part in re.split(r"[,;()|]|\s[–-]\s", note) if part.strip(" .()")]
    at = next((at for at, part in enumerate(parts) if _BODY.search(part) and not is_post(part)), len(parts))
    return state(
        "board_member",
        span,
        board=board,
        person=name,
        post=", ".join(parts[:at]),
        organisation=", ".join(parts[at:]),
    )
