"""Tells apart the unnamed things of a kind of which each body and each matter has its own ("an improvement plan")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from councilgraph import schema
from councilgraph.extraction.mentions import Found
from councilgraph.extraction.mentions.lexicon import DETERMINER
from councilgraph.extraction.mentions.reader import Reader, Span

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OWNED = frozenset({"Team", "Strategy"})
_OWNERS = frozenset(schema.bodies())


@dataclass(slots=True)
class Thing:
    """One of the things of a kind: its place in the order of the text, its owner (a key or ""), its last sentence."""

    number: int = 1
    owner: str = ""
    sentence: int = -1


def things(found: Found, keys: Sequence[str]) -> list[Thing]:
    """Return for each mention the thing that it means among those of its kind.

    An unnamed team or strategy is another one where another body has it. One of the kinds of `reference.anew` is
    so too where neither "the" nor the same owner looks back and the last of the kind lies far back.
    """
    rule = found.reader.lexicon.rules["reference.anew"]
    kinds, window = frozenset(rule.words("kinds")), int(rule.fields["window"])
    known: dict[str, list[Thing]] = defaultdict(list)
    meant: dict[int, Thing] = {}
    out: list[Thing] = []
    for at, (span, sentence, key) in enumerate(zip(found.spans, found.sentence, keys, strict=True)):
        many = key.partition(":")[2] in kinds
        if not many and (span.type not in _OWNED or (span.link or span).named):
            out.append(Thing())
            continue
        owner = _owner(found, at, keys) if span.link is None else ""
        thing = meant.get(id(span.link)) or _known(found.reader, span, owner, known[key], sentence, many, window)
        if thing is None:
            thing = Thing(len(known[key]) + 1)
            known[key].append(thing)
        thing.sentence, thing.owner = sentence, thing.owner or owner
        meant[id(span)] = thing
        out.append(thing)
    return out


def _known(
    reader: Reader, span: Span, owner: str, known: Sequence[Thing], sentence: int, many: bool, window: int
) -> Thing | None:
    """Return the thing brought up before that a mention means, or None where it brings up another one."""
    last = max(known, key=lambda thing: thing.sentence, default=None)
    same = next((thing for thing in known if owner and thing.owner == owner), None)
    if last is None or same is not None or (owner and last.owner):
        return same
    far = many and sentence - last.sentence > window
    # a body has several plans and teams of a kind over time, but one website
    anew = span.type in _OWNED if owner else not _definite(reader, span)
    return None if far and anew else last


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
