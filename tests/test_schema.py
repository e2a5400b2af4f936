"""Types and predicates are declared once: each place that speaks of them follows a change of data/schema.yaml."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
import yaml

from councilgraph import resources, rules, schema
from councilgraph.errors import RuleError
from councilgraph.export import shapes as outlines
from councilgraph.extraction.relations.compiling import compile_relations
from councilgraph.graph import diagram, ontology, shapes
from tests.cli.conftest import call
from tests.conftest import ROOT

CHARTER = schema.EntityType(
    "Charter", "charter", "charters", "A promise that bodies sign.", ("prov:Plan",), "place", "#123456", "diamond"
)


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Iterator[schema.Schema]:
    """Declare a thirteenth type, which funds now joins, and nothing else, as its object."""
    known = schema.load()
    funds = replace(known.predicates["funds"], label="pays for", object=("Charter",))
    made = replace(known, types={**known.types, "Charter": CHARTER}, predicates={**known.predicates, "funds": funds})
    cached = (ontology.classes, ontology.properties)
    for function in cached:
        function.cache_clear()
    monkeypatch.setattr(schema, "load", lambda: made)
    yield made
    for function in cached:
        function.cache_clear()


def test_the_file_is_what_is_loaded() -> None:
    raw = yaml.safe_load(resources.data("schema.yaml").read_text(encoding="utf-8"))
    known = schema.load()
    assert list(known.types) == list(raw["types"])
    assert list(known.predicates) == list(raw["predicates"])
    assert (len(known.types), len(known.predicates)) == (12, 13)


def test_the_ontology_and_its_diagram_follow(changed: schema.Schema) -> None:
    text = ontology.turtle()
    assert "cg:Charter a owl:Class" in text
    assert 'rdfs:label "pays for"@en' in text
    assert ontology.properties()["funds"].range == ("cg:Charter",)
    assert ">Charter</text>" in diagram.draw(ontology.properties())
    assert "cg:Charter" in ontology.context()


def test_the_shapes_follow(changed: schema.Schema) -> None:
    text = shapes.turtle()
    assert "Charter" in text
    assert "funds-object-type" in text


def test_the_rules_are_held_to_it(changed: schema.Schema) -> None:
    with pytest.raises(RuleError, match=r"is not joined by funds \(data/schema.yaml\)"):
        compile_relations(rules.load())


def test_the_exports_follow(changed: schema.Schema) -> None:
    from councilgraph.export import workbook

    assert ("type", "Charter", "charter", "A promise that bodies sign.") in list(workbook._types())
    assert outlines.outline(changed.types["Charter"].shape)


def test_the_help_follows(changed: schema.Schema) -> None:
    found = {row["name"]: row for row in json.loads(call("schema", "--format", "json").stdout)}
    assert found["Charter"]["definition"] == "A promise that bodies sign."
    assert found["funds"]["object"] == "Charter"
    assert set(changed.facts) <= set(found)


@pytest.mark.parametrize("name", [*schema.load().types, *schema.load().predicates])
def test_the_readme_of_the_ontology_has_every_term(name: str) -> None:
    known = schema.load()
    declared = known.types.get(name) or known.predicates[name]
    (row,) = [
        line for line in (ROOT / "ontology" / "README.md").read_text().splitlines() if line.startswith(f"| `cg:{name}`")
    ]
    assert declared.definition in row
