"""Compiles the relation rules of a rule set into tables of triggers; rejects malformed rules with file and rule id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from councilgraph import schema
from councilgraph.extraction.relations.words import Form, Words, compile_words
from councilgraph.rules import Rule, RuleSet, split

Order = Literal[
    "subject",
    "object",
    "subject-moved",
    "object-moved",
    "together",
    "objects",
    "action",
    "titled",
    "companions",
    "aside",
    "fronted",
    "owned",
    "regarded",
]

FIELDS = frozenset(
    {
        *(
            "says",
            "predicate",
            "subject",
            "object",
            "priority",
            "delegates",
            "through-actions",
            "through-reports",
            "joint",
            "implied",
            "jointly",
            "several",
            "finite",
            "modifiers",
            "copula",
            "relatives",
            "label",
            "accompanied",
            "every",
            "purpose",
            "submitted",
            "possessor",
            "ensured",
            "verbs",
            "nouns",
        ),
        *("adjectives", "owner", "possessive", "between", "connectors", "apposition", "examples", "counter", "note"),
        *(
            "subject-words",
            "subject-without",
            "object-words",
            "columns",
            "subject-heads",
            "money",
            "address",
            "brackets",
            "doer",
        ),
    }
)
ORDERS: Mapping[str, Order] = {
    "subject-first": "subject",
    "object-first": "object",
    "subject-moved": "subject-moved",
    "object-moved": "object-moved",
    "titled": "titled",
    "together": "together",
    "objects-together": "objects",
    "action": "action",
    "companions": "companions",
    "aside": "aside",
    "fronted": "fronted",
    "owned": "owned",
    "regarded": "regarded",
}
_PRIORITY = {
    "verbs": 30,
    "adjectives": 30,
    "nouns": 25,
    "between": 15,
    "connectors": 16,
    "owner": 10,
    "apposition": 40,
    "label": 41,
    "address": 41,
    "brackets": 41,
    "columns": 45,
}


@dataclass(frozen=True, slots=True)
class RelationRule:
    """One relation rule: what it says, and which types it joins."""

    id: str
    file: str
    says: str
    predicate: str
    subject: frozenset[str]
    object: frozenset[str]
    priority: int | None
    delegates: bool
    workforce: bool
    through: bool
    reported: bool
    joint: bool
    implied: bool
    possessive: bool
    several: bool
    finite: bool
    copula: bool
    accompanied: bool
    every: bool
    purpose: bool
    money: bool
    doer: bool
    submitted: bool
    possessor: bool
    ensured: bool
    subject_words: frozenset[str]
    subject_without: frozenset[str]
    object_words: frozenset[str]
    subject_heads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that states a relation, and where its two sides stand.

    `order` tells which side comes first (for a verb: is its subject or, in the passive, undergoes it); `together`
    joins all of its first side with one another. `prepositions` is empty where the second side is the direct object.
    """

    rule: RelationRule
    order: Order
    passive: bool = False
    particle: str = ""
    before: str = ""
    prepositions: tuple[str, ...] = ()
    priority: int = 30
    kind: str = "verbs"


@dataclass(slots=True)
class Triggers:
    """All triggers: `verbs`, `nouns` and `adjectives` by word; structural rules by the pair of types they join."""

    words: Words
    rules: dict[str, RelationRule] = field(default_factory=dict)
    verbs: dict[str, list[Trigger]] = field(default_factory=dict)
    nouns: dict[str, list[Trigger]] = field(default_factory=dict)
    adjectives: dict[str, list[Trigger]] = field(default_factory=dict)
    owners: dict[tuple[str, str], list[Trigger]] = field(default_factory=dict)
    between: dict[tuple[str, str], list[Trigger]] = field(default_factory=dict)
    appositions: dict[tuple[str, str], list[Trigger]] = field(default_factory=dict)
    labels: dict[tuple[str, str], list[Trigger]] = field(default_factory=dict)
    addresses: dict[tuple[str, str], list[Trigger]] = field(default_factory=dict)
    brackets: dict[tuple[str, str], list[Trigger]] = field(default_factory=dict)
    connectors: dict[str, list[Trigger]] = field(default_factory=dict)
    relatives: dict[str, list[Trigger]] = field(default_factory=dict)
    modifiers: dict[str, list[Trigger]] = field(default_factory=dict)
    joint: list[Trigger] = field(default_factory=list)
    columns: dict[str, list[Trigger]] = field(default_factory=dict)

    @property
    def prepositional(self) -> frozenset[tuple[str, str]]:
        """Return all (verb, preposition) pairs that some rule uses."""
        rows = (
            (lemma, p)
            for lemma, triggers in self.verbs.items()
            for t in triggers
            if not t.passive
            for p in t.prepositions
        )
        return frozenset(rows)


