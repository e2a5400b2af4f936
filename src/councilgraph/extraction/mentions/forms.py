"""How words and names are written: the forms of verbs, plurals, and the tokens of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from councilgraph.rules import Rule

_DOUBLED = re.compile(r"[^aeiou][aeiou][bdglmnprt]$")
_SPELL = re.compile(r"\d+(?=-\d)|\w+(?:[-.&]\w+)*|[^\w\s]")


def verb_forms(verb: str) -> Iterator[str]:
    """Yield the base form of a verb, its third person and its regular forms in -ed and -ing."""
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


def low(rule: Rule, name: str) -> frozenset[str]:
    """Return the words and phrases of a field in small letters, cut as the tokenizer cuts them."""
    return frozenset(" ".join(spell(word)) for word in rule.words(name))
