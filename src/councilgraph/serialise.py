"""Documents and extractions to JSON and back, so that a build re-reads only what changed.

The form is the dataclasses' own: an object of the fields in order, tuples as lists, dates as ISO text. Equal values
give equal bytes. What cannot be read back (another version's form, a damaged file) raises ValueError, which a cache
takes as "not there".
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from councilgraph.models import Document, Extraction

T = TypeVar("T")


def dumps(value: Document | Extraction) -> str:
    """Return the JSON text of a document or an extraction, on one line."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def document(text: str) -> Document:
    """Read a document back; raise ValueError where the text is not one in today's form."""
    return _loads(Document, text)


def extraction(text: str) -> Extraction:
    """Read an extraction back; raise ValueError where the text is not one in today's form."""
    return _loads(Extraction, text)


def _loads(kind: Callable[..., T], text: str) -> T:
    try:
        made: T = _reader(kind)(json.loads(text))
        return made
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not in the form of this version: {error}") from error


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in _fields(value.__class__)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return what makes a value of a declared type from its JSON form."""
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        inner = _reader(next(argument for argument in arguments if argument is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_reader(arguments)
    return datetime.date.fromisoformat if kind is datetime.date else lambda value: value


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    readers = {name: _reader(hints[name]) for name in _fields(kind)}

    def read(value: Any) -> Any:
        if value.keys() != readers.keys():
            raise KeyError(f"fields of {kind.__name__}")
        return kind(**{name: reader(value[name]) for name, reader in readers.items()})

    return read


def _tuple_reader(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = _reader(arguments[0])
        return lambda value: tuple([inner(item) for item in value])
    readers = [_reader(argument) for argument in arguments]
    return lambda value: tuple(reader(item) for reader, item in zip(readers, value, strict=True))
