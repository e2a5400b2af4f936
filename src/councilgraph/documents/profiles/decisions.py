"""What a meeting agreed under an item, point by point, and to whom it delegated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from councilgraph import text
from councilgraph.documents.lines import lined
from councilgraph.documents.meeting_words import words
from councilgraph.documents.people import CAPITALISED as _CAP
from councilgraph.documents.people import is_post
from councilgraph.documents.profiles.items import Item
from councilgraph.documents.stating import state
from councilgraph.models import Fact

PHRASE = rf"{_CAP}(?:(?:,|\s&)?(?:\s(?:of|for|and|the))*\s{_CAP}|\s\(\w+\))*"
_TO = re.compile(rf"\bto\s+(?:the\s+)?(?P<who>{PHRASE})")
_AUTHORISE = re.compile(rf"\bauthoris\w+\s+(?:the\s+)?(?P<who>{PHRASE})\s+to\b", re.IGNORECASE)
_AUTHORISED = re.compile(
    rf"\b(?P<who>{PHRASE})(?:,?\s+(?:in|following|after)\s+consultation\s+with\s+(?:the\s+)?{PHRASE},?)?"
    rf"\s+(?:be|is|are|was)\s+(?:authorised|empowered|(?:given|granted)\s+(?:delegated\s+)?(?:authority|powers?))\b"
)
_DELEGATE = re.compile(r"\bdelegat(?:e|es|ed|ion|ing)\b", re.IGNORECASE)
_CONSULT = re.compile(
    rf"\b(?:(?:in|following|after) (?:consultation|conjunction)|consultation) with\s+(?:the\s+)?(?P<who>{PHRASE})"
)
_LISTED = re.compile(
    r"^[ \t]*(?:[-*•▪●][ \t]+)?\(?(?P<mark>\d{1,2}|[a-z]|[ivx]{1,4}|[IVX]{1,4})[.)][ \t]+(?=\S)"
    r"|^[ \t]*(?P<bullet>[-*•▪●])[ \t]+"
)
# A row of a table of decisions: its number and what was decided.
_ROW = re.compile(r"^\s*\|\s*\(?(?:\d{1,2}|[a-z])[.)]?\s*\|\s*(?P<text>[^|\n]{4,})\|")
_MINUTES_AGREED = re.compile(
    r"(?:^|(?<=[.!?:]\s))[^.!?]*\bminutes\b[^.!?]*\b(?:were|be|was)\b[^.!?]*"
    r"\b(?:agreed|approved|confirmed|signed|accepted)\b[^.!?]*\.",
    re.IGNORECASE | re.MULTILINE,
)
# Stands for the number of a point that has a bullet.
_BULLET = -1


class Point(NamedTuple):
    """One point of what was agreed, with its span."""

    start: int
    end: int
    text: str


@cache
def _decided() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in words()["decided"]), re.IGNORECASE | re.MULTILINE)


def points(raw: str, item: Item) -> list[Point]:
    """Return what was agreed under an item: the list that follows the words, or the rest of their sentence."""
    flat = lined(raw)
    reader = _Reader(flat)
    for block in text.blocks(raw):
        if block.end > item.head_end and block.start < item.end:
            start = max(block.start, item.head_end)
            reader.take(start, _before_reasons(flat[start : min(block.end, item.end)]))
    return reader.points


class _Reader:
    """Takes in the blocks under an item, and knows what the words of decision above a block have opened."""

    def __init__(self, flat: str) -> None:
        self.points: list[Point] = []
        self._flat = flat
        self._opened = self._numbered = False
        # "RESOLVED" alone: what follows in paragraphs that begin with "That" or "To" was resolved.
        self._alone = False
        # The number of the last point of a list.
        self._last = 0

    def take(self, start: int, line: str) -> None:
        """Take in a block, cleaned, and where it starts."""
        if self._opened and (cells := _ROW.match(line)):
            self._add(start + cells.start("text"), start + cells.end("text"))
            return
        mark = _LISTED.match(line) if self._opened else None
        self._alone = self._alone and not mark
        leads = bool(re.search(r"[:–-]\s*$", line))
        if mark and self._goes_on(mark):
            self._add(start + mark.end(), start + len(line))
        elif self._alone and not leads and re.match(r"\W*(?:That|To)\s", line):
            self._add(start, start + len(line))
        else:
            self._alone = self._alone and leads
            if self._last == _BULLET:
                self._opened, self._last = False, 0
            self._take_words(start, line)

    def _goes_on(self, mark: re.Match[str]) -> bool:
        """Tell whether a mark is the next of the list, or the first of one, and keep count."""
        if mark["bullet"]:
            if self._numbered or (self.points and self._last != _BULLET):
                return False
            self._last = _BULLET
            return True
        number = _ordinal(mark["mark"], self._last)
        if number != self._last + 1 and (number != 1 or self._numbered):
            return False
        self._numbered, self._last = True, number
        return True

    def _take_words(self, start: int, line: str) -> None:
        """Take in the rest of a sentence with words of decision, or minutes that were agreed."""
        found = _decided().search(line) or _lead(line)
        if found:
            rest = _rest(line, found.end())
            self._opened, self._alone = True, rest is None
            if rest:
                self._add(start + _from_verb(line, found, rest[0]), start + rest[1])
        elif agreed := _MINUTES_AGREED.search(line):
            self._add(start + agreed.start(), start + agreed.end())

    def _add(self, start: int, end: int) -> None:
        while start < end and self._flat[start].isspace():
            start += 1
        while end > start and (self._flat[end - 1].isspace() or self._flat[end - 1] == "|"):
            end -= 1
        self.points.append(Point(start, end, " ".join(self._flat[start:end].split())))


def _from_verb(line: str, found: re.Match[str], at: int) -> int:
    """Return where the words of a decision begin: at its verb where that has a noun behind it ("agreed the plan")."""
    verb = re.search(r"\w+$", found[0].rstrip())
    noun = line[at:].lower().startswith("the ") and not line[found.end() : at].strip()
    return found.start() + verb.start() if verb and noun else at


def _before_reasons(line: str) -> str:
    """Return the lines of a block up to one that only heads the reasons or the options."""
    found = re.search(rf"\n\W*(?:{'|'.join(words()['after_decision'])})\b[^\n]{{0,60}}(?=\n|$)", line, re.IGNORECASE)
    return line[: found.start()] if found else line


def _lead(line: str) -> re.Match[str] | None:
    """Return the words "The Board:" that open a list of what the body noted and agreed."""
    bodies = "|".join(words()["bodies"])
    return re.search(rf"\b(?:the|that the) (?:{bodies})\s*[:–-]\s*$", line, re.IGNORECASE)


def _ordinal(mark: str, last: int) -> int:
    if mark.isdigit():
        return int(mark)
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
    lower = mark.lower()
    letter = ord(lower) - 96 if len(lower) == 1 else 0
    # "i" is a letter after "h" and a Roman number elsewhere.
    if lower in roman and (roman[lower] == last + 1 or letter != last + 1):
        return roman[lower]
    return letter


def _rest(line: str, at: int) -> tuple[int, int] | None:
    """Return the rest of a sentence after the words of decision, unless it only opens a list."""
    tail = line[at:]
    lead = re.match(r"\s*(?:that|to)?\s*[:–-]*\s*(?:\(?unanimously\)?\s*)?(?:that\b|to\b)?\s*", tail, re.IGNORECASE)
    start = at + (lead.end() if lead else 0)
    opening = re.match(r"(?:(?:the )?\w+(?: \w+){0,3})?\s*[:–-]+\s*$", line[start:])
    if opening or not re.search(r"\w{2}", line[start:]) or re.search(r"[:–-]\s*$", line[start:]):
        return None
    stop = re.search(r"[.!?](?=\s+[A-Z\"'(])|[.!?]\s*$", line[start:])
    return start, start + (stop.end() if stop else len(line[start:]))


def delegation(meeting: str, body: str, item: Item, point: Point) -> Iterator[Fact]:
    """Yield the delegation that a point states: by the body, to whom, and whom they have to consult."""
    to = None
    if _DELEGATE.search(point.text):
        to = next((found["who"] for found in _TO.finditer(point.text) if _can_act(found["who"])), None)
    if not to:
        found = _AUTHORISE.search(point.text) or _AUTHORISED.search(point.text)
        to = found["who"] if found and _can_act(found["who"]) else None
    if to:
        consulting = _CONSULT.search(point.text)
        yield state(
            "delegation",
            (point.start, point.end),
            meeting=meeting,
            item=item.number,
            delegated_by=body,
            delegated_to=re.sub(r"^(?:That |To )?(?:[Tt]he )?", "", to),
            consulting=consulting["who"] if consulting else None,
        )


def _can_act(who: str) -> bool:
    bodies = frozenset(words()["bodies"])
    return is_post(who) or any(word in bodies for word in re.findall(r"[a-z-]+", who.lower()))
