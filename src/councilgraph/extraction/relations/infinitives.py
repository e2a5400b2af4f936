"""Finds who does what an infinitive says: the object of "commission" or "enable", a partner, or the subject."""

from __future__ import annotations

from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.extraction.relations.objects import Objects

_REACH = 12
_FOUNDED = frozenset({"Board", "Team", "Role", "Person"})


class Infinitives(Objects):
    """One sentence, with the doers of its infinitives; `Clause` knows the subjects of all other verbs."""

    def subjects(self, verb: int, depth: int = 0) -> list[list[int]]:
        """Return candidate subjects of a verb group, the likeliest first."""
        raise NotImplementedError

    def _ending_at(self, place: int, chain: bool) -> list[list[int]]:
        raise NotImplementedError

    def _next_subject(self, verb: int) -> list[list[int]]:
        raise NotImplementedError

    def _controller(self, verb: int, depth: int) -> list[list[int]]:
        """Return who does what an infinitive says: the object of "commission", "enable", ..., else the subject."""
        if self._is(verb - 1, Type.NP):
            for level in self._ending_at(verb - 1, True):
                if self._is(level[0] - 1, Type.PREP) and self.chunks[level[0] - 1].head == "for":
                    return [level]  # "the need for scrutiny of the board to hold it to account"
        if verb == 0 or self._is(verb - 1, Type.STOP):
            main = self._main_verb(verb)
            return [*self._next_subject(verb), *([self.objects(main)] if main is not None else [])]
        governor = self.previous_verb(verb)
        if self.chunks[verb].passive:
            comma = self._is(verb - 1, Type.COMMA)
            near = verb - 1 - comma
            alone = comma or governor is None or self.chunks[governor].head in self.lists.control
            if self._is(near, Type.NP) and alone:
                return self._ending_at(near, True)  # "a plan, to be agreed by", "wanted the plan to be informed by"
            done_to = [] if governor is None or self.chunks[governor].head == "be" else self.objects(governor)
            if done_to and done_to[-1] < verb:
                return [done_to]  # "bring the service back to be run by"
        return self._ungoverned(verb) if governor is None else self._governed(verb, governor, depth)

    def _ungoverned(self, verb: int) -> list[list[int]]:
        """Return who does what an infinitive says where no verb stands before it ("the fund to pay for")."""
        if self._is(verb - 1, Type.NP) and self.chunks[verb - 1].mention >= 0:
            return self._ending_at(verb - 1, True)
        owner = [at for at in range(verb) if self._is(at, Type.NP) and self.chunks[at].parts]
        return [[owner[-1]]] if owner and "'s" in self.chunks[owner[-1]].links else []

    def _governed(self, verb: int, governor: int, depth: int) -> list[list[int]]:
        """Return who does what an infinitive says that depends on a verb."""
        group = self.chunks[governor]
        if group.head == "delegate" and (receivers := self.prepositional(governor, ("to",))):
            return [receivers]
        if group.passive or (group.mood is Mood.PARTICIPLE and self.reads_passive(governor)):
            return self.subjects(governor, depth + 1)
        if (partner := self.contractor(verb)) is not None:
            return [partner]
        if group.head in self.lists.giving and (receivers := self._receivers(verb, governor)):
            return [receivers]
        if group.head in self.lists.founding and (founded := self._founded(verb, governor)):
            return [founded]
        if group.head in self.lists.control and not self._lets_us(governor):
            objects = self.objects(governor)
            if not objects and group.head in self.lists.contracts:
                objects = self.prepositional(governor, ("with",))
            if objects:
                means = group.head in self.lists.using and not any(self.is_body(place) for place in objects)
                users = self.subjects(governor, depth + 1)[:1] if means else []
                return [[*(users[0] if users else []), *objects]]
        return self.subjects(governor, depth + 1)

    def _receivers(self, verb: int, governor: int) -> list[int]:
        """Return to whom a thing is given to do what an infinitive says ("gave grants to charities to run clubs")."""
        found = self.prepositional(governor, ("to",))
        objects = self.objects(governor)
        if objects and self.is_body(objects[-1]) and self._is(objects[-1] + 1, Type.NP):
            return objects  # "gave a charity a grant to run clubs"
        return found if objects and found and objects[-1] < found[0] and found[-1] == verb - 1 else []

    def _founded(self, verb: int, governor: int) -> list[int]:
        """Return the board, team or post that was made or is there to do what an infinitive says.

        "The council set up a board to oversee the plan", "There is a team in place to run the line".
        """
        if self.chunks[governor].head == "be" and not self._is_there(governor):
            return []
        objects = self.objects(governor)
        made = [m for m in self.mentions(objects) if self.types[m] in _FOUNDED]
        return objects if made and objects[-1] < verb else []

    def _is_there(self, verb: int) -> bool:
        return self._is(verb - 1, Type.NP) and self.chunks[verb - 1].head == "there"

    def _lets_us(self, governor: int) -> bool:
        """Tell whether a verb says what its subject lets "us" do ("The board allows us to manage the plan")."""
        return self._is(governor + 1, Type.NP) and self.chunks[governor + 1].head == "us"

    def gap(self, verb: int) -> list[int]:
        """Return what others are to do what an infinitive without object says to.

        "The plan is attached for the board to agree", "There was a plan for the board to consider".
        """
        if self.chunks[verb].mood is not Mood.INFINITIVE or not self._is(verb - 1, Type.NP):
            return []
        first = self.group(verb - 1)[0]
        governor = self.previous_verb(verb)
        if governor is None or not self._is(first - 1, Type.PREP) or self.chunks[first - 1].head != "for":
            return []
        if self.chunks[governor].head == "be" and self._is_there(governor):
            return self.objects(governor)
        return next(iter(self.subjects(governor, 1)), []) if self.chunks[governor].passive else []

    def contractor(self, place: int) -> list[int] | None:
        """Return with whom there is a contract for what follows a phrase ("a contract with Mind to run ...")."""
        if not self._is(place - 1, Type.NP):
            return None
        group = self._group_to(place - 1)
        first = group[0]
        if self.chunks[first - 1].head != "with" or not self._is(first - 2, Type.NP):
            return None
        if self.mentions(group) and all(self._buys(mention) for mention in self.mentions(group)):
            return None  # "Mind won a contract with the council to run"
        named = self.chunks[place - 1].mention >= 0 or self.chunks[place - 1].head in self.lists.kinds_of_body
        return group if named and self._is_contract(first - 2) else None

    def _buys(self, mention: int) -> bool:
        """Tell whether a body commissions care rather than giving it: a council, an ICB, a CCG."""
        words = self._texts[mention].lower().split()
        return self.types[mention] == "Council" or not self.lists.buyers.isdisjoint(words)

    def _main_verb(self, verb: int) -> int | None:
        """Return the verb of the main clause after a fronted one, or None."""
        for at in range(verb + 1, min(len(self.chunks), verb + _REACH)):
            if self._is(at, Type.VERB) and self.chunks[at].mood in (Mood.FINITE, Mood.PARTICIPLE):
                return at if self._is(at - 1, Type.NP) and not self.chunks[at].passive else None
            if self._is(at, Type.STOP) or self._is(at, Type.RELATIVE):
                return None
        return None
