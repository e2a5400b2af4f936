"""Organisations that a sentence tells by what they run: "a café run by Mind", "delivered by Carers First"."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

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

# How many words a name must have to be known without its legal form.
_ENOUGH = 2


def add_agents(
    reader: Reader,
    sentences: Mapping[int, tuple[int, int]],
    covered: set[int],
    spans: Iterable[Span],
    runs: dict[str, list[tuple[int, int, int]]],
    likes: dict[str, Span | None],
) -> None:
    """Add the capitals after "run by" and the like, which are an organisation even once and in common words.

    The names of organisations in `spans` without their legal form are added as well: "Brightways" for "Brightways CIC".
    `sentences` gives the first and last tokens of each by its number. The name is one wherever it stands, unless it
    is a single word that opens a sentence.
    """
    where = sorted((first, last, index) for index, (first, last) in sentences.items())
    firsts = [first for first, _, _ in where]

    def around(i: int) -> tuple[int, int, int] | None:
        at = bisect_right(firsts, i) - 1
        return where[at] if at >= 0 and i < where[at][1] else None

    names = _named(reader, around, covered)
    stems = _stems(reader, spans)
    for words in stems:
        names.setdefault(words[0], set()).add(words)
    for i in [i for i, text in enumerate(reader.texts) if text in names]:
        found = around(i)
        if found is None:
            continue
        first, last, index = found
        for words in sorted(names[reader.texts[i]]):
            end, name = i + len(words), " ".join(words)
            if end > last or tuple(reader.texts[i:end]) != words or covered.intersection(range(i, end)):
                continue
            if not likes.get(name) and not (len(words) == 1 and reader.initial(i, first)):
                likes[name] = stems.get(words) or Span(0, 0, "Organisation", "discovery.agent", True)
            if likes.get(name) and (index, i, end) not in runs[name]:
                runs[name].append((index, i, end))


def _stems(reader: Reader, spans: Iterable[Span]) -> dict[tuple[str, ...], Span]:
    """Return what the names of organisations mean without the legal form at their end."""
    stems: dict[tuple[str, ...], Span] = {}
    for span in spans:
        legal = (
            span.type == "Organisation"
            and span.named
            and reader.lowers[span.last - 1] in reader.lexicon.listed("word.legal-form")
        )
        if legal and span.last - span.first > _ENOUGH:
            full = span.name or " ".join(reader.texts[span.first : span.last])
            words = tuple(reader.texts[span.first : span.last - 1])
            stems[words] = Span(0, 0, span.type, "discovery.short", True, full, register=span.register)
    return stems


def _named(
    reader: Reader, around: Callable[[int], tuple[int, int, int] | None], covered: set[int]
) -> dict[str, set[tuple[str, ...]]]:
    """Return the names after a word that shows who runs something, by their first words."""
    verbs, lowers = reader.lexicon.listed("discovery.agent.after"), reader.lowers
    names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for i in [i for i, lower in enumerate(lowers) if lower in ("by", "to") and i]:
        cues = lowers[i - 1] in verbs if lowers[i] == "by" else lowers[i - 1] in reader.lexicon.listed("word.awarded")
        found = around(i) if cues else None
        if found is not None:
            words = tuple(reader.texts[i + 1 : _agent_end(reader, i + 1, found[1], covered)])
            if words:
                names[words[0]].add(words)
    return dict(names)


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
