from __future__ import annotations

import contextlib
import io
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from councilgraph import cli

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


def call(*arguments: str | Path) -> Done:
    """Run the command line in this process: the same as a user's run, without the start-up."""
    words = [str(argument) for argument in arguments]
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setattr(sys, "argv", ["councilgraph", *words])
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def start(words: list[str], **options: Any) -> subprocess.Popen[Any]:
    """Start a process that can be interrupted, also where the tests run in the background, whose interrupts are off."""
    return subprocess.Popen(words, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL), **options)


@pytest.fixture(scope="session")
def run() -> Run:
    """Give a function that runs the command line and returns its exit code, output and messages."""
    return call


@pytest.fixture(scope="session")
def graph(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the graph of the examples once and return its folder."""
    folder = tmp_path_factory.mktemp("built") / "output"
    done = call("build", examples, "--output", folder)
    assert done.returncode == 0, done.stderr
    return folder
