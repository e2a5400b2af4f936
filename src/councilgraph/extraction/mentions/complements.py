"""What may follow a head noun and belong to its name: complements, years, numbers."""

from __future__ import annotations

import re

from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    AND,
    AUXILIARY,
    CAPITAL,
    DETERMINER,
    GROUP,
    NOUN_VERB,
    NUMBER,
    OWNER,
    PARTICIPLE,
    PRONOUN,
    PUNCTUATION,
    QUALITY,
    SECTOR,
    SOLO,
    STOP,
    TOPIC,
    VERB,
    YEAR,
)
from councilgraph.extraction.mentions.reader import Reader
from councilgraph.extraction.mentions.walks import OWNERS

_ROMAN = frozenset({"I", "II", "III", "IV", "V"})
_CODE = re.compile(r"(?!Q\d)[A-Z]{1,4}\d{1,2}")
# Types of bodies that a post belongs to; a rule whose heads are as often a subject ("Director of Rail") does not count.
_BODIES = frozenset({"Board", "Partnership", "HealthBody", "Council"})
# Fields of a post that are no words of the topics of local government.
_SUBJECTS = frozenset(
    {"people", "resources", "corporate", "operations", "services", "communities", "delivery", "neighbourhoods"}
)
# Types whose names have years at their end.
DATED = frozenset({"Strategy", "Agreement"})
_THINGS = frozenset({"Strategy", "Agreement", "Service", "Team", "Board"})
_UNSURE = frozenset({"board.group-named", "board.network", "board.meeting"})
# Types whose full name may have both modifiers and a complement: "Integrated Care Strategy for Eastmoor".
_COMPLEMENTED = frozenset({"Strategy", "Agreement", "Partnership", "Role", "Organisation", "Board"})


def complement_end(reader: Reader, prep: int, last: int, capital: bool, mods: int, type_: str) -> int:
    """Return the end of the complement that the preposition at `prep` opens, or `prep` where it is none.

    `mods` is the number of modifiers that the head has already: a name that has some takes only capitals.
    """
    role = type_ == "Role"
    at = prep + 1 + (prep + 1 < last and reader.lowers[prep + 1] == "the" and (capital or role))
    end = _capitals(reader, at, last) if capital or role else at
    if end > at:
        return _proper_end(reader, prep, at, end, last, mods, type_)
    article = at > prep + 1
    if (capital and mods and not role) or (article and (not role or reader.lowers[prep] == "of")):
        return prep
    return _plain_end(reader, prep, at, last, role)


def _proper_end(reader: Reader, prep: int, at: int, end: int, last: int, mods: int, type_: str) -> int:
    """Return where a complement in capitals ends; `prep`, its preposition, where it belongs to no name."""
    if type_ == "Organisation":
        end = _own_name(reader, at, end)
    if type_ == "Role" and (_is_body(reader, end - 1) or _organisation(reader, at, end)):
        return prep
    if not mods:
        return end
    goes_on = end < last and reader.codes[end] & SOLO and not reader.codes[end] & (STOP | CAPITAL)
    return prep if goes_on or type_ not in _COMPLEMENTED else end


def _plain_end(reader: Reader, prep: int, at: int, last: int, role: bool) -> int:
    """Return the end of a complement in small letters: a subject of a few words ("for unpaid carers")."""
    end = at
    if at + 1 < last and reader.codes[at] & PARTICIPLE and reader.codes[at + 1] & TOPIC:
        end = at = at + 1  # "vision for [integrated care]"
    if at >= last or not reader.codes[at] & (TOPIC | OWNER) or reader.cover.get(at) is not None:
        return prep
    while end < min(last, at + 6):
        code = reader.codes[end]
        if code & AND and end > at:
            if end + 1 >= last or not reader.codes[end + 1] & TOPIC or reader.codes[end + 1] & STOP:
                break
        elif role and reader.lowers[end] == "," and (listed := _fields(reader, end, last)) is not None:
            return listed
        elif _ends_subject(code, role):
            goes_on = reader.lowers[end] == "people" or (
                role and reader.lowers[end] in reader.lexicon.listed("role.field-ends")
            )
            end += goes_on and end > at
            break
        end += 1
    return end if end > at and not (role and _begins_thing(reader, at, end, last)) else prep


