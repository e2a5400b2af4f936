"""The punctuation marks that a walk over the modifiers of a head crosses: possessives, slashes, quotation marks."""

from __future__ import annotations

import re

from councilgraph.extraction.mentions.acronyms import long_form, singular
from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    CAPITAL,
    COUNCIL,
    OWNER,
    PUNCTUATION,
    QUALITY,
    SOLO,
    STOP,
    TOPIC,
    VERB,
)
from councilgraph.extraction.mentions.reader import QUOTES, Reader

# A section of a law in short: "section 75 ([s75]) agreement".
_SECTION = re.compile(r"s\.?\d{1,3}")


def over_mark(reader: Reader, first: int, j: int, at: int, joined: bool) -> int | None:
    """Return where a walk goes on beyond a punctuation mark at j, or None where it ends."""
    lower = reader.lowers[j]
    if j == first:
        return None
    if lower == "'s" or (lower == "'" and reader.glued(j) and reader.codes[j - 1] & OWNER):
        return j - 1 if _owns(reader, j) else None
    if lower in ("/", "&"):
        return j - 1 if _slashed(reader, j, at) else None
    if lower in QUOTES:
        return _quoted(reader, first, j) if reader.codes[at] & (CAPITAL | SOLO) else None
    if lower == ",":
        return j - 1 if joined and _listed(reader, first, j - 1) else None
    return _long_form(reader, first, j) if lower == ")" and _bracketed(reader, first, j) else None


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
    short = reader.codes[j - 1] & ACRONYM or _SECTION.fullmatch(reader.lowers[j - 1])
    if j - 3 < first or reader.lowers[j - 2] != "(" or not short:
        return False
    known = reader.cover.get(j - 1)
    # a fund and its plan are two things, whose name is one: "Better Care Fund (BCF) Plan"
    inner = known is None or known.type in ("none", "Agreement") or "(" in (known.name or "")
    return inner and not reader.codes[j - 3] & STOP


def _long_form(reader: Reader, first: int, j: int) -> int:
    """Return where the words begin that the acronym in the bracket up to j stands for, or the bracket itself."""
    start = long_form(reader, j - 2, singular(reader.texts[j - 1]))
    free = start is not None and start >= first and not any(at in reader.cover for at in range(start, j - 2))
    return start if start is not None and free else j - 2


def _quoted(reader: Reader, first: int, j: int) -> int | None:
    """Return the opening quotation mark of capitalised or of one or two words that the mark at j closes, or None."""
    i = j - 1
    while (
        i > first and i > j - 7 and (reader.codes[i] & CAPITAL or reader.lowers[i] in ("of", "the", "and", "for", "to"))
    ):
        i -= 1
    if i < j - 1 and reader.lowers[i] in QUOTES:
        return i
    few = range(max(first, j - 3), j - 1)
    return next(
        (k for k in few if reader.lowers[k] in QUOTES and not reader.glued(k) and _subjects(reader, k, j)), None
    )


def _subjects(reader: Reader, opening: int, closing: int) -> bool:
    """Tell whether the words between two quotation marks can be the modifiers of a name: "a 'front door' service"."""
    codes = reader.codes[opening + 1 : closing]
    return not any(code & (STOP | PUNCTUATION) for code in codes) and not all(code & QUALITY for code in codes)


def _listed(reader: Reader, first: int, j: int) -> bool:
    """Tell whether a word before a comma opens or continues a list of subjects, not the end of another clause."""
    code = reader.codes[j]
    if not _topical(reader, j) or (code & SOLO and not code & TOPIC and not _of_services(reader, j)):
        return False
    if any(sure and len(words) == 1 for words, _, sure in reader.lexicon.phrases.get(reader.lowers[j], ())):
        return False
    if j == first:
        return True
    before = reader.codes[j - 1]
    return bool(before & (STOP | TOPIC | QUALITY | CAPITAL | PUNCTUATION)) or not before & VERB


def _of_services(reader: Reader, j: int) -> bool:
    """Tell whether capitals end in "Services", which in a list is a subject: "Adult Services, Health and [Housing]"."""
    return bool(reader.codes[j] & CAPITAL) and reader.lowers[j] == "services"


def _topical(reader: Reader, j: int) -> bool:
    code = reader.codes[j]
    return bool(code & (TOPIC | CAPITAL)) and not code & STOP
