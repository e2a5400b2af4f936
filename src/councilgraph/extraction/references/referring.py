"""Decides which mentions are one entity, and what a bare noun ("the board", "this strategy") refers to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from councilgraph import registers
from councilgraph.extraction.mentions import Found
from councilgraph.extraction.mentions.councils import SUBJECT
from councilgraph.extraction.mentions.lexicon import (
    AND,
    CAPITAL,
    COUNCIL,
    DETERMINER,
    FOLLOWER,
    GROUP,
    NOUN_VERB,
    PUNCTUATION,
    REFERENCE,
    SOLO,
    STOP,
    Lexicon,
)
from councilgraph.extraction.mentions.reader import Home, Reader, Span
from councilgraph.extraction.references import names as identity
from councilgraph.extraction.references.variants import Variants
from councilgraph.extraction.tokens import Tape
from councilgraph.models import Mention

# Bodies of which each area has one, so that several are not that of the document.
_SINGULAR = frozenset({"Partnership", "HealthBody"})
_EMPLOYERS = frozenset({"Council", "HealthBody", "Organisation", "Partnership"})
# Sentences at the beginning of a paper among which the title stands.
_OPENING = 8
_PLACED = frozenset({"Team", "Service", "Strategy", "Board", "Partnership", "Agreement", "Role", "PartnerGroup"})


def refer(found: Found, tape: Tape, home: Home | None, text: str) -> list[Mention]:
    """Return the mentions of a text with the key and the canonical name of the entity of each, in text order."""
    _look_back(found, tape)
    _register(found, text)
    _owned_elsewhere(found)
    _held_elsewhere(found, home)
    keys = _keys(found, home, text)
    names = _names(found, keys, home, text)
    mentions = []
    for span, key in zip(found.spans, keys, strict=True):
        start, end = found.reader.starts[span.first], found.reader.ends[span.last - 1]
        register = home.register if home and span.name == SUBJECT else span.register
        mentions.append(
            Mention(start, end, text[start:end], span.type, key, names[key], span.named, span.rule, register)
        )
    return mentions


def _key(
    span: Span, sentence: int, found: Found, home: Home | None, text: str, plains: dict[tuple[str, int], str]
) -> str:
    """Return the key of a span by its name alone; `plains` keeps the plain forms of names already met."""
    reader = found.reader
    span = span.link or span
    if span.name == SUBJECT:
        return f"Council:{identity.plain(home.name) if home else 'council'}"
    name = span.name or text[reader.starts[span.first] : reader.ends[span.last - 1]]
    if span.type == "Person":
        return f"Person:{identity.person(name, reader.lexicon)}"
    acronyms = found.acronyms(sentence)
    plain = plains.get((name, id(acronyms)))
    if plain is None:
        plain = plains[name, id(acronyms)] = identity.plain(name, reader.lexicon.plurals, acronyms)
    listed = span.type == "Board" and ", " in name
    several = span.plural and (listed or span.type in _SINGULAR or span.rule == "name.board")
    return f"{span.type}:{plain}{' several' if several else ''}"


def _keys(found: Found, home: Home | None, text: str) -> list[str]:
    pairs = zip(found.spans, found.sentence, strict=True)
    plains: dict[tuple[str, int], str] = {}
    keys = [_key(span, sentence, found, home, text, plains) for span, sentence in pairs]
    named = {key for span, key in zip(found.spans, keys, strict=True) if span.named or span.fixed}
    reader = found.reader
    words = Counter(reader.lowers)
    wrong = identity.misprinted(
        Counter(keys), named, lambda word: word in reader.lexicon.words, lambda word: words[word] > 1
    )
    keys = [wrong.get(key, key) for key in keys]
    registers_of = {key: span.register for span, key in zip(found.spans, keys, strict=True) if span.register}
    alike = Variants(Counter(keys), named, registers_of, reader.lexicon).same()
    keys = [alike.get(key, key) for key in keys]
    same = identity.joined(Counter(keys), named, reader.lexicon.places)
    keys = [same.get(key, key) for key in keys]
    kinds = identity.kinds(keys, {key for span, key in zip(found.spans, keys, strict=True) if span.named})
    return [kinds.get(key, key) for key in keys]


def _names(found: Found, keys: list[str], home: Home | None, text: str) -> dict[str, str]:
    """Return the canonical name of each key: the fullest proper name, else the fullest form with the place.

    A kind of body ("Clinical Commissioning Group") names none where the text names the one it has.
    """
    best: dict[str, tuple[bool, int, int, str]] = {}
    for order, (span, key) in enumerate(zip(found.spans, keys, strict=True)):
        if span.link is None:
            name = _canonical(span, found.reader, home, text)
            proper = span.named and not identity.is_kind(name)
            best[key] = max(best.get(key, (False, 0, 0, "")), (proper, len(name), -order, name))
    return {key: name for key, (*_, name) in best.items()}


def _register(found: Found, text: str) -> None:
    """Give health bodies in a variant spelling the entry of the register ("Ambleford Hospital NHS Trust")."""
    reader = found.reader
    for span in found.spans:
        if span.type == "HealthBody" and span.named and span.register is None and span.link is None:
            surface = text[reader.starts[span.first] : reader.ends[span.last - 1]]
            body = _health_body(span.name or surface)
            if isinstance(body, registers.HealthBody):
                span.name, span.register = body.name, body.register


@lru_cache(maxsize=4096)
def _health_body(name: str) -> registers.Body | None:
    return registers.identify("HealthBody", name)


def _owned_elsewhere(found: Found) -> None:
    """Name the unnamed thing that another council owns after it: "Northbury Council's carers strategy"."""
    reader = found.reader
    for owner, span in pairwise(found.spans):
        if owner.type != "Council" or owner.name == SUBJECT or span.named or span.type not in _PLACED:
            continue
        if span.first == owner.last + 1 and reader.lowers[owner.last] in ("'s", "'") and span.link is None:
            name = owner.name or " ".join(reader.texts[owner.first : owner.last])
            span.name = f"{' '.join(reader.texts[span.first : span.last])} of {name}"


def _held_elsewhere(found: Found, home: Home | None) -> None:
    """Name the bare post of another body, "Vale ICB Chief Executive", after it: it is not that of the council."""
    reader = found.reader
    for before, span in pairwise(found.spans):
        bare = span.type == "Role" and span.link is None and span.name is None and span.last - span.first <= 2
        if not bare or before.type not in _EMPLOYERS or not before.named or before.name == SUBJECT:
            continue
        between = reader.lowers[before.last : span.first]
        body = before.link or before
        owner = body.name or " ".join(reader.texts[body.first : body.last])
        if "".join(between) in ("", "'s", ")") and not (home and owner == home.name):
            span.name = f"{' '.join(reader.texts[span.first : span.last])} of {owner}"


def _canonical(span: Span, reader: Reader, home: Home | None, text: str) -> str:
    if span.name == SUBJECT:
        return home.name if home else "local authority"
    if span.name is not None:
        return span.name
    name = " ".join(text[reader.starts[span.first] : reader.ends[span.last - 1]].split())
    return f"{name} ({home.place})" if home and not span.named and span.type in _PLACED else name


def _look_back(found: Found, tape: Tape) -> None:
    """Add the bare nouns that refer to something named before."""
    reader, lexicon = found.reader, found.reader.lexicon
    window = _window(lexicon)
    by_sentence: dict[int, list[Span]] = defaultdict(list)
    for span, index in zip(found.spans, found.sentence, strict=True):
        by_sentence[index].append(span)
    memory = _Memory(_meeting(tape, by_sentence))
    spans: list[Span] = []
    sentence: list[int] = []
    for index, (first, last) in enumerate(tape.bounds):
        here = by_sentence.get(index, [])
        if index not in found.skipped and last > first:
            here = _refer_in(reader, first, last, index, here, memory, window)
        spans += here
        sentence += [index] * len(here)
    found.spans, found.sentence = spans, sentence


def _meeting(tape: Tape, by_sentence: Mapping[int, list[Span]]) -> Span | None:
    """Return the body whose meeting a paper is of: the one board in the first heading that names any."""
    for index, sentence in enumerate(tape.sentences[:_OPENING]):
        boards = [span for span in by_sentence.get(index, ()) if span.type == "Board"]
        if boards and sentence.kind == "heading":
            return boards[0] if len(boards) == 1 else None
    return None


class _Memory:
    """What was mentioned last, by head noun and by type; `meeting` is the body that the paper is of."""

    def __init__(self, meeting: Span | None) -> None:
        self.meeting = meeting
        self.by_head: dict[str, tuple[Span, int]] = {}
        self.by_type: dict[str, tuple[Span, int]] = {}

    def add(self, span: Span, head: str, index: int) -> None:
        """Remember a mention of sentence `index`."""
        if head:
            self.by_head[head] = (span, index)
        self.by_type[span.type] = (span, index)


@dataclass(frozen=True, slots=True)
class _Window:
    near: int
    far: int
    farthest: int
    far_heads: frozenset[str]
    determiners: frozenset[str]
    single: frozenset[str]


def _window(lexicon: Lexicon) -> _Window:
    rule = lexicon.rules["reference.same-head"]
    return _Window(
        int(rule.fields["window"]),
        int(rule.fields["window_far"]),
        int(rule.fields["window_farthest"]),
        frozenset(rule.words("heads_far")),
        frozenset(rule.words("determiners")),
        frozenset(rule.words("single")),
    )


def _refer_in(
    reader: Reader, first: int, last: int, index: int, here: list[Span], memory: _Memory, window: _Window
) -> list[Span]:
    out: list[Span] = []
    queue = list(here)
    i = first
    while i < last:
        if queue and queue[0].first == i:
            span = queue.pop(0)
            out.append(span)
            memory.add(span, _head_of(reader, span), index)
            i = span.last
            continue
        if reader.codes[i] & REFERENCE and not reader.codes[i] & COUNCIL:
            bare = _reference(reader, first, last, i, index, memory, window)
            if bare is not None:
                out.append(bare)
                memory.add(bare, _head_of(reader, bare), index)
        i += 1
    return out


def _head_of(reader: Reader, span: Span) -> str:
    """Return the singular of the noun by which a later "the ..." may call this mention again."""
    if span.type == "PartnerGroup" and not span.head:
        return ""
    words = span.head.split()
    if span.type == "HealthBody" and span.name is not None and span.name.endswith(" Trust"):
        return "trust"
    return reader.lexicon.singulars.get(words[-1], "") if words else ""


def _reference(
    reader: Reader, first: int, last: int, i: int, index: int, memory: _Memory, window: _Window
) -> Span | None:
    """Return the mention that a bare noun makes when it refers to something before, or None."""
    lower = reader.lowers[i]
    opener = _opener(reader, first, i, window)
    capital = bool(reader.codes[i] & CAPITAL) and not _in_title(reader, first, last, i)
    if (opener is None and not capital) or not _alone(reader, last, i):
        return None
    singular = reader.lexicon.singulars.get(lower, lower)
    known = memory.by_head.get(singular)
    if memory.meeting is not None and capital and _meets(reader, i, memory.meeting, singular):
        return _linked(i, memory.meeting)
    many = lower != singular
    if known is not None and many and not (known[0].plural and (opener == "these" or singular not in window.single)):
        known = None
    ago = index - known[1] if known is not None else 0
    reach = window.far if singular in window.far_heads or capital else window.near
    if known is not None and ago <= reach:
        return _linked(i, known[0])
    span = _by_type(reader, last, i, index, memory, opener)
    if span is None and known is not None and opener in ("the", "this") and ago <= window.farthest:
        return _linked(i, known[0])
    return span


def _meets(reader: Reader, i: int, meeting: Span, head: str) -> bool:
    """Tell whether "the Board" does what a body does at its own meeting, of which the paper is."""
    if _head_of(reader, meeting) != head or i + 1 >= len(reader.lowers):
        return False
    after = reader.lowers[i + 1 : i + 3]
    acts = reader.lexicon.listed("reference.meeting")
    return after[0] in acts or (after[0] in ("was", "were", "had", "also", "then") and after[-1] in acts)


def _in_title(reader: Reader, first: int, last: int, i: int) -> bool:
    """Tell whether the capital of a noun means nothing: it opens the sentence or stands among other capitals."""
    if reader.initial(i, first):
        return True
    around = [j for j in (i - 1, i + 1) if first <= j < last]
    return any(reader.codes[j] & (CAPITAL | AND) and not reader.initial(j, first) for j in around)


def _opener(reader: Reader, first: int, i: int, window: _Window) -> str | None:
    at = i - 1
    while at >= first and at > i - 3 and reader.lowers[at] in window.determiners and not reader.codes[at] & DETERMINER:
        at -= 1
    if at >= first and reader.codes[at] & DETERMINER and reader.lowers[at] in ("the", "this", "that", "these", "our"):
        return reader.lowers[at]
    return None


def _alone(reader: Reader, last: int, i: int) -> bool:
    if i + 1 >= last:
        return True
    code, lower = reader.codes[i + 1], reader.lowers[i + 1]
    if lower in ("of", "-", "/"):
        return False
    if code & (FOLLOWER | SOLO | CAPITAL | GROUP) and not code & (STOP | PUNCTUATION):
        return bool(code & NOUN_VERB and not code & CAPITAL and i + 2 < last and reader.codes[i + 2] & STOP)
    return True


def _linked(i: int, target: Span) -> Span:
    origin = target.link or target
    return Span(i, i + 1, origin.type, "reference.same-head", False, None, "", origin.register, link=origin)


def _by_type(reader: Reader, last: int, i: int, index: int, memory: _Memory, opener: str | None) -> Span | None:
    lower = reader.lowers[i]
    if opener is None:
        return None
    for reference in reader.lexicon.references:
        if lower not in reference.words or opener not in reference.determiners:
            continue
        if i + 1 < last and reader.lowers[i + 1] in reference.not_before:
            continue
        known = memory.by_type.get(reference.type)
        if known is not None and 0 <= index - known[1] <= reference.window:
            span = _linked(i, known[0])
            span.rule = reference.id
            return span
        if opener == "this" and lower in reference.alone:
            return Span(i, i + 1, reference.type, reference.id, False, None, lower)
    return None
