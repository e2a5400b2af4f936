"""Tells who is said to say what a sentence links ("Staff told us that the council worked with ...")."""

from __future__ import annotations

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.model import Type
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
            answers = at + 1 < place and chunks[at + 1].type is Type.PREP and chunks[at + 1].head == "to"
            if chunk.type is Type.VERB and chunk.head in self._verbs and not answers:  # not "reported to the board"
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
