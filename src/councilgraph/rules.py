"""Rules are data: reads, checks and overlays the lexicons and relation rules.

A rule file is YAML with one key, `rules`: a list of records, each with an `id` that is unique over all files
of its kind. A user's own folder has the same layout (`lexicons/*.yaml`, `relations/*.yaml`); a record with an
id that the package has takes its place, `drop: true` removes it, and any other is added.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from councilgraph import resources
from councilgraph.errors import RuleError

_KINDS = ("lexicons", "relations")
# Read by the sentence splitter, which comes before the rules and has no records.
_NOT_RULES = frozenset({"abbreviations.yaml"})
_ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_WORDS = re.compile(r'"[^"]*"|[^,\n"]+')
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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


def load(extra: Path | None = None) -> RuleSet:
    """Return the packaged rules, overlaid by those of the folder `extra`; raise RuleError for a malformed one."""
    if extra is None:
        return _packaged()
    if not extra.is_dir():
        raise RuleError(f"{extra}: no such folder; give one with lexicons/*.yaml or relations/*.yaml")
    return _build(resources.data(), extra)


@cache
def _packaged() -> RuleSet:
    return _build(resources.data())


def _build(*folders: Path) -> RuleSet:
    digest = hashlib.sha256()
    kinds: dict[str, dict[str, Rule]] = {kind: {} for kind in _KINDS}
    for folder in folders:
        for kind in _KINDS:
            read: dict[str, Rule] = {}
            for path in sorted(folder.joinpath(kind).glob("*.yaml")):
                if path.name in _NOT_RULES:
                    continue
                content = path.read_bytes()
                digest.update(f"{kind}/{path.name}\0{len(content)}\0".encode() + content)
                for rule in _read(path, f"{kind}/{path.name}", content):
                    if rule.id in read:
                        raise rule.error(f"the id is already used in {read[rule.id].file}; choose another")
                    read[rule.id] = rule
            kinds[kind].update(read)
    lexicons, relations = (
        {key: rule for key, rule in kinds[kind].items() if not rule.fields.get("drop")} for kind in _KINDS
    )
    return RuleSet(lexicons, relations, digest.hexdigest())


def _read(path: Path, name: str, content: bytes) -> Iterator[Rule]:
    try:
        raw = yaml.load(content, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}" if mark else ""
        raise RuleError(f"{name}:{where} is not valid YAML: {getattr(error, 'problem', error)}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("rules"), list):
        raise RuleError(f"{name}: needs the key 'rules' with a list of records")
    for place, record in enumerate(raw["rules"], 1):
        if not isinstance(record, dict) or not isinstance(record.get("id"), str):
            raise RuleError(f"{name}: record {place} needs an 'id'")
        if not _ID.fullmatch(record["id"]):
            raise RuleError(f"{name}: rule {record['id']}: an id has small letters, digits, dots, dashes")
        yield Rule(record["id"], name, {key: value for key, value in record.items() if key != "id"})
