"""The key of an entity: what has to be equal for two documents' entities to be one without any doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from councilgraph import registers, schema
from councilgraph.identity.places import own_forms, place
from councilgraph.identity.summary import Local, Summary
from councilgraph.identity.words import words
from councilgraph.registers import normal

_PLURAL = re.compile(r"(?<=[a-z]{2}[a-rtv-z])s$")
# How a paper tells several unnamed things of a kind apart ("improvement plan (Westhaven, 2)"); another counts its own.
_COUNTED = re.compile(r"[(,] ?\d+\)$")
_MRS = re.compile(r"(?:(?:councillor|cllr\.?) )?(?:mrs|miss|ms)\b", re.IGNORECASE)
_GENERAL = frozenset({"Council", "HealthBody", "Organisation"})
_LONGEST_NAME = 8


class Key(NamedTuple):
    """Type, scope (None where known everywhere), folded name, and the official identifier where there is one."""

    type: str
    scope: str | None
    name: str
    register: str | None = None


@lru_cache(maxsize=1 << 17)
def fold(type_: str, name: str) -> str:
    """Return a name without what makes no difference: spelling, plurals inside it, legal form, titles.

    The last word keeps its number: "scrutiny boards" are not the scrutiny board.
    """
    listed = words()
    text = listed.spellings.sub(lambda found: listed.respelled[found[0]], normal(name))
    if type_ == "Person":
        return listed.titles.sub("", text)
    if type_ == "Organisation":
        text = listed.legal.sub("", text)
    *inner, last = text.split() or [""]
    return " ".join([*(_PLURAL.sub("", word) for word in inner), last])


@lru_cache(maxsize=1 << 17)
def is_generic(name: str) -> bool:
    """Tell whether a name holds no word that tells one organisation from another of its kind."""
    text = normal(name)
    return text in words().branches or all(word in words().generic for word in text.split())


class Namer:
    """Gives every entity its key.

    `organisations` are the names of organisations that a corpus knows, in normal form: what is called after one
    is known everywhere.
    """

    def __init__(self, organisations: Iterable[str]) -> None:
        self._organisations = frozenset(organisations)
        self._holds = lru_cache(maxsize=1 << 17)(self._holds_organisation)

    def key(self, local: Local, summary: Summary) -> Key:
        """Return the key of one document's entity."""
        register = registered(local, summary)
        if register:
            return Key(local.type, None, "", register)
        if _COUNTED.search(local.name):
            return Key(local.type, summary.scope, f"{fold(local.type, local.name)} {summary.document}")
        scope = schema.load().types[local.type].scope
        if scope == "global":
            return self._general(local, summary)
        if local.type == "Person":
            return Key(local.type, summary.scope, _person(local, summary))
        if scope == "place" and self._holds(normal(local.name)):
            return Key(local.type, None, fold(local.type, local.name))
        return self._placed(local, summary, elsewhere=scope == "place")

    def _general(self, local: Local, summary: Summary) -> Key:
        """A council, health body or organisation is known everywhere, unless the text gives it no name of its own."""
        if (local.proper or local.type == "Council") and not is_generic(local.name):
            return Key(local.type, None, fold(local.type, local.name))
        return self._placed(local, summary, elsewhere=True)

    def _placed(self, local: Local, summary: Summary, *, elsewhere: bool) -> Key:
        """Scope by the place in the name, where a name may speak of another council's area, else by the document."""
        own = own_forms(summary.council, summary.council_name)
        found = place(local.name, own)
        if found is None:
            return Key(local.type, summary.scope, fold(local.type, local.name))
        if found.council == summary.scope or (elsewhere and found.council):
            return Key(local.type, found.council, fold(local.type, found.rest))
        scope = None if elsewhere else summary.scope
        return Key(local.type, scope, fold(local.type, local.name))

    def _holds_organisation(self, name: str) -> bool:
        tokens = name.split()
        spans = (
            " ".join(tokens[start:end])
            for start in range(len(tokens))
            for end in range(start + 1, min(len(tokens), start + _LONGEST_NAME) + 1)
            if end - start < len(tokens)
        )
        return any(span in self._organisations for span in spans)


def _person(local: Local, summary: Summary) -> str:
    """Return a person's name without titles, but for "Mrs" where the document has another person of that name."""
    bare = fold(local.type, local.name)
    if bare == normal(local.name) or not _MRS.match(local.name):
        return bare
    others = (other for other in summary.entities if other.type == "Person" and other.key != local.key)
    return normal(local.name) if any(fold("Person", other.name) == bare for other in others) else bare


def organisation_names(summaries: Iterable[Summary]) -> set[str]:
    """Return the proper names of health bodies and organisations in normal form, but for generic and one-word ones."""
    return {
        text
        for summary in summaries
        for local in summary.entities
        if local.type in ("HealthBody", "Organisation") and local.proper
        for name in local.names
        if not is_generic(name) and len((text := normal(name)).split()) > 1
    }


def registered(local: Local, summary: Summary) -> str | None:
    """Return the official identifier of an entity: the extraction's, else that of the one body of its name.

    A name that several bodies bore in turn means the one that existed at the date of the document; "the ICB"
    that no document names is that of the council's area, where there is but one.
    """
    if local.type not in _GENERAL:
        return None
    for identifier in local.registers:
        body = registers.lookup(identifier)
        if body is None or body.type == local.type:
            return _in_its_time(identifier, local, summary)
    for name in local.names:
        official = _identify(local.type, name, summary.date)
        if official is not None:
            return official
    return _area_board(local, summary)


@lru_cache(maxsize=1 << 16)
def _identify(type_: str, name: str, on: date | None) -> str | None:
    body = registers.identify(type_, name, on)
    return body.register if body is not None and body.type == type_ else None


def _in_its_time(identifier: str, local: Local, summary: Summary) -> str:
    body = registers.lookup(identifier)
    if summary.date and isinstance(body, registers.HealthBody) and not body.existed(summary.date):
        for name in local.names:
            other = registers.health().match(name, summary.date)
            if other is not None and other.existed(summary.date):
                return other.register
    return identifier


def _area_board(local: Local, summary: Summary) -> str | None:
    if local.type != "HealthBody" or not summary.council or normal(local.name) not in words().area_board:
        return None
    boards = registers.boards_for(summary.council)
    if len(boards) != 1 or not summary.date or not boards[0].existed(summary.date):
        return None
    return boards[0].register
