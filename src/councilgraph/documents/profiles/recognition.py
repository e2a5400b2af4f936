"""Recognises the kind of a document by the cues in data/profiles/kinds.yaml."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from councilgraph import resources
from councilgraph.documents.lines import lined
from councilgraph.documents.profiles.values import Draft
from councilgraph.errors import RuleError


class Kind(NamedTuple):
    """A kind of document: what its title and its text have, and how many points make it one.

    The cues are looked for in the first `within` characters.
    """

    name: str
    title: re.Pattern[str] | None
    cues: tuple[re.Pattern[str], ...]
    points: int
    within: int


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds, in the order of the file; raise RuleError where a cue is no regular expression."""
    raw = resources.declared("profiles", "kinds.yaml")
    try:
        return tuple(
            Kind(
                name,
                _any(row.get("title", [])),
                tuple(re.compile(cue, re.IGNORECASE | re.MULTILINE) for cue in row["cues"]),
                row["points"],
                row["within"],
            )
            for name, row in raw["kinds"].items()
        )
    except (re.error, KeyError, AttributeError) as error:
        raise RuleError(f"kinds.yaml: a kind is malformed ({error}); see the comments at its top") from None


def _any(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE) if patterns else None


def recognise(draft: Draft) -> str:
    """Return the first kind that gets its points, three for a title and one a cue, else `document`."""
    flat = lined(draft.text)
    for kind in kinds():
        got = 3 if kind.title and kind.title.search(draft.title) else 0
        got += sum(bool(cue.search(flat, 0, kind.within)) for cue in kind.cues)
        if got >= kind.points:
            return kind.name
    return "document"
