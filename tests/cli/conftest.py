from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def run() -> Run:
    """Run the command line in a process of its own, as a user does."""

    def call(*arguments: str | Path, cwd: Path | None = None, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "councilgraph", *map(str, arguments)]
        return subprocess.run(words, capture_output=True, text=True, cwd=cwd, input=stdin, timeout=120, check=False)

    return call


@pytest.fixture(scope="session")
def graph(run: Run, examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the graph of the examples once and return its folder."""
    folder = tmp_path_factory.mktemp("built") / "output"
    done = run("build", examples, "--output", folder)
    assert done.returncode == 0, done.stderr
    return folder
