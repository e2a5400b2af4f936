"""The lexicons, compiled once for a rule set into tables that are read by word.

`Lexicon.bits` gives the classes of a word as bits of one integer. It is computed once for each distinct word of a
text; a pass over the tokens is then one lookup each, and everything dear is done only at the words that matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from councilgraph import registers, schema
from councilgraph.extraction.mentions.shape import check_shape
from councilgraph.rules import Rule, RuleSet, split

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
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/-]\d{2,4})?|\d\d/\d\d|\d{1,2}[-/]\d{1,2}|\d+-(?:year|day|week)s?")
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z&])[A-Za-z0-9&/.]{2,10}s?")
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdglmnprt]$")
_PAST = {"run": ("ran", "running"), "set": ("setting",), "put": ("putting",), "build": ("built",), "begin": ("began",)}
_NEEDS = (
    "none",
    "any",
    "topic",
    "proper",
    "listed",
    "complement",
    "complement-proper",
    "definite",
    "introduced",
    "single",
    "post",
    "brand",
)


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


@lru_cache(maxsize=4)
def compile_lexicon(rules: RuleSet) -> Lexicon:
    """Return the compiled lexicon of a rule set; raise RuleError where a rule is malformed."""
    check_shape(rules)
    lexicon = Lexicon(rules=dict(rules.lexicons))
    _classes(lexicon, rules)
    _heads(lexicon, rules)
    _known(lexicon, rules)
    _sectors(lexicon, rules)
    _references(lexicon, rules)
    lexicon.naming = _naming(rules)
    return lexicon


def _mark(lexicon: Lexicon, words: Iterable[str], bit: int) -> None:
    for word in words:
        lexicon.words[word] = lexicon.words.get(word, 0) | bit


def _classes(lexicon: Lexicon, rules: RuleSet) -> None:
    for rule in rules.lexicons.values():
        for name in ("words", "names", "titles", "list_titles", "not_names", "not_words", "not_after", "after"):
            if not isinstance(rule.fields.get(name), dict):
                key = rule.id if name == "words" else f"{rule.id}.{name}"
                lexicon.names_of[key] = frozenset(word.lower() for word in rule.words(name))
    for key, bit in _CLASSES.items():
        _mark(lexicon, lexicon.listed(key), bit)
    for verb in lexicon.listed("word.verbs"):
        _mark(lexicon, _forms(verb), VERB)
    lexicon.introduces = frozenset(
        form for verb in lexicon.listed("word.introduce") for form in (*_forms(verb), *_PAST.get(verb, ()))
    )
    _mark(lexicon, ("and", "&", "or"), AND)
    lexicon.linked = frozenset(tuple(phrase.split()) for phrase in lexicon.listed("word.linked"))
    for phrase in sorted(lexicon.linked, key=lambda words: (-len(words), words)):
        for offset, word in enumerate(phrase):
            if lexicon.words.get(word, 0) & (STOP | AND):
                lexicon.links.setdefault(word, []).append((phrase, offset))
    titles = lexicon.listed("person.title.titles") | lexicon.listed("person.title.list_titles")
    _mark(lexicon, (title.split()[0] for title in titles), TITLE)
    _mark(lexicon, lexicon.listed("person.first-name.names"), FIRST_NAME)
    _mark(lexicon, ("council", "authority", "authorities", "organisation", "councils"), COUNCIL)


def _forms(verb: str) -> Iterator[str]:
    yield verb
    yield plural(verb)
    stem = verb[:-1] if verb.endswith("e") else verb + verb[-1] if _doubles(verb) else verb
    yield (verb[:-1] + "ied") if verb.endswith("y") and verb[-2] not in "aeiou" else stem + "ed"
    yield stem + "ing"


def _doubles(verb: str) -> bool:
    """Tell whether a verb doubles its last letter: "plan" does, "open" and "enter", stressed before it, do not."""
    return bool(_DOUBLED.search(verb)) and (len(verb) < 4 or (len(verb) < 6 and not verb.endswith(("en", "er", "it"))))


def plural(noun: str) -> str:
    """Return the regular plural of a noun, or of the last word of a phrase."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def _low(rule: Rule, name: str) -> frozenset[str]:
    return frozenset(" ".join(spell(word)) for word in rule.words(name))


