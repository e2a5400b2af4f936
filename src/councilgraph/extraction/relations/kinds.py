"""What the phrases and mentions of a sentence are: bodies, people, proper names, the only thing of a kind."""

from __future__ import annotations

from councilgraph import schema
from councilgraph.extraction.relations.coordination import Coordination

BODIES = frozenset(schema.bodies())


class Kinds(Coordination):
    """One sentence, with what its phrases and mentions are."""

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

    def places(self, mention: int | None) -> list[int]:
        """Return the place of the phrase that ends with a mention, as a side of a link; empty without one."""
        return [at for at, chunk in enumerate(self.chunks) if mention is not None and chunk.mention == mention]

    def modifier(self, place: int) -> str:
        """Return the word after "a", before or at the start of the name ("a commissioned charity"), or ""."""
        chunk = self.chunks[place]
        if not chunk.parts or not (chunk.owner or chunk.first in ("a", "an")):
            return ""
        return chunk.before if chunk.before != chunk.first else self._texts[chunk.parts[0]].split(" ", 1)[0].lower()

    def is_body(self, place: int) -> bool:
        """Tell whether a phrase names a body, or a kind of body ("an external provider")."""
        chunk = self.chunks[place]
        return chunk.head in self.lists.kinds_of_body if chunk.mention < 0 else self.types[chunk.mention] in BODIES

    def is_proper(self, mention: int) -> bool:
        """Tell whether a mention is a name in capitals."""
        return self._texts[mention][:1].isupper()

    def is_people(self, place: int) -> bool:
        """Tell whether the phrase at a place is of people without a name ("ten people", "officers")."""
        chunk = self.chunks[place]
        return chunk.mention < 0 and chunk.head in self.lists.staff

    def is_person(self, place: int) -> bool:
        """Tell whether the phrase at a place ends with the name of a person."""
        mention = self.chunks[place].mention if 0 <= place < len(self.chunks) else -1
        return mention >= 0 and self.types[mention] == "Person"

    def _bodies(self, place: int) -> list[int]:
        """Return the first mentions of the different bodies named before a place."""
        found: dict[str, int] = {}
        for chunk in self.chunks[:place]:
            for mention in chunk.parts:
                if self.types[mention] in BODIES:
                    found.setdefault(self._keys[mention], mention)
        return list(found.values())
