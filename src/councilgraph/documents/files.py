"""Finds the files to read and gives their bytes: files, folders, members of archives, standard input."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from councilgraph.documents import archive
from councilgraph.errors import DocumentError

MAX_SIZE = 50 * 1024 * 1024
SUFFIXES = frozenset({".md", ".markdown", ".txt", ".text", ".pdf", ".docx", ".html", ".htm", ".xhtml"})
STDIN = "-"


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file to read: `member` names it inside the archive `path`; the path `-` is standard input."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        if self.member:
            return self.member.rpartition("/")[2]
        return "stdin" if str(self.path) == STDIN else self.path.name

    @property
    def id(self) -> str:
        """The id of the document that is read from it: the slug of its name without suffix."""
        return slug(Path(self.name).stem)

    def __str__(self) -> str:
        return f"{self.path}/{self.member}" if self.member else str(self.path)


def slug(text: str) -> str:
    """Return a name in lower-case letters, digits and hyphens: "Agenda, 13 March" is "agenda-13-march"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "document"


def find(paths: Iterable[Path | str], *, problems: list[DocumentError] | None = None) -> list[File]:
    """Return the files that the paths lead to, each once, sorted by id.

    A folder stands for the files below it that have the suffix of a readable format, an archive for such
    members. A path named itself is taken whatever its suffix. What cannot be read raises DocumentError, or,
    where a list `problems` is given, is put there while the rest is returned.
    """
    found: dict[tuple[Path, str], File] = {}
    for path in paths:
        try:
            for file in _expand(Path(path), problems):
                found.setdefault((_identity(file.path), file.member), file)
        except DocumentError as error:
            if problems is None:
                raise
            problems.append(error)
    files = sorted(found.values(), key=lambda file: (file.id, str(file)))
    return check_unique(files, problems=problems)


def check_unique(files: Sequence[File], *, problems: list[DocumentError] | None = None) -> list[File]:
    """Return the files without those whose document id an earlier one has; report these as `find` does."""
    first: dict[str, File] = {}
    for file in files:
        if file.id not in first:
            first[file.id] = file
            continue
        error = DocumentError(
            f'{file}: would be the document "{file.id}" as {first[file.id]} is; rename one of the two files'
        )
        if problems is None:
            raise error
        problems.append(error)
    return list(first.values())


def load(file: File, max_size: int = MAX_SIZE) -> bytes:
    """Return the bytes of a file; raise DocumentError where it is missing, empty or over the limit."""
    try:
        data = _bytes(file, max_size)
    except FileNotFoundError:
        raise DocumentError(f"{file}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise DocumentError(f"{file}: is a folder, not a file; name a file in it") from None
    except OSError as error:
        raise DocumentError(f"{file}: cannot be read ({error.strerror}); check its permissions") from None
    if len(data) > max_size:
        raise DocumentError(
            f"{file}: is larger than the limit of {_megabytes(max_size)}; raise --max-size or split the file"
        )
    if not data.strip():
        raise DocumentError(f"{file}: is empty; leave it out or export it again")
    return data


def _bytes(file: File, max_size: int) -> bytes:
    if file.member:
        return archive.member(file.path, file.member, max_size)
    if str(file.path) == STDIN:
        return sys.stdin.buffer.read(max_size + 1)
    if file.path.is_dir():
        raise IsADirectoryError
    if not file.path.is_file() and file.path.exists():
        raise DocumentError(f"{file}: is not a regular file; copy its content to one")
    with file.path.open("rb") as stream:
        return stream.read(max_size + 1)


def _megabytes(size: int) -> str:
    return f"{size / (1024 * 1024):g} MB"


def _identity(path: Path) -> Path:
    return path if str(path) == STDIN else path.resolve()


def _expand(path: Path, problems: list[DocumentError] | None) -> Iterator[File]:
    if str(path) == STDIN:
        yield File(path)
    elif path.is_dir():
        before = len(problems or ())
        files = list(_folder(path, problems))
        if not files and len(problems or ()) == before:
            known = ", ".join(sorted(SUFFIXES | {".zip"}))
            raise DocumentError(f"{path}: holds nothing readable; put files there that end in {known}")
        yield from files
    elif not path.exists():
        raise DocumentError(f"{path}: there is no such file or folder; check the path")
    elif path.suffix.lower() == ".zip":
        yield from _archive(path)
    else:
        yield File(path)


def _folder(folder: Path, problems: list[DocumentError] | None) -> Iterator[File]:
    """Yield the readable files below a folder; an archive that is refused is a problem, and the rest goes on."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if hidden or not path.is_file():
            continue
        if path.suffix.lower() == ".zip":
            try:
                yield from _archive(path)
            except DocumentError as error:
                if problems is None:
                    raise
                problems.append(error)
        elif path.suffix.lower() in SUFFIXES:
            yield File(path)


def _archive(path: Path) -> list[File]:
    names = [name for name in archive.members(path) if Path(name).suffix.lower() in SUFFIXES]
    if not names:
        raise DocumentError(f"{path}: holds nothing readable; put documents in the archive (.md, .pdf, .docx, ...)")
    return [File(path, name) for name in names]
