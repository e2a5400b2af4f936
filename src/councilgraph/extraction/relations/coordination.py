"""Coordinated noun phrases: which phrases of a sentence form one list."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.lists import Lists
from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.models import Mention

_MODIFYING = frozenset({"of", "in", "for", "from", "at", "across", "within", "on", "under", "around"})
_JOINING = frozenset({Type.COMMA, Type.CONJ, Type.PREP})
_ACTING = frozenset({"Council", "HealthBody", "Organisation", "PartnerGroup"})
_REPEATED = frozenset({"by", "from"})
_LISTED = frozenset({Type.NP, Type.COMMA, Type.CONJ})
_REACH = 9


class Coordination:
    """One sentence: its chunks, the types of its mentions and the groups of coordinated noun phrases."""

    def __init__(self, chunks: Sequence[Chunk], mentions: Sequence[Mention], lists: Lists) -> None:
        self.chunks = chunks
        self.lists = lists
        self.types = [mention.type for mention in mentions]
        self._texts = [mention.text for mention in mentions]
        self._keys = [mention.entity for mention in mentions]
        self._groups: dict[int, list[int]] = {}
        self._subjects: dict[int, list[list[int]]] = {}
        self._objects: dict[int, list[int]] = {}
        self._prepositional: dict[tuple[int, tuple[str, ...], bool], list[int]] = {}
        self._passives: dict[int, bool] = {}
        self._told: dict[int, list[int]] = {}
        self._meanings: dict[tuple[int, frozenset[str]], list[int]] = {}
        self._ready = False
        self._group_all()
        self._ready = True

    def _group_all(self) -> None:
        """Find the coordination of each noun phrase."""
        chunks, last = self.chunks, len(self.chunks) - 1
        for at, chunk in enumerate(chunks):
            if chunk.type is Type.NP and at not in self._groups:
                alone = at == last or not (chunks[at + 1].type in _JOINING or chunks[at + 1].head == ";")
                members = [at] if alone else self._coordination(at)
                for place in members:
                    self._groups[place] = members

    def _coordination(self, first: int) -> list[int]:
        """Return the members of the coordination that starts at a noun phrase."""
        members, joined = [first], False
        pending: list[int] = []
        at = first
        while (step := self._conjunct(at, members)) is not None:
            following, conjunction = step
            if following in self._groups or self._gapped(first, following):
                break
            if self._new_clause(first, following):
                if self._overrun(members, following):
                    members.pop()
                break
            if joined and not pending and self._is(at + 1, Type.COMMA) and self.chunks[at + 2].head == "and":
                break
            if not conjunction and self._fronted_at(first) and self._opens_main(following):
                break
            pending.append(following)
            at = following
            if conjunction:
                members += pending
                pending, joined = [], True
        return members if joined else self._bare_list(first, pending)

    def _gapped(self, first: int, following: int) -> bool:
        """Tell whether a phrase starts over with the preposition before a list ("by the trust and the hub by Mind")."""
        led = self.chunks[first - 1].head if first > 0 else ""
        return led in _REPEATED and following + 2 < len(self.chunks) and self.chunks[following + 1].head == led

    def _overrun(self, members: Sequence[int], following: int) -> bool:
        """Tell whether a list took in the first subject of the next clause ("care and help and [A] and B agreed")."""
        if len(members) < 3 or not (self._is(members[-1] - 1, Type.CONJ) and self._is(members[-2] - 1, Type.CONJ)):
            return False
        joined = self._is(following - 1, Type.CONJ) and members[-1] == following - 2
        return joined and bool(self._type(members[-1])) and self._type(members[-1]) == self._type(following)

    def _fronted_at(self, place: int) -> bool:
        """Tell whether a phrase belongs to what stands before the main clause ("In Eastmoor, the council and ...")."""
        chunks, at = self.chunks, place - 1
        if not self._is(at, Type.PREP) and not (self._is(at, Type.VERB) and chunks[at].mood is not Mood.FINITE):
            return False
        while at > 0 and chunks[at - 1].type in (Type.PREP, Type.NP, Type.ADJECTIVE):
            at -= 1
        if self._is(at - 1, Type.VERB) and chunks[at - 1].mood in (Mood.ING, Mood.PARTICIPLE):
            at -= 1
        opens = chunks[at].type in (Type.PREP, Type.VERB)
        return opens and (at == 0 or chunks[at - 1].type in (Type.STOP, Type.SUBORDINATOR))

    def _opens_main(self, place: int) -> bool:
        """Tell whether the list that starts at a phrase ends right before a finite verb, whose subject it then is."""
        at, joined = place, False
        while at < len(self.chunks) and (self.chunks[at].type in _LISTED or self.chunks[at].head == "of"):
            joined = joined or self._is(at, Type.CONJ)
            at += 1
        if joined and self._is(at - 2, Type.COMMA):
            return False  # "With the trust, Mind and the police, the council opened"
        if not (self._is(at, Type.VERB) and self._is(at - 1, Type.NP)):
            return False
        finite = self.chunks[at].mood is Mood.FINITE
        return finite or (self.chunks[at].mood is Mood.PARTICIPLE and not self.completes(at, "by"))

    def _bare_list(self, first: int, pending: Sequence[int]) -> list[int]:
        """Return the members of a list without "and": names of one type, none with an article of its own.

        Two names between commas are one name and what it is called ("a day service, Saltings, opened").
        """
        kind = self._type(first)
        if not kind or kind in ("Person", "Role"):
            return [first]
        if len(pending) > 1 and self._is(first - 1, Type.INCLUDING) and all(self._type(p) for p in pending):
            return [first, *pending]  # "services such as the hub, the trust, the police"
        same = [p for p in pending if self._type(p) == kind and self.chunks[p].first not in ("a", "an", "the")]
        if len(same) == 1 and self._is(same[0] + 1, Type.COMMA):
            return [first]
        return [first, *same] if same == list(pending) else [first]

    def _conjunct(self, at: int, members: list[int]) -> tuple[int, bool] | None:
        """Return the next conjunct after the phrase at a place, and whether a conjunction stands before it."""
        chunks, count = self.chunks, len(self.chunks)
        nearest = self._next_member(at + 1, members[0])
        if nearest is not None:
            return nearest
        # Over a modifier ("the trust in Eastmoor and the council") only to a phrase of the same type.
        kind = self._type(members[0])
        if kind == "Role" and (step := self._after_owner(at, members[0])) is not None:
            return step
        if at + 2 < count and chunks[at + 1].type is Type.PREP and chunks[at + 1].head in _MODIFYING:
            inner = at + 2
            if chunks[inner].type is Type.NP and self._type(inner) != kind and kind:
                step = self._next_member(inner + 1, members[0])
                alike = step is not None and self._type(step[0]) == kind
                bodies = step is not None and {kind, self._type(step[0])} <= _ACTING and not self._type(inner)
                if alike or bodies:
                    return step
        return self._over_delegates(at, members[0]) or self._parallel(at, members[0])

    def _after_owner(self, at: int, first: int) -> tuple[int, bool] | None:
        """Return what follows one post in a list over its body ("the director of the council, the trust and ...")."""
        if not (self._is(at + 1, Type.PREP) and self._is(at + 2, Type.NP)) or self._type(at) != "Role":
            return None
        step = self._next_member(at + 3, first)
        listed = step is not None and not step[1] and self.chunks[at].mention >= 0
        return step if listed and self._is(first - 1, Type.VERB) else None

    def _over_delegates(self, at: int, first: int) -> tuple[int, bool] | None:
        """Return what follows people of a body within a list ("the trust, officers of the council and the police")."""
        chunk = self.chunks[at]
        listed = self.chunks[first].mention >= 0 > chunk.mention and (
            chunk.head in self.lists.delegates or chunk.head in self.lists.workforce
        )
        if not listed or not self._is(at + 1, Type.PREP) or not self._is(at + 2, Type.NP):
            return None
        step = self._next_member(at + 3, first) if self.chunks[at + 2].mention >= 0 else None
        return step if step is not None and self.chunks[step[0]].mention >= 0 else None

    def _parallel(self, at: int, first: int) -> tuple[int, bool] | None:
        """Return the next of a list of like phrases ("nurses from the trust, therapists from the council and ...")."""
        if self.chunks[at].mention >= 0:
            return None
        at += self.is_engaged(at + 1)
        if not (self._is(at + 1, Type.PREP) and self._is(at + 2, Type.NP)):
            return None
        step = self._next_member(at + 3, first)
        if step is None or self.chunks[step[0]].mention >= 0:
            return None
        after = step[0] + 1 + self.is_engaged(step[0] + 1)
        if not self._is(after, Type.PREP):
            return None
        alike = self.chunks[after].head == self.chunks[at + 1].head and self.chunks[at + 2].mention >= 0
        return step if alike else None

    def is_engaged(self, place: int) -> bool:
        """Tell whether a participle says whose people a phrase means ("nurses employed by", "staff seconded from")."""
        if not self._is(place, Type.VERB) or self.chunks[place].mood is not Mood.PARTICIPLE:
            return False
        return self.chunks[place].head in self.lists.engaging and self._is(place + 1, Type.PREP)

    def _next_member(self, at: int, first: int) -> tuple[int, bool] | None:
        """Return the phrase after a comma or conjunction at a place, and whether it is a conjunction, or None."""
        chunks, count = self.chunks, len(self.chunks)
        comma = at < count and self._separates(at)
        at += comma
        conjunction = at < count and chunks[at].type is Type.CONJ
        at += conjunction
        while conjunction and at < count and chunks[at].type in (Type.COMMA, Type.CONJ):
            at += 1
        if conjunction and self._is(at - 1, Type.COMMA) and self._is(at, Type.PREP) and self._is(at + 2, Type.COMMA):
            at += 3  # "therapists and, in some places, a coordinator"
        if not (comma or conjunction) or at >= count:
            return None
        if not conjunction and self._opens_aside(at):
            return None
        repeated = chunks[first - 1].head if first and chunks[first - 1].type is Type.PREP else ""
        if repeated and chunks[at].type is Type.PREP and chunks[at].head == repeated:
            at += 1
        if at < count and chunks[at].type is Type.INCLUDING:
            closed = self._past_examples(at)
            return self._next_member(closed, first) if closed else None
        return (at, conjunction) if at < count and chunks[at].type is Type.NP else None

    def _opens_aside(self, at: int) -> bool:
        """Tell whether "with" opens an aside with a verb of its own ("..., with the team arranging care")."""
        if self.chunks[at].head != "with" or not self._is(at - 1, Type.COMMA) or not self._is(at, Type.PREP):
            return False
        after = at + 1
        while self._is(after, Type.NP) or self._is(after, Type.CONJ) or (self._is(after, Type.PREP) and after < at + 8):
            after += 1
        return self._is(after, Type.VERB) and self.chunks[after].mood is Mood.ING

    def _past_examples(self, at: int) -> int:
        """Return where examples in brackets in a list end ("the districts (including Northbury), Mind and"), or 0."""
        for end in range(at + 2, min(len(self.chunks) - 1, at + _REACH)):
            if self._is(end, Type.COMMA) and self.chunks[end + 1].type in (Type.COMMA, Type.CONJ):
                return end + 1
            if self.chunks[end].type not in (Type.NP, Type.CONJ, Type.COMMA, Type.PREP):
                return 0
        return 0

    def _separates(self, at: int) -> bool:
        """Tell whether a comma stands at a place, or a semicolon in the list after a colon."""
        if self.chunks[at].head != ";":
            return self.chunks[at].type is Type.COMMA
        return any(chunk.head == ":" for chunk in self.chunks[:at])

    def _type(self, place: int) -> str:
        """Return the type of the mention that a phrase ends with, or ""."""
        mention = self.chunks[place].mention
        return self.types[mention] if mention >= 0 else ""

    def _new_clause(self, first: int, following: int) -> bool:
        """Tell whether a phrase after a conjunction is the subject of a clause of its own."""
        raise NotImplementedError

    def group(self, place: int) -> list[int]:
        """Return the members of the coordination that a noun phrase belongs to."""
        return self._groups.get(place) or [place]

    def _group_from(self, place: int) -> list[int]:
        """Return the members from this one on: "worked with A and B" has no use for what stands before "with"."""
        return [member for member in self.group(place) if member >= place]

    def _group_to(self, place: int) -> list[int]:
        """Return the members of a coordination up to this one."""
        return [member for member in self.group(place) if member <= place]

    def completes(self, place: int, word: str) -> bool:
        """Tell whether a preposition or noun comes straight after a verb ("paid for by", "take place between")."""
        after = place + 1
        if after >= len(self.chunks) or self.chunks[after].head != word:
            return False
        return self.chunks[after].type in (Type.PREP, Type.NP)

    def _is(self, place: int, type_: Type) -> bool:
        """Tell whether a chunk of a type stands at a place, which may lie outside the sentence."""
        return 0 <= place < len(self.chunks) and self.chunks[place].type is type_
