"""Finds the council that a document is about."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from councilgraph.documents import head
from councilgraph.documents.lines import lined
from councilgraph.registers import Council, councils


class Subject(NamedTuple):
    """A council: its code in the register (None where the register has none of that name) and its name."""

    code: str | None
    name: str


_WORD = r"(?:[A-Z][A-Za-z'-]+|St\.?)"
_JOIN = r"(?:\s(?:(?:and|upon|on|of|the|with|in|le|under)\b|&))*"
_PLACE = rf"{_WORD}(?:,?{_JOIN}\s{_WORD}){{0,4}}?"
_KIND = (
    r"(?:Metropolitan\sBorough|Metropolitan\sDistrict|Metropolitan|London\sBorough|City\sand\sDistrict|"
    r"County\sBorough|Royal\sBorough|City|County|Borough|District)"
)
_OF = r"(?:(?:London|Royal|Metropolitan)\sBorough\sof)"
_NAME = re.compile(
    rf"\b(?:{_OF}\s{_WORD}(?:,?{_JOIN}\s{_WORD}){{0,4}}|{_PLACE}\s{_KIND}\sCouncil"
    rf"|(?:City|Council)\sof\s(?:the\s)?{_PLACE}(?:\sCouncil)?|{_PLACE}\sCouncil)\b"
)
_ASSESSED = re.compile(
    r"^(?P<place>.{3,50}?)(?:\s*[:–]|\s+-\s|\s+(?=local authority|assessment|local system))"
    r".*?\b(?:assessment|review)\b",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"\b(?:assessment|review)\b", re.IGNORECASE)
_SYSTEM = re.compile(r"\blocal (?:authority|(?:health and care )?system|area) (?:assessment|review)\b", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:of|for|in)\s|[:–]|\s-\s")
_CAPITALS = re.compile(r"\b[A-Z][A-Z'-]+(?:[ ]+(?:[A-Z][A-Z'-]+|&))*[ ]+COUNCIL\b|\bLONDON BOROUGH OF(?: [A-Z]{3,})+")


def subject(title: str, raw: str) -> Subject | None:
    """Return the council that the title names, else the one that the first page names most often, else the text."""
    prose = lined(raw)
    return (
        _titled(title, prose[: head.REACH])
        or _most_named(title)
        or _most_named(prose[: head.REACH])
        or _most_named(prose)
        or _plain(title)
    )


def _titled(title: str, page: str) -> Subject | None:
    """Return the council of the place that the title of an assessment or review names.

    It stands before or after these words ("County Durham: local authority assessment", "Review of care in Durham"), or
    is all of the title where the first page has them ("County Durham", with "Local system review report" below).
    """
    before, review = _ASSESSED.match(title), _REVIEW.search(title)
    if before:
        places = [before["place"]]
    elif review:
        places = [title[lead.end() :].strip() for lead in _LEADS.finditer(title, review.end())]
    else:
        places = [title] if _SYSTEM.search(page) else []
    found = next((found for place in places if (found := councils().match(place))), None)
    return Subject(found.code, found.name) if found else None


def _plain(title: str) -> Subject | None:
    """Return a council that is in no register and that a title calls no more than "Ambleford Council"."""
    found = next((name for name in _names(title) if name.endswith(" Council")), None)
    return Subject(None, found) if found else None


def _most_named(prose: str) -> Subject | None:
    counted = Counter(_names(prose.replace("\n", " ")))
    known: Counter[Subject] = Counter()
    for name, count in counted.items():
        found = _registered(name)
        if found:
            known[Subject(found.code, found.name)] += count
    if known:
        return max(known.items(), key=lambda pair: (pair[1], pair[0].name))[0]
    kind = re.compile(rf"{_KIND}\s+Council|Borough\s+of")
    # A line break joins no two names of which no register tells where they end.
    counted = Counter(name for line in prose.split("\n") for name in _names(line))
    named = [(count, name) for name, count in counted.items() if kind.search(name)]
    return Subject(None, max(named)[1]) if named else None


def _registered(name: str) -> Council | None:
    """Return the council that a name ends with, or "Borough of ..." begins with; other words may stand around it."""
    words = name.split()
    if re.match(_OF, name):
        heads = (" ".join(words[:at]) for at in range(len(words), 3, -1))
        return next((found for one in heads if (found := councils().match(one.rstrip(",")))), None)
    return next((found for at in range(len(words) - 1) if (found := councils().match(" ".join(words[at:])))), None)


def _names(prose: str) -> list[str]:
    found = [_trimmed(_short(match[0])) for match in _NAME.finditer(prose)]
    found += [_trimmed(_ordinary(match[0])) for match in _CAPITALS.finditer(prose)]
    return [name for name in found if name]


def _ordinary(capitals: str) -> str:
    return re.sub(
        r"\b(?:Of|And|Upon|On|The|With|In|Le|Under)\b", lambda found: found[0].lower(), capitals.title()
    ).replace("'S", "'s")


def _short(name: str) -> str:
    """Return "Borough of ..." without the words of its sentence, where no register tells how long its name is."""
    if not re.match(_OF, name) or _registered(name):
        return name
    found = re.match(rf"{_OF}\s{_WORD}(?:\s(?:upon|on|under|le)\s{_WORD})?", name)
    return found[0] if found else name


def _trimmed(name: str) -> str:
    words = name.split()
    others = _others()
    while words and words[0].lower() in others and " ".join(words[:2]).lower() not in ("city of", "council of"):
        words = words[1:]
    return " ".join(words) if len(words) > 1 else ""


@cache
def _others() -> frozenset[str]:
    return frozenset(head.labels()["not_places"])
