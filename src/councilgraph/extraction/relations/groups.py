"""Coordinated noun phrases, and the mentions that noun phrases stand for."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.rules import RelationRule
from councilgraph.extraction.relations.words import Words
from councilgraph.models import Mention

_MODIFYING = frozenset({"of", "in", "for", "from", "at", "across", "within", "on", "under", "around"})
_COMPLEMENT = frozenset({"of", "for", "against", "within", "in", "on", "to", "towards", "under", "about"})
_BELONGING = frozenset({"of", "from", "for", "at", "in", "within", "across"})
_JOINING = frozenset({Type.COMMA, Type.CONJ, Type.PREP})
_LISTED = frozenset({Type.NP, Type.COMMA, Type.CONJ})
_REACH = 12
BODIES = frozenset({"Council", "HealthBody", "Organisation", "PartnerGroup", "Board", "Partnership", "Team"})


class Groups:
    """One sentence: its chunks, the types of its mentions and the groups of coordinated noun phrases."""

    def __init__(self, chunks: Sequence[Chunk], mentions: Sequence[Mention], words: Words) -> None:
        self.chunks = chunks
        self.types = [mention.type for mention in mentions]
        self._texts = [mention.text for mention in mentions]
        self._keys = [mention.entity for mention in mentions]
        self._transparent = words.set("words.transparent")
        self._actions = words.set("words.actions")
        self._delegates = words.set("words.delegates")
        self._workforce = words.set("words.workforce")
        self._soft = words.set("words.soft-heads")
        self._purposes = words.set("words.purpose-nouns")
        self._control = words.set("verbs.control")
        self._intransitive = words.set("verbs.intransitive")
        self._joining = words.set("words.joining-verbs")
        self._collaborations = words.set("words.collaborations")
        self._wishing = words.set("words.wishing-verbs")
        self._money = words.set("words.money")
        self._helping = words.set("words.helping-nouns")
        self._using = words.set("words.using-verbs")
        self._contracts = words.set("words.contracts")
        self._groups: dict[int, list[int]] = {}
        self._subjects: dict[int, list[list[int]]] = {}
        self._objects: dict[int, list[int]] = {}
        self._prepositional: dict[tuple[int, tuple[str, ...], bool], list[int]] = {}
        self._passives: dict[int, bool] = {}
        self._ready = False
        self._group_all()
        self._ready = True

    def _group_all(self) -> None:
        chunks, last = self.chunks, len(self.chunks) - 1
        for at, chunk in enumerate(chunks):
            if chunk.type is Type.NP and at not in self._groups:
                alone = at == last or chunks[at + 1].type not in _JOINING
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
            if following in self._groups or self._new_clause(first, following):
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
        at = place
        while at < len(self.chunks) and (self.chunks[at].type in _LISTED or self.chunks[at].head == "of"):
            at += 1
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
        same = [p for p in pending if self._type(p) == kind and self.chunks[p].first not in ("a", "an", "the")]
        if len(same) == 1 and self._is(same[0] + 1, Type.COMMA):
            return [first]
        return [first, *same] if same == list(pending) else [first]

    def _conjunct(self, at: int, members: list[int]) -> tuple[int, bool] | None:
        """Return the next conjunct after the phrase at a place, and whether a conjunction stands before it."""
        chunks, count = self.chunks, len(self.chunks)
        nearest = self._link(at + 1, members[0])
        if nearest is not None:
            return nearest
        # Over a modifier ("the trust in Eastmoor and the council") only to a phrase of the same type.
        kind = self._type(members[0])
        if kind == "Role" and (step := self._after_owner(at, members[0])) is not None:
            return step
        if at + 2 < count and chunks[at + 1].type is Type.PREP and chunks[at + 1].head in _MODIFYING:
            inner = at + 2
            if chunks[inner].type is Type.NP and self._type(inner) != kind and kind:
                step = self._link(inner + 1, members[0])
                if step is not None and self._type(step[0]) == kind:
                    return step
        return self._over_delegates(at, members[0]) or self._parallel(at, members[0])

    def _after_owner(self, at: int, first: int) -> tuple[int, bool] | None:
        """Return what follows one post in a list over its body ("the director of the council, the trust and ...")."""
        if not (self._is(at + 1, Type.PREP) and self._is(at + 2, Type.NP)) or self._type(at) != "Role":
            return None
        step = self._link(at + 3, first)
        listed = step is not None and not step[1] and self.chunks[at].mention >= 0
        return step if listed and self._is(first - 1, Type.VERB) else None

    def _over_delegates(self, at: int, first: int) -> tuple[int, bool] | None:
        """Return what follows people of a body within a list ("the trust, officers of the council and the police")."""
        chunk = self.chunks[at]
        listed = self.chunks[first].mention >= 0 > chunk.mention and (
            chunk.head in self._delegates or chunk.head in self._workforce
        )
        if not listed or not self._is(at + 1, Type.PREP) or not self._is(at + 2, Type.NP):
            return None
        step = self._link(at + 3, first) if self.chunks[at + 2].mention >= 0 else None
        return step if step is not None and self.chunks[step[0]].mention >= 0 else None

    def _parallel(self, at: int, first: int) -> tuple[int, bool] | None:
        """Return the next of a list of like phrases ("nurses from the trust, therapists from the council and ...")."""
        if self.chunks[at].mention >= 0 or not (self._is(at + 1, Type.PREP) and self._is(at + 2, Type.NP)):
            return None
        step = self._link(at + 3, first)
        if step is None or not self._is(step[0] + 1, Type.PREP) or self.chunks[step[0]].mention >= 0:
            return None
        alike = self.chunks[step[0] + 1].head == self.chunks[at + 1].head and self.chunks[at + 2].mention >= 0
        return step if alike else None

    def _link(self, at: int, first: int) -> tuple[int, bool] | None:
        chunks, count = self.chunks, len(self.chunks)
        comma = at < count and chunks[at].type is Type.COMMA
        at += comma
        conjunction = at < count and chunks[at].type is Type.CONJ
        at += conjunction
        while conjunction and at < count and chunks[at].type in (Type.COMMA, Type.CONJ):
            at += 1
        if conjunction and self._is(at - 1, Type.COMMA) and self._is(at, Type.PREP) and self._is(at + 2, Type.COMMA):
            at += 3  # "therapists and, in some places, a coordinator"
        if not (comma or conjunction) or at >= count:
            return None
        repeated = chunks[first - 1].head if first and chunks[first - 1].type is Type.PREP else ""
        if repeated and chunks[at].type is Type.PREP and chunks[at].head == repeated:
            at += 1
        if at < count and chunks[at].type is Type.INCLUDING:
            return None
        return (at, conjunction) if at < count and chunks[at].type is Type.NP else None

    def _type(self, place: int) -> str:
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
        return [member for member in self.group(place) if member <= place]

    def mentions(self, places: Sequence[int], delegates: bool = False, workforce: bool = False) -> list[int]:
        """Return the mentions that noun phrases stand for, through "a number of", examples and brackets.

        `delegates` are taken for their body ("members of the trust"), with `workforce` its staff and teams too.
        """
        through = self._workforce | self._delegates if workforce else self._delegates if delegates else frozenset()
        found: list[int] = []
        for place in places:
            for mention in self._of_phrase(place, through, 0):
                if mention not in found:
                    found.append(mention)
        return found

    def _of_phrase(self, place: int, delegates: frozenset[str], depth: int) -> list[int]:
        chunk = self.chunks[place]
        found: list[int] = []
        if chunk.mention >= 0:
            found.append(chunk.mention)
        elif chunk.first == "pronoun" or chunk.head == "this":
            found += self._pronoun(place)
        elif chunk.parts and (chunk.head in self._soft or chunk.head in delegates):
            found.append(chunk.parts[-1])
        elif depth < 3:
            found += self._through(place, delegates, depth)
        found += chunk.inside
        return found + self._examples(place, delegates, depth)

    def _pronoun(self, place: int) -> list[int]:
        """Return what a pronoun means: for "they" and "it" the one body named before it, if there is only one.

        An object ("with them") may be any of two, since the other one is the subject.
        """
        head = self.chunks[place].head
        if head not in ("they", "it", "them"):
            return []
        bodies = self._bodies(place)
        return bodies if len(bodies) <= (2 if head == "them" else 1) else []

    def sole_body(self, place: int) -> int | None:
        """Return the first mention of the only body named before a place, or None where there are several or none."""
        bodies = self._bodies(place)
        return bodies[0] if len(bodies) == 1 else None

    def sole(self, types: frozenset[str]) -> int | None:
        """Return the first mention of the only thing of some types in the sentence, or None."""
        found: dict[str, int] = {}
        for mention, kind in enumerate(self.types):
            if kind in types:
                found.setdefault(self._keys[mention], mention)
        return next(iter(found.values())) if len(found) == 1 else None

    def modifier(self, place: int) -> str:
        """Return the word after "a", before or at the start of the name ("a commissioned charity"), or ""."""
        chunk = self.chunks[place]
        if not chunk.parts or not (chunk.owner or chunk.first in ("a", "an")):
            return ""
        return chunk.before if chunk.before != chunk.first else self._texts[chunk.parts[0]].split(" ", 1)[0].lower()

    def _bodies(self, place: int) -> list[int]:
        """Return the first mentions of the different bodies named before a place."""
        found: dict[str, int] = {}
        for chunk in self.chunks[:place]:
            for mention in chunk.parts:
                if self.types[mention] in BODIES:
                    found.setdefault(self._keys[mention], mention)
        return list(found.values())

    def _through(self, place: int, delegates: frozenset[str], depth: int) -> list[int]:
        chunk, after = self.chunks[place], place + 1
        if after + 1 >= len(self.chunks) or self.chunks[after].type is not Type.PREP:
            return []
        preposition = self.chunks[after].head
        inner = after + 1 + self._is(after + 1, Type.PREP)
        if not self._is(inner, Type.NP):
            return []
        passes = preposition == "of" and (chunk.head in self._transparent or chunk.head.isdigit())
        passes = passes or (preposition in ("between", "of", "among") and chunk.head in self._collaborations)
        if not passes and not (chunk.head in delegates and preposition in _BELONGING):
            return []
        return [m for p in self._group_from(inner) for m in self._of_phrase(p, delegates, depth + 1)]

    def _examples(self, place: int, delegates: frozenset[str], depth: int) -> list[int]:
        at = place + 1
        chunks = self.chunks
        if chunks[place].head in ("that", "this"):
            return []
        while self._is(at, Type.PREP) and self._is(at + 1, Type.NP) and at < place + 6:
            if chunks[place].mention >= 0 or chunks[at + 1].mention >= 0:
                break
            at += 2
        if self._is(at, Type.VERB) and chunks[at].mood is not Mood.FINITE and chunks[place].mention < 0:
            at += 1
            while at < place + 9 and (self._is(at, Type.PREP) or self._is(at, Type.NP)):
                at += 1
        if self._names(at, place):
            return [m for p in self._group_from(at + 1) for m in self._of_phrase(p, delegates, depth + 1)]
        if at < len(chunks) and chunks[at].type is Type.COMMA:
            at += 1
        if at + 1 >= len(chunks) or chunks[at].type is not Type.INCLUDING or depth > 2:
            return []
        at += 1
        if chunks[at].type in (Type.COMMA, Type.PREP) and at + 1 < len(chunks):
            at += 1
        if chunks[at].type is not Type.NP:
            return []
        return [m for p in self._group_from(at) for m in self._of_phrase(p, delegates, depth + 1)]

    def _names(self, at: int, place: int) -> bool:
        """Tell whether a colon, "are" or "include" stands between a plural noun and the names that it means."""
        chunk = self.chunks[place]
        if chunk.mention >= 0 or not chunk.head.endswith("s") or not self._is(at + 1, Type.NP):
            return False
        link = self.chunks[at]
        if link.type is Type.STOP:
            return link.head == ":"
        return link.type is Type.VERB and link.head in ("be", "include") and not (link.passive or link.negative)

    def through_actions(self, places: Sequence[int]) -> list[int]:
        """Return the phrases meant by an object: "the delivery of the plan" gives "the plan" too."""
        found = list(places)
        for place in places:
            chunk = self.chunks[place]
            at = place + 1
            joined = self._is(at, Type.PREP) and self.chunks[at].head in _COMPLEMENT and self._is(at + 1, Type.NP)
            let = (
                joined
                and chunk.mention >= 0
                and self.types[chunk.mention] == "Agreement"
                and self.chunks[at].head == "for"
            )
            if (chunk.mention < 0 or let) and chunk.head in self._actions and joined and len(found) < _REACH:
                found += self.through_actions(self._group_from(at + 1))
            elif chunk.mention < 0 and self.is_money(chunk) and self._is(at, Type.PREP) and self._is(at + 1, Type.NP):
                found += self._group_from(at + 1) if self.chunks[at].head in ("from", "of", "through", "via") else []
        return found

    def is_money(self, chunk: Chunk) -> bool:
        """Tell whether a phrase names money or a sum of it."""
        return chunk.first == "\u00a3" or chunk.head in self._money

    def completes(self, place: int, word: str) -> bool:
        """Tell whether a preposition or noun comes straight after a verb ("paid for by", "take place between")."""
        after = place + 1
        if after >= len(self.chunks) or self.chunks[after].head != word:
            return False
        return self.chunks[after].type in (Type.PREP, Type.NP)

    def _is(self, place: int, type_: Type) -> bool:
        return 0 <= place < len(self.chunks) and self.chunks[place].type is type_

    def fits(self, rule: RelationRule, subject: int, object_: int) -> bool:
        """Tell whether a rule joins two mentions: by their types, and by words where it names some."""
        if self.types[subject] not in rule.subject or self.types[object_] not in rule.object:
            return False
        return self._holds(rule.subject_words, subject) and self._holds(rule.object_words, object_)

    def _holds(self, words: frozenset[str], mention: int) -> bool:
        return not words or not words.isdisjoint(self._texts[mention].lower().split())
