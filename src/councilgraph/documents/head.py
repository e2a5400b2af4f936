"""What the head of a document tells: its title, its date of publication, the council that it is about."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any, NamedTuple

from councilgraph import resources, text
from councilgraph.documents import dates
from councilgraph.models import Section

# How far into a text the labels of the first page can stand, in characters.
REACH = 6000


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
    names = "|".join(re.escape(name) for name in sorted(labels()["published"], key=len, reverse=True))
    for match in re.finditer(rf"\b(?:{names})\b(?: on)?\s*[:|\t-]?\s*", head, re.IGNORECASE):
        found = next(dates.dates(head, match.end(), match.end() + 40), None)
        if found and not re.search(r"[.;]", head[match.end() : found.start]):
            return Label(found.start, found.end, found.date)
    return None
