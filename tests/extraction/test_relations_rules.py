"""A malformed relation rule is rejected with its file and id."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from councilgraph import rules
from councilgraph.errors import RuleError
from councilgraph.extraction.relations.compiling import compile_relations
from councilgraph.extraction.relations.examples import faults
from councilgraph.extraction.relations.words import Form, compile_words

GOOD = {
    "id": "funds.hoodwink",
    "says": "One side hoodwinks the other.",
    "predicate": "funds",
    "verbs": {"subject-first": "finance"},
    "examples": [
        {"text": "The [council|Council] financed the [hub|Service].", "expect": ["council > hub"]},
    ],
}


def load(tmp_path: Path, **changes: object) -> rules.RuleSet:
    record = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    folder = tmp_path / "relations"
    folder.mkdir()
    (folder / "mine.yaml").write_text(yaml.safe_dump({"rules": [record]}), encoding="utf-8")
    return rules.load(tmp_path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"predicate": "likes"}, "unknown predicate 'likes'"),
        ({"subject": "Strategy, Person"}, "subject type Person is not joined by funds"),
        ({"says": None}, "needs a one-line description"),
        ({"verbs": None}, "has no trigger"),
        ({"examples": None}, "needs at least one example"),
        ({"verbs": {"subject-first": "hoodwinked by"}}, "the verb 'hoodwinked' is not known; add its base form"),
        ({"priority": "high"}, "'priority' is a number, not 'high'"),
        ({"verbs": {"subject-first": "financed"}}, "is passive and needs a preposition"),
        ({"verbs": {"sideways": "finance"}}, "unknown key sideways"),
        ({"verbs": ["finance"]}, "needs the keys subject-first"),
        ({"owner": "both"}, "'owner' is subject or object"),
        ({"address": "both"}, "'address' is subject-first or object-first"),
        ({"brackets": "both"}, "'brackets' is subject-first or object-first"),
        ({"apposition": "both"}, "'apposition' is either or subject-first"),
        ({"connectors": {"subject-first": "because"}}, "is not a preposition"),
        ({"colour": "red"}, "unknown field colour"),
    ],
)
def test_a_malformed_rule_names_file_and_id(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    with pytest.raises(RuleError, match=r"relations/mine\.yaml: rule funds\.hoodwink: ") as error:
        compile_relations(load(tmp_path, **changes))
    assert message in str(error.value)


def test_a_rule_of_ones_own_is_added(tmp_path: Path) -> None:
    ruleset = load(tmp_path)
    assert "funds.hoodwink" in compile_relations(ruleset).rules
    assert not faults(ruleset)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"examples": [{"text": "The [hub|Hub] met.", "expect": []}]}, "the example marks the unknown type Hub"),
        ({"examples": ["The [hub|Service] opened."]}, "an example needs 'text' and 'expect'"),
        ({"examples": [{"text": "The [hub|Service] opened."}]}, "an example needs 'expect'"),
        ({"examples": [{"text": "The [hub|Service] opened.", "expect": ["hub"]}]}, "'hub' is not 'subject > object'"),
        ({"counter": [{"text": "The [hub|Service] opened."}]}, "'counter' is a list of sentences"),
    ],
)
def test_a_malformed_example_names_file_and_id(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    with pytest.raises(RuleError, match=r"relations/mine\.yaml: rule funds\.hoodwink: ") as error:
        faults(load(tmp_path, **changes))
    assert message in str(error.value)


def test_a_counter_example_fails_whichever_rule_gives_the_link(tmp_path: Path) -> None:
    ruleset = load(tmp_path, counter=["The [ICB|HealthBody] funded the [hub|Service]."])
    assert [fault for _, fault in faults(ruleset)] == ["gives ICB > hub"]


def test_an_example_that_does_not_hold_is_reported(tmp_path: Path) -> None:
    wrong = [{"text": "The [council|Council] financed the [hub|Service].", "expect": ["hub > council"]}]
    ((example, fault),) = faults(load(tmp_path, examples=wrong))
    assert (example.rule, fault) == ("funds.hoodwink", "expected hub > council, got council > hub")


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        ("funded", "fund", Form.PAST | Form.PARTICIPLE),
        ("carries", "carry", Form.THIRD),
        ("planning", "plan", Form.ING),
        ("planned", "plan", Form.PAST | Form.PARTICIPLE),
        ("led", "lead", Form.PAST | Form.PARTICIPLE),
        ("ran", "run", Form.PAST),
        ("run", "run", Form.BASE | Form.PARTICIPLE),
        ("co-produces", "co-produce", Form.THIRD),
        ("agreeing", "agree", Form.ING),
        ("overseen", "oversee", Form.PARTICIPLE),
        ("putting", "put", Form.ING),
    ],
)
def test_inflections(word: str, lemma: str, form: Form) -> None:
    verb = compile_words(rules.load()).verbs[word]
    assert (verb.lemma, verb.forms) == (lemma, form)


def test_a_list_of_cues_carries_examples_of_every_predicate(tmp_path: Path) -> None:
    folder = tmp_path / "relations"
    folder.mkdir()
    text = "The [council|Council] used to fund the [hub|Service]; it will chair the [forum|Board]."
    expect = ["council > hub (ended)", "council > forum"]
    record = {"id": "cues.planned-modals", "add": {"examples": [{"text": text, "expect": expect}]}}
    (folder / "mine.yaml").write_text(yaml.safe_dump({"rules": [record]}), encoding="utf-8")
    ((example, fault),) = faults(rules.load(tmp_path))
    assert (example.rule, example.predicate) == ("cues.planned-modals", "")
    assert fault == (
        "expected council > forum; council > hub (ended), got council > forum (planned); council > hub (ended)"
    )
