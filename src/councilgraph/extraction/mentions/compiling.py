"""Compiles the lexicons of a rule set into the tables of a `Lexicon`; rejects malformed rules with file and rule id."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from councilgraph import registers, schema
from councilgraph.extraction.mentions.forms import plural, spell, verb_forms
from councilgraph.extraction.mentions.lexicon import (
    AND,
    AUXILIARY,
    COUNCIL,
    DETERMINER,
    FIRST_NAME,
    FOLLOWER,
    GROUP,
    HEAD,
    NAME,
    NOUN_VERB,
    OWNER,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    QUALITY,
    REFERENCE,
    SECTOR,
    SOLO,
    STOP,
    TITLE,
    TOPIC,
    VERB,
    Head,
    HeadRule,
    Known,
    Lexicon,
    NamingWords,
    Reference,
    Sector,
)
from councilgraph.extraction.mentions.shape import check_shape
from councilgraph.rules import Rule, RuleSet, split

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
    "numbered",
    "purpose",
)


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


def _forms(verbs: Iterable[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in (*verb_forms(verb), *_PAST.get(verb, ())))


def _classes(lexicon: Lexicon, rules: RuleSet) -> None:
    for rule in rules.lexicons.values():
        for name in _LISTS:
            if not isinstance(rule.fields.get(name), dict):
                key = rule.id if name == "words" else f"{rule.id}.{name}"
                lexicon.names_of[key] = frozenset(word.lower() for word in rule.words(name))
    for key, bit in _CLASSES.items():
        _mark(lexicon, lexicon.listed(key), bit)
    for verb in lexicon.listed("word.verbs"):
        _mark(lexicon, verb_forms(verb), VERB)
    lexicon.introduces = _forms(lexicon.listed("word.introduce"))
    lexicon.names_of["council.place"] = lexicon.listed("council.place") | _forms(lexicon.listed("council.place.verbs"))
    _mark(lexicon, ("and", "&", "or"), AND)
    lexicon.linked = frozenset(tuple(phrase.split()) for phrase in lexicon.listed("word.linked"))
    for phrase in sorted(lexicon.linked, key=lambda words: (-len(words), words)):
        for offset, word in enumerate(phrase):
            if lexicon.words.get(word, 0) & (STOP | AND):
                lexicon.links.setdefault(word, []).append((phrase, offset))
    titles = lexicon.listed("person.title.titles") | lexicon.listed("person.title.list_titles")
    _mark(lexicon, (title.split()[0] for title in titles), TITLE)
    _mark(lexicon, lexicon.listed("person.first-name.names"), FIRST_NAME)
    _mark(lexicon, ("council", "authority", "authorities", "organisation", "councils", "la"), COUNCIL)


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
        if any(_stands_alone(head) for head in heads):
            _mark(lexicon, (last,), SOLO)
        for word in ("", *sorted({head.before[-1] for head in heads if head.before})):
            fits = tuple(head for head in lexicon.heads[last] if not head.before or head.before[-1] == word)
            if fits:
                lexicon.heads_after[word, last] = fits


def _stands_alone(head: Head) -> bool:
    """Tell whether a head is the noun of a thing by itself: "the university" is, "the transformation" is not."""
    return not head.before and (head.rule.needs != "complement-proper" or head.rule.type == "Organisation")


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
        _mark(lexicon, (first,), NAME)


def _shouts(form: str) -> bool:
    return " " not in form and sum(c.isupper() for c in form) > 1


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
        if _stands_alone(heads[-1]) and last not in never:
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
            listed=_phrases(rule, "listed"),
            fields=_low(rule, "fields"),
            not_before=_low(rule, "not_before"),
        )
        sectors.append(sector)
        _mark(lexicon, sector.heads, GROUP)
        for phrase in sector.bare | sector.always | sector.listed:
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
        for words in sorted(sector.always | sector.bare | sector.listed):
            sure = words in sector.always and words not in sector.acts_only
            found.setdefault(words[-1], {}).setdefault(words, (words, sector, sure))
    for last, entries in found.items():
        ordered = sorted(entries.values(), key=lambda entry: (-len(entry[0]), entry[0]))
        lexicon.phrases[last] = tuple(ordered)
        for before in ("", *sorted({words[-2] for words, _, _ in ordered if len(words) > 1})):
            fits = tuple(entry for entry in ordered if len(entry[0]) < 2 or entry[0][-2] == before)
            if fits:
                lexicon.phrases_after[before, last] = fits
