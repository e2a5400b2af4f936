"""Resolution: which entities of a corpus's documents are one thing in the world."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from councilgraph import registers
from councilgraph.identity import candidates as doubtful
from councilgraph.identity import clusters as joining
from councilgraph.identity.candidates import Candidate, Side
from councilgraph.identity.clusters import Cluster, Union
from councilgraph.identity.decisions import Decisions, Name
from councilgraph.identity.naming import Key, Namer, fold, organisation_names
from councilgraph.identity.summary import Local, Summary
from councilgraph.models import Entity, Succession
from councilgraph.registers import normal
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
    replay = _Replay(ordered, decisions)
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
        events=tuple(_events(entities)),
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


class _Replay:
    """Replays the decisions on names, and keeps account of those that do not work."""

    def __init__(self, summaries: Sequence[Summary], decisions: Decisions) -> None:
        self.problems: list[str] = []
        self._decisions = decisions
        wanted = {name.document for pair in (*decisions.same, *decisions.different) for name in pair}
        self._locals: dict[tuple[str, str, str], list[Local]] = defaultdict(list)
        for summary in summaries:
            if summary.document in wanted:
                self._index(summary)
        self._documents = {summary.document for summary in summaries}
        for link_ in (*decisions.reject, *decisions.confirm):
            if link_.document not in self._documents:
                self.problems.append(f"decision on {link_}: there is no such document in the graph")
        self._place: dict[tuple[str, str], int] = {}
        self._official: dict[str, int] = {}
        self._parts: list[Cluster] = []

    def _index(self, summary: Summary) -> None:
        for local in summary.entities:
            for form in {normal(form) for form in (*local.names, *local.references)}:
                self._locals[(local.document, local.type, form)].append(local)

    def _local(self, name: Name, listed: str) -> Local | None:
        """Return the entity that a decision's name means; its canonical name goes before what it is called."""
        found = self._locals.get(name.key, [])
        exact = [local for local in found if normal(local.name) == name.key[2]]
        for choice in (found, exact):
            if len(choice) == 1:
                return choice[0]
        what = "means several entities there" if found else "matches nothing any more"
        self.problems.append(f"decision {listed}: {name} {what}")
        return None

    def split(self, parts: list[Cluster]) -> list[Cluster]:
        """Take apart, by decisions `different`, what one key has joined: the later of the two stands alone."""
        home = {(local.document, local.key): cluster for cluster in parts for local in cluster.locals}
        for pair in self._decisions.different:
            sides = [self._local(name, "different") for name in pair if not name.register]
            first, second = (*sorted((s for s in sides if s), key=lambda s: (s.document, s.key)), None, None)[:2]
            if first is None or second is None or home[_id(first)] is not home[_id(second)]:
                continue
            if first.document == second.document and first.key == second.key:
                self.problems.append(f"decision different: {pair[0]} and {pair[1]} are one thing in their document")
                continue
            whole = home[_id(second)]
            whole.locals.remove(second)
            alone = Cluster(
                Key(second.type, whole.key.scope, fold(second.type, second.name)),
                [second],
                set(whole.scopes),
                apart=second.document,
            )
            home[_id(second)] = alone
            parts = [*parts, alone]
        self._parts = sorted(
            parts, key=lambda c: (c.key.type, c.key.scope or "", c.key.name, c.key.register or "", c.apart)
        )
        self._place = {_id(local): index for index, part in enumerate(self._parts) for local in part.locals}
        self._official = {part.key.register: index for index, part in enumerate(self._parts) if part.key.register}
        return self._parts

    def apply(self, union: Union) -> None:
        """Keep apart and join as decided; what is to be apart goes before what is to be one."""
        for pair in self._decisions.different:
            one, other = self._index_of(pair[0]), self._index_of(pair[1])
            if one is not None and other is not None and one != other:
                union.keep_apart(one, other)
        for pair in self._decisions.same:
            self._same(pair, union)

    def _same(self, pair: tuple[Name, Name], union: Union) -> None:
        ends = [self._official.get(n.register) if n.register else self._index_of(n, "same") for n in pair]
        named = next((name for name in pair if name.register), None)
        if named and None in ends:
            self._adopt(pair, named, ends)
            return
        one, other = ends
        if one is None or other is None:
            return
        first, second = self._parts[one].key, self._parts[other].key
        if first.type != second.type:
            self.problems.append(f"decision same: {pair[0]} and {pair[1]} are of two types")
        elif first.register and second.register and first.register != second.register:
            self.problems.append(f"decision same: {pair[0]} and {pair[1]} are two bodies in the registers")
        elif not union.join(one, other):
            self.problems.append(
                f"decision same: {pair[0]} and {pair[1]} conflicts with a decision that sets them apart"
            )

    def _adopt(self, pair: tuple[Name, Name], official: Name, ends: list[int | None]) -> None:
        """Give an entity the official identifier that a person has found for it."""
        index = next((end for end in ends if end is not None), None)
        body = registers.lookup(official.register)
        if body is None:
            self.problems.append(f"decision same: {official.register} is in no register")
        elif index is not None and body.type != self._parts[index].key.type:
            self.problems.append(f"decision same: {pair[0]} and {pair[1]} are of two types")
        elif index is not None:
            self._parts[index].key = Key(body.type, None, "", official.register)
            self._official[official.register] = index

    def refused(self, group: Cluster, register: str) -> bool:
        """Tell whether a decision says that an entity is not the official body of an identifier."""
        own = {_id(local) for local in group.locals}
        for pair in self._decisions.different:
            others = [name for name in pair if not name.register]
            if len(others) == 1 and any(name.register == register for name in pair):
                found = self._locals.get(others[0].key, [])
                if own & {_id(local) for local in found}:
                    return True
        return False

    def _index_of(self, name: Name, listed: str | None = None) -> int | None:
        if name.register:
            return self._official.get(name.register)
        before = len(self.problems)
        local = self._local(name, listed or "")
        if not listed:
            del self.problems[before:]
        return self._place[_id(local)] if local else None


