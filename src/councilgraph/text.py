"""Cleaning of the same length, sections, tables and sentences of light Markdown text.

Every function works on the raw text of a document and gives offsets into it. `clean` replaces characters one by one,
so that an offset into the cleaned text is an offset into the raw text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from councilgraph import resources
from councilgraph.models import Cell, Section, SectionRole, Sentence, SentenceKind, Table

_STRAIGHT = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u2032": "'",
    "`": "'",
    "\u00b4": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u2033": '"',
    "\u2014": "\u2013",
    "\u2212": "\u2013",
    "\u2010": "-",
    "\u2011": "-",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u202f": " ",
    "\u200b": " ",
    "\u200e": " ",
    "\ufeff": " ",
    "\u00ad": " ",
    "\f": " ",
    "\v": " ",
    "\r": " ",
}
# Patterns that are looked for in whole texts begin with a set of characters: `re` then skips to one of them, and what
# must stand before it is looked back for. That takes a fifth of the time of trying each alternative everywhere.
_INDENTED = "(?:" + "|".join(rf"(?<=^[ \t]{{{size}}}.)" for size in range(4)) + ")"
_MARKUP = re.compile(
    r"[<&hw!(*_~\[\]\#>](?:"
    r"(?<=<)(?:/?[A-Za-z][^<>\n]{0,300}>|!--.{0,2000}?-->|(?:https?|mailto):[^<>\s]+>)"  # tag, comment, URL
    r"|(?P<entity>(?<=&)(?:[A-Za-z]{2,8}|\#\d{2,5});)"
    r"|(?:(?<=\bh)ttps?://|(?<=\bw)ww\.)[^\s<>()\[\]]+"
    r"|(?<=!)\[[^\]\n]{0,300}\]\([^()\n]{0,500}\)"  # image
    r"|(?<=\]\()[^()\s]{0,800}(?:\s\"[^\"\n]{0,200}\")?\)"  # target of a link
    r"|(?:(?<=\*)\*{0,2}(?=\S)|(?<=\S\*)\*{0,2})"  # emphasis
    r"|(?:(?<=_)(?<!\w_)_{0,2}(?=\w)|(?<=\w_)_{0,2}(?!\w)|(?<=~)~)"
    r"|(?:(?<=[\[\]])(?=[^\[\]\n]{0,300}\]\()|(?<=\])(?=\())"  # bracket around the words of a link
    rf"|(?<=\#){_INDENTED}\#{{0,5}}(?=\s)"  # heading
    rf"|(?<=>){_INDENTED}"  # quotation
    r")",
    re.MULTILINE | re.DOTALL,
)
_WRAP = re.compile(r"\n(?<=[^\n]\n)(?=[^\n])")
_ENTITIES = {
    "&amp;": "&",
    "&nbsp;": " ",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&apos;": "'",
    "&rsquo;": "'",
}
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(\S.*)?")
_ITEM = re.compile(
    r"[ \t]*(?:[-*+\u2022\u25aa\u25cf\u25e6\uf0b7]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)])[ \t]+(?=\S)"
)
_RULE = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}")
_DIVIDER = re.compile(r"[ \t]*\|?[ \t:|-]*-{2,}[ \t:|-]*")


class Block(NamedTuple):
    """A paragraph, heading, item or row: one or more lines that belong together, trimmed of white space."""

    start: int
    end: int
    kind: SentenceKind
    level: int


@lru_cache(maxsize=2)
def clean(raw: str) -> str:
    """Return the text with quotes made straight and markup blanked out; it has exactly the length of `raw`.

    Single line breaks become spaces; empty lines stay, so that nothing is joined across paragraphs.
    """
    return _clean(raw)


def _clean(raw: str) -> str:
    if "\r" in raw:
        raw = raw.replace("\r\n", " \n")
    text = raw
    for mark, plain in _STRAIGHT.items():
        text = text.replace(mark, plain)
    return _WRAP.sub(" ", _MARKUP.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    found = match[0]
    if match.lastgroup == "entity":
        return _ENTITIES.get(found.lower(), " ").ljust(len(found))
    return "\n".join(" " * len(line) for line in found.split("\n"))


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
            yield _trim(text, opened[0], last, opened[1], 0)
            opened = None
        if not line.strip() or _RULE.fullmatch(line) or _DIVIDER.fullmatch(line):
            continue
        if kind in ("heading", "row"):
            yield _trim(text, start, end, kind, level)
            continue
        if opened is None:
            opened = (start, kind)
        last = end
        if line.endswith(("  ", "\\", "<br>", "<br/>")):
            yield _trim(text, opened[0], last, opened[1], 0)
            opened = None
    if opened:
        yield _trim(text, opened[0], last, opened[1], 0)


def _kind(line: str) -> tuple[SentenceKind, int]:
    found = _HEADING.match(line)
    if found:
        return "heading", len(found[1])
    if line.lstrip().startswith("|") or "\t" in line.lstrip():
        return "row", 0
    return ("item", 0) if _ITEM.match(line) else ("prose", 0)


def _trim(text: str, start: int, end: int, kind: SentenceKind, level: int) -> Block:
    begun = text[start:end].lstrip()
    start = end - len(begun)
    return Block(start, start + len(begun.rstrip()), kind, level)


@cache
def _layout() -> dict[str, SectionRole]:
    raw = resources.declared("profiles", "headings.yaml")
    return {heading.casefold(): role for role, headings in raw["roles"].items() for heading in headings}


_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*\.?|\([a-z0-9]+\))\s+")


def heading_text(line: str) -> str:
    """Return a heading without its marks, emphasis, numbering and trailing colon."""
    return _NUMBERING.sub("", " ".join(_clean(line).split()), count=1).rstrip(" :")


def sections(text: str) -> tuple[Section, ...]:
    """Return the sections of a raw text: one before the first heading, then one a heading.

    A short line that a profile knows as a heading is one also without marks. The role of a section is that of its
    own heading, else it is `body`.
    """
    roles = _layout()
    made: list[Section] = [Section(0, len(text), 0, "")]
    path: list[tuple[int, str]] = []
    for block in blocks(text):
        if block.kind == "heading":
            level = block.level
        elif block.kind == "prose" and block.end - block.start < 90 and _known(text, block, roles):
            level = 6
        else:
            continue
        heading = heading_text(text[block.start : block.end])
        path = [(at, name) for at, name in path if at < level] + [(level, heading)]
        made[-1] = replace(made[-1], end=block.start)
        role = roles.get(heading.casefold(), "body")
        made.append(Section(block.start, len(text), level, heading, tuple(name for _, name in path), role))
    return tuple(section for section in made if section.end > section.start or section.level)


def _known(text: str, block: Block, roles: dict[str, SectionRole]) -> bool:
    return heading_text(text[block.start : block.end]).casefold() in roles


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
        piece = _trim(text, start, end, block.kind, 0)
        # Closing markup belongs to the sentence that it closes.
        end = _closing(text, flat, end, match.end())
        if flat[piece.start : end].strip():
            yield piece.start, end
            start = end
    piece = _trim(text, start, block.end, block.kind, 0)
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


def tables(text: str) -> tuple[Table, ...]:
    """Return the tables of a raw text: runs of rows with cells divided by tabs or by `|`.

    The first row is the header when a divider line (`|---|`) or bold or known header cells follow or mark it.
    """
    made: list[Table] = []
    run: list[Block] = []
    for block in blocks(text):
        if block.kind == "row" and (not run or not text[run[-1].end : block.start].count("\n\n")):
            run.append(block)
            continue
        if run:
            made.append(_table(text, run))
        run = [block] if block.kind == "row" else []
    if run:
        made.append(_table(text, run))
    return tuple(made)


def _table(text: str, run: list[Block]) -> Table:
    rows = [tuple(_cells(text, block)) for block in run]
    between = text[run[0].end : run[1].start] if len(run) > 1 else ""
    bold = [cell for cell in rows[0] if cell.text and re.match(r"\s*(<b>|\*\*)", text[cell.start : cell.end + 9])]
    headed = bool(_DIVIDER.search(between)) or (bool(bold) and len(bold) == len([c for c in rows[0] if c.text]))
    header, body = (rows[0], rows[1:]) if headed else ((), rows)
    return Table(run[0].start, run[-1].end, header, tuple(body))


def _cells(text: str, block: Block) -> Iterator[Cell]:
    row = text[block.start : block.end]
    mark = "|" if row.startswith("|") else "\t"
    at = block.start
    inner = row.strip("|") if mark == "|" else row
    at += row.index(inner) if inner else 0
    for part in inner.split(mark):
        piece = _trim(text, at, at + len(part), "row", 0)
        yield Cell(piece.start, piece.end, " ".join(_clean(text[piece.start : piece.end]).split()))
        at += len(part) + 1
