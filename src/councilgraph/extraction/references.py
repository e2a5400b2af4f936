"""Decides which mentions are one entity, and what a bare noun ("the board", "this strategy") refers to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from councilgraph.extraction.mentions import Found
from councilgraph.extraction.mentions_chunks import Reader, Span
from councilgraph.extraction.mentions_councils import SUBJECT
from councilgraph.extraction.mentions_lexicon import CAPITAL, FOLLOWER, HEAD, NOUN_VERB, PUNCTUATION, STOP, plural
from councilgraph.extraction.tokens import Tape
from councilgraph.models import Mention
from councilgraph.registers import normal

_PLACED = frozenset({"Team", "Service", "Strategy", "Board", "Partnership", "Agreement", "Role", "PartnerGroup"})


@dataclass(frozen=True, slots=True)
class Home:
    """The council of the document: its name, its short place name and its identifier."""

    name: str
    place: str
    register: str | None


def refer(found: Found, tape: Tape, home: Home | None, text: str) -> list[Mention]:
    """Return the mentions of a text with the key and the canonical name of the entity of each, in text order."""
    _look_back(found, tape)
    keys = _keys(found, home, text)
    names = _names(found, keys, home, text)
    mentions = []
    for span, key in zip(found.spans, keys, strict=True):
        start, end = found.reader.starts[span.first], found.reader.ends[span.last - 1]
        register = home.register if home and span.name == SUBJECT else span.register
        mentions.append(
            Mention(start, end, text[start:end], span.type, key, names[key], span.named, span.rule, register)
        )
    return mentions


def _key(span: Span, reader: Reader, home: Home | None, text: str) -> str:
    if span.name == SUBJECT:
        return f"Council:{normal(home.name) if home else 'council'}"
    if span.name is not None:
        return f"{span.type}:{_norm(span.name, span)}"
    return f"{span.type}:{_norm(text[reader.starts[span.first] : reader.ends[span.last - 1]], span)}"


def _norm(name: str, span: Span) -> str:
    name = normal(name.replace("-", "").replace("/", " "))
    if span.plural and span.head and name.endswith(end := normal(plural(span.head))):
        name = name[: len(name) - len(end)] + normal(span.head)
    return name


def _keys(found: Found, home: Home | None, text: str) -> list[str]:
    keys = [_key(span, found.reader, home, text) for span in found.spans]
    return keys


def _names(found: Found, keys: list[str], home: Home | None, text: str) -> dict[str, str]:
    """Return the canonical name of each key: a given name, else the fullest form, with the place where it has none."""
    reader = found.reader
    best: dict[str, tuple[int, int, str]] = {}
    for order, (span, key) in enumerate(zip(found.spans, keys, strict=True)):
        if span.name == SUBJECT:
            name = home.name if home else "local authority"
        else:
            name = span.name or text[reader.starts[span.first] : reader.ends[span.last - 1]]
            if span.name is None and not span.named and home and span.type in _PLACED:
                name = f"{name} ({home.place})"
        rank = (span.named, len(name), -order)
        if key not in best or rank > best[key][:3]:  # type: ignore[operator]
            best[key] = (*rank, name)  # type: ignore[assignment]
    return {key: value[-1] for key, value in best.items()}  # type: ignore[misc]


def _look_back(found: Found, tape: Tape) -> None:
    """Add the bare nouns that refer to something named before."""
