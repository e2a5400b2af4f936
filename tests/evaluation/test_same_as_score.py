"""The figures equal those of the annotation's own scoring program, `score.py`, on right and on spoilt extractions."""

from __future__ import annotations

import importlib.util
import io
import random
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from councilgraph import evaluation, project
from councilgraph.evaluation import MEASURES, Evaluation, Unit
from councilgraph.models import Document, Extraction, Mention, Relation

Corpus = tuple[dict[str, list[Unit]], list[tuple[Document, Extraction]]]
_TYPES = ("Council", "Service", "Board", "Team", "Strategy")
_PREDICATES = ("partnerOf", "provides", "hasStrategy", "oversees")


@pytest.fixture(scope="module")
def score(shared: Path) -> ModuleType:
    """Load the scoring program as a module."""
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Corpus:
    return project.annotated(shared / "gold", (), project.Options())


def spoil(extraction: Extraction, seed: int) -> Extraction:
    """Return an extraction with mentions moved, retyped, doubled and merged, links turned, denied and made up."""
    chance = random.Random(f"{seed} {extraction.document}")
    mentions = [_moved(mention, chance) for mention in extraction.mentions]
    order = range(len(mentions))
    relations = [_turned(relation, chance) for relation in extraction.relations]
    near = [(i, i + 1) for i in order if i + 1 < len(mentions) and chance.random() < 0.3]
    made = [
        Relation(a, chance.choice(_PREDICATES), b, "asserted", "made-up", 0, 0, 0, 0)
        for pair in near
        for a, b in (pair, pair[::-1])
        if chance.random() < 0.7
    ]
    return Extraction(extraction.document, tuple(mentions), (*relations, *made))


def _moved(mention: Mention, chance: random.Random) -> Mention:
    if chance.random() < 0.2:
        mention = replace(mention, start=min(mention.end - 1, mention.start + 1 + chance.randrange(8)))
    if chance.random() < 0.2:
        mention = replace(mention, type=chance.choice(_TYPES))
    return replace(mention, entity=f"merged {chance.randrange(20)}") if chance.random() < 0.2 else mention


def _turned(relation: Relation, chance: random.Random) -> Relation:
    if chance.random() < 0.3:
        relation = replace(relation, subject=relation.object, object=relation.subject)
    return replace(relation, status=chance.choice(("asserted", "planned", "negated")))


def rescored(score: ModuleType, shared: Path, found: list[tuple[Document, Extraction]]) -> dict[str, Any]:
    out = io.StringIO()
    project.write_jsonl(found, out)
    file = io.StringIO(out.getvalue())
    import json

    short = {Path(name).stem: key for key, name in json.loads((shared / "gold" / "documents.json").read_text()).items()}
    predicted = {short[row["document"]]: row for row in map(json.loads, file)}
    result: dict[str, Any] = score.score(score.load_gold(shared / "gold"), predicted)
    return result


def assert_same(run: Evaluation, result: dict[str, Any]) -> None:
    for measure in MEASURES:
        figures = run.figures(measure)
        assert (figures.precision, figures.recall, figures.f1) == pytest.approx(result[measure], abs=1e-12), measure
    for table, measure in (("kinds", "mention relaxed"), ("predicates", "relation")):
        for label, row in result[table].items():
            figures = run.figures(measure, label=label)
            assert (figures.precision, figures.recall, figures.f1, figures.cases) == pytest.approx(row), label


def test_on_what_the_rules_find(score: ModuleType, corpus: Corpus, shared: Path) -> None:
    gold, found = corpus
    assert_same(evaluation.evaluate(gold, (e for _, e in found)), rescored(score, shared, found))


@pytest.mark.parametrize("seed", range(2))
def test_on_spoilt_extractions(score: ModuleType, corpus: Corpus, shared: Path, seed: int) -> None:
    gold, found = corpus
    spoilt = [(document, spoil(extraction, seed)) for document, extraction in found]
    assert_same(evaluation.evaluate(gold, (e for _, e in spoilt)), rescored(score, shared, spoilt))
