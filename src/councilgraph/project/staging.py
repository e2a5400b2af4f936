"""A folder beside the results in which a run works, put in their place only when all of it is whole."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from councilgraph.errors import OutputError
from councilgraph.project.manifest import NAME as MANIFEST
from councilgraph.project.shelf import EXTRACTIONS

_STAGING = ".building"
# Written when everything is made: from then on the results are put in place, by the next run if this one is cut off.
_WHOLE = ".whole"


@contextlib.contextmanager
def staging(output: Path) -> Iterator[Path]:
    """Give an empty folder inside the output folder, gone at the end.

    Raise OutputError where it cannot be written, or where another run is at work in the same output folder.
    """
    made = output / _STAGING
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = _lock(output)
        _finish(made, output)
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
        _finish(made, output)
        if lock is not None:
            os.close(lock)


def _lock(output: Path) -> int | None:
    """Keep other runs out of the folder until the descriptor is closed; where the system has no such locks, do not."""
    try:
        import fcntl
    except ImportError:
        return None
    descriptor = os.open(output, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise OutputError(f"{output}: another run is writing here; wait for its end") from error
    return descriptor


def publish(made: Path, output: Path, outdated: Iterable[str]) -> None:
    """Put what was made in the place of what was there, and remove what an earlier run made and this one did not."""
    (made / _WHOLE).write_text("".join(f"{name}\n" for name in sorted(outdated)), encoding="utf-8")
    _finish(made, output)


def _finish(made: Path, output: Path) -> None:
    """Put in place what is whole, file by file and the manifest last; clear away what is not."""
    whole = made / _WHOLE
    if whole.is_file():
        outdated = whole.read_text(encoding="utf-8").splitlines()
        for path in sorted(made.iterdir(), key=lambda path: (path.name == MANIFEST, path.name)):
            if path != whole and path.suffix != ".old":
                _exchange(path, output / path.name)
        for name in outdated:
            (output / name).unlink(missing_ok=True)
        whole.unlink()
    shutil.rmtree(made, ignore_errors=True)


def _exchange(path: Path, target: Path) -> None:
    if target.is_dir():
        old = path.with_name(f"{path.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        target.replace(old)
    path.replace(target)
