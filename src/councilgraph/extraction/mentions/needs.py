"""The conditions that a head noun rule sets on the modifiers and the complement, by the name of its `needs`."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from councilgraph.extraction.mentions.complements import coded, numbered
from councilgraph.extraction.mentions.lexicon import (
    AND,
    AUXILIARY,
    CAPITAL,
    DETERMINER,
    FOLLOWER,
    NOUN_VERB,
    NUMBER,
    PARTICIPLE,
    PRONOUN,
    QUALITY,
    SOLO,
    STOP,
    TOPIC,
    VERB,
    YEAR,
    Head,
)
from councilgraph.extraction.mentions.reader import QUOTES, Reader

# Words of these classes say nothing about a name when only their place gives them a capital.
_PLAIN = TOPIC | VERB | NOUN_VERB | QUALITY | FOLLOWER | PARTICIPLE
_JOINTS = frozenset({"and", "or", "&", ",", "/"})
_ARTICLES = frozenset({"a", "an", "the", "this"})
_PARTIES = frozenset({("with",), ("between",), ("shared",)})
# Words with which a sentence says what a thing is in general: "such a contract is an agreement between ...".
_DEFINES = (["is", "a"], ["is", "an"], ["means", "a"], ["means", "an"])
_PARTICLES = frozenset({"up", "out", "place", "off", "into"})
_THERE = (["there", "was"], ["there", "is"], ["there", "were"])
_HAVE = (["had"], ["has"], ["have"])
_PURPOSE = frozenset({"to", "for", "which", "that", "where", "who", "with"})


_HOLDER = frozenset({"its", "their", "whose", "'s", "'"})
_DEFINITE = frozenset({"the", "this", "that", "our", "its", "their", "same"})


class Chunk(NamedTuple):
    """A head with its modifiers start..top and its complement; `end` is the token after the head itself."""

    reader: Reader
    head: Head
    first: int
    start: int
    top: int
    end: int
    complement: int
    capital: bool

    @property
    def mods(self) -> str:
        """Return the modifiers in small letters."""
        return self.reader.phrase(self.start, self.top)

    @property
    def complemented(self) -> bool:
        """Tell whether a complement belongs to the name."""
        return self.complement > self.end


def meets(chunk: Chunk) -> bool:
    """Tell whether a chunk fulfils what the rule of its head needs."""
    rule = chunk.head.rule
    return _CHECKS[rule.plural_needs if chunk.head.plural else rule.needs](chunk)


def _none(chunk: Chunk) -> bool:
    return chunk.capital or chunk.mods not in chunk.head.rule.generic


def _complement(chunk: Chunk) -> bool:
    return chunk.complemented


def _complement_proper(chunk: Chunk) -> bool:
    after = chunk.end + 1
    if not chunk.complemented or not chunk.capital:
        return False
    return bool(chunk.reader.codes[after] & CAPITAL) or chunk.reader.lowers[after] == "the"


def _definite(chunk: Chunk) -> bool:
    opened = chunk.head.rule.qualifiers
    if opened and (chunk.start == chunk.first or chunk.reader.lowers[chunk.start - 1] not in opened):
        return False
    return chunk.start == chunk.top and (chunk.capital or _cell(chunk))


def _cell(chunk: Chunk) -> bool:
    """Tell whether a head fills a cell of a table, where only the first word has a capital: "| Rapid response |"."""
    lowers, end = chunk.reader.lowers, chunk.end
    if not chunk.reader.codes[chunk.top] & CAPITAL or chunk.start == 0 or end >= len(lowers):
        return False
    return lowers[chunk.start - 1] == "|" and lowers[end] == "|"


def _single(chunk: Chunk) -> bool:
    """Tell whether there can be but one: "the acute trust", not "an acute trust" or "each acute trust"."""
    if chunk.start < chunk.top and (chunk.capital or chunk.mods in chunk.head.rule.generic):
        return False
    at = chunk.start - 1
    if at < chunk.first or not chunk.reader.codes[at] & (DETERMINER | PRONOUN):
        board = chunk.capital or chunk.head.rule.type == "Board"
        return not (at >= chunk.first and board and chunk.reader.codes[at] & AND)
    indefinite = chunk.head.rule.type == "Board" and not chunk.head.plural
    return chunk.reader.lowers[at] in _DEFINITE or (indefinite and chunk.reader.lowers[at] in ("a", "an", "one"))


def _brand(chunk: Chunk) -> bool:
    """Tell whether the modifiers are capitalised and no common word of the genre stands among them."""
    codes = chunk.reader.codes[chunk.start : chunk.top]
    if not chunk.capital or not codes or chunk.mods in chunk.head.rule.generic:
        return False
    return all(code & CAPITAL and not code & (_PLAIN | STOP | SOLO | NUMBER | YEAR) for code in codes)


def _post(chunk: Chunk) -> bool:
    """Tell whether a word for the person at the top of a body is said of one: "the chair of", "its chair"."""
    reader, at = chunk.reader, chunk.start - 1
    before = reader.lowers[at] if at >= chunk.first else ""
    after = reader.lowers[chunk.end] if chunk.end < len(reader.lowers) else ""
    if before in ("a", "an"):
        return False
    return after == "of" or before in _HOLDER


def _proper(chunk: Chunk) -> bool:
    if not chunk.capital or chunk.mods in chunk.head.rule.generic:
        return False
    if chunk.head.rule.type == "Role" and chunk.complemented:
        return True
    return _capitals(chunk) or _the_trust(chunk)


def _capitals(chunk: Chunk) -> bool:
    codes = chunk.reader.codes
    long = chunk.top - chunk.start > 1
    return any(
        codes[j] & CAPITAL and (j > chunk.first or long or not codes[j] & _PLAIN) for j in range(chunk.start, chunk.top)
    )


def _the_trust(chunk: Chunk) -> bool:
    """Tell whether "the NHS Trust" stands for one body by its kind alone."""
    at = chunk.top - 1
    return chunk.head.before[:1] == ("nhs",) and at >= chunk.first and chunk.reader.lowers[at] == "the"


def _listed(chunk: Chunk) -> bool:
    words = [word for word in chunk.reader.lowers[chunk.start : chunk.top] if word not in QUOTES]
    if len(words) > 3 and words[-1] == ")":  # an acronym in a bracket: "technology enabled care (TEC) offer"
        words = words[:-3]
    qualifiers = chunk.head.rule.qualifiers
    return any(" ".join(words[i:]) in qualifiers for i in range(len(words)))


def _any(chunk: Chunk) -> bool:
    """Tell whether a head has some modifier or complement that says which thing it is."""
    rule, plural = chunk.head.rule, chunk.head.plural
    if chunk.start == chunk.top:
        return chunk.complemented and not (plural and rule.type == "Strategy")
    mods = chunk.mods
    words = chunk.reader.lowers[chunk.start : chunk.top]
    if "'s" in words and " ".join(words[words.index("'s") + 1 :]) in rule.generic:
        return False
    if plural and mods in rule.plural_generic:
        return False
    if mods not in rule.keeps and (mods in rule.generic or rule.generic.issuperset(_parts(words))):
        return False
    return mods in rule.keeps or not plural or not rule.generic_words or not rule.generic_words.issuperset(words)


def _parts(words: list[str]) -> list[str]:
    """Return the modifiers that "and", "or", commas and slashes join: "homecare, residential and nursing"."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in _JOINTS:
            parts.append([])
        else:
            parts[-1].append(word)
    return [" ".join(part) for part in parts if part]


