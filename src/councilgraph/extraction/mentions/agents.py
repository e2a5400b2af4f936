"""Organisations that a sentence tells by what they run: "a café run by Mind", "delivered by Carers First"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    CAPITAL,
    COUNCIL,
    FIRST_NAME,
    FOLLOWER,
    GROUP,
    SOLO,
    STOP,
    TITLE,
    TOPIC,
    YEAR,
)
from councilgraph.extraction.mentions.reader import Reader, Span

# Words before "to" and the name of the one who gets something.
_AWARDED = frozenset({"contract", "contracts", "grant", "awarded", "outsourced"})


def add_agents(
    reader: Reader,
    sentences: Sequence[tuple[int, int, int]],
    covered: set[int],
    runs: dict[str, list[tuple[int, int, int]]],
    likes: dict[str, Span | None],
) -> None:
    """Add the capitals after "run by" and the like, which are an organisation even once and in common words.

    `sentences` are (number, first token, last token). The name is one wherever it stands, if not as the first word.
    """
    verbs = reader.lexicon.listed("discovery.agent.after")
    named: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for _, first, last in sentences:
        for i in range(first + 1, last - 1):
            if _cues(reader, i, verbs):
                words = tuple(reader.texts[i + 1 : _agent_end(reader, i + 1, last, covered)])
                if words and not likes.get(" ".join(words)):
                    named[words[0]].add(words)
    for index, first, last in sentences:
        for i in range(first, last):
            for words in named.get(reader.texts[i], ()):
                end, name = i + len(words), " ".join(words)
                inside = covered.intersection(range(i, end)) or end > last or tuple(reader.texts[i:end]) != words
                if inside or (len(words) == 1 and reader.initial(i, first)):
                    continue
                likes[name] = Span(0, 0, "Organisation", "discovery.agent", True)
                if (index, i, end) not in runs[name]:
                    runs[name].append((index, i, end))


def _cues(reader: Reader, i: int, verbs: frozenset[str]) -> bool:
    """Tell whether a word shows that what follows runs or is to run something: "run [by]", "awarded the contract [to]"."""
    lower, before = reader.lowers[i], reader.lowers[i - 1]
    return (lower == "by" and before in verbs) or (lower == "to" and before in _AWARDED)


def _agent_end(reader: Reader, at: int, last: int, covered: set[int]) -> int:
    """Return the end of the capitals from a token on that name who runs something, or that token where none does."""
    end, codes = at, reader.codes
    while end < last and codes[end] & CAPITAL and end not in covered and end not in reader.breaks:
        if codes[end] & (STOP | COUNCIL | FIRST_NAME | YEAR | ACRONYM | TITLE):
            return at
        end += 1
    words = reader.lowers[at:end]
    if reader.lexicon.places.issuperset(words) or reader.lexicon.listed("discovery.agent.not_words").intersection(
        words
    ):
        return at
    goes_on = end < last and (
        end in covered or (codes[end] & (FOLLOWER | SOLO | TOPIC | GROUP) and not codes[end] & STOP)
    )
    return at if goes_on else end
