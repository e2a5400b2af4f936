"""The ontology is exactly what a graph uses: nothing undeclared, and nothing that no document can fill."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from councilgraph import project
from councilgraph import vocabulary as v
from councilgraph.graph import ontology, store
from tests.conftest import ROOT

# What neither the examples nor the annotated corpus have: each paper is in the manner of its kind.
PAPERS = {
    "northbury-carers-strategy.md": """\
# Northbury Borough Council Carers Strategy 2024-2027

**Document owner:** Director of Adult Social Services

## Our vision

Carers are heard. The council formerly worked with Estuary Homes Ltd.
""",
    "northbury-safeguarding-report.md": """\
# Northbury Safeguarding Adults Board annual report 2023/24

## Foreword by the Independent Chair

The Board met four times.

## Membership

| Name | Role | Organisation |
|---|---|---|
| Jane Roe | Director of Adults | Northbury Borough Council |
""",
    "northbury-executive.md": """\
| | **Executive**<br>**12 November 2024** |
|---|---|
| **Title** | Carers Strategy 2024-2029 |
| **Report of** | Councillor Ada Moss, Executive Member for Adult Social Care |
| **Portfolio** | Adult Social Care |
| **Wards** | All |
| **Key** | Key |
| **Lead Officer** | Dee Wyatt, Executive Director |

**Recommendations**

1. That the Executive approves the Carers Strategy.
""",
    "northbury-review.md": """\
# Northbury local system review

## Local system review report

## Health and Wellbeing Board

Dates of review: 29 January 2018 to 2 February 2018

Date of publication: 8 May 2018

## Background and scope of the review

The review was carried out under section 48 of the Health and Social Care Act 2008 by the Care Quality Commission.

- System leaders from Northbury Borough Council

## Keeping people well at home

Text.
""",
}
ABSTRACT = {v.CG + name for name in ("Entity", "Fact")}
OWN = {v.CG + name for name in (*ontology.classes(), *ontology.properties())}


def pdf(path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), invariant=True)
    canvas.drawString(72, 760, "Northbury Borough Council worked with Estuary Homes Ltd.")
    canvas.save()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Build the examples, the annotated corpus and the papers above, and open the store."""
    folder = tmp_path_factory.mktemp("used")
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    pdf(folder / "northbury-letter.pdf")
    paths = [ROOT / "examples", ROOT / "tests" / "annotation" / "documents", *sorted(folder.glob("northbury-*"))]
    project.build(paths, folder / "output", project.Options(validate=False))
    return store.open_store(folder / "output")


@pytest.fixture(scope="module")
def used(built: Store) -> set[str]:
    """Return every class and property of our namespace that the graph uses."""
    found = {quad.predicate.value for quad in built}
    found |= {quad.object.value for quad in built.quads_for_pattern(None, NamedNode(v.RDF_TYPE), None)}
    return {term for term in found if term.startswith(v.CG)}


def test_every_term_of_the_graph_is_declared(used: set[str]) -> None:
    assert used - OWN == set()


def test_every_declared_term_is_used(used: set[str]) -> None:
    assert OWN - used == ABSTRACT


def test_every_concept_of_the_graph_is_declared(built: Store) -> None:
    from councilgraph.graph import concepts

    known = {concept.iri for concept in concepts.load()}
    for name in ("sector", "kind"):
        objects = {quad.object.value for quad in built.quads_for_pattern(None, NamedNode(v.CG + name), None)}
        assert objects
        assert objects <= known
