"""PDF: text in reading order with headings, lists, tables and pages.

`page` gives words and ruled lines as pdfium has them, `layout` their order, `tables` and `blocks` what they make,
`assembling` the blocks of all pages, `writing` the text; `reading` does one after the other.
"""

from __future__ import annotations

from councilgraph.documents.formats.pdf.reading import read

__all__ = ["read"]
