"""Names built around a head noun: walks left over modifiers, right over complements, and decides the type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from councilgraph.extraction.mentions_lexicon import (
    ACRONYM,
    AND,
    AUXILIARY,
    CAPITAL,
    COUNCIL,
    DETERMINER,
    FOLLOWER,
    GROUP,
    SOLO,
    NOUN_VERB,
    NUMBER,
    OWNER,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUALITY,
    STOP,
    TOPIC,
    VERB,
    YEAR,
    Head,
    HeadRule,
    Lexicon,
)

_OWNERS = frozenset({"Council", "HealthBody", "Organisation", "PartnerGroup", "Partnership", "Person"})
_SUBJECTS = frozenset({"that", "people", "it", "they", "we", "he", "she", "who", "which", "i", "you"})
_MODALS = frozenset({"will", "would", "shall", "should", "can", "could", "may", "might", "must", "to", "cannot", "not"})
_OPENERS = frozenset({"\u2013", "-", ":", ".", "*", "\u2022", "\u25aa", "\u271a", "|", ";"})
_PARTY = frozenset({"funded", "led", "run", "owned", "commissioned", "hosted", "wide", "based", "approved", "backed", "employed", "registered"})
_PAID = frozenset({"funded", "commissioned", "employed", "backed", "hosted", "owned", "run", "co-funded", "jointly-funded"})
# Heads that make one name with the body before them: "Westhaven City Council Cabinet".
_JOINED = {
    "Council": frozenset({"cabinet", "executive"}),
    "HealthBody": frozenset({"governing", "board", "trust", "nhs"}),
    "Organisation": frozenset({"board", "governing"}),
    "Partnership": frozenset({"partnership", "board", "executive", "strategy"}),
}
_QUOTES = frozenset({"'", '"'})
_DATED = frozenset({"Strategy", "Agreement"})


@dataclass(slots=True)
class Span:
    """A candidate mention over tokens first..last (exclusive); `head` is the singular of its head noun or ''."""

    first: int
    last: int
    type: str
    rule: str
    named: bool
    name: str | None = None
    head: str = ""
    register: str | None = None
    fixed: bool = False
    plural: bool = False
    link: Span | None = None


@dataclass(slots=True)
class Reader:
    """The tokens of a document with their classes, and the names that were found before the chunks."""

    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    codes: list[int]
    lexicon: Lexicon
    cover: dict[int, Span] = field(default_factory=dict)
    breaks: frozenset[int] = frozenset()
    title: bool = False

    def initial(self, i: int, first: int) -> bool:
        """Tell whether token i opens a sentence, an item or a cell, so that its capital means nothing."""
        return not self.title and self.opens(i, first)

    def opens(self, i: int, first: int) -> bool:
        """Tell whether token i stands at the beginning of a sentence, an item or a cell."""
        return i == first or i in self.breaks or bool(self.codes[i - 1] & PUNCTUATION) and self.lowers[i - 1] in _OPENERS

    def phrase(self, first: int, last: int) -> str:
        """Return tokens first..last in small letters with single spaces."""
        return " ".join(self.lowers[first:last])

    def glued(self, i: int) -> bool:
        """Tell whether token i follows the one before it without a space."""
        return i > 0 and self.starts[i] == self.ends[i - 1]


def chunks(reader: Reader, first: int, last: int, heads: list[int], title: bool) -> Iterator[Span]:
    """Yield the names around the head nouns at the positions `heads` of the sentence first..last.

    `title` tells that the sentence is written with capitals throughout, so that a capital means nothing.
    """
    for i in heads:
        covered = reader.cover.get(i)
        if covered is not None and covered.last != i + 1:
            continue
        for head in reader.lexicon.heads[reader.lowers[i]]:
            size = len(head.before)
            if size and (i - size < first or tuple(reader.lowers[i - size : i]) != head.before):
                continue
            span = _chunk(reader, first, last, i, head, title)
            if span is not None:
                yield span
                break


def _chunk(reader: Reader, first: int, last: int, i: int, head: Head, title: bool) -> Span | None:
    rule = head.rule
    top = i - len(head.before)
    if not _fits_before(reader, first, top, rule) or not _fits_after(reader, last, i, rule):
        return None
    start = trim(reader, first, walk_left(reader, first, top), top, rule)
    end = i + 1
    capital = bool(reader.codes[i] & CAPITAL) and not (i == first and not title)
    complement = end
    if rule.complements and end < last and end not in reader.breaks and reader.lowers[end] in rule.complements:
        wide = capital or start == top or rule.type == "Role"
        complement = _complement(reader, end, last, capital, top - start, rule.type) if wide else end
    if not _meets(reader, start, top, i, complement, head, capital, first):
        return None
    end = max(end, complement)
    if end == i + 1:
        if not _no_follower(reader, end, last, capital, rule):
            return None
    if rule.type in _DATED:
        end = _years(reader, end, last)
    end = _numbered(reader, end, last, capital)
    named = capital and start < top or capital and len(head.before) > 0 or complement > i + 1 and capital
    return Span(start, end, rule.type, rule.id, named, head=head.singular, plural=head.plural)


def _fits_before(reader: Reader, first: int, top: int, rule: HeadRule) -> bool:
    if top == first or not rule.not_after:
        return True
    return not any(reader.phrase(max(first, top - n), top) in rule.not_after for n in (1, 2, 3))


def _fits_after(reader: Reader, last: int, i: int, rule: HeadRule) -> bool:
    if i + 1 >= last or not rule.not_before:
        return True
    return not any(reader.phrase(i + 1, min(last, i + 1 + n)) in rule.not_before for n in (1, 2, 3))


def _no_follower(reader: Reader, end: int, last: int, capital: bool, rule: HeadRule) -> bool:
    if not rule.followers or capital or end >= last:
        return True
    code = reader.codes[end]
    if code & CAPITAL or not code & (FOLLOWER | SOLO) or reader.cover.get(end):
        return True
    verb = code & (NOUN_VERB | VERB) or reader.lowers[end] in _PARTY or reader.lowers[end] == "working"
    return bool(verb and end + 1 < last and reader.codes[end + 1] & STOP)


def walk_left(reader: Reader, first: int, top: int) -> int:
    """Return the first token of the modifiers before token `top`: the widest noun phrase that they can form."""
    at, joined = top, False
    codes, lowers = reader.codes, reader.lowers
    while at > first and at not in reader.breaks:
        j = at - 1
        code = codes[j]
        span = reader.cover.get(j)
        if span is not None:
            if lowers[at] in _PARTY or not _joins(reader, span, top):
                break
            at = span.first
            continue
        if code & PUNCTUATION:
            step = _over_mark(reader, first, j, at, joined)
            if step is None:
                break
            at = step
            joined = joined or lowers[j] in "&/"
            continue
        if code & AND:
            if not _coordinates(reader, first, j, at, top):
                break
            at, joined = j - 1, True
            continue
        if code & NUMBER and lowers[at] == "year":
            at = j
            continue
        if code & NUMBER and j > first and lowers[j - 1] in ("section", "s", "phase", "tier", "level"):
            at = j - 1
            continue
        if not _modifies(reader, first, j) or code & CAPITAL and lowers[at] in _PARTY:
            step = _over_link(reader, first, j, at)
            if step is None:
                break
            at = step
            continue
        at = j
    return at


def _over_link(reader: Reader, first: int, j: int, at: int) -> int | None:
    """Return the first token of a linked phrase around j ("out [of] hours"), or None."""
    if not reader.codes[j] & STOP:
        return None
    for size in (2, 3, 4, 5, 6):
        for start in range(max(first, j - size + 1), j + 1):
            if tuple(reader.lowers[start : start + size]) in reader.lexicon.linked and start + size > j:
                return start
    return None


def _joins(reader: Reader, span: Span, top: int) -> bool:
    """Tell whether a known name before a head is part of the head's name, not its owner."""
    capital = bool(reader.codes[top] & CAPITAL)
    if span.type == "none":
        return True
    if span.type == "PartnerGroup":
        return bool(reader.codes[top] & GROUP)
    if span.type in _OWNERS:
        return capital and reader.lowers[top] in _JOINED.get(span.type, ())
    return True


