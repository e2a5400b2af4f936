"""Clean lines: the cleaned text of a document with its line ends kept, for what is laid out by lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from councilgraph import text


class Line(NamedTuple):
    """A line that holds something, without white space and emphasis around it."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=2)
def lined(raw: str) -> str:
    """Return the text as `text.clean` does, of the same length, but with every line end where it was."""
    flat = text.clean(raw)
    pieces = []
    at = 0
    for line in raw.split("\n"):
        pieces.append(flat[at : at + len(line)])
        at += len(line) + 1
    return "\n".join(pieces)


def lines(raw: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Yield the lines of a stretch of text that hold something; the line that rules off the head of a table is none."""
    flat = lined(raw)
    end = len(flat) if end is None else end
    while start < end:
        stop = flat.find("\n", start, end)
        stop = end if stop < 0 else stop
        body = flat[start:stop]
        ruled = "|" in body and not body.strip(" |:-")
        if body.strip() and not ruled:
            left = start + len(body) - len(body.lstrip())
            yield Line(left, start + len(body.rstrip()), body.strip())
        start = stop + 1
