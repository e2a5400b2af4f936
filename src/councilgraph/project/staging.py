"""A folder beside the results in which a run works, put in their place only when all of it is whole."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
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
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = _lock(output)
        _finish(output)
        (output / _STAGING).mkdir()
        # a name of its own: the database keeps a path locked for as long as anything of a failed run is remembered
        made = Path(tempfile.mkdtemp(dir=output / _STAGING))
        (made / EXTRACTIONS).mkdir()
    except OSError as error:
        raise OutputError(
            f"{output}: cannot be written ({error.strerror}); choose another folder with --output"
        ) from error
    try:
        yield made
    except OSError as error:
        raise OutputError(f"{output}: writing failed ({error.strerror}); the previous output is untouched") from error
    finally:
        _finish(output)
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
    _finish(output)


def _finish(output: Path) -> None:
    """Put in place what a run has made whole, file by file and the manifest last; clear away what is not whole."""
    for whole in (output / _STAGING).glob(f"*/{_WHOLE}"):
        outdated = whole.read_text(encoding="utf-8").splitlines()
        for path in sorted(whole.parent.iterdir(), key=lambda path: (path.name == MANIFEST, path.name)):
            if path != whole and path.suffix != ".old":
                _exchange(path, output / path.name)
        for name in outdated:
            (output / name).unlink(missing_ok=True)
        whole.unlink()
    shutil.rmtree(output / _STAGING, ignore_errors=True)


def _exchange(path: Path, target: Path) -> None:
    if target.is_dir():
        old = path.with_name(f"{path.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        target.replace(old)
    path.replace(target)
