"""HTTP to the servers of others: credentials from the environment, time limits, retries, one line for every failure."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlsplit

from councilgraph.errors import EndpointError, QueryError

if TYPE_CHECKING:
    from requests import PreparedRequest, Response, Session
    from requests.auth import AuthBase

USER: Final = "COUNCILGRAPH_USER"
PASSWORD: Final = "COUNCILGRAPH_PASSWORD"
TIMEOUT: Final = 300.0
_CONNECT_TIMEOUT: Final = 10.0
_HERE: Final = ("localhost", "127.0.0.1", "::1")
_RETRIES: Final = 3
# Seconds that the pauses between tries grow from: none, then 1, then 2.
PAUSE: Final = 0.5


@dataclass
class Server:
    """One address of a server, spoken to over a session that stays open.

    `timeout` is how long to wait for an answer, in seconds. What may be asked twice is asked again (with growing
    pauses) where no connection comes about, it breaks, or the server says that it is busy. Name and password come from
    the variables COUNCILGRAPH_USER and COUNCILGRAPH_PASSWORD and are sent only where the server asks for them, in the
    way it asks for (Basic or Digest).
    """

    url: str
    timeout: float = TIMEOUT
    pause: float = field(default_factory=lambda: PAUSE)
    # what to say where the server does not know what it is asked: most likely the address is another's
    hint: str = ""
    _auth: AuthBase | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise EndpointError(f"{self.url}: not the address of a server, such as http://127.0.0.1:7878/query")
        if parts.username or parts.password:
            bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
            raise EndpointError(f"{bare}: give name and password as {USER} and {PASSWORD}, not in the address")

    @cached_property
    def _session(self) -> Session:
        import requests
        from requests.adapters import HTTPAdapter

        session = requests.Session()
        session.headers["User-Agent"] = "councilgraph"
        # a server on this machine is never behind the proxy that the environment may name
        session.trust_env = urlsplit(self.url).hostname not in _HERE
        adapter = HTTPAdapter(max_retries=_retry(self.pause))
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        return session

    def request(
        self,
        method: str,
        *,
        params: Mapping[str, str] | None = None,
        data: bytes | Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        missing: bool = False,
    ) -> Response:
        """Return the server's answer, read whole; raise EndpointError where it gives none, or refuses.

        With `missing`, the answer that there is no such thing (404) is an answer. A query that the server finds
        malformed raises QueryError.
        """
        response = self._send(method, params, data, headers)
        if response.status_code == 401 and self._auth is None:
            self._auth = _credentials(response)
            if self._auth is not None:
                response = self._send(method, params, data, headers)
        if not (200 <= response.status_code < 300 or (missing and response.status_code == 404)):
            raise self._refusal(response)
        return response

    def _send(self, method: str, params: Any, data: Any, headers: Any) -> Response:
        import requests

        try:
            # a redirected PUT would become a GET, and look like a success
            return self._session.request(
                method,
                self.url,
                params=params,
                data=data,
                headers=dict(headers or {}),
                # not None: that would let a .netrc file of the user's speak up
                auth=self._auth or _no_auth,
                timeout=(_CONNECT_TIMEOUT, self.timeout),
                allow_redirects=False,
            )
        except requests.exceptions.ReadTimeout as error:
            raise EndpointError(f"{self.url}: no answer within {self.timeout:g} seconds; see --timeout") from error
        except (requests.RequestException, OSError) as error:
            raise EndpointError(
                f"{self.url}: no answer ({_reason(error)}); is the server running at this address?"
            ) from error

    def _refusal(self, response: Response) -> QueryError:
        code, said = response.status_code, _said(response)
        hint = f"; {self.hint}" if self.hint and code in {404, 405, 501} else ""
        if code == 400:
            return QueryError(f"{self.url}: the server finds the request malformed: {said}")
        if code == 401:
            return EndpointError(f"{self.url}: {self._unknown_user()}")
        if 300 <= code < 400:
            return EndpointError(f"{self.url}: the server has moved; try {response.headers.get('Location', 'another')}")
        words = "forbids this" if code == 403 else "failed" if code >= 500 else "refuses"
        return EndpointError(f"{self.url}: the server {words} (HTTP {code}{f': {said}' if said else ''}){hint}")

    def _unknown_user(self) -> str:
        if self._auth is not None:
            return f"the server does not accept the name and password of {USER} and {PASSWORD} (HTTP 401)"
        return f"the server asks for a name and password (HTTP 401); set {USER} and {PASSWORD}"


def _no_auth(request: PreparedRequest) -> PreparedRequest:
    return request


def _retry(pause: float) -> Any:
    from urllib3.exceptions import ReadTimeoutError
    from urllib3.util import Retry

    class Patient(Retry):
        def increment(self, *args: Any, **rest: Any) -> Self:
            # who did not answer within the time will hardly do so the next time
            if isinstance(rest.get("error"), ReadTimeoutError):
                raise rest["error"]
            return super().increment(*args, **rest)

    # All that is sent here may be sent twice: queries, whole graphs, deletions, and statements that are added.
    return Patient(
        connect=_RETRIES,
        read=1,
        status=_RETRIES,
        other=0,
        backoff_factor=pause,
        status_forcelist=(429, 502, 503, 504),
        allowed_methods=None,
        respect_retry_after_header=False,
        raise_on_status=False,
    )


def _credentials(response: Response) -> AuthBase | None:
    from requests.auth import HTTPBasicAuth, HTTPDigestAuth

    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if not user or password is None:
        return None
    asked = response.headers.get("WWW-Authenticate", "")
    return HTTPDigestAuth(user, password) if "digest" in asked.casefold() else HTTPBasicAuth(user, password)


def _reason(error: BaseException) -> str:
    """Return what lies at the bottom of an error of requests: what the system or the protocol said."""
    seen: list[BaseException] = []
    todo: list[Any] = [error]
    while todo:
        found = todo.pop()
        if isinstance(found, BaseException) and found not in seen:
            seen.append(found)
            todo += [found.__cause__, found.__context__, *found.args, getattr(found, "reason", None)]
    system = [inner.strerror for inner in seen if isinstance(inner, OSError) and inner.strerror]
    last = next((str(inner) for inner in reversed(seen) if str(inner)), type(error).__name__)
    return " ".join((system[0] if system else last).split())[:200]


def _said(response: Response) -> str:
    """Return the first line of an answer in plain text: pages made for browsers say nothing in one line."""
    if "html" in response.headers.get("Content-Type", ""):
        return ""
    lines = (line.strip() for line in response.text.splitlines())
    return next((line for line in lines if line), "")[:200]
