"""Names that only the document itself explains: aliases in brackets, and organisations known by what they do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from councilgraph.extraction.mentions.agents import add_agents
from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    AND,
    AUXILIARY,
    CAPITAL,
    COMMON,
    COUNCIL,
    FIRST_NAME,
    NOUN_VERB,
    PUNCTUATION,
    SOLO,
    STOP,
    TOPIC,
    VERB,
    YEAR,
)
from councilgraph.extraction.mentions.reader import QUOTES, Reader, Span

# Letters that an acronym nobody explains needs, to be taken for the initials of a name.
_LETTERS = 3
_PLACE_RULES = ("discovery.place-partnership", "discovery.place-organisation")
# Words before places as much as before bodies ("from Eastmoor to Ambleford").
_WAYS = frozenset({"to", "from", "between", "via", "through", "and"})
# Types of bodies that are called by the first words of their names.
_SHORT = frozenset({"Organisation", "HealthBody"})


def aliases(reader: Reader, brackets: Iterable[int]) -> list[tuple[int, int, int]]:
    """Return (bracket, first, last) for each alias that a bracket introduces, first..last being its tokens."""
    cues = sorted((tuple(cue.split()) for cue in reader.lexicon.listed("discovery.alias")), key=len, reverse=True)
    found = []
    for i in brackets:
        at = i + 1
        cue = next((c for c in cues if tuple(reader.lowers[at : at + len(c)]) == c), None)
        if cue is None and not _common_name(reader, at):
            continue
        at += len(cue or ())
        while at < len(reader.lowers) and (
            reader.lowers[at] in QUOTES or reader.lowers[at] in ("the", "as", "in", "this")
        ):
            at += 1
        end = at
        while end < len(reader.lowers) and end < at + 8 and not reader.codes[end] & PUNCTUATION:
            end += 1
        if end > at and end < len(reader.lowers) and reader.lowers[end] in (*QUOTES, ")", ","):
            found.append((i, at, end))
    return found


def _common_name(reader: Reader, at: int) -> bool:
    """Tell whether a bracket holds no more than a common noun with "the": "('the acute trust')"."""
    quoted = at < len(reader.lowers) and reader.lowers[at] in QUOTES
    at += quoted
    if at + 4 >= len(reader.lowers) or reader.lowers[at] != "the":
        return False
    end = next((i for i in range(at + 1, at + 5) if reader.codes[i] & PUNCTUATION), at)
    closed = reader.lowers[end] in QUOTES if quoted else reader.lowers[end] == ")"
    return end > at + 1 and closed and bool(reader.codes[end - 1] & (SOLO | COUNCIL))


def short_names(reader: Reader, brackets: Iterable[int]) -> list[tuple[int, int, int]]:
    """Return (bracket, first, last) for each bracket that holds nothing but a capitalised name or a quoted one."""
    found = []
    for i in brackets:
        at = i + 1 + (i + 1 < len(reader.lowers) and reader.lowers[i + 1] in QUOTES)
        at += at < len(reader.lowers) and reader.lowers[at] == "the"
        end = at
        while end < min(len(reader.lowers), at + 4) and reader.codes[end] & CAPITAL and not reader.codes[end] & STOP:
            end += 1
        closed = end < len(reader.lowers) and reader.lowers[end] in (")", *QUOTES)
        if end > at and closed and not (end == at + 1 and reader.codes[at] & (ACRONYM | SOLO | TOPIC | COUNCIL)):
            found.append((i, at, end))
    return found


def discover(
    reader: Reader,
    bounds: list[tuple[int, int]],
    by_sentence: Mapping[int, list[Span]],
    place: str | None,
    skip: frozenset[int],
    defined: dict[str, str],
) -> dict[int, list[Span]]:
    """Return, by sentence, spans of capitalised names that the other finders left and that act like organisations.

    `defined` gives the long forms of acronyms of unknown kind; both forms count as one name.
    """
    rule = reader.lexicon.rules.get("discovery.agent")
    if rule is None:
        return {}
    covered = {i for found in by_sentence.values() for span in found for i in range(span.first, span.last)}
    bodies = _bodies(reader, by_sentence)
    runs: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    common = {lower for lower, code in zip(reader.lowers, reader.codes, strict=True) if not code & CAPITAL}
    plain = common | reader.lexicon.places
    for index, (first, last) in enumerate(bounds):
        if index not in skip:
            for run, end in _runs(reader, first, last, covered):
                start = _branded(reader, run, end, place)
                surface = " ".join(reader.texts[start:end])
                name = defined.get(surface, surface)
                common_words = plain.issuperset(reader.lowers[start:end])
                if name == place:
                    continue  # no organisation, even where no register knows the council
                if not common_words or bodies.get(surface) or _of_place(reader, name, place):
                    runs[name].append((index, start, end))
    out: dict[int, list[Span]] = defaultdict(list)
    initials = _initials(by_sentence, reader)
    defines = frozenset(defined.values())
    likes = {
        name: initials.get(name) or _like(reader, name, found, bounds, bodies, (place, name in defines))
        for name, found in runs.items()
    }
    sentences = {index: span for index, span in enumerate(bounds) if index not in skip}
    spans = (span for spans in by_sentence.values() for span in spans)
    add_agents(reader, sentences, covered, spans, runs, likes)
    for name, found in runs.items():
        like = likes[name] or _first_word(reader, name, likes)
        if like is not None:
            long = like.name or (name if name in defines else None)
            for index, start, end in found:
                out[index].append(Span(start, end, like.type, like.rule, True, long, register=like.register))
    return out


def _like(
    reader: Reader,
    name: str,
    found: list[tuple[int, int, int]],
    bounds: list[tuple[int, int]],
    bodies: Mapping[str, Span | None],
    known: tuple[str | None, bool],
) -> Span | None:
    """Return a span of the type, rule and name that the places `found` of a capitalised name show it to have.

    `known` is the place of the document's council, and whether the document defines an acronym for the name.
    """
    place, defined = known
    rule = reader.lexicon.rules["discovery.agent"]
    dated = any(end < bounds[index][1] and reader.codes[end] & YEAR for index, _, end in found)
    branded = _of_place(reader, name, place) if not dated else None  # "Healthier Eastmoor 2030" is a plan
    if branded is not None:
        return branded
    agents, places = reader.lexicon.listed("discovery.agent"), frozenset(rule.words("not_after"))
    befores = [reader.lowers[start - 1] if start > bounds[index][0] else "" for index, start, _ in found]
    against = sum(before in places for before in befores)
    ways = [before for before in befores if before in agents]
    acts = sum(
        before not in places and before not in agents and _verb_after(reader, end, bounds[index][1])
        for before, (index, _, end) in zip(befores, found, strict=True)
    )
    if name in bodies:
        return bodies[name] if (acts or ways) and not against else None
    if not acts and not defined and _WAYS.issuperset(ways):
        return None
    score = acts + len(ways)
    least, share = int(rule.fields["least"]), int(rule.fields["share"])
    enough = score >= least and 100 * score >= share * len(found) and score >= 2 * against
    return Span(0, 0, "Organisation", rule.id, True) if enough else None


def _initials(by_sentence: Mapping[int, list[Span]], reader: Reader) -> dict[str, Span]:
    """Return what each undefined acronym may be the initials of: "DAP" for "Devon Audit Partnership"."""
    found: dict[str, dict[tuple[str, str], Span]] = defaultdict(dict)
    for spans in by_sentence.values():
        for span in spans:
            if not span.named or span.last - span.first < _LETTERS or span.type in ("Person", "Strategy"):
                continue
            words = reader.texts[span.first : span.last]
            long = span.name or " ".join(words)
            short = "".join(word[0] for word in words if word[0].isupper())
            like = Span(0, 0, span.type, "acronym.initials", True, long, span.head, span.register)
            if len(short) >= _LETTERS and len(short) == len(words):
                found[short][span.type, long.lower()] = like
    return {short: next(iter(likes.values())) for short, likes in found.items() if len(likes) == 1}


def _first_word(reader: Reader, name: str, likes: Mapping[str, Span | None]) -> Span | None:
    """Return the one organisation that a name may be the first words of: "Livewell" for "Livewell Eastmoor"."""
    longer = [long for long, like in likes.items() if like and long.startswith(f"{name} ")]
    like = likes[longer[0]] if len(longer) == 1 and _distinct(reader, name) else None
    if like is None or like.type not in _SHORT:
        return None
    return Span(0, 0, like.type, "discovery.short", True, like.name or longer[0], register=like.register)


def _bodies(reader: Reader, by_sentence: Mapping[int, list[Span]]) -> dict[str, Span | None]:
    """Return the bodies whose names begin with some words, by these words; None where they begin several names.

    A name that begins those of several bodies, or that of a council, is the name of their place.
    """
    names: dict[str, dict[tuple[str, str], Span]] = defaultdict(dict)
    for spans in by_sentence.values():
        for span in spans:
            if not span.named or span.link is not None or span.last - span.first < 2:
                continue
            words = reader.texts[span.first : span.last]
            full = Span(
                span.first, span.last, span.type, span.rule, True, span.name or " ".join(words), "", span.register
            )
            for size in range(1, min(len(words), 4)):
                names[" ".join(words[:size])][span.type, (span.name or " ".join(words)).lower()] = full
    short: dict[str, Span | None] = {}
    for name, found in names.items():
        types = {type_ for type_, _ in found}
        only = next(iter(found.values())) if len(found) == 1 and types <= _SHORT else None
        short[name] = only if only is None or _distinct(reader, name) else None
    return short


def _distinct(reader: Reader, name: str) -> bool:
    """Tell whether the first words of a name are no place and no common words."""
    words = name.split()
    if len(words) > 1 and any(word.isupper() and len(word) > 2 for word in words):
        return True
    plain = COMMON | STOP
    known = [word for word in words if word.lower() in reader.lexicon.places or reader.lexicon.bits(word) & plain]
    return len(known) < len(words) and (len(words) > 1 or not known)


def _of_place(reader: Reader, name: str, place: str | None) -> Span | None:
    """Return a span of the type that a name of words before the council's place has ("Safer Westhaven"), or None."""
    lower, tail = name.lower(), f" {place.lower()}" if place else ""
    if not tail or not lower.endswith(tail):
        return None
    for rule in _PLACE_RULES:
        if lower.removesuffix(tail) in reader.lexicon.listed(rule):
            return Span(0, 0, str(reader.lexicon.rules[rule].fields["type"]), rule, True)
    return None


