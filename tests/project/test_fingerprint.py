"""What was read or made by other code or data is not used again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from councilgraph import rules
from councilgraph.project import fingerprint

SOURCE = Path(fingerprint.__file__).parent.parent


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of the package that is fingerprinted in its place."""
    copy = shutil.copytree(SOURCE, tmp_path / "councilgraph", ignore=shutil.ignore_patterns("__pycache__", "explorer"))
    monkeypatch.setattr(fingerprint, "_PACKAGE", copy)
    _forget()
    yield copy
    _forget()


def _forget() -> None:
    fingerprint.reading.cache_clear()
    fingerprint.assembling.cache_clear()


def _reading() -> str:
    return fingerprint.reading(rules.load())


READ = ["text", "rules", "documents", "extraction", "registers", "serialise.py", "data/profiles", "data/registers"]
MADE = ["graph", "identity", "registers", "calibration.py", "data/calibration.json", "data/identity.yaml"]
BOTH = ["models.py", "schema.py", "data/schema.yaml", "data/facts.yaml"]


@pytest.mark.parametrize(
    ("name", "of", "changes"),
    [(name, _reading, True) for name in READ + BOTH]
    + [(name, fingerprint.assembling, True) for name in MADE + BOTH]
    + [("export", _reading, False), ("cli", fingerprint.assembling, False)],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_fingerprint_changes_with_what_decides(
    package: Path, name: str, of: Callable[[], str], changes: bool
) -> None:
    before = of()
    path = package / name
    file = path if path.is_file() else min(inside for inside in path.rglob("*") if inside.is_file())
    file.write_bytes(file.read_bytes() + b"\n")
    _forget()
    assert (of() != before) == changes


@pytest.mark.parametrize("names", [fingerprint._READING, fingerprint._ASSEMBLING])
def test_what_a_fingerprint_names_is_there(names: tuple[str, ...]) -> None:
    assert [name for name in names if not (SOURCE / name).exists()] == []
