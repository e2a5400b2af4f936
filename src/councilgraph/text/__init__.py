"""Cleaning of the same length, sections, tables and sentences of light Markdown text.

Every function works on the raw text of a document and gives offsets into it. `clean` replaces characters one by one,
so that an offset into the cleaned text is an offset into the raw text.
"""

from councilgraph.text.cleaning import clean
from councilgraph.text.headings import heading_text, sections
from councilgraph.text.lines import Block, blocks
from councilgraph.text.rows import tables
from councilgraph.text.splitting import sentences

__all__ = ["Block", "blocks", "clean", "heading_text", "sections", "sentences", "tables"]
