"""manifest.json: what a build was made of and by, and the state of each named graph.

It tells nothing of a day or a machine, so that equal input gives an equal file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from councilgraph.errors import GraphError

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """One named graph of a built folder.

    `key` stands for all that decides its content, `trig` and `ttl` are (bytes, SHA-256) of its blocks in graph.trig
    and graph.ttl; `statements` the number of assertions in it.
    """

    key: str
    quads: int
    statements: int
    trig: tuple[int, str]
    ttl: tuple[int, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a built folder holds.

    `rules` is the hash of the rule set, `reader` the fingerprint of all that reads documents, `decisions` the hash of
    the decisions that were replayed (empty where there were none). `documents` are hashes of content by id, `graphs`
    the named graphs by IRI, `files` the names of what was written beside the manifest.
    """

    councilgraph: str
    rules: str
    reader: str
    base: str
    decisions: str
    documents: Mapping[str, str]
    counts: Mapping[str, int]
    files: tuple[str, ...]
    graphs: Mapping[str, Part]


def write(manifest: Manifest, folder: Path) -> None:
    """Write the manifest of a folder."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / NAME).write_text(text + "\n", encoding="utf-8", newline="\n")


def read(folder: Path) -> Manifest | None:
    """Return the manifest of a built folder; None where there is none, or none of this version's form."""
    try:
        raw = json.loads((folder / NAME).read_text(encoding="utf-8"))
        graphs = {iri: _part(row) for iri, row in sorted(raw.pop("graphs").items())}
        return Manifest(**{**raw, "files": tuple(raw["files"])}, graphs=graphs)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _part(row: dict[str, Any]) -> Part:
    return Part(**{**row, "trig": tuple(row["trig"]), "ttl": tuple(row["ttl"])})


def require(folder: Path) -> Manifest:
    """Return the manifest of a built folder; raise GraphError where there is none."""
    found = read(folder)
    if found is None and (folder / NAME).is_file():
        raise GraphError(f"{folder}: was built by another version; build it again with `councilgraph build PATH...`")
    if found is None:
        raise GraphError(f"{folder}: no graph here; build one with `councilgraph build PATH --output {folder}`")
    return found
