"""What a user's loose names mean in a dataset; IRIs are names too."""

from __future__ import annotations

from collections.abc import Iterable

from councilgraph.analysis.dataset import Dataset, Node, Paper
from councilgraph.errors import AmbiguousName, UnknownName
from councilgraph.graph import names
from councilgraph.graph.names import Named
from councilgraph.vocabulary import normal_form


def resolve(dataset: Dataset, text: str, *types: str) -> Node:
    """Return the entity, of one of the types if any are given; raise UnknownName or AmbiguousName with candidates."""
    return dataset.nodes[_choose(text, [name for name in dataset.names if not types or name.type in types]).iri]


def _choose(text: str, named: list[Named]) -> Named:
    """Choose by the rules of `names.choose`; where several fit, the one that bears just this name but for brackets."""
    try:
        return names.choose(text, named)
    except AmbiguousName:
        bare = [name for name in named if normal_form(_bare(name.label)) == normal_form(text)]
        if len(bare) != 1:
            raise
        return bare[0]


def _bare(label: str) -> str:
    return label.rpartition(" (")[0] or label if label.endswith(")") else label


def pair(dataset: Dataset, one: str, other: str) -> tuple[str, str]:
    """Return the IRIs of two entities; a name that fits several is that of the other's council, if one of them is."""
    try:
        first = resolve(dataset, one).iri
    except AmbiguousName:
        second = resolve(dataset, other).iri
        return _beside(dataset, one, second), second
    try:
        return first, resolve(dataset, other).iri
    except AmbiguousName:
        return first, _beside(dataset, other, first)


def _beside(dataset: Dataset, text: str, known: str) -> str:
    """Resolve an ambiguous name among what belongs to the council of an entity; else raise as for all."""
    places = dataset.place(known)
    near = [name for name in dataset.names if set(dataset.place(name.iri)) & set(places)]
    try:
        return _choose(text, near).iri
    except UnknownName:
        return resolve(dataset, text).iri


def council(dataset: Dataset, text: str | None) -> str | None:
    """Return the IRI of the council that is meant, or None for none; one that documents are about wins a tie."""
    if text is None:
        return None
    if text in dataset.nodes and dataset.nodes[text].type == "Council":
        return text
    about = [name for name in dataset.names if name.iri in dataset.councils]
    try:
        return _choose(text, about).iri
    except UnknownName:
        return resolve(dataset, text, "Council").iri


def councils(dataset: Dataset, text: str | None) -> list[str]:
    """Return the IRI of one council, or of every council that documents are about where none is named."""
    found = council(dataset, text)
    return list(dataset.councils) if found is None else [found]


def documents(dataset: Dataset, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the documents meant by ids or by words of their ids and titles; each may mean several."""
    found: set[str] = set()
    for text in texts:
        fitting = [text] if text in dataset.papers else [p.id for p in dataset.papers.values() if _fits(text, p)]
        if not fitting:
            known = ", ".join(list(dataset.papers)[:8])
            raise UnknownName(f"{text!r} is no document of the graph; there are: {known}")
        found.update(fitting)
    return tuple(sorted(found))


def _fits(text: str, paper: Paper) -> bool:
    wanted = set(normal_form(text).split())
    return bool(wanted) and wanted <= set(normal_form(f"{paper.id} {paper.title}").split())
