"""The mentions that noun phrases stand for, alone or in a list."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.kinds import Kinds
from councilgraph.extraction.relations.model import Chunk, Mood, Type

_BELONGING = frozenset({"of", "from", "for", "at", "in", "within", "across"})
_JOINED = frozenset({"Board", "Partnership", "Person"})
_THINGS = frozenset({"Service", "Strategy", "Agreement", "Team", "Role"})
_REACH = 12
# Prepositions that may be said again before examples ("worked with schools, for example with").
_OF_SIDES = frozenset({"with", "from", "by", "of", "to", "between", "for"})
_GATHERINGS = frozenset({"meeting", "meetings", "discussion", "discussions", "agenda"})
_EACH = frozenset({"each", "both", "all", "most", "some"})
DIRECTING = frozenset({"Strategy", "Agreement"})


class Groups(Kinds):
    """What the phrases of one sentence stand for."""

    def mentions(
        self, places: Sequence[int], delegates: bool = False, workforce: bool = False, people: bool = True
    ) -> list[int]:
        """Return the mentions that noun phrases stand for, through "a number of", examples and brackets.

        `delegates` are taken for their body ("members of the trust"), with `workforce` its teams too and,
        unless `people` is false, its staff.
        """
        lists = self.lists
        working = lists.staff if people else lists.units
        through = working if workforce else lists.delegates if delegates else frozenset()
        return list(dict.fromkeys(mention for place in places for mention in self._meant(place, through)))

    def _meant(self, place: int, delegates: frozenset[str]) -> list[int]:
        """Return the mentions that one phrase stands for; many rules ask the same of a phrase."""
        key = (place, delegates)
        found = self._meanings.get(key)
        if found is None:
            found = self._meanings[key] = self._of_phrase(place, delegates, 0)
        return found

    def _of_phrase(self, place: int, delegates: frozenset[str], depth: int) -> list[int]:
        """Return the mentions that one phrase stands for; `depth` tells how many phrases it was reached through."""
        chunk = self.chunks[place]
        found: list[int] = []
        if chunk.mention >= 0:
            found.append(chunk.mention)
        elif chunk.first == "pronoun" or chunk.head == "this":
            found += self._pronoun(place)
        elif (
            chunk.owner == "its"
            and not chunk.parts
            and (chunk.head in self.lists.actions or chunk.head in self.lists.contents)
        ):
            found += self._possessed(place)
        elif chunk.head in self.lists.course and chunk.end == chunk.start + 1 and self._is(place + 1, Type.VERB):
            found += self._possessed(place)  # "The plan was agreed and progress is reported to"
        elif chunk.parts and (self._stands_for(chunk, delegates) or chunk.head in self.lists.collaborations):
            found.append(chunk.parts[-1])
        elif chunk.head in _EACH and self._is(place - 1, Type.COMMA) and self._is(place - 2, Type.NP) and depth < 3:
            found += self.mentions(self.group(place - 2))  # "two groups, each led by"
        elif depth < 3:
            found += self._called(place) or self._through(place, delegates, depth)
        if chunk.mention < 0 or self.types[chunk.mention] not in _JOINED:
            found += chunk.inside
        return found + self._examples(place, delegates, depth)

    def _possessed(self, place: int) -> list[int]:
        """Return what "its delivery" is about; `Pronouns` knows what "its" means."""
        raise NotImplementedError

    def _stands_for(self, chunk: Chunk, delegates: frozenset[str]) -> bool:
        """Tell whether a phrase stands for the name in it: "the council services", not "the council's providers"."""
        if chunk.possessed and chunk.head in self.lists.kinds_of_body:
            return False
        if chunk.possessed and chunk.head in _GATHERINGS and self.types[chunk.parts[-1]] not in _JOINED:
            return False  # "the trust's bed meeting" is not the trust
        return chunk.head in self.lists.soft or chunk.head in delegates or self._is_content(chunk)

    def partnered(self, places: Sequence[int]) -> list[int]:
        """Return phrases, and those with whom a partnership of one of them is ("its partnership with Mind")."""
        found = list(places)
        for at in places:
            chunk = self.chunks[at] if at >= 0 else self.chunks[-at - 1]
            whose = bool(chunk.parts) and chunk.mention < 0 and chunk.head in self.lists.collaborations
            if whose and self._is(at + 2, Type.NP) and self.chunks[at + 1].head == "with":
                found += self._group_from(at + 2)
        return found

    def _is_content(self, chunk: Chunk) -> bool:
        """Tell whether a phrase names what a plan says ("the plan's aims"), or a post as such ("the director role")."""
        kind = self.types[chunk.parts[-1]]
        return (
            chunk.head in self.lists.contents
            if kind in DIRECTING
            else kind == "Role" and chunk.head in self.lists.posts
        )

    def _pronoun(self, place: int) -> list[int]:
        """Return what a pronoun means: for "they" and "it" the one body named before it, if there is only one.

        An object ("with them") may be any of two, since the other one is the subject.
        """
        head = self.chunks[place].head
        if head not in ("they", "it", "them"):
            return []
        bodies = self._bodies(place)
        return bodies if len(bodies) <= (2 if head == "them" else 1) else []

    def _called(self, place: int) -> list[int]:
        """Return the name that a noun phrase is said to have ("a five-year plan for carers called Care Well")."""
        at = place + 1
        while self._is(at, Type.PREP) and self._is(at + 1, Type.NP) and self.chunks[at + 1].mention < 0:
            at += 2
        if self._is(place + 1, Type.COMMA):
            return self._renamed(place)
        if (
            not self._is(at, Type.VERB)
            or self.chunks[at].head not in self.lists.naming
            or not self._is(at + 1, Type.NP)
        ):
            return []
        named = self.chunks[at].mood is not Mood.FINITE and self.chunks[at + 1].mention >= 0
        return [self.chunks[at + 1].mention] if named else []

    def _renamed(self, place: int) -> list[int]:
        """Return the name between commas after what it is called ("an outside consultancy, Rowan Partners, ...")."""
        chunk, at = self.chunks[place], place + 2
        kind = chunk.head in self.lists.kinds_of_body or (chunk.head in self.lists.kinds_of_thing and not chunk.parts)
        if not kind or not self._is(at, Type.NP) or at in self.group(place) or self.chunks[at].first:
            return []
        closed = at + 1 == len(self.chunks) or self.chunks[at + 1].type in (Type.COMMA, Type.STOP)
        name = self.chunks[at].mention
        return [name] if closed and name >= 0 and self.is_proper(name) else []

    def _through(self, place: int, delegates: frozenset[str], depth: int) -> list[int]:
        """Return what a phrase such as "a number of" or "staff from" stands for by what follows its preposition."""
        chunk, after = self.chunks[place], place + 1
        if self._is(after, Type.VERB) and chunk.head in delegates:
            after += self.is_engaged(after)  # "nurses employed by the trust"
        if after + 1 >= len(self.chunks) or self.chunks[after].type is not Type.PREP:
            return []
        preposition = self.chunks[after].head
        inner = after + 1 + self._is(after + 1, Type.PREP)
        if not self._is(inner, Type.NP):
            return []
        passes = preposition == "of" and (chunk.head in self.lists.transparent or chunk.head.isdigit())
        passes = passes or (preposition in ("between", "of", "among") and chunk.head in self.lists.collaborations)
        if not passes and not (chunk.head in delegates and (preposition in _BELONGING or after > place + 1)):
            return []
        return [m for p in self._group_from(inner) for m in self._of_phrase(p, delegates, depth + 1)]

    def _examples(self, place: int, delegates: frozenset[str], depth: int) -> list[int]:
        """Return what is named after a phrase as what it means or has in it ("three partners: the trust, ...")."""
        if self.chunks[place].head in ("that", "this"):
            return []
        at = self._past_modifiers(place)
        named = self._names(at, place)
        first = at + 1 if named else self._first_example(at) if depth < 3 else -1
        if first < 0:
            return self._told_after(place) if depth == 0 else []
        if not self._is(first, Type.NP) or (not named and self._has_members(place)):
            return []
        return [m for p in self._group_from(first) for m in self._of_phrase(p, delegates, depth + 1)]

    def _past_modifiers(self, place: int) -> int:
        """Step over what modifies a phrase without a name: prepositions, and a participle with its own."""
        chunks, at = self.chunks, place + 1
        while self._is(at, Type.PREP) and self._is(at + 1, Type.NP) and at < place + 6:
            if chunks[place].mention >= 0 or chunks[at + 1].mention >= 0:
                break
            at += 2
        if self._is(at, Type.VERB) and chunks[at].mood is not Mood.FINITE and chunks[place].mention < 0:
            at += 1
            while at < place + 9 and (self._is(at, Type.PREP) or self._is(at, Type.NP)):
                at += 1
        return at

    def _first_example(self, at: int) -> int:
        """Return what follows "including" or "such as" at a place, after a comma or not; -1 without such a word."""
        at += self._is(at, Type.COMMA)
        if at + 1 >= len(self.chunks) or self.chunks[at].type is not Type.INCLUDING:
            return -1
        after = self.chunks[at + 1]
        led = after.type is Type.PREP
        if led and after.head not in _OF_SIDES:
            return -1  # "worked with health, for example through a joint team"
        marked = (led or after.type is Type.COMMA) and at + 2 < len(self.chunks)
        return at + 1 + marked

    def _has_members(self, place: int) -> bool:
        """Tell whether a phrase names one thing that has members, which "including" after it names."""
        chunk = self.chunks[place]
        joint = chunk.mention >= 0 and self.types[chunk.mention] in ("Board", "Partnership")
        return joint and not chunk.head.endswith("s")

    def _told_after(self, place: int) -> list[int]:
        """Return what a clause after a phrase without a name says that it includes or is.

        "a process for risk which included a tool", "services which stayed with us are the hub and the line", "services
        for carers, examples of this include the hub". A single thing can include things, but is no group of bodies.
        """
        if place not in self._told:
            self._told[place] = self._find_told(place)
        return self._told[place]

    def _find_told(self, place: int) -> list[int]:
        """Return what `_told_after` gives, without keeping it."""
        chunk = self.chunks[place]
        inner = place > 1 and self._is(place - 1, Type.VERB) and self._is(place - 2, Type.PREP)
        if chunk.parts or chunk.first == "pronoun" or chunk.head in self.lists.evidence or inner:
            return []  # within "a process for managing risk which included" the process is what includes
        at, plural = place + 1, chunk.head.endswith("s")
        while at < place + _REACH and self._modifies_on(at):
            at += 1
        named = self._included(at, plural) if self._is(at, Type.RELATIVE) else -1
        if named < 0 and plural:
            named = self._exemplified(at)
        members = self._group_from(named) if named >= 0 else []
        found = [m for p in members for m in self._of_phrase(p, frozenset(), 1)]
        return [m for m in found if plural or self.types[m] in _THINGS]

    def _modifies_on(self, at: int) -> bool:
        """Tell whether a chunk goes on with the modifiers of a phrase without a name."""
        if self._is(at, Type.NP):
            return not self.chunks[at].parts
        return self._is(at, Type.PREP) or (self._is(at, Type.VERB) and self.chunks[at].mood is Mood.ING)

    def _included(self, relative: int, plural: bool) -> int:
        """Return what a relative clause includes, or what the main verb after it says the phrase is; -1 for neither."""
        for at in range(relative + 1, min(relative + 8, len(self.chunks) - 1)):
            verb = self.chunks[at]
            if verb.type is Type.VERB and self._is(at + 1, Type.NP) and not (verb.passive or verb.negative):
                first = at == relative + 1 and verb.head in self.lists.comprising
                if first or (plural and at > relative + 1 and verb.head in ("be", "include")):
                    return at + 1
            if verb.type not in (Type.VERB, Type.PREP, Type.NP) or (verb.type is Type.VERB and at > relative + 1):
                return -1
        return -1

    def _exemplified(self, start: int) -> int:
        """Return the first of the examples that a later clause gives ("..., examples of this include"), or -1."""
        for at in range(start, min(start + 2 * _REACH, len(self.chunks) - 2)):
            if self._is(at, Type.STOP) and self.chunks[at].head != ";":
                return -1
            if self.chunks[at].head in ("examples", "example") and not self._is(at - 1, Type.PREP):
                verb = at + 1 + 2 * (self.chunks[at + 1].head == "of")
                said = self._is(verb, Type.VERB) and self.chunks[verb].head in ("include", "be")
                return verb + 1 if said and self._is(verb + 1, Type.NP) else -1
        return -1

    def _names(self, at: int, place: int) -> bool:
        """Tell whether a colon, "are" or "include" stands between a plural noun and the names that it means."""
        chunk = self.chunks[place]
        if not chunk.head.endswith("s") or not self._is(at + 1, Type.NP):
            return False
        link = self.chunks[at]
        if link.type is Type.STOP and (chunk.mention < 0 or self.types[chunk.mention] == "PartnerGroup"):
            return link.head == ":"
        return (
            chunk.mention < 0
            and link.type is Type.VERB
            and link.head in ("be", "include")
            and not (link.passive or link.negative)
        )
