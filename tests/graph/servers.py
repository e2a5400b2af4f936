"""Real SPARQL servers on ports of this machine, empty, started for tests and stopped in good order."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

KINDS = ("oxigraph", "virtuoso")
# name and password of a new Virtuoso database
USER = PASSWORD = "dba"
_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5
MaxKeepAlives = 5
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True)
class Running:
    """A server's process and addresses: of its queries, its Graph Store and, for Virtuoso, its SQL."""

    process: subprocess.Popen[bytes]
    queries: str
    graphs: str
    sql: str = ""


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _running(words: list[str], address: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "output.log").open("wb") as log:
        process = subprocess.Popen(words, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(process, address, folder)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            assert process.poll() is None, (folder / "output.log").read_text(errors="replace")
            time.sleep(0.1)
    raise AssertionError(f"no server at {address}")


@contextlib.contextmanager
def oxigraph(folder: Path, union: bool = True) -> Iterator[Running]:
    """Run `oxigraph serve` on a database in a folder."""
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if binary is None:
        pytest.skip("needs the program `oxigraph` (package oxigraph of the package index)")
    address = f"http://127.0.0.1:{free_port()}"
    words = [binary, "serve", "--location", str(folder / "database"), "--bind", address.removeprefix("http://")]
    with _running([*words, *(["--union-default-graph"] if union else [])], address, folder) as process:
        yield Running(process, f"{address}/query", f"{address}/store")


@contextlib.contextmanager
def virtuoso(folder: Path, rows: int = 100_000) -> Iterator[Running]:
    """Run Virtuoso on a database in a folder; `rows` is where it cuts answers."""
    binary = shutil.which("virtuoso-t")
    if binary is None:
        pytest.skip("needs Virtuoso (Debian package virtuoso-opensource)")
    http, sql = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, http=http, sql=sql, rows=rows))
    address = f"http://127.0.0.1:{http}"
    with _running([binary, "+foreground", "+configfile", str(ini)], f"{address}/sparql", folder) as process:
        yield Running(process, f"{address}/sparql", f"{address}/sparql-graph-crud-auth", f"127.0.0.1:{sql}")


@contextlib.contextmanager
def running(kind: str, folder: Path) -> Iterator[Running]:
    """Run a server of one of the KINDS, with the environment that its Graph Store needs.

    In the folder of a server that ran before, it has what that one had.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNCILGRAPH_USER", USER)
        patch.setenv("COUNCILGRAPH_PASSWORD", PASSWORD)
        with oxigraph(folder) if kind == "oxigraph" else virtuoso(folder) as server:
            yield server