def _begins_thing(reader: Reader, at: int, end: int, last: int) -> bool:
    """Tell whether the words after "for the" only begin another name ("officer for the [carers strategy]")."""
    if end >= last or reader.lowers[at - 1] != "the":
        return False
    return any(
        head.rule.type in _THINGS and not head.before for head in reader.lexicon.heads.get(reader.lowers[end], ())
    )


def _fields(reader: Reader, comma: int, last: int) -> int | None:
    """Return the end of the fields of a post that go on after a comma: "adults[, health and communities]"."""
    i = comma + 1
    while i < min(last, comma + 6) and reader.codes[i] & TOPIC and not reader.codes[i] & (STOP | AND | GROUP):
        i += 1
    if i == comma + 1 or i + 1 >= last or not reader.codes[i] & AND or reader.codes[i + 1] & GROUP:
        return None
    end = i + 1
    while end < min(last, i + 4) and reader.codes[end] & TOPIC and not reader.codes[end] & (STOP | AND | GROUP):
        end += 1
    whole = end >= last or bool(reader.codes[end] & (PUNCTUATION | STOP | AND | VERB))
    return end if end > i + 1 and whole else None


def _ends_subject(code: int, role: bool) -> bool:
    if (code & QUALITY or role) and not code & TOPIC:
        return True
    if code & VERB and not code & NOUN_VERB:
        return True
    return bool(code & (STOP | NUMBER | YEAR | PUNCTUATION))


def _is_body(reader: Reader, i: int) -> bool:
    """Tell whether a complement ends in the noun of a body: "Chair of the Growth Board" is a post and a board."""
    known = reader.cover.get(i)
    if reader.codes[i] & ACRONYM and reader.lowers[i - 1] == "the":
        return True
    if (known is not None and known.type in _BODIES) or (reader.codes[i] & ACRONYM and reader.codes[i] & SECTOR):
        return True
    heads = reader.lexicon.heads.get(reader.lowers[i], ())
    return any(
        head.rule.type in _BODIES
        and head.rule.id not in _UNSURE
        and tuple(reader.lowers[i - len(head.before) : i]) == head.before
        for head in heads
    )


def _organisation(reader: Reader, at: int, end: int) -> bool:
    """Tell whether a complement is the name of an organisation: "Chief Constable of Westhaven Police"."""
    return end - at > 1 and reader.lowers[end - 1] in reader.lexicon.listed("role.bodies")


def _own_name(reader: Reader, at: int, end: int) -> int:
    """Cut "Westhaven and Brightways CIC" after "University of" before a second organisation with a head of its own."""
    heads = reader.lexicon.heads.get(reader.lowers[end - 1], ())
    if any(head.rule.type == "Organisation" for head in heads):
        return next((j for j in range(end - 1, at, -1) if reader.codes[j] & AND), end)
    return end


def _capitals(reader: Reader, at: int, last: int) -> int:
    """Return the end of a run of capitalised words, with "and", "of", "for", "&" and commas between them."""
    end, i = at, at
    while i < last and (i == at or i not in reader.breaks):
        span = reader.cover.get(i)
        if span is not None and span.type in OWNERS:
            # a word that only begins a longer name is no complement: "Committee of the One [Eastmoor ICS]"
            return end if end < i or i == at else at
        if _names(reader, i):
            end = i + 1
        elif i == at or not _connects(reader, i, last):
            break
        i += 1
    return end


def _names(reader: Reader, i: int) -> bool:
    code = reader.codes[i]
    if not code & CAPITAL or code & (DETERMINER | AUXILIARY):
        return False
    return not code & PRONOUN or len(reader.lowers[i]) > 2


