"""The overall rating of an assessment, wherever a report of the regulator puts it."""

from __future__ import annotations

import re
from typing import NamedTuple

from councilgraph import text
from councilgraph.documents.lines import Line
from councilgraph.documents.profiles.framework import framework, plain
from councilgraph.documents.profiles.values import Draft


class Rating(NamedTuple):
    """A rating found, with its span and whether it is indicative."""

    name: str
    start: int
    end: int
    indicative: bool


def find(draft: Draft, rows: list[Line]) -> Rating | None:
    """Return the overall rating: beside or under its label, in a column of that name, or as a sentence gives it."""
    return _labelled_rating(draft, rows) or _tabled_rating(draft) or _told_rating(draft)


def _rating_value(draft: Draft) -> re.Pattern[str]:
    names = "|".join(framework()["ratings"])
    council = rf"(?:{re.escape(draft.council_name)}\W+)?" if draft.council_name else ""
    return re.compile(rf"^\W*{council}(?:(?:rating|rated|overall)\W+)?({names})(?=$|\W)(?!\s+[a-z])", re.IGNORECASE)


def _labelled_rating(draft: Draft, rows: list[Line]) -> Rating | None:
    labels = sorted((label.casefold() for label in framework()["labels"]["rating"]), key=len, reverse=True)
    ends = {line.casefold() for line in framework()["rating_ends"]}
    value = _rating_value(draft)
    for at, row in enumerate(rows):
        label = next((label for label in labels if re.match(rf"{re.escape(label)}\b", plain(row.text))), None)
        if label is None:
            continue
        rest = plain(row.text)[len(label) :].lstrip(" :|\t–-")
        # The label alone, the label with words of its own ("... for this council"), or the value beside it:
        # a sentence that begins with such words is none of them.
        heading = not rest or (" " in label and len(row.text) < 80 and not row.text.endswith((".", ",", ";")))
        candidates = [Line(row.start, row.end, rest)] if rest else []
        for line in (*candidates, *(rows[at + 1 : at + 8] if heading else ())):
            if plain(line.text) in ends:
                break
            match = value.match(line.text)
            if match:
                return Rating(_proper(match[1]), line.start, line.end, "indicative" in label)
    return None


def _tabled_rating(draft: Draft) -> Rating | None:
    value = _rating_value(draft)
    labels = {label.casefold() for label in framework()["labels"]["rating"]}
    for table in draft.tables:
        columns = [at for at, cell in enumerate(table.header) if plain(cell.text) in labels]
        for cell in (row[at] for row in table.rows for at in columns if at < len(row)):
            match = value.match(cell.text)
            if match:
                return Rating(_proper(match[1]), cell.start, cell.end, False)
    return None


def _told_rating(draft: Draft) -> Rating | None:
    """Return the rating of a sentence that says so of the council itself, not of services in its area."""
    names = "|".join(framework()["ratings"])
    council = [re.escape(draft.council_name)] if draft.council_name else []
    who = "|".join([*council, "the local authority", "the council"])
    value = rf"(?:as |to be )?\W?(?P<value>{names})\b(?!\s+(?:or|and)\b)"
    forms = (
        rf"\b(?:rated|judged)\s+(?:{who})\s+(?:overall\s+)?{value}",
        rf"\boverall (?:indicative )?rating (?:for|of) (?:{who}) (?:is|was)\s+{value}",
        rf"\b(?:{who})(?:'s)? (?:overall (?:indicative )?rating (?:is|was)|(?:is|was|has been) rated)\s+{value}",
    )
    flat = text.clean(draft.text)
    for form in forms:
        found = re.search(form, flat, re.IGNORECASE)
        if found:
            return Rating(_proper(found["value"]), found.start(), found.end(), "indicative" in found[0].lower())
    return None


def _proper(name: str) -> str:
    ratings: dict[str, int] = framework()["ratings"]
    return next(rating for rating in ratings if rating.casefold() == name.casefold())
