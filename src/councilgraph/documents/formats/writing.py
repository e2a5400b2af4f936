"""Writes light Markdown block by block and remembers where each block came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from councilgraph.models import Page

_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u200b]+")
_BOLD_GAP = re.compile(r"\*\*(\s*)\*\*")
# Letters that fonts draw as one, and characters that no reader wants; quotes and dashes are left to `text.clean`.
_LETTERS = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u00ad": "",
        "\ufeff": "",
        "\u200b": "",
        "\u2028": "\n",
        "\u2029": "\n",
    }
    | {code: " " for code in range(32) if chr(code) not in "\t\n"}
)


class Run(NamedTuple):
    """A stretch of words of one weight; a line break in it is one that the author set."""

    text: str
    bold: bool = False


def plain(text: str) -> str:
    """Return words with ligatures opened, control characters dropped and white space made single; breaks stay."""
    lines = (_SPACE.sub(" ", line).strip() for line in text.translate(_LETTERS).split("\n"))
    return "\n".join(lines).strip()


def marked(runs: Sequence[Run]) -> str:
    """Return runs as one text in which bold words are between `**`."""
    pieces: list[str] = []
    for run in runs:
        body = _SPACE.sub(" ", run.text.translate(_LETTERS))
        if run.bold and body.strip():
            inner = body.strip()
            before, after = body[: len(body) - len(body.lstrip())], body[len(body.rstrip()) :]
            body = f"{before}{'**' + inner + '**' if chr(10) not in inner else inner}{after}"
        pieces.append(body)
    return plain(_BOLD_GAP.sub(r"\1", "".join(pieces)))


class Writer:
    """Gathers blocks; `text` is the whole, `anchors` and `pages` map it to the source."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._rows = False
        self._anchors: list[tuple[int, int]] = []
        self._pages: list[tuple[int, int]] = []

    def _write(self, block: str, at: int | None, glue: bool = False) -> None:
        if self._parts:
            self._add("\n" if glue else "\n\n")
        if at is not None and (not self._anchors or at > self._anchors[-1][1]):
            self._anchors.append((self._length, at))
        self._add(block)

    def _add(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)

    def page(self, number: int, offset: int | None = None) -> None:
        """Begin a page with the next block, or at an offset of what is written already."""
        self._pages.append((number, self._length + (2 if self._parts else 0) if offset is None else offset))

    def heading(self, level: int, text: str, at: int | None = None) -> None:
        """Write a heading of a level from 1 to 6."""
        words = text.replace("**", "").replace("\n", " ").strip()
        if words:
            self._rows = False
            self._write(f"{'#' * min(max(level, 1), 6)} {words}", at)

    def paragraph(self, text: str, at: int | None = None) -> None:
        """Write a paragraph; its line breaks become hard ones."""
        if text.strip():
            self._rows = False
            self._write(text.strip().replace("\n", "  \n"), at)

    @property
    def length(self) -> int:
        """How many characters are written so far."""
        return self._length

    def item(self, text: str, mark: str = "-", depth: int = 0, at: int | None = None) -> None:
        """Write an item of a list with its mark ("-", "1.", "a)"); items that follow each other stand close."""
        if text.strip():
            last = self._parts[-1] if self._parts else ""
            close = bool(re.match(r"\s*(?:-|\(?\w{1,5}[.)])\s", last)) and "\n" not in last
            self._rows = False
            self._write(f"{'  ' * depth}{mark} {' '.join(text.split())}", at, glue=close)

    def row(self, cells: Sequence[str], at: int | None = None, *, header: bool = False, first: bool = False) -> None:
        """Write a row of a table; `first` begins a new table, `header` rules a line below the row."""
        flat = [" ".join(cell.replace("|", "\u00a6").split()) for cell in cells]
        if not any(flat):
            return
        self._write(f"| {' | '.join(flat)} |", at, glue=self._rows and not first)
        self._rows = True
        if header:
            self._add(f"\n|{'---|' * len(flat)}")

    @property
    def text(self) -> str:
        """All blocks so far, with a line end."""
        return "".join(self._parts) + ("\n" if self._parts else "")

    @property
    def anchors(self) -> tuple[tuple[int, int], ...]:
        """Offsets of the text with positions in the source."""
        return tuple(self._anchors)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages with where they start and end in the text."""
        starts = [min(start, self._length) for _, start in self._pages]
        ends = [*starts[1:], self._length + 1 if self._parts else 0]
        return tuple(
            Page(number, start, max(end, start))
            for (number, _), start, end in zip(self._pages, starts, ends, strict=True)
        )
