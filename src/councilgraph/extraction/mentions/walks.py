"""The walk left over the modifiers of a head noun, and the trimming of what only judges or counts."""

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
    OWNER,
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
    HeadRule,
)
from councilgraph.extraction.mentions.reader import Reader, Span

OWNERS = frozenset({"Council", "HealthBody", "Organisation", "PartnerGroup", "Partnership", "Person"})
# Participles that tell who leads or pays; what stands before them is not part of the name.
PARTY = frozenset(
    {
        "funded",
        "led",
        "run",
        "owned",
        "commissioned",
        "hosted",
        "wide",
        "based",
        "approved",
        "backed",
        "employed",
        "registered",
    }
)
_SUBJECTS = frozenset({"that", "people", "it", "they", "we", "he", "she", "who", "which", "i", "you"})
_MODALS = frozenset({"will", "would", "shall", "should", "can", "could", "may", "might", "must", "to", "cannot", "not"})
# Forms that are verbs after the name of a body: "the council offers training".
_FINITE = frozenset({"offer", "offers", "fund", "funds", "support", "supports", "host", "hosts", "leads", "needs"})
_PAID = frozenset(
    {"funded", "commissioned", "employed", "backed", "hosted", "owned", "run", "co-funded", "jointly-funded"}
)
# Heads that make one name with the body before them: "Westhaven City Council Cabinet".
_JOINED = {
    "Council": frozenset({"cabinet", "executive"}),
    "HealthBody": frozenset({"governing", "board", "trust", "nhs"}),
    "Organisation": frozenset({"board", "governing"}),
    "Partnership": frozenset({"partnership", "board", "executive", "strategy"}),
}
# Nouns that take no article, so that a word in -ing before them may be a verb.
_MASS = frozenset(
    {"training", "guidance", "funding", "provision", "support", "advocacy", "e-learning", "best", "practice"}
)
# Nouns that may stand in small letters after a name in capitals: "the Living Well in Eastmoor strategy".
_LABELS = frozenset({"strategy", "programme", "plan", "project", "initiative", "campaign", "scheme", "partnership"})
_INNER = frozenset({"of", "in", "for", "to", "at", "with"})
_BODIES = frozenset({"Organisation", "HealthBody"})
_QUOTES = frozenset({"'", '"'})


def walk_left(reader: Reader, first: int, top: int, type_: str = "") -> int:
    """Return the first token of the modifiers before token `top`: the widest noun phrase that they can form.

    `type_` is the type that the head gives: two names of bodies joined by "and" are two.
    """
    at, joined = top, False
    codes, lowers = reader.codes, reader.lowers
    while at > first and at not in reader.breaks:
        j = at - 1
        code = codes[j]
        span = reader.cover.get(j)
        if span is not None:
            if (lowers[at] in PARTY and not codes[at] & CAPITAL) or not _joins(reader, span, top, type_):
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
            if _coordinates(reader, first, j, at, top) and not _two_bodies(reader, first, j, type_):
                at, joined = j - 1, True
                continue
            step = _over_link(reader, first, j)
            if step is None:
                break
            at = step
            continue
        if code & NUMBER and lowers[at] == "year":
            at = j
            continue
        if code & NUMBER and j > first and lowers[j - 1] in ("section", "s", "phase", "tier", "level"):
            at = j - 1
            continue
        if not _modifies(reader, first, j) or (code & CAPITAL and lowers[at] in PARTY and not codes[at] & CAPITAL):
            step = _over_link(reader, first, j)
            if step is None:
                step = _over_of(reader, first, j, at, top)
            if step is None and _classifies(reader, first, j, top):
                step = j
            if step is None:
                break
            at = step
            continue
        at = j
    return at


def _over_link(reader: Reader, first: int, j: int) -> int | None:
    """Return the first token of a linked phrase around j ("out [of] hours"), or None."""
    for phrase, offset in reader.lexicon.links.get(reader.lowers[j], ()):
        start = j - offset
        if start >= first and tuple(reader.lowers[start : start + len(phrase)]) == phrase:
            return start
    return None


