"""The index that looks bodies up by name, and the reading of register files."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar

from councilgraph import resources
from councilgraph.errors import RegisterError
from councilgraph.vocabulary import normal_form

_PLURAL = re.compile(r"(?<=[a-rt-z]{3})s\b")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Name:
    """A surface form of a body: how text may write it, its entity type, `scheme:code` and canonical name."""

    surface: str
    type: str
    register: str
    canonical: str


@lru_cache(maxsize=1 << 16)
def normal(name: str) -> str:
    """Return the normal form of a name (see `vocabulary.normal_form`), remembered."""
    return normal_form(name)


def bag(name: str) -> str:
    """Return the normal form with words in a fixed order and without plurals.

    It joins "South Devon and Torbay" with "Torbay and South Devon", "Hospital" with "Hospitals".
    """
    return " ".join(sorted(_PLURAL.sub("", normal(name)).split()))


class Index(Generic[T]):
    """Names to bodies. A name may have several bodies; whoever asks says which one is meant."""

    def __init__(self) -> None:
        self._exact: dict[str, list[T]] = defaultdict(list)
        self._bags: dict[str, list[T]] | None = None

    def add(self, name: str, body: T) -> None:
        """Let `name` mean `body` also."""
        bodies = self._exact[normal(name)]
        if body not in bodies:
            bodies.append(body)

    def exact(self, name: str) -> list[T]:
        """Return the bodies of that very name (in normal form)."""
        return self._exact.get(normal(name), [])

    def near(self, name: str) -> list[T]:
        """Return the bodies of a name with the same words in another order or number."""
        if self._bags is None:
            self._bags = defaultdict(list)
            for key, bodies in self._exact.items():
                found = self._bags[bag(key)]
                found.extend(body for body in bodies if body not in found)
        return self._bags.get(bag(name), [])


def rows(file: str, columns: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a register file; raise RegisterError where it is absent or lacks a column."""
    path = resources.data("registers", file)
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = sorted(set(columns) - set(reader.fieldnames or ()))
            if missing:
                raise RegisterError(f"registers/{file}: no column {', '.join(missing)}; reinstall councilgraph")
            yield from reader
    except OSError as error:
        raise RegisterError(f"registers/{file}: cannot be read ({error.strerror}); reinstall councilgraph") from error


def day(text: str) -> date | None:
    """Read an ISO date; a date that is absent or known only to the year or month is None."""
    return date.fromisoformat(text) if len(text) == 10 else None
