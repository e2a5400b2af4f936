"""The members of a board whom its own paper lists: in a table, a list, or lines that pair bodies with people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from councilgraph.documents.lines import Line, lined, lines
from councilgraph.documents.people import is_post, people
from councilgraph.documents.profiles import periods
from councilgraph.documents.profiles.values import Draft
from councilgraph.documents.stating import state
from councilgraph.models import Cell, Fact, Table

# An organisation in a list of members is known by one of these words.
_BODY = re.compile(
    r"\b(?:Council|NHS|Trust|Board|Police|Service|Services|University|College|Healthwatch|Association|Ltd|CIC|Probation|"
    r"Fire|Constabulary|Hospital|Hospitals|Partnership|Commission|Age UK|Housing|Alliance|Network|Foundation|Agency|"
    r"ICB|Action|Mind|Forum|Federation|Society|Homes|Church|Department|Prison|Ambulance)\b"
)
_ITEM = re.compile(r"^\s*(?:[-*•▪●]|\d{1,2}[.)])\s+(?P<item>\S.*)$")
_PAIR = re.compile(r"^(?P<left>[A-Z][^:|]{3,70}?)\s*:\s+(?P<right>[A-Z].*)$")
_APPENDIX = re.compile(r"^\W*(?:appendix|annex)\s+\w{1,3}\W+", re.IGNORECASE)


def members(draft: Draft, title: str = "") -> Iterator[Fact]:
    """Yield the members that a document lists under headings of membership, or lines that read so."""
    for heading, start, end, above in _stretches(draft):
        board = board_in(heading) or next(filter(None, map(board_in, reversed(above))), "")
        board = board or board_in(title or draft.title)
        if not board:
            continue
        tables = [table for table in draft.tables if start <= table.start < end]
        for table in tables:
            yield from _rows(table, board)
        if not tables:
            yield from _list(draft, start, end, board)


def _stretches(draft: Draft) -> Iterator[tuple[str, int, int, tuple[str, ...]]]:
    """Yield heading, span and the headings above of each stretch that lists members."""
    headed = []
    for at, section in enumerate(draft.sections):
        if _is_membership(section.heading):
            below = (one for one in draft.sections[at + 1 :] if one.level <= section.level)
            end = next((one.start for one in below), len(draft.text))
            headed.append((section.start, end))
            yield section.heading, section.start, section.end, section.path
    if headed:
        return
    rows = list(lines(draft.text))
    for at, row in enumerate(rows):
        if len(row.text) < 60 and not row.text.endswith(".") and _is_membership(row.text.strip(" #*:")):
            end = _listed_to(rows, at)
            if end > row.end:
                yield row.text.strip(" #*:"), row.end, end, ()


def _is_membership(heading: str) -> bool:
    return _APPENDIX.sub("", heading).casefold().startswith(tuple(periods.words()["membership"]))


def _listed_to(rows: list[Line], at: int) -> int:
    """Return where the lines end that name members: pairs, items or people, one after the other."""
    end = rows[at].end
    for row in rows[at + 1 : at + 80]:
        pair = _PAIR.match(row.text)
        if not ((pair and (_BODY.search(pair["left"]) or is_post(pair["left"]))) or _ITEM.match(row.text)):
            break
        end = row.end
    return end


def board_in(line: str) -> str:
    """Return the name of a board in a heading or title: "Membership of the Eastmoor Safeguarding Adults Board"."""
    heads = "|".join(periods.words()["boards"])
    match = re.search(
        rf"\b(?P<name>[A-Z][\w'&-]*(?:\s(?:(?:and|of|for|the|&)\s){{0,2}}[A-Z][\w'&-]*){{0,7}}?\s(?:{heads}))\b", line
    )
    if not match:
        return ""
    return re.sub(r"^(?:Annual Report of|Membership of|Members of) (?:the )?|^(?:The|Our) ", "", match["name"])


def _rows(table: Table, board: str) -> Iterator[Fact]:
    header, rows = (table.header, table.rows) if table.header else (table.rows[0], table.rows[1:])
    columns: dict[str, int] = {}
    for field, names in periods.words()["columns"].items():
        for at, cell in enumerate(header):
            if at not in columns.values() and any(re.search(rf"\b{name}", cell.text.lower()) for name in names):
                columns[field] = at
                break
    if not {"person", "organisation"} & set(columns):
        return
    for row in rows:
        values: dict[str, object] = {field: _at(row, at) for field, at in columns.items()}
        if any(values.values()):
            yield state("board_member", (row[0].start, row[-1].end), derived=False, board=board, **values)


def _at(row: tuple[Cell, ...], at: int) -> str:
    return row[at].text if at < len(row) else ""


def _list(draft: Draft, start: int, end: int, board: str) -> Iterator[Fact]:
    flat = lined(draft.text)
    for row in lines(draft.text, start, end):
        item = _ITEM.match(row.text)
        body = item["item"] if item else row.text
        at = row.start + (item.start("item") if item else 0)
        pair = _PAIR.match(body)
        if pair and (_BODY.search(pair["left"]) or is_post(pair["left"])):
            yield from _pair(flat, pair, at, row.end, board)
        elif item:
            yield from _item(flat, body, at, row.end, board)


def _pair(flat: str, pair: re.Match[str], at: int, end: int, board: str) -> Iterator[Fact]:
    """Yield the people behind the name of their organisation or post: "Southmere Police: Kay Moss, Superintendent"."""
    post = "" if _BODY.search(pair["left"]) else pair["left"]
    for person in people(flat, at + pair.start("right"), end):
        yield state(
            "board_member",
            (at, end),
            board=board,
            person=person.name,
            post=post or person.note.strip(" ()"),
            organisation="" if post else pair["left"],
        )


def _item(flat: str, item: str, start: int, end: int, board: str) -> Iterator[Fact]:
    found = people(flat, start, end)
    if len(found) == 1 and (found[0].note or not _BODY.search(item)):
        yield _member(board, found[0].name, found[0].note, (start, end))
        return
    bare = re.sub(r"\s*\([^)]*\)\s*$", "", item).rstrip(" .;,")
    if len(bare) > 100:
        return
    if is_post(bare) and not re.match(r"(?:NHS|Healthwatch)\b", bare):
        post, _, organisation = bare.partition(", ")
        # "Director of Children, Schools and Families" is one post; what follows a comma is a body only if it says so.
        whole = not _BODY.search(organisation)
        yield state(
            "board_member",
            (start, end),
            board=board,
            post=bare if whole else post,
            organisation="" if whole else organisation,
        )
    elif _BODY.search(bare):
        yield state("board_member", (start, end), board=board, organisation=bare)


def _member(board: str, name: str, note: str, span: tuple[int, int]) -> Fact:
    """Return a member whose note holds post and organisation: "Director of Adults, Westhaven City Council"."""
    parts = [part.strip(" .()") for part in re.split(r"[,;()|]|\s[–-]\s", note) if part.strip(" .()")]
    at = next((at for at, part in enumerate(parts) if _BODY.search(part) and not is_post(part)), len(parts))
    return state(
        "board_member",
        span,
        board=board,
        person=name,
        post=", ".join(parts[:at]),
        organisation=", ".join(parts[at:]),
    )
