"""The extraction inside somebody else's spaCy pipeline."""

from __future__ import annotations

import spacy

RAW = "Westhaven City Council worked with health partners.\n\nThe local authority\u2019s  carers strategy was new."


def test_the_components_work_in_a_blank_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("councilgraph_entities")
    nlp.add_pipe("councilgraph_relations")
    doc = nlp(RAW)
    spans = doc.spans["councilgraph"]
    assert [(span.text, span.label_) for span in spans] == [
        ("Westhaven City Council", "Council"),
        ("health partners", "PartnerGroup"),
        ("local authority", "Council"),
        ("carers strategy", "Strategy"),
    ]
    assert spans[1].id_ == "sector.health"
    assert spans[1].kb_id_ == "NHS and health partners"
    predicates = {(r.subject, r.predicate, r.object) for r in doc._.councilgraph_relations}
    assert (0, "partnerOf", 1) in predicates


def test_the_components_do_not_depend_on_the_tokenizer_or_on_other_components() -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = spacy.tokenizer.Tokenizer(nlp.vocab)
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("councilgraph_entities")
    doc = nlp(RAW)
    labels = [span.label_ for span in doc.spans["councilgraph"]]
    assert labels == ["Council", "PartnerGroup", "Council", "Strategy"]


def test_an_empty_text_and_a_pipe_of_texts() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("councilgraph_entities")
    docs = list(nlp.pipe(["", "The Harbour Board met."]))
    assert [len(doc.spans["councilgraph"]) for doc in docs] == [0, 1]
