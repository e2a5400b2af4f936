"""What a sentence says of things: whether what a phrase names is there already, or only planned or in the making."""

from __future__ import annotations

from functools import cached_property

from councilgraph.extraction.relations.governors import Governors
from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.models import Status

# Modifiers that may stand in the title of what is no more than that ("Draft Housing Strategy").
_TITLED = frozenset({"draft", "proposed"})


class Things(Governors):
    """One sentence, with the status of what its phrases name."""

    def verb_before(self, first: int) -> int | None:
        """Return the verb that a phrase is the object or complement of, or None where it opens its clause."""
        at = first - 1
        while at >= 0 and self.chunks[at].type in (Type.PREP, Type.NP, Type.ADJECTIVE, Type.INCLUDING):
            at -= 1
        return at if self._is(at, Type.VERB) else None

    def verb_after(self, place: int) -> int | None:
        """Return the verb whose subject a phrase is."""
        at = place + 1
        while at < len(self.chunks) and self.chunks[at].type in (Type.PREP, Type.NP, Type.CONJ, Type.ADJECTIVE):
            at += 1
        return at if self._is(at, Type.VERB) and self.chunks[at].mood is not Mood.ING else None

    def predicated(self, at: int, made: frozenset[str], wished: frozenset[str]) -> Status:
        """Return the status of what a subject names, from its verb ("joint work with the trust was planned").

        `made` and `wished` are the verbs that make a plan of it while it goes on, and once it was done to it.
        """
        verb, cues = self.chunks[at], self.cues
        happens = verb.head in cues.happening
        if happens and verb.negative:
            return "negated"
        ahead = verb.modal in cues.modals or self._to_be(at)
        if ahead and (happens or verb.head in made or self._to_be(at)):
            return "planned"
        if verb.passive and verb.head in wished and not self._is(at + 1, Type.VERB):
            return "planned"
        making = verb.progressive and verb.passive and verb.head in made
        return "planned" if making or self._stated(at) else "asserted"

    def _to_be(self, at: int) -> bool:
        """Tell whether what a verb says of its subject is still to be made ("is to be opened", "is due to open")."""
        verb = self.chunks[at]
        after = at + 1 + (self._bare_noun(at + 1) in self.cues.adjectives)
        after += self._is(after, Type.PREP) and self.chunks[after].head == "due to"
        ahead = verb.head == "be" or (verb.passive and verb.head in self.cues.verbs)
        made = self.cues.making | self.cues.introducing
        if not (ahead and self._is(after, Type.VERB) and self.chunks[after].head in made):
            return False
        return self.chunks[after].passive or not self._is(after + 1, Type.NP)  # not "is due to open a hub"

    def _stated(self, at: int) -> bool:
        """Tell whether a verb says at what stage its subject is ("is under development", "awaits approval")."""
        verb = self.chunks[at]
        if verb.negative or verb.head not in ("be", "remain", "go", "await", "near"):
            return False
        heads = [chunk.head for chunk in self.chunks[at + 1 : at + 3]]
        if verb.head in ("await", "near"):
            return heads[:1] != [] and heads[0] in self.cues.approvals
        return " ".join(heads) in self.cues.states or (heads[1:] != [] and heads[1] in self.cues.stages)

    def in_making(self, place: int, owned: bool = False) -> bool:
        """Tell whether the thing that a phrase names is not there yet."""
        chunk, cues = self.chunks[place], self.cues
        if self.marked(place):
            return True
        first = min(self.clause.group(place)[0], place)
        after = self.verb_after(max(self.clause.group(place)[-1], place))
        made = cues.making if owned else cues.making | cues.introducing
        wished = cues.wishing - cues.deciding  # "its strategy was agreed" says that it is there
        if after is not None and self.verb_before(first) is None and self.predicated(after, made, wished) == "planned":
            return True
        if after is not None and self.chunks[after].modal == "would" and self.lowers[chunk.start] in ("a", "an"):
            return True  # "A joint team with the trust would help"
        verb, draft = self._maker(first)
        if verb is None or (place not in self.clause.objects(verb) and not draft):
            return False
        head = self.chunks[verb].head
        indefinite = self.lowers[chunk.start] in ("a", "an") and head not in cues.revising
        if head in cues.wishing and (indefinite or draft):
            return True
        drawn = draft and head in cues.deciding | {"work", "move"}  # "agree the terms of", "work towards"
        planned = head in cues.making - cues.revising or drawn or (indefinite and head not in cues.addressing)
        return planned and (self.resolves or self.chain(verb)[0] == "planned")

    def _maker(self, first: int) -> tuple[int | None, bool]:
        """Return the verb whose object a phrase is, and whether over "the draft of", "the terms of", "into"."""
        preposition = self.chunks[first - 1].head if self._is(first - 1, Type.PREP) else ""
        if preposition == "of" and self._bare_noun(first - 2) in self.cues.stages | self.cues.drafts:
            return self.verb_before(first), True
        if preposition in ("into", "towards", "toward", "on") and self._is(first - 2, Type.VERB):
            return first - 2, True
        return (first - 1 if self._is(first - 1, Type.VERB) else None), False

    def marked(self, place: int) -> bool:
        """Tell whether a modifier says that a thing is not there yet ("a draft strategy", "future plans")."""
        chunk = self.chunks[place]
        plan = chunk.mention >= 0 and self.clause.types[chunk.mention] == "Strategy"
        for at in range(chunk.start, chunk.end):
            word, following = self.lowers[at], self.lowers[at + 1 : at + 2]
            name = self.texts[at][0].isupper() and at > self.first and word not in _TITLED
            kind = word == "planned" and (plan or following == ["care"])
            if word in self.cues.modifiers and not (name or kind):
                return True
        return False

    @cached_property
    def unfinished(self) -> bool:
        """Tell whether the sentence is an item of a list of plans, without a clause of its own ("- a hub run by")."""
        return bool(self.listed) and not any(
            chunk.type is Type.VERB and self._finite(at) for at, chunk in enumerate(self.chunks)
        )

    def _finite(self, at: int) -> bool:
        """Tell whether a verb has a subject of its own in the main clause."""
        verb = self.chunks[at]
        opened = verb.mood is Mood.FINITE or (verb.mood is Mood.PARTICIPLE and not self.clause.reads_passive(at))
        return opened and at > 0 and self._is(at - 1, Type.NP) and self.clause.own_relative(at) is None

    @cached_property
    def resolves(self) -> bool:
        """Tell whether the sentence is a recommendation, resolution or task: "Approve ...", "That the board ..."."""
        said = [at for at, c in enumerate(self.chunks) if c.type is not Type.STOP and not _number(c.head)]
        if not said:
            return False
        first = said[0]
        if self.chunks[first].type is Type.VERB:
            verb = self.chunks[first]
            bare = self.base(first) or (verb.mood is Mood.INFINITIVE and not self._followed(first))
            asked = bare and not verb.negative and verb.head not in self.cues.addressing and not self._tells(first)
            return asked and self.listed is not False  # not after "The team's role is to:"
        start = self.chunks[first].start
        opens = self.lowers[start] == "that" and self.chunks[first].end > start + 1
        finite = next((at for at in said if self.chunks[at].type is Type.VERB), None)
        if not opens or finite is None:
            return False
        decided = self.chunks[finite].head in self.cues.deciding and not self.past(finite)
        return decided or (self.chunks[first].mention >= 0 and self.base(finite))

    def _tells(self, first: int) -> bool:
        """Tell whether a past verb shows that what opens a sentence is no request ("Step up beds were bought by")."""
        for at in range(first + 1, len(self.chunks)):
            if self.chunks[at].type not in (Type.NP, Type.PREP, Type.VERB):
                return False
            if self._is(at, Type.VERB):
                return self._is(at - 1, Type.NP) and self.chunks[at].mood is Mood.FINITE and self.past(at)
        return False

    def _followed(self, first: int) -> bool:
        """Tell whether a main clause follows a fronted infinitive ("To improve this, the council worked with ...")."""
        comma = next((at for at in range(first + 1, len(self.chunks)) if self._is(at, Type.COMMA)), None)
        return comma is not None and any(
            self._is(at, Type.VERB) and self.chunks[at].mood in (Mood.FINITE, Mood.PARTICIPLE)
            for at in range(comma + 1, len(self.chunks))
        )


def _number(head: str) -> bool:
    return head.replace(".", "").replace(")", "").isdigit()
