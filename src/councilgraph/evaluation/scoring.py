"""Compares extractions with the annotation, sentence by sentence, then document by document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from councilgraph.evaluation import details
from councilgraph.evaluation.annotation import Unit
from councilgraph.evaluation.figures import BCubed, Evaluation, Measure, Outcome, Verdict
from councilgraph.evaluation.matching import Key, ordered, pairs
from councilgraph.models import Extraction, Mention, Relation


def evaluate(gold: Mapping[str, Sequence[Unit]], found: Iterable[Extraction]) -> Evaluation:
    """Score extractions, whose documents are named by file stem, against the annotation."""
    by_name = {extraction.document: extraction for extraction in found}
    result = Evaluation()
    for name, units in gold.items():
        extraction = by_name.get(name, Extraction(name, (), ()))
        _Judge(name, extraction, result).document(units)
    return result


class _Judge:
    """Scores one document; the document's extraction is compared unit by unit, then as a whole."""

    def __init__(self, name: str, extraction: Extraction, result: Evaluation) -> None:
        self.name, self.extraction, self.result = name, extraction, result
        self.clusters: list[tuple[str, str | None]] = []
        self.votes: dict[str, Counter[str]] = defaultdict(Counter)
        self.wanted: set[Key] = set()
        self.stated: list[tuple[str, str, str, str]] = []

    def document(self, units: Sequence[Unit]) -> None:
        for unit in units:
            inside = [i for i, m in enumerate(self.extraction.mentions) if m.start >= unit.start and m.end <= unit.end]
            found = [self.extraction.mentions[i] for i in inside]
            self._strict(unit, found)
            self._relaxed(unit, found)
            self._relations(unit, inside, found)
        self._triples()
        self.result.entities[self.name] = self._bcubed()

    def _add(
        self, measure: Measure, verdict: Verdict, unit: Unit, label: str, text: str, rule: str = "", detail: str = ""
    ) -> None:
        sentence = " ".join(unit.text.split())
        self.result.outcomes.append(Outcome(measure, verdict, self.name, unit.id, label, text, rule, sentence, detail))

    def _strict(self, unit: Unit, found: Sequence[Mention]) -> None:
        exact = {(g.start, g.end, g.type) for g in unit.mentions}
        mine = {(m.start, m.end, m.type): m.rule for m in found}
        for key in sorted(exact | set(mine)):
            verdict: Verdict = ("hit" if key in exact else "spurious") if key in mine else "missed"
            self._add("mention strict", verdict, unit, key[2], unit.words(key[0], key[1]), mine.get(key, ""))

    def _relaxed(self, unit: Unit, found: Sequence[Mention]) -> None:
        paired = pairs(unit.mentions, found, lambda g, p: g.type == p.type)
        crossed = details.crossed(unit.mentions, found, paired)
        for i, g in enumerate(unit.mentions):
            partner = found[paired[i]] if i in paired else None
            self.clusters.append((g.entity, partner.entity if partner else None))
            detail = details.of_mention(g, partner, found[crossed[i]] if i in crossed else None)
            text, rule = unit.words(g.start, g.end), partner.rule if partner else ""
            self._add("mention relaxed", "hit" if partner else "missed", unit, g.type, text, rule, detail)
            if partner:
                self.votes[partner.entity][g.entity] += 1
        annotated = {j: unit.mentions[i].type for i, j in crossed.items()}
        for j in sorted(set(range(len(found))) - set(paired.values())):
            m, detail = found[j], details.annotated_as(annotated.get(j))
            self._add("mention relaxed", "spurious", unit, m.type, unit.words(m.start, m.end), m.rule, detail)

    def _relations(self, unit: Unit, inside: Sequence[int], found: Sequence[Mention]) -> None:
        back = {inside[j]: i for i, j in pairs(unit.mentions, found, lambda g, p: True).items()}
        golds = {ordered(a, predicate, b): status for a, predicate, b, status in unit.relations}
        self.wanted |= {_fact(unit, a, p, b) for a, p, b, status in unit.relations if status == "asserted"}
        stated = self._stated(back, set(inside))
        kinds = {i: self.extraction.mentions[index].type for index, i in back.items()}
        links = details.Links(unit, golds, stated, kinds)
        for key, r in stated.items():
            subject, object_ = self.extraction.mentions[r.subject], self.extraction.mentions[r.object]
            text = " ".join(f"{subject.text} | {r.predicate} | {object_.text}".split())
            detail = links.of_found(key, r.status)
            self._add("relation", "spurious" if detail else "hit", unit, r.predicate, text, r.rule, detail)
            if r.status == "asserted":
                self.stated.append((subject.entity, r.predicate, object_.entity, r.rule))
        for key in sorted(golds.keys() - stated.keys(), key=str):
            self._add("relation", "missed", unit, key[1], links.text(key), detail=links.of_missed(key))

    def _stated(self, back: Mapping[int, int], home: set[int]) -> dict[Key, Relation]:
        """Return the first relation found for each pair and predicate, its ends as annotated where they are."""
        stated: dict[Key, Relation] = {}
        for r in self.extraction.relations:
            if r.subject in home and r.object in home:
                ends: list[Hashable] = [back.get(end, ("?", end)) for end in (r.subject, r.object)]
                stated.setdefault(ordered(ends[0], r.predicate, ends[1]), r)
        return stated

    def _triples(self) -> None:
        align = {entity: votes.most_common(1)[0][0] for entity, votes in self.votes.items()}
        mapped: dict[Key, str] = {}
        for subject, predicate, object_, rule in self.stated:
            ends: list[Hashable] = [align.get(end, ("?", end)) for end in (subject, object_)]
            mapped.setdefault(ordered(ends[0], predicate, ends[1]), rule)
        for key in sorted(mapped.keys() | self.wanted, key=str):
            verdict: Verdict = ("hit" if key in self.wanted else "spurious") if key in mapped else "missed"
            text = f"{key[0]} | {key[1]} | {key[2]}"
            self.result.outcomes.append(
                Outcome("triple", verdict, self.name, self.name, key[1], text, mapped.get(key, ""))
            )

    def _bcubed(self) -> BCubed:
        by_gold = Counter(g for g, _ in self.clusters)
        by_found = Counter(p for _, p in self.clusters if p is not None)
        shared = Counter(self.clusters)
        total = BCubed()
        for g, p in self.clusters:
            total.wanted += 1
            if p is not None:
                total.found += 1
                total.precision += shared[g, p] / by_found[p]
                total.recall += shared[g, p] / by_gold[g]
        return total


def _fact(unit: Unit, subject: int, predicate: str, object_: int) -> Key:
    return ordered(unit.mentions[subject].entity, predicate, unit.mentions[object_].entity)
