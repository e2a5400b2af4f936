"""Which bare nouns refer to something named before ("the board", "this strategy"), and to what: `look_back`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from councilgraph.extraction.mentions import Found
from councilgraph.extraction.mentions.complements import numbered
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
)
from councilgraph.extraction.mentions.predicates import governs
from councilgraph.extraction.mentions.reader import Reader, Span
from councilgraph.extraction.references.memory import Memory, Window, read_window
from councilgraph.extraction.tokens import Tape

_NEW = "a new"
_WHICH = frozenset({"which", "that"})
# Sentences at the beginning of a paper among which the title stands.
_OPENING = 8


def look_back(found: Found, tape: Tape) -> Span | None:
    """Add the bare nouns that refer to something named before; return the plan that the paper is, if it is one."""
    reader, lexicon = found.reader, found.reader.lexicon
    window = read_window(lexicon)
    by_sentence: dict[int, list[Span]] = defaultdict(list)
    for span, index in zip(found.spans, found.sentence, strict=True):
        by_sentence[index].append(span)
    paper = _titled(tape, by_sentence, "Strategy")
    memory = Memory(_titled(tape, by_sentence, "Board"), paper)
    spans: list[Span] = []
    sentence: list[int] = []
    for index, (first, last) in enumerate(tape.bounds):
        here = by_sentence.get(index, [])
        if index not in found.skipped and last > first:
            here = _refer_in(reader, first, last, index, here, memory, window)
        spans += here
        sentence += [index] * len(here)
    found.spans, found.sentence = spans, sentence
    return paper


def _titled(tape: Tape, by_sentence: Mapping[int, list[Span]], type_: str) -> Span | None:
    """Return the board whose meeting a paper is of, or the plan that it is: the one in the first heading with any."""
    for index, sentence in enumerate(tape.sentences[:_OPENING]):
        named = [span for span in by_sentence.get(index, ()) if span.type == type_]
        if named and sentence.kind == "heading":
            return named[0] if len(named) == 1 else None
    return None


def _refer_in(
    reader: Reader, first: int, last: int, index: int, here: list[Span], memory: Memory, window: Window
) -> list[Span]:
    """Return the mentions of one sentence with the bare nouns that refer back, and remember them."""
    out: list[Span] = []
    queue = list(here)
    i = first
    while i < last:
        if queue and queue[0].first == i:
            span = queue.pop(0)
            _single(reader, first, span, index, memory, window)
            out.append(span)
            memory.add(span, _called(reader, span, memory), index)
            if reader.lowers[span.last - 2 : span.last] == ["framework", "agreement"]:
                memory.add(span, "framework", index)
            i = span.last
            continue
        if reader.codes[i] & REFERENCE and not reader.codes[i] & COUNCIL:
            bare = _reference(reader, first, last, i, index, memory, window)
            if bare is not None:
                out.append(bare)
                memory.add(bare, _head_of(reader, bare), index)
                memory.take_up(bare, reader.lowers[i], index)
        i += 1
    return out


def _single(reader: Reader, first: int, span: Span, index: int, memory: Memory, window: Window) -> None:
    """Tie "the charity" to the one that was brought up before, named or not."""
    bare = span.rule == "group.single" and span.last - span.first == 1 and span.first > first
    known = memory.by_head.get(span.head) if bare and reader.lowers[span.first - 1] in ("the", "this") else None
    if known is not None and index - known[1] <= window.near and not known[0].plural:
        span.link = known[0].link or known[0]
        span.type = span.link.type


def _called(reader: Reader, span: Span, memory: Memory) -> str:
    """Return the noun that may call a mention again; an integrated care board is "the Board" in its own papers."""
    head = _head_of(reader, span)
    own = memory.meeting is not None and memory.meeting.type == "HealthBody"
    return "" if head == "board" and span.type == "HealthBody" and not own else head


def _head_of(reader: Reader, span: Span) -> str:
    """Return the singular of the noun by which a later "the ..." may call this mention again."""
    if span.type == "PartnerGroup" and not span.head:
        return ""
    words = span.head.split()
    if span.rule == "group.single":
        return span.head
    if span.type == "HealthBody" and span.name is not None and span.name.endswith(" Trust"):
        return "trust"
    head = reader.lexicon.singulars.get(words[-1], "") if words else ""
    return f"{head} {reader.lowers[span.last - 1]}" if head and numbered(reader, span.last - 1) else head


def _reference(
    reader: Reader, first: int, last: int, i: int, index: int, memory: Memory, window: Window
) -> Span | None:
    """Return the mention that a bare noun makes when it refers to something before, or None."""
    lower = reader.lowers[i]
    opener = _opener(reader, first, i, window)
    capital = bool(reader.codes[i] & CAPITAL) and not _in_title(reader, first, last, i)
    if i + 1 < last and numbered(reader, i + 1):
        return _counted(reader, i, index, memory, window)
    if (opener is None and not capital) or not _alone(reader, first, last, i):
        return None
    if opener == _NEW:
        return _brought_up(reader, i)
    singular = reader.lexicon.singulars.get(lower, lower)
    topic = opener in ("the", "this") and reader.opens(i - 1, first) and lower == singular
    if memory.meeting is not None and capital and _meets(reader, i, memory.meeting, singular):
        return _linked(i, memory.meeting)
    if memory.paper is not None and opener == "this" and _is_itself(reader, memory, memory.paper, singular, index):
        return _linked(i, memory.paper)
    reach = window.far if singular in window.far_heads or capital else window.near
    known = _same_head(memory, index, reach, (lower, singular), topic)
    if known is not None and lower != singular and opener != "these" and singular in window.single:
        known = None
    if known is not None and singular in window.services:
        near = index - known[1] <= window.tools and _is_service(reader, first, i, known[0], window)
        known = known if near else None
    ago = index - known[1] if known is not None else 0
    span = _by_type(reader, last, i, index, memory, opener)
    nearer = span is not None and span.link is not None and index - memory.by_type[span.type][1] <= 1
    if known is not None and ago <= reach and not (nearer and ago > window.rival):
        return _linked(i, known[0])
    if memory.meeting is not None and capital and _head_of(reader, memory.meeting) == singular:
        return _linked(i, memory.meeting)
    if span is None and known is not None and opener in ("the", "this") and ago <= window.farthest:
        return _linked(i, known[0])
    return span


def _same_head(memory: Memory, index: int, reach: int, noun: tuple[str, str], topic: bool) -> tuple[Span, int] | None:
    """Return the last mention with the head of a bare noun, given as written and in the singular, and its sentence.

    A plural means several; a singular means one, where one was named at most `reach` sentences back. A noun that opens
    its sentence means the `topic` of the one before.
    """
    lower, singular = noun
    known = (memory.topics if topic else memory.by_head).get(singular)
    if known is None or known[0].plural == (lower != singular):
        return known
    if lower != singular:
        return None
    one = memory.by_head.get(f"one {singular}", known)
    return one if index - one[1] <= reach else known


def _meets(reader: Reader, i: int, meeting: Span, head: str) -> bool:
    """Tell whether "the Board" does what a body does at its own meeting, of which the paper is."""
    if _head_of(reader, meeting) != head or i + 1 >= len(reader.lowers):
        return False
    after = reader.lowers[i + 1 : i + 3]
    acts = reader.lexicon.listed("reference.meeting")
    return after[0] in acts or (after[0] in ("was", "were", "had", "also", "then") and after[-1] in acts)


def _is_itself(reader: Reader, memory: Memory, paper: Span, noun: str, index: int) -> bool:
    """Tell whether "this strategy" in a strategy means itself, not another one just named."""
    last = memory.by_head.get(noun)
    far = last is None or index - last[1] > 1 or last[0].link is paper
    return far and noun in ("document", _head_of(reader, paper))


def _is_service(reader: Reader, first: int, i: int, known: Span, window: Window) -> bool:
    """Tell whether a noun that may mean all of health and care ("people in the system") means a service."""
    within = i - 2 >= first and reader.lowers[i - 2] in window.not_in
    return known.type == "Service" and not within


def _counted(reader: Reader, i: int, index: int, memory: Memory, window: Window) -> Span | None:
    """Return what a noun with a number refers to ("Phase 2") where the thing was named in full before, or None."""
    singular = reader.lexicon.singulars.get(reader.lowers[i], reader.lowers[i])
    known = memory.by_head.get(f"{singular} {reader.lowers[i + 1]}")
    if known is None or index - known[1] > window.far:
        return None
    span = _linked(i, known[0])
    span.last += 1
    return span


def _in_title(reader: Reader, first: int, last: int, i: int) -> bool:
    """Tell whether the capital of a noun means nothing: it opens the sentence or stands among other capitals."""
    if reader.initial(i, first):
        return True
    around = [j for j in (i - 1, i + 1) if first <= j < last]
    return any(reader.codes[j] & (CAPITAL | AND) and not reader.initial(j, first) for j in around)


def _opener(reader: Reader, first: int, i: int, window: Window) -> str | None:
    """Return the article or pronoun before a noun ("the", "this"), "a new", or None."""
    at = i - 1
    while at >= first and at > i - 3 and reader.lowers[at] in window.determiners and not reader.codes[at] & DETERMINER:
        at -= 1
    if at >= first and reader.codes[at] & DETERMINER and reader.lowers[at] in ("the", "this", "that", "these", "our"):
        return reader.lowers[at]
    return _NEW if at >= first and reader.phrase(at, at + 2) == _NEW else None


def _alone(reader: Reader, first: int, last: int, i: int) -> bool:
    """Tell whether a noun ends its phrase, so that it is no modifier of what follows."""
    if i + 1 >= last or governs(reader, first, last, i + 1):
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


def _brought_up(reader: Reader, i: int) -> Span | None:
    """Return the thing that "a new" and a bare noun bring up, where its kind is told so: "a new post"."""
    lower, after = reader.lowers[i], reader.lowers[i + 1] if i + 1 < len(reader.lowers) else ""
    kinds = (
        kind
        for kind in reader.lexicon.references
        if lower in kind.words and _NEW in kind.determiners and (after in _WHICH or after not in kind.not_before)
    )
    return next((Span(i, i + 1, kind.type, kind.id, False, None, lower) for kind in kinds), None)


def _by_type(reader: Reader, last: int, i: int, index: int, memory: Memory, opener: str | None) -> Span | None:
    """Return the mention of the last thing of its type that a noun of a reference rule makes, or None."""
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
