"""Lists of people as papers of meetings write them: "Councillors Mrs Ash (Chair), Bell and Cole"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from councilgraph.documents.meeting_words import words

_SEPARATOR = re.compile(
    r"\s*[,;|\t\n•]\s*(?:and\s+)?|\s+and\s+|\s+&\s+|\s+[–-]\s+|\s*:\s+"
    r"|\s+(?=in the [Cc]hair\b)|\s+(?=(?:Councillors?|Cllrs?)\b)|\s{3,}"
    r"|\s*[)\]]\s*(?:,?\s*(?:and|&)\s+|[,;]\s*)?|\s*[(\[]\s*"
)
# A word that begins with a capital, for patterns of names and posts.
CAPITALISED = r"[A-Z][\w'-]*"
_TOKEN = r"(?:[A-Z][\w'.-]*|d[eu]|van|von|der|den|la|le|al|bin|O')"
_NAME = re.compile(rf"{_TOKEN}(?:\s+{_TOKEN}){{0,4}}")
_PLURAL = re.compile(r"^(?:Councillors|Cllrs)\b")
_SINGULAR = re.compile(r"^(?:Councillor|Cllr)\b")
_SHORT = re.compile(r"^Cllr(s?)\b\.?")


class Person(NamedTuple):
    """A person of a list: the name with its title, what stands beside it, and the span of the name."""

    name: str
    note: str
    start: int
    end: int


class _Piece(NamedTuple):
    start: int
    end: int
    text: str
    before: str


@cache
def _titles() -> re.Pattern[str]:
    names = sorted(words()["titles"], key=len, reverse=True)
    return re.compile(rf"^(?:(?:The\s+)?(?:{'|'.join(re.escape(name) for name in names)})\b\.?\s*)+")


@cache
def _no_names() -> frozenset[str]:
    return frozenset(word for kind in ("posts", "topics", "bodies", "organisations") for word in words()[kind])


def is_post(text: str) -> bool:
    """Tell whether a phrase names a post: it has one of the words of posts."""
    posts = frozenset(words()["posts"])
    return any(word in posts for word in re.findall(r"[a-z0-9-]+", text.lower()))


def is_body(text: str) -> bool:
    """Tell whether a phrase names an organisation, as "NHS Southmere ICB" does, and no post in one."""
    first = re.split(r"\s(?:of|for|at)\s|,", text)[0]
    last = re.findall(r"[a-z0-9-]+", first.lower())[-1:]
    return bool(set(last) & set(words()["organisations"])) or last in (["council"], ["partnership"])


def people(flat: str, start: int = 0, end: int | None = None, *, councillors: bool = False) -> list[Person]:
    """Return the people whom a stretch of cleaned text lists, in order; words that are no names are notes.

    A plural title ("Councillors") is that of every name that follows it without a title of its own; with `councillors`
    the list stands under such a title.
    """
    found: list[Person] = []
    notes: list[tuple[int, int]] = []
    plural = councillors
    for piece in _pieces(flat, start, len(flat) if end is None else end):
        # "(substitute for Councillor Ash)" says something of the person before it.
        if found and flat.count("(", start, piece.start) > flat.count(")", start, piece.start):
            name = ""
        else:
            plural = bool(_PLURAL.match(piece.text)) or (plural and not _SINGULAR.match(piece.text))
            name = _name(piece, plural, bool(notes and notes[-1]), flat)
        bracketed = piece.before.endswith(("(", "[")) and not (not found and _titles().match(piece.text))
        if name and not bracketed:
            found.append(Person(name, "", piece.start, piece.end))
            notes.append((0, 0))
        elif found and piece.text:
            first = notes[-1][0] or piece.start
            notes[-1] = (first, piece.end)
    return [
        person._replace(note=" ".join(flat[note[0] : note[1]].split()))
        for person, note in zip(found, notes, strict=True)
    ]


def _pieces(flat: str, start: int, end: int) -> Iterator[_Piece]:
    at, before = start, ""
    for match in _SEPARATOR.finditer(flat, start, end):
        if piece := _piece(flat, at, match.start(), before):
            yield piece
            before = ""
        at, before = match.end(), before + match[0]
    if piece := _piece(flat, at, end, before):
        yield piece


def _piece(flat: str, start: int, end: int, before: str) -> _Piece | None:
    while start < end and flat[start] in " \t\n#*.-":
        start += 1
    while end > start and flat[end - 1] in " \t\n.:,":
        end -= 1
    return _Piece(start, end, flat[start:end], before) if end > start else None


def _name(piece: _Piece, plural: bool, noted: bool, flat: str) -> str:
    """Return the name that a piece is, with its title, or nothing where it is a post, a topic or a remark."""
    title = _titles().match(piece.text)
    bare = " ".join(piece.text[title.end() :].split()) if title else " ".join(piece.text.split())
    if title or plural:
        # Surnames in capitals: "Councillor ASH".
        bare = re.sub(r"\b[A-Z][A-Z'-]{2,}\b", lambda found: found[0].title(), bare)
    tokens = bare.split()
    common = [word for word in tokens if word.lower().strip(".") in _no_names()]
    # "Councillor Dean" is a name, "Dean" alone a post.
    if not bare or not _NAME.fullmatch(bare) or (common and (not title or len(common) == len(tokens) > 1)):
        return ""
    if title:
        full = _SHORT.sub("Councillor", f"{' '.join(piece.text[: title.end()].split())} {bare}")
        full = re.sub(r"^(?:The )?Councillors\b", "Councillor", full)
        return f"Councillor {full}" if plural and not full.startswith("Councillor") else full
    if plural and not (noted and piece.before.strip() == "and" and len(tokens) == 1 and _in_post(piece, flat)):
        return f"Councillor {bare}"
    if len(tokens) < 2 or bare.isupper():
        return ""
    # After "Director for Customer and" two capitalised words are a name only if they have a post of their own.
    if noted and piece.before.strip() == "and" and not _has_post(piece, flat):
        return ""
    return bare


def _in_post(piece: _Piece, flat: str) -> bool:
    return bool(re.search(r"\b(?:for|of)\b[^,(;]*$", flat[max(piece.start - 80, 0) : piece.start]))


def _has_post(piece: _Piece, flat: str) -> bool:
    after = re.match(r"\s*[,(–-]\s*([^,;()]{3,80})", flat[piece.end : piece.end + 90])
    return bool(after and is_post(after[1]))
