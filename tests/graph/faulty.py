"""A small Graph Store in memory that can be told to misbehave, to see what publishing makes of it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

# What a fault says of a request: None for none, a status, or the name of a way to break off.
Fault = Callable[["Request"], int | str | None]


@dataclass(frozen=True)
class Request:
    """One request as it came in: its number (from 0), method, graph and the name of the user that it gives."""

    number: int
    method: str
    graph: str
    authorization: str


@dataclass
class Faulty:
    """Graphs as sets of lines of N-Triples, and what goes wrong.

    `close` breaks the connection before anything is done, `done` after it is done, `hang` answers much too late,
    `lie` answers yes and does nothing, `html` answers with a page, `half` gives half of a graph.
    """

    fault: Fault = lambda request: None
    graphs: dict[str, set[bytes]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    url: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def apply(self, method: str, graph: str, body: bytes) -> tuple[int, bytes]:
        """Do what the protocol says and return status and content."""
        lines = set(body.splitlines(keepends=True))
        if method == "PUT":
            self.graphs[graph] = lines
        elif method == "POST":
            self.graphs.setdefault(graph, set()).update(lines)
        elif graph not in self.graphs:
            return 404, b""
        elif method == "DELETE":
            del self.graphs[graph]
        else:
            return 200, b"".join(sorted(self.graphs[graph]))
        return 204, b""


def _handler(server: Faulty) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            request = Request(len(server.requests), self.command, graph, self.headers.get("Authorization", ""))
            server.requests.append(request)
            fault = server.fault(request)
            if fault == "hang":
                time.sleep(5)
            if fault in {"close", "hang"}:
                self.close_connection = True
                return
            status, content = (200, b"") if fault == "lie" else (fault, b"as told\nsecond line")
            if fault in {None, "done", "half"}:
                status, content = server.apply(self.command, graph, body)
            if fault == "done":
                self.close_connection = True
                return
            if fault == "html":
                status, content = 200, b"<html></html>"
            if fault == "half":
                content = b"".join(content.splitlines(keepends=True)[::2])
            self.send_response(int(status or 200))
            kind = (
                "text/html" if fault == "html" else "text/plain" if isinstance(fault, int) else "application/n-triples"
            )
            self.send_header("Content-Type", kind)
            for name, value in server.headers.items() if isinstance(fault, int) else ():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if status != 204:
                self.wfile.write(content)

        do_GET = do_PUT = do_POST = do_DELETE = answer

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextlib.contextmanager
def serving(server: Faulty) -> Iterator[Faulty]:
    """Serve on a free port of this machine while the block runs."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(server)) as http:
        http.daemon_threads = True
        http.block_on_close = False
        server.url = f"http://127.0.0.1:{http.server_address[1]}/store"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
