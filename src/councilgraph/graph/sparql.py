"""The words of a SPARQL query, as far as they must be known to refuse what is unsafe and to set what is left open.

Parameters are bound as terms: VALUES blocks of serialised terms in the query's pattern, which is plain SPARQL 1.1 and
means the same on every server. No text of a user's becomes part of a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode

from councilgraph import vocabulary as v
from councilgraph.errors import QueryError

Bindings = Mapping[str, NamedNode | Literal]

_TOKEN: Final = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
          |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<name>(?:[^\W\d][\w.-]*)?:[\w.:%\\-]*)
      | (?P<word>[A-Za-z]\w*)
      | (?P<mark>[{}])
    """,
    re.VERBOSE | re.DOTALL,
)
_KEY: Final = r"(?:[?$]\w+|(?:ASC|DESC)\s*\(\s*[?$]\w+\s*\))"
_ORDER: Final = re.compile(
    rf"\s*BY\s*(?P<keys>{_KEY}(?:\s*{_KEY})*)\s*(?:(?:LIMIT|OFFSET|VALUES)\b.*)?$", re.IGNORECASE | re.DOTALL
)
_ORDER_KEY: Final = re.compile(r"[?$](?P<bare>\w+)|(?P<way>ASC|DESC)\s*\(\s*[?$](?P<inside>\w+)\s*\)", re.IGNORECASE)
_NESTED: Final = re.compile(r"\{\s*SELECT\b([^{}]*)\{\Z", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return (token for token in _TOKEN.finditer(text) if token.lastgroup != "comment")


def _words(text: str) -> list[str]:
    return [token.group().upper() for token in _tokens(text) if token.lastgroup == "word"]


def form(text: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raise QueryError for an update, a SERVICE call or anything else, and for a prefix that nobody declares.
    """
    words = _words(text)
    if "SERVICE" in words:
        raise QueryError("the query calls another server (SERVICE), which is refused; ask that server itself")
    first = next((word for word in words if word in _FORMS | _UPDATES), None)
    if first in _UPDATES:
        raise QueryError(f"the query would change the graph ({first}), which is refused; use `add` or `remove`")
    if first is None:
        raise QueryError("the query has no SELECT, ASK, CONSTRUCT or DESCRIBE")
    unknown = sorted(_undeclared(text) - v.PREFIXES.keys())
    if unknown:
        known = ", ".join(v.PREFIXES)
        raise QueryError(f"the query does not say what {unknown[0]}: stands for; known without PREFIX are {known}")
    return first


def declare(text: str) -> str:
    """Return the query with the prefixes of the ontology that it uses and does not declare.

    They stand before its first line, and not on one of their own: the lines that a server counts are the user's.
    """
    missing = sorted(_undeclared(text) & v.PREFIXES.keys())
    return "".join(f"PREFIX {name}: <{v.PREFIXES[name]}> " for name in missing) + text


def _undeclared(text: str) -> set[str]:
    """Return the prefixes that a query uses and does not declare; "_" is that of blank nodes."""
    declared = {"_"}
    used: set[str] = set()
    before = ""
    for token in _tokens(text):
        if token.lastgroup == "name":
            (declared if before == "PREFIX" else used).add(token.group().partition(":")[0])
        before = token.group().upper()
    return used - declared


def order(text: str) -> list[tuple[str, bool]] | None:
    """Return the variables by which a query orders its rows, each with whether it descends; [] for no order.

    None means an order by something else than variables, which only the store can tell.
    """
    depth, start = 0, None
    for token in _tokens(text):
        depth += {"{": 1, "}": -1}.get(token.group(), 0)
        if depth == 0 and token.lastgroup == "word" and token.group().upper() == "ORDER":
            start = token.end()
    if start is None:
        return []
    found = _ORDER.match(text, start)
    if not found:
        return None
    keys = _ORDER_KEY.finditer(found["keys"])
    return [(key["bare"] or key["inside"], (key["way"] or "").upper() == "DESC") for key in keys]


@dataclass(slots=True)
class _Group:
    """A pair of braces: where they open and close, the word before, the variables that stand or are assigned between.

    `branch` tells whether it is one side of a UNION, `nested` whether it lies in a SELECT of its own.
    """

    start: int
    before: str
    depth: int
    nested: bool
    end: int = -1
    branch: bool = False
    variables: set[str] = field(default_factory=set)
    assigned: set[str] = field(default_factory=set)


def _groups(text: str) -> list[_Group]:
    """Return every pair of braces of a query, in the order in which they open."""
    found: list[_Group] = []
    opened: list[_Group] = []
    closed: _Group | None = None
    before = ""
    for token in _tokens(text):
        said = token.group().upper()
        if said == "{":
            nested = bool(opened) and (opened[-1].nested or before == "SELECT")
            opened.append(_Group(token.end(), before, len(opened), nested, branch=before == "UNION"))
            found.append(opened[-1])
        elif said == "}" and opened:
            closed = opened.pop()
            closed.end = token.start()
        elif said == "UNION" and closed is not None:
            closed.branch = True
        elif said == "SELECT" and opened:
            opened[-1].nested = True
        elif token.lastgroup == "variable":
            for group in opened:
                (group.assigned if before == "AS" else group.variables).add(token.group()[1:])
        if token.lastgroup == "word" or said in "{}":
            before = said
    return found


def _pattern(groups: list[_Group]) -> _Group:
    outermost = [group for group in groups if group.depth == 0]
    if not outermost:
        raise QueryError("the query has no pattern in braces")
    marked = [group for group in outermost if group.before == "WHERE"]
    # without WHERE, the pattern of a CONSTRUCT is the second group: the first is its template
    return marked[0] if marked else outermost[-1]


def _given(text: str, group: _Group) -> set[str]:
    """Return the variables that a nested SELECT gives as they are, where the braces are its pattern.

    None where it takes only some of its rows: those would be others.
    """
    clause = _NESTED.search(text[: group.start])
    if clause is None or {"LIMIT", "OFFSET"} & set(_words(text[group.end : text.find("}", group.end + 1)])):
        return set()
    plain = _BRACKETS.sub(" ", _BRACKETS.sub(" ", clause[1]))
    return {token.group()[1:] for token in _tokens(plain) if token.lastgroup == "variable"}


def bind(text: str, bindings: Bindings) -> str:
    """Return the query with its parameters bound to terms; raise QueryError for one that it has no variable for.

    A parameter is bound at the start of the pattern, and again in each branch of a UNION that uses it and each nested
    SELECT that gives it: that means the same, and spares servers the rows that the rest of the pattern would refuse.
    """
    if not bindings:
        return text
    variables = {token.group()[1:] for token in _tokens(text) if token.lastgroup == "variable"}
    unknown = sorted(set(bindings) - variables)
    if unknown:
        raise QueryError(f"the query has no variable ?{unknown[0]}; it has {', '.join(sorted(variables)) or 'none'}")
    groups = _groups(text)
    pattern = _pattern(groups)
    places = {pattern.start: set(bindings)}
    places |= {
        group.start: (group.variables - group.assigned) & set(bindings)
        for group in groups
        if group.branch and not group.nested and pattern.start < group.start < pattern.end
    }
    for group in groups:
        if given := _given(text, group) & set(bindings):
            places.setdefault(group.start, set()).update(given)
    parts, done = [], 0
    for place in sorted(places):
        parts.append(text[done:place])
        parts += [f" VALUES ?{name} {{ {bindings[name]} }}" for name in sorted(places[place])]
        done = place
    return "".join([*parts, text[done:]])
