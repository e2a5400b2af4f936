"""Persons: titles with names, lists after a plural title, and given names with family names."""

from __future__ import annotations

from collections.abc import Iterable

from councilgraph.extraction.mentions.lexicon import (
    AND,
    CAPITAL,
    DETERMINER,
    FIRST_NAME,
    FOLLOWER,
    NOUN_VERB,
    PUNCTUATION,
    SOLO,
    STOP,
    TITLE,
    VERB,
)
from councilgraph.extraction.mentions.reader import Reader, Span

_MIDDLE = frozenset({"de", "van", "von", "der", "al", "el", "bin", "ap", "o'", "mc", "la", "le"})
_OF = frozenset({"of", "for"})


def people(reader: Reader, first: int, last: int, positions: Iterable[int]) -> list[Span]:
    """Return the persons whose title or given name stands at one of the positions of the sentence first..last."""
    spans: list[Span] = []
    done = first
    for i in positions:
        if i < done or reader.cover.get(i) is not None:
            continue
        found = _titled(reader, i, last) if reader.codes[i] & TITLE else []
        if not found and reader.codes[i] & FIRST_NAME and reader.codes[i] & CAPITAL:
            found = _given(reader, i, first, last)
        if found:
            spans += found
            done = found[-1].last
    return spans


def _titled(reader: Reader, i: int, last: int) -> list[Span]:
    """Return the persons after a title at token i ("Councillor Jo Bell", "Councillors Bell, Ray and Moss")."""
    lexicon = reader.lexicon
    lower = reader.lowers[i].rstrip(".")
    if not reader.codes[i] & CAPITAL:
        return []
    if lower in lexicon.listed("person.title.list_titles"):
        return _list(reader, i + 1, last)
    at = i + 1
    if at < last and reader.lowers[at] == "." and reader.glued(at):
        at += 1
    end = _name_end(reader, at, last) if lower in lexicon.listed("person.title.titles") else at
    if end == at or reader.lowers[at] in lexicon.listed("person.title.not_names"):
        return []
    if (end == at + 1 and len(reader.lowers[at]) == 1) or _product(reader, at, end):
        return []
    if lower in ("major", "justice", "judge", "lord", "lady", "inspector", "captain", "commander") and end - at < 2:
        return []
    return [Span(i, end, "Person", "person.title", True)]


def _product(reader: Reader, at: int, end: int) -> bool:
    """Tell whether what follows a title is a thing: "Councillor Community Fund"."""
    given = reader.codes[at] & FIRST_NAME and reader.lowers[at] != "grant"
    return end - at > 1 and not given and len(reader.lowers[at]) > 1 and bool(reader.codes[end - 1] & (SOLO | FOLLOWER))


def _list(reader: Reader, at: int, last: int) -> list[Span]:
    """Return the persons of "Councillors Mrs Moore, Pike and Tom Underhill", each without the common title."""
    spans: list[Span] = []
    while at < last:
        end = _name_end(reader, at, last)
        if end == at:
            break
        spans.append(Span(at, end, "Person", "person.title", True))
        at = end
        while at < last and (reader.lowers[at] == "," or reader.codes[at] & AND):
            at += 1
    return spans


def _name_end(reader: Reader, at: int, last: int) -> int:
    i = at
    while i < min(last, at + 5) and (i == at or i not in reader.breaks) and _in_name(reader, at, i, last):
        i += 1
    return i


def _in_name(reader: Reader, at: int, i: int, last: int) -> bool:
    """Tell whether the word at i goes on a name that begins at `at`."""
    code, lower = reader.codes[i], reader.lowers[i]
    if i > at + bool(reader.codes[at] & FIRST_NAME) and _post(reader, i, last):
        return False
    if code & CAPITAL and (not code & STOP or len(lower) == 1):
        shouted = reader.texts[i].isupper() and len(lower) > 2
        return i == at or not (shouted or (code & SOLO and i > at + 1))
    if lower == ".":
        return i > at and reader.glued(i) and len(reader.lowers[i - 1]) <= 3
    return lower in _MIDDLE and i + 1 < last and bool(reader.codes[i + 1] & CAPITAL)


