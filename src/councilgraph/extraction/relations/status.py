"""Decides whether what a sentence links is asserted, planned or negated."""

from __future__ import annotations

from councilgraph.extraction.relations.bonds import Bonds
from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.extraction.relations.pairing import Link
from councilgraph.models import Status

_GIVEN = frozenset({"on", "from", "about", "by", "through", "via", "of", "under"})
# Links to what is there already where it is only changed ("will review its strategy").
_OWNING = frozenset({"hasStrategy", "provides", "partyTo"})
_PURPOSEFUL = frozenset({"Strategy", "Agreement", "Service", "Board", "Partnership"})


class Scope(Bonds):
    """One sentence, read for what it plans and denies."""

    def of_link(self, link: Link) -> Status | None:
        """Return the status of a link that the sentence states; None where it is asked about, denied or poor.

        "There was no joint strategy between A and B" does not say that they do not work together, and "The review
        looked at how A and B work together" does not say that they do.
        """
        verb = self._stating(link.place)
        partners = link.trigger.rule.predicate == "partnerOf"
        top = self.chain(verb)[1] if verb is not None and (partners or not link.structural) else None
        if top is not None and not link.structural and self.looked_into(top):
            return None
        thing = self.chunks[link.place]
        if partners and (self.wanting(link.place) or (top is not None and self.unclear(top))):
            return None
        if partners and thing.mention >= 0 and link.trigger.kind != "between" and self._denied(link.place):
            return None
        return self._status(link)

    def _status(self, link: Link) -> Status:
        if link.trigger.kind == "between":
            return self._between(link)
        thing = self.phrase(link.object)
        if link.structural:
            return self.of_thing(link.place if thing is None else thing, link.trigger.kind == "owner")
        found: Status = "negated" if self._link_denied(link, thing) else self.of_chunk(link.place)
        if found == "asserted" and self.unfinished and not self._told(link.place):
            return "planned"
        kept = found == "planned" or (found == "negated" and link.trigger.rule.predicate in _OWNING)
        if (kept and self._there(link)) or (found != "asserted" and self._has(link, thing)):
            return "asserted"
        unready = thing is not None and self._unready(link, thing)
        return "planned" if found == "asserted" and (unready or self._referred(link)) else found

    def _unready(self, link: Link, thing: int) -> bool:
        """Tell whether the thing of a link is a draft or still under way ("has a strategy in development")."""
        drafted = link.trigger.rule.predicate == "hasStrategy" and self.marked(thing)
        return drafted or " ".join(chunk.head for chunk in self.chunks[thing + 1 : thing + 3]) in self.cues.states

    def _between(self, link: Link) -> Status:
        """Return the status of what a preposition between two names states, of the first ("an agreement with A")."""
        place = self.phrase(min(link.subject, link.object))
        place = link.place if place is None else place
        verb = self.verb_before(place)
        if self._denied(place) or (verb is not None and self._absent(verb, place)):
            return "negated"
        plain = verb is not None and all(c.type in (Type.NP, Type.PREP) for c in self.chunks[verb + 1 : place])
        shared = link.trigger.rule.predicate == "hasStrategy" and plain
        if shared and verb is not None and self.chain(verb)[0] == "planned":
            return "planned"  # "plans to review its strategy with the trust"
        first = min(self.clause.group(place)[0], place)
        talked = self.lowers[self.chunks[first].start] in ("a", "an") and self.hoped(first - 1)
        return "planned" if self.unfinished or talked else self.of_thing(place, False)  # "talks about a budget with"

    def _absent(self, verb: int, place: int) -> bool:
        """Tell whether a verb says that the thing after it is not there ("did not have an agreement with")."""
        group = self.chunks[verb]
        there = group.head == "be" and verb > 0 and self.chunks[verb - 1].head == "there"
        had = group.head in self.cues.making | {"have", "exist", "hold"}
        return group.negative and verb == place - 1 and (there or had)

    def _has(self, link: Link, thing: int | None) -> bool:
        """Tell whether a plan or denial is about what its subject has ("did not work with others on its plan")."""
        subject, verb = self.phrase(link.subject), self.chunks[link.place]
        owned = thing is not None and bool(self.chunks[thing].owner) and verb.head not in self.cues.making
        named = link.trigger.rule.predicate == "hasStrategy" and subject is not None and subject < link.place
        return owned and named and self.chunks[link.place].type is Type.VERB

    def _there(self, link: Link) -> bool:
        """Tell whether a link that is part of a plan is the case already."""
        predicate, verb = link.trigger.rule.predicate, self.chunks[link.place]
        subject = self.phrase(link.subject)
        if predicate in _OWNING:  # "will review its strategy", "did not renew its contract"
            return verb.head in self.cues.revising and subject is not None and subject < link.place
        if predicate == "partnerOf":  # "are developing a plan together"
            noun = link.place + 2  # "to build on its work with"
            if verb.type is Type.VERB and self._bare_noun(noun) and self._given(noun, link.place):
                return True
            at = link.place if verb.type is Type.VERB else self.verb_before(link.place)
            return at is not None and not self.resolves and self._makers(at)
        if predicate == "partOf" and verb.head == "share":  # "agreed to share its director with the trust"
            owner = self.phrase(link.object)
            return owner is not None and owner < link.place
        purposeful = self.clause.types[link.subject] in _PURPOSEFUL and self._aimed(link.place)
        return predicate == "supports" and (self.resolves or purposeful)  # "Support the board to deliver the plan"

    def _makers(self, place: int) -> bool:
        """Tell whether what a verb says is planned only because it is still going on."""
        verb = self.chunks[place]
        above = self.clause.previous_verb(place)
        if verb.mood is Mood.INFINITIVE and above is not None and self.chunks[above].head in self.cues.joining:
            return self.chain(above)[0] == "asserted"
        return verb.progressive and not verb.modal and verb.mood is Mood.FINITE and verb.head in self.cues.making

    def _referred(self, link: Link) -> bool:
        """Tell whether a thing is only put before its subject ("recommended the budget to [the full council]")."""
        subject = self.phrase(link.subject)
        if self.chunks[link.place].head not in ("recommend", "refer", "propose") or subject is None:
            return False
        return self._is(subject - 1, Type.PREP) and self.chunks[subject - 1].head == "to"

    def phrase(self, mention: int) -> int | None:
        """Return the place of the phrase that a mention is part of."""
        return next((place for place, chunk in enumerate(self.chunks) if mention in chunk.parts), None)

    def _link_denied(self, link: Link, thing: int | None) -> bool:
        """Tell whether a phrase of a link denies it ("had no strategy", "but not with the trust")."""
        chunk = self.chunks[link.place]
        if chunk.type is Type.NP and self._denied(link.place):
            return True
        if chunk.type in (Type.PREP, Type.NP) and link.place and self.chunks[link.place - 1].head == "but":
            return self.lowers[chunk.start - 1] == "not"
        if chunk.type is not Type.VERB:
            return False
        sides = [place for place in (thing, self.phrase(link.subject)) if place is not None]
        return any(self._denied(place) for place in sides if place > link.place or not self._lacking(place))

    def _lacking(self, place: int) -> bool:
        """Tell whether "without" stands before a phrase ("without the clinic run by the trust" denies no clinic)."""
        return self._is(place - 1, Type.PREP) and self.chunks[place - 1].head == "without"

    def _aimed(self, place: int) -> bool:
        """Tell whether a verb says what something is for, no more ("the plan aims to support the strategy")."""
        above = self.clause.previous_verb(place)
        return above is not None and self.chunks[above].head in self.cues.purposing and not self.chunks[above].modal

    def of_chunk(self, place: int) -> Status:
        """Return the status of what the chunk at a place states: a verb group, or a noun or preposition near one."""
        chunk = self.chunks[place]
        if self.resolves and not self._told(place):
            return "planned"
        if chunk.type is Type.VERB:
            return self._of_verb(place)
        if chunk.type is Type.NP:
            return self._of_noun(place)
        above = self.clause.previous_verb(place)
        if self.hoped(place):
            return "planned"
        return self._of_verb(above, place) if above is not None else "asserted"

    def _stating(self, place: int) -> int | None:
        """Return the verb at a place or, of a noun or preposition there, the one before it."""
        return place if self._is(place, Type.VERB) else self.clause.previous_verb(place)

    def _told(self, place: int) -> bool:
        """Tell whether a relative clause with a verb of its own states what stands at a place."""
        verb = self._stating(place)
        if verb is None or self.chunks[verb].mood is not Mood.FINITE or self.base(verb):
            return False
        return any(self._is(at, Type.RELATIVE) for at in range(verb))

    def of_thing(self, place: int, owned: bool) -> Status:
        """Return the status of a thing that a phrase names and says to be somebody's: planned while it is made."""
        return "planned" if self.in_making(place, owned) else "asserted"

    def _denied(self, place: int) -> bool:
        """Tell whether a phrase denies itself ("no links with", "a lack of links with", "neither of the trusts")."""
        place = min(self.clause.group(place)[0], place)
        words = self.lowers[max(self.first, self.chunks[place].start - 1) : self.chunks[place].start + 1]
        if words[-1] in self.cues.denying or words[0] == "neither":
            return True
        before = self.chunks[place - 1].head if place else ""
        if before != "of" or place < 2:
            return before in ("nor", "without")
        above = self.chunks[place - 2]
        none = self.lowers[above.start] in self.cues.denying and above.head not in self.cues.plentiful
        return above.head in self.cues.denying or none  # "a lack of", "no evidence of", but not "no shortage of"

    # -- verbs ----------------------------------------------------------------------------------------------------

    def _of_verb(self, at: int, below: int = -1) -> Status:
        """Return the status of what a verb states, or of what the chunk `below` it states as its object."""
        found, top = self.chain(at)
        if found == "negated" and below > at + 2:
            return "asserted"
        if found != "asserted":
            return found
        if below < 0 and (self._of_plans(at) or self._modifies_plan(at)):
            return "planned"
        if below < 0 and self._modifies_nothing(at):
            return "negated"
        ahead = self.pending and self.chunks[at].mood is Mood.INFINITIVE
        return self.reported(top) or ("planned" if ahead or self.conditional(top) else "asserted")

    def _of_plans(self, at: int) -> bool:
        """Tell whether a verb is about what is planned ("plans for the clinic were aligned with", "had plans for")."""
        agreed = (
            self.chunks[at].head in self.cues.deciding and not self.chunks[at].passive
        )  # "where A and B agree plans"
        objects = [] if agreed else self.clause.objects(at)
        sides = [*next(iter(self.clause.subjects(at)), []), *objects]
        others = any(self.chunks[place].mention >= 0 for place in self.clause.objects(at))
        return not others and any(self._bare_noun(place) in self.cues.schemes for place in sides)

    def _modifies_plan(self, at: int) -> bool:
        """Tell whether a participle or "-ing" says something of a thing in the making ("to open a hub [run] by")."""
        before = self.modified(at)
        if before is None or self._is(at - 1, Type.RELATIVE):
            return False
        above, cues = self.verb_before(before), self.cues
        after = self.verb_after(at) if above is None else None
        if after is not None and self.predicated(after, cues.making, cues.verbs | cues.wishing) == "planned":
            return self.lowers[self.chunks[before].start] in ("a", "an")  # "a hub run by the trust will open"
        seen = above is not None and self.chunks[above].head in cues.showing
        return (seen and above is not None and self.chain(above)[0] == "planned") or self.in_making(before)

    def _modifies_nothing(self, at: int) -> bool:
        """Tell whether a participle or "-ing" says something of what is not there ("had no strategy led by")."""
        before = self.modified(at)
        apart = self._is(at - 1, Type.RELATIVE) and self._is(at - 2, Type.COMMA)  # "no plan, which the board regretted"
        if before is None or apart or self._lacking(before):
            return False
        verb = self.verb_before(before)
        return self._denied(before) or (verb is not None and self._absent(verb, before))

    # -- nouns --------------------------------------------------------------------------------------------------------

    def _of_noun(self, place: int) -> Status:
        """Return the status of what a noun states, from the verb whose object or subject it is."""
        first, cues = min(self.clause.group(place)[0], place), self.cues
        if self._apposed(place):
            return "asserted"
        if self.hoped(first - 1) or (self.chunks[place].head in cues.approvals and self._to_come(first)):
            return "planned"
        verb = self.verb_before(first)
        if verb is None:
            after = self.verb_after(place)
            if after is not None:
                return self.predicated(after, cues.making | cues.introducing | cues.moving, cues.verbs | cues.wishing)
            verb = self.clause.previous_verb(place)
        if verb is None:
            return "asserted"
        group = self.chunks[verb]
        if group.head in cues.wishing and first == verb + 1 and not group.passive:
            return "planned"
        kept = group.head in cues.continuing | cues.revising and not group.negative  # "plans to strengthen its links"
        built = group.progressive and not group.modal and group.head in cues.making  # "is building a relationship"
        if kept or built or self._given(first, verb):
            return "asserted"
        return self._of_verb(verb, place)

    def _apposed(self, place: int) -> bool:
        """Tell whether a noun says what the name before it is ("could ask the hub, a partnership between")."""
        named = self._is(place - 1, Type.COMMA) and self._is(place - 2, Type.NP) and self.chunks[place - 2].mention >= 0
        return named and self.lowers[self.chunks[place].start] in ("a", "an")

    def _to_come(self, first: int) -> bool:
        """Tell whether an approval is still to come ("pending approval by", "subject to approval by")."""
        before = self.chunks[first - 1].head if first else ""
        return before == "pending" or (before == "to" and first > 1 and self.chunks[first - 2].head == "subject")

    def _given(self, first: int, verb: int) -> bool:
        """Tell whether a plan takes what a noun states as given ("will build on its work with the trust")."""
        word = self.lowers[self.chunks[first].start]
        if self.chunks[verb].negative or not (word == "the" or self.chunks[first].owner):
            return False
        direct = first == verb + 1 and bool(self.chunks[first].owner)
        return self.chunks[first - 1].head in _GIVEN or (direct and self.chunks[verb].head not in self.cues.making)