def _over_mark(reader: Reader, first: int, j: int, at: int, joined: bool) -> int | None:
    """Return where a walk goes on beyond a punctuation mark at j, or None where it ends."""
    lower = reader.lowers[j]
    if j == first:
        return None
    before = reader.codes[j - 1]
    if lower in ("'s", "'") and (lower == "'s" or reader.glued(j) and before & OWNER):
        if before & OWNER and not before & (COUNCIL | PUNCTUATION) and reader.glued(j):
            return j - 1
        return None
    if lower == "/" and before & SOLO and before & CAPITAL:
        return None
    if lower in ("/", "&") and _topical(reader, j - 1) and _topical(reader, at):
        return j - 1
    if lower in _QUOTES and reader.codes[at] & (CAPITAL | SOLO):
        return _quoted(reader, first, j)
    if lower == "," and joined and _topical(reader, j - 1) and (before & TOPIC or not before & SOLO):
        return j - 1 if _listed(reader, first, j - 1) else None
    known = reader.cover.get(j - 1)
    if known is not None and known.type != "none":
        return None
    if lower == ")" and j - 3 >= first and reader.codes[j - 1] & ACRONYM and reader.lowers[j - 2] == "(":
        return j - 2 if not reader.codes[j - 3] & STOP else None
    return None


