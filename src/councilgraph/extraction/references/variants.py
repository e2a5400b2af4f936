"""What a name may have or lack without being another thing: a class noun behind it, a light word inside, a "for"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from councilgraph import schema
from councilgraph.extraction.mentions.lexicon import Lexicon
from councilgraph.extraction.references.names import bag, end, plain

_HEALTH = frozenset({"university", "teaching", "nhs", "foundation", "trust", "the", "health"})
_MEMBER = ("cabinet member", "executive member", "lead member", "portfolio holder", "portfolio lead")
# How a post is held for the time being; it is one post all the same.
_HELD = frozenset({"interim", "acting", "permanent", "substantive"})
_SMALL = frozenset({"for", "of", "and", "the"})
# Types whose names are often followed by what they are for, and the words that such a name must have before it.
_EXPLAINED = frozenset({"Strategy", "Partnership"})
_ENOUGH = 3
# Types whose short form counts without capitals ("public health" beside "public health team").
_COMMON = frozenset({"Team", "Agreement"})


class Variants:
    """Joins the keys of names that differ in nothing that tells two things apart.

    Two names of different entries of the registers stay two, however alike they are.
    """

    def __init__(
        self,
        counts: Counter[str],
        named: set[str],
        registers: Mapping[str, str | None],
        lexicon: Lexicon,
        place: str = "",
    ) -> None:
        rule = lexicon.rules["reference.variants"]
        self._nouns = {type_: frozenset(rule.words(type_.lower())) for type_ in schema.load().types}
        self._light, self._leading = frozenset(rule.words("light")), frozenset(rule.words("leading"))
        self._home = plain(place).split()
        self._counts, self._named, self._registers = counts, named, dict(registers)
        self._places = lexicon.places
        self._split = [(key, *key.split(":", 1)) for key in sorted(counts)]
        self._bags: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, type_, name in self._split:
            self._bags[type_, bag(name)].append(key)
        self._ends: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._dates: dict[tuple[str, str], set[str]] = defaultdict(set)
        for _, type_, name in self._split:
            for head, where in self._explained(type_, name.split()):
                self._ends[type_, head].add(where)
            for head, years in self._dated(type_, name.split()):
                self._dates[type_, head].add(years)

    def same(self) -> dict[str, str]:
        """Return key -> the best key of the same thing: a proper name before another, then the commonest."""
        groups: dict[tuple[str, str], set[str]] = defaultdict(set)
        for key, type_, name in self._split:
            for core in self._cores(type_, name):
                groups[type_, core].add(key)
        best: dict[str, str] = {}
        for _, group in sorted(groups.items()):
            roots = {end(best, key) for key in group}
            official = {register for key in roots if (register := self._registers.get(key))}
            if len(official) > 1:
                continue
            first = min(roots, key=lambda key: (key not in self._named, -self._counts[key], key))
            best.update({key: first for key in roots if key != first})
            self._registers[first] = next(iter(official), None)
        return {key: end(best, key) for key in best}

    def _cores(self, type_: str, name: str) -> Iterator[str]:
        """Yield the forms of a name by which it is the same as others: without light words, class nouns or years."""
        words = name.split()
        if not words or words[-1] == "several":
            return
        if type_ == "HealthBody":
            left = [word for word in words if word not in _HEALTH]
            if len(left) > 1:
                yield f"body {bag(' '.join(left))}"
        elif type_ == "Role":
            yield from self._members(name)
            yield f"post {' '.join(word for word in words if word not in _HELD)}"
        if type_ not in ("Person", "PartnerGroup", "Council"):
            yield f"solid {''.join(words)}"
            yield from self._placed(type_, words)
            yield from self._lighter(type_, words)
            yield from self._bare(type_, words)

    @staticmethod
    def _members(name: str) -> Iterator[str]:
        """Yield the field of a councillor of the executive, whose post papers call by several names."""
        for title in _MEMBER:
            field = [word for word in name.replace(title, "").split() if word not in _SMALL]
            if title in name and field:
                yield f"member {' '.join(sorted(field))}"

    def _lighter(self, type_: str, words: list[str]) -> Iterator[str]:
        """Yield the name without light words, where enough of it is left, and itself."""
        yield f"light {' '.join(words)}"
        short = words[words[0] in self._leading :]
        short = [word for at, word in enumerate(short) if not 0 < at < len(short) - 1 or word not in self._light]
        if len(short) >= _ENOUGH:
            yield f"light {' '.join(short)}"
        if words[:3] == ["health", "and", "wellbeing"] and len(words) > _ENOUGH:
            yield f"light {' '.join(words[2:])}"
        if type_ == "Strategy" and words[0] == "nhs" and len(words) >= _ENOUGH:
            yield f"light {' '.join(words[1:])}"

    def _bare(self, type_: str, words: list[str]) -> Iterator[str]:
        """Yield the name itself, and its form without class noun or explanation where the document uses that."""
        yield f"bare {bag(' '.join(words))}"
        short = list(words)
        while len(short) > 1 and short[-1] in self._nouns.get(type_, ()):
            short.pop()
            if any(key in self._named or type_ in _COMMON for key in self._bags.get((type_, bag(" ".join(short))), ())):
                yield f"bare {bag(' '.join(short))}"
        for head, where in self._explained(type_, words):
            if self._ends[type_, head] == {where}:
                yield f"bare {bag(head)}"
        for head, years in self._dated(type_, words):
            if self._dates[type_, head] == {years}:
                yield f"bare {bag(head)}"

    def _placed(self, type_: str, words: list[str]) -> Iterator[str]:
        """Yield the name without the council's own place before it: "[Westhaven] Carers Strategy"; and itself."""
        rest = words[len(self._home) :] if self._home and words[: len(self._home)] == self._home else words
        for head, years in self._dated(type_, words):
            if self._dates[type_, head] == {years}:
                rest = rest[: len(rest) - len(years.split())]
        if len(rest) > 1:
            yield f"placed {bag(' '.join(rest))}"

    @staticmethod
    def _dated(type_: str, words: list[str]) -> Iterator[tuple[str, str]]:
        """Yield the name of a strategy without the years at its end, and these."""
        end = len(words)
        while end and words[end - 1].isdigit() and len(words[end - 1]) > 2:
            end -= 1
        if type_ == "Strategy" and _ENOUGH <= end < len(words):
            yield " ".join(words[:end]), " ".join(words[end:])

    def _explained(self, type_: str, words: list[str]) -> Iterator[tuple[str, str]]:
        """Yield a name up to its "for", and what it is for: the place if one is named.

        Two strategies of one name for two groups of people stay two, and so do systems for two places.
        """
        if type_ in _EXPLAINED and "for" in words[_ENOUGH:]:
            cut = words.index("for", _ENOUGH)
            place = next((word for word in words[cut:] if word in self._places), None)
            yield " ".join(words[:cut]), place or " ".join(words[cut:])
