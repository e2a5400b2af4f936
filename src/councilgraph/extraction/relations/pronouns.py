"""What "it", "they", "this" and "its" mean in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.groups import DIRECTING
from councilgraph.extraction.relations.infinitives import Infinitives
from councilgraph.extraction.relations.kinds import BODIES
from councilgraph.extraction.relations.model import Mood, Type

_FUNDED = frozenset({"Service", "Strategy", "Agreement", "Team"})
_OWNING = BODIES | {"Strategy"}


class Pronouns(Infinitives):
    """One sentence, with what its pronouns mean; `Clause` knows the subjects of verbs."""

    def antecedents(self, relative: int) -> list[list[int]]:
        """Return the noun phrases that a relative clause may be about, the nearest first."""
        raise NotImplementedError

    def _pronoun(self, place: int) -> list[int]:
        """Return what a pronoun means: as a subject, first what the clause before is about ("... and it runs")."""
        named = self._subject_before(place) if self._is(place + 1, Type.VERB) else self._subject_above(place)
        return named or self._asked_of(place) or self._other_side(place) or super()._pronoun(place)

    def _other_side(self, place: int) -> list[int]:
        """Return what "it" means in "The council met the trust with which it had an agreement": who is not "which"."""
        if self.chunks[place].head not in ("it", "they") or not self._is(place - 1, Type.RELATIVE):
            return []
        groups = self.antecedents(place - 1) if self._is(place - 2, Type.PREP) else []
        about = {self._keys[mention] for mention in self.mentions(groups[0])} if groups else set()
        bodies = [mention for mention in self._bodies(place) if self._keys[mention] not in about]
        return bodies if about and len(bodies) == 1 else []

    def _asked_of(self, place: int) -> list[int]:
        """Return what "it" means in "the plan and how it fitted into"."""
        joined = (
            self._is(place - 1, Type.SUBORDINATOR) and self._is(place - 2, Type.CONJ) and self._is(place - 3, Type.NP)
        )
        return self.mentions([place - 3]) if joined and self.chunks[place].head == "it" else []

    def _subject_above(self, place: int) -> list[int]:
        """Return the one thing that "it" means after a verb: what the clause before, or the one around, is about.

        "The board met and the trust was represented on it", "The board had two groups that reported to it".
        """
        verb = self.previous_verb(place) if self.chunks[place].head in ("it", "this") else None
        if verb is None:
            return []
        at = verb - 1
        while self._is(at, Type.VERB):  # "had yet to consider it"
            at -= 1
        if self._is(at, Type.NP):
            at = self.group(at)[0] - 1
            at -= self._is(at, Type.SUBORDINATOR) and self.chunks[at].head == "that"  # "..., and that the plan was"
            joined = at > 0 and (self._is(at, Type.CONJ) or self.chunks[at].head in (";", "but"))
        else:
            joined = self._is(at, Type.RELATIVE)
        above = next((p for p in range(at - 1, -1, -1) if self._is(p, Type.VERB)), None) if joined else None
        groups = self.subjects(above, 4)[:1] if above is not None else []
        found = self.mentions(groups[0]) if groups else []
        return found if len(found) == 1 and not self._rivalled(found[0], above, verb) else []

    def _rivalled(self, subject: int, above: int | None, verb: int) -> bool:
        """Tell whether "it" may as well be a thing that a body has to do with ("The trust ran it no longer, and")."""
        between = range(verb if above is None else above, verb)
        things = [m for at in between if self._is(at, Type.NP) for m in self.chunks[at].parts]
        return self.types[subject] in BODIES and any(self.types[m] in _FUNDED for m in things)

    def _subject_before(self, place: int) -> list[int]:
        """Return the one thing that is the subject of the clause before a coordinated one, for "it" and "they"."""
        if self.chunks[place].head not in ("it", "they", "this"):
            return []
        verb = self._verb_before(place)
        groups = self.subjects(verb, 4) if verb is not None else []
        if verb is not None and self.chunks[place].head == "this" and not self.chunks[verb].passive:
            groups = [objects] if (objects := self.objects(verb)) else groups
        found = self.mentions(groups[0]) if groups else []
        if self.chunks[place].head == "they":
            return found if all(self.types[mention] in BODIES for mention in found) else []
        if self.chunks[place].head == "it":
            found = [mention for mention in found if not self._plural(mention)]
        return found if len(found) == 1 else []

    def _plural(self, mention: int) -> bool:
        """Tell whether a mention speaks of several bodies, so that "it" is something else."""
        return self.types[mention] == "PartnerGroup" and self._texts[mention].endswith("s")

    def _verb_before(self, place: int) -> int | None:
        """Return the verb of the clause before the coordinated one that a phrase opens, or None."""
        joined = self._is(place - 1, Type.CONJ) or (place > 0 and self.chunks[place - 1].head in (";", "but"))
        if not joined and not self._spliced(place):
            return None
        verb = next((at for at in range(place - 1, -1, -1) if self._is(at, Type.VERB)), None)
        while verb is not None and self.chunks[verb].mood is not Mood.FINITE and not self._opened(verb):
            verb = self.previous_verb(verb)
        return verb

    def _spliced(self, place: int) -> bool:
        """Tell whether a pronoun opens a clause after no more than a comma, that says what the one before includes."""
        told = self.chunks[place].first == "pronoun" or self.chunks[place].head == "this"
        includes = self._is(place + 1, Type.VERB) and self.chunks[place + 1].head in self.lists.comprising
        return told and includes and self._is(place - 1, Type.COMMA)

    def _possessed(self, place: int) -> list[int]:
        """Return the plan or fund that "its delivery" is about ("The plan was agreed, and its delivery is led")."""
        verb = self._verb_before(place)
        groups = self.subjects(verb, 4)[:1] if verb is not None else []
        found = self.mentions(groups[0]) if groups else []
        return found if len(found) == 1 and self.types[found[0]] in DIRECTING else []

    def _opened(self, verb: int) -> bool:
        """Tell whether a past form is the verb of its clause, not a participle."""
        return self.chunks[verb].mood is Mood.PARTICIPLE and not self.reads_passive(verb)

    def owner(self, place: int) -> int | None:
        """Return the one body that "its" or "their" can mean: the subject of the clause, or the only one before it."""
        if place and self.chunks[place - 1].head == "whose":
            named = [m for group in self.antecedents(place - 1)[:1] for m in self.mentions(group)]
            return named[0] if len(named) == 1 else None
        listed = self._listed_owner(place)
        if listed is not None:
            return listed
        if self.chunks[place].owner == "its" and self._joined_to_unnamed(place):
            return None
        verb = self.previous_verb(place)
        if verb is None:
            groups = self._next_subject(place)[:1] if self._fronted_at(place) else []
        elif self.chunks[verb].head in self.lists.addressing and self._is(verb + 1, Type.NP) and verb + 1 < place:
            addressed = [p for p in self.objects(verb) if p < place]
            if not self.mentions(addressed) and self._are_people(addressed):
                return None  # "challenged managers on their plans"
            groups = [addressed, *self.subjects(verb)[:1]]
        else:
            above = self.previous_verb(verb) if self.chunks[verb].mood is Mood.INFINITIVE else None
            hires = above is not None and self.chunks[above].head in self.lists.hiring
            groups = self.subjects(above if hires and above is not None else verb)[:1]
        owning = _OWNING if self._opens_clause(place) else BODIES
        for group in groups:
            found = [m for m in self.mentions(group) if self.types[m] in owning]
            if len(found) == 1:
                return found[0]
        return self.sole_body(place)

    def _joined_to_unnamed(self, place: int) -> bool:
        """Tell whether "and its" goes on with what belongs to an unnamed body ("the chair of a group and its site")."""
        whose = place - 2
        joined = self._is(place - 1, Type.CONJ) and self._is(whose, Type.NP) and self._is(whose - 1, Type.PREP)
        if not joined or self.chunks[whose - 1].head != "of" or not self._is(whose - 2, Type.NP):
            return False
        body = self.chunks[whose]
        return not body.parts and body.head in self.lists.kinds_of_body

    def _are_people(self, places: Sequence[int]) -> bool:
        return any(self.chunks[place].head in self.lists.people for place in places)

    def _opens_clause(self, place: int) -> bool:
        """Tell whether a phrase is the subject of a clause after another ("The plan was agreed, and its aims are")."""
        return self._is(place - 1, Type.CONJ) and self._is(place + 1, Type.VERB)

    def _listed_owner(self, place: int) -> int | None:
        """Return what stands before "and its ..." ("The carers strategy and its delivery plan"), or None."""
        earlier = [self.chunks[member] for member in self.group(place) if member < place]
        if self._is(place - 1, Type.PREP):
            return None  # "through the forum and through its visits"
        if not earlier or len(earlier[-1].parts) != 1 or earlier[-1].owner or earlier[-1].mention < 0:
            return None
        return earlier[-1].mention if self.types[earlier[-1].mention] in _OWNING else None
