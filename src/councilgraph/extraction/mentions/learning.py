"""How a document tells that a name stands for a thing: beside a common noun, "called", in a list or a quotation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from councilgraph.extraction.mentions.beside import COPULAS, SINGLE, WHERE, Neighbours
from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    AND,
    CAPITAL,
    DETERMINER,
    SOLO,
    STOP,
    TOPIC,
)
from councilgraph.extraction.mentions.reader import QUOTES, Reader, Span
from councilgraph.extraction.mentions.runs import Tokens

RULE = "discovery.named"

Name = tuple[str, ...]


class Learner(Neighbours):
    """The names that one document gives to things.

    `known` are those that are names everywhere in it, by their words, and `once` those of one list; `described` gives
    the name of a thing by its type and description, `meant` that of a single mention, `long` that of an acronym.
    """

    def __init__(self, reader: Reader, by_sentence: Mapping[int, list[Span]], place: str | None) -> None:
        covered = {i for spans in by_sentence.values() for s in spans for i in range(s.first, s.last)}
        super().__init__(reader, covered, place)
        spans = (span for spans in by_sentence.values() for span in spans)
        self.named = {span.last: span for span in spans if span.named and span.link is None}
        self.known: dict[Name, Span] = {}
        self.once: list[Span] = []
        self.described: dict[tuple[str, str], str] = {}
        self.long: dict[str, str] = {}
        self.meant: list[tuple[Span, str]] = []

    def learn(self, span: Span, first: int, last: int) -> None:
        """Take up the name that stands beside a common noun of one of the types."""
        single = span.rule == SINGLE
        if (span.type not in self.words.types and not single) or span.link is not None:
            return
        if span.fixed:
            self._learn_alias(span, first)
            return
        head = span.last - 1
        if self.reader.codes[head] & CAPITAL and span.named:
            return
        if span.plural:
            self._learn_members(span, last)
        self._learn_same(span, first)
        for name, same in self.beside(span, first, last):
            words = tuple(self.reader.texts[name[0] : name[1]])
            if single:
                span.type, span.name = "Organisation", " ".join(words)
            self.known.setdefault(words, span)
            if same and not span.named:
                self.described[span.type, self.reader.phrase(span.first, span.last)] = " ".join(words)
            elif not span.named and span.name is None:
                self.meant.append((span, " ".join(words)))

    def _learn_same(self, span: Span, first: int) -> None:
        """Take a description that a sentence gives to a named thing for it: "Harbour Direct was the contact centre"."""
        opener = self.opener(span, first)
        mark = opener - 1
        if opener == span.first or mark <= first or self.reader.lowers[opener] != "the" or span.named:
            return
        named = self.named.get(mark) if self.reader.lowers[mark] in ("is", "was") else None
        if named is not None and named.type == span.type and not named.plural and not span.plural:
            name = named.name or " ".join(self.reader.texts[named.first : named.last])
            self.described.setdefault((span.type, self.reader.phrase(span.first, span.last)), name)

    def _learn_alias(self, span: Span, first: int) -> None:
        """Take up the name inside one that has another: "The Hive project (formerly the Harbour Centre)"."""
        if span.rule == "discovery.alias" and self.reader.lowers[span.last - 1] in self.words.inside:
            name = self.inside(span, first)
            if name is not None:
                self._know(name, span)

    def learn_marked(self, bounds: list[tuple[int, int]], by_sentence: Mapping[int, list[Span]]) -> None:
        """Take up the names that a word beside them marks: "run by", "called", quotation marks."""
        lowers = self.reader.lowers
        marks = {"by", ",", ":", "(", *self.begins, *QUOTES}
        firsts = [first for first, _ in bounds]
        for i in [i for i, lower in enumerate(lowers) if lower in marks]:
            index = bisect_right(firsts, i) - 1
            if index not in by_sentence:
                continue
            first, last = bounds[index]
            if lowers[i] == "by":
                self._learn_run(i, first)
            elif lowers[i] in QUOTES:
                self._learn_quoted(i, first, last)
            elif lowers[i] in (":", "(") and i > first:
                self._learn_kind(i, last)
            elif lowers[i] == ",":
                self._learn_bare(i, first, last)
                self._learn_after(i, first, last)
            elif i > first or lowers[i] == "under":
                self._learn_call(i, last)

    def learn_acronyms(self, acronyms: Mapping[str, str]) -> None:
        """Take up the acronyms of the names: "a group called Moving Care Forward (MCF)"."""
        for acronym, long in sorted(acronyms.items()):
            like = self.known.get(tuple(long.split()))
            if like is not None:
                self.known.setdefault((acronym,), like)
                self.long[acronym] = long

    def _learn_run(self, i: int, first: int) -> None:
        """Take up the service that a sentence names by who runs it: "Safe Steps, run by the council"."""
        lowers, mark = self.reader.lowers, i - 2
        if mark <= first or lowers[i - 1] not in self.words.run_by:
            return
        while mark > first and lowers[mark] in ("jointly", "being", "been", "now", "also"):
            mark -= 1
        if lowers[mark] == "," or lowers[mark] in COPULAS:
            name = self.runs.left(mark, first)
            if name is not None:
                self._know(name, Span(*name, "Service", RULE, True))

    def _learn_call(self, i: int, last: int) -> None:
        """Take up the name of something that is called by its bare kind before: "a project called X"."""
        reader = self.reader
        if reader.lowers[i] == "under":
            name = self.called(i, last)
            if name is not None:
                self._know(name, Span(*name, "Service", RULE, True))
            return
        at = i - 3 if i > 2 and reader.lowers[i - 2] == "of" else i - 1
        if at in self.covered or not reader.codes[at] & SOLO:
            return
        kind = reader.lexicon.heads[reader.lowers[at]][-1]
        name = self.called(i, last) if kind.rule.type in self.words.types and not kind.plural else None
        if name is not None:
            self._know(name, Span(*name, kind.rule.type, RULE, True, head=kind.singular))

    def _learn_bare(self, i: int, first: int, last: int) -> None:
        """Take up the name that a bare kind describes: "Safe Steps, a service which ..."."""
        reader, at = self.reader, i + 2
        if at >= last or reader.lowers[i + 1] not in ("a", "an") or at in self.covered or not reader.codes[at] & SOLO:
            return
        kind = reader.lexicon.heads[reader.lowers[at]][-1]
        told = at + 1 < last and reader.lowers[at + 1] in ("which", "that", "for", "to", *self.words.run_by)
        name = self.runs.left(i, first) if told and kind.rule.type in self.words.types and not kind.plural else None
        if name is not None and not (name[0] > first and reader.lowers[name[0] - 1] in WHERE):
            self._know(name, Span(*name, kind.rule.type, RULE, True, head=kind.singular))

    def _learn_after(self, i: int, first: int, last: int) -> None:
        """Take up the name after a bare kind: "had agreed a strategy, Living Well, which ..."."""
        reader, at = self.reader, i - 1
        if at <= first or at in self.covered or not reader.codes[at] & SOLO or not self._introduces(at - 1):
            return
        kind = reader.lexicon.heads[reader.lowers[at]][-1]
        name = self.runs.right(i + 1, last) if kind.rule.type in self.words.types and not kind.plural else None
        if name is not None and self.closes(name[1], last) and not self._described(name[1], last):
            self._know(name, Span(*name, kind.rule.type, RULE, True, head=kind.singular))

    def _introduces(self, i: int) -> bool:
        """Tell whether a word may open a phrase for one thing: an article, "its", "one", "another"."""
        return bool(self.reader.codes[i] & DETERMINER) or self.reader.lowers[i] in ("one", "another")

    def _learn_kind(self, i: int, last: int) -> None:
        """Take up the names of a list after a bare plural: "three divisions: Access, Care Management and Housing"."""
        reader = self.reader
        if i - 1 in self.covered or not reader.codes[i - 1] & SOLO:
            return
        kind = reader.lexicon.heads[reader.lowers[i - 1]][-1]
        if kind.plural and kind.rule.type in self.words.types:
            self._learn_members(Span(i - 1, i, kind.rule.type, RULE, False), last)

    def _learn_members(self, span: Span, last: int) -> None:
        """Take up the names of a list after a plural: "two extra care schemes, Elm Court and The Maltings,".

        A name of ordinary words ("Care Management") is one in this list only.
        """
        at = self._list_begins(span.last, last)
        if at is None:
            return
        names, end = self.runs.items(at, last)
        if len(names) < 2 or not self.closes(end, last):
            return
        for name in (name for name in names if not self.covered.intersection(range(*name))):
            if self.runs.proper(*name, STOP | TOPIC | AND):
                self._know(name, Span(*name, span.type, RULE, True))
            else:
                words = " ".join(self.reader.texts[name[0] : name[1]])
                self.once.append(Span(*name, span.type, RULE, True, words))

    def _list_begins(self, at: int, last: int) -> int | None:
        """Return where the list after a plural begins: after a comma, colon or bracket, or after "such as"."""
        lowers = self.reader.lowers
        marked = at < last and lowers[at] in (",", ":", "(", "\u2013")
        at += marked
        for words in (("such", "as"), ("including",), ("namely",), ("called",)):
            if tuple(lowers[at : at + len(words)]) == words and at + len(words) < last:
                return at + len(words)
        return at if marked else None

    def _learn_quoted(self, i: int, first: int, last: int) -> None:
        """Take up the name in quotation marks beside a common noun: "the 'Safe Steps' initiative"."""
        reader = self.reader
        name = self.runs.quoted(i, last)
        if name is None:
            return
        for at in (name[1] + 1, self._noun_before(i, first)):
            kind = (
                reader.lexicon.heads[reader.lowers[at]][-1] if first <= at < last and reader.codes[at] & SOLO else None
            )
            if kind is not None and kind.rule.type in self.words.types and not kind.plural:
                self._know(name, Span(*name, kind.rule.type, RULE, True, head=kind.singular))
                return

    def _noun_before(self, i: int, first: int) -> int:
        """Return the noun before a name in quotation marks at i: "the third project in BH, 'Safe Steps'"; else -1."""
        reader, at = self.reader, i - 1
        if at > first and reader.lowers[at] == ",":
            at -= 1
            if at - 1 > first and reader.codes[at] & ACRONYM and reader.lowers[at - 1] in ("in", "of", "within"):
                at -= 2
        return at if at >= first and at not in self.covered else -1

    def _know(self, name: Tokens, span: Span) -> None:
        self.known.setdefault(tuple(self.reader.texts[name[0] : name[1]]), span)
