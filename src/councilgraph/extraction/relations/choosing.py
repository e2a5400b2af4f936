"""Which of the links that triggers state are kept, where several say something of the same mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from councilgraph.extraction.relations.aliases import meant
from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.model import Type
from councilgraph.extraction.relations.pairing import Link
from councilgraph.models import Mention


def refine(links: Iterable[Link], aliases: dict[int, int], clause: Clause) -> list[Link]:
    """Return links with names for aliases and the person for the post of chair, without those said better by others."""
    named = [
        replace(
            link,
            subject=meant(link, link.subject, aliases, clause),
            object=meant(link, link.object, aliases, clause),
        )
        for link in links
    ]
    said = _Said(named, clause)
    kept = [said.by_holder(link) for link in named if not said.better(link)]
    return [link for link in kept if link.subject != link.object]


class _Said:
    """What the links of one sentence tell about one another."""

    def __init__(self, links: Sequence[Link], clause: Clause) -> None:
        self._clause = clause
        self._provided = {object_ for _, object_ in _ends(links, "provides", "verbs")}
        self._owned = _ends(links, "hasStrategy", "owner")
        self._parts = _ends(links, "partOf", "owner")
        named = [link for link in links if link.trigger.rule.predicate == "holdsRole" and link.trigger.kind != "label"]
        self._holders = _posts_said(links, clause) | {link.object: link.subject for link in named}
        self._chaired = {ends for ends in _ends(links, "chairs") if ends[0] in self._holders}
        self._members: dict[tuple[int, int], set[int]] = defaultdict(set)
        self._by_verb: dict[int, list[Link]] = defaultdict(list)
        for link in links:
            if link.trigger.rule.predicate == "memberOf":
                self._members[link.place, link.object].add(link.subject)
            if link.trigger.kind == "verbs":
                self._by_verb[link.place].append(link)

    def by_holder(self, link: Link) -> Link:
        """Return a link of who chairs with the person for the post, where the sentence names one."""
        post = link.structural or bool(link.trigger.rule.subject_words)
        chairing = link.trigger.rule.predicate == "chairs" and post and link.subject in self._holders
        return replace(link, subject=self._holders[link.subject]) if chairing else link

    def better(self, link: Link) -> bool:
        """Tell whether another link says what a link says, only better."""
        predicate, kind = link.trigger.rule.predicate, link.trigger.kind
        ends, turned = (link.subject, link.object), (link.object, link.subject)
        if kind == "verbs" and self._outreached(link):
            return True
        if predicate == "provides":
            return kind == "owner" and link.object in self._provided
        if predicate in ("oversees", "supports"):
            return kind == "verbs" and ends in self._owned
        if predicate == "reportsTo":
            return turned in self._parts  # "The council reports to its improvement board"
        if predicate == "partnerOf":
            return ends in self._parts or turned in self._parts or self._joined(link)  # "worked with its access team"
        return predicate == "partOf" and ends in self._chaired

    def _outreached(self, link: Link) -> bool:
        """Tell whether a relative clause speaks of what stands right before it ("the fund of a board which")."""
        ends = {link.subject, link.object}
        relative = self._clause.open_relative(link.place)
        if relative is None or len(self._by_verb[link.place]) < 2:
            return False
        before = relative - 1 - (self._clause.chunks[relative - 1].type is Type.COMMA)
        near = self._clause.chunks[before].mention
        if near < 0 or near in ends:
            return False
        beside = {self._clause.chunks[place].mention for place in self._clause.group(before)}
        far = {mention for mention in ends if mention < near}
        return (
            len(far) == 1
            and far.isdisjoint(beside)
            and any(
                near in (said := {other.subject, other.object}) and said & ends for other in self._by_verb[link.place]
            )
        )

    def _joined(self, link: Link) -> bool:
        """Tell whether both partners are members of what joins them ("a partnership between A and B" with a name)."""
        noun = self._clause.chunks[link.place].type is Type.NP
        return any(
            (link.trigger.kind == "connectors" or (noun and place == link.place))
            and {link.subject, link.object} <= members
            for (place, _), members in self._members.items()
        )


def _ends(links: Iterable[Link], predicate: str, kind: str = "") -> set[tuple[int, int]]:
    """Return (subject, object) of the links of a predicate, with `kind` only those stated in that way."""
    return {
        (link.subject, link.object)
        for link in links
        if link.trigger.rule.predicate == predicate and kind in ("", link.trigger.kind)
    }


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


def choose(links: Iterable[Link], mentions: Sequence[Mention]) -> list[Link]:
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
    """Return the order in which links are tried: the most specific and nearest first."""
    return (-link.trigger.priority, link.distance, link.subject, link.object, link.trigger.rule.id)


def _another_fact(link: Link, other: Link) -> bool:
    """Tell whether a link says something else of a pair than one that is kept already."""
    first, second = other.trigger.rule.predicate, link.trigger.rule.predicate
    if first == "partnerOf" and second == "commissions" and link.trigger.kind == "owner":
        return True  # "worked with its commissioned provider"
    if first == second or link.trigger.priority < 30:
        return False
    return link.place != other.place and other.trigger.kind == link.trigger.kind == "verbs"
