"""The page that `make docs` makes of the ontology: every term on it, and nothing fetched from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from councilgraph import resources, schema
from councilgraph import vocabulary as v
from councilgraph.graph import concepts, diagram, ontology
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("pylode", reason="needs pyLODE")
    folder = tmp_path_factory.mktemp("pages")
    words = [sys.executable, str(ROOT / "docs" / "ontology.py"), str(folder)]
    subprocess.run(words, check=True, capture_output=True)
    return folder


def test_the_page_has_every_class_property_and_concept(pages: Path) -> None:
    text = (pages / "index.html").read_text(encoding="utf-8")
    for name in (*ontology.classes(), *ontology.properties()):
        assert f"<code>{v.CG}{name}</code>" in text, name
    for concept in concepts.load():
        assert f'id="{concept.iri}"' in text
    assert "<h1>The councilgraph ontology</h1>" in text


def test_the_page_fetches_nothing(pages: Path) -> None:
    text = (pages / "index.html").read_text(encoding="utf-8")
    assert not re.findall(r'(?:src|data|action)="(?!data:)[^"]*//', text)
    assert not re.findall(r'<link[^>]*href="(?!data:)[^"]*"', text)
    assert not re.findall(r"@import|url\(\s*['\"]?(?!data:)\w+:|<script", text)


def test_the_diagram_shows_every_type_and_predicate() -> None:
    text = resources.ontology("classes.svg").read_text(encoding="utf-8")
    shown = {element.text for element in ET.fromstring(text).iter() if element.text}
    assert set(schema.load().types) <= shown
    assert set(schema.load().predicates) <= {word.split()[0] for word in shown if word.strip()}
    assert "href" not in text


def test_the_diagram_draws_each_end_of_each_predicate_once() -> None:
    """A line for each predicate and each group of types at one of its ends."""
    declared = schema.load()
    lines = 0
    for side in ("subject", "object"):
        groups = {tuple(t in getattr(p, side) for p in declared.predicates.values()) for t in declared.types}
        lines += sum(sum(group) for group in groups)
    assert diagram.draw(ontology.properties()).count('fill="none"') == lines
