"""Compiles the rules of head nouns ("team", "strategy"): by their last word, in singular and plural."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph import schema
from councilgraph.extraction.mentions.forms import low, plural, spell
from councilgraph.extraction.mentions.lexicon import HEAD, SOLO, Head, HeadRule, Lexicon
from councilgraph.rules import Rule, RuleSet

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


def add_heads(lexicon: Lexicon, rules: RuleSet) -> None:
    """Add all head nouns; raise RuleError for a rule of no known type or condition."""
    found: dict[str, list[Head]] = {}
    types = schema.load().types
    for rule in rules.lexicons.values():
        if "heads" not in rule.fields or "needs" not in rule.fields or rule.fields["needs"] == "special":
            continue
        if rule.fields.get("type") not in types:
            raise rule.error(f"type '{rule.fields.get('type')}' is none of {', '.join(types)}")
        for last, head in _heads_of(rule):
            found.setdefault(last, []).append(head)
    for last, heads in found.items():
        plurals = [head for head in heads if head.plural]
        if plurals:
            lexicon.plurals[last] = plurals[-1].singular.split()[-1]
        lexicon.heads[last] = tuple(sorted(heads, key=lambda head: (-len(head.before), head.rule.needs != "listed")))
        lexicon.mark((last,), HEAD)
        if any(stands_alone(head) for head in heads):
            lexicon.mark((last,), SOLO)
        for word in ("", *sorted({head.before[-1] for head in heads if head.before})):
            fits = tuple(head for head in lexicon.heads[last] if not head.before or head.before[-1] == word)
            if fits:
                lexicon.heads_after[word, last] = fits


def _heads_of(rule: Rule) -> Iterator[tuple[str, Head]]:
    """Yield the heads of a rule by their last word, in the singular and, unless the rule says no, the plural."""
    compiled, listed = _head_rule(rule), rule.words("heads")
    for phrase in listed:
        one = phrase[:-1] if phrase.endswith("s") and phrase[:-1] in listed else phrase
        forms = [(phrase, one != phrase)]
        if one == phrase and rule.fields.get("plural", "yes") not in (False, "no"):
            forms.append((plural(phrase), True))
        for form, many in forms:
            *before, last = spell(form)
            yield last, Head(tuple(before), many, one.lower(), compiled)


def stands_alone(head: Head) -> bool:
    """Tell whether a head is the noun of a thing by itself: "the university" is, "the transformation" is not."""
    return not head.before and (head.rule.needs != "complement-proper" or head.rule.type == "Organisation")


def _head_rule(rule: Rule) -> HeadRule:
    """Return a record as the rule of its heads; raise RuleError for an unknown condition."""
    needs = rule.fields["needs"]
    more = rule.fields.get("plural_needs", needs)
    for value in (needs, more):
        if value not in _NEEDS:
            raise rule.error(f"needs '{value}' is none of {', '.join(_NEEDS)}")
    qualifiers = low(rule, "qualifiers")
    listed = qualifiers if needs == more == "listed" else frozenset()
    return HeadRule(
        id=rule.id,
        type=rule.fields["type"],
        needs=needs,
        plural_needs=more,
        generic=low(rule, "generic"),
        generic_words=low(rule, "generic_words"),
        plural_generic=low(rule, "plural_generic"),
        qualifiers=qualifiers,
        endings=frozenset(qualifier.split()[-1] for qualifier in listed),
        keeps=low(rule, "keeps"),
        keeps_always=low(rule, "keeps_always"),
        not_after=low(rule, "not_after"),
        last_of_not_after=frozenset(phrase.split()[-1] for phrase in low(rule, "not_after") if phrase),
        not_before=low(rule, "not_before"),
        first_of_not_before=frozenset(phrase.split()[0] for phrase in low(rule, "not_before") if phrase),
        not_left=low(rule, "not_left"),
        complements=low(rule, "complements"),
        followers=rule.fields.get("followers") != "none",
    )