def _quoted(reader: Reader, first: int, j: int) -> int | None:
    """Return the opening quotation mark of capitalised words that the mark at j closes, or None."""
    i = j - 1
    while i > first and i > j - 7 and (reader.codes[i] & CAPITAL or reader.lowers[i] in ("of", "the", "and", "for", "to")):
        i -= 1
    return i if i < j - 1 and reader.lowers[i] in _QUOTES else None


def _listed(reader: Reader, first: int, j: int) -> bool:
    """Tell whether a word before a comma opens or continues a list of subjects, not the end of another clause."""
    if j == first:
        return True
    before = reader.codes[j - 1]
    return bool(before & (STOP | TOPIC | QUALITY | CAPITAL | PUNCTUATION)) or not before & VERB


def _topical(reader: Reader, j: int) -> bool:
    code = reader.codes[j]
    return bool(code & (TOPIC | CAPITAL)) and not code & STOP


def _coordinates(reader: Reader, first: int, j: int, at: int, top: int) -> bool:
    """Tell whether the "and" at j joins two modifiers of one head ("health and social care partners")."""
    if j <= first or reader.lowers[j] == "or" or at == top and not reader.codes[at] & (TOPIC | CAPITAL):
        return False
    left, right = reader.codes[j - 1], reader.codes[at]
    if reader.cover.get(j - 1) is not None or left & (PUNCTUATION | COUNCIL) or at == top:
        return False
    if left & CAPITAL and right & CAPITAL and (j - 1 > first or left & TOPIC):
        longer = j - 2 >= first and reader.codes[j - 2] & CAPITAL
        return not left & SOLO or bool(left & TOPIC) or not longer
    if left & STOP or not left & TOPIC or not right & (TOPIC | CAPITAL | PARTICIPLE):
        return False
    if left & SOLO and j - 1 > first and not reader.codes[j - 2] & (STOP | PUNCTUATION):
        return False
    return j - 1 == first or not _verb(reader, first, j - 1)


def _verb(reader: Reader, first: int, j: int) -> bool:
    """Tell whether the word at j is a verb here: "to support", "they plan"."""
    code = reader.codes[j]
    if not code & VERB:
        return False
    if not code & NOUN_VERB:
        return True
    if j == first:
        return False
    before = reader.lowers[j - 1]
    return before in _MODALS or before in _SUBJECTS


