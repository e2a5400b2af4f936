"""Lays a user's records over the packaged ones, by id.

A record with a new id is added. A record with a packaged id takes its place, unless it says only what to change:

    - {id: team.hub, drop: true}                              the packaged rule is gone
    - {id: partner-of.work-with, add: {verbs: {together: huddle}}}     words, names or examples more
    - {id: service.tool, remove: {heads: app}}                words or names less
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from councilgraph.rules.model import Rule, split

_CHANGES = ("add", "remove")
# Fields of one value: to change them the record is given again.
_SINGLE = frozenset({"says", "about", "type", "predicate", "needs", "plural_needs", "plural", "canonical", "followers"})


def lay(base: Mapping[str, Rule], own: Mapping[str, Rule]) -> dict[str, Rule]:
    """Return the rules of `base` with those of `own` laid over them; raise RuleError where one does not fit."""
    merged = dict(base)
    for rule in own.values():
        if rule.fields.get("drop"):
            _check_drop(rule, base)
            del merged[rule.id]
        elif any(name in rule.fields for name in _CHANGES):
            merged[rule.id] = _changed(rule, base)
        else:
            merged[rule.id] = rule
    return merged


def _check_drop(rule: Rule, base: Mapping[str, Rule]) -> None:
    if len(rule.fields) > 1:
        raise rule.error("has 'drop' and other fields; a dropped rule has only its id")
    if rule.id not in base:
        raise rule.error("there is no packaged rule of this id to drop; see 'councilgraph rules list'")
    if rule.is_list:
        raise rule.error("a list of words cannot be dropped; take words from it with 'remove'")


def _changed(rule: Rule, base: Mapping[str, Rule]) -> Rule:
    if rule.id not in base:
        raise rule.error("there is no packaged rule of this id to change; see 'councilgraph rules list'")
    other = next((name for name in rule.fields if name not in _CHANGES), None)
    if other is not None:
        raise rule.error(f"'{other}' stands beside 'add' or 'remove'; move it into one, or give the whole record")
    fields = dict(base[rule.id].fields)
    for verb, change in (("remove", _without), ("add", _with)):
        wanted = rule.fields.get(verb, {})
        if not isinstance(wanted, Mapping):
            raise rule.error(f"'{verb}' needs the fields to change, as in '{verb}: {{heads: conclave}}'")
        for name, value in wanted.items():
            if name in _SINGLE or isinstance(fields.get(name), bool | int):
                raise rule.error(f"'{name}' is one value; give the whole record to change it")
            fields[name] = change(rule, name, fields.get(name), value)
    return Rule(rule.id, rule.file, fields)


def _with(rule: Rule, name: str, old: Any, new: Any) -> Any:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {**old, **{key: _with(rule, name, old.get(key), value) for key, value in new.items()}}
    if old is None:
        return new
    if isinstance(old, Mapping) or isinstance(new, Mapping) or _records(old) != _records(new):
        raise rule.error(f"'add' gives '{name}' another form than the packaged rule; see 'councilgraph rules show'")
    return [*old, *new] if _records(old) else list(dict.fromkeys((*split(old), *split(new))))


def _without(rule: Rule, name: str, old: Any, new: Any) -> Any:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {**old, **{key: _without(rule, name, old.get(key), value) for key, value in new.items()}}
    gone, held = split(new), tuple(old) if isinstance(old, Mapping) else split(old)
    absent = next((word for word in gone if word not in held), None)
    if absent is not None or isinstance(new, Mapping) or _records(old):
        raise rule.error(f"'remove' names '{absent or name}', which '{name}' of the packaged rule does not list")
    if isinstance(old, Mapping):
        return {key: value for key, value in old.items() if key not in gone}
    return [word for word in held if word not in gone]


def _records(value: Any) -> bool:
    """Tell whether a field is a list of examples, not of words."""
    return isinstance(value, list) and any(isinstance(item, Mapping) or "[" in str(item) for item in value)
