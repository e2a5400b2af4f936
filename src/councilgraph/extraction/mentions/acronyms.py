"""Acronyms that a document defines: "Joint Strategic Needs Assessment (JSNA)"."""

from __future__ import annotations

from councilgraph.extraction.mentions.lexicon import ACRONYM, AND, CAPITAL, PREPOSITION, PUNCTUATION
from councilgraph.extraction.mentions.reader import Reader

# What the name of a trust of the health service ends with, where its short form may leave it out.
_KIND_OF_TRUST = (("nhs", "foundation", "trust"), ("nhs", "trust"), ("foundation", "trust"), ("trust",))
_SMALL = frozenset({"and", "&", "of", "for", "the", "in", "to", "on", "with", "'s", "'", "nhs"})


def definitions(reader: Reader, marks: list[int]) -> list[tuple[str, int, int]]:
    """Return (acronym, first token of the long form, token of the bracket after it) for each definition.

    `marks` are the positions of the opening brackets. The long form is the shortest run of words whose initials,
    small words left out or not, spell the acronym.
    """
    found: list[tuple[str, int, int]] = []
    for i in marks:
        at = i + 1
        if at + 1 >= len(reader.texts) or reader.lowers[at + 1] != ")":
            continue
        if not reader.codes[at] & ACRONYM:
            continue
        acronym = singular(reader.texts[at])
        first = long_form(reader, i, acronym)
        first = _without_kind(reader, i, acronym) if first is None else first
        first = _by_letters(reader, i, acronym) if first is None else first
        if first is not None:
            found.append((acronym, first, i))
    return found


def _without_kind(reader: Reader, bracket: int, acronym: str) -> int | None:
    """Return the first word of a trust whose short form leaves its kind out: "Hospitals of Eastmoor NHS Trust (HE)"."""
    for kind in _KIND_OF_TRUST:
        if tuple(reader.lowers[max(bracket - len(kind), 0) : bracket]) == kind:
            return long_form(reader, bracket - len(kind), acronym)
    return None


def _by_letters(reader: Reader, bracket: int, acronym: str) -> int | None:
    """Return the first of the capitalised words before a bracket in which the letters of a short form stand in order.

    It finds short forms that are no initials: "Harbourside Northwest (HSNW)".
    """
    at = bracket
    while at > 0 and at > bracket - 7 and reader.codes[at - 1] & CAPITAL and not reader.codes[at - 1] & PREPOSITION:
        at -= 1
    letters = [letter for letter in acronym.lower() if letter.isalnum()]
    for start in range(at, bracket):
        stream = iter("".join(reader.lowers[start:bracket]))
        if reader.lowers[start][0] == letters[0] and len(letters) > 2 and all(letter in stream for letter in letters):
            return start
    return None


def singular(acronym: str) -> str:
    """Return an acronym without a plural s: "CCGs" gives "CCG"."""
    if len(acronym) > 2 and acronym.endswith("s") and acronym[-2].isupper():
        return acronym[:-1]
    return acronym


def misprint(one: str, other: str) -> bool:
    """Tell whether two words differ in two neighbours exchanged or in one letter after the first more."""
    if len(one) == len(other):
        wrong = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and one[wrong[0] :][:2] == other[wrong[0] :][1::-1]
    long, short = sorted((one, other), key=len, reverse=True)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))


def long_form(reader: Reader, bracket: int, acronym: str) -> int | None:
    """Return the first token of the words before `bracket` that spell the acronym, or None.

    Small words count where the others do not spell it: "Friends of Eastmoor (FoE)".
    """
    first = _spelling(reader, bracket, acronym, small=False)
    return _spelling(reader, bracket, acronym, small=True) if first is None else first


def _spelling(reader: Reader, bracket: int, acronym: str, *, small: bool) -> int | None:
    """Return where the words begin whose first letters, back from a bracket, spell an acronym; None if they do not."""
    letters = [c.lower() for c in acronym if c.isalnum()]
    at, need = bracket, len(letters) - 1
    steps = 0
    while need >= 0 and at > 0 and steps < len(letters) + 6:
        at -= 1
        steps += 1
        lower = reader.lowers[at]
        if reader.codes[at] & PUNCTUATION and lower not in ("'s", "'", "&", ",", "/", "-"):
            return None
        if lower[0] == letters[need] and (small or lower not in _SMALL):
            need -= 1
            parts = lower.split("-")
            if len(parts) > 1 and need >= 0 and parts[-1][:1] == letters[need + 1] and parts[0][:1] == letters[need]:
                need -= 1
        elif lower in _SMALL or reader.codes[at] & (AND | PUNCTUATION | PREPOSITION):
            continue
        elif len(parts := lower.split("-")) > 1 and parts[-1][:1] == letters[need]:
            need -= 1
            if need >= 0 and parts[0][:1] == letters[need]:
                need -= 1
        else:
            return None
    if need >= 0 or (not any(reader.codes[j] & CAPITAL for j in range(at, bracket)) and len(letters) < 3):
        return None
    return at
