"""Reading documents: files of any supported format become `Document`s."""

from __future__ import annotations

from councilgraph.documents.files import MAX_SIZE, File, check_unique, find, load, slug
from councilgraph.documents.outline import statement
from councilgraph.documents.places import page, place
from councilgraph.documents.reading import parse, read

__all__ = ["MAX_SIZE", "File", "check_unique", "find", "load", "page", "parse", "place", "read", "slug", "statement"]
