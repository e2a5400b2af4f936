"""The tokens of a document with their classes, and the candidate mentions that the finders make of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from councilgraph.extraction.mentions.lexicon import (
    CAPITAL,
    COMMON,
    PUNCTUATION,
    STOP,
    Known,
    Lexicon,
)

QUOTES = frozenset({"'", '"'})
_OPENERS = frozenset({"\u2013", "-", ":", ".", "*", "\u2022", "\u25aa", "\u271a", "|", ";"})


@dataclass(slots=True)
class Span:
    """A candidate mention over tokens first..last (exclusive); `head` is the singular of its head noun or ''."""

    first: int
    last: int
    type: str
    rule: str
    named: bool
    name: str | None = None
    head: str = ""
    register: str | None = None
    fixed: bool = False
    plural: bool = False
    link: Span | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """The council of the document: its name, its short place name and its identifier."""

    name: str
    place: str
    register: str | None


@dataclass(slots=True)
class Reader:
    """The tokens of a document with their classes, and the names that were found before the chunks.

    `phrases` are the names that the document itself defines, by their first words, which stand at `phrase_starts`.
    """

    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    codes: list[int]
    lexicon: Lexicon
    phrases: dict[str, list[Known]] = field(default_factory=dict)
    phrase_starts: list[int] = field(default_factory=list)
    cover: dict[int, Span] = field(default_factory=dict)
    breaks: frozenset[int] = frozenset()
    title: bool = False
    home: Home | None = None

    def initial(self, i: int, first: int) -> bool:
        """Tell whether token i opens a sentence, an item or a cell, so that its capital means nothing."""
        return not self.title and self.opens(i, first)

    def opens(self, i: int, first: int) -> bool:
        """Tell whether token i stands at the beginning of a sentence, an item or a cell."""
        return (
            i == first or i in self.breaks or (bool(self.codes[i - 1] & PUNCTUATION) and self.lowers[i - 1] in _OPENERS)
        )

    def is_common(self, first: int, last: int) -> bool:
        """Tell whether tokens first..last are words for fields of work and the like alone ("Community Equipment")."""
        return all(self.codes[i] & COMMON for i in range(first, last))

    def capitals_before(self, i: int, first: int = 0) -> int:
        """Return where the capitalised words right before token i begin; i where none stands there."""
        while i > first and self.codes[i - 1] & CAPITAL and not self.codes[i - 1] & STOP:
            i -= 1
        return i

    def phrase(self, first: int, last: int) -> str:
        """Return tokens first..last in small letters with single spaces."""
        return " ".join(self.lowers[first:last])

    def glued(self, i: int) -> bool:
        """Tell whether token i follows the one before it without a space."""
        return i > 0 and self.starts[i] == self.ends[i - 1]
