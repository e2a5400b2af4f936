"""Loose names: what a user calls a council, board or other thing, to the one node that is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode
from rapidfuzz import fuzz, process

from councilgraph import schema
from councilgraph import vocabulary as v
from councilgraph.errors import AmbiguousName, UnknownName
from councilgraph.graph.sources import Source
from councilgraph.vocabulary import normal_form

# One query for each kind of name: joined in one, they take stores twenty times as long.
_PATHS: Final = {
    "label": "rdfs:label",
    "alias": "skos:altLabel",
    "code": "dcterms:identifier",
    "council": "cg:council/rdfs:label",
}
_IRI: Final = re.compile(r'https?://[^\s<>"{}|^`\\]+')
# Names are looked up by the hidden labels, in which spelling variants agree, so that not all need be fetched.
_BY_NAME: Final = """
SELECT DISTINCT ?iri WHERE {
  { VALUES ?name { NAMES } ?iri skos:hiddenLabel ?name } UNION { VALUES ?code { CODES } ?iri dcterms:identifier ?code }
}
"""
_BY_WORD: Final = """
SELECT DISTINCT ?iri WHERE {
  {
    VALUES ?type { TYPES }
    ?iri a ?type ; skos:hiddenLabel ?name .
    FILTER(CONTAINS(?name, WORD))
  } UNION {
    ?council a cg:Council ; skos:hiddenLabel ?name .
    FILTER(CONTAINS(?name, WORD))
    ?iri cg:council ?council .
  }
}
"""

_DOCUMENTS: Final = """
SELECT ?iri ?id ?title ?file WHERE {
  ?iri a cg:Document ; dcterms:identifier ?id ; dcterms:title ?title ; cg:fileName ?file
} ORDER BY ?id
"""


@dataclass(frozen=True, slots=True)
class Named:
    """A node with the names and codes it answers to; `council` is the label of the council it belongs to, if any."""

    iri: str
    type: str
    label: str
    council: str | None
    aliases: frozenset[str]
    codes: frozenset[str]

    @property
    def shown(self) -> str:
        """The label, with the council where the thing belongs to one; this form is accepted as a name too."""
        return f"{self.label} ({self.council})" if self.council else self.label

    @property
    def words(self) -> frozenset[str]:
        """All words of all names, in normal form."""
        names = (self.label, self.council or "", *self.aliases)
        return frozenset(word for name in names for word in normal_form(name).split())


def _types(types: Collection[str]) -> str:
    """Return types as terms: their IRIs are the ontology's own, never a user's text."""
    return " ".join(f"cg:{name}" for name in sorted(types or schema.load().types))


def _query(types: Collection[str], path: str, nodes: Collection[str] | None) -> str:
    """Return the query for the names of one kind.

    Nodes that are given are looked up one by one; types beside them would make stores join all of the types first.
    """
    if nodes is None:
        where = f"VALUES ?type {{ {_types(types)} }} ?iri a ?type ; {path} ?name"
    else:
        given = " ".join(str(NamedNode(iri)) for iri in sorted(nodes))
        where = f"VALUES ?iri {{ {given} }} ?iri a ?type ; {path} ?name"
    return f"SELECT DISTINCT ?iri ?type ?name WHERE {{ {where} }}"


def load(source: Source, types: Collection[str] = (), nodes: Collection[str] | None = None) -> list[Named]:
    """Return everything of these types (all twelve where none is named), sorted by label and IRI.

    With `nodes`, only what has one of these IRIs.
    """
    wanted = frozenset(types or schema.load().types)
    found: dict[str, dict[str, list[str]]] = {}
    kinds: dict[str, str] = {}
    for kind, path in _PATHS.items() if nodes is None or nodes else ():
        for row in source.ask(_query(wanted, path, nodes)).dicts():
            iri, type_ = str(row["iri"]), v.local_name(str(row["type"]))
            if type_ in wanted:
                kinds[iri] = type_
                found.setdefault(iri, {name: [] for name in _PATHS})[kind].append(str(row["name"]))
    made = [
        Named(
            iri=iri,
            type=kinds[iri],
            label=min(names["label"]),
            council=min(names["council"], default=None),
            aliases=frozenset(names["alias"]),
            codes=frozenset(names["code"]),
        )
        for iri, names in found.items()
        if names["label"]
    ]
    return sorted(made, key=lambda named: (named.label, named.iri))


def _exact(text: str, named: Named) -> bool:
    return normal_form(text) in {normal_form(named.label), normal_form(named.shown)}


def _code(text: str, named: Named) -> bool:
    wanted = text.strip().casefold()
    return any(wanted in {code.casefold(), code.partition(":")[2].casefold()} for code in named.codes)


def _alias(text: str, named: Named) -> bool:
    return normal_form(text) in {normal_form(alias) for alias in named.aliases}


def _words(text: str, named: Named) -> bool:
    return set(normal_form(text).split()) <= named.words


# what a name may be, from the surest; the words come last
_STEPS: tuple[Callable[[str, Named], bool], ...] = (_exact, _code, _alias, _words)


def choose(text: str, candidates: Collection[Named]) -> Named:
    """Return the one that is meant: by IRI, exact name, official code, alias, then a match of all words.

    A council wins a tie. Raise UnknownName (with the nearest names) or AmbiguousName (with the candidates).
    """
    found = _chosen(text, candidates, _STEPS)
    if found is None:
        raise UnknownName(f"{text!r} is nothing in the graph{_nearest(text, candidates)}")
    return found


def _chosen(text: str, candidates: Collection[Named], steps: Iterable[Callable[[str, Named], bool]]) -> Named | None:
    by_iri = {named.iri: named for named in candidates}
    if text in by_iri:
        return by_iri[text]
    for step in steps if normal_form(text) else ():
        found = [named for named in candidates if step(text, named)]
        councils = [named for named in found if named.type == "Council"]
        if len(councils) == 1 or len(found) == 1:
            return (councils or found)[0]
        if found:
            raise AmbiguousName(f"{text!r} fits {len(found)}: {_listed([named.shown for named in found])}; say which")
    return None


def _listed(names: list[str], most: int = 8) -> str:
    rest = f", and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def _nearest(text: str, candidates: Collection[Named]) -> str:
    shown = sorted({named.shown for named in candidates})
    near = process.extract(text, shown, scorer=fuzz.WRatio, processor=normal_form, limit=3, score_cutoff=70)
    return f"; the nearest: {', '.join(name for name, _, _ in near)}" if near else ""


def resolve(source: Source, text: str, types: Collection[str] = ()) -> Named:
    """Return the node of one of these types that a loose name means; see `choose`.

    The store or server is asked for what bears the name, then for what has the longest of its words.
    """
    found = _chosen(text, load(source, types, _bearers(source, text)), _STEPS[:-1])
    if found is None and (not types or "Council" in types):
        # the one council that fits wins over all else: there are few to look through
        councils = load(source, ["Council"], _holders(source, text, ["Council"]))
        fitting = [council for council in councils if _words(text, council)]
        found = fitting[0] if len(fitting) == 1 else None
    return found or choose(text, load(source, types, _holders(source, text, types)))


def _bearers(source: Source, text: str) -> set[str]:
    """Return the IRIs of what bears just this name, in any spelling, or this code; the text itself if it is an IRI."""
    scheme, _, code = text.strip().rpartition(":")
    schemes = [scheme.lower()] if scheme else sorted(v.SCHEMES)
    codes = {f"{name}:{form}" for name in schemes for form in (code, code.upper(), code.lower())}
    # a name may have its council's in brackets behind it
    names = {normal_form(text), normal_form(text.rpartition(" (")[0])} - {""}
    query = _BY_NAME.replace("NAMES", _literals(names)).replace("CODES", _literals(codes))
    own = {text} if _IRI.fullmatch(text) else set()
    return own | {str(row[0]) for row in source.ask(query).rows}


def _holders(source: Source, text: str, types: Collection[str]) -> set[str]:
    """Return the IRIs of all that may fit the words of a name: a word in its own names or in those of its council.

    Where no name has the word, what has its first letters, so that a slip of the pen can be told.
    """
    word = max(normal_form(text).split() or ["-"], key=len)
    for part in dict.fromkeys((word, word[:4])):
        query = _BY_WORD.replace("TYPES", _types(types)).replace("WORD", _literals([part]))
        if found := {str(row[0]) for row in source.ask(query).rows}:
            return found
    return set()


def _literals(texts: Iterable[str]) -> str:
    return " ".join(str(Literal(text)) for text in sorted(texts))


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the graph with what it answers to."""

    iri: str
    id: str
    title: str
    file: str


def document(source: Source, text: str) -> Document:
    """Return the document that a loose name means: its IRI, id, file name, title, or words of id and title.

    Raise UnknownName, or AmbiguousName with the candidates.
    """
    known = [Document(*(str(cell) for cell in row)) for row in source.ask(_DOCUMENTS).rows]
    wanted = set(normal_form(text).split())
    steps = (
        [one for one in known if text in {one.iri, one.id, one.file}],
        [one for one in known if wanted and normal_form(text) == normal_form(one.title)],
        [one for one in known if wanted and wanted <= {*normal_form(f"{one.id} {one.title}").split()}],
    )
    found = next((fitting for fitting in steps if fitting), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(f"{text!r} fits {len(found)} documents: {_listed([one.id for one in found])}; say which")
    near = process.extract(text, [one.id for one in known], scorer=fuzz.WRatio, processor=normal_form, limit=3)
    raise UnknownName(f"{text!r} is no document of the graph; the nearest: {', '.join(id_ for id_, _, _ in near)}")
