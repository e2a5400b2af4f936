"""Which councils' areas a name speaks of, and what is left of the name without its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from councilgraph import registers
from councilgraph.identity.words import words
from councilgraph.registers import normal

# Kinds of authority whose area's name is a region's or a direction rather than a place that bodies are called after.
_NOT_AREAS = ("COMB", "SRA")
_LONGEST = 7
_BUILDINGS = (
    [],
    *([word] for word in ("centre", "house", "hub", "court", "lodge", "unit", "park", "hospital", "road", "hall")),
)
_OF = frozenset({"for", "of", "in", "at", "across", "within"})
_LEFT_OVER = re.compile(r"\b(?:council|city|county|borough|district|metropolitan|royal|london borough|of|the)\b")


@dataclass(frozen=True, slots=True)
class Placed:
    """A name and its place: the council whose area it is, and the words left without it (all words if none were cut).

    `council` is None where the name holds several places or a part of one: such a name is known everywhere.
    """

    council: str | None
    rest: str


@cache
def _areas() -> dict[str, str]:
    """Map the ways to name an area or its council, in normal form, to the council's scope."""
    areas: dict[str, str] = {}
    # the present council of an area, and in England, wins: it comes last
    ordered = sorted(registers.councils().all, key=lambda c: (c.end is None, c.nation == "England", c.code))
    for council in ordered:
        if council.kind not in _NOT_AREAS:
            areas.update(dict.fromkeys(_forms(council.name, council.short), council.code))
    return areas


def _forms(name: str, short: str | None = None) -> set[str]:
    full = normal(name)
    forms = {full, full.removesuffix(" council"), " ".join(_LEFT_OVER.sub(" ", full).split())}
    forms |= {normal(short)} if short else set()
    return {form for form in forms if form}


@cache
def own_forms(council: str | None, name: str | None) -> dict[str, str]:
    """Map the ways to name a document's own council or its area to that council's scope."""
    known = registers.councils().get(council) if council else None
    forms = _forms(known.name, known.short) if known else set()
    forms |= _forms(name) if name else set()
    return dict.fromkeys(forms, council or name or "")


def place(name: str, own: dict[str, str]) -> Placed | None:
    """Return the place in a name and what is left without it, or None where the name holds none.

    A place is cut from the front ("Derby Safeguarding Board"), after a preposition at the end ("... for Derby") or in
    brackets; elsewhere it is part of the name ("Safer Derby"). What is left has to be more than one word
    unless the council itself was named ("Derby City Council Cabinet").
    """
    text = normal(name)
    tokens = text.split()
    found = _find(tokens, own)
    if not found or _street(tokens, found, own):
        return None
    if len(found) > 1 or _part_of_larger(tokens, found[0]):
        return Placed(None, text)
    start, end, council = found[0]
    rest = _without(name, tokens, start, end)
    named = " ".join(tokens[start:end]) in {form for form in own if form.endswith(" council")}
    enough = len(rest) > 1 or (named and len(rest) == 1)
    return Placed(council, " ".join(rest) if enough else text)


def _find(tokens: list[str], own: dict[str, str]) -> list[tuple[int, int, str]]:
    """Find places, the longest first at each word: (start, end, council)."""
    areas, barred = _areas(), words().not_places
    found = []
    at = 0
    while at < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + length])
            council = own.get(phrase) or (areas.get(phrase) if phrase not in barred else None)
            if council:
                found.append((at, at + length, council))
                at += length - 1
                break
        at += 1
    return found


def _part_of_larger(tokens: list[str], found: tuple[int, int, str]) -> bool:
    start, end, _ = found
    before = tokens[start - 1] if start else ""
    after = tokens[end] if end < len(tokens) else ""
    return before in words().directions or after in words().directions or after == "wide"


def _street(tokens: list[str], found: list[tuple[int, int, str]], own: dict[str, str]) -> bool:
    """Tell whether the one place only helps to name a building ("Cumberland Centre"), and is not the paper's own."""
    start, end, council = found[0]
    return len(found) == 1 and start == 0 and tokens[end:] in _BUILDINGS and council not in own.values()


def _without(name: str, tokens: list[str], start: int, end: int) -> list[str]:
    bracketed = name.rstrip().endswith(")") and end == len(tokens)
    if start == 0:
        return tokens[end:]
    if end == len(tokens) and (tokens[start - 1] in _OF or bracketed):
        return tokens[: start - 1] if tokens[start - 1] in _OF else tokens[:start]
    return tokens
