"""Strategies, plans, annual reports and partnership reports: title, owner, period; members of their boards."""

from __future__ import annotations

import datetime
import re

from councilgraph.documents.lines import Line, lines
from councilgraph.documents.profiles import membership, periods
from councilgraph.documents.profiles.membership import board_in
from councilgraph.documents.profiles.values import Draft, Findings
from councilgraph.documents.stating import state
from councilgraph.models import Fact

_REACH = 8000
# How many lines the cover of a paper has: title, whose it is, its years.
_COVER = 12
_COUNCIL = re.compile(r"(?:[A-Z][\w'&-]*\s){1,6}Council|(?:London|Royal) Borough of .{3,40}")
_COVERS = re.compile(
    r"\b(?:this|the|our) (?:\w+ ){0,4}?(?:strategy|plan|policy|framework|statement|report|document)\s+"
    r"(?:covers?|runs?|spans?|is for|sets out[^.]{0,80}?\bfor)\b(?P<after>[^.]{0,45})",
    re.IGNORECASE,
)


def read(draft: Draft, kind: str = "strategy") -> Findings:
    """Return the facts of a strategy, plan or report of a partnership."""
    rows = list(lines(draft.text, 0, min(_REACH, len(draft.text))))
    title = _title(draft, rows)
    facts = [_paper(rows, title, kind), *membership.members(draft, title)]
    return Findings(kind, tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.kind, fact.values))), title)


def annual_report(draft: Draft) -> Findings:
    """Return the facts of the annual report of a board or partnership."""
    return read(draft, "annual-report")


def _title(draft: Draft, rows: list[Line]) -> str:
    """Return the title; where it is only the name of a body or place, with the line that says what the paper is."""
    heads = "|".join((*periods.words()["heads"], "Report", "Review", "Reference"))
    if re.search(rf"\b(?:{heads})\b", draft.title, re.IGNORECASE):
        return draft.title
    forms = re.compile("|".join(periods.words()["titles"]), re.IGNORECASE)
    for row in rows[:6]:
        line = row.text.strip(" #*")
        if len(line) < 80 and line != draft.title and forms.fullmatch(line):
            return f"{draft.title}: {line}"
    return draft.title


def _paper(rows: list[Line], title: str, kind: str) -> Fact:
    period = _period(rows, title)
    if period and kind == "annual-report" and period.ends.year == period.starts.year + 1:
        # An annual report "2023-2024" is of a financial year.
        period = periods.Span(datetime.date(period.starts.year, 4, 1), datetime.date(period.ends.year, 3, 31))
    start, end = (rows[0].start, rows[0].end) if rows else (0, 0)
    return state(
        "strategy",
        (start, end),
        title=title,
        owner=_owner(rows, title),
        starts=period.starts if period else None,
        ends=period.ends if period else None,
    )


def _period(rows: list[Line], title: str) -> periods.Span | None:
    """Return the period in the title, beside a label, on the cover, or in the sentence that tells what it covers."""
    stated = _labelled(rows, periods.words()["period"])
    found = periods.first(title) or (periods.first(stated.text) if stated else None)
    for row in rows[:_COVER]:
        if found or len(row.text) > 90 or row.text.endswith("."):
            break
        found = periods.first(row.text)
    if found:
        return found
    covers = _COVERS.search(" ".join(row.text for row in rows))
    return periods.first(covers["after"]) if covers else None


def _owner(rows: list[Line], title: str) -> str:
    """Return the owner: beside its label, the board in the title, or the council or board named on the cover."""
    labelled = _labelled(rows, periods.words()["owner"])
    if labelled:
        return labelled.text
    if board := board_in(title):
        return board
    for row in rows[:_COVER]:
        line = row.text.strip(" #*|")
        if _COUNCIL.fullmatch(line) or (len(line) < 80 and board_in(line) == line):
            return line
    named = _COUNCIL.match(title)
    return named[0] if named else ""


def _labelled(rows: list[Line], labels: list[str]) -> Line | None:
    """Return what stands beside or under one of the labels."""
    names = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    pattern = re.compile(
        rf"^\W*(?:{names})\s*(?:[:|\t]\W*?[|\t]?|\s{{2,}}|(?<=by)\s)\s*(?P<value>[^|\t]*)", re.IGNORECASE
    )
    for at, row in enumerate(rows):
        match = pattern.match(row.text)
        if not match:
            continue
        value = match["value"].strip(" |*")
        if value:
            return Line(row.start + match.start("value"), row.end, value)
        if at + 1 < len(rows) and len(rows[at + 1].text) < 120:
            return rows[at + 1]
    return None
