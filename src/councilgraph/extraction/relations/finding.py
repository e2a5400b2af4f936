"""Finds the relations that the sentences of a document state between its mentions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from councilgraph.extraction.relations.attribution import Attribution
from councilgraph.extraction.relations.chunks import Chunker
from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.columns import Columns
from councilgraph.extraction.relations.compiling import compile_relations
from councilgraph.extraction.relations.cues import Cues
from councilgraph.extraction.relations.endings import Endings
from councilgraph.extraction.relations.groups import BODIES
from councilgraph.extraction.relations.leads import headed, lead_in, plans
from councilgraph.extraction.relations.lists import Lists
from councilgraph.extraction.relations.model import Chunk, Type
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
        """Return the relations of a document; `mentions` are sorted by start, sections give the standing text."""
        found = self._stated(tape, mentions, sections)
        if not tables:
            return found
        starts = [part.start for part in sections]
        told = [t for t in tables if not sections or sections[bisect_right(starts, t.start) - 1].role == "body"]
        rows = list(self._columns.relations(told, mentions))
        held = {frozenset((row.subject, row.object)) for row in rows}
        kept = [relation for relation in found if frozenset((relation.subject, relation.object)) not in held]
        return sorted([*kept, *rows], key=lambda r: (r.start, r.subject, r.object, r.predicate)) if rows else found

    def _stated(self, tape: Tape, mentions: Sequence[Mention], sections: Sequence[Section]) -> list[Relation]:
        found: list[Relation] = []
        at, count, starts = 0, len(mentions), tape.starts
        for index, (sentence, (first, last)) in enumerate(zip(tape.sentences, tape.bounds, strict=True)):
            while at < count and mentions[at].start < sentence.start:
                at += 1
            begin = at
            while at < count and mentions[at].start < sentence.end:
                at += 1
            if (
                sentence.kind == "furniture"
                or tape.lowers[last - 1 : last] == ["?"]
                or len({mention.entity for mention in mentions[begin:at]}) < 2
            ):
                continue
            if sections and sections[sentence.section].role != "body":
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
        chunks = self._chunker.chunks(tape, first, last, spans)
        aliases = _aliases(chunks, mentions, tape.starts)
        clause = Clause(chunks, mentions, self._lists)
        links = [*self._matcher.links(clause), *self._structure.links(clause)]
        kept = _choose(_refine(one_holder(links, mentions), aliases, clause), mentions) if links else []
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


def _aliases(chunks: Sequence[Chunk], mentions: Sequence[Mention], starts: Sequence[int]) -> dict[int, int]:
    """Return mention -> the name before it of the same thing: in brackets, or in apposition ("Mind, a charity,")."""
    found: dict[int, int] = {}
    for at, chunk in enumerate(chunks):
        if not chunk.parts:
            continue
        name = chunk.parts[-1]
        same = [m for m in chunk.inside if _same(mentions[name], mentions[m], len(chunk.inside) == 1)]
        found.update((m, name) for m in same)
        if same and chunk.mention < 0 and starts[chunk.end - 1] < mentions[same[0]].start:
            chunk.mention = name  # the bracket tells that the phrase is that name ("Westhaven Hospitals trusts (WHT)")
        chunk.inside = [m for m in chunk.inside if m not in same]
        if (
            chunk.mention >= 0
            and not (at == 1 and chunks[0].type is Type.PREP)
            and at + 2 < len(chunks)
            and chunks[at + 1].type is Type.COMMA
            and chunks[at + 2].first in ("a", "an", "the")
        ):
            other = chunks[at + 2].mention
            if other >= 0 and _apposed(mentions[chunk.mention], mentions[other], chunks[at + 2].first):
                found[other] = found.get(chunk.mention, chunk.mention)
        if (other := _identified(chunks, at)) >= 0 and _described(mentions[chunk.mention], mentions[other]):
            found[other] = found.get(chunk.mention, chunk.mention)
    return found


def _identified(chunks: Sequence[Chunk], at: int) -> int:
    """Return the mention that the name opening a clause is said to be ("Care Direct is the contact centre"), or -1."""
    opens = at == 0 or chunks[at - 1].type in (Type.STOP, Type.SUBORDINATOR)
    if not opens or at + 2 >= len(chunks) or chunks[at].mention < 0:
        return -1
    verb = chunks[at + 1]
    copula = verb.type is Type.VERB and verb.head == "be" and not (verb.negative or verb.modal)
    return chunks[at + 2].mention if copula and chunks[at + 2].type is Type.NP else -1


def _described(first: Mention, second: Mention) -> bool:
    return first.type == second.type and first.text[:1].isupper() and second.text[:1].islower()


def _same(first: Mention, second: Mention, alone: bool) -> bool:
    if first.entity == second.entity:
        return alone or first.type != "PartnerGroup"  # "three commissioners (two CCGs and the trust)" names two of them
    if not alone or first.type != second.type:
        return False
    short = second.text if " " in first.text else first.text
    opening, _, closing = short.rpartition(" ")
    abridged = first.text.endswith(f" {closing}") and opening.isupper()  # "the Better Care Plan (BC Plan)"
    return abridged or (short.isupper() and " " not in short)


def _apposed(first: Mention, second: Mention, article: str) -> bool:
    if first.entity == second.entity:
        return True
    kinds = first.type == second.type or (first.type in BODIES and second.type in BODIES)
    return article != "the" and kinds and second.text[:1].islower() and first.text[:1].isupper()


def _named(link: Link, mention: int, aliases: dict[int, int], clause: Clause) -> int:
    """Return the name that a mention stands for, unless the link stands in what modifies that very mention."""
    if mention not in aliases:
        return mention
    if mention in clause.chunks[link.place].parts:
        return mention if link.trigger.kind == "owner" else aliases[mention]
    place = next(p for p, chunk in enumerate(clause.chunks) if mention in (*chunk.parts, *chunk.inside))
    return mention if clause.modifies(link.place, place) else aliases[mention]


def _posts_said(links: Iterable[Link], clause: Clause) -> dict[int, int]:
    """Return post of chair -> the post that is said to have it ("The lead member was the [chair] of the board")."""
    found: dict[int, int] = {}
    for post in {link.subject for link in links if link.trigger.rule.predicate == "chairs"}:
        place = next(place for place, chunk in enumerate(clause.chunks) if post in (*chunk.parts, *chunk.inside))
        if clause.types[post] == "Role" and place and clause.chunks[place - 1].head == "be":
            named = [m for group in clause.subjects(place - 1)[:1] for m in clause.mentions(group)]
            if len(named) == 1 and clause.types[named[0]] == "Role" and not clause.chunks[place - 1].negative:
                found[post] = named[0]
    return found


def _refine(links: Iterable[Link], aliases: dict[int, int], clause: Clause) -> list[Link]:
    """Put names for aliases and the person for the post of chair; trust verbs over owners."""
    renamed = [
        replace(
            link,
            subject=_named(link, link.subject, aliases, clause),
            object=_named(link, link.object, aliases, clause),
        )
        for link in links
    ]
    named = [link for link in renamed if link.trigger.rule.predicate == "holdsRole" and link.trigger.kind != "label"]
    holders = _posts_said(renamed, clause) | {link.object: link.subject for link in named}
    provided = {
        link.object for link in renamed if link.trigger.rule.predicate == "provides" and link.trigger.kind == "verbs"
    }
    owned = {
        (link.subject, link.object)
        for link in renamed
        if link.trigger.rule.predicate == "hasStrategy" and link.trigger.kind == "owner"
    }
    parts = {
        (link.object, link.subject)
        for link in renamed
        if link.trigger.rule.predicate == "partOf" and link.trigger.kind == "owner"
    }
    own = {
        frozenset((link.subject, link.object))
        for link in renamed
        if link.trigger.rule.predicate == "partOf" and link.trigger.kind == "owner"
    }
    chaired = {
        (link.subject, link.object)
        for link in renamed
        if link.trigger.rule.predicate == "chairs" and link.subject in holders
    }
    memberships: dict[tuple[int, int], set[int]] = {}
    for link in renamed:
        if link.trigger.rule.predicate == "memberOf":
            memberships.setdefault((link.place, link.object), set()).add(link.subject)
    kept: list[Link] = []
    for link in renamed:
        rule, kind = link.trigger.rule, link.trigger.kind
        if kind == "owner" and rule.predicate == "provides" and link.object in provided:
            continue
        if kind == "verbs" and rule.predicate in ("oversees", "supports") and (link.subject, link.object) in owned:
            continue
        if rule.predicate == "reportsTo" and (link.subject, link.object) in parts:
            continue  # "The council reports to its improvement board"
        if rule.predicate == "partnerOf" and frozenset((link.subject, link.object)) in own:
            continue  # "worked with its access team"
        noun = clause.chunks[link.place].type is Type.NP
        if rule.predicate == "partnerOf" and any(
            (kind == "connectors" or (noun and place == link.place)) and {link.subject, link.object} <= members
            for (place, _), members in memberships.items()
        ):
            continue  # "a partnership between A and B" that has a name
        if rule.predicate == "partOf" and (link.subject, link.object) in chaired:
            continue
        post = link.structural or bool(rule.subject_words)
        chairing = rule.predicate == "chairs" and post and link.subject in holders
        kept.append(replace(link, subject=holders[link.subject]) if chairing else link)
    return [link for link in kept if link.subject != link.object]


def _choose(links: Iterable[Link], mentions: Sequence[Mention]) -> list[Link]:
    """Keep one predicate for a pair, the most specific and nearest; two verbs may state two facts."""
    best: dict[tuple[int, int], list[Link]] = {}
    for link in sorted(links, key=_rank):
        if mentions[link.subject].entity == mentions[link.object].entity:
            continue
        pair = (min(link.subject, link.object), max(link.subject, link.object))
        held = best.setdefault(pair, [])
        if not held or all(_another_fact(link, other) for other in held):
            held.append(link)
    return [link for held in best.values() for link in held]


def _rank(link: Link) -> tuple[int, int, int, int, str]:
    return (-link.trigger.priority, link.distance, link.subject, link.object, link.trigger.rule.id)


def _another_fact(link: Link, other: Link) -> bool:
    first, second = other.trigger.rule.predicate, link.trigger.rule.predicate
    if first == "partnerOf" and second == "commissions" and link.trigger.kind == "owner":
        return True  # "worked with its commissioned provider"
    if first == second or link.trigger.priority < 30:
        return False
    return link.place != other.place and other.trigger.kind == link.trigger.kind == "verbs"


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
