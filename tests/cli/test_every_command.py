"""Every command of the application: offered with an example that works on the demo, and with a twin in Python."""

from __future__ import annotations

import importlib
import operator
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer

import councilgraph
from councilgraph import cli
from tests.conftest import ROOT

from .conftest import Run

# commands whose twin has another name, or stands in the module that the command is about
TWINS = {
    "export": "export:Format.write",
    "facts": "documents:read",
    "register outside-bodies": ":register_outside_bodies",
    "register partnerships": ":register_partnerships",
    "report": "report:write",
    "review": ":open_review",
    "rules calibrate": "calibration:measure",
    "rules check": "extraction.relations.examples:faults",
    "rules list": "rules:load",
    "rules show": "rules:load",
    "schema": "schema:load",
}
# needs a server; tests/cli/test_servers.py runs it against real ones
ELSEWHERE = {"publish"}


def _commands(group: click.Command, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in getattr(group, "commands", {}).items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield before + name, command


COMMANDS = dict(_commands(typer.main.get_command(cli.app)))


def example(name: str) -> str:
    """Return the words of the example after the program's name; "" where there is none."""
    command = COMMANDS[name]
    found = re.search(r"Example: councilgraph (.+)", f"{command.help}\n{command.epilog}")
    return found[1].strip() if found else ""


@pytest.fixture(scope="module")
def demo(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that looks like a checkout after `make demo`: the examples, the annotation and what was built."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(ROOT / "tests" / "annotation", folder / "tests" / "annotation")
    shutil.copytree(graph, folder / "output")
    return folder


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_an_example_of_itself(name: str) -> None:
    assert COMMANDS[name].help
    assert example(name).startswith(name)


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - ELSEWHERE))
def test_the_example_works_on_the_demo(name: str, run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo)
    done = run(*shlex.split(example(name)))
    assert done.returncode == 0, done.stderr
    assert (done.stdout + done.stderr).strip()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_twin_in_python(name: str) -> None:
    module, _, attribute = TWINS.get(name, f":{name}").partition(":")
    owner = importlib.import_module(f"councilgraph.{module}") if module else councilgraph
    assert callable(operator.attrgetter(attribute)(owner))


def test_no_twin_is_named_for_a_command_that_is_gone() -> None:
    assert set(TWINS) | ELSEWHERE <= set(COMMANDS)
