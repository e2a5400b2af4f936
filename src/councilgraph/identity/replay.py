"""Replaying the decisions that people made on names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from councilgraph import registers
from councilgraph.identity.clusters import Cluster, Union
from councilgraph.identity.decisions import Decisions, Name
from councilgraph.identity.naming import Key, fold
from councilgraph.identity.summary import Local, Summary
from councilgraph.registers import normal


class Replay:
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
        home = {local.id: cluster for cluster in parts for local in cluster.locals}
        for pair in self._decisions.different:
            sides = [self._local(name, "different") for name in pair if not name.register]
            both = sorted((local for local in sides if local), key=lambda local: local.id)
            if len(both) < 2 or home[both[0].id] is not home[both[1].id]:
                continue
            if both[0].id == both[1].id:
                self.problems.append(f"decision different: {pair[0]} and {pair[1]} are one thing in their document")
                continue
            alone = _taken_out(home[both[1].id], both[1])
            home[both[1].id] = alone
            parts = [*parts, alone]
        self._parts = sorted(
            parts, key=lambda c: (c.key.type, c.key.scope or "", c.key.name, c.key.register or "", c.apart)
        )
        self._place = {local.id: index for index, part in enumerate(self._parts) for local in part.locals}
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
        own = {local.id for local in group.locals}
        for pair in self._decisions.different:
            others = [name for name in pair if not name.register]
            if len(others) == 1 and any(name.register == register for name in pair):
                found = self._locals.get(others[0].key, [])
                if own & {local.id for local in found}:
                    return True
        return False

    def _index_of(self, name: Name, listed: str | None = None) -> int | None:
        if name.register:
            return self._official.get(name.register)
        before = len(self.problems)
        local = self._local(name, listed or "")
        if not listed:
            del self.problems[before:]
        return self._place[local.id] if local else None


def _taken_out(whole: Cluster, local: Local) -> Cluster:
    """Take an entity out of a cluster; return a cluster of it alone, with a key of its own."""
    whole.locals.remove(local)
    key = Key(local.type, whole.key.scope, fold(local.type, local.name))
    return Cluster(key, [local], set(whole.scopes), apart=local.document)
