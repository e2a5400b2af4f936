"""Reads members of zip archives, with limits: no member leaves the archive, none unpacks without bound."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from councilgraph.errors import DocumentError

MAX_MEMBERS = 10_000
# Text packs to about a tenth, XML at best to a hundredth; a bomb packs to a thousandth.
MAX_RATIO = 200
_FREE = 1024 * 1024


def members(path: Path) -> list[str]:
    """Return the names of the files in an archive, sorted; raise DocumentError where it is not safe."""
    with _opened(path) as archive:
        check(archive, str(path))
        return sorted(info.filename for info in archive.infolist() if not info.is_dir() and not _hidden(info.filename))


def member(path: Path, name: str, max_size: int) -> bytes:
    """Return one member's bytes, at most `max_size` and one more."""
    with _opened(path) as archive:
        try:
            info = archive.getinfo(name)
        except KeyError:
            raise DocumentError(f"{path}: has no member {name}; list the archive") from None
        check(archive, str(path))
        return _unpack(archive, info, str(path), max_size)


def check(archive: zipfile.ZipFile, name: str) -> None:
    """Raise DocumentError where an archive holds too much, a bomb, a link, or a path that leads out of it."""
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise DocumentError(f"{name}: holds {len(infos)} files, over the limit of {MAX_MEMBERS}; split the archive")
    for info in infos:
        parts = info.filename.replace("\\", "/").split("/")
        if ".." in parts or info.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise DocumentError(f"{name}: member {info.filename!r} leads out of the archive; pack it again without")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise DocumentError(f"{name}: member {info.filename!r} is a link; pack it again with the file itself")
        if info.file_size > max(_FREE, MAX_RATIO * info.compress_size):
            raise DocumentError(
                f"{name}: member {info.filename!r} unpacks to far more than its size; refused as a bomb"
            )


def check_total(data: bytes, name: str, max_size: int) -> None:
    """Raise DocumentError where a packed document (such as DOCX) unpacks to more than ten times the limit."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check(archive, name)
            total = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, zlib.error) as error:
        raise DocumentError(f"{name}: is a damaged archive ({error}); download or save it again") from None
    if total > 10 * max_size:
        raise DocumentError(f"{name}: unpacks to more than ten times the size limit; raise --max-size or split it")


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, max_size: int) -> bytes:
    if info.flag_bits & 1:
        raise DocumentError(f"{name}: member {info.filename!r} is encrypted; unpack it first")
    with archive.open(info) as stream:
        return stream.read(max_size + 1)


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "~$", "__MACOSX")) for part in name.split("/"))


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, zlib.error) as error:
        raise DocumentError(f"{path}: is a damaged archive ({error}); download or pack it again") from None
