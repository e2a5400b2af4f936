"""What a relation rule can say, and the triggers that rules are compiled to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from councilgraph.extraction.relations.words import Words

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
# Orders in which the object comes first.
_TURNED = frozenset({"object", "object-moved", "owned"})
# Fields that are on or off; each is an attribute of `RelationRule` with "_" for "-".
FLAGS = (
    "accompanied",
    "copula",
    "delegates",
    "doer",
    "ensured",
    "every",
    "finite",
    "implied",
    "joint",
    "money",
    "possessive",
    "possessor",
    "purpose",
    "several",
    "submitted",
    "through-actions",
    "through-reports",
)
# Fields that hold words which a side must have, or must not have.
CONDITIONS = ("subject-words", "subject-without", "subject-heads", "object-words", "object-without")
# The triggers of a rule, and how much each kind counts where several state a link and the rule says nothing.
PRIORITIES = {
    "verbs": 30,
    "adjectives": 30,
    "nouns": 25,
    "jointly": 30,
    "between": 15,
    "connectors": 16,
    "owner": 10,
    "modifiers": 12,
    "relatives": 12,
    "apposition": 40,
    "label": 41,
    "address": 41,
    "brackets": 41,
    "columns": 45,
}
FIELDS = frozenset(
    {
        *("says", "predicate", "subject", "object", "priority", "examples", "counter", "note"),
        *FLAGS,
        *CONDITIONS,
        *PRIORITIES,
    }
)


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
    through_actions: bool
    through_reports: bool
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
    object_without: frozenset[str]
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

    def ends(self, first: int, second: int) -> tuple[int, int]:
        """Return the subject and the object of a link between its two sides."""
        return (second, first) if self.order in _TURNED else (first, second)


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
