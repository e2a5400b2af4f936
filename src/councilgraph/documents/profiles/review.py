"""Reviews of a local health and care system: area, days, the board at its head, the bodies the reviewers spoke with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from councilgraph import resources
from councilgraph.documents import dates, head
from councilgraph.documents.lines import Line, lined, lines
from councilgraph.documents.profiles.framework import framework, plain
from councilgraph.documents.profiles.membership import board_in
from councilgraph.documents.profiles.values import Draft, Findings
from councilgraph.documents.stating import state
from councilgraph.models import Fact

_REACH = 40
_ITEM = re.compile(r"^\s*(?:[-*•▪●]|\(?\w{1,3}[.)])\s+(?P<item>\S.*)$")
_OF = re.compile(r"\breview (?:of|in) (?P<area>[A-Z][\w'-]+(?:\s(?:and|upon|on|of|with)?\s?[A-Z][\w'-]+){0,4})")
# "A Council and B Trust" are two names: each ends with the word of its kind.
_SEVERAL = re.compile(
    r"(?:(?<=Council)|(?<=Trust)|(?<=Group)|(?<=Board)|(?<=Police)|(?<=Committee)|(?<=Service))\s+and\s+(?:the\s+)?(?=[A-Z])"
)


@cache
def _words() -> dict[str, Any]:
    return resources.declared("profiles", "review.yaml")


def read(draft: Draft) -> Findings:
    """Return the review that a report tells of and the bodies that it names as spoken with."""
    rows = list(lines(draft.text))
    area = _area(draft, rows)
    span = _days(rows)
    label = head.published(draft.text)
    flat = lined(draft.text)
    regulator = any(re.search(rf"\b{name}\b", flat) for name in framework()["regulator"])
    board = next(filter(None, (_board(row.text) for row in rows[:_REACH])), "")
    found = [
        state(
            "review",
            (rows[0].start, rows[0].end),
            area=area,
            regulator=framework()["regulator"][0] if regulator else None,
            board=board,
            started=span.starts if span else None,
            ended=span.ends if span else None,
            published=label.date if label else None,
        ),
        *_consulted(draft, area),
    ]
    title = draft.title
    if area and not re.search(r"\breview\b", title, re.IGNORECASE):
        title = f"{area}: local system review"
    return Findings("review", tuple(found), title)


def _area(draft: Draft, rows: list[Line]) -> str:
    """Return the area: before or in the line that says what the paper is, else in the words "review of ..."."""
    form = re.compile(_words()["form"], re.IGNORECASE)
    for at, row in enumerate(rows[:_REACH]):
        bare = row.text.strip(" #*|")
        found = form.match(bare)
        if not found:
            continue
        area = (found["area"] or "").strip(" :–-") or (rows[at - 1].text.strip(" #*|") if at else "")
        if 2 < len(area) < 60 and not area.endswith(".") and area not in framework()["regulator"]:
            return area
    told = _OF.search(lined(draft.text).replace("\n", " "))
    return told["area"] if told else ""


def _days(rows: list[Line]) -> dates.Span | None:
    labels = tuple(label.casefold() for label in _words()["dates"])
    for at, row in enumerate(rows[:_REACH]):
        if plain(row.text).startswith(labels):
            return dates.span(" ".join(line.text for line in rows[at : at + 2]))
    return None


def _board(line: str) -> str:
    bare = line.strip(" #*|")
    return bare if len(bare) < 80 and board_in(bare) == bare else ""


def _consulted(draft: Draft, area: str) -> Iterator[Fact]:
    """Yield each named body of the list of those whom the reviewers spoke with."""
    seen: set[str] = set()
    for section in draft.sections:
        if not section.heading.casefold().startswith(tuple(_words()["scope"])):
            continue
        for row in lines(draft.text, section.start, section.end):
            item = _ITEM.match(row.text)
            for name, start, end in _names(item["item"]) if item else ():
                if name not in seen:
                    seen.add(name)
                    shift = row.start + item.start("item") if item else 0
                    yield state("consulted", (shift + start, shift + end), review=area, body=name)


def _names(item: str) -> Iterator[tuple[str, int, int]]:
    """Yield the names of bodies in an item, with spans: runs of capitalised words that hold a word of bodies."""
    word = r"[A-Z][\w'&-]*"
    kinds = "|".join(sorted(map(re.escape, _words()["bodies"]), key=len, reverse=True))
    run = rf"{word}(?:\s(?:of|and|for|the|upon|on|with|&)(?:\s(?:the))?\s{word}|\s{word})*"
    for match in re.finditer(run, item):
        at = match.start()
        for name in _SEVERAL.split(match[0].removeprefix("The ")):
            start = item.index(name, at)
            at = start + len(name)
            if " " in name and re.search(rf"\b(?:{kinds})\b", name):
                yield name, start, at
