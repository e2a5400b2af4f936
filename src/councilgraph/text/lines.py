"""Blocks of light Markdown: the lines that belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from councilgraph.models import SentenceKind

_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(\S.*)?")
_ITEM = re.compile(
    r"[ \t]*(?:[-*+\u2022\u25aa\u25cf\u25e6\uf0b7]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)])[ \t]+(?=\S)"
)
_RULE = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}")
DIVIDER = re.compile(r"[ \t]*\|?[ \t:|-]*-{2,}[ \t:|-]*")


class Block(NamedTuple):
    """A paragraph, heading, item or row: one or more lines that belong together, trimmed of white space."""

    start: int
    end: int
    kind: SentenceKind
    level: int


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    returns = "\r" in text
    for line in text.splitlines(keepends=True) if returns else text.split("\n"):
        yield start, start + len(line.rstrip("\r\n"))
        start += len(line) + (not returns)


@lru_cache(maxsize=2)
def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a raw text in order.

    A heading, a table row and a rule stand on a line of their own; a list item runs on over the lines that follow it;
    a line ended by two spaces (a hard break of Markdown) ends its block.
    """
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    opened: tuple[int, SentenceKind] | None = None
    last = 0
    for start, end in _lines(text):
        line = text[start:end]
        kind, level = _kind(line)
        if opened and (kind != "prose" or not line.strip()):
            yield trim(text, opened[0], last, opened[1])
            opened = None
        if not line.strip() or _RULE.fullmatch(line) or DIVIDER.fullmatch(line):
            continue
        if kind in ("heading", "row"):
            yield trim(text, start, end, kind, level)
            continue
        if opened is None:
            opened = (start, kind)
        last = end
        if line.endswith(("  ", "\\", "<br>", "<br/>")):
            yield trim(text, opened[0], last, opened[1])
            opened = None
    if opened:
        yield trim(text, opened[0], last, opened[1])


def _kind(line: str) -> tuple[SentenceKind, int]:
    found = _HEADING.match(line)
    if found:
        return "heading", len(found[1])
    if line.lstrip().startswith("|") or "\t" in line.lstrip():
        return "row", 0
    return ("item", 0) if _ITEM.match(line) else ("prose", 0)


def trim(text: str, start: int, end: int, kind: SentenceKind = "prose", level: int = 0) -> Block:
    """Return a stretch of text as a block without the white space around it."""
    begun = text[start:end].lstrip()
    start = end - len(begun)
    return Block(start, start + len(begun.rstrip()), kind, level)
