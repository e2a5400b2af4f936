"""Renders the ontology to one page that needs no network: `make docs`, or `python docs/ontology.py FOLDER`.

    index.html      classes and properties, by pyLODE, with the class diagram and the concepts
    classes.svg     the class diagram

The page holds pyLODE's style sheet and icons, so it is built and not kept in version control.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from pylode import OntPub
from rdflib import RDF, SKOS, Graph

from councilgraph import resources
from councilgraph.graph import concepts

# pyLODE writes the same facts again for search engines, in an order that differs from run to run.
_FOR_ENGINES = re.compile(r'<script id="schema\.org".*?</script>', re.DOTALL)


def render(folder: Path) -> list[Path]:
    """Write the page and the diagram into a folder and return their paths."""
    # pyLODE turns on the messages of every library
    logging.disable(logging.INFO)
    folder.mkdir(parents=True, exist_ok=True)
    diagram = resources.ontology("classes.svg").read_text(encoding="utf-8")
    page = _FOR_ENGINES.sub("", str(OntPub(ontology=_terms()).make_html(include_css=True)))
    page = _before(page, "Classes", _section("diagram", "Diagram", [diagram]))
    page = _before(page, "Namespaces", _section("concepts", "Concepts", _concepts()))
    made = {"index.html": page, "classes.svg": diagram}
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in made]


def _terms() -> Graph:
    """Return the ontology without its concepts: pyLODE takes a concept scheme for a second ontology."""
    graph = Graph().parse(resources.ontology("councilgraph.ttl"))
    for kind in (SKOS.Concept, SKOS.ConceptScheme):
        for node in list(graph.subjects(RDF.type, kind)):
            graph.remove((node, None, None))
    return graph


def _concepts() -> Iterator[str]:
    for scheme, title in concepts.SCHEMES.items():
        yield f"<h3>{title}</h3>\n<table>\n<tr><th>concept</th><th>also</th><th>definition</th><th>broader</th></tr>\n"
        known = {concept.iri: concept.label for concept in concepts.load()}
        for concept in concepts.load():
            if concept.scheme == scheme:
                cells = (
                    concept.label,
                    "; ".join(concept.also),
                    concept.definition,
                    known.get(concept.broader or "", ""),
                )
                row = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
                yield f'<tr id="{escape(concept.iri)}" title="{escape(concept.iri)}">{row}</tr>\n'
        yield "</table>\n"


def _section(name: str, title: str, parts: Iterator[str] | list[str]) -> str:
    return f'<div class="section" id="{name}">\n<h2>{title}</h2>\n{"".join(parts)}</div>\n'


def _before(page: str, title: str, text: str) -> str:
    """Put text before the section of a title."""
    heading = page.find(f"<h2>{title}</h2>")
    place = page.rfind("<div", 0, heading)
    if min(heading, place) < 0:
        sys.exit(f"docs/ontology.py: the page of this version of pyLODE has no section {title!r} to put others before")
    return page[:place] + text + page[place:]


if __name__ == "__main__":
    for path in render(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("ontology")):
        sys.stdout.write(f"{path}\n")
