"""Tells apart the unnamed things of a kind of which each body and each matter has its own ("an improvement plan")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from councilgraph.extraction.mentions import Found
from councilgraph.extraction.mentions.lexicon import DETERMINER
from councilgraph.extraction.mentions.reader import Reader, Span

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OWNED = frozenset({"Team", "Strategy"})
_OWNERS = frozenset({"Council", "HealthBody", "Organisation", "PartnerGroup", "Board", "Partnership", "Team"})


@dataclass(slots=True)
class _Last:
    number: int
    sentence: int
    owner: str


def numbers(found: Found, keys: Sequence[str]) -> list[int]:
    """Return for each mention which of the things of its kind it means, counted from 1 in the order of the text.

    An unnamed team or strategy is another one where another body has it. One of the kinds of `reference.anew` is
    so too where neither "the" nor the same owner looks back and the last of the kind lies far back.
    """
    rule = found.reader.lexicon.rules["reference.anew"]
    kinds = frozenset(rule.words("kinds"))
    window = int(rule.fields["window"])
    last: dict[str, _Last] = {}
    count: dict[str, int] = {}
    given: dict[int, int] = {}
    out: list[int] = []
    for at, (span, sentence, key) in enumerate(zip(found.spans, found.sentence, keys, strict=True)):
        many = key.partition(":")[2] in kinds
        origin = span.link
        if not many and (span.type not in _OWNED or (origin or span).named):
            out.append(1)
            continue
        number = given.get(id(origin), 0) if origin is not None else 0
        owner = _owner(found, at, keys) if origin is None else ""
        known = last.get(key)
        if not number:
            far = many and sentence - known.sentence > window if known else True
            anew = known is None or _anew(found.reader, span, owner, known, far)
            number = count[key] = count.get(key, 0) + 1 if anew else known.number if known else 1
        given[id(span)] = number
        last[key] = _Last(number, sentence, owner or (known.owner if known and known.number == number else ""))
        out.append(number)
    return out


def _anew(reader: Reader, span: Span, owner: str, known: _Last, far: bool) -> bool:
    if owner and known.owner:
        return owner != known.owner
    return far and not _definite(reader, span)


def _definite(reader: Reader, span: Span) -> bool:
    for at in range(span.first - 1, max(-1, span.first - 4), -1):
        if reader.codes[at] & DETERMINER:
            return reader.lowers[at] in _DEFINITE
    return False


def _owner(found: Found, at: int, keys: Sequence[str]) -> str:
    """Return the key of the body that stands as owner right before a mention, or ""."""
    if not at or found.spans[at - 1].type not in _OWNERS:
        return ""
    before, span = found.spans[at - 1], found.spans[at]
    between = found.reader.lowers[before.last : span.first]
    return keys[at - 1] if between in ([], ["'s"], ["'"]) else ""
