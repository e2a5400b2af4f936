"""Relative clauses and participles: what they are about, and what they say a verb is done to."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.kinds import BODIES
from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.pronouns import Pronouns

_REACH = 12
_ARTICLES = frozenset({"a", "an", "the"})
_PLACED = frozenset({"with", "in", "for", "between"})


class Relatives(Pronouns):
    """One sentence, with what its relative clauses are about; `Subjects` knows the subjects of verbs."""

    def antecedents(self, relative: int) -> list[list[int]]:
        """Return the noun phrases that a relative clause may be about, the nearest first."""
        before = relative - 1
        if self._is(before, Type.CONJ) and (earlier := self.open_relative(before)) is not None:
            return self.antecedents(earlier)
        while before >= 0 and self.chunks[before].type in (Type.COMMA, Type.PREP):
            before -= 1
        if self._is(before, Type.VERB) and self._is(relative - 1, Type.COMMA) and self.chunks[before].head == "be":
            return self.subjects(before, 5)  # "A line was in place, which the trust ran"
        if not self._is(before, Type.NP):
            return []
        near = self._modified(before, relative > before + 1)
        if near and len(near[0]) > 1 and self._is(relative + 1, Type.VERB) and self.chunks[relative + 1].singular:
            near[0] = [before]  # "the trust and the hub, which is run by"
        if near and len(near[0]) > 1 and self._is(near[0][-1] - 1, Type.PREP):
            near[0] = near[0][-1:]  # "by the team and by Mind, which runs"
        near = self._each_of(near) or near
        if self._is_post(near, relative):
            near = near[1:]  # "the chair of the trust, who sits on"
        if self._is_placed(near, relative):
            near = near[1:]  # "the clinic at the hospital, which is run by"
        elif len(near) > 1 and self._are_several(near, relative):
            near = near[1:]  # "the hub and visits by the trust, which were led by"
        last = near[0][-1] if near else before
        found = [*self._before_modifier(before, relative), *near, *self._said_of(min(last, before))]
        of_which = self._is(relative - 1, Type.PREP) and self._is(before - 1, Type.COMMA)
        if of_which and self._is(before - 2, Type.NP):
            found += self._ending_at(before - 2, True)  # "a plan, the delivery of which is monitored by"
        return found

    def _each_of(self, levels: list[list[int]]) -> list[list[int]]:
        """Return of what "each" says something before a clause ("three hubs, each led by the trust, which")."""
        each = levels[-1][0] if levels else 0
        each -= 2 * self._is(each - 1, Type.PREP)
        aside = each > 1 and self.chunks[each].head == "each" and self._is(each - 1, Type.COMMA)
        return self._modified(each - 2) if aside and self._is(each - 2, Type.NP) else []

    def _is_placed(self, levels: list[list[int]], relative: int) -> bool:
        """Tell whether a passive relative clause is about a service, not about where or with whom it is."""
        if len(levels) < 2 or not self.chunks[relative + 1].passive:
            return False
        word = self.chunks[self.group(levels[0][0])[0] - 1].head
        about = [self.types[mention] for mention in self.mentions(levels[1])]
        upper = self.chunks[levels[1][-1]]
        thing = about == ["Service"] or (upper.mention < 0 and upper.head in self.lists.kinds_of_thing)
        return len(levels[0]) == 1 and (thing if word in _PLACED else word == "at" and bool(about))

    def _are_several(self, levels: list[list[int]], relative: int) -> bool:
        """Tell whether the verb of a relative clause has several things before it, the nearest phrase only one."""
        if not self._is(relative + 1, Type.VERB) or not self.chunks[relative + 1].plural:
            return False
        one = len(levels[0]) == 1 and not self.chunks[levels[0][0]].head.endswith("s")
        return one and (len(levels[1]) > 1 or self.chunks[levels[1][-1]].head.endswith("s"))

    def _is_post(self, levels: list[list[int]], relative: int) -> bool:
        """Tell whether "who" speaks of a post or person, not of the body that it is of or from."""
        if len(levels) < 2 or self.chunks[relative].head != "who" or not self._is(relative + 1, Type.VERB):
            return False
        inner, outer = self.mentions(levels[0]), self.mentions(levels[1])
        upper = self.chunks[levels[1][-1]]
        if inner and upper.mention < 0 and self.chunks[levels[0][0] - 1].head == "from" and upper.head.endswith("s"):
            return True  # "advisers from Mind who are paid by"
        people = {"Role", "Person"}
        whose = inner != [] and people.isdisjoint(self.types[mention] for mention in inner)
        return whose and outer != [] and people.issuperset(self.types[m] for m in outer)

    def _modified(self, place: int, parted: bool = False) -> list[list[int]]:
        """Return the phrases that a clause right after one may be about, the nearest first.

        Of a list whose last thing has an article of its own, a clause that no comma parts from it is about that thing
        ("a helpline and a cafe run by the trust").
        """
        levels = self._ending_at(place, True)
        for level in levels[:2] if not parted else []:  # "a hub and a team of 9 people led by" too
            if len(level) > 1 and self._apart(level[-1], self.chunks[level[0]]):
                del level[:-1]
        return levels[2:] if self._wrote(levels) else levels

    def _apart(self, place: int, opener: Chunk) -> bool:
        """Tell whether the last thing of a list has an article of its own, or cannot share that of the first."""
        last = self.chunks[place]
        if last.mention < 0 or opener.first == "both":
            return False
        if self.types[last.mention] in BODIES:  # "the grant, the hub and a team led by"
            things = opener.mention >= 0 and self.types[opener.mention] not in BODIES
            return things and last.first in _ARTICLES
        other = last.head.endswith("s") and not opener.head.endswith("s") and opener.first in _ARTICLES
        return last.first in _ARTICLES or other  # "the helpline and cafes run by the trust"

    def _wrote(self, levels: list[list[int]]) -> bool:
        """Tell whether the nearest phrase only says whose a report is ("a report of the director seeking approval")."""
        if (
            len(levels) < 2
            or self.chunks[levels[1][-1]].head not in self.lists.reports
            or self.chunks[levels[1][-1]].parts
        ):
            return False
        after, posts = levels[0][-1] + 1, [self.types[m] for m in self.mentions(levels[0])]
        after += self._is(after, Type.COMMA)
        person = self._is(after, Type.RELATIVE) and self.chunks[after].head == "who"
        return posts != [] and {"Role", "Person"}.issuperset(posts) and not person

    def _before_modifier(self, place: int, relative: int) -> list[list[int]]:
        """Return what stands before an aside with a participle ("a team, based in the trust, which works with")."""
        verb = self._ending_at(place, True)[-1][0] - 1
        verb -= self._is(verb, Type.PREP)
        aside = self._is(relative - 1, Type.COMMA) and self._is(verb, Type.VERB) and self._is(verb - 1, Type.COMMA)
        modifier = aside and self.chunks[verb].mood in (Mood.ING, Mood.PARTICIPLE) and self._is(verb - 2, Type.NP)
        return [self._group_to(verb - 2)] if modifier else []

    def _said_of(self, place: int) -> list[list[int]]:
        """Return whom a phrase without a name is said of ("Mind is a charity which", "Mind, a charity which")."""
        first = self._ending_at(place, True)[-1][0]
        copula = first - 1
        named = any(self.chunks[member].parts for member in range(first, place + 1) if self._is(member, Type.NP))
        if named:
            return []
        apposed = (
            self._is(copula, Type.COMMA) and self._is(copula - 1, Type.NP) and self.chunks[copula - 1].mention >= 0
        )
        if apposed and self.chunks[first].first in ("a", "an", "the"):
            return [[copula - 1]]  # "to Mind, a charity which runs"
        if not self._is(copula, Type.VERB) or self.chunks[copula].head not in ("be", "become", "remain"):
            return []
        return self.subjects(copula, 5)

    def open_relative(self, place: int) -> int | None:
        """Return the relative pronoun whose clause goes on at a place, or None."""
        for at in range(place - 1, max(-1, place - _REACH), -1):
            type_ = self.chunks[at].type
            if type_ is Type.RELATIVE:
                return at
            if type_ in (Type.STOP, Type.SUBORDINATOR):
                return None
        return None

    def _before_relative(self, relative: int, comma: int) -> list[list[int]]:
        """Return the subject before an aside with a relative clause ("The line, for carers who cope, is run by")."""
        closed = any(self._is(at, Type.VERB) for at in range(relative + 1, comma))
        first = self.group(relative - 1)[0] if self._is(relative - 1, Type.NP) else 0
        if not closed or not self._is(first - 1, Type.PREP) or not self._is(first - 2, Type.COMMA):
            return []
        return self._ending_at(first - 3, False) if self._is(first - 3, Type.NP) else []

    def relative_object(self, verb: int, prepositions: Sequence[str]) -> list[int]:
        """Return what a relative clause says its verb is done to or with ("the teams which the council works with")."""
        after = verb + 1
        if prepositions:
            stranded = self._is(after, Type.PREP) and self.chunks[after].head in prepositions
            stranded = stranded and not self._is(after + 1, Type.NP)
        else:
            stranded = not self._is(after, Type.NP)
        relative = self.own_relative(verb)
        if relative is None:
            return self._zero_relative(verb) if stranded and not prepositions else []
        led = self._is(relative - 1, Type.PREP) and self.chunks[relative - 1].head in prepositions
        if not (stranded or led):
            return []
        if self.chunks[relative].head == "whose":
            return [relative + 1] if self._is(relative + 1, Type.NP) else []  # "whose plan the team contributed to"
        candidates = self.antecedents(relative)
        return candidates[0] if candidates else []

    def own_relative(self, verb: int) -> int | None:
        """Return the place of the relative pronoun of a verb's clause, if a subject stands between the two."""
        at = verb - 1
        while at >= 0 and self.chunks[at].type in (Type.NP, Type.CONJ, Type.PREP) and at > verb - 8:
            at -= 1
            if self._is(at, Type.VERB) and self._is(at + 1, Type.CONJ):
                return self.own_relative(at)
        if not self._is(at, Type.RELATIVE) or at == verb - 1:
            return None
        return at

    def _zero_relative(self, verb: int) -> list[int]:
        """Return the phrase before a clause without pronoun ("the toolkit the council developed")."""
        if self.chunks[verb].mood is Mood.ING or not self._is(verb - 1, Type.NP):
            return []
        first = self.group(verb - 1)[0]
        if not self._is(first - 1, Type.NP) or self.chunks[first].first == "pronoun" or self._fronted_at(first - 1):
            return []
        return self._group_to(first - 1)
