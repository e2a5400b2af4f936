"""Single organisations that a text leaves unnamed: "an external provider", "a local charity", "with one provider"."""

from __future__ import annotations

from councilgraph.extraction.mentions.lexicon import (
    AUXILIARY,
    CAPITAL,
    DETERMINER,
    FOLLOWER,
    GROUP,
    NOUN_VERB,
    PREPOSITION,
    PUNCTUATION,
    SOLO,
    STOP,
    TOPIC,
)
from councilgraph.extraction.mentions.predicates import governs
from councilgraph.extraction.mentions.reader import Reader, Span
from councilgraph.extraction.mentions.walks import walk_left

# Heads of which a single one is looked for before a sector.
SINGLES = frozenset(
    {
        "group",
        "charity",
        "organisation",
        "organization",
        "provider",
        "agency",
        "trust",
        "association",
        "company",
        "enterprise",
    }
)
_SIZES = frozenset({"new", "single", "large", "small"})
_SINGULAR = frozenset({"a", "an", "the", "one", "another", "this", "their", "its", "our"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})


def free(reader: Reader, first: int, last: int, i: int) -> bool:
    """Tell whether the word at i ends its noun phrase: no noun follows of which it would be a modifier."""
    if i + 1 >= last or reader.cover.get(i + 1) is not None:
        return True
    code = reader.codes[i + 1]
    if code & CAPITAL or not code & (FOLLOWER | SOLO | GROUP) or governs(reader, first, last, i + 1):
        return True
    after = reader.codes[i + 2] if i + 2 < last else PUNCTUATION
    if reader.lowers[i + 1] in ("work", "working"):
        return (
            i + 2 >= last
            or reader.lowers[i + 2] in reader.lexicon.listed("word.manner-together")
            or bool(after & PREPOSITION)
        )
    if reader.lowers[i + 1] in reader.lexicon.listed("word.party") or reader.lowers[i + 1] == "maintained":
        return bool(after & (DETERMINER | PUNCTUATION))
    return bool(code & NOUN_VERB and after & (STOP | PUNCTUATION))


def single(reader: Reader, first: int, last: int, i: int) -> Span | None:
    """Return one organisation that is left unnamed: "an external provider", "a local charity"."""
    if reader.lowers[i] not in reader.lexicon.single["last"] or reader.cover.get(i) is not None:
        return None
    if not free(reader, first, last, i):
        return None
    start = walk_left(reader, first, i)
    while start < i and reader.lowers[start] in _SIZES:
        start += 1
    at = _unnamed(reader, start, i)
    if at is None and start == i and _acts(reader, first, last, i):
        at = i
    if at is None or any(reader.codes[j] & CAPITAL and j > first for j in range(at, i + 1)):
        return None
    if at > first and reader.lowers[at - 1] not in _SINGULAR and reader.codes[at - 1] & (DETERMINER | CAPITAL):
        return None
    return Span(at, i + 1, "PartnerGroup", "group.single", False, None, reader.lowers[i])


def _unnamed(reader: Reader, start: int, i: int) -> int | None:
    """Return where the words from `start` on that describe an organisation at i begin, or None."""
    single = reader.lexicon.single
    phrases = [reader.phrase(at, i + 1) for at in range(start, i + 1)]
    if any(phrase in single["not"] for phrase in phrases):
        return None
    alone = next((n for n, phrase in enumerate(phrases, start) if phrase in single["alone"]), None)
    if alone is not None:
        while alone > start and (reader.codes[alone - 1] & TOPIC or reader.lowers[alone - 1] in single["qualifiers"]):
            alone -= 1
        return alone
    return next((n for n in range(start, i) if _qualified(reader, n, i)), None)


def _qualified(reader: Reader, n: int, i: int) -> bool:
    single = reader.lexicon.single
    return any(
        reader.phrase(k, i + 1) in single["heads"] and reader.phrase(n, k) in single["qualifiers"]
        for k in range(n + 1, i + 1)
    )


def _acts(reader: Reader, first: int, last: int, i: int) -> bool:
    """Tell whether a bare noun acts or is hired: "with one provider", "an organisation was commissioned"."""
    words = reader.lexicon.single
    if reader.lowers[i] not in words["bare"] or i == first or reader.lowers[i - 1] not in _INDEFINITE:
        return False
    if i - 2 >= first and reader.lowers[i - 2] in words["after"]:
        return True
    at = i + 1
    while at < last and at < i + 4 and reader.codes[at] & AUXILIARY:
        at += 1
    return at < last and reader.lowers[at] in words["hired" if at > i + 1 else "acting"]
