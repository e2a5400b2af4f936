"""Names that the text ties to a common noun: "Safe Steps, the council's reablement service", "a project called X".

A name of this kind has no head noun of its own; once the document has said what it is, it is known everywhere in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from councilgraph.extraction.mentions.lexicon import (
    AND,
    CAPITAL,
    DETERMINER,
    QUALITY,
    SOLO,
    STOP,
    TOPIC,
    VERB,
)
from councilgraph.extraction.mentions.reader import Reader, Span
from councilgraph.extraction.mentions.runs import QUOTES, SMALL, Runs, Tokens

_RULE = "discovery.named"
_SINGLE = "group.single"
_COPULAS = frozenset({"is", "was", "are", "were", "became", "remains", "remained"})
# Where somebody or something is; a capitalised word after these is a place or a time ("In Eastmoor, the service ...").
_WHERE = frozenset(
    {"in", "at", "near", "across", "around", "throughout", "within", "outside", "since", "during", "for"}
)

Name = tuple[str, ...]


def name_things(
    reader: Reader, bounds: list[tuple[int, int]], by_sentence: Mapping[int, list[Span]], place: str | None
) -> dict[int, list[Span]]:
    """Return, by sentence, spans of the names that the document gives to the things in `by_sentence`.

    A description in the definite form ("the council's reablement service") is then the thing named. `place` is that of
    the document's council; it names nothing else.
    """
    naming = _Naming(reader, by_sentence, place)
    for index, spans in by_sentence.items():
        for span in spans:
            naming.learn(span, *bounds[index])
    naming.learn_marked(bounds, by_sentence)
    if not naming.known and not naming.once:
        return {}
    return naming.found(bounds, by_sentence)


class _Naming:
    """The names of one document, by their words."""

    def __init__(self, reader: Reader, by_sentence: Mapping[int, list[Span]], place: str | None) -> None:
        self.reader = reader
        self.words = reader.lexicon.naming
        self.home = frozenset((place or "").lower().split())
        self.begins = frozenset(call[0] for call in self.words.calls)
        self.covered = {i for spans in by_sentence.values() for s in spans for i in range(s.first, s.last)}
        self.runs = Runs(reader, self.covered, self.home)
        self.known: dict[Name, Span] = {}
        self.once: list[Span] = []
        self.described: dict[tuple[str, str], str] = {}

    def learn(self, span: Span, first: int, last: int) -> None:
        """Take up the name that stands beside a common noun of one of the types."""
        single = span.rule == _SINGLE
        if (span.type not in self.words.types and not single) or span.link is not None or span.fixed:
            return
        head = span.last - 1
        if self.reader.codes[head] & CAPITAL and span.named:
            return
        if span.plural:
            self._learn_members(span, last)
        for name, same in self._beside(span, first, last):
            words = tuple(self.reader.texts[name[0] : name[1]])
            if single:
                span.type, span.name = "Organisation", " ".join(words)
            self.known.setdefault(words, span)
            if same and not span.named:
                self.described[span.type, self.reader.phrase(span.first, span.last)] = " ".join(words)

    def learn_marked(self, bounds: list[tuple[int, int]], by_sentence: Mapping[int, list[Span]]) -> None:
        """Take up the names that a word beside them marks: "run by", "called", quotation marks."""
        lowers = self.reader.lowers
        marks = {"by", ",", ":", *self.begins, *QUOTES}
        firsts = [first for first, _ in bounds]
        for i in [i for i, lower in enumerate(lowers) if lower in marks]:
            index = bisect_right(firsts, i) - 1
            if index not in by_sentence:
                continue
            first, last = bounds[index]
            if lowers[i] == "by":
                self._learn_run(i, first)
            elif lowers[i] in QUOTES:
                self._learn_quoted(i, last)
            elif lowers[i] == ":" and i > first:
                self._learn_kind(i, last)
            elif lowers[i] == ",":
                self._learn_bare(i, first, last)
            elif i > first or lowers[i] == "under":
                self._learn_call(i, last)

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
                self._know(name, Span(*name, "Service", _RULE, True))

    def _learn_call(self, i: int, last: int) -> None:
        """Take up the name of something that is called by its bare kind before: "a project called X"."""
        reader = self.reader
        if reader.lowers[i] == "under":
            name = self._called(i, last)
            if name is not None:
                self._know(name, Span(*name, "Service", _RULE, True))
            return
        at = i - 3 if i > 2 and reader.lowers[i - 2] == "of" else i - 1
        if at in self.covered or not reader.codes[at] & SOLO:
            return
        kind = reader.lexicon.heads[reader.lowers[at]][-1]
        name = self._called(i, last) if kind.rule.type in self.words.types and not kind.plural else None
        if name is not None:
            self._know(name, Span(*name, kind.rule.type, _RULE, True, head=kind.singular))

    def _learn_bare(self, i: int, first: int, last: int) -> None:
        """Take up the name that a bare kind describes: "Safe Steps, a service which ..."."""
        reader, at = self.reader, i + 2
        if at >= last or reader.lowers[i + 1] not in ("a", "an") or at in self.covered or not reader.codes[at] & SOLO:
            return
        kind = reader.lexicon.heads[reader.lowers[at]][-1]
        told = at + 1 < last and reader.lowers[at + 1] in ("which", "that", "for", "to", *self.words.run_by)
        name = self.runs.left(i, first) if told and kind.rule.type in self.words.types and not kind.plural else None
        if name is not None and not (name[0] > first and reader.lowers[name[0] - 1] in _WHERE):
            self._know(name, Span(*name, kind.rule.type, _RULE, True, head=kind.singular))

    def _learn_kind(self, i: int, last: int) -> None:
        """Take up the names of a list after a bare plural: "three divisions: Access, Care Management and Housing"."""
        reader = self.reader
        if i - 1 in self.covered or not reader.codes[i - 1] & SOLO:
            return
        kind = reader.lexicon.heads[reader.lowers[i - 1]][-1]
        if kind.plural and kind.rule.type in self.words.types:
            self._learn_members(Span(i - 1, i, kind.rule.type, _RULE, False), last)

    def _learn_members(self, span: Span, last: int) -> None:
        """Take up the names of a list after a plural: "two extra care schemes, Elm Court and The Maltings,".

        A name of ordinary words ("Care Management") is one in this list only.
        """
        at = span.last
        if at >= last or self.reader.lowers[at] not in (",", ":", "(", "\u2013"):
            return
        names, end = self.runs.items(at + 1, last)
        if len(names) < 2 or not self._closes(end, last):
            return
        for name in names:
            if self.runs.proper(*name, STOP | TOPIC | AND):
                self._know(name, Span(*name, span.type, _RULE, True))
            else:
                words = " ".join(self.reader.texts[name[0] : name[1]])
                self.once.append(Span(*name, span.type, _RULE, True, words))

    def _learn_quoted(self, i: int, last: int) -> None:
        """Take up the name in quotation marks before a common noun: "the 'Safe Steps' initiative"."""
        reader = self.reader
        name = self.runs.quoted(i, last)
        if name is None or name[1] + 1 >= last or not reader.codes[name[1] + 1] & SOLO:
            return
        kind = reader.lexicon.heads[reader.lowers[name[1] + 1]][-1]
        if kind.rule.type in self.words.types and not kind.plural:
            self._know(name, Span(*name, kind.rule.type, _RULE, True, head=kind.singular))

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
        inside = self._inside(span) if reader.lowers[span.last - 1] in self.words.inside else None
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
            where = name is not None and name[0] > first and lowers[name[0] - 1] in _WHERE
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
        called = self._called(at, last)
        if called is not None:
            return called
        if at < last and not comma and lowers[at] in ("(", *QUOTES):
            return self.runs.quoted(at, last) if lowers[at] != "(" else self.runs.bracketed(at + 1, last)
        if comma and opener < span.first and not span.plural:
            name = self.runs.right(at, last)
            return name if name and self._closes(name[1], last) and not self._described(name[1], last) else None
        return None

    def _called(self, at: int, last: int) -> Tokens | None:
        """Return the name after "called" and the like at a token."""
        lowers = self.reader.lowers
        call = next((c for c in self.words.calls if tuple(lowers[at : at + len(c)]) == c), None)
        if call is None:
            return None
        at += len(call)
        at += at < last and lowers[at] in ("the", "a", "an", "as", "'s")
        return self.runs.quoted(at, last) or self.runs.joined(at, last) or self.runs.right(at, last)

    def _inside(self, span: Span) -> Tokens | None:
        """Return the name inside a span with a common head: "the Safe Steps programme"."""
        codes = self.reader.codes
        end = span.last - 1
        if self.reader.lowers[span.first] in QUOTES:
            name = self.runs.quoted(span.first, span.last, own=True)
            return name if name and self.reader.lowers[name[1] - 1] not in self.home else None
        at = span.first
        while at < end and (codes[at] & CAPITAL or (at > span.first and self.reader.lowers[at] in SMALL)):
            at += 1
        if at != end or end - span.first < 2 or codes[end] & CAPITAL:
            return None
        return (span.first, end) if self.runs.proper(span.first, end, STOP | TOPIC | AND) else None

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

    def found(self, bounds: list[tuple[int, int]], by_sentence: Mapping[int, list[Span]]) -> dict[int, list[Span]]:
        """Return the places of the names, and give the descriptions of named things their name."""
        by_word: dict[str, list[Name]] = defaultdict(list)
        for words in sorted(self.known, key=lambda words: (-len(words), words)):
            by_word[words[0]].append(words)
        firsts = [first for first, _ in bounds]
        out: dict[int, list[Span]] = defaultdict(list)
        done = 0
        for i in [i for i, text in enumerate(self.reader.texts) if text in by_word]:
            index = bisect_right(firsts, i) - 1
            span = self._place(i, *bounds[index], by_word[self.reader.texts[i]]) if index in by_sentence else None
            if span is not None and i >= done:
                out[index].append(span)
                done = span.last
        for span in self.once:
            out[bisect_right(firsts, span.first) - 1].append(span)
        where = Counter(span.name for spans in out.values() for span in spans if self._located(span))
        many = Counter(span.name for spans in out.values() for span in spans)
        places = {name for name, count in where.items() if 5 * count > many[name]}
        for span in (span for spans in by_sentence.values() for span in spans):
            name = self.described.get((span.type, self.reader.phrase(span.first, span.last)))
            if name is not None and name not in places and span.name is None:
                span.name = name
            if self.reader.lowers[span.last - 1] in self.words.inside and span.type in self.words.types:
                span.type = self.known.get(tuple(self.reader.texts[span.first : span.last - 1]), span).type
        return {index: [span for span in spans if span.name not in places] for index, spans in out.items()}

    def _located(self, span: Span) -> bool:
        """Tell whether a name stands where a place does: "in Eastmoor"."""
        before = span.first - 1
        return span.last - span.first == 1 and before >= 0 and self.reader.lowers[before] in _WHERE

    def _inner(self, i: int, first: int, last: int) -> bool:
        """Tell whether the word beside a name makes it part of a longer one: "Safe Steps [Housing]"."""
        if not first <= i < last or not self.reader.codes[i] & CAPITAL:
            return False
        return not self.reader.codes[i] & (STOP | VERB) and not self.reader.initial(i, first)

    def _place(self, i: int, first: int, last: int, names: list[Name]) -> Span | None:
        """Return the span of the first of the names that stands at token i, by itself."""
        texts = self.reader.texts
        for words in names:
            end = i + len(words)
            if end > last or tuple(texts[i:end]) != words or self.covered.intersection(range(i, end)):
                continue
            if not self._inner(i - 1, first, last) and not self._inner(end, first, last):
                like = self.known[words]
                return Span(i, end, like.type, _RULE, True, " ".join(words), like.head)
        return None
