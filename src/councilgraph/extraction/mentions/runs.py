"""Runs of capitalised words that may be a name: where they begin and end, and whether they look like one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from councilgraph.extraction.mentions.lexicon import (
    AND,
    CAPITAL,
    COUNCIL,
    FIRST_NAME,
    FOLLOWER,
    NOUN_VERB,
    PUNCTUATION,
    QUALITY,
    SOLO,
    STOP,
    TITLE,
    TOPIC,
    VERB,
)
from councilgraph.extraction.mentions.reader import QUOTES, Reader

SMALL = frozenset({"of", "in", "at", "for", "from", "by", "to", "the", "on", "my", "your", "our", "with"})
_ARTICLES = frozenset({"the", "a", "an", "this", "these", "its", "their"})
_LISTING = frozenset({",", "and", *SMALL})
_PLAIN = STOP | TOPIC | VERB | NOUN_VERB | QUALITY | FOLLOWER | SOLO | AND | FIRST_NAME | TITLE | COUNCIL

Tokens = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Runs:
    """Reads runs of capitals outside the tokens `covered` by mentions; `home` are the words of the council's place."""

    reader: Reader
    covered: set[int]
    home: frozenset[str]

    def right(self, at: int, last: int) -> Tokens | None:
        """Return the capitalised words from a token on, with small words between them."""
        end, i = at, at
        while i < last and i not in self.covered and (i == at or i not in self.reader.breaks):
            if self.reader.codes[i] & CAPITAL:
                end = i + 1
            elif i == at or self.reader.lowers[i] not in SMALL:
                break
            i += 1
        return (at, end) if end > at and self.proper(at, end) else None

    def left(self, end: int, first: int) -> Tokens | None:
        """Return the capitalised words before a token, with small words between them."""
        at, i = end, end - 1
        while i >= first and i not in self.covered:
            if self.reader.codes[i] & CAPITAL:
                at = i
            elif i == end - 1 or self.reader.lowers[i] not in SMALL:
                break
            i -= 1
        at += at < end and self.reader.lowers[at] in _ARTICLES and self.reader.initial(at, first)
        return (at, end) if at < end and self.proper(at, end) else None

    def quoted(self, at: int, last: int, own: bool = False) -> Tokens | None:
        """Return the name between quotation marks at a token; `own` tells that the mention around it is known."""
        if at >= last or self.reader.lowers[at] not in QUOTES:
            return None
        end = next((j for j in range(at + 1, min(last, at + 9)) if self.reader.lowers[j] in QUOTES), at)
        capital = end > at + 1 and self.reader.codes[at + 1] & CAPITAL
        free = own or not self.covered.intersection(range(at + 1, end))
        return (at + 1, end) if capital and free else None

    def bracketed(self, at: int, last: int) -> Tokens | None:
        """Return the capitalised words from a token on that fill a bracket."""
        name = self.right(at, last)
        return name if name and name[1] < last and self.reader.lowers[name[1]] == ")" else None

    def alone(self, at: int, last: int) -> Tokens | None:
        """Return one capitalised word that is no place or person, though it may be an ordinary one: "called Aspire"."""
        if at >= last or at in self.covered or not self.reader.codes[at] & CAPITAL or self._place(at):
            return None
        plain = STOP | COUNCIL | TITLE | FIRST_NAME | TOPIC | FOLLOWER | SOLO
        listed = self.reader.lowers[at] in self.reader.lexicon.naming.not_words
        return None if listed or self.reader.codes[at] & plain or len(self.reader.lowers[at]) < 3 else (at, at + 1)

    def joined(self, at: int, last: int) -> Tokens | None:
        """Return a name of two words with "and" between them: "Warm and Well"."""
        codes = self.reader.codes
        if at + 2 >= last or not codes[at] & codes[at + 2] & CAPITAL or self.reader.lowers[at + 1] != "and":
            return None
        free = not self.covered.intersection(range(at, at + 3))
        end = at + 3 == last or not codes[at + 3] & CAPITAL
        return (at, at + 3) if free and end else None

    def items(self, at: int, last: int) -> tuple[list[Tokens], int]:
        """Return the capitalised items of a list from a token on, and its end; with commas, "and" may be inside one.

        Some of them may be mentions already.
        """
        lowers, codes = self.reader.lowers, self.reader.codes
        end = at
        while end < last and (codes[end] & CAPITAL or lowers[end] in _LISTING):
            end += 1
        while end > at and not codes[end - 1] & CAPITAL:
            end -= 1
        commas = [i for i in range(at, end) if lowers[i] == ","]
        ands = [i for i in range(at, end) if lowers[i] == "and"]
        if not ands:
            return [], end
        cuts = [at - 1, *sorted({*commas, ands[-1]} if commas else ands), end]
        items = [(cut + 1, until) for cut, until in pairwise(cuts) if until - cut > 1]
        items = [(start + (self.reader.texts[start] == "the"), until) for start, until in items]
        return (items if all(codes[start] & CAPITAL for start, _ in items) else []), end

    def proper(self, at: int, end: int, strange: int = 0) -> bool:
        """Tell whether capitalised words are a name: not a place, a date, a person or an ordinary word alone.

        A word of the classes `strange` does not make a name.
        """
        reader = self.reader
        words = range(at, end)
        if end - at > 7 or any(reader.lowers[j] in self.reader.lexicon.naming.not_words for j in words):
            return False
        if any(reader.codes[j] & (TITLE | FIRST_NAME) for j in words):
            return False
        if end - at == 1:
            unknown = not self._place(at) and not reader.codes[at] & (_PLAIN | PUNCTUATION)
            return unknown and len(reader.lowers[at]) > 3
        plain = strange | COUNCIL | SOLO | PUNCTUATION
        return any(not reader.codes[j] & plain and not self._place(j) for j in words)

    def _place(self, i: int) -> bool:
        lower = self.reader.lowers[i]
        return lower in self.home or lower in self.reader.lexicon.places
