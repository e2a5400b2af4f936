"""Writes light Markdown block by block and remembers where each block came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from councilgraph.models import Page

# Marks of a list that is numbered so.
ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
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


# A bold heading that runs into the sentence behind it, which is long and begins with a capital.
_RUN_IN = re.compile(r"\A(\*\*[A-Z][^*\n.:;!?]{3,60}\*\*)\s+(?=[A-Z][^\n]{80,}[.!?]\Z)")


class Run(NamedTuple):
    """A stretch of words of one weight; a line break in it is one that the author set."""

    text: str
    bold: bool = False


def plain(text: str) -> str:
    """Return words with ligatures opened, control characters dropped and white space made single; breaks stay."""
    lines = (_SPACE.sub(" ", line).strip() for line in text.translate(_LETTERS).split("\n"))
    return "\n".join(lines).strip()


def marked(runs: Sequence[Run]) -> str:
    """Return runs as one text in which bold words are between `**`; weight that changes inside a word is let go."""
    bodies = [_SPACE.sub(" ", run.text.translate(_LETTERS)) for run in runs]
    pieces: list[str] = []
    before = ""
    for at, (run, body) in enumerate(zip(runs, bodies, strict=True)):
        after = next((other for other in bodies[at + 1 :] if other), "")[:1]
        whole = not (_in_word(before, body[:1]) or _in_word(body[-1:], after))
        pieces.append(_bold(body) if run.bold and whole else body)
        before = body[-1:] or before
    return plain(_BOLD_GAP.sub(r"\1", "".join(pieces)))


def _unbroken(text: str) -> str:
    """Return a paragraph without the line breaks that part a sentence: after a full line, before words that go on."""
    if "\n" not in text:
        return text
    lines = text.split("\n")
    joined = [lines[0]]
    for line in lines[1:]:
        last = joined[-1].rstrip()
        open_ = bool(last) and last[-1] not in ".:;!?,*|" and ":" not in last[:40] and ":" not in line[:40]
        goes_on = line[:1].islower() or (len(last) > 45 and line[:1].isalpha())
        if open_ and goes_on:
            joined[-1] = f"{last} {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _in_word(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()


def _bold(body: str) -> str:
    inner = body.strip()
    if not inner or "\n" in inner:
        return body
    before, after = body[: len(body) - len(body.lstrip())], body[len(body.rstrip()) :]
    return f"{before}**{inner}**{after}"


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
        """Write a paragraph; its line breaks become hard ones, save those in the middle of a sentence."""
        for part in _RUN_IN.sub(r"\1\n\n", _unbroken(text.strip()), count=1).split("\n\n"):
            if part.strip():
                self._rows = False
                self._write(part.strip().replace("\n", "  \n"), at)

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
