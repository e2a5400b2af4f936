"""The council of the document by the bare name of its place, where that does what a body does ("Ambleford funds")."""

from __future__ import annotations

from councilgraph.extraction.mentions.lexicon import (
    AND,
    AUXILIARY,
    CAPITAL,
    DETERMINER,
    FOLLOWER,
    HEAD,
    NOUN_VERB,
    NUMBER,
    PUNCTUATION,
    SOLO,
    STOP,
)
from councilgraph.extraction.mentions.reader import Reader, Span

SUBJECT = "the council of the document"

_BE = frozenset({"is", "was", "are", "were", "been", "be"})
_HAVE = frozenset({"has", "had", "have"})
_DO = frozenset({"did", "does", "do"})
_BETWEEN = frozenset({"not", "also", "now", "then", "already", "since", "always", "never", "further", "both"})
# Words of an object whose place shows that it is a body's: one has a board, a strategy, a team.
_OWNED = frozenset({"Board", "Strategy", "Agreement", "Team"})
_REACH = 9


def place(reader: Reader, first: int, last: int, i: int, heads: set[int]) -> Span | None:
    """Return the council by the bare name of its place where it acts, has what a body has, or is named as the agent.

    `heads` are the tokens where marked chunks begin.
    """
    assert reader.home is not None
    words = reader.home.place.split()
    end = i + len(words)
    if end > last or reader.texts[i:end] != words or any(reader.cover.get(j) for j in range(i, end)):
        return None
    if end < last and reader.texts[end] in ("City", "County", "Borough"):
        end += 1
    as_body = _opens_clause(reader, first, i) and end < last and _as_subject(reader, first, last, i, end)
    if as_body or _is_council(reader, end, last) or _as_agent(reader, first, last, i, end, heads):
        return Span(i, end, "Council", "council.place", False, SUBJECT)
    return None


def _opens_clause(reader: Reader, first: int, i: int) -> bool:
    """Tell whether the word at i may be the subject of a clause, by what stands before it."""
    return reader.opens(i, first) or reader.lowers[i - 1] in reader.lexicon.listed("council.place.clause")


def _as_subject(reader: Reader, first: int, last: int, i: int, end: int) -> bool:
    """Tell whether what follows a place at the beginning of a clause shows it as a body."""
    if reader.lowers[end] == ":" or reader.lowers[end] in ("-", "\u2013"):
        return reader.phrase(first, i).strip("# ") == "" and reader.phrase(end + 1, end + 3) == "local authority"
    at, before = end, ""
    while at < last and (reader.codes[at] & AUXILIARY or _adverb(reader, at)):
        before = reader.lowers[at] if not _adverb(reader, at) else before
        at += 1
    if at >= last:
        return False
    if before in _HAVE and _has(reader, at, last):
        return True
    return (before in _BE and _belongs(reader, at, last)) or _does(reader, last, at, before)


def _adverb(reader: Reader, at: int) -> bool:
    return reader.lowers[at] in _BETWEEN or (reader.lowers[at].endswith("ly") and not reader.codes[at] & CAPITAL)


def _does(reader: Reader, last: int, at: int, before: str) -> bool:
    """Tell whether a verb that only a body does stands at `at`, in the form that the auxiliary `before` asks for."""
    verbs, lower = reader.lexicon.listed("council.place"), reader.lowers[at]
    base = lower in reader.lexicon.listed("council.place.verbs")
    if before in _DO:
        return base
    if (base or lower not in verbs) and reader.phrase(at, min(last, at + 2)) not in verbs:
        return False
    if before in _BE:
        return lower.endswith("ing")
    if lower.endswith("ing") or (lower.endswith("s") and before):
        return False
    noun = reader.codes[at] & NOUN_VERB and lower.endswith("s")
    return not (noun and at + 1 < last and reader.codes[at + 1] & (AUXILIARY | AND | PUNCTUATION))


def _has(reader: Reader, at: int, last: int) -> bool:
    """Tell whether the object that begins at `at` is what a body has ("a clear focus"), not what a place has."""
    for j in range(at, min(last, at + _REACH)):
        code = reader.codes[j]
        if code & (PUNCTUATION | AND | NUMBER) or (code & STOP and not (j == at and code & DETERMINER)):
            return False
        if reader.lowers[j] in reader.lexicon.listed("council.place.has"):
            return True
        heads = reader.lexicon.heads_at(reader.lowers[j - 1], reader.lowers[j]) if code & HEAD else ()
        if any(head.rule.type in _OWNED and not head.before for head in heads):
            return True
    return False


def _is_council(reader: Reader, at: int, last: int) -> bool:
    """Tell whether a verb to be goes on to "a ... local authority": "Ambleford was an ambitious council"."""
    while at < last and reader.codes[at] & AUXILIARY:
        at += 1
    if at >= last or reader.lowers[at] not in ("a", "an") or not reader.codes[at - 1] & AUXILIARY:
        return False
    return any(reader.lowers[j] in ("authority", "council") for j in range(at + 1, min(last, at + 7)))


def _belongs(reader: Reader, at: int, last: int) -> bool:
    """Tell whether a verb to be goes on to what a body belongs to: "is in the Eastmoor Integrated Care System"."""
    listed = reader.lexicon.listed("council.place.belongs")
    size = next((n for n in range(4, 0, -1) if reader.phrase(at, min(last, at + n)) in listed), 0)
    inside = range(at + size, min(last, at + size + _REACH)) if size else ()
    return any(reader.codes[j] & CAPITAL and _collaboration(reader, j) for j in inside)


def _collaboration(reader: Reader, j: int) -> bool:
    """Tell whether a word ends the name of a board or partnership."""
    known = reader.cover.get(j)
    if known is not None:
        return known.type in ("Board", "Partnership")
    heads = reader.lexicon.heads_at(reader.lowers[j - 1], reader.lowers[j]) if reader.codes[j] & HEAD else ()
    return any(head.rule.type in ("Board", "Partnership") for head in heads)


def _as_agent(reader: Reader, first: int, last: int, i: int, end: int, heads: set[int]) -> bool:
    """Tell whether words before a place take it for one that does something: "the board is led by Ambleford"."""
    if reader.phrase(max(first, i - 2), i) not in reader.lexicon.listed("council.place.after"):
        return False
    return end >= last or (end not in heads and not reader.codes[end] & (CAPITAL | FOLLOWER | SOLO | AND))
