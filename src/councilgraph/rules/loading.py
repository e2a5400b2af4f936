"""Finds and loads the packaged rules, and a user's folder over them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from councilgraph import resources
from councilgraph.errors import RuleError
from councilgraph.rules import overlay, reading
from councilgraph.rules.model import Rule, RuleSet

_KINDS = ("lexicons", "relations")
# Read by the sentence splitter, which comes before the rules and has no records.
_NOT_RULES = frozenset({"abbreviations.yaml"})


def load(extra: Path | None = None) -> RuleSet:
    """Return the packaged rules, overlaid by those of the folder `extra`; raise RuleError for a malformed one."""
    if extra is None:
        return _packaged()
    if not extra.is_dir():
        raise RuleError(f"{extra}: no such folder; give one with lexicons/*.yaml or relations/*.yaml")
    _check_layout(extra)
    return _build(resources.data(), extra)


@cache
def _packaged() -> RuleSet:
    return _build(resources.data())


def _check_layout(folder: Path) -> None:
    """Refuse a folder with rule files where nothing reads them, or with none at all."""
    read = {path for kind in _KINDS for path in folder.joinpath(kind).glob("*.yaml")}
    stray = sorted(
        path for end in ("yaml", "yml") for path in folder.rglob(f"*.{end}") if path not in read and path.is_file()
    )
    if stray:
        name = stray[0].relative_to(folder).as_posix()
        raise RuleError(f"{folder}: {name} would not be read; put it at lexicons/NAME.yaml or relations/NAME.yaml")
    if not read:
        raise RuleError(f"{folder}: has no rules; they lie in lexicons/*.yaml or relations/*.yaml")


def _build(*folders: Path) -> RuleSet:
    digest = hashlib.sha256()
    kinds: dict[str, dict[str, Rule]] = {kind: {} for kind in _KINDS}
    for folder in folders:
        for kind in _KINDS:
            kinds[kind] = overlay.lay(kinds[kind], _read(folder / kind, kind, digest))
    return RuleSet(kinds["lexicons"], kinds["relations"], digest.hexdigest())


def _read(folder: Path, kind: str, digest: hashlib._Hash) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name in _NOT_RULES:
            continue
        content, name = path.read_bytes(), f"{kind}/{path.name}"
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
        for rule in reading.read(content, name):
            if rule.id in found:
                raise rule.error(f"the id is already used in {found[rule.id].file}; choose another")
            found[rule.id] = rule
    return found
