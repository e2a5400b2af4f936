"""Runs the examples and counter-examples that stand in the lexicons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph import text
from councilgraph.documents.council import subject
from councilgraph.extraction.pipeline import Extractor, home
from councilgraph.rules import Rule, RuleSet


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: the mentions expected and found, as (text, type)."""

    rule: str
    file: str
    text: str
    expected: tuple[tuple[str, str], ...]
    found: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Say what was expected and what was found instead."""
        want, have = (
            ", ".join(f"[{text}, {type_}]" for text, type_ in names) or "nothing"
            for names in (self.expected, self.found)
        )
        return f"expected {want}; found {have}"


def check_mentions(rules: RuleSet) -> tuple[int, list[Failure]]:
    """Return how many examples the lexicons have and those that do not give exactly the mentions they say."""
    extractor = Extractor(rules)
    count, failures = 0, []
    for rule, raw, expected in _examples(rules):
        count += 1
        found = mentions_of(extractor, raw)
        if found != expected:
            failures.append(Failure(rule.id, rule.file, raw, expected, found))
    return count, failures


def mentions_of(extractor: Extractor, raw: str) -> tuple[tuple[str, str], ...]:
    """Return (text, type) of each mention of a short text; a council that it names is taken for its subject."""
    council = subject("", raw)
    place = home(council.name, council.code) if council else None
    return tuple((m.text, m.type) for m in extractor.read(raw, text.sections(raw), place).mentions)


def _examples(rules: RuleSet) -> Iterator[tuple[Rule, str, tuple[tuple[str, str], ...]]]:
    for rule in rules.lexicons.values():
        for example in rule.examples:
            expect = example.get("expect")
            if not isinstance(example.get("text"), str) or not isinstance(expect, list):
                raise rule.error("an example needs 'text' and 'expect', a list of [mention, type]")
            yield rule, example["text"], tuple((str(mention), str(type_)) for mention, type_ in expect)
