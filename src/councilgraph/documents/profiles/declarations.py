"""Interests that members declared at a meeting: in a table, in sentences, or in lines with dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from councilgraph import text
from councilgraph.documents.lines import lined
from councilgraph.documents.people import people
from councilgraph.documents.profiles.items import Item
from councilgraph.documents.profiles.values import Draft
from councilgraph.documents.stating import state
from councilgraph.models import Fact, Table

_WHY = (
    r"(?:,?\s+(?:as|because|due to|by virtue of|owing to|since|on the grounds that|in that|by reason of|being)\s+"
    r"(?P<{0}>[^.;]+))?"
)
_DECLARED = re.compile(
    r"(?P<who>(?:Councillors?|Cllrs?)\s(?:(?! - )[^.;–]){2,120}?)\s+declared\s+(?:an?\s+)?"
    r"(?P<kind>[\w\s\"'-]*?)\binterests?\b(?:\s+in\s+(?:relation to\s+|respect of\s+)?(?P<what>[^.;]*?))?"
    + _WHY.format("why")
    + r"[.;]"
)
# "Councillor Ash - item 5 (Grants) - personal - trustee of a charity"
_DASHED = re.compile(
    r"^\W*(?P<who>(?:Councillors?|Cllrs?)\s[^\n–:-]{2,60}?)\s*[–:-]\s+(?P<what>(?:agenda\s+)?(?:item|minute)[^\n–]{1,120}?)"
    r"\s+[–-]\s+(?P<kind>[\w -]{3,40}?)(?:\s+interest)?(?:\s+[–-]\s+(?P<why>[^\n]+?))?\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = re.compile(
    r"(?:minutes?|items?|agenda items?)\W*(?:no\.?|numbers?)?\W*(\d{1,4}(?:/\d{2})?)|^\W*(\d{1,4})\W*$",
    re.IGNORECASE,
)


def read(draft: Draft, meeting: str, item: Item) -> Iterator[Fact]:
    """Yield the interests declared under an item of business."""
    for table in draft.tables:
        if item.start <= table.start < item.end:
            yield from _declared_rows(table, meeting)
    prose, shift = text.clean(draft.text)[item.head_end : item.end], item.head_end
    laid = lined(draft.text)[item.head_end : item.end]
    for match in (*_DECLARED.finditer(prose), *_DASHED.finditer(laid)):
        number = _NUMBER.search(match["what"] or "")
        for person in people(match["who"]):
            yield state(
                "declaration",
                (shift + match.start(), shift + match.end()),
                meeting=meeting,
                person=person.name,
                item=(number[1] or number[2]) if number else None,
                interest=" ".join(match["kind"].split()).removeprefix("a ").strip(" \"'"),
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
