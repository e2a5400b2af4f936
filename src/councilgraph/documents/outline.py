"""The outline of an assessment: theme, quality statement, and the headings below it, whatever marks a file gives them.

Files of one layout mark their headings at odds with one another; the framework's own order is the same in all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from councilgraph.documents.profiles import framework
from councilgraph.models import Document, Section

_THEME = re.compile(r"^theme \d\b", re.IGNORECASE)
_SCORE = re.compile(r"^(?:indicative )?score\b", re.IGNORECASE)


def outline(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections of an assessment with levels and paths after its framework, from its first theme on."""
    below = {name.casefold() for name in framework.framework()["outline"]}
    made: list[Section] = []
    path: list[tuple[int, str]] = []
    for section in sections:
        name = framework.plain(section.heading)
        if _THEME.match(section.heading):
            level = 1
        elif not path or _SCORE.match(section.heading):
            # Before the first theme nothing changes; a score is no heading of what follows it.
            made.append(replace(section, path=tuple(name for _, name in path) or section.path))
            continue
        elif name in framework.statements():
            level = 2
        else:
            level = 3 if name in below else 4
        path = [entry for entry in path if entry[0] < level] + [(level, section.heading)]
        made.append(replace(section, level=level, path=tuple(name for _, name in path)))
    return tuple(made)


def statement(document: Document, offset: int) -> str | None:
    """Return the quality statement under which an offset of an assessment stands, by its canonical name, or None."""
    for section in document.sections:
        if section.start <= offset < section.end:
            known = framework.statements()
            found = [known[framework.plain(name)].name for name in section.path if framework.plain(name) in known]
            return found[-1] if found else None
    return None
