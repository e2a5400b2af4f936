"""Markdown and plain text: the raw file is the text."""

from __future__ import annotations

from councilgraph.documents.formats.content import Content
from councilgraph.errors import DocumentError

_MARKDOWN = frozenset({".md", ".markdown"})
# Controls that no text file has; tab, line ends, form feed and escape may stand in one.
_CONTROLS = frozenset(range(9)) | frozenset(range(14, 27)) | frozenset(range(28, 32))


def read(data: bytes, suffix: str, shown: str) -> Content:
    """Return the text of a file, line ends untouched, so that offsets are those of the raw file."""
    media_type = "text/markdown" if suffix in _MARKDOWN else "text/plain"
    return Content(decode(data, shown), media_type)


def decode(data: bytes, shown: str) -> str:
    """Return bytes decoded as UTF-8; raise DocumentError for a binary file and for another encoding."""
    if b"\x00" in data or len(data.translate(None, bytes(_CONTROLS))) < 0.99 * len(data):
        raise DocumentError(f"{shown}: is a binary file; give Markdown, plain text, PDF, DOCX or HTML")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{shown}: is not UTF-8 (byte {error.start} is 0x{data[error.start]:02x}); save it as UTF-8"
        ) from None
