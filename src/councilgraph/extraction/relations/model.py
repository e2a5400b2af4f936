"""The chunks that a sentence is read as."""

from __future__ import annotations

from enum import IntEnum


class Type(IntEnum):
    """The kinds of chunk."""

    NP = 1
    VERB = 2
    PREP = 3
    CONJ = 4
    COMMA = 5
    RELATIVE = 6
    SUBORDINATOR = 7
    STOP = 8
    ADJECTIVE = 9
    INCLUDING = 10


class Mood(IntEnum):
    """How a verb group stands in its clause."""

    FINITE = 0
    INFINITIVE = 1
    ING = 2
    PARTICIPLE = 3


# Shared by all chunks that are no noun phrases; never filled.
_NONE: list[int] = []
_NO_LINKS: list[str] = []


class Chunk:
    """One chunk: tokens `start` to `end`.

    `head` is the lower-case head noun, preposition or verb lemma. A noun phrase lists its mentions in `parts`, with
    `links[i]` between part i-1 and i ("'s" or ""); `mention` is the last part if the phrase ends with it, else -1;
    `owner` is a possessive pronoun at its start; `possessed` tells that what follows its last mention belongs to it;
    `inside` are mentions in brackets after it. A verb group has `passive`, `mood`, `negative`, `modal`, `progressive`,
    `perfect`, `particle`, `singular` where its form takes one subject ("is", "runs"), `plural` where it takes several
    ("are"), and `joint` where an adverb like "jointly" stands by it.
    """

    __slots__ = (
        "before",
        "end",
        "first",
        "head",
        "inside",
        "joint",
        "links",
        "mention",
        "modal",
        "mood",
        "negative",
        "owner",
        "particle",
        "parts",
        "passive",
        "perfect",
        "plural",
        "possessed",
        "progressive",
        "singular",
        "start",
        "type",
    )

    def __init__(self, type_: Type, start: int, end: int, head: str) -> None:
        self.type = type_
        self.start = start
        self.end = end
        self.head = head
        self.first = head
        self.before = ""
        self.mention = -1
        phrase = type_ is Type.NP
        self.parts: list[int] = [] if phrase else _NONE
        self.links: list[str] = [] if phrase else _NO_LINKS
        self.inside: list[int] = [] if phrase else _NONE
        self.owner = ""
        self.joint = False
        self.passive = self.negative = self.progressive = self.perfect = self.possessed = False
        self.singular = self.plural = False
        self.mood = Mood.FINITE
        self.modal = self.particle = ""

    def __repr__(self) -> str:
        return f"{self.type.name}({self.head!r}, {self.start}-{self.end}, {self.parts})"
