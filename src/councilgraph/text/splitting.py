"""Sentences: the unit of every later step."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from councilgraph import resources
from councilgraph.models import Section, Sentence, SentenceKind
from councilgraph.text.cleaning import clean
from councilgraph.text.lines import Block, blocks, trim

_BREAK = re.compile(
    r"[.?!](?:"
    r"(?P<marks>[.?!]*)(?P<close>[\"')\]]*)(?P<gap>\s+)(?=[\"'(\[]*[A-Z0-9\u00a3])"
    r"|(?P<tight>(?<=[a-z)]{2}\.))(?=[A-Z][a-z]+\s)"
    r"|(?P<tags></p>)(?=\s)"
    r")"
)


@cache
def _abbreviations() -> frozenset[str]:
    raw = resources.declared("lexicons", "abbreviations.yaml")
    return frozenset(raw["never"])


def sentences(text: str, parts: tuple[Section, ...] = ()) -> tuple[Sentence, ...]:
    """Return the sentences, headings, list items and table rows of a raw text, in order, without overlap."""
    starts = [part.start for part in parts]
    flat = clean(text)
    found: list[Sentence] = []
    for block in blocks(text):
        section = max(bisect_right(starts, block.start) - 1, 0)
        kind: SentenceKind = block.kind
        if parts and parts[section].role == "furniture" and kind != "heading":
            kind = "furniture"
        for start, end in _split(flat, text, block):
            found.append(Sentence(start, end, kind, section))
    return tuple(found)


def _split(flat: str, text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    if block.kind == "heading":
        yield block.start, block.end
        return
    for match in _BREAK.finditer(flat, block.start, block.end):
        spaced = match["gap"] is not None
        if spaced and _holds(flat, block.start, match):
            continue
        end = match.end("close") if spaced else match.end()
        piece = trim(text, start, end)
        # Closing markup belongs to the sentence that it closes.
        end = _closing(text, flat, end, match.end())
        if flat[piece.start : end].strip():
            yield piece.start, end
            start = end
    piece = trim(text, start, block.end)
    if piece.end > piece.start:
        yield piece.start, piece.end


def _closing(text: str, flat: str, end: int, limit: int) -> int:
    while end < limit and not text[end].isspace() and flat[end].isspace():
        end += 1
    return end


def _holds(flat: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a full stop ends no sentence: after an abbreviation, an initial or the number of an item."""
    stop = match.start()
    if flat[stop] != "." or match["marks"]:
        return False
    at = max(flat.rfind(" ", start, stop) + 1, start)
    word = flat[at:stop].lstrip("([\"'").lower()
    if word in _abbreviations():
        return True
    if word.replace(".", "").isdigit():
        return not flat[start:at].strip(" -+*\u2022\u25aa")
    return len(word) == 1 and word.isalpha()
