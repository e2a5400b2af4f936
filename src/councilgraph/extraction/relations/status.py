"""Decides whether what a sentence links is asserted, planned, negated or ended, and who is said to say it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.words import Words
from councilgraph.models import Status


class Cues:
    """The cue words of status and attribution."""

    def __init__(self, words: Words) -> None:
        self._modals = words.set("cues.planned-modals")
        self._verbs = words.set("cues.planned-verbs")
        self._nouns = words.set("cues.planned-nouns")
        self._schemes = words.set("cues.planned-things")
        self._awaited = words.set("cues.awaited-nouns")
        self._awaiting = words.set("cues.awaiting-verbs")
        self._modifiers = words.set("cues.planned-modifiers")
        self._purposes = words.set("words.purpose-nouns")
        self._asking = words.set("verbs.control") & self._verbs
        self._joining = words.set("words.joining-verbs")
        self._ensuring = words.set("cues.ensuring-verbs")
        self._stages = words.set("cues.stages")
        self._making = words.set("cues.making-verbs")
        self._decisions = words.set("cues.decision-verbs")
        self._ended = words.set("cues.ended")
        self._ended_verbs = words.set("cues.ended-verbs")
        self._reporting = words.set("cues.reporting-verbs")
        self._reporting_nouns = words.set("cues.reporting-nouns")
        self._denying = words.set("cues.denying-nouns")
        self._speakers = {
            word: name
            for name in ("people", "staff", "leaders", "partners", "providers", "processes", "data")
            for word in words.set(f"cues.speakers-{name}")
        }
        self._sectors = words.set("cues.speakers-partners")

    def status(self, clause: Clause, place: int, doing: bool = False) -> Status:
        """Return the status of what the chunk at a place states: a verb group, or a noun or preposition near one.

        `doing` tells that it is said of those who do a thing: they work together while what they make is a plan.
        """
        chunks = clause.chunks
        if (
            self._decision(chunks)
            or self._resolved(chunks)
            or self._proposed(chunks, place)
            or self._conditional(chunks, place)
        ):
            return "planned"
        if chunks[place].mood is Mood.PARTICIPLE and self._in_making(clause, place):
            return "planned"
        if chunks[place].type is Type.VERB and (self._of_plans(clause, place) or clause.gap(place)):
            return "planned"
        at: int | None = place if chunks[place].type is Type.VERB else self._governor(clause, place)
        if chunks[place].type is not Type.VERB and (self._hoped(chunks, place) or self._is_awaited(chunks, place)):
            return "planned"
        depth, near, asked = 0, True, False
        while at is not None and depth < 5:
            found = None if doing and self._under_way(chunks[at]) else self._of_verb(chunks, at)
            if found is None and asked and chunks[at].head in self._asking:
                found = "planned"
            if found and (found != "negated" or near):
                return found
            near = near and at > 0 and chunks[at - 1].type is Type.VERB
            asked = chunks[at].mood is Mood.INFINITIVE
            at, depth = self._next(clause, at), depth + 1
        return "asserted"

    def _hoped(self, chunks: Sequence[Chunk], place: int) -> bool:
        """Tell whether a noun belongs to a phrase that is itself a hope ("a bid for money from the fund")."""
        at = place
        while at > 1 and chunks[at - 1].type is Type.PREP and chunks[at - 2].type is Type.NP:
            at -= 2
            if chunks[at].mention < 0 and chunks[at].head in self._nouns:
                return True
        return False

    def _is_awaited(self, chunks: Sequence[Chunk], place: int) -> bool:
        """Tell whether an approval is still to come ("awaiting approval from", "subject to approval by")."""
        if not place or chunks[place].head not in self._awaited:
            return False
        before = chunks[place - 1]
        if before.type is Type.VERB:
            return before.head in self._awaiting
        return before.head == "pending" or (before.head == "to" and place > 1 and chunks[place - 2].head == "subject")

    def _proposed(self, chunks: Sequence[Chunk], place: int) -> bool:
        """Tell whether "it is proposed that" stands before a place."""
        for at in range(1, place):
            verb = chunks[at]
            proposing = verb.head in self._verbs and verb.head != "agree"
            if verb.type is Type.VERB and verb.passive and proposing and chunks[at - 1].head == "it":
                return chunks[at + 1].type is Type.SUBORDINATOR
        return False

    def _conditional(self, chunks: Sequence[Chunk], place: int) -> bool:
        """Tell whether the clause of a place opens with "if"."""
        for at in range(place - 1, max(-1, place - 8), -1):
            if chunks[at].type in (Type.VERB, Type.STOP, Type.COMMA):
                return False
            if chunks[at].type is Type.SUBORDINATOR:
                return chunks[at].head in ("if", "unless", "whether")
        return False

    def _of_plans(self, clause: Clause, place: int) -> bool:
        """Tell whether the subject of a verb is what is planned ("plans for the clinic were aligned with")."""
        subjects = next(iter(clause.subjects(place)), [])
        return any(clause.chunks[at].mention < 0 and clause.chunks[at].head in self._schemes for at in subjects)

    def _in_making(self, clause: Clause, place: int) -> bool:
        """Tell whether what stands before a place is the object of a verb of making that is itself a plan."""
        verb = clause.previous_verb(place)
        if verb is None or clause.chunks[verb].head not in self._making:
            return False
        objects = clause.objects(verb) or clause.prepositional(verb, ("into",), near=True)
        return bool(objects) and objects[0] < place and self.status(clause, verb) == "planned"

    def _of_verb(self, chunks: Sequence[Chunk], at: int) -> Status | None:
        verb = chunks[at]
        if verb.negative:
            return "negated"
        if verb.modal in self._modals:
            return "planned"
        if verb.head in self._verbs and self._governs(chunks, at):
            return "planned"
        if self._under_way(verb):
            return "planned"
        if verb.head == "be" and self._infinitive_after(chunks, at) and not self._purpose(chunks, at):
            return "planned"
        before = chunks[at - 1] if at else None
        if self._to_come(chunks, at):
            return "planned"
        if verb.mood is Mood.INFINITIVE and before is not None and before.type is Type.NP and before.mention < 0:
            return "planned" if before.head in self._nouns or before.head in self._modifiers else None
        if verb.mood is Mood.INFINITIVE and before is not None and before.type is Type.ADJECTIVE:
            return "planned" if before.head in self._modifiers else None
        return None

    def _under_way(self, verb: Chunk) -> bool:
        """Tell whether a verb says that a thing is being made."""
        making = verb.progressive and not verb.perfect and verb.head in self._making
        return making and not verb.modal and not verb.negative

    def _to_come(self, chunks: Sequence[Chunk], at: int) -> bool:
        """Tell whether a verb names what is still under way: "to be agreed by", "plans were underway to open"."""
        verb = chunks[at]
        if verb.head == "have" and self._infinitive_after(chunks, at):
            return verb.end < chunks[at + 1].start  # "had yet to approve"
        if verb.mood is Mood.ING and at and chunks[at - 1].head == "on":
            return verb.head in self._making  # "worked on developing the plan"
        if verb.mood is Mood.ING and at > 1 and chunks[at - 1].head == "of":
            return chunks[at - 2].head in self._stages and verb.head in (self._making | self._decisions)
        if verb.mood is not Mood.INFINITIVE or not at:
            return False
        if verb.passive:
            return chunks[at - 1].type is not Type.VERB or chunks[at - 1].head not in ("continue", "appear", "seem")
        if at > 2 and chunks[at - 1].type is Type.NP and chunks[at - 2].head == "for" and chunks[at - 3].mention < 0:
            return chunks[at - 3].head in self._nouns  # "plans for the trust to open"
        verbs = [place for place in range(max(0, at - 6), at) if chunks[place].type is Type.VERB]
        if not verbs:
            return False
        last = chunks[verbs[-1]]
        if last.progressive and not last.perfect and last.head in self._joining and verb.head in self._making:
            return True
        subject = chunks[verbs[-1] - 1] if verbs[-1] else None
        return last.head == "be" and subject is not None and subject.mention < 0 and subject.head in self._nouns

    def _infinitive_after(self, chunks: Sequence[Chunk], at: int) -> bool:
        following = chunks[at + 1] if at + 1 < len(chunks) else None
        return following is not None and following.type is Type.VERB and following.mood is Mood.INFINITIVE

    def _purpose(self, chunks: Sequence[Chunk], at: int) -> bool:
        return any(c.head in self._purposes and c.mention < 0 for c in chunks[max(0, at - 3) : at])

    def _governs(self, chunks: Sequence[Chunk], at: int) -> bool:
        for chunk in chunks[at + 1 : at + 4]:
            if chunk.type is Type.VERB:
                return chunk.mood in (Mood.INFINITIVE, Mood.ING)
        return False

    def _governor(self, clause: Clause, place: int) -> int | None:
        return clause.previous_verb(place)

    def _next(self, clause: Clause, at: int) -> int | None:
        """Return the verb group whose status a dependent one shares: an infinitive, a gerund, a coordinated base."""
        chunks = clause.chunks
        verb = chunks[at]
        if at == 0:
            return None
        before = chunks[at - 1].type
        if verb.mood in (Mood.INFINITIVE, Mood.ING):
            return None if before is Type.SUBORDINATOR else clause.previous_verb(at)
        if before in (Type.CONJ, Type.COMMA) and verb.mood is Mood.FINITE and verb.end == verb.start + 1:
            return clause.previous_verb(at)
        return self._ensured(chunks, at)

    def _ensured(self, chunks: Sequence[Chunk], at: int) -> int | None:
        """Return the verb that asks for what a clause after "that" says ("should ensure that the plan covers ...")."""
        for place in range(at - 1, max(0, at - 8), -1):
            if chunks[place].type in (Type.VERB, Type.STOP, Type.RELATIVE):
                return None
            if chunks[place].type is Type.SUBORDINATOR and chunks[place].head == "that":
                return place - 1 if chunks[place - 1].head in self._ensuring else None
        return None

    def _decision(self, chunks: Sequence[Chunk]) -> bool:
        numbered = (c for c in chunks if c.type in (Type.VERB, Type.NP))
        first = next((c for c in numbered if not (c.type is Type.NP and c.head.replace(".", "").isdigit())), None)
        return first is not None and first.type is Type.VERB and self._imperative(first)

    def _resolved(self, chunks: Sequence[Chunk]) -> bool:
        """Tell whether a sentence is a resolution ("That the board approves the plan")."""
        verb = next((c for c in chunks if c.type is Type.VERB), None)
        opens = chunks[0].first == "that" and chunks[0].end > chunks[0].start + 1
        return opens and verb is not None and self._imperative(verb)

    def _imperative(self, verb: Chunk) -> bool:
        return verb.head in self._decisions and verb.mood in (Mood.FINITE, Mood.INFINITIVE) and not verb.modal

    def of_phrase(self, clause: Clause, place: int, lowers: Sequence[str]) -> Status:
        """Return the status of a thing that a structure names: planned where it is a draft or being made."""
        chunk = clause.chunks[place]
        if any(word in self._modifiers for word in lowers[chunk.start : chunk.end]):
            return "planned"
        if self._in_making(clause, place + 1):
            return "planned"
        after = clause.chunks[place + 1 : place + 4]
        if not after or after[0].type is not Type.VERB:
            return "asserted"
        being_made = after[0].progressive and after[0].passive and after[0].head in self._making
        heads = tuple(following.head for following in after)
        developing = heads in (("be", "under", "development"), ("be", "in", "development"))
        return "planned" if being_made or developing else "asserted"

    def ended(self, clause: Clause, place: int, lowers: Sequence[str]) -> bool:
        """Tell whether the clause around a chunk says that the link is over."""
        chunks = clause.chunks
        first = last = place
        while first > 0 and chunks[first - 1].type not in (Type.STOP, Type.SUBORDINATOR):
            first -= 1
        while last + 1 < len(chunks) and chunks[last + 1].type not in (Type.STOP, Type.SUBORDINATOR, Type.RELATIVE):
            last += 1
        near = lowers[chunks[max(first, place - 2)].start : chunks[min(last, place + 2)].end]
        if any(word in self._ended for word in near) or ("no", "longer") in pairwise(near):
            return True
        chunk = chunks[place]
        return chunk.type is Type.VERB and chunk.head in self._ended_verbs

    def attribution(self, clause: Clause, place: int) -> str | None:
        """Return who is said to say what stands at a place ("staff told us that ..."), or None."""
        chunks = clause.chunks
        for at in range(place - 1, -1, -1):
            chunk = chunks[at]
            if chunk.type is Type.STOP:
                return None
            if chunk.type is Type.VERB and chunk.head in self._reporting:
                for group in clause.subjects(at):
                    for phrase in group:
                        speaker = self._speaker(clause, phrase)
                        if speaker:
                            return speaker
            source = chunk.type is Type.NP and chunk.head in self._reporting_nouns and at + 2 < len(chunks)
            if source and chunks[at + 1].type is Type.PREP and chunks[at + 1].head == "from":
                return self._speaker(clause, at + 2)
            if chunk.type is Type.PREP and chunk.head == "according to":
                return self._speaker(clause, at + 1)
        return None

    def _speaker(self, clause: Clause, place: int) -> str | None:
        chunk = clause.chunks[place]
        return self._speakers.get(chunk.head)

    def denies(self, clause: Clause, place: int, lowers: Sequence[str]) -> bool:
        """Tell whether a noun phrase denies itself ("no relationship with", "lack of engagement with")."""
        if lowers[clause.chunks[place].start] in self._denying:
            return True
        return place > 1 and clause.chunks[place - 1].head == "of" and clause.chunks[place - 2].head in self._denying