def _connects(reader: Reader, i: int, last: int) -> bool:
    """Tell whether a small word or mark inside a capitalised name lets it go on."""
    lower = reader.lowers[i]
    if lower == "the":
        return not reader.codes[i - 1] & AND
    if reader.codes[i] & AND or lower in ("of", "for"):
        return True
    if lower == ",":
        return not _begins_another(reader, i, last) and _list_goes_on(reader, i, last)
    return lower in ("'s", "-") and i + 1 < last and bool(reader.codes[i + 1] & CAPITAL)


def _begins_another(reader: Reader, comma: int, last: int) -> bool:
    """Tell whether ", and" comes after no list: "University of Sorrel, and Northbury" are two things."""
    joined = comma + 1 < last and bool(reader.codes[comma + 1] & AND)
    return joined and "," not in reader.lowers[max(0, comma - 6) : comma]


def _list_goes_on(reader: Reader, comma: int, last: int) -> bool:
    """Tell whether capitalised words after a comma end in "and X": "Transport, Housing and Planning"."""
    for i in range(comma + 1, min(last - 1, comma + 6)):
        code = reader.codes[i]
        if code & AND:
            return bool(reader.codes[i + 1] & CAPITAL)
        if not code & CAPITAL:
            return False
    return False


def subject_end(reader: Reader, end: int, last: int) -> int:
    """Return the end after the subject of a post that no preposition opens, or `end`.

    It stands in brackets, after a dash, or right after the post: "Director (People)", "Director - Adult Care",
    "Director Adult Social Care".
    """
    if end >= last or end in reader.breaks:
        return end
    bracket, dash = reader.lowers[end] == "(", reader.lowers[end] in ("-", "\u2013")
    at = after = end + (bracket or dash)
    while after < min(last, at + 7) and (after == at or after not in reader.breaks):
        code = reader.codes[after]
        if not (code & CAPITAL and (code & TOPIC or reader.lowers[after] in _SUBJECTS)) and not _joint(
            reader, at, after
        ):
            break
        after += 1
    while after > at and _joint(reader, at, after - 1):
        after -= 1
    if after == at:
        return end
    if bracket:
        return after + 1 if after < last and reader.lowers[after] == ")" else end
    over = after < last and bool(reader.codes[after] & CAPITAL)
    return end if reader.title or over else after


def _joint(reader: Reader, at: int, i: int) -> bool:
    return i > at and (bool(reader.codes[i] & AND) or reader.lowers[i] in (",", "for", "of"))


def years_end(reader: Reader, end: int, last: int) -> int:
    """Return the end after years: "2018-20", "2025 to 2027", "2016 - 19"."""
    if end < last and end not in reader.breaks and reader.codes[end] & YEAR and not reader.lowers[end][-1].isalpha():
        end += 1
        if end + 1 < last and reader.lowers[end] in ("to", "-", "\u2013") and reader.codes[end + 1] & (YEAR | NUMBER):
            end += 2
    return end


def number_end(reader: Reader, end: int, last: int, capital: bool) -> int:
    """Return the end after a number or code that belongs to a capitalised name ("Plan 2", "Policy H3")."""
    if not capital or end >= last or end in reader.breaks or not numbered(reader, end):
        return end
    if coded(reader, end):
        return end + 1
    after = reader.codes[end + 1] if end + 1 < last else PUNCTUATION
    return end + 1 if after & (PUNCTUATION | STOP | AND | VERB) else end


def numbered(reader: Reader, i: int) -> bool:
    """Tell whether a word counts the things of a name: one digit, a Roman numeral, or a code such as "H3"."""
    text = reader.texts[i]
    return (text.isdigit() and len(text) < 2) or text in _ROMAN or coded(reader, i)


def coded(reader: Reader, i: int) -> bool:
    """Tell whether a word is a code of letters and digits by which a plan counts its policies."""
    return bool(_CODE.fullmatch(reader.texts[i]))
