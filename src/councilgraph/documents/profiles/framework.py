"""The regulator's framework: themes, quality statements, ratings and the labels of its reports."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from councilgraph import resources

NUMBERING = re.compile(r"^(?:\W+|\d+(?:\.\d+)*[.)]?\s+|quality statement(?: \d+)?\s*[:–-]\s*)+", re.IGNORECASE)


class Statement(NamedTuple):
    """A quality statement of the framework."""

    name: str
    theme: str


@cache
def framework() -> dict[str, Any]:
    """Return data/profiles/assessment.yaml."""
    return resources.declared("profiles", "assessment.yaml")


@cache
def statements() -> dict[str, Statement]:
    """Return the quality statements by every form of their names, case-folded."""
    found: dict[str, Statement] = {}
    for theme, names in framework()["themes"].items():
        for name, variants in names.items():
            for form in (name, *variants):
                found[form.casefold()] = Statement(name, theme)
    return found


def plain(line: str) -> str:
    """Return a line as labels are compared: case-folded, without numbering, marks and trailing colon."""
    return NUMBERING.sub("", line, count=1).rstrip(" :.|").casefold()
