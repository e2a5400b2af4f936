"""The walk left over the modifiers of a head noun: the widest noun phrase that they can form."""

from __future__ import annotations

from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    AND,
    AUXILIARY,
    CAPITAL,
    COUNCIL,
    DETERMINER,
    GROUP,
    NOUN_VERB,
    NUMBER,
    PARTICIPLE,
    PLACE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUALITY,
    SOLO,
    STOP,
    TOPIC,
    VERB,
    YEAR,
)
from councilgraph.extraction.mentions.marks import over_mark
from councilgraph.extraction.mentions.people import names_post
from councilgraph.extraction.mentions.reader import Reader, Span
from councilgraph.extraction.mentions.trimming import protected

OWNERS = frozenset({"Council", "HealthBody", "Organisation", "PartnerGroup", "Partnership", "Person"})
_SUBJECTS = frozenset({"that", "people", "it", "they", "we", "he", "she", "who", "which", "i", "you"})
_MODALS = frozenset({"will", "would", "shall", "should", "can", "could", "may", "might", "must", "to", "cannot", "not"})
# Heads that make one name with the body before them: "Westhaven City Council Cabinet".
_JOINED = {
    "Council": frozenset({"cabinet", "executive"}),
    "HealthBody": frozenset({"governing", "board", "trust", "nhs"}),
    "Organisation": frozenset({"board", "governing"}),
    "Partnership": frozenset({"partnership", "board", "executive", "strategy"}),
}
_INNER = frozenset({"of", "in", "for", "to", "at", "with"})
_BODIES = frozenset({"Organisation", "HealthBody"})
# Types whose head noun ends one name before "and" another.
_NAMED = _BODIES | {"Partnership", "Board"}


def walk_left(reader: Reader, first: int, top: int, type_: str = "") -> int:
    """Return the first token of the modifiers before token `top`: the widest noun phrase that they can form.

    `type_` is the type that the head gives: two names of bodies joined by "and" are two.
    """
    at, joined = top, False
    codes, lowers, party = reader.codes, reader.lowers, reader.lexicon.listed("word.party")
    while not _ends(reader, first, at, top, type_):
        j = at - 1
        code = codes[j]
        span = reader.cover.get(j)
        if span is not None:
            if (lowers[at] in party and not codes[at] & CAPITAL) or not _joins(reader, span, top, type_):
                break
            at = span.first
            continue
        if code & PUNCTUATION:
            step = over_mark(reader, first, j, at, joined)
            if step is None:
                break
            at = step
            joined = joined or lowers[j] in "&/"
            continue
        if code & AND:
            joins = _coordinates(reader, first, j, at, top) and not _two_bodies(reader, first, j, type_)
            step = j - 1 if joins else _over_link(reader, first, j)
            if step is None:
                break
            at, joined = step, joined or joins
            continue
        if code & NUMBER and (step := _over_number(reader, first, j, at)) is not None:
            at = step
            continue
        if not _modifies(reader, first, j) or (code & CAPITAL and lowers[at] in party and not codes[at] & CAPITAL):
            step = _over_other(reader, first, j, at, top)
            if step is None:
                break
            at = step
            continue
        at = j
    return at


def _over_other(reader: Reader, first: int, j: int, at: int, top: int) -> int | None:
    """Return where a name goes on beyond a word that modifies nothing by itself, or None where it begins after it."""
    step = _over_link(reader, first, j)
    if step is None:
        step = _over_of(reader, first, j, at, top)
    return j if step is None and _classifies(reader, first, j, top) else step


def _over_number(reader: Reader, first: int, j: int, at: int) -> int | None:
    """Return the first token of what a number at j belongs to: "[0-19] service", "[section 75] agreement", or None."""
    codes, before = reader.codes, reader.lowers[j - 1] if j > first else ""
    if reader.lowers[at] == "year":
        return j
    if before == "-" and j - 2 >= first and codes[j - 2] & NUMBER:
        return j - 2
    if before in ("section", "s", "phase", "tier", "level"):
        return j - 1
    word = reader.lowers[j] in ("2", "4") and j > first and codes[at] & codes[j - 1] & CAPITAL
    return j if word else None  # a number for a word: "Skills [4] Eastmoor website"