def _over_of(reader: Reader, first: int, j: int, at: int, top: int) -> int | None:
    """Return where a name in capitals goes on beyond an inner preposition ("Heart [of] the North Partnership")."""
    capital = reader.codes[at] & CAPITAL
    if not capital or reader.title or not (reader.codes[top] & CAPITAL or reader.lowers[top] in _LABELS):
        return None
    j -= reader.lowers[j] == "the" and j > first
    label = reader.lowers[top] in _LABELS and not reader.codes[top] & CAPITAL
    linked = reader.lowers[j] in _INNER and reader.lowers[top] in _LABELS and reader.lowers[j + 1] != "the"
    if linked and (start := _after_article(reader, first, j - 1)) is not None:
        return start
    if reader.lowers[j] not in (_INNER if label else ("of", "in")) or j == first:
        return None
    code = reader.codes[j - 1]
    inner = code & CAPITAL and not code & (SOLO | STOP) and not reader.initial(j - 1, first)
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
    if head in _MASS or head in reader.lexicon.plurals:
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
    if short and (type_ == "Board" or (type_ == "Role" and reader.lowers[top] == "lead")):
        return True
    if span.type == "PartnerGroup":
        return bool(reader.codes[top] & GROUP)
    if span.type == "Agreement" and type_ == "Service" and reader.lowers[top] in reader.lexicon.plurals:
        return False
    if span.type not in OWNERS:
        return True
    return bool(reader.codes[top] & CAPITAL) and reader.lowers[top] in _JOINED.get(span.type, ())


def _over_mark(reader: Reader, first: int, j: int, at: int, joined: bool) -> int | None:
    """Return where a walk goes on beyond a punctuation mark at j, or None where it ends."""
    lower = reader.lowers[j]
    if j == first:
        return None
    if lower == "'s" or (lower == "'" and reader.glued(j) and reader.codes[j - 1] & OWNER):
        return j - 1 if _owns(reader, j) else None
    if lower in ("/", "&"):
        return j - 1 if _slashed(reader, j, at) else None
    if lower in _QUOTES:
        return _quoted(reader, first, j) if reader.codes[at] & (CAPITAL | SOLO) else None
    if lower == ",":
        return j - 1 if joined and _listed(reader, first, j - 1) else None
    return j - 2 if lower == ")" and _bracketed(reader, first, j) else None


def _owns(reader: Reader, j: int) -> bool:
    """Tell whether a possessive belongs to the name ("carers' strategy"), not to an owner ("the council's")."""
    before = reader.codes[j - 1]
    saint = j > 1 and reader.lowers[j - 2] in ("st", "st.", "saint")
    if before & CAPITAL and (saint or reader.phrase(j - 1, j + 2) == "hospital 's nhs"):
        return True
    return bool(before & OWNER) and not before & (COUNCIL | PUNCTUATION) and reader.glued(j)


def _slashed(reader: Reader, j: int, at: int) -> bool:
    """Tell whether a slash or ampersand joins two modifiers; after a whole name it divides."""
    before = reader.codes[j - 1]
    if reader.lowers[j] == "/" and before & SOLO and before & CAPITAL:
        return False
    return _topical(reader, j - 1) and _topical(reader, at)


def _bracketed(reader: Reader, first: int, j: int) -> bool:
    """Tell whether a bracket inside a name holds an acronym of no thing: "occupational therapy (OT) team"."""
    if j - 3 < first or reader.lowers[j - 2] != "(" or not reader.codes[j - 1] & ACRONYM:
        return False
    known = reader.cover.get(j - 1)
    return (known is None or known.type == "none") and not reader.codes[j - 3] & STOP


def _quoted(reader: Reader, first: int, j: int) -> int | None:
    """Return the opening quotation mark of capitalised words that the mark at j closes, or None."""
    i = j - 1
    while (
        i > first and i > j - 7 and (reader.codes[i] & CAPITAL or reader.lowers[i] in ("of", "the", "and", "for", "to"))
    ):
        i -= 1
    return i if i < j - 1 and reader.lowers[i] in _QUOTES else None


