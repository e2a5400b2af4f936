"""Tells who is said to say what a sentence links ("Staff told us that the council worked with ...")."""

from __future__ import annotations

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.extraction.relations.words import Words

_SPEAKERS = ("people", "staff", "leaders", "partners", "providers", "processes", "data")


class Attribution:
    """The verbs and nouns of saying, and the speakers that the graph tells apart."""

    def __init__(self, words: Words) -> None:
        self._verbs = words.set("cues.reporting-verbs")
        self._nouns = words.set("cues.reporting-nouns")
        self._speakers = {word: name for name in _SPEAKERS for word in words.set(f"cues.speakers-{name}")}

    def speaker(self, clause: Clause, place: int) -> str | None:
        """Return who is said to say what stands at a place, or None."""
        chunks = clause.chunks
        for at in range(place - 1, -1, -1):
            chunk = chunks[at]
            if chunk.type is Type.STOP:
                return None
            says = chunk.type is Type.VERB and chunk.head in self._verbs
            if says and not _acts(clause, at, place) and not _same(clause, at, place):
                for group in clause.subjects(at):
                    for phrase in group:
                        if speaker := self._speakers.get(chunks[phrase].head):
                            return speaker
            source = chunk.type is Type.NP and chunk.head in self._nouns and at + 2 < len(chunks)
            if source and chunks[at + 1].type is Type.PREP and chunks[at + 1].head == "from":
                return self._speakers.get(chunks[at + 2].head)
            if chunk.type is Type.PREP and chunk.head == "according to":
                return self._speakers.get(chunks[at + 1].head)
        return None


def _acts(clause: Clause, verb: int, place: int) -> bool:
    """Tell whether a verb of saying is one of doing: "reported to the board", "agreed to create"."""
    following = clause.chunks[verb + 1 : place + 1]
    answers = len(following) > 1 and following[0].type is Type.PREP and following[0].head == "to"
    dependent = next((chunk for chunk in following if chunk.type in (Type.VERB, Type.SUBORDINATOR)), None)
    agrees = clause.chunks[verb].head in ("agree", "share")
    thing = agrees and bool(following) and following[0].type is Type.NP  # "agreed a plan, and Jo Bell chairs"
    agreed = agrees and dependent is not None and dependent.mood is Mood.INFINITIVE
    return answers or agreed or thing


def _same(clause: Clause, verb: int, place: int) -> bool:
    """Tell whether who says a thing does another one as well ("Partners welcomed the plan and ran a line")."""
    at = place if clause.chunks[place].type is Type.VERB else clause.previous_verb(place)
    doers = clause.subjects(at)[:1] if at is not None and at > verb else []
    return bool(doers) and bool(doers[0]) and doers == clause.subjects(verb)[:1]
