"""The facts of fixed form in a briefing: rating, scores, finances, each with the passage that states it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from councilgraph import schema
from councilgraph import vocabulary as v
from councilgraph.analysis.comparison import facts_of
from councilgraph.analysis.dataset import Dataset, Paper, properties, subject
from councilgraph.analysis.reading import first, passage
from councilgraph.report.briefing import Cell, Notes, Part, Section, Table, plain, table

_UNITS: Final = {"percent": "{} %", "people": "{} people"}


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact with the passage of the document that states it."""

    document: str
    values: dict[str, str]
    start: int
    end: int
    quote: str
    derived: bool


def stated(dataset: Dataset, kind: str, paper: Paper) -> list[Stated]:
    """Return the facts of a kind that a document states, in the order of the text."""
    declared = schema.load().facts[kind]
    quads = dataset.store.quads_for_pattern(None, NamedNode(v.RDF_TYPE), NamedNode(v.CG + declared.class_name))
    found = []
    for iri in sorted({subject(quad) for quad in quads}):
        row = properties(dataset.store, iri)
        if first(row, v.CG_STATED_IN) != paper.iri:
            continue
        values = {f.name: first(row, v.CG + f.property) for f in declared.fields if v.CG + f.property in row}
        place = passage(dataset.store, first(row, v.CG_STATED_AT))
        found.append(Stated(paper.id, values, *place, derived=first(row, v.CG_DERIVED) == "true"))
    return sorted(found, key=lambda fact: (fact.start, sorted(fact.values.items())))


def _part(notes: Notes, fact: Stated, text: str) -> Part:
    text += " (computed from the scores)" if fact.derived else ""
    return Part(text, notes.of_passage(fact.document, fact.start, fact.end, fact.quote) if fact.quote else ())


def day(iso: str) -> str:
    """Return an ISO date as people write it: "4 March 2025"; other text as it is."""
    try:
        date = datetime.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{date.day} {date:%B %Y}"


def amount(values: dict[str, str]) -> str:
    """Return a figure as people write it: "£253,000,000", "38.5 %", "1,200 people"; "about" where so stated."""
    number = values.get("amount", "")
    try:
        value = float(number)
        number = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
    except ValueError:
        pass
    unit = values.get("unit", "")
    sign = "−" if number.startswith("-") else ""
    figure = f"{sign}£{number.lstrip('-')}" if unit == "GBP" else _UNITS.get(unit, "{}").format(number)
    return ("about " if values.get("approximate") == "true" else "") + (figure if number else values.get("extent", ""))


def assessment(dataset: Dataset, council: str, notes: Notes) -> Section:
    """Return rating, scores and finances as the latest documents state them."""
    tables: list[tuple[str, Table]] = []
    for paper in reversed(dataset.councils.get(council, [])):
        found = {kind: stated(dataset, kind, paper) for kind in ("assessment", "rating", "overall_score")}
        rows = [
            *(
                ((Part("Published"),), (_part(notes, f, day(f.values["published"])),))
                for f in found["assessment"]
                if "published" in f.values
            ),
            *(((Part("Rating"),), (_part(notes, f, f.values.get("rating", "")),)) for f in found["rating"]),
            *(
                ((Part("Overall score"),), (_part(notes, f, f"{f.values.get('percentage', '')} %"),))
                for f in found["overall_score"]
            ),
        ]
        if rows:
            tables.append((f"Judgement ({paper.title})", table(("", "as stated"), rows)))
        tables += _scores(dataset, paper, notes) + _finances(dataset, paper, notes)
    return Section("The assessment", tables=tuple(tables))


def _scores(dataset: Dataset, paper: Paper, notes: Notes) -> list[tuple[str, Table]]:
    facts = stated(dataset, "quality_score", paper)
    rows = [
        (
            (Part(f.values.get("statement", "")),),
            plain(f.values.get("theme"))[0],
            (_part(notes, f, f.values.get("score", "")),),
        )
        for f in facts
    ]
    columns = ("Quality statement", "Theme", "Score, 1 to 4")
    return [("Scores", table(columns, rows))] if rows else []


def _finances(dataset: Dataset, paper: Paper, notes: Notes) -> list[tuple[str, Table]]:
    facts = stated(dataset, "financial", paper)
    years = sorted({fact.values.get("year", "") for fact in facts})
    measures = list(dict.fromkeys(fact.values.get("measure", "") for fact in facts))
    rows = []
    for measure in measures:
        cells: list[Cell] = [(Part(measure),)]
        for year in years:
            here = [f for f in facts if f.values.get("measure") == measure and f.values.get("year", "") == year]
            cells.append(tuple(_part(notes, fact, amount(fact.values)) for fact in here))
        rows.append(tuple(cells))
    return [("Finances", table(("Measure", *(year or "year not stated" for year in years)), rows))] if rows else []


def side_by_side(dataset: Dataset) -> Table | None:
    """Return rating and scores of every council, a column each, or None where fewer than two have any."""
    found = {iri: facts_of(dataset, iri) for iri in dataset.councils}
    rated = [iri for iri, facts in found.items() if facts]
    if len(rated) < 2:
        return None
    items = list(dict.fromkeys(key for iri in rated for key in found[iri]))
    rows = [plain(item, *(found[iri].get((aspect, item)) for iri in rated)) for aspect, item in items]
    return table(("", *(dataset.nodes[iri].label for iri in rated)), rows)
