"""Finds the relations that the sentences of a document state between its mentions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from councilgraph.extraction.relations.aliases import find_aliases
from councilgraph.extraction.relations.attribution import Attribution
from councilgraph.extraction.relations.choosing import choose, refine
from councilgraph.extraction.relations.chunks import Chunker
from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.columns import Columns
from councilgraph.extraction.relations.compiling import compile_relations
from councilgraph.extraction.relations.cues import Cues
from councilgraph.extraction.relations.endings import Endings
from councilgraph.extraction.relations.leads import headed, lead_in, plans
from councilgraph.extraction.relations.lists import Lists
from councilgraph.extraction.relations.model import Chunk
from councilgraph.extraction.relations.pairing import Link
from councilgraph.extraction.relations.posts import one_holder
from councilgraph.extraction.relations.rules import Triggers
from councilgraph.extraction.relations.status import Scope
from councilgraph.extraction.relations.structure import Structure
from councilgraph.extraction.relations.triggers import Matcher
from councilgraph.extraction.tokens import Tape
from councilgraph.models import Mention, Relation, Section, Table
from councilgraph.rules import RuleSet


class RelationFinder:
    """The compiled relation rules of one rule set, ready to be applied to documents."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.table: Triggers = compile_relations(ruleset)
        adjectives = frozenset(self.table.adjectives)
        self._chunker = Chunker(self.table.words, adjectives, self.table.prepositional)
        self._lists = Lists(self.table.words)
        self._matcher = Matcher(self.table)
        self._structure = Structure(self.table)
        self._cues = Cues(self.table.words)
        self._endings = Endings(self.table.words)
        self._attribution = Attribution(self.table.words)
        self._columns = Columns(self.table.columns, self.table.words)

    def find(
        self, tape: Tape, mentions: Sequence[Mention], sections: Sequence[Section], tables: Sequence[Table] = ()
    ) -> list[Relation]:
        """Return the relations of a document; `mentions`, of which standing text has none, are sorted by start."""
        found = self._stated(tape, mentions, sections)
        if not tables:
            return found
        starts = [part.start for part in sections]
        told = [t for t in tables if not sections or sections[bisect_right(starts, t.start) - 1].role != "furniture"]
        rows = list(self._columns.relations(told, mentions))
        held = {frozenset((row.subject, row.object)) for row in rows}
        kept = [relation for relation in found if frozenset((relation.subject, relation.object)) not in held]
        return sorted([*kept, *rows], key=lambda r: (r.start, r.subject, r.object, r.predicate)) if rows else found

    def _stated(self, tape: Tape, mentions: Sequence[Mention], sections: Sequence[Section]) -> list[Relation]:
        """Return what the sentences say that mention several things and ask nothing."""
        found: list[Relation] = []
        at, count, starts = 0, len(mentions), tape.starts
        for index, (sentence, (first, last)) in enumerate(zip(tape.sentences, tape.bounds, strict=True)):
            while at < count and mentions[at].start < sentence.start:
                at += 1
            begin = at
            while at < count and mentions[at].start < sentence.end:
                at += 1
            asks = tape.lowers[last - 1 : last] == ["?"]
            several = len({mention.entity for mention in mentions[begin:at]}) > 1
            if not several or asks or sentence.kind == "furniture":
                continue
            spans = _spans(starts, first, last, mentions[begin:at])
            if len(spans) > 1:
                links, clause = self._links(tape, first, last, spans, mentions[begin:at])
                if links:
                    listed = self._listed(tape, index, mentions, sections)
                    scope = Scope(self._cues, clause, tape, first, listed)
                    bounds = (starts[first], tape.ends[last - 1])
                    rows = [self._relation(tape, scope, link, begin, bounds) for link in links]
                    found += sorted(filter(None, rows), key=lambda r: (r.subject, r.object, r.predicate))
        return found

    def chunks(self, tape: Tape, first: int, last: int, mentions: Sequence[Mention]) -> list[Chunk]:
        """Return the chunks of one sentence, for looking at what the rules see."""
        return self._chunker.chunks(tape, first, last, _spans(tape.starts, first, last, mentions))

    def _links(
        self, tape: Tape, first: int, last: int, spans: Sequence[tuple[int, int, int]], mentions: Sequence[Mention]
    ) -> tuple[list[Link], Clause]:
        """Return the links that a sentence states, and the sentence as read."""
        chunks = self._chunker.chunks(tape, first, last, spans)
        aliases = find_aliases(chunks, mentions, tape.starts)
        clause = Clause(chunks, mentions, self._lists)
        links = [*self._matcher.links(clause), *self._structure.links(clause)]
        kept = choose(refine(one_holder(links, mentions), aliases, clause), mentions) if links else []
        return kept, clause

    def _listed(self, tape: Tape, index: int, mentions: Sequence[Mention], sections: Sequence[Section]) -> bool | None:
        """Return whether the line before a list, or its heading, makes plans of its items; None without either."""
        lead = lead_in(tape, index)
        if lead is None:
            return headed(sections, tape.sentences[index].section, self._cues.headings) or None
        first, last = tape.bounds[lead]
        start, end = tape.sentences[lead].start, tape.sentences[lead].end
        named = mentions[bisect_left(mentions, start, key=_start) : bisect_left(mentions, end, key=_start)]
        clause = Clause(self.chunks(tape, first, last, named), named, self._lists)
        return plans(Scope(self._cues, clause, tape, first))

    def _relation(self, tape: Tape, scope: Scope, link: Link, offset: int, bounds: tuple[int, int]) -> Relation | None:
        """Return a link as a relation with its status, or None where the sentence asserts nothing of it."""
        clause = scope.clause
        chunk = clause.chunks[link.place]
        rule = link.trigger.rule
        status = scope.of_link(link)
        if status is None:
            return None
        return Relation(
            subject=offset + link.subject,
            predicate=rule.predicate,
            object=offset + link.object,
            status=status,
            rule=rule.id,
            start=bounds[0],
            end=bounds[1],
            trigger_start=tape.starts[chunk.start],
            trigger_end=tape.ends[chunk.end - 1],
            ended=status == "asserted" and self._endings.ended(scope, link),
            attributed_to=self._attribution.speaker(clause, link.place),
        )


def _start(mention: Mention) -> int:
    return mention.start


def _spans(starts: Sequence[int], first: int, last: int, mentions: Sequence[Mention]) -> list[tuple[int, int, int]]:
    """Return (first token, last token + 1, index) of the mentions of a sentence."""
    spans: list[tuple[int, int, int]] = []
    at = first
    for index, mention in enumerate(mentions):
        while at < last and starts[at] < mention.start:
            at += 1
        begin = at
        while at < last and starts[at] < mention.end:
            at += 1
        if at > begin:
            spans.append((begin, at, index))
    return spans


@lru_cache(maxsize=4)
def finder(ruleset: RuleSet) -> RelationFinder:
    """Return the compiled rules of a rule set, compiled once."""
    return RelationFinder(ruleset)


def find_relations(
    tape: Tape,
    mentions: Sequence[Mention],
    ruleset: RuleSet,
    sections: Sequence[Section],
    tables: Sequence[Table] = (),
) -> list[Relation]:
    """Return the relations that the rules find between mentions (sorted by start) of one sentence or table row."""
    return finder(ruleset).find(tape, mentions, sections, tables)
