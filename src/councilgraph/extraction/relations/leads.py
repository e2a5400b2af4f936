"""Tells what the line before a list, or its heading, makes of the items: a plan ("We will:", "Next steps") or not."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.extraction.relations.status import Scope
from councilgraph.extraction.tokens import Tape
from councilgraph.models import Section

_COLONS = frozenset({":", ":-", "-", "\u2013"})


def lead_in(tape: Tape, index: int) -> int | None:
    """Return the sentence that introduces the list in which a sentence stands, or None where none does."""
    unit = tape.sentences[index]
    if unit.kind != "item":
        return None
    at = index - 1
    while at >= 0 and tape.sentences[at].kind == "item" and tape.sentences[at].section == unit.section:
        if _opens_list(tape, at):
            return at
        at -= 1
    return at if at >= 0 and tape.sentences[at].section == unit.section and _opens_list(tape, at) else None


def _opens_list(tape: Tape, index: int) -> bool:
    first, last = tape.bounds[index]
    return last > first and tape.lowers[last - 1] in _COLONS


def headed(sections: Sequence[Section], section: int, headings: frozenset[str]) -> bool:
    """Tell whether what stands under a heading is planned by it ("Next steps", "Recommendations")."""
    if not sections:
        return False
    words = " ".join(word.strip(".:*#_0123456789") for word in sections[section].heading.lower().split()).strip()
    opens = words.startswith(("proposed ", "planned ", "future "))
    return opens or any(words == heading or words.startswith(f"{heading} for ") for heading in headings)


def plans(scope: Scope) -> bool:
    """Tell whether a line that introduces a list makes plans of its items."""
    said = [at for at, chunk in enumerate(scope.chunks) if chunk.type is not Type.STOP]
    verb = next((at for at in reversed(said) if scope.chunks[at].type is Type.VERB), None)
    if not said or verb is None:
        return bool(said) and scope.chunks[said[-1]].head in scope.cues.listing
    if scope.resolves or scope.chain(verb)[0] == "planned":
        return True
    group, last = scope.chunks[verb], scope.chunks[said[-1]]
    about = scope.chunks[verb - 1].head if verb else ""
    if last.head == "to" and last.type is Type.PREP:  # "is asked to:", "were working together to:"
        asked = group.head in scope.cues.verbs | scope.cues.asking or about in scope.cues.adjectives
        return asked or (group.head == "be" and not scope.standing(verb)) or group.mood is Mood.ING
    if group.head in ("be", "include", "comprise", "follow"):  # "priorities include:", "the proposals are:"
        return about in scope.cues.listing
    if said[-1] == verb or any(scope.chunks[at].head == "that" for at in said if at > verb):
        return group.head in scope.cues.proposing | scope.cues.resolving  # "it was agreed:", "... that Cabinet:"
    return last.type is Type.NP and last.head in scope.cues.listing
