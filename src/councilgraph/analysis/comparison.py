"""Councils side by side: what one has and the other has not, who is alike, and whether it goes with ratings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from councilgraph import schema
from councilgraph.analysis import measures, naming, profile
from councilgraph.analysis.answers import Noted
from councilgraph.analysis.baseline import load as load_baseline
from councilgraph.analysis.dataset import Dataset
from councilgraph.analysis.filters import Filters
from councilgraph.analysis.gaps import ABSENT, NAMED
from councilgraph.analysis.partners import partners_of
from councilgraph.analysis.profile import Feature, Key
from councilgraph.errors import QueryError
from councilgraph.vocabulary import normal_form

SILENT: Final = "'not mentioned' says that its documents do not name it, not that there is none"
NEIGHBOURS: Final = ("council", "neighbour", "similarity", "shared", "what both have", "only the neighbour has")
_UNRATED: Final = "not rated"
_RATINGS: Final = ("Outstanding", "Good", "Requires improvement", "Inadequate")
_SHOWN: Final = 12


def facts_of(dataset: Dataset, council: str) -> dict[Key, str]:
    """Return rating, scores and overall score of a council's latest documents, by (aspect, item)."""
    found: dict[Key, str] = {}
    fields = {
        "rating": (None, "rating"),
        "overall_score": (None, "percentage"),
        "quality_score": ("statement", "score"),
    }
    for kind, (name, value) in fields.items():
        if kind not in schema.load().facts:
            continue
        for paper in dataset.councils.get(council, ()):
            for values in dataset.facts_of(kind, paper.id):
                item = values.get(name, "") if name else kind.replace("_", " ")
                if value in values:
                    found["assessment", item] = values[value]
    whole = [key for key in found if key[1] in ("rating", "overall score")]
    return {key: found[key] for key in [*whole, *sorted(found.keys() - set(whole))]}


def _cell(dataset: Dataset, council: str, feature: Feature | None) -> str:
    if feature is None or feature.standing == ABSENT:
        return ABSENT
    names = feature.names(dataset, council)
    return f"{feature.standing}: {names}" if names else feature.standing


def _sentence(dataset: Dataset, feature: Feature | None) -> str | None:
    proof = feature.proof(dataset) if feature else None
    return f"{proof.marked()} ({proof.link.document})" if proof else None


def _differ(one: Feature | None, other: Feature | None) -> bool:
    """Tell whether two stand differently and something is said of one, beyond its name."""
    standings = {feature.standing if feature else ABSENT for feature in (one, other)}
    return len(standings) > 1 and not standings <= {ABSENT, NAMED}


def compare(
    dataset: Dataset, one: str, other: str, filters: Filters | None = None, *, everything: bool = False
) -> Noted:
    """Return what one council (a loose name) has and another has not, by aspect and item, each with a sentence.

    A cell tells how the thing stands (stated, planned, denied, ended, mentioned, not mentioned) and its names there.
    Ratings and scores come first. With `everything`, also what both have, and what is only named.
    """
    filters = filters or Filters()
    ends = [naming.councils(dataset, name)[0] for name in (one, other)]
    profiles = [profile.profile(dataset, iri, filters) for iri in ends]
    labels = [dataset.nodes[iri].label for iri in ends]
    rows: list[tuple[str | None, ...]] = []
    facts = [facts_of(dataset, iri) for iri in ends]
    for aspect, item in dict.fromkeys([*facts[0], *facts[1]]):
        values = [found.get((aspect, item)) for found in facts]
        if everything or values[0] != values[1]:
            rows.append((aspect, item, *values, None, None))
    for key in sorted({*profiles[0], *profiles[1]}, key=_order):
        features = [found.get(key) for found in profiles]
        if everything or _differ(*features):
            cells = [_cell(dataset, iri, feature) for iri, feature in zip(ends, features, strict=True)]
            rows.append((*key, *cells, *(_sentence(dataset, feature) for feature in features)))
    columns = ("aspect", "item", *labels, f"{labels[0]} says", f"{labels[1]} says")
    return Noted(columns, tuple(rows), (SILENT,))


def _order(key: Key) -> tuple[int, str]:
    aspects = (profile.SECTOR, profile.BODY, *profile.ASPECTS.values())
    return (aspects.index(key[0]), key[1])


def neighbours(dataset: Dataset, council: str | None = None, filters: Filters | None = None) -> Noted:
    """Return the other councils by likeness of profile to one (a loose name), or to each, the most alike first.

    The likeness is Jaccard's index (1912) of the features stated or planned, named bodies left out, which only tell
    who is near. `what both have` explains it.
    """
    filters = filters or Filters()
    features = {
        iri: {key for key in profile.present(profile.profile(dataset, iri, filters)) if key[0] != profile.BODY}
        for iri in dataset.councils
    }
    rows = []
    for iri in naming.councils(dataset, council or filters.council):
        mine = features.get(iri, set())
        alike = {other: measures.jaccard(mine, theirs) for other, theirs in features.items() if other != iri}
        for other in sorted(alike, key=lambda name: (-alike[name], dataset.sort_key(name))):
            shared, more = mine & features[other], features[other] - mine
            names = (dataset.label(iri), dataset.label(other))
            rows.append((*names, alike[other], len(shared), _listed(shared), _listed(more)))
    notes = () if len(features) > 1 else ("the graph has documents about one council only: none to compare with",)
    return Noted(NEIGHBOURS, tuple(rows), notes)


