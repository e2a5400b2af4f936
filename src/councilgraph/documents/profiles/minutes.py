"""Minutes of a meeting: who was there, the items, who introduced them, what was agreed and delegated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from councilgraph import text
from councilgraph.documents.lines import lines
from councilgraph.documents.people import Person, is_post, people, words
from councilgraph.documents.profiles import gatherings
from councilgraph.documents.profiles.items import Item, items
from councilgraph.documents.profiles.values import Draft
from councilgraph.documents.stating import state
from councilgraph.models import Fact, Table

_CAP = r"[A-Z][\w'-]*"
_PHRASE = rf"{_CAP}(?:(?:,|\s&)?(?:\s(?:of|for|and|the))*\s{_CAP}|\s\(\w+\))*"
_TO = re.compile(rf"\bto\s+(?:the\s+)?(?P<who>{_PHRASE})")
_AUTHORISE = re.compile(rf"\bauthoris\w+\s+(?:the\s+)?(?P<who>{_PHRASE})\s+to\b", re.IGNORECASE)
_AUTHORISED = re.compile(
    rf"\b(?P<who>{_PHRASE})\s+(?:be|is|are|was)\s+(?:authorised|empowered|(?:given|granted)\s+(?:delegated\s+)?(?:authority|powers?))\b"
)
_DELEGATE = re.compile(r"\bdelegat(?:e|es|ed|ion|ing)\b", re.IGNORECASE)
_CONSULT = re.compile(
    rf"\b(?:(?:in|following|after) (?:consultation|conjunction)|consultation) with\s+(?:the\s+)?(?P<who>{_PHRASE})"
)
_LISTED = re.compile(
    r"^[ \t]*(?:[-*•▪●][ \t]+)?\(?(?P<mark>\d{1,2}|[a-z]|[ivx]{1,4}|[IVX]{1,4})[.)][ \t]+(?=\S)"
    r"|^[ \t]*(?P<bullet>[-*•▪●])[ \t]+"
)
_MINUTES_AGREED = re.compile(
    r"(?:^|(?<=[.!?:]\s))[^.!?]*\bminutes\b[^.!?]*\b(?:were|be|was)\b[^.!?]*"
    r"\b(?:agreed|approved|confirmed|signed|accepted)\b[^.!?]*\.",
    re.IGNORECASE | re.MULTILINE,
)
_DECLARED = re.compile(
    r"(?P<who>(?:Councillors?|Cllrs?)\s[^.;]{2,120}?)\s+declared\s+(?:an?\s+)?(?P<kind>[\w\s-]*?)\binterests?\b"
    r"(?:\s+in\s+(?:relation to\s+|respect of\s+)?(?P<what>[^.;]*?))?"
    r"(?:,?\s+(?:as|because|due to|by virtue of|owing to|since|on the grounds that)\s+(?P<why>[^.;]+))?[.;]"
)
_NUMBER = re.compile(
    r"(?:minutes?|items?|agenda items?)\W*(?:no\.?|numbers?)?\W*(\d{1,4}(?:/\d{2})?)|^\W*(\d{1,4})\W*$",
    re.IGNORECASE,
)


class _Point(NamedTuple):
    start: int
    end: int
    text: str


@cache
def _decided() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in words()["decided"]), re.IGNORECASE | re.MULTILINE)


@cache
def _introduced() -> str:
    return "|".join(words()["introduced"])


def read(draft: Draft, gathering: gatherings.Gathering) -> list[Fact]:
    """Return the facts of the minutes of one meeting."""
    meeting = gathering.name
    found = [gatherings.meeting_fact(gathering, "minutes"), *gatherings.attendance(draft.text, gathering)]
    for item in items(draft.text, gathering.people_end, gathering.end):
        ended = item._replace(end=_item_end(draft.text, item))
        found.extend(_item(draft, meeting, gathering.body, ended))
    return found


def _item_end(raw: str, item: Item) -> int:
    """Return where an item ends at the latest: before a blank page, a closing line or a signature."""
    ends = tuple(words()["ends"])
    for line in lines(raw, item.head_end, item.end):
        lower = line.text.strip(" *#_").lower()
        if lower.startswith(ends) or re.match(
            r"^\W*(?:the )?meeting (?:ended|closed|concluded|finished|rose)\b", lower
        ):
            return line.start
        if re.match(r"^\W*(?:signed|chair(?:man|person)?)\W*\.{4,}|^\W*(?:chair(?:man|person)?)\s+date\b", lower):
            return line.start
    return item.end


def _item(draft: Draft, meeting: str, body: str, item: Item) -> Iterator[Fact]:
    raw = draft.text
    who = _introducers(raw, item)
    yield state(
        "minute",
        (item.start, item.head_end),
        meeting=meeting,
        number=item.number,
        subject=item.subject,
        introduced_by="; ".join(name for name, _, _ in who),
    )
    for name, start, end in who:
        yield from _posts(name, start, end)
    for number, point in enumerate(_points(raw, item), 1):
        span = (point.start, point.end)
        yield state("decision", span, meeting=meeting, item=item.number, number=number, text=point.text)
        yield from _delegation(meeting, body, item, point)
    if re.search(r"declarations?\b.*\binterests?|interests? declared|disclosures?", item.subject, re.IGNORECASE):
        yield from _declarations(draft, meeting, item)


def _prose(raw: str, item: Item) -> tuple[str, int]:
    return text.clean(raw)[item.head_end : item.end], item.head_end


def _introducers(raw: str, item: Item) -> list[tuple[str, int, int]]:
    """Return who put an item before the meeting, as written, with spans."""
    prose, shift = _prose(raw, item)
    verb = _introduced()
    asked = re.compile(
        rf"\b(?:welcomed|invited|asked|thanked)\s+(?P<who>{_CAP}[^.]{{3,300}}?)\s+"
        rf"(?:to the (?:meeting|committee|board|panel)\b"
        rf"|and (?:asked|invited) (?:them|him|her)|to (?:introduce|present)\b)[^.]{{0,80}}?\b(?:introduce|present)\b"
    )
    match = asked.search(prose)
    if not match:
        asked_directly = re.compile(
            rf"\b(?:invited|asked)\s+(?P<who>{_CAP}[^.]{{3,300}}?)\s+to\s+(?:introduce|present)\b"
        )
        match = asked_directly.search(prose)
    if match:
        span = (shift + match.start("who"), shift + match.end("who"))
        return [(_written(person), *span) for person in people(match["who"])] or [(_bare(match["who"]), *span)]
    active = re.compile(
        rf"(?:^|(?<=[.!?]\s)|(?<=\n)|(?<=\s\s))\s*(?P<who>(?:The\s+)?{_CAP}[^.!?\n]{{1,180}}?),?\s+"
        rf"(?:then\s+|also\s+|formally\s+)?"
        rf"(?:{verb})\b(?!\s+(?:by|to|in|into|on|at|for|as|with)\b)"
    )
    passive = re.compile(
        rf"\b(?:report|item|paper|strategy|plan|policy|it)\b[^.]{{0,60}}?\b(?:was|were)\s+(?:{verb})\s+by\s+"
        rf"(?:the\s+)?(?P<who>{_PHRASE})"
    )
    found = active.search(prose)
    if not found or not _is_someone(found["who"]):
        found = passive.search(prose)
    if not found or not _is_someone(found["who"]):
        return []
    span = (shift + found.start("who"), shift + found.end("who"))
    return [(_bare(found["who"]), *span)]


def _is_someone(who: str) -> bool:
    return is_post(who.partition(",")[0]) or bool(people(who)) or bool(people(f"{who},"))


def _bare(who: str) -> str:
    return re.sub(r"^The\s+", "", " ".join(who.split())).rstrip(" ,")


def _written(person: Person) -> str:
    return f"{person.name}, {person.note}" if person.note else person.name


def _posts(who: str, start: int, end: int) -> Iterator[Fact]:
    for person in people(who):
        if person.note and is_post(person.note):
            yield state("post", (start, end), person=person.name, post=person.note.strip(" ,()"))
    turned = re.match(rf"^(?P<post>[^,]+), (?P<who>(?:Councillor|Cllr)\s{_CAP}(?:\s{_CAP}){{0,3}})$", who)
    if turned and is_post(turned["post"]):
        for person in people(turned["who"])[:1]:
            yield state("post", (start, end), person=person.name, post=turned["post"])


def _points(raw: str, item: Item) -> list[_Point]:
    """Return what was agreed under an item: the list that follows the words, or the rest of their sentence."""
    flat = text.clean(raw)
    points: list[_Point] = []
    opened = listed = False
    last = 0
    for block in text.blocks(raw):
        if block.end <= item.head_end or block.start >= item.end:
            continue
        start = max(block.start, item.head_end)
        line = flat[start : min(block.end, item.end)]
        mark = _LISTED.match(line) if opened else None
        if mark and mark["mark"]:
            number = _ordinal(mark["mark"], last)
            if number == last + 1 or (number == 1 and not listed):
                points.append(_point(flat, start + mark.end(), start + len(line)))
                listed, last = True, number
                continue
        elif mark and mark["bullet"] and not listed and (not points or last < 0):
            points.append(_point(flat, start + mark.end(), start + len(line)))
            last = -1
            continue
        if last < 0:
            opened, last = False, 0
        found = _decided().search(line)
        if found:
            opened = True
            rest = _rest(line, found.end())
            if rest is not None:
                points.append(_point(flat, start + rest[0], start + rest[1]))
        else:
            points.extend(_agreed_minutes(flat, line, start))
    return points


def _agreed_minutes(flat: str, line: str, start: int) -> Iterator[_Point]:
    match = _MINUTES_AGREED.search(line)
    if match:
        yield _point(flat, start + match.start(), start + match.end())


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
    lead = re.match(r"\s*(?:that|to)?\s*[:–-]*\s*(?:\(?unanimously\)?\s*)?(?:that\b|to\b)?\s*", tail, re.I)
    start = at + (lead.end() if lead else 0)
    opening = re.match(r"(?:(?:the )?\w+(?: \w+){0,3})?\s*[:–-]+\s*$", line[start:])
    if opening or not re.search(r"\w{2}", line[start:]) or re.search(r"[:–-]\s*$", line[start:]):
        return None
    stop = re.search(r"[.!?](?=\s+[A-Z\"'(])|[.!?]\s*$", line[start:])
    return start, start + (stop.end() if stop else len(line[start:]))


def _point(flat: str, start: int, end: int) -> _Point:
    while start < end and flat[start].isspace():
        start += 1
    while end > start and flat[end - 1].isspace():
        end -= 1
    return _Point(start, end, " ".join(flat[start:end].split()))


def _delegation(meeting: str, body: str, item: Item, point: _Point) -> Iterator[Fact]:
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


def _declarations(draft: Draft, meeting: str, item: Item) -> Iterator[Fact]:
    for table in draft.tables:
        if item.start <= table.start < item.end:
            yield from _declared_rows(table, meeting)
    prose, shift = _prose(draft.text, item)
    for match in _DECLARED.finditer(prose):
        number = _NUMBER.search(match["what"] or "")
        for person in people(match["who"]):
            yield state(
                "declaration",
                (shift + match.start(), shift + match.end()),
                meeting=meeting,
                person=person.name,
                item=(number[1] or number[2]) if number else None,
                interest=" ".join(match["kind"].split()).removeprefix("a ").strip(),
                reason=match["why"],
            )


def _declared_rows(table: Table, meeting: str) -> Iterator[Fact]:
    header, rows = table.header, table.rows
    if not header and rows:
        header, rows = rows[0], rows[1:]
    columns = [cell.text.lower() for cell in header]

    def column(*names: str) -> int:
        return next((at for at, name in enumerate(columns) if any(word in name for word in names)), -1)

    who, item, why, kind = (
        column("name", "member", "councillor"),
        column("minute", "item", "agenda"),
        column("reason", "nature", "detail"),
        column("interest", "type"),
    )
    for row in rows if who >= 0 else ():
        cells = [cell.text for cell in row] + [""] * len(columns)
        found = people(cells[who])
        number = _NUMBER.search(cells[item]) if item >= 0 else None
        for person in found:
            yield state(
                "declaration",
                (row[0].start, row[-1].end),
                meeting=meeting,
                person=person.name,
                item=(number[1] or number[2]) if number else None,
                reason=cells[why] if why >= 0 else None,
                interest=cells[kind] if kind not in (-1, why) else None,
            )
