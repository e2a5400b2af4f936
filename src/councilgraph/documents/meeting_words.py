"""The words of meetings' papers, from data/profiles/meeting.yaml: labels, bodies, posts, titles, words of decision."""

from __future__ import annotations

from functools import cache
from typing import Any

from councilgraph import resources


@cache
def words() -> dict[str, Any]:
    """Return the words by what they are for."""
    return resources.declared("profiles", "meeting.yaml")
