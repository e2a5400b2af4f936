"""The extraction inside somebody else's spaCy pipeline, by the installed entry points."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

RAW = "Westhaven City Council worked with health partners.\n\nThe local authority’s  carers strategy was new."
SPANS = [
    ("Westhaven City Council", "Council"),
    ("health partners", "PartnerGroup"),
    ("local authority", "Council"),
    ("carers strategy", "Strategy"),
]
LINKS = {(0, "partnerOf", 1), (2, "hasStrategy", 3)}


def whitespace(nlp: Language) -> Callable[[str], Doc]:
    return spacy.tokenizer.Tokenizer(nlp.vocab)  # type: ignore[no-any-return]


def characters(nlp: Language) -> Callable[[str], Doc]:
    def tokenize(raw: str) -> Doc:
        return Doc(nlp.vocab, words=list(raw), spaces=[False] * len(raw))

    return tokenize


def pipeline(tokenizer: Callable[[Language], Callable[[str], Doc]] | None = None, **config: object) -> Language:
    nlp = spacy.blank("en")
    if tokenizer:
        nlp.tokenizer = tokenizer(nlp)
    nlp.add_pipe("councilgraph_entities", config=config)
    nlp.add_pipe("councilgraph_relations", config=config)
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


def spans(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans["councilgraph"]]


def links(doc: Doc) -> set[tuple[int, str, int]]:
    return {(r.subject, r.predicate, r.object) for r in doc._.councilgraph_relations}


def test_the_components_are_entry_points_of_the_installed_package() -> None:
    names = {point.name for point in importlib.metadata.entry_points(group="spacy_factories")}
    assert {"councilgraph_entities", "councilgraph_relations"} <= names


def test_a_program_that_knows_only_spacy_has_them(tmp_path: Path) -> None:
    program = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('councilgraph_entities'); "
        "nlp.add_pipe('councilgraph_relations'); doc = nlp('The council worked with the police.'); "
        "print([s.text for s in doc.spans['councilgraph']], [r.predicate for r in doc._.councilgraph_relations])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "['council', 'police'] ['partnerOf']"


def test_spans_carry_type_rule_and_name(nlp: Language) -> None:
    doc = nlp(RAW)
    assert spans(doc) == SPANS
    partners = doc.spans["councilgraph"][1]
    assert (partners.id_, partners.kb_id_) == ("sector.health", "NHS and health partners")


def test_the_ends_of_a_relation_index_the_spans(nlp: Language) -> None:
    doc = nlp(RAW)
    assert links(doc) == LINKS
    assert doc.text[doc._.councilgraph_relations[0].trigger_start :].startswith("worked")


@pytest.mark.parametrize("tokenizer", [whitespace, characters])
def test_another_tokenizer_changes_nothing_but_the_edges_of_spans(
    tokenizer: Callable[[Language], Callable[[str], Doc]],
) -> None:
    doc = pipeline(tokenizer)(RAW)
    assert [label for _, label in spans(doc)] == [label for _, label in SPANS]
    assert all(wanted in found for (found, _), (wanted, _) in zip(spans(doc), SPANS, strict=True))
    assert links(doc) == LINKS


def test_other_components_may_stand_before_and_after() -> None:
    nlp = pipeline()
    nlp.add_pipe("sentencizer", first=True)
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "health partners"}])
    doc = nlp(RAW)
    assert (spans(doc), [entity.text for entity in doc.ents]) == (SPANS, ["health partners"])
    assert len(list(doc.sents)) > 1


def test_the_pipeline_knows_what_each_needs_and_sets(nlp: Language) -> None:
    alone = spacy.blank("en")
    alone.add_pipe("councilgraph_relations")
    assert alone.analyze_pipes()["problems"] == {"councilgraph_relations": ["doc.spans"]}
    assert not any(nlp.analyze_pipes()["problems"].values())


@pytest.mark.parametrize("processes", [1, 2])
def test_a_stream_of_texts(nlp: Language, processes: int) -> None:
    texts = ["", RAW, "The Harbour Board met.", RAW]
    docs = list(nlp.pipe(texts, n_process=processes))
    assert [len(doc.spans["councilgraph"]) for doc in docs] == [0, 4, 1, 4]
    assert [links(doc) for doc in docs] == [set(), LINKS, set(), LINKS]


def test_documents_and_pipelines_are_kept_on_disk(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    doc = spacy.load(tmp_path / "pipeline")(RAW)
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "docs.spacy")
    (again,) = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(nlp.vocab)
    assert (spans(again), again._.councilgraph_relations) == (SPANS, doc._.councilgraph_relations)


def test_a_document_that_went_through_no_such_component_has_no_relations() -> None:
    assert spacy.blank("en")(RAW)._.councilgraph_relations == ()


def test_ones_own_rules_are_given_in_the_config(tmp_path: Path) -> None:
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "mine.yaml").write_text(
        "rules:\n  - {id: board.board, add: {heads: moot}}\n", encoding="utf-8"
    )
    doc = pipeline(rules=str(tmp_path))("The Harbour Moot worked with the police.")
    assert spans(doc) == [("Harbour Moot", "Board"), ("police", "PartnerGroup")]
    assert links(doc) == {(0, "partnerOf", 1)}


def test_the_example_of_the_readme_prints_what_it_says(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    block = readme.partition("## In a spaCy pipeline")[2].partition("\n## ")[0]
    code = "\n".join(line[4:] for line in block.splitlines() if line.startswith("    ") or not line)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert "Westhaven Mind Organisation" in done.stdout
    assert any(line.startswith("Westhaven Mind provides advocacy service asserted ") for line in lines)
    assert any(line.startswith("council commissions Westhaven Mind asserted ") for line in lines)
