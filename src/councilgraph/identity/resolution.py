"""Resolution: which entities of a corpus's documents are one thing in the world."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from councilgraph import registers
from councilgraph.identity import candidates as doubtful
from councilgraph.identity import clusters as joining
from councilgraph.identity.candidates import Candidate, Side
from councilgraph.identity.clusters import Cluster, Union
from councilgraph.identity.decisions import Decisions
from councilgraph.identity.naming import Key, Namer, organisation_names
from councilgraph.identity.replay import Replay
from councilgraph.identity.successions import successions
from councilgraph.identity.summary import Summary
from councilgraph.models import Entity, Succession
from councilgraph.vocabulary import Minter


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities of a corpus, sorted by IRI, and what came up on the way.

    `iris` maps a document and its own key for an entity to the entity's IRI. `candidates` are pairs that may be one
    and were not joined; `problems` decisions that conflict or no longer match anything, one line each;
    `events` the successions of organisations that are both among the entities.
    """

    entities: tuple[Entity, ...]
    iris: Mapping[str, Mapping[str, str]]
    candidates: tuple[Candidate, ...]
    problems: tuple[str, ...]
    events: tuple[Succession, ...]


def link(
    summaries: Iterable[Summary],
    decisions: Decisions | None = None,
    mint: Minter | None = None,
    *,
    candidates: bool = True,
) -> Resolution:
    """Resolve the entities of a corpus from the summaries of its documents, in any order.

    Without `candidates` doubtful pairs are not sought. Time and memory grow with the number of entities.
    """
    mint, decisions = mint or Minter(), decisions or Decisions()
    ordered = sorted(summaries, key=lambda summary: summary.document)
    namer = Namer(organisation_names(ordered))
    keyed = [(local, namer.key(local, summary), summary.scope) for summary in ordered for local in summary.entities]
    replay = Replay(ordered, decisions)
    parts = replay.split(joining.by_key(keyed))
    union = Union(parts)
    replay.apply(union)
    doubts = _join(parts, union)
    groups = union.groups()
    entities = [_entity(group, mint) for group in groups]
    found = _candidates(groups, entities, union, doubts, replay) if candidates else []
    return Resolution(
        entities=tuple(sorted(entities, key=lambda entity: entity.iri)),
        iris=_iris(groups, entities),
        candidates=tuple(found),
        problems=tuple(sorted(replay.problems)),
        events=tuple(successions(entities)),
    )


def _join(parts: list[Cluster], union: Union) -> list[joining.Doubt]:
    """Join what rules may join; return what they leave in doubt."""
    aliases, doubts = joining.by_alias(parts)
    for index, other in sorted(aliases.items()):
        if not union.join(index, other):
            doubts.append((index, other, "alias"))
    for index, other in sorted(joining.by_misspelling(parts).items()):
        union.join(index, other)
    return doubts


def _entity(group: Cluster, mint: Minter) -> Entity:
    key = group.key
    body = registers.lookup(key.register) if key.register else None
    name = body.name if body else _display(group)
    unique = f"{key.name or name} ({group.apart})" if group.apart else key.name or name
    forms = {form for local in group.locals if local.proper for form in local.names}
    return Entity(
        iri=mint.entity(key.type, key.scope, unique),
        type=key.type,
        name=name,
        scope=key.scope,
        aliases=tuple(sorted(forms - {name})),
        identifiers=_identifiers(key, body),
        mentions=tuple((local.document, index) for local in group.locals for index in local.mentions),
    )


def _identifiers(key: Key, body: registers.Body | None) -> tuple[str, ...]:
    if not key.register:
        return ()
    area = f"gss:{body.gss}" if isinstance(body, registers.HealthBody) and body.kind == "icb" else None
    return tuple(sorted({key.register, *([area] if area else [])}))


def _display(group: Cluster) -> str:
    """Return the canonical name that most documents give, of those the longest."""
    counted = Counter(local.name for local in group.locals)
    return min(counted, key=lambda name: (-counted[name], -len(name), name))


def _iris(groups: Sequence[Cluster], entities: Sequence[Entity]) -> dict[str, dict[str, str]]:
    iris: dict[str, dict[str, str]] = defaultdict(dict)
    for group, entity in zip(groups, entities, strict=True):
        for local in group.locals:
            iris[local.document][local.key] = entity.iri
    return dict(iris)


def _candidates(
    groups: Sequence[Cluster],
    entities: Sequence[Entity],
    union: Union,
    doubts: Iterable[joining.Doubt],
    replay: Replay,
) -> list[Candidate]:
    place = {local.id: index for index, group in enumerate(groups) for local in group.locals}
    where = [place[part.locals[0].id] for part in union.clusters]
    apart = {tuple(sorted((where[a], where[b]))) for a in range(len(union.clusters)) for b in union.apart_from(a)}
    left_over = [(where[a], where[b], reason) for a, b, reason in doubts]
    found = [
        Candidate(score, reason, _side(groups[a], entities[a]), _side(groups[b], entities[b]))
        for score, reason, a, b in doubtful.find(groups, left_over)
        if (a, b) not in apart
    ]
    for group, entity in zip(groups, entities, strict=True):
        near = doubtful.near_official(group)
        body = registers.lookup(near[1]) if near else None
        if near and body and not replay.refused(group, near[1]):
            official = Side("", body.type, body.name, None, "", body.name, near[1])
            found.append(Candidate(near[0], "register", _side(group, entity), official))
    return sorted(found, key=lambda c: (-c.score, c.left.type, c.left.iri, c.right.iri, c.right.register))


def _side(group: Cluster, entity: Entity) -> Side:
    first = group.locals[0]
    return Side(entity.iri, entity.type, entity.name, entity.scope, first.document, first.name)
