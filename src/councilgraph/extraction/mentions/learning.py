"""How a document tells that a name stands for a thing: beside a common noun, "called", in a list or a quotation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from councilgraph.extraction.mentions.complements import DATED, years_end
from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
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

RULE = "discovery.named"
_SINGLE = "group.single"
_COPULAS = frozenset({"is", "was", "are", "were", "became", "remains", "remained"})
# Where somebody or something is; a capitalised word after these is a place or a time ("In Eastmoor, the service ...").
WHERE = frozenset({"in", "at", "near", "across", "around", "throughout", "within", "outside", "since", "during", "for"})
# How many words may stand between a thing and "called".
_ASIDE = 7

Name = tuple[str, ...]


class Learner:
    """The names that one document gives to things.

    `known` are those that are names everywhere in it, by their words, and `once` those of one list; `described` gives
    the name of a thing by its type and description, `meant` that of a single mention, `long` that of an acronym.
    """

    def __init__(self, reader: Reader, by_sentence: Mapping[int, list[Span]], place: str | None) -> None:
        self.reader = reader
        self.words = reader.lexicon.naming
        self.home = frozenset((place or "").lower().split())
        self.begins = frozenset(call[0] for call in self.words.calls)
        self.covered = {i for spans in by_sentence.values() for s in spans for i in range(s.first, s.last)}
        spans = (span for spans in by_sentence.values() for span in spans)
        self.named = {span.last: span for span in spans if span.named and span.link is None}
        self.runs = Runs(reader, self.covered, self.home)
        self.known: dict[Name, Span] = {}
        self.once: list[Span] = []
        self.described: dict[tuple[str, str], str] = {}
        self.long: dict[str, str] = {}
        self.meant: list[tuple[Span, str]] = []

    def learn(self, span: Span, first: int, last: int) -> None:
        """Take up the name that stands beside a common noun of one of the types."""
        single = span.rule == _SINGLE
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
        for name, same in self._beside(span, first, last):
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
        opener = self._opener(span, first)
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
            name = self._inside(span, first)
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
        if lowers[mark] == "," or lowers[mark] in _COPULAS:
            name = self.runs.left(mark, first)
            if name is not None:
                self._know(name, Span(*name, "Service", RULE, True))

    def _learn_call(self, i: int, last: int) -> None:
        """Take up the name of something that is called by its bare kind before: "a project called X"."""
        reader = self.reader
        if reader.lowers[i] == "under":
            name = self._called(i, last)
            if name is not None:
                self._know(name, Span(*name, "Service", RULE, True))
            return
        at = i - 3 if i > 2 and reader.lowers[i - 2] == "of" else i - 1
        if at in self.covered or not reader.codes[at] & SOLO:
            return
        kind = reader.lexicon.heads[reader.lowers[at]][-1]
        name = self._called(i, last) if kind.rule.type in self.words.types and not kind.plural else None
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
        if len(names) < 2 or not self._closes(end, last):
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

    def _beside(self, span: Span, first: int, last: int) -> Iterator[tuple[Tokens, bool]]:
        """Yield the names beside a span, and whether the span means that one thing wherever it stands."""
        reader = self.reader
        opener = self._opener(span, first)
        definite = opener < span.first and reader.lowers[opener] not in ("a", "an")
        for name in (self._before(span, opener, first, last), self._after(span, opener, last)):
            if name is not None:
                yield name, definite
        inside = self._inside(span, first) if reader.lowers[span.last - 1] in self.words.inside else None
        if inside is not None:
            yield inside, True

    def _opener(self, span: Span, first: int) -> int:
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
        if lowers[mark] in _COPULAS or lowers[mark] == "(":
            name = self.runs.left(mark, first)
            return None if name and name[1] - name[0] == 1 and lowers[opener] in ("a", "an") else name
        if lowers[mark] in (",", "\u2013", "-"):
            name = self.runs.left(mark, first)
            closed = lowers[opener] in ("a", "an") or (self._closes(span.last, last) and not self._listed(span, last))
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
        if at < last and not comma and lowers[at] in ("(", *QUOTES):
            return self.runs.quoted(at, last) if lowers[at] != "(" else self.runs.bracketed(at + 1, last)
        if comma and opener < span.first and not span.plural:
            name = self.runs.right(at, last)
            if name is None:
                return None
            end = years_end(self.reader, name[1], last) if span.type in DATED else name[1]
            return name if self._closes(end, last) and not self._described(end, last) else None
        return None

    def _called_after(self, at: int, last: int) -> Tokens | None:
        """Return the name after "called", which an aside may keep apart: "a group, set up in May and called X"."""
        for i in range(at, min(last, at + _ASIDE)):
            called = self._called(i, last)
            if called is not None:
                return called
            code = self.reader.codes[i]
            if i in self.covered or code & (SOLO | PRONOUN) or (code & PUNCTUATION and self.reader.lowers[i] != ","):
                return None
        return None

    def _called(self, at: int, last: int) -> Tokens | None:
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
        return name or (self.runs.alone(at, last) if self._closes(at + 1, last) else None)

    def _inside(self, span: Span, first: int) -> Tokens | None:
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

    def _closes(self, at: int, last: int) -> bool:
        """Tell whether an apposition ends at a token: with the sentence, a mark, or who runs it."""
        return (
            at >= last
            or self.reader.lowers[at] in (",", ".", ")", ";", ":", "(")
            or self.reader.lowers[at] in self.words.run_by
        )

    def _described(self, at: int, last: int) -> bool:
        """Tell whether a name has a description of its own after it: "..., Brightways, a charity"."""
        return at + 1 < last and self.reader.lowers[at] == "," and bool(self.reader.codes[at + 1] & DETERMINER)
