"""The lexicons as tables that are read by word; `compiling` makes them, once for a rule set.

`Lexicon.bits` gives the classes of a word as bits of one integer. It is computed once for each distinct word of a
text; a pass over the tokens is then one lookup each, and everything dear is done only at the words that matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from councilgraph.rules import Rule

DETERMINER, PREPOSITION, PRONOUN, AUXILIARY, VERB, NOUN_VERB, QUALITY, FOLLOWER, TOPIC, OWNER, PARTICIPLE = (
    1 << n for n in range(11)
)
(
    HEAD,
    NAME,
    CAPITAL,
    NUMBER,
    PUNCTUATION,
    AND,
    TITLE,
    FIRST_NAME,
    SECTOR,
    COUNCIL,
    ACRONYM,
    YEAR,
    GROUP,
    REFERENCE,
    SOLO,
    PLACE,
) = (1 << n for n in range(11, 27))
# Words that a walk over the modifiers of a name never crosses.
STOP = DETERMINER | PREPOSITION | PRONOUN | AUXILIARY
# Words that tell one name from another only together with others.
COMMON = TOPIC | VERB | NOUN_VERB | QUALITY | FOLLOWER | SOLO

_YEAR = re.compile(r"(?:19|20)\d\d(?:[/-]\d{2,4})?|\d\d/\d\d|\d{1,2}[-/]\d{1,2}|\d+-(?:year|day|week)s?")
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z&])[A-Za-z0-9&/.]{2,10}s?")


@dataclass(frozen=True, slots=True)
class HeadRule:
    """One head noun rule: the type it gives and the conditions under which it does.

    `endings` are the last words of the qualifiers where the rule needs one: without them there is nothing to look at.
    """

    id: str
    type: str
    needs: str
    plural_needs: str
    generic: frozenset[str]
    generic_words: frozenset[str]
    plural_generic: frozenset[str]
    qualifiers: frozenset[str]
    endings: frozenset[str]
    keeps: frozenset[str]
    keeps_always: frozenset[str]
    not_after: frozenset[str]
    last_of_not_after: frozenset[str]
    not_before: frozenset[str]
    first_of_not_before: frozenset[str]
    not_left: frozenset[str]
    complements: frozenset[str]
    followers: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A way to write the head of a rule: the words before the last one, and whether it is a plural."""

    before: tuple[str, ...]
    plural: bool
    singular: str
    rule: HeadRule


@dataclass(frozen=True, slots=True)
class Known:
    """A name that is known beforehand. `exact` tells that it is found in this spelling only."""

    words: tuple[str, ...]
    surface: str
    type: str
    name: str
    rule: str
    register: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of partner organisations with its canonical name."""

    id: str
    canonical: str
    descriptive: bool
    qualifiers: frozenset[str]
    heads: frozenset[str]
    bare: frozenset[tuple[str, ...]]
    always: frozenset[tuple[str, ...]]
    type: str
    acts_only: frozenset[tuple[str, ...]]
    listed: frozenset[tuple[str, ...]]
    fields: frozenset[str]
    not_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reference:
    """Common nouns that stand for something of a type named at most `window` sentences before.

    Those of `alone` after "this" are a mention even where nothing before is of the type.
    """

    id: str
    type: str
    words: frozenset[str]
    determiners: frozenset[str]
    not_before: frozenset[str]
    alone: frozenset[str]
    window: int


@dataclass(frozen=True, slots=True)
class NamingWords:
    """The words of the rule by which a document gives names to things (`discovery.named`)."""

    types: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    calls: tuple[tuple[str, ...], ...] = ()
    run_by: frozenset[str] = frozenset()
    not_words: frozenset[str] = frozenset()


@dataclass(slots=True)
class Lexicon:
    """Everything that finding mentions looks up."""

    words: dict[str, int] = field(default_factory=dict)
    heads: dict[str, tuple[Head, ...]] = field(default_factory=dict)
    heads_after: dict[tuple[str, str], tuple[Head, ...]] = field(default_factory=dict)
    known: dict[tuple[str, str], tuple[Known, ...]] = field(default_factory=dict)
    sectors: tuple[Sector, ...] = ()
    shouted: frozenset[str] = frozenset()
    phrases: dict[str, tuple[tuple[tuple[str, ...], Sector, bool], ...]] = field(default_factory=dict)
    phrases_after: dict[tuple[str, str], tuple[tuple[tuple[str, ...], Sector, bool], ...]] = field(default_factory=dict)
    single: dict[str, frozenset[str]] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    linked: frozenset[tuple[str, ...]] = frozenset()
    introduces: frozenset[str] = frozenset()
    naming: NamingWords = NamingWords()
    links: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    plurals: dict[str, str] = field(default_factory=dict)
    singulars: dict[str, str] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    names_of: dict[str, frozenset[str]] = field(default_factory=dict)

    def mark(self, words: Iterable[str], bit: int) -> None:
        """Put words into a class."""
        for word in words:
            self.words[word] = self.words.get(word, 0) | bit

    def bits(self, text: str) -> int:
        """Return the classes of one word, by its text as written."""
        lower = text.lower()
        bits = self.words.get(lower, 0)
        first = text[0]
        if first.isalpha():
            if first.isupper():
                bits |= CAPITAL
                if _ACRONYM.fullmatch(text):
                    bits |= ACRONYM
                    if lower == "it":
                        bits &= ~PRONOUN
            elif _ACRONYM.fullmatch(text):
                bits |= CAPITAL | ACRONYM
            if (
                not bits & (PARTICIPLE | VERB | NOUN_VERB)
                and lower.endswith(("ed", "ing", "ly"))
                and len(lower) > 4
                and "-" not in lower
            ):
                bits |= VERB
            if bits & PARTICIPLE:
                bits &= ~VERB
        elif first.isdigit():
            bits |= YEAR if _YEAR.fullmatch(text) else NUMBER
        else:
            bits |= PUNCTUATION
        return bits

    def heads_at(self, before: str, last: str) -> tuple[Head, ...]:
        """Return the heads that end in a word and may stand where another word is before it, longer ones first."""
        return self.heads_after.get((before, last)) or self.heads_after.get(("", last), ())

    def listed(self, rule: str) -> frozenset[str]:
        """Return the words of a plain list rule, in small letters."""
        return self.names_of.get(rule, frozenset())
