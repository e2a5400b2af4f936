"""Organisations that a sentence tells by what they run: "a café run by Mind", "delivered by Carers First"."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    AUXILIARY,
    CAPITAL,
    COUNCIL,
    FIRST_NAME,
    FOLLOWER,
    GROUP,
    NOUN_VERB,
    SOLO,
    STOP,
    TITLE,
    TOPIC,
    VERB,
    YEAR,
)
from councilgraph.extraction.mentions.reader import Reader, Span

# How many words a name must have to be known without its legal form.
_ENOUGH = 2
# Prepositions before a name, with the words before them that make it that of who runs something or gets money for it.
_CUES = {
    "by": "discovery.agent.after",
    "to": "word.awarded",
    "with": "word.contracted",
    "from": "word.bought",
}
_FIELDS = frozenset({"care", "health"})


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
                _clear(runs, words, (index, i, end))
                runs[name].append((index, i, end))


def _clear(runs: Mapping[str, list[tuple[int, int, int]]], words: tuple[str, ...], place: tuple[int, int, int]) -> None:
    """Take the parts of a name at a place from the runs of capitals ("Brightstone" in "Brightstone Care")."""
    index, start, end = place
    for at in range(len(words)):
        for size in range(1, len(words) - at + 1):
            part = runs.get(" ".join(words[at : at + size])) if size < len(words) else None
            if part is not None:
                part[:] = [row for row in part if row[0] != index or row[1] < start or row[2] > end]


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
    lowers, names = reader.lowers, defaultdict[str, set[tuple[str, ...]]](set)
    cues = {word: reader.lexicon.listed(key) for word, key in _CUES.items()}
    hired = reader.lexicon.listed("word.hired")
    for i, lower in enumerate(lowers):
        led = i > 0 and lower in cues and lowers[i - 1] in cues[lower]
        found = around(i) if led or (i > 0 and lower in hired) else None
        if found is None:
            continue
        first, last, _ = found
        if led:
            words = tuple(reader.texts[i + 1 : _agent_end(reader, i + 1, last, covered)])
        else:
            words = _hired(reader, i, first, last, covered)
        if words:
            names[words[0]].add(words)
    return dict(names)


def _hired(reader: Reader, i: int, first: int, last: int, covered: set[int]) -> tuple[str, ...]:
    """Return the name of who is hired to do something ("commissioned Mind to run", "Mind was commissioned to run")."""
    if _to_do(reader, i + 1, last):
        end = i
        while end > first and reader.codes[end - 1] & AUXILIARY:
            end -= 1
        start = reader.capitals_before(end, first)
        opens = end - start == 1 and reader.initial(start, first)
        named = end < i and not opens and _agent_end(reader, start, last, covered) == end
        return tuple(reader.texts[start:end]) if named and not reader.is_common(start, end) else ()
    end = _agent_end(reader, i + 1, last, covered)
    if end > i + 1 and _to_do(reader, end, last) and not reader.is_common(i + 1, end):
        return tuple(reader.texts[i + 1 : end])
    return ()


def _to_do(reader: Reader, at: int, last: int) -> bool:
    """Tell whether "to" and a verb stand at a token."""
    return at + 1 < last and reader.lowers[at] == "to" and bool(reader.codes[at + 1] & (VERB | NOUN_VERB))


def _agent_end(reader: Reader, at: int, last: int, covered: set[int]) -> int:
    """Return the end of the capitals from a token on that name who runs something, or that token where none does."""
    end, codes = at, reader.codes
    while end < last and codes[end] & CAPITAL and end not in covered and end not in reader.breaks:
        if codes[end] & (STOP | COUNCIL | FIRST_NAME | YEAR | TITLE) or (codes[end] & ACRONYM and end > at):
            return at
        end += 1
    words = reader.lowers[at:end]
    barred = reader.lexicon.listed("discovery.agent.not_words").intersection(words)
    if reader.lexicon.places.issuperset(words) or (barred and not _branded(reader, at, end, barred)):
        return at
    if end - at == 1 and codes[at] & ACRONYM:
        return at  # "KLM Healthcare" names who runs something, "KLM" alone may stand for anything
    goes_on = end < last and (
        end in covered or (codes[end] & (FOLLOWER | SOLO | TOPIC | GROUP) and not codes[end] & STOP)
    )
    return at if goes_on else end


def _branded(reader: Reader, at: int, end: int, barred: frozenset[str]) -> bool:
    """Tell whether a word of its own comes before "Care" or "Health" at the end of a name ("Brightstone Care")."""
    own = end - at == _ENOUGH and not reader.is_common(at, at + 1) and reader.lowers[at] not in reader.lexicon.places
    return own and reader.lowers[at] not in barred and reader.lowers[at + 1] in _FIELDS
