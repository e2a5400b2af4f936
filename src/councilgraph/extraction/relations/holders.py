"""Finds the two sides of a noun: what its preposition names, and who has or does what it names."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.pairing import Pairing
from councilgraph.extraction.relations.subjects import DASHES
from councilgraph.extraction.relations.words import Words

_MANNER = frozenset(
    {
        "among",
        "amongst",
        "in",
        "into",
        "through",
        "by",
        "with",
        "as",
        "via",
        "under",
        "towards",
        "as part of",
        "thanks to",
        "due to",
        "because of",
        "in terms of",
        "on",
        "about",
        "at",
        "for",
    }
)
ENABLING = frozenset({"with", "thanks to", "due to", "because of"})
_BEING = frozenset({"be", "become", "remain"})
_COPULAS = frozenset({"be", "include", "comprise"})


class Holders(Pairing):
    """The sides of nouns, in a clause."""

    def __init__(self, words: Words) -> None:
        self._light = words.set("words.light-verbs")
        self._happening = words.set("words.happening-verbs")
        self._resting = words.set("words.resting-verbs")
        self._passing = words.set("words.passing-verbs")
        self._receiving = words.set("words.receiving-verbs")
        self._undertakes = words.set("words.undertaking-verbs")
        self._reporting = words.set("cues.reporting-verbs")
        self._performing = words.set("words.performing-verbs")
        self._agent_nouns = words.set("words.agent-nouns")
        self._deputies = words.set("words.deputies")
        self._vague = words.set("words.vague-nouns")
        self._members = words.set("words.member-nouns")
        self._opinions = words.set("words.opinion-verbs")
        self._appointing = words.set("words.appointing-verbs")
        self._structures = words.set("words.structures")
        self._regarding = words.set("words.regarding-verbs")

    def _complement(self, clause: Clause, place: int, prepositions: tuple[str, ...]) -> list[int]:
        """Return the phrases after a noun's preposition, over at most two other modifiers."""
        at, limit = place + 1, min(len(clause.chunks), place + 8)
        at = self._past_happening(clause, at)
        while at + 1 < limit and clause.chunks[at].type is Type.PREP:
            if clause.chunks[at].head in prepositions:
                return clause.prepositional(at - 1, prepositions, near=True)
            if clause.chunks[at + 1].type is not Type.NP:
                return []
            at += 2
        return []

    def _past_happening(self, clause: Clause, at: int) -> int:
        """Step over "taking place" or "that took place" between a noun and its preposition."""
        chunks = clause.chunks
        if at < len(chunks) and chunks[at].type is Type.RELATIVE:
            at += 1
        if at < len(chunks) and chunks[at].head == "play" and chunks[at].mood is Mood.INFINITIVE:
            return at + 1  # "a role to play in"
        if at < len(chunks) and chunks[at].type is Type.VERB and chunks[at].head in self._happening:
            at += 1
            if at < len(chunks) and chunks[at].type is Type.NP and chunks[at].head == "place":
                at += 1
            if at + 1 < len(chunks) and chunks[at].head == "under" and chunks[at + 1].head == "way":
                at += 2
        return at

    def _owned(self, clause: Clause, place: int) -> bool:
        return clause.chunks[place].mention < 0 and bool(clause.chunks[place].parts)

    def _spoken_of(self, clause: Clause, place: int) -> bool:
        """Tell whether the subject says what it thinks of a noun's members ("The chair welcomed members of")."""
        before = clause.group(place)[0] - 1
        opinion = before >= 0 and clause.chunks[before].head in self._opinions
        return opinion and clause.chunks[place].head in self._members and clause.chunks[before].type is Type.VERB

    def _holders(self, clause: Clause, place: int, chunk: Chunk, owned: bool = True) -> list[list[int]]:
        """Return who has what a noun names: its owner, the subject of its verb, or the phrase it is apposed to."""
        if owned and self._owned(clause, place):
            return [[-place - 1]]
        first = clause.group(place)[0]
        before = min(first, place) - 1
        if before < 0:
            return self._fronted(clause, place)
        previous = clause.chunks[before]
        if previous.type is Type.VERB:
            return self._having(clause, before, chunk.head in self._agent_nouns)
        if previous.head == "of" and before and first < place and chunk.first in ("a", "an", "the"):
            return self._holders(clause, before - 1, clause.chunks[before - 1])  # "chair of the panel and a member of"
        if previous.type is Type.PREP and before and self._is_vague(clause.chunks[before - 1]):
            return self._holders(clause, before - 1, clause.chunks[before - 1])
        if previous.head == "of" and before and clause.chunks[before - 1].type is Type.VERB:
            return clause.subjects(before - 1)  # "spoke of a good relationship with"
        if previous.type is Type.PREP:
            return self._circumstanced(clause, before, chunk, first < place)
        if previous.type is Type.COMMA and before > 0 and clause.chunks[before - 1].type is Type.NP:
            return [[before - 1]]
        return []

    def _having(self, clause: Clause, verb: int, agent: bool) -> list[list[int]]:
        """Return who has the object of a verb: its subject, or to whom it is passed ("delegated oversight to").

        An `agent` noun is only said of its subject by "be" ("is the provider of", not "met the provider of").
        """
        group = clause.chunks[verb]
        if agent and group.head not in _BEING:
            return []
        if group.head in self._passing and (takers := clause.prepositional(verb, ("to",))):
            return [takers]
        has = group.head in (self._appointing if group.passive else self._light)
        return clause.subjects(verb) if has else []

    def _circumstanced(self, clause: Clause, preposition: int, chunk: Chunk, joined: bool) -> list[list[int]]:
        """Return who has what a noun after a preposition names; `joined` tells that it ends a list."""
        chunks, above = clause.chunks, preposition - 1
        word = chunks[preposition].head
        if chunk.head in ("part", "parts"):
            return []  # "In some parts of the county, the council ..."
        if chunk.head in self._agent_nouns and word != "as":
            return []  # "the contract with the provider of the line"
        if (
            joined
            and word not in _MANNER
            and above >= 0
            and chunks[above].type is Type.NP
            and chunks[above].mention < 0
        ):
            return self._holders(clause, above, chunks[above], False)  # "in visits from nurses and joint work with"
        verb = clause.previous_verb(preposition) if word == "by" else None
        agent = verb is not None and chunks[verb].passive
        called = word == "to" and chunk.head == "account"  # "hold the council to account for"
        return self._doers(clause, preposition) if called or (word in _MANNER and not agent) else []

    def _is_vague(self, chunk: Chunk) -> bool:
        return chunk.type is Type.NP and chunk.head in self._vague

    def _possessor(self, clause: Clause, place: int, seconds: Sequence[int]) -> list[list[int]]:
        """Return whose a noun is where "of" says it ("the relationship of the trust with the council")."""
        after = place + 1
        if after >= len(clause.chunks) or clause.chunks[after].head != "of" or seconds[0] <= after + 1:
            return []
        group = clause.prepositional(place, ("of",), near=True)
        return [group] if clause.mentions(group) else []

    def _identified(self, clause: Clause, last: int) -> list[list[int]]:
        """Return what the phrase that ends at a place is said to be ("The chair of the board is Jo Bell")."""
        verb = last + 1
        labelled = verb + 1 < len(clause.chunks) and clause.chunks[verb].head == ":"
        if labelled and all(chunk.type is not Type.VERB for chunk in clause.chunks):
            return [clause.group(verb + 1)]  # "Chair of the board: Jo Bell"
        if verb < len(clause.chunks) and clause.chunks[verb].type is Type.VERB:
            group = clause.chunks[verb]
            states = group.mood in (Mood.FINITE, Mood.PARTICIPLE) and not clause.reads_passive(verb)
            if group.head in _COPULAS and states:
                return [clause.objects(verb)]
        return []

    def _setting(self, clause: Clause, last: int) -> list[list[int]]:
        """Return where what ends at a place is the case ("no representation from housing on the board")."""
        return [clause.prepositional(last, ("on", "at", "in", "within", "to"), near=True)]

    def _agents(self, clause: Clause, place: int) -> list[list[int]]:
        """Return who says or does what a noun that opens a clause names ("Links with it were praised by ...")."""
        chunks = clause.chunks
        if place and chunks[place - 1].type not in (Type.STOP, Type.SUBORDINATOR):
            return []
        verb = next((at for at in range(place + 1, min(len(chunks), place + 8)) if chunks[at].type is Type.VERB), None)
        if verb is not None and chunks[verb].head in ("rotate", "alternate"):
            return [clause.prepositional(verb, ("between", "among"), near=True)]
        return [clause.prepositional(verb, ("by",))] if verb is not None and chunks[verb].passive else []

    def _doers(self, clause: Clause, preposition: int) -> list[list[int]]:
        """Return who does what a preposition adds to: the phrase before an aside, the agent, the subject."""
        before = preposition - 1
        aside = self._aside(clause, preposition)
        if aside:
            return [aside]
        verb = self._main_verb(clause, preposition)
        found: list[list[int]] = []
        if verb is None:
            if before >= 0 and clause.chunks[before].type is Type.NP:
                found.append(clause.group(before))
            return found or self._fronted(clause, preposition, clause.chunks[preposition].head in ENABLING)
        group = clause.chunks[verb]
        if group.passive or (group.mood is Mood.PARTICIPLE and clause.reads_passive(verb)):
            agents = clause.prepositional(verb, ("by",))
            if agents and agents[0] < preposition:
                found.append(agents)
        elif clause.chunks[preposition].head in ("with", "use", "through", "via", "following", "after"):
            objects = clause.objects(verb) or clause.prepositional(verb, ("into",))
            found.extend([objects] if objects and objects[-1] < preposition else [])
        found.extend(clause.subjects(verb))
        return found

    def _main_verb(self, clause: Clause, preposition: int) -> int | None:
        """Return the verb that a preposition adds to: after a comma not one of a relative clause before it."""
        verb = clause.previous_verb(preposition)
        if not preposition or clause.chunks[preposition - 1].type is not Type.COMMA:
            return verb
        while verb is not None and verb > 1 and clause.chunks[verb - 1].type is Type.RELATIVE:
            verb = clause.previous_verb(verb)
        return verb

    def _aside(self, clause: Clause, preposition: int) -> list[int]:
        """Return the subject that an aside follows ("The council, in partnership with the trust, opened ...")."""
        chunks, name = clause.chunks, preposition - 2
        if name < 0 or chunks[preposition - 1].type is not Type.COMMA or chunks[name].type is not Type.NP:
            return []
        group = [place for place in clause.group(name) if place <= name]
        if group[0] and chunks[group[0] - 1].head == "by":
            return []  # "took part in work led by the council, with the trust, to ..."
        for at in range(preposition + 1, min(len(chunks) - 1, preposition + 16)):
            type_ = chunks[at].type
            if type_ is Type.COMMA and clause.mood(at + 1) is Mood.INFINITIVE:
                return []  # "secured money from the fund, with help from the council, to open a hub"
            if type_ is Type.COMMA and chunks[at + 1].type is Type.VERB:
                return group
            if type_ not in (Type.NP, Type.PREP, Type.CONJ, Type.COMMA):
                return []
        return []

    def _fronted(self, clause: Clause, place: int, done: bool = False) -> list[list[int]]:
        """Return the subject of the main clause after a fronted phrase; with `done` its object too."""
        comma = False
        for at in range(place + 1, min(len(clause.chunks), place + 12)):
            chunk = clause.chunks[at]
            opening = chunk.type is Type.NP and clause.chunks[at - 1].type is Type.NP
            dash = place == 0 and chunk.type is Type.STOP and chunk.head in DASHES
            comma = comma or chunk.type is Type.COMMA or opening or dash
            if dash:
                continue
            if chunk.type is Type.VERB and clause.chunks[at - 1].head == "there":
                return [clause.objects(at)]
            if chunk.type is Type.VERB:
                if not comma or chunk.mood is Mood.ING:
                    return []
                agents = [clause.prepositional(at, ("by",))] if chunk.passive else []
                objects = [clause.done_to(at)] if done and not chunk.passive else agents
                return [*objects, *clause.subjects(at)[:1]]
            if chunk.type in (Type.STOP, Type.RELATIVE):
                return []
        return []
