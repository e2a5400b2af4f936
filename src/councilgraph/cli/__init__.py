"""The command line: one module for each group of commands, each with a `register` function.

Nothing heavy is imported here: a command imports what it needs when it runs, so that `--help` is quick.
"""

from __future__ import annotations

import importlib
import os
import sys

import typer

from councilgraph import __version__
from councilgraph.errors import CouncilgraphError

_INTERRUPTED = 130
GROUPS = ("build", "review", "evaluate", "rules", "council", "network", "comparison", "graph", "export", "facts")

app = typer.Typer(
    name="councilgraph",
    help="Knowledge graphs of local-government partnerships, from council documents, by rules.",
    epilog="Start with: councilgraph build examples; councilgraph summary",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"councilgraph {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Options before the command."""


for _group in GROUPS:
    importlib.import_module(f"councilgraph.cli.{_group}").register(app)


def main() -> None:
    """Run the command line; an error made for users is one line on standard error and exit code 2."""
    try:
        app()
    except CouncilgraphError as error:
        sys.stderr.write(f"councilgraph: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        # The reader of a pipe has gone (`councilgraph ... | head`): not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:
            # Typer has caught the interruption and kept it as the cause of its own exit
            said = str(getattr(ended.__context__, "__cause__", None) or "")
            sys.stderr.write(f"councilgraph: {said or 'interrupted'}\n")
        raise
