"""What decides a result besides its input, as one hash each: the program's own text, its data and its libraries.

A kept result is used again only where its fingerprint is still the same, so that nothing stale survives a change of
a rule, of the code or of a library.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from councilgraph import rules

_PACKAGE: Final = Path(__file__).parent.parent
_SHARED: Final = ("models.py", "schema.py", "vocabulary.py", "resources.py", "registers", "data/schema.yaml")
# What reads a file, and what makes a graph of what was read.
_READING: Final = (
    *_SHARED,
    "documents",
    "extraction",
    "rules",
    "serialise.py",
    "text",
    "data/facts.yaml",
    "data/lexicons/abbreviations.yaml",
    "data/profiles",
    "data/registers",
)
_ASSEMBLING: Final = (
    *_SHARED,
    "calibration.py",
    "graph",
    "identity",
    "data/calibration.json",
    "data/concepts.yaml",
    "data/facts.yaml",
    "data/identity.yaml",
    "data/registers",
)
_READERS: Final = ("spacy", "lxml", "pypdfium2")
_STORES: Final = ("pyoxigraph", "rapidfuzz")


@cache
def reading(rule_set: rules.RuleSet) -> str:
    """Return the fingerprint of reading documents by a rule set."""
    return _hash(rule_set.hash, _files(_READING), _READERS)


@cache
def assembling() -> str:
    """Return the fingerprint of making named graphs of what was read and resolved."""
    return _hash("", _files(_ASSEMBLING), _STORES)


def _files(names: Iterable[str]) -> list[Path]:
    found: set[Path] = set()
    for name in names:
        path = _PACKAGE / name
        found |= {path} if path.is_file() else {file for file in path.rglob("*") if file.is_file()}
    return sorted(file for file in found if "__pycache__" not in file.parts)


def _hash(start: str, files: Iterable[Path], libraries: Iterable[str]) -> str:
    digest = hashlib.sha256(start.encode())
    for file in files:
        content = file.read_bytes()
        digest.update(f"\0{file.relative_to(_PACKAGE).as_posix()}\0{len(content)}\0".encode() + content)
    for library in libraries:
        digest.update(f"\0{library} {importlib.metadata.version(library)}".encode())
    return digest.hexdigest()
