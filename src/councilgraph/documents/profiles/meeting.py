"""The papers of a meeting: agenda, minutes of earlier meetings, reports."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from councilgraph.documents import dates
from councilgraph.documents.profiles import agenda, fronts, gatherings, minutes
from councilgraph.documents.profiles.values import Draft, Findings
from councilgraph.models import Fact

_PORTAL = re.compile(r"^\W*Minutes:\s*$", re.MULTILINE)
# How much of a paper tells whether it is one of a meeting, in characters.
_HEAD = 8000


def read(draft: Draft) -> Findings:
    """Return the facts of a pack, of minutes or of an agenda, with the title and day of its first meeting."""
    raw = draft.text
    sheets = [front.start for front in fronts.find(raw)]
    held = gatherings.minutes(raw, sheets)
    first = min([*sheets, *(gathering.start for gathering in held), len(raw)])
    called, facts = agenda.read(raw, first)
    if called and not held and _PORTAL.search(raw):
        # A portal's page of a meeting gives the minutes of each item under it.
        facts, held, called = [], [called], None
    for gathering in held:
        facts.extend(minutes.read(draft, gathering))
    facts.extend(fronts.read(draft))
    chief = called or (held[0] if held else None)
    return Findings(
        "meeting",
        _sorted(facts),
        title=_title(draft, chief),
        held=chief.date if chief else None,
    )


def opens(draft: Draft) -> bool:
    """Tell whether a paper has the form of a meeting's, whatever its cues: people called or present, and items."""
    raw = draft.text[:_HEAD]
    kinds = Counter(fact.kind for fact in read(replace(draft, text=raw)).facts)
    return bool(kinds["meeting"]) and kinds["attendance"] > 1 and kinds["agenda_item"] + kinds["minute"] > 1


def report(draft: Draft) -> Findings:
    """Return the facts of a report that stands alone, with its subject as title and its meeting's day as date."""
    facts = fronts.read(draft)
    sheet = next((fact for fact in facts if fact.kind == "report"), None)
    date = dates.first(sheet.get("date")) if sheet else None
    return Findings("report", _sorted(facts), title=sheet.get("report") if sheet else "", held=date)


def _sorted(facts: list[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.kind, fact.values)))


def _title(draft: Draft, gathering: gatherings.Gathering | None) -> str:
    if gathering is None or not gathering.body:
        return ""
    date = gathering.date
    name = gathering.body
    place = (draft.council_name or "").split()[:1]
    if draft.council_name and not name.lower().startswith(place[0].lower()):
        name = f"{draft.council_name} {name}"
    return f"{name}, {date.day} {date:%B %Y}" if date else name
