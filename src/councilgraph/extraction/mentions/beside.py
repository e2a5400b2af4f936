"""The name that stands beside a common noun or inside its phrase: "Safe Steps, a falls programme", "called X"."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.extraction.mentions.complements import DATED, years_end
from councilgraph.extraction.mentions.lexicon import (
    AND,
    CAPITAL,
    DETERMINER,
    PRONOUN,
    PUNCTUATION,
    QUALITY,
    SOLO,
    STOP,
    TOPIC,
)
from councilgraph.extraction.mentions.reader import QUOTES, Reader, Span
from councilgraph.extraction.mentions.runs import SMALL, Runs, Tokens

# The rule of organisations spoken of without a name ("a charity").
SINGLE = "group.single"
COPULAS = frozenset({"is", "was", "are", "were", "became", "remains", "remained"})
# Where somebody or something is; a capitalised word after these is a place or a time ("In Eastmoor, the service ...").
WHERE = frozenset({"in", "at", "near", "across", "around", "throughout", "within", "outside", "since", "during", "for"})
# How many words may stand between a thing and "called".
_ASIDE = 7


class Neighbours:
    """Reads the words around a mention; `covered` are the tokens of all mentions, `home` the words of the place."""

    def __init__(self, reader: Reader, covered: set[int], place: str | None) -> None:
        self.reader = reader
        self.covered = covered
        self.words = reader.lexicon.naming
        self.home = frozenset((place or "").lower().split())
        self.begins = frozenset(call[0] for call in self.words.calls)
        self.runs = Runs(reader, covered, self.home)

    def beside(self, span: Span, first: int, last: int) -> Iterator[tuple[Tokens, bool]]:
        """Yield the names beside a span, and whether the span means that one thing wherever it stands."""
        reader = self.reader
        opener = self.opener(span, first)
        definite = opener < span.first and reader.lowers[opener] not in ("a", "an")
        for name in (self._before(span, opener, first, last), self._after(span, opener, last)):
            if name is not None:
                yield name, definite
        inside = self.inside(span, first) if reader.lowers[span.last - 1] in self.words.inside else None
        if inside is not None:
            yield inside, True

    def opener(self, span: Span, first: int) -> int:
        """Return the first token of the noun phrase of a span: its article, its owner or itself."""
        lowers, codes = self.reader.lowers, self.reader.codes
        at = span.first
        while at > first and at > span.first - 8:
            code = codes[at - 1]
            if lowers[at - 1] in ("'s", "'") and at - 2 > first:
                at -= 2
                continue
            if at - 1 in self.covered or code & (DETERMINER | QUALITY) or lowers[at - 1] in ("'s", "'"):
                at -= 1
                continue
            break
        return at

    def _before(self, span: Span, opener: int, first: int, last: int) -> Tokens | None:
        """Return the name before a description: "Safe Steps, a falls programme", "Safe Steps is the ..."."""
        lowers = self.reader.lowers
        mark = opener - 1
        if opener == span.first or mark <= first:
            return None
        if lowers[mark] in COPULAS or lowers[mark] == "(":
            name = self.runs.left(mark, first)
            return None if name and name[1] - name[0] == 1 and lowers[opener] in ("a", "an") else name
        if lowers[mark] in (",", "\u2013", "-"):
            name = self.runs.left(mark, first)
            closed = lowers[opener] in ("a", "an") or (self.closes(span.last, last) and not self._listed(span, last))
            where = name is not None and name[0] > first and lowers[name[0] - 1] in WHERE
            return name if closed and not where else None
        return None

    def _listed(self, span: Span, last: int) -> bool:
        """Tell whether a list goes on after a span: "Brightways, the falls service, and the police"."""
        after = span.last + 1
        return after < last and bool(self.reader.codes[after] & AND)

    def _after(self, span: Span, opener: int, last: int) -> Tokens | None:
        """Return the name after a description: "a programme called X", "its reablement service, X,"."""
        lowers, at = self.reader.lowers, span.last
        comma = at < last and lowers[at] == ","
        at += comma
        called = self._called_after(at, last)
        if called is not None:
            return called
        if not comma and span.rule == SINGLE and opener < span.first and lowers[opener] == "the":
            return self.runs.right(at, last)  # "run by the charity Moorland Neighbours"
        if at < last and not comma and lowers[at] in ("(", *QUOTES):
            return self.runs.quoted(at, last) if lowers[at] != "(" else self.runs.bracketed(at + 1, last)
        if comma and opener < span.first and not span.plural:
            name = self.runs.right(at, last)
            if name is None:
                return None
            end = years_end(self.reader, name[1], last) if span.type in DATED else name[1]
            return name if self.closes(end, last) and not self._described(end, last) else None
        return None

    def _called_after(self, at: int, last: int) -> Tokens | None:
        """Return the name after "called", which an aside may keep apart: "a group, set up in May and called X"."""
        for i in range(at, min(last, at + _ASIDE)):
            called = self.called(i, last)
            if called is not None:
                return called
            code = self.reader.codes[i]
            if i in self.covered or code & (SOLO | PRONOUN) or (code & PUNCTUATION and self.reader.lowers[i] != ","):
                return None
        return None

    def called(self, at: int, last: int) -> Tokens | None:
        """Return the name after "called" and the like at a token."""
        lowers = self.reader.lowers
        if at >= last or lowers[at] not in self.begins:
            return None
        call = next((c for c in self.words.calls if tuple(lowers[at : at + len(c)]) == c), None)
        if call is None:
            return None
        at += len(call)
        at += at < last and lowers[at] in ("the", "a", "an", "as", "'s")
        name = self.runs.quoted(at, last) or self.runs.joined(at, last) or self.runs.right(at, last)
        return name or (self.runs.alone(at, last) if self.closes(at + 1, last) else None)

    def inside(self, span: Span, first: int) -> Tokens | None:
        """Return the name inside a span with a common head: "the Safe Steps programme", "deliver The Hive project"."""
        codes = self.reader.codes
        end = span.last - 1
        if self.reader.lowers[span.first] in QUOTES:
            name = self.runs.quoted(span.first, span.last, own=True)
            return name if name and self.reader.lowers[name[1] - 1] not in self.home else None
        at = span.first
        while at < end and (codes[at] & CAPITAL or (at > span.first and self.reader.lowers[at] in SMALL)):
            at += 1
        if at != end or codes[end] & CAPITAL:
            return None
        start = span.first
        if start > first and self.reader.texts[start - 1] == "The" and not self.reader.initial(start - 1, first):
            return (start - 1, end) if not codes[start] & (STOP | TOPIC | SOLO | QUALITY) else None
        if end - start < 2:
            return None
        return (start, end) if self.runs.proper(start, end, STOP | TOPIC | AND) else None

    def closes(self, at: int, last: int) -> bool:
        """Tell whether an apposition ends at a token: with the sentence, a mark, or who runs it."""
        return (
            at >= last
            or self.reader.lowers[at] in (",", ".", ")", ";", ":", "(")
            or self.reader.lowers[at] in self.words.run_by
        )

    def _described(self, at: int, last: int) -> bool:
        """Tell whether a name has a description of its own after it: "..., Brightways, a charity"."""
        after = at + 1
        if after >= last or self.reader.lowers[at] != "," or self.reader.lowers[after] in ("which", "that", "whose"):
            return False
        return bool(self.reader.codes[after] & DETERMINER)
