"""Names that only the document itself explains: aliases in brackets, and organisations known by what they do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    AND,
    AUXILIARY,
    CAPITAL,
    FIRST_NAME,
    FOLLOWER,
    NOUN_VERB,
    PUNCTUATION,
    QUALITY,
    SOLO,
    STOP,
    TOPIC,
    VERB,
    YEAR,
)
from councilgraph.extraction.mentions.reader import Reader, Span

_QUOTES = frozenset({"'", '"'})


def aliases(reader: Reader, brackets: Iterable[int]) -> list[tuple[int, int, int]]:
    """Return (bracket, first, last) for each alias that a bracket introduces, first..last being its tokens."""
    cues = sorted((tuple(cue.split()) for cue in reader.lexicon.listed("discovery.alias")), key=len, reverse=True)
    found = []
    for i in brackets:
        at = i + 1
        cue = next((c for c in cues if tuple(reader.lowers[at : at + len(c)]) == c), None)
        if cue is None:
            continue
        at += len(cue)
        while at < len(reader.lowers) and (
            reader.lowers[at] in _QUOTES or reader.lowers[at] in ("the", "as", "in", "this")
        ):
            at += 1
        end = at
        while end < len(reader.lowers) and end < at + 8 and not reader.codes[end] & PUNCTUATION:
            end += 1
        if end > at and end < len(reader.lowers) and reader.lowers[end] in (*_QUOTES, ")", ","):
            found.append((i, at, end))
    return found


def discover(
    reader: Reader,
    bounds: list[tuple[int, int]],
    covered: set[int],
    place: str | None,
    skip: frozenset[int],
    defined: dict[str, str],
) -> dict[int, list[Span]]:
    """Return, by sentence, spans of capitalised names that the other finders left and that act like organisations.

    `defined` gives the long forms of acronyms of unknown kind; both forms count as one name.
    """
    runs: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    score: Counter[str] = Counter()
    against: Counter[str] = Counter()
    home = reader.lexicon.places
    common = {lower for lower, code in zip(reader.lowers, reader.codes, strict=True) if not code & CAPITAL}
    rule = reader.lexicon.rules.get("discovery.agent")
    if rule is None:
        return {}
    agents, places = reader.lexicon.listed("discovery.agent"), frozenset(rule.words("not_after"))
    for index, (first, last) in enumerate(bounds):
        if index in skip:
            continue
        for start, end in _runs(reader, first, last, covered):
            surface = " ".join(reader.texts[start:end])
            name = defined.get(surface, surface)
            if all(reader.lowers[j] in common or reader.lowers[j] in home for j in range(start, end)) and not (
                _place_partnership(reader, name, place)
            ):
                continue
            runs[name].append((index, start, end))
            before = reader.lowers[start - 1] if start > first else ""
            if before in places:
                against[name] += 1
            elif before in agents or _verb_after(reader, end, last):
                score[name] += 1
    out: dict[int, list[Span]] = defaultdict(list)
    least, share = int(rule.fields["least"]), int(rule.fields["share"])
    for name, places_found in runs.items():
        if _place_partnership(reader, name, place):
            kind, rule_id = "Partnership", "discovery.place-partnership"
        elif (
            score[name] >= least and 100 * score[name] >= share * len(places_found) and score[name] >= 2 * against[name]
        ):
            kind, rule_id = "Organisation", rule.id
        else:
            continue
        for index, start, end in places_found:
            out[index].append(Span(start, end, kind, rule_id, True, name if name in defined.values() else None))
    return out


def _place_partnership(reader: Reader, name: str, place: str | None) -> bool:
    if not place:
        return False
    words = name.lower().split()
    lead = reader.lexicon.listed("discovery.place-partnership")
    return len(words) > 1 and " ".join(words[1:]) == place.lower() and words[0] in lead


def _runs(reader: Reader, first: int, last: int, covered: set[int]) -> Iterable[tuple[int, int]]:
    """Yield the runs of capitalised words that no mention covers, are no ordinary words and no person's name."""
    i = first
    rule = reader.lexicon.listed("discovery.agent.not_words")
    while i < last:
        if not _proper(reader, i, first, covered, rule):
            i += 1
            continue
        end = i + 1
        while end < last and end not in reader.breaks and _proper(reader, end, first, covered, rule):
            end += 1
        if _whole(reader, i, end, first, last, covered):
            yield i, end
        i = end


def _proper(reader: Reader, i: int, first: int, covered: set[int], not_words: frozenset[str]) -> bool:
    code = reader.codes[i]
    if not code & CAPITAL or i in covered or len(reader.lowers[i]) < 3 or reader.lowers[i] in not_words:
        return False
    return not code & (STOP | AND | YEAR | FIRST_NAME) and reader.lowers[i].replace(".", "").isalpha()


def _whole(reader: Reader, start: int, end: int, first: int, last: int, covered: set[int]) -> bool:
    plain = TOPIC | VERB | NOUN_VERB | QUALITY | FOLLOWER | SOLO
    if end - start == 1 and (
        reader.codes[start] & plain or (reader.initial(start, first) and not reader.codes[start] & ACRONYM)
    ):
        return bool(reader.codes[start] & ACRONYM) or not reader.codes[start] & plain
    if all(reader.codes[j] & plain for j in range(start, end)) or end - start > 4:
        return False
    return not (end < last and reader.codes[end] & CAPITAL and end not in reader.breaks and end in covered)


def _verb_after(reader: Reader, end: int, last: int) -> bool:
    if end >= last:
        return False
    code = reader.codes[end]
    return bool(code & AUXILIARY and reader.lowers[end] != "'s") or bool(
        code & VERB and not code & (NOUN_VERB | CAPITAL) and not reader.lowers[end].endswith("ing")
    )