def _modifies(reader: Reader, first: int, j: int) -> bool:
    code = reader.codes[j]
    if code & COUNCIL:
        return False
    if code & VERB and not code & NOUN_VERB and reader.opens(j, first):
        return False
    if code & CAPITAL and (not code & (STOP | VERB | QUALITY) or not reader.initial(j, first)):
        return not code & (DETERMINER | AUXILIARY | PREPOSITION) and (not code & PRONOUN or len(reader.lowers[j]) > 2)
    if code & (STOP | NUMBER):
        return False
    if code & YEAR:
        return True
    return not _verb(reader, first, j)


def trim(reader: Reader, first: int, start: int, top: int, rule: HeadRule | None) -> int:
    """Return where the name begins once words that judge or count are taken off its left edge."""
    always = rule.keeps_always if rule else frozenset()
    keeps = rule.keeps if rule else frozenset()
    start = _after_party(reader, start, top)
    while start < top:
        code, lower = reader.codes[start], reader.lowers[start]
        lowercase = not code & CAPITAL or reader.initial(start, first)
        if reader.cover.get(start) is not None or lower in always or _protected(reader, start):
            break
        if code & AND or lower in ("'s", "/", ","):
            start += 1
        elif lowercase and code & QUALITY and not (start + 1 < top and reader.lowers[start + 1] == "term"):
            if start + 1 == top and lower in keeps:
                break
            start += 1
        else:
            break
    if start < top and reader.codes[top] & CAPITAL and not reader.codes[start] & CAPITAL:
        start = _proper_start(reader, start, top)
    return start


def _protected(reader: Reader, start: int) -> bool:
    """Tell whether a fixed phrase begins here whose first word would be taken off by itself ("first response")."""
    if reader.lowers[start + 1] == "year":
        return True
    return any(tuple(reader.lowers[start : start + n]) in reader.lexicon.linked for n in (2, 3))


def _after_party(reader: Reader, start: int, top: int) -> int:
    """Return where a name begins after a participle that only tells who pays: "council funded [day centre]"."""
    for j in range(top - 1, start - 1, -1):
        if reader.lowers[j] in _PAID and not reader.codes[j] & CAPITAL:
            return j + 1 if j + 1 < top else start
    return start


def _proper_start(reader: Reader, start: int, top: int) -> int:
    """Return where the capitalised part of a name begins, so that "community [Wellbeing Hubs]" loses its adjective."""
    at = start
    while at < top and not reader.codes[at] & (CAPITAL | YEAR | PUNCTUATION):
        at += 1
    rest = range(at, top)
    return at if at < top and all(reader.codes[j] & (CAPITAL | AND | PUNCTUATION | STOP) for j in rest) else start


def _complement(reader: Reader, prep: int, last: int, capital: bool, mods: int, type_: str) -> int:
    """Return the end of the complement that the preposition at `prep` opens, or `prep` where it is none."""
    at = prep + 1
    if at < last and reader.lowers[at] == "the" and (capital or type_ == "Role"):
        at += 1
    end = _capitals(reader, at, last) if capital or type_ == "Role" else at
    if end > at:
        if mods and type_ not in ("Strategy", "Partnership", "Role", "Organisation", "Board"):
            return prep
        goes_on = end < last and reader.codes[end] & SOLO and not reader.codes[end] & (STOP | CAPITAL)
        return prep if goes_on and mods else end
    if capital and mods and type_ != "Role":
        return prep
    end = at
    while end < last and end < at + 6:
        code = reader.codes[end]
        if code & AND and end > at:
            if end + 1 < last and reader.codes[end + 1] & TOPIC and not reader.codes[end + 1] & STOP:
                end += 1
                continue
            break
        if code & (STOP | NUMBER | YEAR | QUALITY | PUNCTUATION) or code & VERB and not code & NOUN_VERB:
            break
        if type_ == "Role" and not code & TOPIC:
            break
        end += 1
    while end > at and reader.codes[end - 1] & AND:
        end -= 1
    return end if end > at and reader.codes[at] & TOPIC else prep


