"""Words that a line broke at a hyphen, made whole again."""

from __future__ import annotations

import re

from councilgraph.documents.formats.pdf.page import HYPHEN, Sheet
from councilgraph.documents.formats.writing import plain

# First parts after which a hyphen stays where a line broke there and the text has the word nowhere else.
_PREFIXES = frozenset(
    {"co", "non", "pre", "re", "self", "multi", "well", "long", "short", "anti", "sub", "inter", "cross", "post"}
    | {"semi", "mid", "under", "over", "ex", "all", "high", "low", "part", "full", "half", "two", "three", "four"}
    | {"five", "six", "one", "year", "day", "out", "in", "on", "up", "user", "person", "place", "decision", "needs"}
)


def vocabulary_of(sheets: list[Sheet]) -> frozenset[str]:
    """Return the words of a document, those that a line broke excepted."""
    return frozenset(
        re.sub(r"^\W+|\W+$", "", word.text.lower())
        for sheet in sheets
        for segment in sheet.segments
        for word in segment.words
        if not word.text.endswith(HYPHEN)
    )


def mended(word: str, following: str, vocabulary: frozenset[str]) -> str:
    """Return a word that a line broke at a hyphen: whole, or with the hyphen where it is part of the word."""
    head, tail = word.rstrip(HYPHEN), following
    left = re.sub(r"^\W+", "", head.lower())
    right = re.sub(r"\W+$", "", tail.lower())
    if left + right in vocabulary:
        return head + tail
    last = left.rpartition("-")[2]
    both = last in vocabulary and right in vocabulary
    if f"{left}-{right}" in vocabulary or last in _PREFIXES or both or not tail[:1].islower():
        return f"{head}-{tail}"
    return head + tail


def mended_cell(cell: str, vocabulary: frozenset[str]) -> str:
    """Return the text of a cell with its broken words made whole."""

    def mend(match: re.Match[str]) -> str:
        return mended(match[1], match[2], vocabulary)

    whole = re.sub(rf"(\S*?){HYPHEN}\s?(\S+)", mend, cell)
    return plain(whole.replace(HYPHEN, "-"))