def compile_relations(ruleset: RuleSet) -> Triggers:
    """Return the triggers of a rule set; raise RuleError, naming file and rule, for a malformed rule."""
    table = Triggers(compile_words(ruleset))
    for rule in ruleset.relations.values():
        if not rule.id.startswith(("words.", "verbs.", "cues.")):
            _add(table, rule)
    return table


def _add(table: Triggers, rule: Rule) -> None:
    unknown = sorted(set(rule.fields) - FIELDS)
    if unknown:
        raise rule.error(f"unknown field {unknown[0]}; the fields are {', '.join(sorted(FIELDS))}")
    compiled = _header(rule)
    table.rules[rule.id] = compiled
    count = 0
    for kind in ("verbs", "nouns", "adjectives"):
        for order, phrase in _phrases(rule, kind):
            _add_phrase(table, rule, compiled, kind, order, phrase)
            count += 1
    count += _add_structure(table, rule, compiled)
    if not count:
        raise rule.error("has no trigger; give verbs, nouns, adjectives, owner, between or apposition")
    if not rule.examples:
        raise rule.error("needs at least one example")


def _header(rule: Rule) -> RelationRule:
    known = schema.load()
    predicate = rule.fields.get("predicate")
    if predicate not in known.predicates:
        raise rule.error(f"unknown predicate {predicate!r}; it is one of {', '.join(known.predicates)}")
    if not isinstance(rule.fields.get("says"), str):
        raise rule.error("needs a one-line description in 'says'")
    if not isinstance(rule.fields.get("priority", 0), int):
        raise rule.error(f"'priority' is a number, not '{rule.fields['priority']}'")
    link = known.predicates[predicate]
    sides = []
    for name, allowed in (("subject", link.subject), ("object", link.object)):
        types = rule.words(name) or allowed
        wrong = sorted(set(types) - set(allowed))
        if wrong:
            raise rule.error(f"{name} type {wrong[0]} is not joined by {predicate} (data/schema.yaml)")
        sides.append(frozenset(types))
    return RelationRule(
        id=rule.id,
        file=rule.file,
        says=rule.fields["says"],
        predicate=predicate,
        subject=sides[0],
        object=sides[1],
        priority=rule.fields.get("priority"),
        delegates=bool(rule.fields.get("delegates", False)),
        workforce=rule.fields.get("delegates") == "staff",
        through=bool(rule.fields.get("through-actions", False)),
        reported=bool(rule.fields.get("through-reports", False)),
        joint=bool(rule.fields.get("joint", False)),
        implied=bool(rule.fields.get("implied", False)),
        possessive=bool(rule.fields.get("possessive", False)),
        several=bool(rule.fields.get("several", False)),
        finite=bool(rule.fields.get("finite", False)),
        copula=bool(rule.fields.get("copula", False)),
        accompanied=bool(rule.fields.get("accompanied", False)),
        every=bool(rule.fields.get("every", False)),
        purpose=bool(rule.fields.get("purpose", False)),
        money=bool(rule.fields.get("money", False)),
        doer=bool(rule.fields.get("doer", False)),
        submitted=bool(rule.fields.get("submitted", False)),
        possessor=bool(rule.fields.get("possessor", False)),
        ensured=bool(rule.fields.get("ensured", False)),
        subject_words=frozenset(rule.words("subject-words")),
        subject_without=frozenset(rule.words("subject-without")),
        object_words=frozenset(rule.words("object-words")),
        subject_heads=frozenset(rule.words("subject-heads")),
    )


def _phrases(rule: Rule, kind: str) -> Iterator[tuple[Order, str]]:
    section: Any = rule.fields.get(kind) or {}
    if not isinstance(section, Mapping):
        raise rule.error(f"'{kind}' needs the keys subject-first or object-first")
    for name, value in section.items():
        if name not in ORDERS:
            raise rule.error(f"'{kind}' has the unknown key {name}; the keys are {', '.join(ORDERS)}")
        for phrase in split(value):
            yield ORDERS[name], phrase


def _add_phrase(table: Triggers, rule: Rule, compiled: RelationRule, kind: str, order: Order, phrase: str) -> None:
    words, prepositions = _tail(table.words, phrase)
    priority = compiled.priority if compiled.priority is not None else _PRIORITY[kind]
    if kind == "adjectives":
        trigger = Trigger(compiled, order, prepositions=prepositions, priority=priority, kind=kind)
        table.adjectives.setdefault(words[0], []).append(trigger)
    elif kind == "nouns":
        trigger = Trigger(compiled, order, before=" ".join(words[:-1]), prepositions=prepositions, priority=priority)
        for head in (words[-1], _plural(words[-1])):
            table.nouns.setdefault(head, []).append(trigger)
    else:
        _add_verb(table, rule, compiled, order, words, prepositions, priority)


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


