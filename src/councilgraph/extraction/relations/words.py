"""The words that reading a clause needs: closed classes and verb forms, compiled from the rule files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from councilgraph.errors import RuleError
from councilgraph.rules import RuleSet


class Kind(IntEnum):
    """What a word of a closed class is; 0 for every other word."""

    OTHER = 0
    NEGATIVE = 1
    ADVERB = 2
    CONJUNCTION = 3
    INCLUDING = 4
    RELATIVE = 5
    WHERE = 6
    SUBORDINATOR = 7
    PREPOSITION = 8
    PRONOUN = 9
    DETERMINER = 10
    BE = 11
    HAVE = 12
    DO = 13
    MODAL = 14


class Form:
    """The inflected forms of a verb as bits, plain numbers for speed; a word can be several ("run")."""

    BASE = 1
    THIRD = 2
    PAST = 4
    PARTICIPLE = 8
    ING = 16


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb reading of a word."""

    lemma: str
    forms: int


_CLASSES = (
    ("be", Kind.BE),
    ("have", Kind.HAVE),
    ("do", Kind.DO),
    ("modals", Kind.MODAL),
    ("negatives", Kind.NEGATIVE),
    ("adverbs", Kind.ADVERB),
    ("conjunctions", Kind.CONJUNCTION),
    ("including", Kind.INCLUDING),
    ("relatives", Kind.RELATIVE),
    ("where", Kind.WHERE),
    ("subordinators", Kind.SUBORDINATOR),
    ("prepositions", Kind.PREPOSITION),
    ("pronouns", Kind.PRONOUN),
    ("determiners", Kind.DETERMINER),
)
_VOWELS = frozenset("aeiou")
_DOUBLING = frozenset({"begin", "forget", "offset", "overrun", "reset", "split", "underpin", "upset"})


@dataclass(slots=True)
class Words:
    """All word lists: `kinds` and `verbs` by lower-case word, `phrases` by first word (longest first)."""

    kinds: dict[str, Kind] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], Kind]]] = field(default_factory=dict)
    verbs: dict[str, Verb] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)

    def set(self, name: str) -> frozenset[str]:
        """Return one word list as a set; empty where there is none."""
        return self.sets.get(name, frozenset())


def compile_words(ruleset: RuleSet) -> Words:
    """Return the word lists of a rule set; raise RuleError where a list is missing or a verb is malformed."""
    words = Words()
    for name, rule in ruleset.relations.items():
        if name.startswith(("words.", "verbs.", "cues.")):
            words.sets[name] = frozenset(rule.words("words"))
    for name, kind in _CLASSES:
        _add_class(words, _need(words, f"words.{name}"), kind)
    for lemma in sorted(_need(words, "verbs.regular")):
        _add_verb(words, lemma, *_regular(lemma))
    for lemma in sorted(_need(words, "verbs.doubling")):
        _add_verb(words, lemma, *_regular(lemma, lemma[-1]))
    for entry in sorted(_need(words, "verbs.irregular")):
        parts = entry.split("/")
        if len(parts) != 3:
            raise ruleset.relations["verbs.irregular"].error(f"'{entry}' is not base/past/participle")
        base, past, participle = parts
        third, _, _, ing = _regular(base)
        double = base + base[-1] if _doubles(base) else base
        _add_verb(words, base, third, past, participle, double + "ing" if _doubles(base) else ing)
    return words


def _need(words: Words, name: str) -> frozenset[str]:
    if name not in words.sets:
        raise RuleError(f"relations: the word list {name} is missing; do not drop it")
    return words.sets[name]


def _add_class(words: Words, entries: Iterable[str], kind: Kind) -> None:
    """Add the words of a closed class; a word keeps the class that it has."""
    for entry in sorted(entries):
        first, *rest = entry.split()
        if not rest:
            words.kinds.setdefault(entry, kind)
            continue
        rows = words.phrases.setdefault(first, [])
        if all(row[0] != (first, *rest) for row in rows):
            rows.append(((first, *rest), kind))
            rows.sort(key=lambda row: -len(row[0]))


def _doubles(base: str) -> bool:
    short = len(base) == 3 or base in _DOUBLING
    return short and base[-1] not in "wxy" and base[-1] not in _VOWELS and base[-2] in _VOWELS


def _regular(base: str, double: str = "") -> tuple[str, str, str, str]:
    """Return third person, past, participle and -ing form of a regular verb; `double` is the letter that it doubles."""
    stem = base + double
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if base.endswith("ie"):
        return third, base + "d", base + "d", base[:-2] + "ying"
    if base.endswith("e"):
        ing = base + "ing" if base.endswith(("ee", "oe", "ye")) else base[:-1] + "ing"
        return third, base + "d", base + "d", ing
    return third, stem + "ed", stem + "ed", stem + "ing"


def _add_verb(words: Words, lemma: str, third: str, past: str, participle: str, ing: str) -> None:
    """Add the forms of a verb; a form keeps the lemma that it has."""
    rows = ((lemma, Form.BASE), (third, Form.THIRD), (past, Form.PAST), (participle, Form.PARTICIPLE), (ing, Form.ING))
    for text, form in rows:
        known = words.verbs.get(text)
        if known is None:
            words.verbs[text] = Verb(lemma, form)
        elif known.lemma == lemma:
            words.verbs[text] = Verb(lemma, known.forms | form)
