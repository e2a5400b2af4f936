"""The decisions file: what people have settled about names and links, replayed on every build.

A YAML file with up to four lists, keyed by document, type and surface form, never by IRI (a merge may change an IRI):

    same:
    - [{document: westhaven-2021, type: Board, name: Safeguarding Board},
       {document: westhaven-2024, type: Board, name: SAB}]
    - [{document: westhaven-2021, type: HealthBody, name: Harbour Trust}, {register: "ods:RX0"}]
    different:
    - [{document: ..., type: ..., name: ...}, {document: ..., type: ..., name: ...}]
    reject:
    - {document: ..., quote: the sentence, subject: a name, predicate: commissions, object: a name}
    confirm:
    - {document: ..., quote: the sentence, subject: a name, predicate: commissions, object: a name}

Any entry of `reject` and `confirm`, and any first side of a pair, may carry a `note`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from councilgraph import schema
from councilgraph.errors import DecisionError
from councilgraph.registers import normal

_HEADER = """\
# Decisions on names and links, replayed on every build. `councilgraph review` writes this file; editing it by hand
# is fine, and it belongs in version control. Notes go into `note:` fields; other comments are not kept.
"""
_LISTS = ("same", "different", "reject", "confirm")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name as a document writes it; or, with only `register` set, the body of an official identifier."""

    document: str = ""
    type: str = ""
    name: str = ""
    register: str = ""
    note: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.register or f'{self.type} "{self.name}" of {self.document}'

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is found by: document, type and normal form, or the identifier."""
        return (self.document, self.type, normal(self.name)) if not self.register else ("", "", self.register)


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A link as one sentence of a document states it; subject and object are any names of the two ends there."""

    document: str
    quote: str
    subject: str
    predicate: str
    object: str
    note: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f'"{self.subject}" {self.predicate} "{self.object}" in {self.document}'

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What it is found by: white space in the quote and the form of names make no difference."""
        quote = " ".join(self.quote.split())
        return (self.document, quote, normal(self.subject), self.predicate, normal(self.object))


Pair = tuple[Name, Name]


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, each list sorted and without repeats."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    reject: tuple[Link, ...] = ()
    confirm: tuple[Link, ...] = ()

    def add(
        self,
        *,
        same: Iterable[Pair] = (),
        different: Iterable[Pair] = (),
        reject: Iterable[Link] = (),
        confirm: Iterable[Link] = (),
    ) -> Decisions:
        """Return these decisions with more; raise DecisionError where they contradict those that are there."""
        made = Decisions(
            _pairs([*self.same, *same]),
            _pairs([*self.different, *different]),
            _links([*self.reject, *reject]),
            _links([*self.confirm, *confirm]),
        )
        _check(made, "decisions")
        return made

    def without(self, pairs: Iterable[Pair] = (), links: Iterable[Link] = ()) -> Decisions:
        """Return these decisions without those on some pairs of names (in either order) and links."""
        gone, withdrawn = set(_pairs(pairs)), set(links)
        return Decisions(
            tuple(pair for pair in self.same if pair not in gone),
            tuple(pair for pair in self.different if pair not in gone),
            tuple(link for link in self.reject if link not in withdrawn),
            tuple(link for link in self.confirm if link not in withdrawn),
        )


def _pairs(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    ordered = (tuple(sorted(pair, key=lambda name: name.key)) for pair in pairs)
    unique = {(first.key, second.key): (first, second) for first, second in ordered}
    return tuple(unique[key] for key in sorted(unique))


def _links(links: Iterable[Link]) -> tuple[Link, ...]:
    unique = {link.key: link for link in links}
    return tuple(unique[key] for key in sorted(unique))


def _check(decisions: Decisions, where: str) -> None:
    apart = {(first.key, second.key) for first, second in decisions.different}
    for first, second in decisions.same:
        if (first.key, second.key) in apart:
            raise DecisionError(f"{where}: {first} and {second} are both same and different; remove one of the two")
        if first.key == second.key:
            raise DecisionError(f"{where}: same: {first} is paired with itself; remove the pair")
    refused = {link.key for link in decisions.reject}
    for link in decisions.confirm:
        if link.key in refused:
            raise DecisionError(f"{where}: {link} is both rejected and confirmed; remove one of the two")


def load(path: Path | None) -> Decisions:
    """Read a decisions file; None or an empty file are no decisions.

    Raise DecisionError, one line, where it is broken or contradicts itself.
    """
    if path is None:
        return Decisions()
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DecisionError(f"{path}: cannot be read ({error.strerror}); give the decisions file's path") from error
    except UnicodeDecodeError as error:
        raise DecisionError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "unreadable"
        raise DecisionError(
            f"{path}: no valid YAML{line} ({problem}); mend it or restore an earlier version"
        ) from error
    return _decisions(raw or {}, path.name)


def _decisions(raw: Any, where: str) -> Decisions:
    if not isinstance(raw, dict) or set(raw) - set(_LISTS):
        unknown = ", ".join(sorted(map(str, set(raw) - set(_LISTS)))) if isinstance(raw, dict) else "no lists"
        raise DecisionError(f"{where}: {unknown}; the lists are {', '.join(_LISTS)}")
    lists = {name: raw.get(name) or [] for name in _LISTS}
    for name, entries in lists.items():
        if not isinstance(entries, list):
            raise DecisionError(f"{where}: {name}: not a list; begin each entry with a dash")
    made = Decisions(
        _pairs(_pair(entry, f"{where}: same {n}") for n, entry in enumerate(lists["same"], 1)),
        _pairs(_pair(entry, f"{where}: different {n}") for n, entry in enumerate(lists["different"], 1)),
        _links(_link(entry, f"{where}: reject {n}") for n, entry in enumerate(lists["reject"], 1)),
        _links(_link(entry, f"{where}: confirm {n}") for n, entry in enumerate(lists["confirm"], 1)),
    )
    _check(made, where)
    return made


def _pair(entry: Any, where: str) -> Pair:
    if not isinstance(entry, list) or len(entry) != 2:
        raise DecisionError(f"{where}: not a pair of names; write [{{document, type, name}}, {{document, type, name}}]")
    return _name(entry[0], where), _name(entry[1], where)


def _name(entry: Any, where: str) -> Name:
    if isinstance(entry, dict) and "register" in entry:
        fields = _fields(entry, ("register",), where)
        if ":" not in fields["register"]:
            raise DecisionError(f"{where}: {fields['register']} is no identifier; write scheme:code, e.g. ods:RK9")
        return Name(register=fields["register"], note=fields["note"])
    fields = _fields(entry, ("document", "type", "name"), where)
    if fields["type"] not in schema.load().types:
        known = ", ".join(schema.load().types)
        raise DecisionError(f"{where}: unknown type {fields['type']}; the types are {known}")
    return Name(fields["document"], fields["type"], fields["name"], note=fields["note"])


def _link(entry: Any, where: str) -> Link:
    fields = _fields(entry, ("document", "quote", "subject", "predicate", "object"), where)
    if fields["predicate"] not in schema.load().predicates:
        known = ", ".join(schema.load().predicates)
        raise DecisionError(f"{where}: unknown predicate {fields['predicate']}; the predicates are {known}")
    return Link(**fields)


def _fields(entry: Any, wanted: tuple[str, ...], where: str) -> dict[str, str]:
    if not isinstance(entry, dict) or set(entry) - {*wanted, "note"}:
        raise DecisionError(f"{where}: the fields are {', '.join(wanted)} and perhaps note")
    missing = [name for name in wanted if not isinstance(entry.get(name), str | int | float) or entry[name] == ""]
    if missing:
        raise DecisionError(f"{where}: no {missing[0]}; the fields are {', '.join(wanted)} and perhaps note")
    return {name: str(entry.get(name, "")) for name in (*wanted, "note")}


def dumps(decisions: Decisions) -> str:
    """Return the text of a decisions file, sorted, the same for equal decisions."""
    raw: dict[str, Any] = {
        "same": [[_name_entry(name) for name in pair] for pair in decisions.same],
        "different": [[_name_entry(name) for name in pair] for pair in decisions.different],
        "reject": [_link_entry(link) for link in decisions.reject],
        "confirm": [_link_entry(link) for link in decisions.confirm],
    }
    filled = {name: entries for name, entries in raw.items() if entries}
    body = yaml.safe_dump(filled, sort_keys=False, allow_unicode=True, width=110) if filled else ""
    return _HEADER + body


def _name_entry(name: Name) -> dict[str, str]:
    entry = {"document": name.document, "type": name.type, "name": name.name, "register": name.register}
    return {key: value for key, value in (entry | {"note": name.note}).items() if value}


def _link_entry(link: Link) -> dict[str, str]:
    fields = ("document", "quote", "subject", "predicate", "object", "note")
    return {key: value for key in fields if (value := getattr(link, key))}
