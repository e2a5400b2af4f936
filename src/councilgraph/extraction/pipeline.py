"""From a `Document` to its `Extraction`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from councilgraph import registers, text
from councilgraph.extraction import tokens
from councilgraph.extraction.mentions import Home, find_mentions
from councilgraph.extraction.mentions.compiling import compile_lexicon
from councilgraph.extraction.references import refer
from councilgraph.models import Document, Extraction, Mention, Relation, Section, Sentence, Table
from councilgraph.rules import RuleSet

_COUNCIL = re.compile(
    r"^(?:the )?(?:(?:london|royal|metropolitan) )*borough of "
    r"|\b(?:city|county|borough|district|metropolitan|and| )*council$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|myself|we|us|our|ourselves)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as tokens and sentences, with the mentions found in it."""

    tape: tokens.Tape
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    mentions: list[Mention]


class Extractor:
    """Finds mentions and relations by one rule set. Make it once, use it for many documents."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self._lexicon = compile_lexicon(rules)
        self._nlp = tokens.blank()

    def extract(self, document: Document) -> Extraction:
        """Return what the rules find in one document; it depends on that document and the rules alone."""
        council = home(document.council_name, document.council)
        reading = self.read(document.text, document.sections, council, document.tables)
        return Extraction(document.id, tuple(reading.mentions), tuple(self.relations(reading)))

    def read(
        self,
        raw: str,
        sections: tuple[Section, ...],
        council: Home | None,
        tables: tuple[Table, ...] = (),
    ) -> Reading:
        """Return a raw text with its mentions in text order; `council` is the one that the text is about."""
        clean = text.clean(raw)
        tape = tokens.tape(self._nlp, clean, text.sentences(raw, sections))
        silent = _silent(clean, tape.sentences, sections)
        found = find_mentions(tape, clean, self._lexicon, silent, council, _parts(tape.sentences, sections))
        return Reading(tape, sections, tables, refer(found, tape, council, clean))

    def relations(self, reading: Reading) -> list[Relation]:
        """Return the relations between the mentions of each sentence and table row."""
        from councilgraph.extraction.relations import find_relations

        return find_relations(reading.tape, reading.mentions, self.rules, reading.sections, reading.tables)


def home(name: str | None, code: str | None) -> Home | None:
    """Return the council that nominal references mean, from its name and its code where the register has it."""
    if name is None:
        return None
    council = registers.councils().get(code) if code else None
    if council is None:
        return Home(name, _COUNCIL.sub("", name).strip() or name, None)
    return Home(council.name, council.short, council.register)


def _parts(sentences: tuple[Sentence, ...], sections: tuple[Section, ...]) -> list[int]:
    """Return for each sentence the report of a pack that it belongs to, counted by the headings of the top level."""
    levels = Counter(section.level for section in sections if section.level)
    top = min((level for level, count in levels.items() if count > 1), default=0)
    begun = list(accumulate(int(section.level <= top and section.level > 0) for section in sections))
    return [begun[sentence.section] if sections else 0 for sentence in sentences]


def _silent(clean: str, sentences: tuple[Sentence, ...], sections: tuple[Section, ...]) -> frozenset[int]:
    """Return the sentences that state nothing of this document: standing text, furniture, headings that ask."""
    found: set[int] = set()
    text_of: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for index, sentence in enumerate(sentences):
        words = clean[sentence.start : sentence.end]
        asks = sentence.kind == "heading" and words.rstrip("*_# ").endswith("?")
        if sentence.kind == "furniture" or asks:
            found.add(index)
        elif sentence.kind != "heading" and sections and sections[sentence.section].role == "standing":
            text_of[sentence.section].append((index, words))
    for section, lines in text_of.items():
        found.update(_standing(lines, sections[section].heading))
    return frozenset(found)


def _standing(lines: list[tuple[int, str]], heading: str) -> Iterator[int]:
    """Yield the sentences of a section of standing text that are standing text.

    Where it speaks as "I" and "we", a sentence without these words ends it: in a layout without marks for headings,
    where the heading is a line of the text, nothing else tells where the findings begin.
    """
    speaks: bool | None = None
    for index, words in lines:
        own = _FIRST_PERSON.search(words) is not None
        if speaks and not own:
            return
        yield index
        if speaks is None and words.strip() != heading:
            speaks = own
