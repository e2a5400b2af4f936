"""The words of data/identity.yaml, by which names are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from councilgraph import resources
from councilgraph.errors import RuleError


@dataclass(frozen=True, slots=True)
class Words:
    """See the comments of data/identity.yaml for what each list means; phrases are in normal form."""

    generic: frozenset[str]
    branches: frozenset[str]
    directions: frozenset[str]
    not_places: frozenset[str]
    area_board: frozenset[str]
    telling: frozenset[str]
    spellings: re.Pattern[str]
    respelled: dict[str, str]
    legal: re.Pattern[str]
    titles: re.Pattern[str]


def _any_of(phrases: list[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda p: (-len(p), p)))


@cache
def words() -> Words:
    """Read and check the lists; raise RuleError where one is missing."""
    raw = resources.declared("identity.yaml")
    try:
        respelled = {str(key): str(value) for key, value in raw["spellings"].items()}
        return Words(
            generic=frozenset(raw["generic"].split()),
            branches=frozenset(raw["branches"]),
            directions=frozenset(raw["directions"]),
            not_places=frozenset(raw["not_places"]),
            area_board=frozenset(raw["area_board"]),
            telling=frozenset(raw["telling"]),
            spellings=re.compile(rf"\b(?:{_any_of(list(respelled))})\b"),
            respelled=respelled,
            legal=re.compile(rf"(?<=\w)(?: (?:{_any_of(raw['legal'])}))+$"),
            titles=re.compile(rf"^(?:(?:{_any_of(raw['titles'])}) )+(?=\w)|(?<=\w)(?: (?:{_any_of(raw['titles'])}))+$"),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise RuleError(f"identity.yaml: a list is missing or malformed ({error}); reinstall councilgraph") from error
