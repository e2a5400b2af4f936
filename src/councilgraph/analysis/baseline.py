"""The baseline of expectations and the sorts of body, read from data/baseline.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from councilgraph import resources, schema
from councilgraph.analysis.dataset import Node
from councilgraph.errors import RuleError
from councilgraph.vocabulary import normal_form

LEVELS: Final = ("statutory", "guidance", "practice")
COUNCIL: Final = "council"
_BODIES: Final = ("HealthBody", "Organisation", "PartnerGroup")


@dataclass(frozen=True, slots=True)
class Matcher:
    """Recognises entities by type, by label of sector or kind, or by words in one of their names; not those barred."""

    types: tuple[str, ...]
    labels: frozenset[str]
    words: re.Pattern[str] | None
    barred: re.Pattern[str] | None = None

    def fits(self, node: Node) -> bool:
        """Tell whether an entity is meant."""
        if node.type not in self.types:
            return False
        names = [normal_form(name) for name in (node.label, *node.aliases)]
        if self.barred and any(map(self.barred.search, names)):
            return False
        if self.labels.intersection((*node.sectors, *node.kinds)):
            return True
        return self.words is not None and any(map(self.words.search, names))

    def is_within(self, node: Node) -> bool:
        """Tell whether another thing has a label in its name: a Safeguarding Adults Board Strategy names a board."""
        name = f" {normal_form(node.label)} "
        return any(f" {label} " in name for label in map(normal_form, self.labels) if " " in label)


@dataclass(frozen=True, slots=True)
class Body:
    """A sort of body: its id, label and how it is recognised."""

    id: str
    label: str
    matcher: Matcher


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected; `partner` names a sort of body, else `matcher` the thing and `member` who is to be in it."""

    id: str
    label: str
    level: str
    basis: str
    matcher: Matcher | None
    member: str | None
    partner: str | None


@dataclass(frozen=True, slots=True)
class Baseline:
    """Sorts of body by id, who speaks for a council, and the expectations in the order of the file."""

    bodies: dict[str, Body]
    representatives: Matcher
    expectations: tuple[Expectation, ...]

    def sorts(self, node: Node) -> tuple[Body, ...]:
        """Return the sorts of body that an entity is of."""
        return tuple(body for body in self.bodies.values() if body.matcher.fits(node))


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    forms = [re.escape(word).replace(r"\*", r"\w*") for word in words]
    return re.compile(rf"\b(?:{'|'.join(forms)})\b") if forms else None


def _matcher(row: dict[str, Any], types: Iterable[str]) -> Matcher:
    labels = frozenset((*row.get("sectors", ()), *row.get("kinds", ())))
    return Matcher(tuple(types), labels, _pattern(row.get("words", ())), _pattern(row.get("without", ())))


def _expectation(id_: str, row: dict[str, Any], bodies: dict[str, Body], file: str) -> Expectation:
    named = {row.get("member"), row.get("partner")} - {None, COUNCIL}
    unknown = (named - bodies.keys()) | (set(row.get("types", ())) - schema.load().types.keys())
    if unknown or row.get("level") not in LEVELS or not ("types" in row or "partner" in row):
        raise RuleError(f"{file}: expectation {id_}: needs a level, types or a partner, and known bodies and types")
    return Expectation(
        id=id_,
        label=row["label"],
        level=row["level"],
        basis=row["basis"],
        matcher=_matcher(row, row["types"]) if "types" in row else None,
        member=row.get("member"),
        partner=row.get("partner"),
    )


@cache
def _packaged() -> Baseline:
    return _read(resources.data("baseline.yaml"))


def load(path: Path | None = None) -> Baseline:
    """Return the packaged baseline, or that of a file of one's own; raise RuleError where it is malformed."""
    return _read(path) if path else _packaged()


def _read(file: Path) -> Baseline:
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        rows, expected = raw["bodies"], raw["expectations"]
    except (OSError, yaml.YAMLError, TypeError, KeyError) as error:
        raise RuleError(
            f"{file.name}: not a baseline with the keys bodies and expectations; see the packaged one"
        ) from error
    bodies = {id_: Body(id_, row["label"], _matcher(row, row.get("types", _BODIES))) for id_, row in rows.items()}
    speaking = _matcher({"words": raw.get("representatives", ())}, ("Person", "Role"))
    return Baseline(bodies, speaking, tuple(_expectation(id_, row, bodies, file.name) for id_, row in expected.items()))
