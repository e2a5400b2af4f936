"""Tells formats apart, by their first bytes and then by their names, and calls the reader."""

from __future__ import annotations

from pathlib import PurePath

from councilgraph.documents.formats import plain
from councilgraph.documents.formats.content import Content
from councilgraph.errors import DocumentError

# What is no document, with what to do about it; compared with the first bytes of a file.
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "is an old Word, Excel or PowerPoint file; save it as .docx or PDF"),
    (b"{\\rtf", "is rich text (RTF); save it as .docx or PDF"),
    (b"\xff\xfe", "is UTF-16, not UTF-8; save it as UTF-8"),
    (b"\xfe\xff", "is UTF-16, not UTF-8; save it as UTF-8"),
    (b"\x89PNG", "is a picture; give a document with text"),
    (b"\xff\xd8\xff", "is a picture; give a document with text"),
    (b"GIF8", "is a picture; give a document with text"),
    (b"\x1f\x8b", "is a gzip archive; unpack it or use .zip"),
)


def decode(data: bytes, name: str, shown: str, max_size: int) -> Content:
    """Return the content of a file's bytes; `name` gives the suffix, messages call the file `shown`."""
    for magic, remedy in _REFUSED:
        if data.startswith(magic):
            raise DocumentError(f"{shown}: {remedy}")
    return plain.read(data, PurePath(name).suffix.lower(), shown)