def _branded(reader: Reader, start: int, end: int, place: str | None) -> int:
    """Return where a name of the council's place begins in a run that ends with it: "Support [Safer Westhaven]"."""
    before = start - (start > 0 and bool(reader.codes[start - 1] & CAPITAL))
    names = (" ".join(reader.texts[at:end]) for at in range(before, end))
    return next((at for at, name in enumerate(names, before) if _of_place(reader, name, place)), start)


def _runs(reader: Reader, first: int, last: int, covered: set[int]) -> Iterable[tuple[int, int]]:
    """Yield the runs of capitalised words that no mention covers, are no ordinary words and no person's name."""
    end, codes = first, reader.codes
    rule = reader.lexicon.listed("discovery.agent.not_words")
    for i in range(first, last):
        if i < end or not codes[i] & CAPITAL or not _proper(reader, i, covered, rule):
            continue
        end = i + 1
        while end < last and end not in reader.breaks and _proper(reader, end, covered, rule):
            end += 1
        if _whole(reader, i, end, first, last, covered):
            yield i, end


def _proper(reader: Reader, i: int, covered: set[int], not_words: frozenset[str]) -> bool:
    code = reader.codes[i]
    if not code & CAPITAL or i in covered or len(reader.lowers[i]) < 3 or reader.lowers[i] in not_words:
        return False
    return not code & (STOP | AND | YEAR | FIRST_NAME) and reader.lowers[i].replace(".", "").isalpha()


def _whole(reader: Reader, start: int, end: int, first: int, last: int, covered: set[int]) -> bool:
    """Tell whether a run of capitals is a name by itself, not a common word or a part of a longer name."""
    if end - start == 1 and (
        reader.codes[start] & COMMON or (reader.initial(start, first) and not reader.codes[start] & ACRONYM)
    ):
        return bool(reader.codes[start] & ACRONYM) or not reader.codes[start] & COMMON
    if reader.is_common(start, end) or end - start > 4:
        return False
    goes_on = end < last and reader.codes[end] & CAPITAL and end not in reader.breaks
    return not goes_on or not (end in covered or reader.codes[end] & COUNCIL)


def _verb_after(reader: Reader, end: int, last: int) -> bool:
    """Tell whether a verb follows a name."""
    if end >= last:
        return False
    code = reader.codes[end]
    return bool(code & AUXILIARY and reader.lowers[end] != "'s") or bool(
        code & VERB and not code & (NOUN_VERB | CAPITAL) and not reader.lowers[end].endswith("ing")
    )
