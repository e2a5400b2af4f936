"""Minutes of a meeting: who was there, the items, who introduced them, what was agreed and delegated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from councilgraph import text
from councilgraph.documents.lines import lines
from councilgraph.documents.meeting_words import words
from councilgraph.documents.people import CAPITALISED as _CAP
from councilgraph.documents.people import Person, is_post, people
from councilgraph.documents.profiles import attendance, decisions, declarations, gatherings
from councilgraph.documents.profiles.decisions import PHRASE
from councilgraph.documents.profiles.items import Item, items
from councilgraph.documents.profiles.values import Draft
from councilgraph.documents.stating import state
from councilgraph.models import Fact

_ASKED = re.compile(
    rf"\b(?:welcomed|invited|asked|thanked)\s+(?P<who>{_CAP}[^.]{{3,300}}?)\s+"
    rf"(?:to the (?:meeting|committee|board|panel)\b"
    rf"|and (?:asked|invited) (?:them|him|her)|to (?:introduce|present)\b)[^.]{{0,80}}?\b(?:introduce|present)\b"
)
_ASKED_DIRECTLY = re.compile(rf"\b(?:invited|asked)\s+(?P<who>{_CAP}[^.]{{3,300}}?)\s+to\s+(?:introduce|present)\b")


@cache
def _active() -> re.Pattern[str]:
    """Return what reads "The Director presented the report"."""
    return re.compile(
        rf"(?:^|(?<=[.!?]\s)|(?<=\n)|(?<=\s\s))\s*(?P<who>(?:The\s+)?{_CAP}[^.!?\n]{{1,180}}?),?\s+"
        rf"(?:then\s+|also\s+|formally\s+)?"
        rf"(?:{_introduced()})\b(?!\s+(?:by|to|in|into|on|at|for|as|with)\b)"
    )


@cache
def _passive() -> re.Pattern[str]:
    """Return what reads "The report was presented by the Director"."""
    return re.compile(
        rf"\b(?:report|item|paper|strategy|plan|policy|it)\b[^.]{{0,60}}?\b(?:was|were)\s+(?:{_introduced()})\s+by\s+"
        rf"(?:the\s+)?(?P<who>{PHRASE})"
    )


def _introduced() -> str:
    return "|".join(words()["introduced"])


def read(draft: Draft, gathering: gatherings.Gathering) -> list[Fact]:
    """Return the facts of the minutes of one meeting."""
    meeting = gathering.name
    found = [gatherings.meeting_fact(gathering, "minutes"), *attendance.read(draft.text, gathering)]
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
    yield from _others(raw, item, {name.partition(",")[0] for name, _, _ in who for name in name.split("; ")})
    for number, point in enumerate(decisions.points(raw, item), 1):
        span = (point.start, point.end)
        yield state("decision", span, meeting=meeting, item=item.number, number=number, text=point.text)
        yield from decisions.delegation(meeting, body, item, point)
    if re.search(r"declarations?\b.*\binterests?|interests? declared|disclosures?", item.subject, re.IGNORECASE):
        yield from declarations.read(draft, meeting, item)


def _prose(raw: str, item: Item) -> tuple[str, int]:
    return text.clean(raw)[item.head_end : item.end], item.head_end


def _introducers(raw: str, item: Item) -> list[tuple[str, int, int]]:
    """Return who put an item before the meeting, as written, with spans."""
    prose, shift = _prose(raw, item)
    asked = _ASKED.search(prose) or _ASKED_DIRECTLY.search(prose)
    if asked:
        span = (shift + asked.start("who"), shift + asked.end("who"))
        return [(_written(person), *span) for person in people(asked["who"])] or [(_bare(asked["who"]), *span)]
    for form in (_active(), _passive()):
        found = form.search(prose)
        if found and _is_someone(found["who"]):
            return [(_bare(found["who"]), shift + found.start("who"), shift + found.end("who"))]
    return []


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


_BESIDE = re.compile(
    rf"\b(?P<person>(?:(?:Councillor|Cllr|Mr|Mrs|Ms|Miss|Dr|Professor)\.?\s)+{_CAP}(?:\s{_CAP}){{0,2}}|{_CAP}\s{_CAP}),\s"
    rf"(?:the\s)?(?P<post>{_CAP}(?:(?:,|\s&)?(?:\s(?:of|for|and|the))*\s{_CAP}|\s\(\w+\))*)"
)


def _others(raw: str, item: Item, known: set[str]) -> Iterator[Fact]:
    """Yield the posts of those whom an item names with them, those who introduced it apart: "Jo Bell, Chair of ..."."""
    prose, shift = _prose(raw, item)
    for match in _BESIDE.finditer(prose):
        post = re.sub(rf"\s+and\s+{_CAP}\s{_CAP}$", "", match["post"])
        named = people(match["person"])
        if not is_post(post) or not named or named[0].name in known:
            continue
        # Two capitalised words are a name only alone and beside a full post: no "Plastic Free Ambleford, the Leader".
        titled = " " in named[0].name and named[0].name.split()[0].strip(".") in words()["titles"]
        if not titled and (" " not in post or re.search(r"[A-Z][\w'-]*[\s-]$", prose[: match.start()])):
            continue
        # A post has its word of posts before "of" or "for": "Chair of the Board", no "Grants Board of the Chair".
        if is_post(re.split(r"\s(?:of|for)\s", post)[0]):
            known.add(named[0].name)
            yield state("post", (shift + match.start(), shift + match.end()), person=named[0].name, post=post)
