"""The labels of a front sheet, and the values that a line or row gives them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from councilgraph.documents.meeting_words import words
from councilgraph.documents.profiles import bodies


class Part(NamedTuple):
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
def openings() -> re.Pattern[str]:
    """Return what reads a label that opens a sentence, with no mark behind it: "Report of the Director"."""
    groups = [
        f"(?P<{field}>{'|'.join(re.escape(form) for form in sorted(forms, key=len, reverse=True))})"
        for field, forms in words()["openings"].items()
    ]
    return re.compile(rf"^(?:{'|'.join(groups)})\b\s+(?P<value>[A-Z].{{2,150}})$", re.IGNORECASE)


def parts(line: str) -> list[Part]:
    """Return the labels of a line with their values; cells of a table may each have a label of their own."""
    cells = [cell.strip(" #*") for cell in re.split(r"\s*[|\t]\s*", line.strip(" |\t"))]
    if len(cells) == 1:
        field, value = _label(line)
        return [Part(field, value)]
    made: list[Part] = []
    few = len([cell for cell in cells if cell]) <= 2
    for cell in cells:
        field, value = _label(cell) if few or ":" in cell or "?" in cell else ("", "")
        if field and (not made or made[-1].value or not made[-1].field or value):
            made.append(Part(field, value))
        elif made and made[-1].field and not made[-1].value:
            made[-1] = Part(made[-1].field, cell)
        elif cell or not made:
            made.append(Part("", cell))
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
    opened = openings().match(bare)
    if opened and (not opened["committee"] or bodies.body_in(opened["value"])):
        return next(field for field in words()["openings"] if opened[field]), opened["value"]
    return "", ""
