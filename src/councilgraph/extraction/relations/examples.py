"""Runs the examples and counter-examples that relation rules and lists of cue words carry.

An example marks its mentions with their types, "[Westhaven Mind|Organisation]", so that it tests the rule alone,
whatever the rules for names find. `expect` lists "subject > object", followed by "(planned)", "(negated)" or
"(ended)" where it is not asserted or is over. An example of a list of cues counts links of every predicate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from councilgraph import schema, text
from councilgraph.extraction import tokens
from councilgraph.extraction.relations import RelationFinder
from councilgraph.models import Mention, Relation
from councilgraph.rules import Rule, RuleSet

_MARKED = re.compile(r"\[([^|\[\]]+)\|(\w+)\]")
_PAIR = re.compile(r"(?P<subject>.+?) > (?P<object>.+?)(?: \((?P<status>planned|negated|ended)\))?")


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a rule: a text with its mentions, and the links expected of it (none for a counter-example).

    `predicate` is "" where links of every predicate count.
    """

    rule: str
    predicate: str
    text: str
    mentions: tuple[Mention, ...]
    expect: frozenset[tuple[str, str, str]]
    counter: bool


def examples(ruleset: RuleSet) -> Iterator[Example]:
    """Yield the examples of all relation rules; raise RuleError for a malformed one."""
    for rule in ruleset.relations.values():
        if rule.is_list and not rule.id.startswith("cues."):
            continue
        for record in rule.examples:
            if not isinstance(record, Mapping) or not isinstance(record.get("text"), str):
                raise rule.error("an example needs 'text' and 'expect'")
            if not isinstance(record.get("expect"), list):
                raise rule.error("an example needs 'expect', a list of 'subject > object'; [] where it states nothing")
            yield _example(rule, record["text"], record["expect"], False)
        for counter in rule.fields.get("counter") or ():
            if not isinstance(counter, str):
                raise rule.error("'counter' is a list of sentences")
            yield _example(rule, counter, [], True)


def read(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """Return a marked text as plain text and its mentions; raise ValueError for an unknown type."""
    plain, mentions, at = "", [], 0
    for match in _MARKED.finditer(marked):
        name, type_ = match.groups()
        if type_ not in schema.load().types:
            raise ValueError(f"the example marks the unknown type {type_}")
        plain += marked[at : match.start()]
        start, plain, at = len(plain), plain + name, match.end()
        mentions.append(Mention(start, len(plain), name, type_, f"{type_}:{name}", name, True, "example"))
    return plain + marked[at:], tuple(mentions)


def _example(rule: Rule, marked: str, expect: list[Any], counter: bool) -> Example:
    """Return a marked example as text with its mentions and the links to expect."""
    try:
        plain, mentions = read(marked)
    except ValueError as error:
        raise rule.error(str(error)) from error
    pairs = []
    for line in expect:
        pair = _PAIR.fullmatch(str(line))
        if pair is None:
            raise rule.error(f"'{line}' is not 'subject > object'")
        pairs.append((pair["subject"], pair["object"], pair["status"] or "asserted"))
    return Example(rule.id, rule.fields.get("predicate", ""), plain, mentions, frozenset(pairs), counter)


class Examiner:
    """Runs examples against one rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._finder = RelationFinder(ruleset)
        self._nlp = tokens.blank()
        self._symmetric = {name for name, link in schema.load().predicates.items() if link.symmetric}

    def fault(self, example: Example) -> str | None:
        """Return what is wrong with what the rules make of an example, or None where it holds."""
        sentences = text.sentences(example.text)
        tape = tokens.tape(self._nlp, text.clean(example.text), sentences)
        found = self._finder.find(tape, example.mentions, (), text.tables(example.text))
        names = [mention.text for mention in example.mentions]
        if example.counter:
            wrong = [r for r in found if r.predicate == example.predicate]
            return f"gives {names[wrong[0].subject]} > {names[wrong[0].object]}" if wrong else None
        links = [r for r in found if r.predicate == (example.predicate or r.predicate)]
        got = {(names[r.subject], names[r.object], _state(r)) for r in links}
        turned = {(names[r.object], names[r.subject], _state(r)) for r in links if r.predicate in self._symmetric}
        if example.expect <= got | turned and got <= example.expect | {
            (o, s, t) for s, o, t in turned & example.expect
        }:
            return None
        return f"expected {_lines(example.expect)}, got {_lines(got)}"


def _state(relation: Relation) -> str:
    return "ended" if relation.ended else relation.status


def _lines(pairs: frozenset[tuple[str, str, str]] | set[tuple[str, str, str]]) -> str:
    rows = [f"{s} > {o}{'' if status == 'asserted' else f' ({status})'}" for s, o, status in sorted(pairs)]
    return "; ".join(rows) or "nothing"


def faults(ruleset: RuleSet) -> list[tuple[Example, str]]:
    """Return the examples that do not hold, with what is wrong."""
    examiner = Examiner(ruleset)
    checked = ((example, examiner.fault(example)) for example in examples(ruleset))
    return [(example, fault) for example, fault in checked if fault]