def _heads(lexicon: Lexicon, rules: RuleSet) -> None:
    found: dict[str, list[Head]] = {}
    types = schema.load().types
    for rule in rules.lexicons.values():
        if "heads" not in rule.fields or "needs" not in rule.fields or rule.fields["needs"] == "special":
            continue
        if rule.fields.get("type") not in types:
            raise rule.error(f"type '{rule.fields.get('type')}' is none of {', '.join(types)}")
        compiled = _head_rule(rule)
        listed = rule.words("heads")
        for phrase in listed:
            one = phrase[:-1] if phrase.endswith("s") and phrase[:-1] in listed else phrase
            variants = [(phrase, one != phrase)]
            if one == phrase and rule.fields.get("plural", "yes") not in (False, "no"):
                variants.append((plural(phrase), True))
            for variant, many in variants:
                *before, last = spell(variant)
                found.setdefault(last, []).append(Head(tuple(before), many, one.lower(), compiled))
    for last, heads in found.items():
        plurals = [head for head in heads if head.plural]
        if plurals:
            lexicon.plurals[last] = plurals[-1].singular.split()[-1]
        lexicon.heads[last] = tuple(sorted(heads, key=lambda head: (-len(head.before), head.rule.needs != "listed")))
        _mark(lexicon, (last,), HEAD)
        if not all(head.before for head in heads):
            _mark(lexicon, (last,), SOLO)
        for word in ("", *sorted({head.before[-1] for head in heads if head.before})):
            fits = tuple(head for head in lexicon.heads[last] if not head.before or head.before[-1] == word)
            if fits:
                lexicon.heads_after[word, last] = fits


def _head_rule(rule: Rule) -> HeadRule:
    needs = rule.fields["needs"]
    more = rule.fields.get("plural_needs", needs)
    for value in (needs, more):
        if value not in _NEEDS:
            raise rule.error(f"needs '{value}' is none of {', '.join(_NEEDS)}")
    qualifiers = _low(rule, "qualifiers")
    listed = qualifiers if needs == more == "listed" else frozenset()
    return HeadRule(
        id=rule.id,
        type=rule.fields["type"],
        needs=needs,
        plural_needs=more,
        generic=_low(rule, "generic"),
        generic_words=_low(rule, "generic_words"),
        plural_generic=_low(rule, "plural_generic"),
        qualifiers=qualifiers,
        endings=frozenset(qualifier.split()[-1] for qualifier in listed),
        keeps=_low(rule, "keeps"),
        keeps_always=_low(rule, "keeps_always"),
        not_after=_low(rule, "not_after"),
        last_of_not_after=frozenset(phrase.split()[-1] for phrase in _low(rule, "not_after") if phrase),
        not_before=_low(rule, "not_before"),
        first_of_not_before=frozenset(phrase.split()[0] for phrase in _low(rule, "not_before") if phrase),
        not_left=_low(rule, "not_left"),
        complements=_low(rule, "complements"),
        followers=rule.fields.get("followers") != "none",
    )


def _known(lexicon: Lexicon, rules: RuleSet) -> None:
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
    lexicon.places = frozenset(
        word for entries in found.values() for words, e in entries.items() if e.type == "Council" for word in words
    )
    lexicon.shouted = frozenset(e.surface for entries in found.values() for e in entries.values() if e.exact)
    for first, entries in found.items():
        seconds: dict[str, list[Known]] = {}
        for known in entries.values():
            seconds.setdefault(known.words[1] if len(known.words) > 1 else "", []).append(known)
        for second, same in seconds.items():
            lexicon.known[first, second] = tuple(sorted(same, key=lambda e: (-len(e.words), e.surface)))
        _mark(lexicon, (first,), NAME)


def _shouts(form: str) -> bool:
    return " " not in form and sum(c.isupper() for c in form) > 1


_SPELL = re.compile(r"\w+(?:[-.]\w+)*|[^\w\s]")


def spell(name: str) -> list[str]:
    """Return a name as lower-case tokens, split as the tokenizer splits (the possessive apart, hyphens kept)."""
    text = name.lower().replace("\u2019", "'")
    words: list[str] = []
    for word in text.split():
        if word.endswith("'s"):
            words += [*_SPELL.findall(word[:-2]), "'s"]
        else:
            words += _SPELL.findall(word)
    return words


