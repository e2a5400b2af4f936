"""One rule record, and all of them together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from councilgraph.errors import RuleError

_WORDS = re.compile(r'"[^"]*"|[^,\n"]+')
# Lists that reading any sentence needs, in both kinds of file.
_LISTS = ("word.", "words.", "verbs.", "cues.")


@dataclass(frozen=True, slots=True)
class Rule:
    """One record of a rule file: its id, the file (`lexicons/boards.yaml`) and its other fields."""

    id: str
    file: str
    fields: Mapping[str, Any]

    @property
    def examples(self) -> tuple[Mapping[str, Any], ...]:
        """Return the examples, each with at least the key `text`."""
        return tuple(self.fields.get("examples") or ())

    @property
    def is_list(self) -> bool:
        """Tell whether this is a list of words that reading needs, not a rule that finds something."""
        return self.id.startswith(_LISTS)

    def words(self, field: str) -> tuple[str, ...]:
        """Return a field that lists words: a YAML list, or text with commas or line breaks between them."""
        return split(self.fields.get(field))

    def error(self, message: str) -> RuleError:
        """Return an error that names the file and this rule."""
        return RuleError(f"{self.file}: rule {self.id}: {message}")


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules by id, and one hash over everything that decides what they do.

    `lexicons` serve the extraction of mentions, `relations` that of relations.
    """

    lexicons: Mapping[str, Rule]
    relations: Mapping[str, Rule]
    hash: str

    def __hash__(self) -> int:
        return hash(self.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RuleSet) and other.hash == self.hash


def split(value: Any) -> tuple[str, ...]:
    """Return the words of a YAML list, or of a text with commas or line breaks between them, trimmed.

    A phrase that holds a comma stands in double quotes.
    """
    if value is None:
        return ()
    parts = _WORDS.findall(value) if isinstance(value, str) else [str(item) for item in value]
    return tuple(word for part in parts if (word := " ".join(part.replace('"', "").split())))