def _ends(reader: Reader, first: int, at: int, top: int, type_: str) -> bool:
    """Tell whether nothing of the name can stand before `at`: a cell ends there, or the name of a post does."""
    if at == first or at in reader.breaks:
        return True
    return type_ in _BODIES and at < top and names_post(reader, at - 1)


def _over_link(reader: Reader, first: int, j: int) -> int | None:
    """Return the first token of a linked phrase around j ("out [of] hours"), or None."""
    for phrase, offset in reader.lexicon.links.get(reader.lowers[j], ()):
        start = j - offset
        if start >= first and tuple(reader.lowers[start : start + len(phrase)]) == phrase:
            return start
    return None


def _over_of(reader: Reader, first: int, j: int, at: int, top: int) -> int | None:
    """Return where a name in capitals goes on beyond an inner preposition ("Heart [of] the North Partnership")."""
    capital, common = reader.codes[at] & CAPITAL, reader.lowers[top] in reader.lexicon.listed("word.label")
    if not capital or reader.title or not (reader.codes[top] & CAPITAL or common):
        return None
    j -= reader.lowers[j] == "the" and j > first
    label = common and not reader.codes[top] & CAPITAL
    linked = reader.lowers[j] in _INNER and common and reader.lowers[j + 1] != "the"
    if linked and (start := _after_article(reader, first, j - 1)) is not None:
        return start
    if reader.lowers[j] not in (_INNER if label else ("of", "in")) or j == first:
        return None
    code = reader.codes[j - 1]
    inner = (
        code & CAPITAL and not code & (SOLO | STOP) and not (reader.initial(j - 1, first) or names_post(reader, j - 1))
    )
    return j - 1 if inner and reader.cover.get(j - 1) is None else None


def _after_article(reader: Reader, first: int, j: int) -> int | None:
    """Return the first of at most four capitals up to j that an article opens: "the [Housing] with Care Strategy"."""
    at = j
    while at > max(first, j - 4) and reader.codes[at] & CAPITAL and not reader.codes[at] & COUNCIL:
        if reader.cover.get(at) is not None:
            return None
        at -= 1
    return at + 1 if at < j and reader.codes[at] & DETERMINER else None


def _classifies(reader: Reader, first: int, j: int, top: int) -> bool:
    """Tell whether a word in -ing inside a noun phrase names a kind: "a joint market [shaping] strategy".

    A head in the singular needs an article. Where none stands between it and the word, the word is part of the phrase;
    before a plural or a mass noun it may be a verb ("staff delivering services").
    """
    code, head = reader.codes[j], reader.lowers[top]
    if not reader.lowers[j].endswith("ing") or code & (QUALITY | STOP) or not reader.codes[top] & SOLO:
        return False
    if head in reader.lexicon.listed("word.mass-noun") or head in reader.lexicon.plurals:
        return False
    at = j - 1
    while at >= first and at > j - 4:
        span = reader.cover.get(at)
        if span is not None:
            at = span.first - 1
            continue
        before = reader.codes[at]
        if before & DETERMINER:
            return True
        if before & (STOP | PUNCTUATION | AND | NUMBER) or (
            before & VERB and not before & QUALITY and not reader.lowers[at].endswith("ed")
        ):
            return False
        at -= 1
    return False


def _joins(reader: Reader, span: Span, top: int, type_: str) -> bool:
    """Tell whether a known name before a head is part of the head's name, not its owner."""
    short = span.last - span.first == 1 and reader.codes[span.first] & ACRONYM
    if short and type_ == "Strategy" and span.type == "Organisation" and reader.codes[top] & CAPITAL:
        return True
    if short and (type_ == "Board" or (type_ == "Role" and reader.lowers[top] == "lead")):
        return True
    if span.type == "PartnerGroup":
        return bool(reader.codes[top] & GROUP)
    if span.type == "Agreement" and type_ == "Service" and reader.lowers[top] in reader.lexicon.plurals:
        return False
    if span.type not in OWNERS:
        return True
    return bool(reader.codes[top] & CAPITAL) and reader.lowers[top] in _JOINED.get(span.type, ())


