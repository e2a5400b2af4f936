"""Sections of a text, by its headings."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from councilgraph import resources
from councilgraph.models import Section, SectionRole
from councilgraph.text.cleaning import clean_piece
from councilgraph.text.lines import Block, blocks

# A line that is known as a heading without marks has fewer characters: no sentence is looked up.
_SHORT = 90
# Below every heading with marks.
_LOWEST = 6
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*\.?|\([a-z0-9]+\))\s+")


@cache
def _layout() -> dict[str, SectionRole]:
    raw = resources.declared("profiles", "headings.yaml")
    return {heading.casefold(): role for role, headings in raw["roles"].items() for heading in headings}


def heading_text(line: str) -> str:
    """Return a heading without its marks, emphasis, numbering and trailing colon."""
    return _NUMBERING.sub("", " ".join(clean_piece(line).split()), count=1).rstrip(" :")


def sections(text: str) -> tuple[Section, ...]:
    """Return the sections of a raw text: one before the first heading, then one a heading.

    A short line that a profile knows as a heading is one also without marks. The role of a section is that of its
    own heading, else it is `body`.
    """
    roles = _layout()
    made: list[Section] = [Section(0, len(text), 0, "")]
    path: list[tuple[int, str]] = []
    for block in blocks(text):
        if block.kind == "heading":
            level = block.level
        elif block.kind == "prose" and block.end - block.start < _SHORT and _known(text, block, roles):
            level = _LOWEST
        else:
            continue
        heading = heading_text(text[block.start : block.end])
        path = [(at, name) for at, name in path if at < level] + [(level, heading)]
        made[-1] = replace(made[-1], end=block.start)
        role = roles.get(heading.casefold(), "body")
        made.append(Section(block.start, len(text), level, heading, tuple(name for _, name in path), role))
    return tuple(section for section in made if section.end > section.start or section.level)


def _known(text: str, block: Block, roles: dict[str, SectionRole]) -> bool:
    return heading_text(text[block.start : block.end]).casefold() in roles
