"""What every reader gives."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from councilgraph.models import Page


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a file as light Markdown.

    `anchors` pairs offsets of `text` with positions in the source (a line of HTML, a block of a Word file),
    both rising; empty where pages say where a passage stands, or where the text is the raw file itself.
    `title` and `published` are what the format's own metadata states, if anything.
    """

    text: str
    media_type: str
    pages: tuple[Page, ...] = ()
    anchors: tuple[tuple[int, int], ...] = ()
    title: str = ""
    published: datetime.date | None = None
    warnings: tuple[str, ...] = ()
