"""Names that the text ties to a common noun: "Safe Steps, the council's reablement service", "a project called X".

A name of this kind has no head noun of its own; once the document has said what it is, it is known everywhere in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping

from councilgraph.extraction.mentions.beside import WHERE
from councilgraph.extraction.mentions.complements import DATED, years_end
from councilgraph.extraction.mentions.learning import RULE, Learner, Name
from councilgraph.extraction.mentions.lexicon import CAPITAL, STOP, VERB
from councilgraph.extraction.mentions.reader import Reader, Span


def name_things(
    reader: Reader,
    bounds: list[tuple[int, int]],
    by_sentence: Mapping[int, list[Span]],
    place: str | None,
    acronyms: Mapping[str, str],
) -> dict[int, list[Span]]:
    """Return, by sentence, spans of the names that the document gives to the things in `by_sentence`.

    A description in the definite form ("the council's reablement service") is then the thing named. `place` is that of
    the document's council; it names nothing else. `acronyms` gives the long forms of those of unknown kind.
    """
    names = Learner(reader, by_sentence, place)
    for index, spans in by_sentence.items():
        for span in spans:
            names.learn(span, *bounds[index])
    names.learn_marked(bounds, by_sentence)
    names.learn_acronyms(acronyms)
    if not (names.known or names.once or names.described):
        return {}
    places, out = _placed(names, bounds, by_sentence)
    _described(names, by_sentence, places)
    return {index: [span for span in spans if span.name not in places] for index, spans in out.items()}


def _placed(
    names: Learner, bounds: list[tuple[int, int]], by_sentence: Mapping[int, list[Span]]
) -> tuple[set[str | None], dict[int, list[Span]]]:
    """Return the names that turn out to be those of places, and the spans of all names by sentence."""
    by_word: dict[str, list[Name]] = defaultdict(list)
    for words in sorted(names.known, key=lambda words: (-len(words), words)):
        by_word[words[0]].append(words)
    firsts = [first for first, _ in bounds]
    texts = names.reader.texts
    out: dict[int, list[Span]] = defaultdict(list)
    done = 0
    for i in [i for i, text in enumerate(texts) if text in by_word]:
        index = bisect_right(firsts, i) - 1
        span = _place(names, i, *bounds[index], by_word[texts[i]]) if index in by_sentence else None
        if span is not None and i >= done:
            out[index].append(span)
            done = span.last
    for span in names.once:
        out[bisect_right(firsts, span.first) - 1].append(span)
    where = Counter(span.name for spans in out.values() for span in spans if _located(names.reader, span))
    many = Counter(span.name for spans in out.values() for span in spans)
    return {name for name, count in where.items() if 5 * count > many[name]}, out


def _described(names: Learner, by_sentence: Mapping[int, list[Span]], places: set[str | None]) -> None:
    """Give the descriptions of named things their name, and things called by a name its type."""
    reader, words = names.reader, names.words
    for span, name in names.meant:
        span.name = None if name in places else name
    for span in (span for spans in by_sentence.values() for span in spans):
        described = names.described.get((span.type, reader.phrase(span.first, span.last)))
        if described is not None and described not in places and span.name is None:
            span.name = described
        if reader.lowers[span.last - 1] in words.inside and span.type in words.types:
            span.type = names.known.get(tuple(reader.texts[span.first : span.last - 1]), span).type


def _located(reader: Reader, span: Span) -> bool:
    """Tell whether a name stands where a place does: "in Eastmoor"."""
    before = span.first - 1
    return span.last - span.first == 1 and before >= 0 and reader.lowers[before] in WHERE


def _inner(reader: Reader, i: int, first: int, last: int) -> bool:
    """Tell whether the word beside a name makes it part of a longer one: "Safe Steps [Housing]"."""
    if not first <= i < last or not reader.codes[i] & CAPITAL:
        return False
    return not reader.codes[i] & (STOP | VERB) and not reader.initial(i, first)


def _place(names: Learner, i: int, first: int, last: int, found: list[Name]) -> Span | None:
    """Return the span of the first of the names `found` that stands at token i, by itself."""
    reader = names.reader
    for words in found:
        end = i + len(words)
        if end > last or tuple(reader.texts[i:end]) != words or names.covered.intersection(range(i, end)):
            continue
        if not _inner(reader, i - 1, first, last) and not _inner(reader, end, first, last):
            like, name = names.known[words], " ".join(words)
            full = like.name if like.fixed else names.long.get(name, name)
            end = years_end(reader, end, last) if like.type in DATED else end
            return Span(i, end, like.type, RULE, True, full, like.head)
    return None
