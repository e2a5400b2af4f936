"""A folder beside the results in which a run works, put in their place only when all of it is whole."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from councilgraph.errors import OutputError

_STAGING = ".building"
EXTRACTIONS = "extractions"


@contextlib.contextmanager
def staging(output: Path) -> Iterator[Path]:
    """Give an empty folder inside the output folder, gone at the end; raise OutputError where it cannot be written."""
    made = output / _STAGING
    try:
        output.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(made, ignore_errors=True)
        (made / EXTRACTIONS).mkdir(parents=True)
    except OSError as error:
        raise OutputError(
            f"{output}: cannot be written ({error.strerror}); choose another folder with --output"
        ) from error
    try:
        yield made
    except OSError as error:
        raise OutputError(f"{output}: writing failed ({error.strerror}); the previous output is untouched") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def publish(staging: Path, output: Path) -> None:
    """Put what was made in the place of what was there; the manifest comes last."""
    for made in sorted(staging.iterdir(), key=lambda path: (path.name == "manifest.json", path.name)):
        target = output / made.name
        if target.is_dir():
            old = staging / f"{made.name}.old"
            target.replace(old)
        made.replace(target)