def _listed(keys: Iterable[Key]) -> str | None:
    names = [f"{aspect}: {item}" for aspect, item in sorted(keys, key=_order)]
    rest = f"; and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return "; ".join(names[:_SHOWN]) + rest or None


def _groups(dataset: Dataset, by: str) -> dict[str, list[str]]:
    """Return the councils by their value of a rating or score, best first, unrated last."""
    wanted, found = normal_form(by), defaultdict(list)
    known = {item for iri in dataset.councils for _, item in facts_of(dataset, iri)}
    if wanted == "score":
        wanted = "overall score"
    fitting = [item for item in sorted(known) if wanted == normal_form(item)]
    fitting = fitting or [item for item in sorted(known) if set(wanted.split()) <= set(normal_form(item).split())]
    if len(fitting) != 1:
        listed = ", ".join(sorted(fitting or known)) or "nothing: no document here states a rating"
        raise QueryError(f"--by {by!r} is not one of what can be compared by: {listed}")
    for iri in dataset.councils:
        found[facts_of(dataset, iri).get(("assessment", fitting[0]), _UNRATED)].append(iri)
    return {value: found[value] for value in sorted(found, key=_rank)}


def _rank(value: str) -> tuple[int, float, str]:
    if value in _RATINGS:
        return (0, _RATINGS.index(value), value)
    try:
        return (0, -float(value), value)
    except ValueError:
        return (1, 0.0, value)


def _figures(dataset: Dataset, council: str, filters: Filters, features: dict[Key, Feature]) -> dict[str, float]:
    links = [link for link in filters.links(dataset) if dataset.concerns(link, council)]
    partners = partners_of(dataset, council, links)
    sorts = Counter(body.label for iri in partners for body in load_baseline().sorts(dataset.nodes[iri]))
    ends = {end for link in links for end in (link.subject, link.object)}
    pairs = {frozenset((link.subject, link.object)) for link in links}
    count = Counter(aspect for aspect, _ in profile.present(features))
    return {
        "documents": len(dataset.councils[council]),
        "statements": len(links),
        "partners": len(partners),
        "sectors among partners": len(sorts),
        "diversity of partners (Shannon)": measures.shannon(sorts),
        "density of the network (linked pairs of all pairs)": 2 * len(pairs) / (len(ends) * (len(ends) - 1))
        if len(ends) > 1
        else 0.0,
        **{f"kinds of {aspect}": count[aspect] for aspect in profile.ASPECTS.values()},
    }


def compare_by(dataset: Dataset, by: str, filters: Filters | None = None) -> Noted:
    """Return figures and features of councils grouped by `rating`, `score` or the name of a quality statement.

    A figure is the mean over the group's councils; a feature the number of them that state or plan it, with names.
    Features that all groups have alike are left out.
    """
    filters = filters or Filters()
    groups = _groups(dataset, by)
    features = {iri: profile.profile(dataset, iri, filters) for iri in dataset.councils}
    figures = {iri: _figures(dataset, iri, filters, features[iri]) for iri in dataset.councils}
    present = {iri: profile.present(found) for iri, found in features.items()}
    rows: list[tuple[str | float | None, ...]] = []
    for name in next(iter(figures.values()), {}):
        means = [sum(figures[iri][name] for iri in group) / len(group) for group in groups.values()]
        rows.append(("figure", name, *(round(mean, 4) for mean in means)))
    for key in sorted({key for found in present.values() for key in found}, key=_order):
        having = [[iri for iri in group if key in present[iri]] for group in groups.values()]
        shares = {len(have) / len(group) for have, group in zip(having, groups.values(), strict=True)}
        if key[0] != profile.BODY and (len(shares) > 1 or len(groups) == 1):
            cells = [_share(dataset, have, group) for have, group in zip(having, groups.values(), strict=True)]
            rows.append((*key, *cells))
    columns = ("aspect", "item", *(f"{value} ({len(group)})" for value, group in groups.items()))
    return Noted(columns, tuple(rows), _warnings(groups))


def _share(dataset: Dataset, have: list[str], group: list[str]) -> str:
    names = ": " + "; ".join(dataset.nodes[iri].label for iri in have) if have else ""
    return f"{len(have)} of {len(group)}{names}"


def _warnings(groups: dict[str, list[str]]) -> tuple[str, ...]:
    least = min((len(group) for group in groups.values()), default=0)
    few = () if least >= 10 else (f"the smallest group has {least}: differences between so few councils prove nothing",)
    return (*few, SILENT)
