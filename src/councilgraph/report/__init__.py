"""Briefings about councils, as HTML that needs nothing else and as Markdown."""

from __future__ import annotations

from pathlib import Path

from councilgraph import vocabulary as v
from councilgraph.analysis import listing
from councilgraph.analysis.dataset import Dataset
from councilgraph.analysis.filters import Filters
from councilgraph.export.picture import neighbourhood
from councilgraph.export.svg import draw
from councilgraph.export.view import View, write_files
from councilgraph.report import facts, sections
from councilgraph.report.briefing import Briefing, Notes
from councilgraph.report.render import html, markdown

__all__ = ["Briefing", "briefing", "write"]


def briefing(dataset: Dataset, council: str) -> Briefing:
    """Return what a briefing about a council (IRI) says."""
    notes = Notes(dataset)
    picture = neighbourhood(View(dataset, Filters(council=council)), council)
    found = (
        facts.assessment(dataset, council, notes),
        sections.partners(dataset, council, notes),
        sections.listed(dataset, council, "Boards and partnerships", listing.BOARDS, notes),
        sections.listed(dataset, council, "Strategies", listing.STRATEGIES, notes),
        sections.listed(dataset, council, "Agreements and funds", listing.AGREEMENTS, notes),
        sections.listed(dataset, council, "Services", listing.SERVICES, notes),
        sections.changed(dataset, council, notes),
        sections.missing(dataset, council),
        sections.compared(dataset, council),
    )
    papers = dataset.councils.get(council, [])
    return Briefing(
        title=dataset.nodes[council].label,
        documents=tuple(f"{paper.title or paper.id} ({paper.kind}, {paper.date or 'undated'})" for paper in papers),
        others=tuple(dataset.nodes[iri].label for iri in dataset.councils if iri != council),
        sections=tuple(section for section in found if not section.empty),
        picture=draw(picture),
        caption=picture.note,
        notes=tuple(notes.found.values()),
    )


def write(dataset: Dataset, council: str, folder: Path) -> list[Path]:
    """Write a council's briefing as NAME.html, NAME.md and its picture NAME.svg; return the paths."""
    made, name = briefing(dataset, council), v.slug(dataset.nodes[council].label)
    files = {
        f"{name}.html": html(made),
        f"{name}.md": markdown(made, f"{name}.svg"),
        f"{name}.svg": made.picture + "\n",
    }
    return write_files({file: text.encode() for file, text in files.items()}, folder)
