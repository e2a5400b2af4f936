"""The direction of imports between stages, and what importing the package costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

# A module imports only from those to its left.
ORDER = [
    "errors",
    "wording",
    "models",
    "serialise",
    "resources",
    "schema",
    "vocabulary",
    "rules",
    "calibration",
    "registers",
    "text",
    "documents",
    "extraction",
    "identity",
    "graph",
    "analysis",
    "export",
    "report",
    "evaluation",
    "project",
    "cli",
]
SOURCE = Path(__file__).parent.parent / "src" / "councilgraph"
HEAVY_ONLY_IN = {"spacy": {"extraction"}, "networkx": {"analysis", "export", "report"}}


def modules() -> list[tuple[str, Path]]:
    files = sorted(SOURCE.rglob("*.py"))
    return [(path.relative_to(SOURCE).parts[0].removesuffix(".py"), path) for path in files]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_every_module_has_its_place() -> None:
    assert {stage for stage, _ in modules() if not stage.startswith("__")} <= set(ORDER)


@pytest.mark.parametrize(
    ("stage", "path"), [(s, p) for s, p in modules() if not s.startswith("__")], ids=lambda v: str(v)
)
def test_a_stage_imports_only_from_its_left(stage: str, path: Path) -> None:
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "councilgraph" or len(parts) == 1 or parts[1] == "__version__":
            continue
        assert ORDER.index(parts[1]) <= ORDER.index(stage), f"{path.name} imports {name}"


@pytest.mark.parametrize(("stage", "path"), modules(), ids=lambda v: str(v))
def test_heavy_libraries_stay_in_their_stage(stage: str, path: Path) -> None:
    used = {name.split(".")[0] for name in imported(path)}
    for library, stages in HEAVY_ONLY_IN.items():
        assert library not in used or stage in stages, f"{path.name} imports {library}"


@pytest.mark.parametrize("code", ["import councilgraph", "import councilgraph.cli"])
def test_importing_is_light(code: str) -> None:
    check = f"{code}; import sys; print([m for m in ('spacy', 'rdflib', 'networkx', 'pyshacl') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
