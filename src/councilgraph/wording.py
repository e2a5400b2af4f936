"""Words for people that every stage may print."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with what is counted: "1 document", "3 documents"; `many` where the plural is no mere "s"."""
    return f"{count} {one if count == 1 else many or one + 's'}"
