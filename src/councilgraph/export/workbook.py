"""An Excel workbook: entities, relations, documents and types, ready to sort and filter."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from councilgraph import schema
from councilgraph.analysis.filters import STANDINGS
from councilgraph.errors import OutputError
from councilgraph.export import tables
from councilgraph.export.view import Format, View

_WIDTHS: Final = {"quote": 80, "name": 40, "subject": 36, "object": 36, "title": 50, "definition": 80, "aliases": 36}
_MOST: Final = 32_767  # characters in a cell
# Characters that XML cannot hold.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
# ZIP knows no earlier day; the same graph has to give the same file on any day.
_DAY: Final = (1980, 1, 1, 0, 0, 0)


class Workbook(Format):
    """graph.xlsx: one row an entity, one row a sentence; text that begins with "=" stays text."""

    name = "xlsx"
    description = "an Excel workbook of entities, relations, documents and types"
    standings = STANDINGS

    def files(self, view: View) -> dict[str, bytes]:
        """Return graph.xlsx."""
        try:
            from openpyxl import Workbook as Book
        except ImportError as error:
            raise OutputError("xlsx: needs openpyxl; install it with `pip install openpyxl`") from error
        book = Book(write_only=True)
        _sheet(book, "Entities", tables.ENTITY_COLUMNS, tables.entities(view))
        _sheet(book, "Relations", tables.RELATION_COLUMNS, tables.relations(view))
        _sheet(book, "Documents", ("id", "title", "kind", "date", "council", "file"), _documents(view))
        _sheet(book, "Types", ("kind", "name", "label", "definition"), _types())
        made = io.BytesIO()
        book.save(made)
        return {"graph.xlsx": _settled(made.getvalue())}


def _documents(view: View) -> Iterator[tuple[Any, ...]]:
    for paper in view.dataset.papers.values():
        if view.filters.admits(paper):
            yield (paper.id, paper.title, paper.kind, paper.date, view.dataset.label(paper.council), paper.file)


def _types() -> Iterator[tuple[str, ...]]:
    declared = schema.load()
    yield from (("type", row.name, row.label, row.definition) for row in declared.types.values())
    yield from (("predicate", link.name, link.label, link.definition) for link in declared.predicates.values())


def _sheet(book: Any, title: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, 16)
    head = [WriteOnlyCell(sheet, column) for column in columns]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    count = 1
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, _FORBIDDEN.sub(" ", value)[:_MOST])
    # Else a name that begins with "=" would be a formula, which a document could use to do harm.
    cell.data_type = "s"
    return cell


def _settled(content: bytes) -> bytes:
    """Return the same workbook without the moment at which it was made."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z?", b"2000-01-01T00:00:00Z", part)
            info = zipfile.ZipInfo(name, date_time=_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, part)
    return settled.getvalue()