def _add_verb(
    table: Triggers,
    rule: Rule,
    compiled: RelationRule,
    order: Order,
    words: list[str],
    prepositions: tuple[str, ...],
    priority: int,
) -> None:
    bare = words[0] == "be" and len(words) > 1 and words[1] in table.words.verbs
    words = words[bare:]
    verb = table.words.verbs.get(words[0])
    if verb is None:
        more = f"{{id: verbs.regular, add: {{words: {words[0]}}}}}"
        raise rule.error(f"the verb '{words[0]}' is not known; add its base form to the verbs with the record {more}")
    passive = bool(verb.forms & Form.PARTICIPLE) and (bare or not verb.forms & Form.BASE or "by" in prepositions)
    if passive and not prepositions and order != "together" and not compiled.implied:
        raise rule.error(f"'{' '.join(words)}' is passive and needs a preposition, as in '{words[0]} by'")
    particle = words[1] if len(words) > 1 else ""
    if len(words) > 2:
        raise rule.error(f"'{' '.join(words)}' is too long: a verb, one particle or noun, and prepositions")
    trigger = Trigger(compiled, order, passive, particle, "", prepositions, priority)
    table.verbs.setdefault(verb.lemma, []).append(trigger)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun if noun.endswith("s") else noun + ("es" if noun.endswith(("ch", "sh", "x")) else "s")


def _add_structure(table: Triggers, rule: Rule, compiled: RelationRule) -> int:
    count = 0
    owner = rule.fields.get("owner")
    if owner not in (None, "subject", "object"):
        raise rule.error("'owner' is subject or object")
    if owner:
        count += _pairs(table.owners, compiled, "subject" if owner == "subject" else "object", "owner")
    for order, preposition in _phrases(rule, "between"):
        count += _pairs(table.between, compiled, order, "between", (preposition,))
    for order, preposition in _phrases(rule, "connectors"):
        if preposition not in table.words.set("words.prepositions") | table.words.set("words.conjunctions"):
            raise rule.error(f"the connector '{preposition}' is not a preposition (relations/words-classes.yaml)")
        priority = compiled.priority if compiled.priority is not None else _PRIORITY["connectors"]
        table.connectors.setdefault(preposition, []).append(
            Trigger(compiled, order, priority=priority, kind="connectors")
        )
        count += 1
    for word in rule.words("modifiers"):
        trigger = Trigger(compiled, "object", priority=compiled.priority or 12, kind="modifiers")
        table.modifiers.setdefault(word, []).append(trigger)
        count += 1
    for order, word in _phrases(rule, "relatives"):
        trigger = Trigger(compiled, order, priority=compiled.priority or 12, kind="relatives")
        table.relatives.setdefault(word, []).append(trigger)
        count += 1
    if rule.fields.get("jointly"):
        table.joint.append(Trigger(compiled, "together", priority=compiled.priority or 30))
        count += 1
    for order, head in _phrases(rule, "columns"):
        trigger = Trigger(compiled, order, priority=compiled.priority or _PRIORITY["columns"], kind="columns")
        for name in dict.fromkeys((head, _plural(head))):
            table.columns.setdefault(name, []).append(trigger)
        count += 1
    return count + _add_lines(table, rule, compiled)


def _add_lines(table: Triggers, rule: Rule, compiled: RelationRule) -> int:
    """Add what a rule reads from names that stand beside one another; return how many triggers that makes."""
    count = 0
    for kind, pairs in (("label", table.labels), ("address", table.addresses), ("brackets", table.brackets)):
        side = rule.fields.get(kind)
        if side not in (None, "subject-first", "object-first"):
            raise rule.error(f"'{kind}' is subject-first or object-first")
        if side:
            count += _pairs(pairs, compiled, ORDERS[side], kind)
    apposition = rule.fields.get("apposition")
    if apposition not in (None, "either", "subject-first"):
        raise rule.error("'apposition' is either or subject-first")
    if apposition:
        count += _pairs(table.appositions, compiled, "subject", "apposition")
    if apposition == "either":
        count += _pairs(table.appositions, compiled, "object", "apposition")
    return count


def _types(rule: RelationRule, order: Order) -> list[tuple[str, str]]:
    pairs = [(s, o) for s in sorted(rule.subject) for o in sorted(rule.object)]
    return pairs if order == "subject" else [(o, s) for s, o in pairs]


def _pairs(
    table: dict[tuple[str, str], list[Trigger]],
    rule: RelationRule,
    order: Order,
    kind: str,
    prepositions: tuple[str, ...] = (),
) -> int:
    priority = rule.priority if rule.priority is not None else _PRIORITY[kind]
    trigger = Trigger(rule, order, prepositions=prepositions, priority=priority, kind=kind)
    pairs = _types(rule, order)
    for pair in pairs:
        table.setdefault(pair, []).append(trigger)
    return len(pairs)