def _references(lexicon: Lexicon, rules: RuleSet) -> None:
    found: list[Reference] = []
    for rule in rules.lexicons.values():
        if not rule.id.startswith("reference.") or "type" not in rule.fields:
            continue
        if not isinstance(rule.fields.get("window"), int):
            raise rule.error("needs a 'window' in sentences")
        reference = Reference(
            rule.id,
            rule.fields["type"],
            _low(rule, "words"),
            _low(rule, "determiners"),
            _low(rule, "not_before"),
            _low(rule, "alone"),
            rule.fields["window"],
        )
        found.append(reference)
        _mark(lexicon, reference.words, REFERENCE)
    lexicon.references = tuple(found)
    never = lexicon.rules["reference.same-head"].words("never") if "reference.same-head" in lexicon.rules else ()
    for last, heads in lexicon.heads.items():
        if not heads[-1].before and last not in never:
            _mark(lexicon, (last,), REFERENCE)
            lexicon.singulars[last] = heads[-1].singular


def _naming(rules: RuleSet) -> NamingWords:
    rule = rules.lexicons.get("discovery.named")
    if rule is None:
        return NamingWords()
    calls = sorted((tuple(call.split()) for call in rule.words("words")), key=lambda call: (-len(call), call))
    return NamingWords(
        types=frozenset(rule.words("types")),
        inside=_low(rule, "inside"),
        calls=tuple(calls),
        run_by=_low(rule, "run_by"),
        not_words=_low(rule, "not_words"),
    )


def _phrases(rule: Rule, name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(spell(phrase)) for phrase in rule.words(name))


def _sectors(lexicon: Lexicon, rules: RuleSet) -> None:
    sectors: list[Sector] = []
    for rule in rules.lexicons.values():
        if not rule.id.startswith("sector."):
            continue
        if not isinstance(rule.fields.get("canonical"), str):
            raise rule.error("needs a 'canonical' name")
        sector = Sector(
            id=rule.id,
            canonical=rule.fields["canonical"],
            descriptive=bool(rule.fields.get("descriptive")),
            qualifiers=frozenset(" ".join(spell(word)) for word in rule.words("qualifiers")),
            heads=_low(rule, "heads") - _low(rule, "not_head"),
            bare=_phrases(rule, "bare"),
            always=_phrases(rule, "always"),
            type=rule.fields.get("type", "PartnerGroup"),
            acts_only=_phrases(rule, "acts_only"),
            not_before=_low(rule, "not_before"),
        )
        sectors.append(sector)
        _mark(lexicon, sector.heads, GROUP)
        for phrase in sector.bare | sector.always:
            _mark(lexicon, (phrase[-1],), SECTOR)
    lexicon.sectors = tuple(sectors)
    _phrase_index(lexicon)
    single = rules.lexicons.get("group.single")
    for name in ("heads", "qualifiers", "alone", "not", "bare", "after", "hired", "acting"):
        lexicon.single[name] = _low(single, name) if single else frozenset()
    whole = lexicon.single["heads"] | lexicon.single["alone"] | lexicon.single["bare"]
    lexicon.single["last"] = frozenset(head.split()[-1] for head in whole)
    _mark(lexicon, lexicon.single["last"], GROUP)


def _phrase_index(lexicon: Lexicon) -> None:
    """Index the phrases that name a sector by themselves by their last word, the longest first."""
    found: dict[str, dict[tuple[str, ...], tuple[tuple[str, ...], Sector, bool]]] = {}
    for sector in lexicon.sectors:
        for words in sorted(sector.always | sector.bare):
            sure = words in sector.always and words not in sector.acts_only
            found.setdefault(words[-1], {}).setdefault(words, (words, sector, sure))
    for last, entries in found.items():
        ordered = sorted(entries.values(), key=lambda entry: (-len(entry[0]), entry[0]))
        lexicon.phrases[last] = tuple(ordered)
        for before in ("", *sorted({words[-2] for words, _, _ in ordered if len(words) > 1})):
            fits = tuple(entry for entry in ordered if len(entry[0]) < 2 or entry[0][-2] == before)
            if fits:
                lexicon.phrases_after[before, last] = fits
