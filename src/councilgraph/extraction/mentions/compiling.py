"""Compiles the lexicons of a rule set into the tables of a `Lexicon`; rejects malformed rules with file and rule id."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from councilgraph import registers
from councilgraph.extraction.mentions.forms import low, spell, verb_forms
from councilgraph.extraction.mentions.headwords import add_heads, stands_alone
from councilgraph.extraction.mentions.lexicon import (
    AND,
    AUXILIARY,
    COUNCIL,
    DETERMINER,
    FIRST_NAME,
    FOLLOWER,
    NAME,
    NOUN_VERB,
    OWNER,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    QUALITY,
    REFERENCE,
    STOP,
    TITLE,
    TOPIC,
    VERB,
    Known,
    Lexicon,
    NamingWords,
    Reference,
)
from councilgraph.extraction.mentions.sectorwords import add_sectors
from councilgraph.extraction.mentions.shape import check_shape
from councilgraph.rules import RuleSet, split

_CLASSES = {
    "word.determiner": DETERMINER,
    "word.preposition": PREPOSITION,
    "word.pronoun": PRONOUN,
    "word.auxiliary": AUXILIARY,
    "word.verb-irregular": VERB,
    "word.noun-verb": NOUN_VERB,
    "word.quality": QUALITY,
    "word.follower": FOLLOWER,
    "word.topic": TOPIC,
    "word.people-owner": OWNER,
    "word.participle": PARTICIPLE,
    "word.gerund": PARTICIPLE,
    "word.adverb": PARTICIPLE,
}
_PAST = {"run": ("ran", "running"), "set": ("setting",), "put": ("putting",), "build": ("built",), "begin": ("began",)}
# Fields of plain lists that are looked up by the id of their rule.
_LISTS = (
    "words",
    "names",
    "titles",
    "list_titles",
    "not_names",
    "surnames",
    "not_words",
    "not_after",
    "after",
    "verbs",
    "clause",
    "has",
    "belongs",
)


@lru_cache(maxsize=4)
def compile_lexicon(rules: RuleSet) -> Lexicon:
    """Return the compiled lexicon of a rule set; raise RuleError where a rule is malformed."""
    check_shape(rules)
    lexicon = Lexicon(rules=dict(rules.lexicons))
    _classes(lexicon, rules)
    add_heads(lexicon, rules)
    _known(lexicon, rules)
    add_sectors(lexicon, rules)
    _references(lexicon, rules)
    lexicon.naming = _naming(rules)
    return lexicon


def _forms(verbs: Iterable[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in (*verb_forms(verb), *_PAST.get(verb, ())))


def _classes(lexicon: Lexicon, rules: RuleSet) -> None:
    """Add the plain lists, and the classes of common words."""
    for rule in rules.lexicons.values():
        for name in _LISTS:
            if not isinstance(rule.fields.get(name), dict):
                key = rule.id if name == "words" else f"{rule.id}.{name}"
                lexicon.names_of[key] = frozenset(word.lower() for word in rule.words(name))
    for key, bit in _CLASSES.items():
        lexicon.mark(lexicon.listed(key), bit)
    for verb in lexicon.listed("word.verbs"):
        lexicon.mark(verb_forms(verb), VERB)
    lexicon.introduces = _forms(lexicon.listed("word.introduce"))
    lexicon.names_of["council.place"] = lexicon.listed("council.place") | _forms(lexicon.listed("council.place.verbs"))
    lexicon.mark(("and", "&", "or"), AND)
    lexicon.linked = frozenset(tuple(phrase.split()) for phrase in lexicon.listed("word.linked"))
    for phrase in sorted(lexicon.linked, key=lambda words: (-len(words), words)):
        for offset, word in enumerate(phrase):
            if lexicon.words.get(word, 0) & (STOP | AND):
                lexicon.links.setdefault(word, []).append((phrase, offset))
    titles = lexicon.listed("person.title.titles") | lexicon.listed("person.title.list_titles")
    lexicon.mark((title.split()[0] for title in titles), TITLE)
    lexicon.mark(lexicon.listed("person.first-name.names"), FIRST_NAME)
    lexicon.mark(("council", "authority", "authorities", "organisation", "councils", "la"), COUNCIL)


def _known(lexicon: Lexicon, rules: RuleSet) -> None:
    """Add the names of the lists and the official registers, by their first two words."""
    found: dict[str, dict[tuple[str, ...], Known]] = {}

    def add(surface: str, type_: str, name: str, rule: str, register: str | None, exact: bool) -> None:
        words = tuple(spell(surface))
        entry = Known(words, surface, type_, name, rule, register, exact)
        found.setdefault(words[0], {}).setdefault((surface,) if exact else words, entry)

    for rule in rules.lexicons.values():
        names = rule.fields.get("names")
        if isinstance(names, dict):
            for name, others in names.items():
                add(name, rule.fields["type"], name, rule.id, None, _shouts(name) and name.isupper())
                for other in split(others):
                    add(other, rule.fields["type"], name, rule.id, None, _shouts(other))
    for entry in registers.names():
        add(
            entry.surface,
            entry.type,
            entry.canonical,
            f"register.{entry.register.split(':')[0]}",
            entry.register,
            False,
        )
    councils = (words for entries in found.values() for words, e in entries.items() if e.type == "Council")
    lexicon.places = frozenset(
        word for words in councils for word in words if not lexicon.words.get(word, 0) & (STOP | AND)
    )
    lexicon.shouted = frozenset(e.surface for entries in found.values() for e in entries.values() if e.exact)
    for first, entries in found.items():
        seconds: dict[str, list[Known]] = {}
        for known in entries.values():
            seconds.setdefault(known.words[1] if len(known.words) > 1 else "", []).append(known)
        for second, same in seconds.items():
            lexicon.known[first, second] = tuple(sorted(same, key=lambda e: (-len(e.words), e.surface)))
        lexicon.mark((first,), NAME)


def _shouts(form: str) -> bool:
    return " " not in form and sum(c.isupper() for c in form) > 1


def _references(lexicon: Lexicon, rules: RuleSet) -> None:
    """Add the nouns by which a text refers to something that it named before."""
    found: list[Reference] = []
    for rule in rules.lexicons.values():
        if not rule.id.startswith("reference.") or "type" not in rule.fields:
            continue
        if not isinstance(rule.fields.get("window"), int):
            raise rule.error("needs a 'window' in sentences")
        reference = Reference(
            rule.id,
            rule.fields["type"],
            low(rule, "words"),
            low(rule, "determiners"),
            low(rule, "not_before"),
            low(rule, "alone"),
            rule.fields["window"],
        )
        found.append(reference)
        lexicon.mark(reference.words, REFERENCE)
    lexicon.references = tuple(found)
    never = lexicon.rules["reference.same-head"].words("never") if "reference.same-head" in lexicon.rules else ()
    for last, heads in lexicon.heads.items():
        if stands_alone(heads[-1]) and last not in never:
            lexicon.mark((last,), REFERENCE)
            lexicon.singulars[last] = heads[-1].singular


def _naming(rules: RuleSet) -> NamingWords:
    """Return the words by which a document gives names to things; empty without the rule."""
    rule = rules.lexicons.get("discovery.named")
    if rule is None:
        return NamingWords()
    calls = sorted((tuple(call.split()) for call in rule.words("words")), key=lambda call: (-len(call), call))
    return NamingWords(
        types=frozenset(rule.words("types")),
        inside=low(rule, "inside"),
        calls=tuple(calls),
        run_by=low(rule, "run_by"),
        not_words=low(rule, "not_words"),
    )
