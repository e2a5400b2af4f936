"""One page of a PDF: its segments (words on one line without a wide gap) and its ruled lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

# What pdfium puts where a word is broken at the end of a line.
HYPHEN = "\x02"
# A gap of so many times the height of the letters parts cells and columns; words are a quarter apart.
_GAP = 1.0
_MAX_CHARS = 60_000
_MAX_PATHS = 4_000
_THIN = 2.5


@dataclass(slots=True)
class Word:
    """A word with its box."""

    text: str
    x0: float
    x1: float
    bold: bool


class Row:
    """Words beside one another; `y0` is their foot and `y1` their head."""

    __slots__ = ()

    words: list[Word]
    y0: float
    y1: float

    @property
    def text(self) -> str:
        """The words, one space apart."""
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)

    @property
    def height(self) -> float:
        """The height of the line."""
        return self.y1 - self.y0


@dataclass(slots=True)
class Segment(Row):
    """Words on one line that stand close to each other; `y0` is the foot and `y1` the head of the line."""

    words: list[Word] = field(default_factory=list)
    x0: float = 0.0
    x1: float = 0.0
    y0: float = 0.0
    y1: float = 0.0

    @property
    def middle(self) -> float:
        """The height at which the line stands on the page."""
        return (self.y0 + self.y1) / 2


class Rule(NamedTuple):
    """A thin line of the page: level at `at` from `start` to `end`, lying or standing."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Sheet:
    """A page as it was read: its number, size, segments, and lying and standing lines."""

    number: int
    width: float
    height: float
    segments: list[Segment]
    lying: list[Rule]
    standing: list[Rule]


class _Char(NamedTuple):
    code: str
    x0: float
    y0: float
    x1: float
    y1: float
    place: int


def segments(textpage: Any) -> list[Segment]:
    """Return the segments of a page in the order of the file."""
    made: list[Segment] = []
    line: list[_Char] = []
    for char in _chars(textpage):
        if line and (char is None or _breaks(line[-1], char)):
            made.append(_segment(textpage, line))
            line = []
        if char is not None and (char.code != " " or line):
            line.append(char)
    if line:
        made.append(_segment(textpage, line))
    return [segment for segment in made if segment.words]


def _chars(textpage: Any) -> Iterator[_Char | None]:
    """Yield the characters of a page, None where a line ends."""
    count = min(pdfium.FPDFText_CountChars(textpage), _MAX_CHARS)
    box = pdfium.FS_RECTF()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13, 0):
            yield None
        elif code == 2 or (code >= 32 and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF)):
            pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
            letter = " " if code in (32, 160, 9) else chr(code)
            yield _Char(letter, box.left, box.bottom, box.right, box.top, index)
            if code == 2:
                yield None


def _breaks(last: _Char, char: _Char) -> bool:
    """Tell whether a character begins another segment: on another line, left of the last, or far to its right."""
    height = max(last.y1 - last.y0, 1.0)
    if char.code == " ":
        return False
    apart = char.x0 - last.x1
    off = abs((char.y0 + char.y1) - (last.y0 + last.y1)) / 2
    return off > 0.7 * height or apart > _GAP * height or apart < -2.0 * height


def _segment(textpage: Any, line: list[_Char]) -> Segment:
    segment = Segment()
    word: list[_Char] = []
    for char in [*line, None]:
        if char is None or char.code == " " or (word and char.x0 - word[-1].x1 > 0.35 * (word[-1].y1 - word[-1].y0)):
            if word:
                segment.words.append(_word(textpage, word))
            word = []
        if char is not None and char.code != " ":
            word.append(char)
    letters = [char for char in line if char.code != " "]
    if letters:
        heights = sorted(char.y1 - char.y0 for char in letters)
        tall = [char for char in letters if char.y1 - char.y0 >= heights[len(heights) // 2] - 0.1]
        segment.x0, segment.x1 = min(char.x0 for char in letters), max(char.x1 for char in letters)
        segment.y0, segment.y1 = min(char.y0 for char in tall), max(char.y1 for char in tall)
    return segment


def _word(textpage: Any, chars: list[_Char]) -> Word:
    return Word("".join(char.code for char in chars), chars[0].x0, chars[-1].x1, _is_bold(textpage, chars[0].place))


def _is_bold(textpage: Any, index: int) -> bool:
    weight = pdfium.FPDFText_GetFontWeight(textpage, index)
    if weight >= 600:
        return True
    name = ctypes.create_string_buffer(96)
    flags = ctypes.c_int()
    size = pdfium.FPDFText_GetFontInfo(textpage, index, name, 96, flags)
    return 0 < size <= 96 and any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy", b"-semibold"))


def rules(page: Any) -> tuple[list[Rule], list[Rule]]:
    """Return the lying and the standing lines of a page; a box counts as its four sides."""
    lying: list[Rule] = []
    standing: list[Rule] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    count = min(pdfium.FPDFPage_CountObjects(page), _MAX_PATHS)
    for index in range(count):
        shape = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            continue
        x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        wide, high = x1 - x0, y1 - y0
        if high <= _THIN < wide:
            lying.append(Rule((y0 + y1) / 2, x0, x1))
        elif wide <= _THIN < high:
            standing.append(Rule((x0 + x1) / 2, y0, y1))
        elif wide > 8 and high > 8 and pdfium.FPDFPath_CountSegments(shape) <= 6:
            lying += [Rule(y0, x0, x1), Rule(y1, x0, x1)]
            standing += [Rule(x0, y0, y1), Rule(x1, y0, y1)]
    return lying, standing
