"""What a document itself says that its acronyms and short names mean, report by report.

A pack of several reports may define one acronym twice. Where the meanings differ, a report keeps its own; a report that
defines none takes the last one before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from councilgraph.extraction.mentions import acronyms
from councilgraph.extraction.mentions.acronyms import misprint
from councilgraph.extraction.mentions.discovery import aliases, short_names
from councilgraph.extraction.mentions.health import ambulance_services, trusts
from councilgraph.extraction.mentions.lexicon import ACRONYM, Known
from councilgraph.extraction.mentions.reader import Reader, Span

Local = dict[str, Known]
# Reads the mentions of the tokens first..last with the names that the document defines.
Read = Callable[[int, int, Local], list[Span]]
# Types of things that are called by the acronym inside their name alone.
_PROGRAMMES = frozenset({"Strategy", "Service"})
_HIRED = frozenset({"commissioned", "external", "local"})


@dataclass(frozen=True, slots=True)
class _Definition:
    """A bracket that defines an acronym: the sentence and the report it stands in, and what it says."""

    sentence: int
    part: int
    long: str
    entry: Known


class Definitions:
    """The acronyms and aliases of one document; `parts` gives the report that each sentence belongs to."""

    def __init__(self, reader: Reader, bounds: list[tuple[int, int]], parts: Sequence[int], read: Read) -> None:
        self._parts, self._bounds, self._reader = parts, bounds, reader
        self._firsts = [first for first, _ in bounds]
        brackets = [i for i, lower in enumerate(reader.lowers) if lower == "("]
        self._found = self._definitions(brackets, read)
        self.local: Local = {acronym: self._best(acronym, found).entry for acronym, found in self._found.items()}
        self._spellings()
        self._split = sorted(acronym for acronym, found in self._found.items() if self._differ(found))
        for bracket, start, end in aliases(reader, brackets):
            first, last = bounds[self._sentence(bracket)]
            span = next((s for s in read(first, last, self.local) if s.last == bracket), None)
            if span is not None and span.type != "Person":  # "Dr Smith (the chair)" tells the post
                self._alias(span, start, end)
        for bracket, start, end in short_names(reader, brackets):
            first, last = bounds[self._sentence(bracket)]
            span = next((s for s in read(first, last, self.local) if s.last == bracket), None)
            if span is not None and span.named and _inside(reader, span, start, end):
                self._alias(span, start, end)
        self._trusts()
        self._ambulances()
        self._misprints()
        self._by_part: dict[int, Local] = {}
        self._long: dict[int, dict[str, str]] = {}

    def long_forms(self, sentence: int) -> dict[str, str]:
        """Return what each acronym abbreviates in a sentence, both in small letters."""
        part = self._parts[sentence] if self._split else 0
        if part not in self._long:
            found = {acronym: self._best(acronym, found) for acronym, found in self._found.items()}
            found.update({acronym: self._meant(acronym, part) for acronym in self._split})
            self._long[part] = {acronym.lower(): item.long.lower() for acronym, item in found.items()}
        return self._long[part]

    @property
    def untyped(self) -> dict[str, str]:
        """Return the long forms, by acronym, of what no rule has given a type."""
        return {acronym: entry.name for acronym, entry in self.local.items() if entry.type == "none"}

    def at(self, sentence: int) -> Local:
        """Return what the acronyms mean in one sentence."""
        if not self._split:
            return self.local
        part = self._parts[sentence]
        if part not in self._by_part:
            own = {acronym: self._meant(acronym, part).entry for acronym in self._split}
            self._by_part[part] = {**self.local, **own}
        return self._by_part[part]

    def _sentence(self, token: int) -> int:
        return max(bisect_right(self._firsts, token) - 1, 0)

    def _definitions(self, brackets: list[int], read: Read) -> dict[str, list[_Definition]]:
        """Return the definitions of each acronym, typed by the mention before the bracket, or "none" without one."""
        reader, found = self._reader, defaultdict(list)
        for acronym, start, end in acronyms.definitions(reader, brackets):
            index = self._sentence(start)
            first, last = self._bounds[index]
            spans = read(first, max(last, end), {})
            span = next((s for s in spans if s.last == end or _within(s, start, end)), None)
            if span is not None and _field_of(reader, span, start):
                continue
            long = " ".join(reader.texts[start:end])
            entry = Known((acronym.lower(),), acronym, "none", long, "acronym.other", None, True)
            if span is not None:
                name = span.name or " ".join(reader.texts[span.first : span.last])
                entry = replace(entry, type=span.type, name=name, rule=span.rule, register=span.register)
            found[acronym].append(_Definition(index, self._parts[index], long, entry))
        return dict(found)

    def _best(self, acronym: str, found: Sequence[_Definition]) -> _Definition:
        """Return the definition of the type that the list of names gives the acronym, else the commonest or first."""
        known = self._reader.lexicon.known.get((acronym.lower(), ""), ())
        listed = {entry.type for entry in known if entry.surface == acronym}
        names = Counter((item.entry.type, item.entry.name) for item in found)
        return max(
            found,
            key=lambda d: (d.entry.type in listed, d.entry.type != "none", names[d.entry.type, d.entry.name]),
        )

    @staticmethod
    def _differ(found: Sequence[_Definition]) -> bool:
        """Tell whether two reports define an acronym by different words."""
        return len({item.part for item in found}) > 1 and len({item.long.lower() for item in found}) > 1

    def _meant(self, acronym: str, part: int) -> _Definition:
        found = self._found[acronym]
        own = [item for item in found if item.part == part]
        before = [item for item in found if item.part < part]
        return self._best(acronym, own) if own else before[-1] if before else found[0]

    def _alias(self, span: Span, start: int, end: int) -> None:
        """Make a name and its alias known; an unnamed organisation becomes one with a name by it."""
        reader = self._reader
        type_ = "Organisation" if span.rule == "group.single" else span.type
        name = span.name or " ".join(reader.texts[span.first : span.last])
        name = name if span.named else " ".join(reader.texts[start:end])
        first = span.first + (reader.lowers[span.first] in _HIRED)
        for a, b in ((first, span.last), (start, end)):
            words = tuple(reader.lowers[a:b])
            self.local[" ".join(words)] = Known(words, " ".join(words), type_, name, "discovery.alias", span.register)

    def _trusts(self) -> None:
        """Make the first words of a trust's name known, by which papers call it ("Moorland Partnership")."""
        reader, rule = self._reader, "discovery.trust"
        for full, short in trusts(reader, reader.lexicon.listed(rule)):
            name = " ".join(reader.texts[full[0] : full[1]])
            lowers = tuple(reader.lowers[full[0] : full[1]])
            known = reader.lexicon.known.get((lowers[0], lowers[1]), ())
            listed = (entry for entry in known if entry.words == lowers)
            like = next(listed, Known(lowers, name, "HealthBody", name, rule))
            for first, last in (full, short):
                words = tuple(reader.lowers[first:last])
                surface = " ".join(reader.texts[first:last])
                self.local.setdefault(surface, replace(like, words=words, surface=surface, exact=True))

    def _ambulances(self) -> None:
        """Take "the ambulance service" for the one that the document names."""
        reader, rule = self._reader, "discovery.ambulance"
        for common, (first, last) in ambulance_services(reader, reader.lexicon.listed(rule)):
            words, name = tuple(common.split()), " ".join(reader.texts[first:last])
            self.local.setdefault(common, Known(words, common, "HealthBody", name, rule))

    def _spellings(self) -> None:
        """Take a short form spelt in two ways ("In.CIC", "INCIC") for one where both long forms begin alike."""
        first: dict[tuple[str, str, str], str] = {}
        for acronym in sorted(self._found):
            entry = self.local[acronym]
            letters = "".join(letter for letter in acronym.upper() if letter.isalnum())
            other = first.setdefault((letters, entry.type, entry.name.split()[0].lower()), acronym)
            if other != acronym and entry.type != "none":
                meant = replace(entry, name=self.local[other].name, register=self.local[other].register)
                words = tuple(entry.name.lower().split())
                self.local[acronym] = meant
                self.local[" ".join(words)] = replace(meant, words=words, surface=" ".join(words), exact=False)

    def _misprints(self) -> None:
        """Take a misprint of a defined acronym for it where only one can be meant ("QPMR" beside "QPRM")."""
        reader = self._reader
        listed = reader.lexicon.shouted
        counts = Counter(text for text, code in zip(reader.texts, reader.codes, strict=True) if code & ACRONYM)
        strange = sorted(word for word, count in counts.items() if count == 1 and word not in listed)
        for word in strange:
            if word in self.local:
                continue
            meant = [
                acronym
                for acronym in self._found
                if counts[acronym] > 1 and min(len(word), len(acronym)) > 3 and misprint(word, acronym)
            ]
            if len(meant) == 1:
                self.local[word] = replace(self.local[meant[0]], rule="acronym.misprint")


def _within(span: Span, start: int, bracket: int) -> bool:
    """Tell whether a definition stands inside a name before its class noun: "Better Homes (BH) programme"."""
    return span.first == start and span.last == bracket + 4 and span.type in _PROGRAMMES


def _field_of(reader: Reader, span: Span, start: int) -> bool:
    """Tell whether a definition is of what a post is for, not of the post: "Director of Children and Families (CF)"."""
    return span.type == "Role" and span.first < start and reader.lowers[start - 1] in ("of", "for", "the")


def _inside(reader: Reader, span: Span, start: int, end: int) -> bool:
    """Tell whether the words start..end stand in this order in a name, its first word among them."""
    words = iter(reader.lowers[span.first : span.last])
    return all(word in words for word in reader.lowers[start:end])
