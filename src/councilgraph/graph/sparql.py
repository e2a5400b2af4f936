"""The words of a SPARQL query, as far as they must be known to refuse what is unsafe and to bind parameters.

Parameters are bound as terms: a VALUES block of serialised terms at the start of the query's pattern, which is plain
SPARQL 1.1 and means the same on every server. No text of a user's becomes part of a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from councilgraph.errors import QueryError

Bindings = Mapping[str, NamedNode | Literal]

_TOKEN: Final = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
          |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<name>[\w.-]*:[\w.:%\\-]*)
      | (?P<word>[A-Za-z]\w*)
      | (?P<mark>[{}])
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return (token for token in _TOKEN.finditer(text) if token.lastgroup != "comment")


def _words(text: str) -> list[str]:
    return [token.group().upper() for token in _tokens(text) if token.lastgroup == "word"]


def form(text: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; raise QueryError for an update, a SERVICE call or anything else."""
    words = _words(text)
    if "SERVICE" in words:
        raise QueryError("the query calls another server (SERVICE), which is refused; ask that server itself")
    first = next((word for word in words if word in _FORMS | _UPDATES), None)
    if first in _UPDATES:
        raise QueryError(f"the query would change the graph ({first}), which is refused; use `add` or `remove`")
    if first is None:
        raise QueryError("the query has no SELECT, ASK, CONSTRUCT or DESCRIBE")
    return first


def is_ordered(text: str) -> bool:
    """Tell whether the query orders its rows itself."""
    return "ORDER" in _words(text)


def _pattern_start(text: str) -> int:
    """Return the offset just inside the braces of the query's outermost graph pattern."""
    depth, after_where, opened = 0, False, []
    for token in _tokens(text):
        if token.group() == "{":
            if depth == 0:
                opened.append((after_where, token.end()))
            depth += 1
        elif token.group() == "}":
            depth -= 1
        elif depth == 0 and token.lastgroup == "word":
            after_where = token.group().upper() == "WHERE"
    if not opened:
        raise QueryError("the query has no pattern in braces")
    marked = [end for where, end in opened if where]
    # without WHERE, the pattern of a CONSTRUCT is the second group: the first is its template
    return marked[0] if marked else opened[-1][1]


def bind(text: str, bindings: Bindings) -> str:
    """Return the query with its parameters bound to terms; raise QueryError for one that it has no variable for."""
    if not bindings:
        return text
    variables = {token.group()[1:] for token in _tokens(text) if token.lastgroup == "variable"}
    unknown = sorted(set(bindings) - variables)
    if unknown:
        raise QueryError(f"the query has no variable ?{unknown[0]}; it has {', '.join(sorted(variables)) or 'none'}")
    blocks = "".join(f" VALUES ?{name} {{ {bindings[name]} }}" for name in sorted(bindings))
    place = _pattern_start(text)
    return f"{text[:place]}{blocks}{text[place:]}"
