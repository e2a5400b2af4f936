"""Checks the form of the records that a user lays over the packaged lexicons, before anything is compiled.

What a record may hold is read from the packaged ones: a head noun has the fields that some packaged head noun has, a
sector those of the sectors, and a record that takes a packaged one's place those of that one. So a misspelt field is
noticed, and there is no second list to keep.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from councilgraph import rules as rule_files
from councilgraph import schema
from councilgraph.rules import Rule, RuleSet

_TEXT = frozenset({"type", "needs", "plural_needs", "about", "canonical", "followers"})
_ALWAYS = frozenset({"about", "examples", "type"})
_NUMBERS = ("window_far", "window_farthest", "window_rival", "window_services", "least", "share")
_YES_NO = (True, False, "yes", "no")


def check_shape(ruleset: RuleSet) -> None:
    """Raise RuleError for the first record of a user's own that has not the form of its kind."""
    packaged = rule_files.load().lexicons
    for rule in ruleset.lexicons.values():
        if rule != packaged.get(rule.id):
            check_record(rule, packaged)


def check_record(rule: Rule, packaged: Mapping[str, Rule]) -> None:
    """Raise RuleError where one record has not the form of its kind."""
    known = _fields(rule, packaged)
    unknown = next((name for name in rule.fields if name not in known), None)
    if unknown is not None:
        raise rule.error(f"unknown field '{unknown}'; the fields are {', '.join(sorted(known))}")
    for name, value in rule.fields.items():
        _check_value(rule, name, value)
    types = schema.load().types
    # Some packaged records have "none": names that are no mention at all.
    if rule.fields.get("type", "none") not in (*types, "none"):
        raise rule.error(f"type '{rule.fields['type']}' is none of {', '.join(types)}")
    if _kind(rule) == "heads":
        _check_head(rule)
    if _kind(rule) in ("heads", "names") and "type" not in rule.fields:
        raise rule.error(f"needs a 'type', one of {', '.join(types)}")


def _kind(rule: Rule) -> str:
    if rule.id.startswith(("sector.", "group.", "reference.")):
        return rule.id.partition(".")[0]
    if isinstance(rule.fields.get("names"), Mapping):
        return "names"
    return "heads" if "heads" in rule.fields or "needs" in rule.fields else ""


def _fields(rule: Rule, packaged: Mapping[str, Rule]) -> frozenset[str]:
    """Return the fields that a record of this kind may have; raise RuleError for one that finds nothing."""
    kind, same = _kind(rule), packaged.get(rule.id)
    if kind in ("heads", "names", "sector", "reference"):
        return _ALWAYS.union(*(other.fields for other in packaged.values() if _kind(other) == kind))
    if same is not None:
        return _ALWAYS | frozenset(same.fields)
    if rule.examples and rule.fields.keys() <= {"about", "examples"}:
        return _ALWAYS  # cases of a user's own that the rules must go on to get right
    if "names" in rule.fields:
        raise rule.error("'names' needs a line for each name: the full name, a colon, its other forms if it has any")
    raise rule.error("finds nothing; give 'heads' and 'needs', or 'names', or an id that begins with 'sector.'")


def _check_value(rule: Rule, name: str, value: Any) -> None:
    """Raise RuleError where the value of a field has not its form."""
    if name == "examples":
        _check_examples(rule, value)
    elif name == "names" and isinstance(value, Mapping):
        wrong = next((key for key, forms in value.items() if not isinstance(key, str) or not _is_words(forms)), None)
        if wrong is not None:
            raise rule.error(f"the forms of the name '{wrong}' are words with commas between them")
    elif (form := _form(name)) is not None:
        if not _has_form(value, form):
            raise rule.error(f"'{name}' is {form}, not '{value}'")
    elif name != "window" and not _is_words(value):
        raise rule.error(f"'{name}' is a list of words with commas between them")


def _form(name: str) -> str | None:
    """Return what the value of a field is, in words; None for a list of words."""
    if name in ("plural", "descriptive"):
        return "yes or no"
    return "a number" if name in _NUMBERS else "text" if name in _TEXT else None


def _has_form(value: Any, form: str) -> bool:
    return value in _YES_NO if form == "yes or no" else isinstance(value, int if form == "a number" else str)


def _is_words(value: Any) -> bool:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return all(isinstance(word, str | bool | int) for word in value)
    return value is None or isinstance(value, str)


def _check_head(rule: Rule) -> None:
    """Raise RuleError for a record of head nouns that lacks what those need."""
    if not rule.words("heads"):
        raise rule.error("'heads' is empty; list at least one head noun")
    if "needs" not in rule.fields:
        raise rule.error("needs 'needs': what must stand with the head, such as any, topic or none")
    if "listed" in (rule.fields["needs"], rule.fields.get("plural_needs")) and not rule.words("qualifiers"):
        raise rule.error("'needs: listed' goes with 'qualifiers', the words that may stand before the head")


def _check_examples(rule: Rule, value: Any) -> None:
    """Raise RuleError for examples without a text or the mentions to expect."""
    types = schema.load().types
    for example in value if isinstance(value, list) else [None]:
        text, expect = (example.get("text"), example.get("expect")) if isinstance(example, Mapping) else (None, None)
        if not isinstance(text, str) or not isinstance(expect, list):
            raise rule.error("an example needs 'text' and 'expect', a list of [mention, type]")
        for pair in expect:
            if not isinstance(pair, list) or len(pair) != 2 or pair[1] not in types:
                raise rule.error(f"'expect' of an example is a list of [mention, type], not of '{pair}'")