def _coordinates(reader: Reader, first: int, j: int, at: int, top: int) -> bool:
    """Tell whether the "and" at j joins two modifiers of one head ("health and social care partners")."""
    if j <= first or reader.lowers[j] == "or" or (at == top and not reader.codes[at] & (TOPIC | CAPITAL)):
        return False
    left, right = reader.codes[j - 1], reader.codes[at]
    if reader.cover.get(j - 1) is not None or left & (PUNCTUATION | COUNCIL) or at == top:
        return False
    placed = left & PLACE or reader.lowers[j - 1] in reader.lexicon.places
    if left & CAPITAL and right & CAPITAL and (j - 1 > first or left & TOPIC or placed):
        longer = j - 2 >= first and reader.codes[j - 2] & CAPITAL
        return not left & SOLO or bool(left & TOPIC) or not longer
    known = right & (TOPIC | CAPITAL | PARTICIPLE) or protected(reader, at)
    if left & STOP or not left & TOPIC or not known:
        return False
    if left & SOLO and j - 1 > first and not reader.codes[j - 2] & (STOP | PUNCTUATION):
        return False
    return j - 1 == first or not _verb(reader, first, j - 1)


def _two_bodies(reader: Reader, first: int, j: int, type_: str) -> bool:
    """Tell whether the "and" at j divides two names of bodies: "Eastmoor Police and Ambleford Homes"."""
    if type_ not in _BODIES or j - 2 < first or not reader.codes[j - 2] & CAPITAL:
        return j - 3 >= first and reader.lowers[j - 2] == "of" and _names_body(reader, j - 3)
    return _names_body(reader, j - 1) or (type_ == "Organisation" and _listed_name(reader, first, j))


def _listed_name(reader: Reader, first: int, j: int) -> bool:
    """Tell whether a name of several words after a comma ends at the "and" at j: "Mind, Action X and Y Homes"."""
    at = j - 1
    while at > first and reader.codes[at - 1] & CAPITAL and not reader.codes[at - 1] & PUNCTUATION:
        at -= 1
    return first < at < j - 1 and reader.lowers[at - 1] == "," and not reader.codes[j - 1] & TOPIC


def _names_body(reader: Reader, i: int) -> bool:
    return any(
        head.rule.type in _NAMED and tuple(reader.lowers[i - len(head.before) : i]) == head.before
        for head in reader.lexicon.heads.get(reader.lowers[i], ())
    )


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
    named = reader.codes[j - 1] & COUNCIL or reader.cover.get(j - 1) is not None
    if named and reader.lowers[j] in reader.lexicon.listed("word.body-verb"):
        return True
    if before == "and" and j - 2 >= first and reader.codes[j - 2] & (VERB | NOUN_VERB | PARTICIPLE) == VERB:
        return True
    return before in _MODALS or before in _SUBJECTS or (before.endswith("ly") and bool(reader.codes[j - 1] & VERB))


def _modifies(reader: Reader, first: int, j: int) -> bool:
    """Tell whether the word at j may modify a noun after it, as part of its name."""
    code = reader.codes[j]
    if code & COUNCIL:
        return bool(code & CAPITAL) and reader.phrase(j - 1, j + 2) in reader.lexicon.listed("word.of-councils")
    if code & VERB and not code & NOUN_VERB and reader.opens(j, first):
        return False
    if code & CAPITAL and reader.lowers[j] in ("our", "my", "your") and not reader.initial(j, first):
        return True
    if reader.lowers[j] == "place" and j > first and reader.lowers[j - 1] == "in":
        return False
    if code & CAPITAL and (not code & (STOP | VERB | QUALITY) or not reader.initial(j, first)):
        if code & PREPOSITION and (reader.title or not reader.codes[j - 1] & CAPITAL or reader.initial(j - 1, first)):
            return False
        return not code & (DETERMINER | AUXILIARY) and (not code & PRONOUN or len(reader.lowers[j]) > 2)
    if code & (STOP | NUMBER):
        return False
    if code & YEAR:
        return True
    return not _verb(reader, first, j)
