"""What the head of a document tells: its title, its date of publication, the council that it is about."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from councilgraph import resources, text
from councilgraph.documents import dates
from councilgraph.models import Section

# How far into a text the labels of the first page can stand, in characters.
REACH = 6000
# How far behind its label a date may stand, in characters.
_NEAR = 40


class Label(NamedTuple):
    """A date that stands beside a label of publication."""

    start: int
    end: int
    date: datetime.date


@cache
def labels() -> dict[str, Any]:
    """Return the labels of the first page, from data/profiles/head.yaml."""
    return resources.declared("profiles", "head.yaml")


def title(raw: str, sections: tuple[Section, ...], fallback: str) -> str:
    """Return the document's title: its first heading or short first line, else the fallback."""
    furniture = {name.casefold() for name in labels()["untitled"]}
    for section in sections:
        if section.level and 0 < len(section.heading) < 200 and section.heading.casefold() not in furniture:
            heading = section.heading
            break
    else:
        heading = ""
    first = _first_line(raw)
    before = bool(sections) and sections[0].level == 0
    if first and (not heading or (before and first.casefold() not in furniture)):
        return first
    return heading or fallback


def _first_line(raw: str) -> str:
    for block in text.blocks(raw[:REACH]):
        line = " ".join(text.clean(raw[:REACH])[block.start : block.end].split())
        if block.kind == "prose" and re.search(r"[A-Za-z]{3}", line) and not line.startswith("#"):
            return line if len(line) <= 150 and not line.endswith((".", ":", ",")) else ""
        if block.kind != "prose":
            return ""
    return ""


def published(raw: str) -> Label | None:
    """Return the date beside a label of publication ("Published 05 March 2018"), or None."""
    head = text.clean(raw[:REACH])
    for at in (label.end() for label in _labelled(head)):
        found = next(dates.dates(head, at, at + _NEAR), None)
        if found and not re.search(r"[.;]", head[at : found.start]):
            return Label(found.start, found.end, found.date)
    return None


def published_month(raw: str) -> str:
    """Return the month beside a label of publication where it has no day ("Published March 2024"), or nothing.

    The label begins a line or cell: sentences tell when other papers were published.
    """
    head = text.clean(raw[:REACH])
    for label in _labelled(head):
        before = raw[raw.rfind("\n", 0, label.start()) + 1 : label.start()]
        month = dates.month(head[label.end() : label.end() + _NEAR])
        if month and not re.search(r"\w", before.rpartition("|")[2]):
            return month
    return ""


def _labelled(head: str) -> Iterator[re.Match[str]]:
    """Yield each label of publication with what stands between it and its date."""
    names = "|".join(re.escape(name) for name in sorted(labels()["published"], key=len, reverse=True))
    yield from re.finditer(rf"\b(?:{names})\b(?: (?:on|in))?\s*[:|\t-]?\s*", head, re.IGNORECASE)