def _given(reader: Reader, i: int, first: int, last: int) -> list[Span]:
    """Return the person of a given name with a family name, unless it is inside a longer name."""
    before = reader.codes[i - 1] if i - 1 > first and i not in reader.breaks else 0
    if before & CAPITAL and not before & (STOP | AND | FOLLOWER | SOLO) and not _after_post(reader, first, i):
        return []
    at = _after_initial(reader, i + 1, last)
    if at in reader.breaks or not _surname(reader, at, last):
        return []
    end = at + 1
    if _building(reader, end, last):
        return []
    if reader.cover.get(end) is not None or _post(reader, end, last):
        return [Span(i, end, "Person", "person.first-name", True)]
    if end < last and end not in reader.breaks and _goes_on(reader.codes[end]):
        if end + 1 < last and reader.codes[end + 1] & CAPITAL and not _post(reader, end + 1, last):
            return []
        end += 1
    named = i > first and reader.codes[i - 1] & DETERMINER
    if end < last and end not in reader.breaks and _thing(reader.codes[end], bool(named)):
        return []
    return [Span(i, end, "Person", "person.first-name", True)]


def _building(reader: Reader, at: int, last: int) -> bool:
    """Tell whether what follows a name makes it that of a place: "Hazel Marsh House"."""
    named = at < last and at not in reader.breaks and bool(reader.codes[at] & CAPITAL)
    return named and reader.lowers[at] in reader.lexicon.listed("person.first-name.not_names")


def _post(reader: Reader, at: int, last: int) -> bool:
    """Tell whether the capitals from `at` on are a post, as beside a name in a list: "Jo Bell [Chief] Executive"."""
    for i in range(at, min(last, at + 5)):
        if not reader.codes[i] & CAPITAL or reader.codes[i] & PUNCTUATION or (i > at and i in reader.breaks):
            break
        if names_post(reader, i):
            return i > at or (i + 1 < last and reader.lowers[i + 1] in _OF)
    return False


def _after_post(reader: Reader, first: int, i: int) -> bool:
    """Tell whether the capitals before a name are a post with its subject: "Director of Finance [Jo Bell]"."""
    at = i - 1
    while at > first and at > i - 6 and reader.codes[at] & (CAPITAL | AND):
        at -= 1
    return at > first and reader.lowers[at] in _OF and names_post(reader, at - 1)


def names_post(reader: Reader, i: int) -> bool:
    """Tell whether a word in capitals may end the name of a post: "Chief [Executive]"."""
    heads = reader.lexicon.heads_at(reader.lowers[i - 1] if i else "", reader.lowers[i])
    return bool(reader.codes[i] & CAPITAL) and bool(heads) and heads[0].rule.type == "Role"


def _thing(code: int, named: bool) -> bool:
    """Tell whether a noun follows of which a name is the modifier: "the Hazel Bridge practice"."""
    if named and code & NOUN_VERB and not code & (CAPITAL | STOP):
        return True
    return bool(code & (SOLO | FOLLOWER)) and not code & (CAPITAL | VERB | NOUN_VERB | STOP | TITLE)


def _goes_on(code: int) -> bool:
    return bool(code & CAPITAL) and not code & (PUNCTUATION | STOP | SOLO | TITLE)


def _after_initial(reader: Reader, at: int, last: int) -> int:
    if at < last and len(reader.lowers[at]) == 1 and reader.codes[at] & CAPITAL:
        at += 1
        at += at < last and reader.lowers[at] == "."
    return at


def _surname(reader: Reader, at: int, last: int) -> bool:
    """Tell whether a word can be a surname after a given name."""
    if at >= last or not reader.codes[at] & CAPITAL or reader.texts[at].isupper():
        return False
    code = reader.codes[at]
    if reader.lowers[at] in reader.lexicon.listed("person.first-name.surnames"):
        return at + 1 >= last or not reader.codes[at + 1] & CAPITAL
    if code & (STOP | SOLO | PUNCTUATION) or reader.lowers[at] in reader.lexicon.listed("person.first-name.not_names"):
        return False
    return not (code & VERB and at + 1 < last and reader.codes[at + 1] & CAPITAL)
