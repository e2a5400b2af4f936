"""Reads one file into a `Document`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from councilgraph import text
from councilgraph.documents import council, files, formats, head, profiles
from councilgraph.documents.files import MAX_SIZE, File
from councilgraph.documents.outline import outline
from councilgraph.models import Document, Source


def read(path: File | Path | str, *, max_size: int = MAX_SIZE, name: str | None = None) -> Document:
    """Return the document in a file (`-` is standard input); `name` stands in for the file's own name.

    Raises DocumentError, in one line that names the file, what is wrong and the remedy.
    """
    file = path if isinstance(path, File) else File(Path(path))
    return parse(files.load(file, max_size), name or file.name, shown=name or str(file), max_size=max_size)


def parse(data: bytes, name: str, *, shown: str | None = None, max_size: int = MAX_SIZE) -> Document:
    """Return the document in the bytes of a file called `name`; messages call it `shown`."""
    content = formats.decode(data, name, shown or name, max_size)
    raw = content.text
    sections = text.sections(raw)
    tables = text.tables(raw)
    stem = Path(name).stem
    title = head.title(raw, sections, content.title or stem)
    subject = council.subject(title, raw)
    council_name = subject.name if subject else None
    found = profiles.apply(profiles.Draft(raw, title, sections, tables, content.pages, council_name))
    label = head.published(raw)
    published = label.date if label else content.published
    warnings = list(content.warnings)
    if subject is None:
        warnings.append(f"{name}: no council is recognised in its title or text; its entities get no council")
    month = "" if published or found.held else head.published_month(raw)
    if month:
        warnings.append(
            f"{name}: was published in {month}, on a day that is not stated; it has no date, so that --since, --until "
            "and `changes` pass it over"
        )
    return Document(
        id=files.slug(stem),
        title=found.title or title,
        kind=found.kind,
        published=published,
        council=subject.code if subject else None,
        council_name=council_name,
        text=raw,
        sections=outline(sections) if found.kind == "assessment" else sections,
        tables=tables,
        pages=content.pages,
        facts=found.facts,
        source=Source(name, content.media_type, hashlib.sha256(data).hexdigest(), len(data)),
        warnings=tuple(warnings),
        anchors=content.anchors,
        held=found.held,
    )
