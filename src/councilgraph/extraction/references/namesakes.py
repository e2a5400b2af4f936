"""Tells apart two persons of one surname of those present at a meeting: "Councillor Pike", "Councillor Mrs Pike"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from councilgraph.extraction.mentions import Found
from councilgraph.extraction.mentions.reader import Span

# Titles by which a list tells one of a surname from another.
_TITLES = frozenset({"mrs", "mrs.", "miss", "ms", "ms."})
# How many persons make a sentence a list, and how many sentences away the other one may be.
_LIST, _NEAR = 3, 4


def namesakes(found: Found, keys: Sequence[str]) -> tuple[list[str], set[str]]:
    """Return the keys with the titled ones of two namesakes apart, and the surnames that alone mean none of them."""
    persons = Counter(sentence for span, sentence in zip(found.spans, found.sentence, strict=True) if _is_person(span))
    places: dict[tuple[str, bool], list[int]] = defaultdict(list)
    titled = [_is_person(span) and _has_title(found, span) for span in found.spans]
    for key, sentence, title in zip(keys, found.sentence, titled, strict=True):
        if key.startswith("Person:") and " " not in key and (not title or persons[sentence] >= _LIST):
            places[key, title].append(sentence)
    two = {
        key
        for key, title in places
        if title and any(abs(a - b) <= _NEAR for a in places[key, True] for b in places.get((key, False), ()))
    }
    return [f"{key} mrs" if title and key in two else key for key, title in zip(keys, titled, strict=True)], two


def _is_person(span: Span) -> bool:
    return span.type == "Person"


def _has_title(found: Found, span: Span) -> bool:
    return not _TITLES.isdisjoint(found.reader.lowers[span.first : span.last])