def _listed(reader: Reader, first: int, j: int) -> bool:
    """Tell whether a word before a comma opens or continues a list of subjects, not the end of another clause."""
    code = reader.codes[j]
    if not _topical(reader, j) or (code & SOLO and not code & TOPIC):
        return False
    if any(sure and len(words) == 1 for words, _, sure in reader.lexicon.phrases.get(reader.lowers[j], ())):
        return False
    if j == first:
        return True
    before = reader.codes[j - 1]
    return bool(before & (STOP | TOPIC | QUALITY | CAPITAL | PUNCTUATION)) or not before & VERB


def _topical(reader: Reader, j: int) -> bool:
    code = reader.codes[j]
    return bool(code & (TOPIC | CAPITAL)) and not code & STOP


def _coordinates(reader: Reader, first: int, j: int, at: int, top: int) -> bool:
    """Tell whether the "and" at j joins two modifiers of one head ("health and social care partners")."""
    if j <= first or reader.lowers[j] == "or" or (at == top and not reader.codes[at] & (TOPIC | CAPITAL)):
        return False
    left, right = reader.codes[j - 1], reader.codes[at]
    if reader.cover.get(j - 1) is not None or left & (PUNCTUATION | COUNCIL) or at == top:
        return False
    if left & CAPITAL and right & CAPITAL and (j - 1 > first or left & TOPIC):
        longer = j - 2 >= first and reader.codes[j - 2] & CAPITAL
        return not left & SOLO or bool(left & TOPIC) or not longer
    known = right & (TOPIC | CAPITAL | PARTICIPLE) or _protected(reader, at)
    if left & STOP or not left & TOPIC or not known:
        return False
    if left & SOLO and j - 1 > first and not reader.codes[j - 2] & (STOP | PUNCTUATION):
        return False
    return j - 1 == first or not _verb(reader, first, j - 1)


def _two_bodies(reader: Reader, first: int, j: int, type_: str) -> bool:
    """Tell whether the "and" at j divides two names of bodies: "Eastmoor Police and Ambleford Homes"."""
    if type_ not in _BODIES or j - 2 < first or not reader.codes[j - 2] & CAPITAL:
        return j - 3 >= first and reader.lowers[j - 2] == "of" and _names_body(reader, j - 3)
    return _names_body(reader, j - 1)


def _names_body(reader: Reader, i: int) -> bool:
    return any(not head.before and head.rule.type in _BODIES for head in reader.lexicon.heads.get(reader.lowers[i], ()))


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
    if reader.lowers[j] in _FINITE and (reader.codes[j - 1] & COUNCIL or reader.cover.get(j - 1) is not None):
        return True
    if before == "and" and j - 2 >= first and reader.codes[j - 2] & (VERB | NOUN_VERB | PARTICIPLE) == VERB:
        return True
    return before in _MODALS or before in _SUBJECTS or (before.endswith("ly") and bool(reader.codes[j - 1] & VERB))


def _modifies(reader: Reader, first: int, j: int) -> bool:
    code = reader.codes[j]
    if code & COUNCIL:
        return False
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
        if code & AND or lower in ("'s", "/", ",") or (lowercase and _acts(reader, start, top)):
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


def _acts(reader: Reader, start: int, top: int) -> bool:
    """Tell whether a word in -ing governs what follows: "commissioning new [services]"."""
    return reader.lowers[start].endswith("ing") and start + 1 < top and bool(reader.codes[start + 1] & QUALITY)


def _protected(reader: Reader, start: int) -> bool:
    """Tell whether a fixed phrase begins here whose first word would be taken off by itself ("first response")."""
    if reader.lowers[start + 1] == "year":
        return True
    if reader.codes[start + 1] & PLACE and reader.lowers[start] in reader.lexicon.listed("discovery.place-partnership"):
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
    while at < top and not reader.codes[at] & (CAPITAL | YEAR | NUMBER | PUNCTUATION):
        at += 1
    rest = range(at, top)
    return at if at < top and all(reader.codes[j] & (CAPITAL | AND | PUNCTUATION | STOP) for j in rest) else start
