"""What the verbs above a chunk make of what it says: a plan, a denial, or nothing.

A chain of verbs leads up from each verb: from an infinitive or "-ing" to the verb or noun that it depends on, from the
second of two coordinated verbs to the first, whose auxiliaries it shares.
"""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.cues import Cues
from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.extraction.relations.words import Form
from councilgraph.extraction.tokens import Tape
from councilgraph.models import Status

_DEPENDENT = (Mood.INFINITIVE, Mood.ING)
_PAST = frozenset({"was", "were", "had", "did"})
_MEANS = frozenset({"by", "through", "via", "while", "whilst", "when", "as part of", "after", "before", "since"})
_DENYING = frozenset({"without", "instead of", "rather than", "against"})
_EAGER = frozenset({"on", "for", "about"})
_OPEN = frozenset({"how", "whether", "what", "when", "where"})
_SEEMING = frozenset({"appear", "seem", "continue"})
_TOWARDS = frozenset({"towards", "toward"})


class Governors:
    """The verbs of one sentence."""

    def __init__(self, cues: Cues, clause: Clause, tape: Tape, first: int, listed: bool | None = None) -> None:
        """Take the cues, the sentence, the tokens of its document, and the place of its first one there.

        `listed` tells whether the line before a list makes plans of its items; None where the sentence is no item.
        """
        self.cues, self.clause, self.chunks = cues, clause, clause.chunks
        self.texts, self.lowers, self.first, self.listed = tape.texts, tape.lowers, first, listed
        self._chains: dict[int, tuple[Status, int]] = {}

    def _is(self, at: int, type_: Type) -> bool:
        return 0 <= at < len(self.chunks) and self.chunks[at].type is type_

    def _bare_noun(self, at: int) -> str:
        """Return the head of the phrase or adjective at a place that names nothing found, or ""."""
        if not (self._is(at, Type.NP) or self._is(at, Type.ADJECTIVE)) or self.chunks[at].mention >= 0:
            return ""
        return self.chunks[at].head

    def past(self, at: int) -> bool:
        """Tell whether a verb group says what was, or what has been done."""
        verb = self.chunks[at]
        if verb.modal or verb.mood in _DEPENDENT:
            return False
        if verb.perfect or self.lowers[verb.start] in _PAST:
            return True
        forms = [self.cues.verb_forms[word].forms for word in self._tokens(at) if word in self.cues.verb_forms]
        return any(form & Form.PAST and not form & Form.BASE for form in forms) and not verb.passive

    def _tokens(self, at: int) -> Sequence[str]:
        return self.lowers[self.chunks[at].start : self.chunks[at].end]

    def base(self, at: int) -> bool:
        """Tell whether a verb stands in its bare form, without auxiliary ("approve", "will review and [approve]")."""
        verb = self.chunks[at]
        return verb.type is Type.VERB and verb.mood is Mood.FINITE and self.lowers[verb.start] == verb.head

    def modified(self, at: int) -> int | None:
        """Return the phrase that a participle, an "-ing" or a relative clause says something of, or None."""
        relative = self._is(at - 1, Type.RELATIVE)
        if not relative and self.chunks[at].mood not in (Mood.PARTICIPLE, Mood.ING):
            return None
        if self.chunks[at].mood is Mood.PARTICIPLE and not relative and not self.clause.reads_passive(at):
            return None
        before = at - 1 - relative
        before -= self._is(before, Type.COMMA) and (relative or self.chunks[at].mood is Mood.PARTICIPLE)
        return before if self._is(before, Type.NP) else None

    def chain(self, place: int) -> tuple[Status, int]:
        """Return what a verb and those above it make of what it says, and the topmost verb of its clause."""
        found = self._chains.get(place)
        if found is None:
            found = self._chains[place] = self._find_chain(place)
        return found

    def _find_chain(self, place: int) -> tuple[Status, int]:
        """Return the chain of a verb, which `chain` keeps for the sentence."""
        at, below, shared, near = place, -1, False, True
        making = self.chunks[place].head in self.cues.making
        for _ in range(6):
            found = self._made(at, below, shared, making)
            if found is not None and (found != "negated" or near):
                return found, at
            step = self._governor(at)
            if step is None:
                break
            near = near and (step[1] or self._close(step[0], at))
            at, below, shared = step[0], at, step[1]
        return "asserted", at

    def _close(self, above: int, below: int) -> bool:
        """Tell whether nothing but an adjective of ability parts two verbs ("was not able to fund")."""
        return below == above + 1 or (below == above + 2 and self._bare_noun(above + 1) in self.cues.able)

    def _made(self, at: int, below: int, shared: bool, making: bool) -> Status | None:
        """Return what a verb makes of itself or of the verb `below` it: planned, denied, asserted, or None."""
        verb, cues = self.chunks[at], self.cues
        if verb.negative:
            return "negated"
        if below >= 0 and not shared and verb.head in cues.continuing and not making:
            return "asserted"  # "will continue to work with"
        if verb.modal in cues.modals:
            return "planned"
        ongoing = verb.progressive and not verb.perfect and below >= 0
        if ongoing and self.chunks[below].mood is Mood.ING and self.chunks[below].head in cues.making:
            return "planned"  # "is helping carers by creating an app"
        if not shared and (found := self._governing(at, below) if below >= 0 else self._own(at)):
            return found
        return self._led(at)

    def _own(self, at: int) -> Status | None:
        """Return what a verb is by itself: what is being made is not there yet."""
        verb, cues = self.chunks[at], self.cues
        ongoing = verb.progressive and not verb.perfect
        if ongoing and verb.head in cues.making | cues.introducing:
            return "planned"
        following = self.chunks[at + 1].head if self._is(at + 1, Type.PREP) else ""
        if verb.head in ("work", "move") and (following in _TOWARDS or (ongoing and following == "on")):
            return "planned"
        if verb.head in cues.starting and self._bare_noun(at + 1) in cues.leads:
            return "planned"  # "had started work on a strategy"
        return None

    def _governing(self, at: int, below: int) -> Status | None:
        """Return what a verb makes of the infinitive or "-ing" that depends on it."""
        verb, lower, cues = self.chunks[at], self.chunks[below], self.cues
        if lower.type is Type.VERB and lower.mood not in _DEPENDENT:
            return None
        if lower.type is not Type.VERB:
            return self._own(at)
        if verb.head in cues.failing:
            return "negated"
        asked = lower.mood is Mood.INFINITIVE and verb.head in cues.asking
        if asked or (verb.head in cues.verbs and not (verb.passive and verb.head == "commit")):
            return "planned"  # "is committed to working with" tells what is the case
        if verb.passive and not verb.particle and verb.head in cues.adjectives:
            return "planned"  # "is set to open"
        if lower.head in cues.making and self._unfinished(at, below):
            return "planned"
        if verb.head == "include" and at and self._bare_noun(at - 1) in cues.listing | cues.nouns:
            return "planned"  # "options included moving the team into the trust"
        adjacent = below == at + 1 and lower.mood is Mood.INFINITIVE
        return "planned" if adjacent and self._ahead(at, below) else None

    def _ahead(self, at: int, below: int) -> bool:
        """Tell whether a light verb before "to ..." looks ahead: "has to agree", "had yet to agree", "is to open"."""
        verb = self.chunks[at]
        if verb.head == "have":
            yet = verb.end < self.chunks[below].start
            return yet or self.lowers[verb.start] in ("have", "has")
        return (verb.head == "go" and verb.progressive) or (verb.head == "be" and not self.standing(at))

    def _unfinished(self, at: int, below: int) -> bool:
        """Tell whether what is to be made is still in the making ("are working together to develop a plan")."""
        verb, lower, cues = self.chunks[at], self.chunks[below], self.cues
        if verb.head in cues.starting or (verb.head in cues.joining and self.chunks[below - 1].head == "on"):
            return True
        if verb.mood is Mood.INFINITIVE and verb.head in cues.enabling:
            return True  # "the meeting was put off to allow the trust to finish the plan"
        if verb.head in cues.receiving and self._bare_noun(below - 1) in cues.money:
            return True  # "had secured funding to develop a clinic"
        if lower.mood is not Mood.INFINITIVE or verb.passive:
            return False
        lately = verb.perfect and self.lowers[verb.start] in ("has", "have", "'ve")
        return verb.progressive if not verb.perfect else lately and lower.head in cues.shaping

    def standing(self, at: int) -> bool:
        """Tell whether "is to ..." says what something is there for ("the role of the board is to oversee ...")."""
        for place in range(at - 1, max(-1, at - 6), -1):
            chunk = self.chunks[place]
            if chunk.type not in (Type.NP, Type.PREP):
                return False
            if chunk.type is Type.NP and chunk.mention < 0 and chunk.head in self.cues.standing:
                return True
            if chunk.type is Type.NP and chunk.mention < 0 and chunk.head in self.cues.aims:
                return bool(chunk.parts) or place < at - 1
        return False

    def _led(self, at: int) -> Status | None:
        """Return what the noun, adjective or preposition before an infinitive or "-ing" makes of it."""
        verb, before = self.chunks[at], self.chunks[at - 1]
        if not at or verb.mood not in _DEPENDENT:
            return None
        if before.type is Type.PREP:
            return self._led_by_preposition(at)
        if before.type is Type.SUBORDINATOR and before.head in _OPEN and verb.mood is Mood.INFINITIVE:
            return "planned"  # "had not agreed how to pay for it"
        first = self.clause.group(at - 1)[0] if before.type is Type.NP else at
        if verb.mood is Mood.INFINITIVE:
            return self._infinitive_led(at, first)
        told = self._is(first - 1, Type.PREP) and first < at and self._planned_before(first - 1)
        return "planned" if told else None  # "talks about the trust joining the board"

    def _infinitive_led(self, at: int, first: int) -> Status | None:
        """Return what stands before an infinitive makes of it: planned, denied, or None."""
        verb, before, cues = self.chunks[at], self.chunks[at - 1], self.cues
        if self._bare_noun(at - 1) in cues.unable:
            return "negated"
        planned = self._bare_noun(at - 1) in cues.leads | cues.adjectives
        to_be_done = verb.passive and not (before.type is Type.VERB and before.head in _SEEMING)
        if planned or to_be_done:  # "plans to open", "a plan, to be agreed by the board"
            return "planned"
        if self._is(first - 1, Type.PREP) and self.chunks[first - 1].head == "for":
            return "planned" if self._planned_before(first - 1) or self.clause.gap(at) else None
        if self.hoped(first - 1):
            return "planned"  # "in talks with the trust to agree a budget"
        above = self.clause.previous_verb(at)
        if above is None and self._opens(first):
            return "planned"  # "The board to report to the council", as an item or headline
        busy = above is not None and self.chunks[above].head in cues.starting | {"be", "exist"}
        return "planned" if above and busy and self._bare_noun(above - 1) in cues.leads else None

    def _opens(self, place: int) -> bool:
        """Tell whether a phrase that names something opens its sentence or item."""
        return (
            self._is(place, Type.NP)
            and bool(self.chunks[place].parts)
            and (place == 0 or self.chunks[place - 1].type is Type.STOP)
        )

    def _planned_before(self, at: int) -> bool:
        """Tell whether a plan stands before a preposition: "a bid", "keen", "the intention is", "talks were held"."""
        words = self.cues.nouns | self.cues.adjectives | self.cues.aims
        if self._bare_noun(at - 1) in words:
            return True
        copula = self._is(at - 1, Type.VERB) and (self.chunks[at - 1].head == "be" or self.chunks[at - 1].passive)
        place = at - 2 if copula else at - 3 if self._is(at - 1, Type.NP) and self._is(at - 2, Type.PREP) else -1
        while place > 0 and self._is(place, Type.VERB):
            place -= 1  # "plans were in place for the trust to run"
        return place >= 0 and self._bare_noun(place) in words

    def _led_by_preposition(self, at: int) -> Status | None:
        """Return what a preposition before a verb makes of it: planned, denied, or None."""
        preposition, verb, cues = self.chunks[at - 1].head, self.chunks[at], self.cues
        above = self.chunks[at - 2] if at > 1 else None
        if verb.mood is Mood.INFINITIVE:
            return "planned" if preposition == "about" else None  # "was about to sign"
        if preposition in _DENYING:
            return "negated"
        if above is None or preposition in _MEANS:
            return None
        if above.type is Type.VERB:
            towards = preposition in _TOWARDS and above.head in ("work", "move")
            return "planned" if towards or (preposition == "on" and above.head == "consult") else None
        if preposition == "of" and above.head in cues.stages:
            return "planned" if verb.head in cues.making | cues.deciding else None
        return "planned" if self.hoped(at - 1) else None

    def hoped(self, at: int) -> bool:
        """Tell whether what a preposition opens belongs to a plan or hope ("a bid for money from [the fund]")."""
        while at > 0 and self._is(at, Type.PREP) and (self._is(at - 1, Type.NP) or self._is(at - 1, Type.ADJECTIVE)):
            head = self._bare_noun(at - 1)
            if head in self.cues.nouns or (head in self.cues.adjectives and self.chunks[at].head in _EAGER):
                return True
            at -= 2
        return False

    def _governor(self, at: int) -> tuple[int, bool] | None:
        """Return the verb above one, and whether it is a coordinated one that shares no more than its auxiliaries."""
        verb = self.chunks[at]
        if at == 0:
            return None
        before, above = self.chunks[at - 1], self.clause.previous_verb(at)
        joined = before.type in (Type.CONJ, Type.COMMA)
        if above is None or before.type is Type.SUBORDINATOR:
            return None
        aside = self._is(at - 1, Type.COMMA) and self._is(above + 1, Type.COMMA) and self._is(above + 2, Type.PREP)
        if aside and verb.mood is Mood.INFINITIVE and above + 1 < at - 1:
            return above, False  # "planned, with the trust, to open"
        if verb.mood in _DEPENDENT:
            means = before.type is Type.PREP and before.head in _MEANS
            return None if verb.mood is Mood.ING and before.type is Type.NP else (above, joined or means)
        if joined and (self.base(at) or (verb.end == verb.start + 1 and self._passives(above, at))):
            return above, True
        asked = self.base(at) and before.type is Type.NP and not self.chunks[above].head
        return (above, True) if asked else None  # "Should the council fund ..."

    def _passives(self, above: int, at: int) -> bool:
        """Tell whether a participle goes on with a passive ("will be drafted and [approved] by")."""
        verb = self.chunks[at]
        joined = self.chunks[at - 1].type is Type.CONJ or above == at - 2
        return joined and verb.mood is Mood.PARTICIPLE and self.chunks[above].passive
