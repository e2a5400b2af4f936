"""Tells formats apart, by their first bytes and then by their names, and calls the reader."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from councilgraph.documents.formats import plain
from councilgraph.documents.formats.content import Content
from councilgraph.errors import DocumentError

# What is no document, with what to do about it; compared with the first bytes of a file.
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "is an old Word, Excel or PowerPoint file, or a protected one; save it as .docx or PDF"),
    (b"{\\rtf", "is rich text (RTF); save it as .docx or PDF"),
    (b"\xff\xfe", "is UTF-16, not UTF-8; save it as UTF-8"),
    (b"\xfe\xff", "is UTF-16, not UTF-8; save it as UTF-8"),
    (b"\x89PNG", "is a picture; give a document with text"),
    (b"\xff\xd8\xff", "is a picture; give a document with text"),
    (b"GIF8", "is a picture; give a document with text"),
    (b"\x1f\x8b", "is a gzip archive; unpack it or use .zip"),
)
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_TEXT_SUFFIXES = frozenset({".md", ".markdown", ".txt", ".text"})
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def decode(data: bytes, name: str, shown: str, max_size: int) -> Content:
    """Return the content of a file's bytes; `name` gives the suffix, messages call the file `shown`."""
    for magic, remedy in _REFUSED:
        if data.startswith(magic):
            raise DocumentError(f"{shown}: {remedy}")
    suffix = PurePath(name).suffix.lower()
    if b"%PDF-" in data[:1024] and suffix not in _TEXT_SUFFIXES:
        from councilgraph.documents.formats.pdf import read as read_pdf

        return read_pdf(data, shown)
    if data.startswith(b"PK\x03\x04"):
        _refuse_archive(data, shown)
        from councilgraph.documents.formats import word

        return word.read(data, shown, max_size)
    if suffix in (".pdf", ".docx"):
        raise DocumentError(f"{shown}: is no {suffix[1:].upper()} file whatever its name; download or save it again")
    if suffix in _HTML_SUFFIXES or (suffix not in _TEXT_SUFFIXES and _HTML.match(data)):
        from councilgraph.documents.formats import html

        return html.read(data, shown)
    return plain.read(data, suffix, shown)


def _refuse_archive(data: bytes, shown: str) -> None:
    """Raise DocumentError for a package that is no Word file."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise DocumentError(f"{shown}: is a damaged archive ({error}); download or save it again") from None
    if any(name.startswith("word/") for name in names):
        return
    if "mimetype" in names or any(name.startswith(("xl/", "ppt/")) for name in names):
        raise DocumentError(f"{shown}: is an office file of another kind; save it as .docx or PDF")
    raise DocumentError(f"{shown}: is an archive; name it .zip, then its documents are read")