def _id(local: Local) -> tuple[str, str]:
    return (local.document, local.key)


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
    replay: _Replay,
) -> list[Candidate]:
    place = {id_: index for index, group in enumerate(groups) for id_ in map(_id, group.locals)}
    where = [place[_id(part.locals[0])] for part in union.clusters]
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


def _events(entities: Iterable[Entity]) -> Iterator[Succession]:
    """Yield the successions between bodies of the graph; one between the two that no document names is passed over."""
    present = {
        identifier: entity.iri
        for entity in entities
        for identifier in entity.identifiers
        if _is_body(entity, identifier)
    }
    found: set[tuple[str, str, date | None]] = set()
    for identifier, iri in present.items():
        for new, day in _followers(identifier, present, frozenset()):
            found.add((iri, present[new], day))
    for old, new, day in sorted(found, key=lambda event: (event[0], event[1], str(event[2]))):
        yield Succession(old, new, day)


def _is_body(entity: Entity, identifier: str) -> bool:
    body = registers.lookup(identifier)
    return body is not None and body.type == entity.type


def _followers(
    identifier: str, present: Mapping[str, str], passed: frozenset[str]
) -> Iterator[tuple[str, date | None]]:
    for new, day in _next(identifier):
        if new in present:
            yield new, day
        elif new not in passed:
            yield from _followers(new, present, passed | {identifier})


def _next(identifier: str) -> Iterator[tuple[str, date | None]]:
    scheme, _, code = identifier.partition(":")
    if scheme == "ods":
        for after in registers.health().after(code):
            yield f"ods:{after.new}", after.date
    body = registers.lookup(identifier)
    if isinstance(body, registers.Council):
        for new in body.replaced_by:
            other = registers.councils().get(new)
            if other:
                yield other.register, other.start or body.end
