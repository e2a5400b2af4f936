"""Where a passage of a document stands in the file that it was read from."""

from __future__ import annotations

from bisect import bisect_right

from councilgraph.models import Document


def page(document: Document, offset: int) -> int | None:
    """Return the number of the page on which an offset of the text stands, or None where the format has no pages."""
    at = bisect_right([page.start for page in document.pages], offset) - 1
    return document.pages[at].number if at >= 0 else None


def place(document: Document, offset: int) -> str:
    """Return where an offset stands in the source: "page 12", "line 40" of HTML, "paragraph 7", "character 123"."""
    number = page(document, offset)
    if number is not None:
        return f"page {number}"
    if document.anchors:
        at = bisect_right([start for start, _ in document.anchors], offset) - 1
        unit = "line" if document.source.media_type == "text/html" else "paragraph"
        return f"{unit} {document.anchors[max(at, 0)][1]}"
    return f"character {offset}"
