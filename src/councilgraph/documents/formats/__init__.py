"""One reader a format: from the bytes of a file to light Markdown text with pages and anchors."""

from __future__ import annotations

from councilgraph.documents.formats.content import Content
from councilgraph.documents.formats.sniffing import decode

__all__ = ["Content", "decode"]