def _topic(chunk: Chunk) -> bool:
    if chunk.start == chunk.top:
        return _any(chunk)
    codes = chunk.reader.codes[chunk.start : chunk.top]
    return _any(chunk) and (any(not code & (QUALITY | STOP | AND) for code in codes) or _titled(chunk))


def _numbered(chunk: Chunk) -> bool:
    """Tell whether a head is counted and named: "Quayside Phase 2", "phase 2 of the Quayside scheme", "Policy H3"."""
    last = chunk.end - 1
    if chunk.head.plural or not numbered(chunk.reader, last):
        return False
    return coded(chunk.reader, last) or chunk.complemented or _capitals(chunk)


def _purpose(chunk: Chunk) -> bool:
    """Tell whether a bare head is said to be for something: "a vision for the whole of Eastmoor"."""
    reader, at = chunk.reader, chunk.start - 1
    if chunk.start < chunk.top or at < chunk.first or chunk.end >= len(reader.lowers):
        return False
    return reader.lowers[at] in _ARTICLES and reader.lowers[chunk.end] == "for"


def _titled(chunk: Chunk) -> bool:
    """Tell whether judging words before a noun in small letters are capitals of a name: "the Ageing Better scheme"."""
    reader, start, top = chunk.reader, chunk.start, chunk.top
    if chunk.capital or reader.title or top - start < 2 or reader.initial(start, chunk.first):
        return False
    return all(code & CAPITAL for code in reader.codes[start:top])


def _introduced(chunk: Chunk) -> bool:
    """Tell whether the sentence brings a thing up for the first time: "they developed a dashboard", "its strategy"."""
    reader, at = chunk.reader, chunk.start - 1
    while at >= chunk.first and reader.codes[at] & QUALITY and reader.lowers[at] not in ("a", "an", "one"):
        at -= 1
    if chunk.start < chunk.top or at < chunk.first:
        return False
    verbs, lowers = reader.lexicon.introduces, reader.lowers
    qualifiers = chunk.head.rule.qualifiers
    if lowers[at] in qualifiers or (lowers[at] in _ARTICLES and at > chunk.first and lowers[at - 1] in qualifiers):
        return True
    if (
        chunk.head.rule.type == "Agreement"
        and lowers[at] in _ARTICLES
        and tuple(lowers[chunk.end : chunk.end + 1]) in _PARTIES
    ):
        return lowers[at - 1 : at + 1] not in _DEFINES
    if lowers[at] == "into" and chunk.head.plural:
        return at > chunk.first and lowers[at - 1].startswith("enter")
    if lowers[at] not in ("a", "an"):
        return False
    before = [lowers[j] for j in range(max(chunk.first, at - 3), at)]
    if before and (before[-1] in verbs or (before[-1] in _PARTICLES and verbs.intersection(before))):
        return True
    if before[-2:] in _THERE or before[-1:] in _HAVE:
        vague = chunk.head.rule.type == "Strategy" and lowers[chunk.end] == "to"
        return tuple(lowers[chunk.end : chunk.end + 2]) == ("in", "place") or (
            lowers[chunk.end] in _PURPOSE and not vague
        )
    after = lowers[chunk.end : chunk.end + 5]
    return bool(after) and bool(reader.codes[chunk.end] & AUXILIARY) and bool(verbs.intersection(after))


_CHECKS: dict[str, Callable[[Chunk], bool]] = {
    "none": _none,
    "any": _any,
    "topic": _topic,
    "proper": _proper,
    "listed": _listed,
    "complement": _complement,
    "complement-proper": _complement_proper,
    "definite": _definite,
    "introduced": _introduced,
    "single": _single,
    "brand": _brand,
    "post": _post,
    "numbered": _numbered,
    "purpose": _purpose,
}