def _capitals(reader: Reader, at: int, last: int) -> int:
    """Return the end of a run of capitalised words, with "and", "of", "for", "&" and commas between them."""
    end, i = at, at
    while i < last and (i == at or i not in reader.breaks):
        code = reader.codes[i]
        span = reader.cover.get(i)
        if span is not None and span.type in _OWNERS:
            break
        if code & CAPITAL and not code & (DETERMINER | AUXILIARY) and (not code & PRONOUN or len(reader.lowers[i]) > 2):
            i += 1
            end = i
        elif i > at and (code & AND or reader.lowers[i] in ("of", "for", "the")):
            i += 1
        elif i > at and reader.lowers[i] == "," and _list_goes_on(reader, i, last):
            i += 1
        elif i > at and reader.lowers[i] in ("'s", "-") and i + 1 < last and reader.codes[i + 1] & CAPITAL:
            i += 1
        else:
            break
    return end


def _list_goes_on(reader: Reader, comma: int, last: int) -> bool:
    """Tell whether capitalised words after a comma end in "and X": "Transport, Housing and Planning"."""
    for i in range(comma + 1, min(last - 1, comma + 6)):
        code = reader.codes[i]
        if code & AND:
            return bool(reader.codes[i + 1] & CAPITAL)
        if not code & CAPITAL:
            return False
    return False


def _meets(
    reader: Reader, start: int, top: int, i: int, complement: int, head: Head, capital: bool, first: int
) -> bool:
    """Tell whether the modifiers fulfil what the rule of the head needs."""
    rule = head.rule
    needs = rule.plural_needs if head.plural else rule.needs
    has_complement = complement > i + 1
    mods = reader.phrase(start, top)
    if needs == "none":
        return not mods or mods not in rule.generic or capital
    if needs == "complement":
        return has_complement
    if needs == "complement-proper":
        return has_complement and capital and bool(reader.codes[i + 2] & CAPITAL or reader.lowers[i + 2] == "the")
    if needs == "definite":
        return capital and start == top and (top == first or reader.lowers[top - 1] in ("the", "deputy") or True)
    if needs == "proper":
        plain = TOPIC | VERB | NOUN_VERB | QUALITY | FOLLOWER | PARTICIPLE
        proper = any(
            reader.codes[j] & CAPITAL and (j > first or top - start > 1 or not reader.codes[j] & plain)
            for j in range(start, top)
        )
        proper = proper or (head.before[:1] == ("nhs",) and top > first and reader.lowers[top - 1] == "the")
        if rule.type == "Role":
            return capital and (proper or has_complement)
        return capital and proper and mods not in rule.generic
    if needs == "listed":
        return any(mods == q or mods.endswith(" " + q) for q in rule.qualifiers)
    if start == top:
        return has_complement and not (head.plural and rule.type == "Strategy")
    if head.plural and mods in rule.plural_generic:
        return False
    if rule.generic_words and all(reader.lowers[j] in rule.generic_words for j in range(start, top)):
        return mods in rule.keeps
    if mods in rule.generic or head.plural and mods in rule.plural_generic:
        return False
    return needs != "topic" or any(not reader.codes[j] & (QUALITY | STOP | AND) for j in range(start, top))


def _years(reader: Reader, end: int, last: int) -> int:
    """Return the end after years: "2018-20", "2025 to 2027", "2016 - 19"."""
    if end < last and end not in reader.breaks and reader.codes[end] & YEAR and not reader.lowers[end][-1].isalpha():
        end += 1
        if end + 1 < last and reader.lowers[end] in ("to", "-", "\u2013") and reader.codes[end + 1] & (YEAR | NUMBER):
            end += 2
    return end


def _numbered(reader: Reader, end: int, last: int, capital: bool) -> int:
    """Return the end after a single number that belongs to a capitalised name ("Phase 2")."""
    if capital and end < last and end not in reader.breaks and reader.codes[end] & NUMBER and reader.texts[end].isdigit() and len(reader.texts[end]) < 2:
        after = reader.codes[end + 1] if end + 1 < last else PUNCTUATION
        if after & (PUNCTUATION | STOP | AND):
            return end + 1
    return end
