"""Compiles the relation rules of a rule set into tables of triggers; rejects malformed rules with file and rule id."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from councilgraph import schema
from councilgraph.extraction.relations.rules import (
    CONDITIONS,
    FIELDS,
    FLAGS,
    ORDERS,
    PRIORITIES,
    Order,
    RelationRule,
    Trigger,
    Triggers,
)
from councilgraph.extraction.relations.words import Form, Words, compile_words
from councilgraph.rules import Rule, RuleSet, split


def compile_relations(ruleset: RuleSet) -> Triggers:
    """Return the triggers of a rule set; raise RuleError, naming file and rule, for a malformed rule."""
    table = Triggers(compile_words(ruleset))
    for record in ruleset.relations.values():
        if not record.id.startswith(("words.", "verbs.", "cues.")):
            _add(table, record)
    return table


def _add(table: Triggers, record: Rule) -> None:
    """Add the triggers of one record; raise RuleError where it is malformed or has none."""
    unknown = sorted(set(record.fields) - FIELDS)
    if unknown:
        raise record.error(f"unknown field {unknown[0]}; the fields are {', '.join(sorted(FIELDS))}")
    compiler = _Compiler(table, record, _rule(record))
    table.rules[record.id] = compiler.rule
    if not compiler.add():
        raise record.error("has no trigger; give verbs, nouns, adjectives, owner, between or apposition")
    if not record.examples:
        raise record.error("needs at least one example")


def _rule(record: Rule) -> RelationRule:
    """Return a record as a rule, without its triggers."""
    known = schema.load()
    predicate = record.fields.get("predicate")
    if predicate not in known.predicates:
        raise record.error(f"unknown predicate {predicate!r}; it is one of {', '.join(known.predicates)}")
    if not isinstance(record.fields.get("says"), str):
        raise record.error("needs a one-line description in 'says'")
    if not isinstance(record.fields.get("priority", 0), int):
        raise record.error(f"'priority' is a number, not '{record.fields['priority']}'")
    link = known.predicates[predicate]
    flags: dict[str, Any] = {_attribute(name): bool(record.fields.get(name, False)) for name in FLAGS}
    words: dict[str, Any] = {_attribute(name): frozenset(record.words(name)) for name in CONDITIONS}
    return RelationRule(
        id=record.id,
        file=record.file,
        says=record.fields["says"],
        predicate=predicate,
        subject=_types(record, "subject", link.subject),
        object=_types(record, "object", link.object),
        priority=record.fields.get("priority"),
        workforce=record.fields.get("delegates") == "staff",
        **flags,
        **words,
    )


def _types(record: Rule, side: str, allowed: Collection[str]) -> frozenset[str]:
    """Return the types that a rule joins on one side: those it names, else all that its predicate allows."""
    types = record.words(side) or allowed
    wrong = sorted(set(types) - set(allowed))
    if wrong:
        raise record.error(f"{side} type {wrong[0]} is not joined by {record.fields['predicate']} (data/schema.yaml)")
    return frozenset(types)


def _attribute(name: str) -> str:
    return name.replace("-", "_")


class _Compiler:
    """Adds the triggers of one rule to the table."""

    def __init__(self, table: Triggers, record: Rule, rule: RelationRule) -> None:
        self.table = table
        self.record = record
        self.rule = rule

    def add(self) -> int:
        """Add all triggers of the rule and return how many there are."""
        words = self._add_verbs() + self._add_nouns() + self._add_adjectives()
        return words + self._add_pairs() + self._add_joining_words() + self._add_columns()

    def _trigger(self, order: Order, kind: str, prepositions: tuple[str, ...] = ()) -> Trigger:
        return Trigger(self.rule, order, prepositions=prepositions, priority=self._priority(kind), kind=kind)

    def _priority(self, kind: str) -> int:
        return self.rule.priority if self.rule.priority is not None else PRIORITIES[kind]

    def _phrases(self, kind: str) -> Iterator[tuple[Order, str]]:
        """Yield the phrases of one field with the order of the key that they stand under."""
        section: Any = self.record.fields.get(kind) or {}
        if not isinstance(section, Mapping):
            raise self.record.error(f"'{kind}' needs the keys subject-first or object-first")
        for name, value in section.items():
            if name not in ORDERS:
                raise self.record.error(f"'{kind}' has the unknown key {name}; the keys are {', '.join(ORDERS)}")
            for phrase in split(value):
                yield ORDERS[name], phrase

    def _add_verbs(self) -> int:
        """Add the verbs of the rule; return how many there are."""
        count = 0
        for order, phrase in self._phrases("verbs"):
            lemma, trigger = self._verb(order, *_tail(self.table.words, phrase))
            self.table.verbs.setdefault(lemma, []).append(trigger)
            count += 1
        return count

    def _verb(self, order: Order, words: list[str], prepositions: tuple[str, ...]) -> tuple[str, Trigger]:
        """Return the lemma and the trigger of a verb phrase ("be paid|by", "set up", "sign up to|for")."""
        bare = words[0] == "be" and len(words) > 1 and words[1] in self.table.words.verbs
        words = words[bare:]
        verb = self.table.words.verbs.get(words[0])
        if verb is None:
            more = f"{{id: verbs.regular, add: {{words: {words[0]}}}}}"
            raise self.record.error(
                f"the verb '{words[0]}' is not known; add its base form to the verbs with the record {more}"
            )
        passive = bool(verb.forms & Form.PARTICIPLE) and (bare or not verb.forms & Form.BASE or "by" in prepositions)
        if passive and not prepositions and order != "together" and not self.rule.implied:
            raise self.record.error(f"'{' '.join(words)}' is passive and needs a preposition, as in '{words[0]} by'")
        if len(words) > 2:
            raise self.record.error(f"'{' '.join(words)}' is too long: a verb, one particle or noun, and prepositions")
        particle = words[1] if len(words) > 1 else ""
        return verb.lemma, Trigger(self.rule, order, passive, particle, "", prepositions, self._priority("verbs"))

    def _add_nouns(self) -> int:
        """Add the nouns of the rule in singular and plural; return how many there are."""
        count = 0
        for order, phrase in self._phrases("nouns"):
            words, prepositions = _tail(self.table.words, phrase)
            before = " ".join(words[:-1])
            # Of the kind "verbs": a noun such as "partnership with" states a link as a verb does.
            trigger = Trigger(
                self.rule, order, before=before, prepositions=prepositions, priority=self._priority("nouns")
            )
            for head in (words[-1], _plural(words[-1])):
                self.table.nouns.setdefault(head, []).append(trigger)
            count += 1
        return count

    def _add_adjectives(self) -> int:
        """Add the adjectives of the rule; return how many there are."""
        count = 0
        for order, phrase in self._phrases("adjectives"):
            words, prepositions = _tail(self.table.words, phrase)
            self.table.adjectives.setdefault(words[0], []).append(self._trigger(order, "adjectives", prepositions))
            count += 1
        return count

    def _add_pairs(self) -> int:
        """Add what the rule reads from two names without a verb: owners, what stands between or beside them."""
        table, count = self.table, 0
        owner = self._choice("owner", "subject", "object")
        if owner:
            count += self._add_pair(table.owners, "subject" if owner == "subject" else "object", "owner")
        for order, preposition in self._phrases("between"):
            count += self._add_pair(table.between, order, "between", (preposition,))
        for kind, pairs in (("label", table.labels), ("address", table.addresses), ("brackets", table.brackets)):
            side = self._choice(kind, "subject-first", "object-first")
            if side:
                count += self._add_pair(pairs, ORDERS[side], kind)
        apposition = self._choice("apposition", "either", "subject-first")
        if apposition:
            count += self._add_pair(table.appositions, "subject", "apposition")
        if apposition == "either":
            count += self._add_pair(table.appositions, "object", "apposition")
        return count

    def _choice(self, name: str, first: str, second: str) -> str:
        """Return which of two values a field has, or "" where the rule has no such field."""
        value = self.record.fields.get(name)
        if value not in (None, first, second):
            raise self.record.error(f"'{name}' is {first} or {second}")
        return value or ""

    def _add_pair(
        self, pairs: dict[tuple[str, str], list[Trigger]], order: Order, kind: str, prepositions: tuple[str, ...] = ()
    ) -> int:
        """Add one trigger for each pair of types that the rule joins; return how many pairs there are."""
        trigger = self._trigger(order, kind, prepositions)
        types = [(s, o) for s in sorted(self.rule.subject) for o in sorted(self.rule.object)]
        for subject, object_ in types:
            pair = (subject, object_) if order == "subject" else (object_, subject)
            pairs.setdefault(pair, []).append(trigger)
        return len(types)

    def _add_joining_words(self) -> int:
        """Add the connectors, modifiers and relatives of the rule, and whether "jointly" states its link."""
        table, count = self.table, 0
        known = table.words.set("words.prepositions") | table.words.set("words.conjunctions")
        for order, word in self._phrases("connectors"):
            if word not in known:
                raise self.record.error(f"the connector '{word}' is not a preposition (relations/words-classes.yaml)")
            table.connectors.setdefault(word, []).append(self._trigger(order, "connectors"))
            count += 1
        for word in self.record.words("modifiers"):
            table.modifiers.setdefault(word, []).append(self._trigger("object", "modifiers"))
            count += 1
        for order, word in self._phrases("relatives"):
            table.relatives.setdefault(word, []).append(self._trigger(order, "relatives"))
            count += 1
        if self.record.fields.get("jointly"):
            table.joint.append(Trigger(self.rule, "together", priority=self._priority("jointly")))
            count += 1
        return count

    def _add_columns(self) -> int:
        """Add the heads of columns that the rule reads; return how many there are."""
        count = 0
        for order, head in self._phrases("columns"):
            for name in dict.fromkeys((head, _plural(head))):
                self.table.columns.setdefault(name, []).append(self._trigger(order, "columns"))
            count += 1
        return count


def _tail(words: Words, phrase: str) -> tuple[list[str], tuple[str, ...]]:
    """Split "sign up to|for" into its words and the prepositions at its end, of one word each or one of several."""
    parts = phrase.split()
    known = words.set("words.prepositions") | {"alongside"}
    for at in range(1, len(parts)):
        tail = " ".join(parts[at:])
        if tail in known:
            return parts[:at], (tail,)
        alternatives = tail.split("|")
        if all(word in known for word in alternatives):
            return parts[:at], tuple(alternatives)
    return parts, ()


def _plural(noun: str) -> str:
    """Return the plural of a noun; a noun in -s is one already."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun if noun.endswith("s") else noun + ("es" if noun.endswith(("ch", "sh", "x")) else "s")
