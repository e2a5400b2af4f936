"""Numbered items of agendas and minutes: found by their numbers, which rise one by one."""

from __future__ import annotations

import re
from typing import NamedTuple

from councilgraph.documents.lines import lined
from councilgraph.documents.profiles import bodies

_NUMBER = r"(?P<prefix>(?:[A-Z]{1,5}[./ -]?)?)(?P<number>\d{1,4})(?P<suffix>(?:/\d{2,4})?)"
_MARKS = r"[ \t#*|>_-]*"
_FIRST = re.compile(
    rf"^{_MARKS}(?:Minute(?:\s+No\.?)?\s+)?{_NUMBER}(?P<dot>[.):]?){_MARKS}[ \t|]+(?P<subject>\S.*)$", re.MULTILINE
)
# How far behind its subject the pages of an item may stand, in characters: at the end of its row of a table.
_NEAR = 400
# How long a heading may be, in characters: any, one that nothing marks as such, one with a full stop.
_LONGEST, _LONGEST_BARE, _LONGEST_SENTENCE = 200, 90, 60
_MONTH = re.compile(r"^(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_PAGES = re.compile(r"\s*\(?\bPages?\s+(\d+)(?:\s*[-–]\s*(\d+))?\s*\)?", re.IGNORECASE)
_FOLLOW = re.compile(r"\s*\((?:to follow|verbal|oral)[^)]*\)?\s*$", re.IGNORECASE)
# Words by which the points of a decision open: no item of business is called so.
_POINT = re.compile(
    r"^(?:That|To|Approves?|Agrees?|Notes?|Delegates?|Recommends?|Endorses?|Authorises?|Adopts?|"
    r"Cabinet (?:note|approve|recommend|agree)s?)\b"
)


class Item(NamedTuple):
    """An item of business: its number, subject and pages, the span of its heading and where it ends."""

    number: str
    subject: str
    pages: str
    start: int
    head_end: int
    end: int


class _Head(NamedTuple):
    start: int
    end: int
    prefix: str
    number: int
    suffix: str
    subject: str
    style: frozenset[str]


def items(raw: str, start: int, end: int) -> list[Item]:
    """Return the items of a stretch of text, in order.

    The first is the first numbered line that another one follows whose number is one higher and whose heading is
    set in the same style, or a lone one that stands out; a skipped number is passed over.
    """
    heads = _chain(raw, start, end)
    found = []
    for at, head in enumerate(heads):
        until = heads[at + 1].start if at + 1 < len(heads) else end
        subject, pages = _tidy(head.subject, lined(raw)[head.end : min(until, head.end + _NEAR)])
        number = f"{head.prefix}{head.number}{head.suffix}"
        found.append(Item(number, subject, pages, head.start, head.end, until))
    return found


def _chain(raw: str, start: int, end: int) -> list[_Head]:
    flat = lined(raw)
    at = start
    while True:
        match = _FIRST.search(flat, at, end)
        if not match:
            return []
        head = _head(raw, match)
        if head:
            chain = [head]
            while following := _next(raw, flat, chain[-1], chain[0].style, end):
                chain.append(following)
            if len(chain) > (2 if "bare" in head.style else 1) or "marked" in head.style:
                return chain
        at = match.end()


def _head(raw: str, match: re.Match[str]) -> _Head | None:
    """Return the heading that a match of a number gives, or None where it is no heading."""
    line = raw[match.start() : match.end()]
    in_row = "|" in line or "\t" in line
    bold = _bold(line, match)
    style = {"marked"} if bold or line.lstrip().startswith("#") else set()
    if bold:
        subject, end = " ".join(bold[1].split()), match.start() + bold.end()
    elif in_row:
        subject, end = _in_cell(match)
    else:
        subject, end = " ".join(match["subject"].split()).strip(" |*"), match.end()
    letters = re.sub(r"[^A-Za-z]", "", _PAGES.sub("", subject))
    if letters.isupper() and len(letters) > 3:
        style.add("capitals")
    if not style and not match["dot"] and not in_row:
        style.add("bare")
    if not _may_head(subject, style):
        return None
    start = match.start() + (len(match[0]) - len(match[0].lstrip()))
    return _Head(start, end, match["prefix"], int(match["number"]), match["suffix"], subject, frozenset(style))


def _bold(line: str, match: re.Match[str]) -> re.Match[str] | None:
    """Return the words in bold with which the subject begins, behind the number or after it."""
    number = re.escape(match["number"] + match["suffix"])
    found = re.search(rf"(?:\*\*|<b>)\s*(?:{number}\W{{0,4}})?([^*<]+?)\s*(?:\*\*|</b>)", line)
    return found if found and found.start() <= match.start("subject") - match.start() + 2 else None


def _may_head(subject: str, style: set[str]) -> bool:
    """Tell whether words may be the heading of an item; the less they stand out, the less like a sentence."""
    if not re.match(r"[\"'(A-Z£0-9]", subject) or _MONTH.match(subject) or len(subject) > _LONGEST:
        return False
    if not style <= {"bare"}:
        return True
    if subject.endswith((";", ",")) or _POINT.match(subject):
        return False
    if "bare" in style:
        return len(subject) <= _LONGEST_BARE and not subject.endswith(".")
    return not subject.endswith(".") or len(subject) <= _LONGEST_SENTENCE


def _in_cell(match: re.Match[str]) -> tuple[str, int]:
    """Return the subject in a row of a table and where it ends: words in capitals, or those before "Minutes:"."""
    cell = re.match(r"[^|\t]*", match["subject"])
    whole = cell[0] if cell else ""
    capitals = re.match(r"(?=[^a-z]{4})(?:[A-Z0-9][A-Z0-9'&/,()-]*\s+)+(?=[A-Z][a-z]+\s)", whole)
    labelled = re.match(r"(?P<subject>.{3,150}?)\s+(?:Minutes|Decision|Additional documents):\s", whole)
    subject = capitals[0] if capitals else labelled["subject"] if labelled else whole
    end = capitals.end() if capitals else labelled.end() if labelled else len(whole)
    subject = re.split(r"\s+(?:PDF|DOCX?)\s+\d+\s*[KM]B", subject)[0]
    return " ".join(subject.split()).strip(" |*"), match.start("subject") + end


def _next(raw: str, flat: str, last: _Head, style: frozenset[str], end: int) -> _Head | None:
    """Return the next heading: its number is one higher, or up to three where its style is the same."""
    for step in (1, 2, 3):
        number = (
            rf"(?P<prefix>{re.escape(last.prefix)})(?P<number>{last.number + step})(?P<suffix>{re.escape(last.suffix)})"
        )
        line = re.compile(
            rf"^{_MARKS}(?:Minute(?:\s+No\.?)?\s+)?{number}(?P<dot>[.):]?){_MARKS}[ \t|]+(?P<subject>\S.*)$",
            re.MULTILINE,
        )
        glued = re.compile(rf"(?<=[.!?]){number}(?P<dot>\.)\s+(?P<subject>[A-Z].*)$", re.MULTILINE)
        found = []
        for pattern in (line, glued):
            for match in pattern.finditer(flat, last.end, end):
                head = _head(raw, match)
                if head and (style <= {"bare"} or style & head.style):
                    found.append(head)
                    break
        if found:
            return min(found)
    return None


def _tidy(subject: str, after: str) -> tuple[str, str]:
    """Return a subject without its pages, and the pages, which may stand on the next line."""
    pages = _PAGES.search(subject)
    if pages:
        subject = subject[: pages.start()] + subject[pages.end() :]
    else:
        pages = re.match(r"\W*" + _PAGES.pattern, after, re.IGNORECASE) or re.match(
            r"[^\n]*?\|[ ]*(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?[ ]*\|(?=\s*$|\n)", after
        )
    subject = bodies.ordinary(_FOLLOW.sub("", subject).strip(" :;*|-–"))
    span = "-".join(part for part in pages.groups() if part) if pages else ""
    return subject, span
