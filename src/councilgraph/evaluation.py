"""Scoring of extractions against an annotation, by document, type, predicate and rule.

The measures, each as precision, recall and F1:

- mention strict: same start, end and type
- mention relaxed: overlapping, same type, one to one (largest overlap first)
- entity: B-cubed (Bagga and Baldwin 1998) over the annotated mentions; those not found count against recall
- relation: same predicate between mentions that overlap the annotated ones; negated ones must be negated in both
- triple: distinct asserted (entity, predicate, entity) of a document, entities aligned by the mentions they share

The annotation is a folder with `units/*.jsonl`, `annotations/*.jsonl` and `documents.json`.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from councilgraph.errors import CouncilgraphError
from councilgraph.models import Extraction, Mention

Measure = Literal["mention strict", "mention relaxed", "relation", "triple"]
Verdict = Literal["hit", "missed", "spurious"]
MEASURES: tuple[str, ...] = ("mention strict", "mention relaxed", "entity", "relation", "triple")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An annotated mention with offsets into the raw document."""

    start: int
    end: int
    type: str
    entity: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One annotated sentence; `relations` are (subject index, predicate, object index, status)."""

    id: str
    start: int
    end: int
    text: str
    mentions: tuple[GoldMention, ...]
    relations: tuple[tuple[int, str, int, str], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing found, missed or wrongly found; `label` is its type or predicate, `text` what it says."""

    measure: Measure
    verdict: Verdict
    document: str
    unit: str
    label: str
    text: str
    rule: str = ""
    sentence: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two outcomes of two runs the same case."""
        return self.measure, self.unit, self.label, self.text


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1, each in 0..1, and the number of annotated cases."""

    precision: float
    recall: float
    cases: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class _BCubed:
    precision: float = 0.0
    found: int = 0
    recall: float = 0.0
    wanted: int = 0

    def add(self, other: _BCubed) -> None:
        self.precision += other.precision
        self.found += other.found
        self.recall += other.recall
        self.wanted += other.wanted

    def figures(self) -> Figures:
        precision = self.precision / self.found if self.found else 0.0
        return Figures(precision, self.recall / self.wanted if self.wanted else 0.0, self.wanted)


@dataclass(slots=True)
class Evaluation:
    """Every outcome of a run, and what is computed from them."""

    outcomes: list[Outcome] = field(default_factory=list)
    entities: dict[str, _BCubed] = field(default_factory=dict)

    def figures(self, measure: str, document: str | None = None, label: str | None = None) -> Figures:
        """Return the figures of one measure, of all documents or one, of all types or predicates or one."""
        if measure == "entity":
            total = _BCubed()
            for name, part in self.entities.items():
                if document in (None, name):
                    total.add(part)
            return total.figures()
        return tally(
            outcome
            for outcome in self.outcomes
            if outcome.measure == measure and document in (None, outcome.document) and label in (None, outcome.label)
        )

    def labels(self, measure: Measure) -> list[str]:
        """Return the types or predicates that occur, sorted."""
        return sorted({outcome.label for outcome in self.outcomes if outcome.measure == measure})

    def by_rule(self, measure: Measure) -> dict[str, tuple[int, int]]:
        """Return for each rule how often it was right and how often it fired inside annotated sentences."""
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for outcome in self.outcomes:
            if outcome.measure == measure and outcome.verdict != "missed":
                counts[outcome.rule][0] += outcome.verdict == "hit"
                counts[outcome.rule][1] += 1
        return {rule: (right, fired) for rule, (right, fired) in sorted(counts.items())}


def tally(outcomes: Iterable[Outcome]) -> Figures:
    """Return the figures of outcomes of one measure."""
    counts = Counter(outcome.verdict for outcome in outcomes)
    hits, fired, wanted = counts["hit"], counts["hit"] + counts["spurious"], counts["hit"] + counts["missed"]
    return Figures(hits / fired if fired else 0.0, hits / wanted if wanted else 0.0, wanted)


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def load_annotation(folder: Path) -> dict[str, list[Unit]]:
    """Return the annotated units by the file stem of their document; raise CouncilgraphError on a wrong folder."""
    try:
        names: dict[str, str] = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
        files = sorted((folder / "annotations").glob("*.jsonl"))
        units: dict[str, list[Unit]] = defaultdict(list)
        seen: set[str] = set()
        for path in files:
            texts = {row["id"]: row for row in _rows(folder / "units" / path.name)}
            for row in _rows(path):
                if row["id"] not in seen:
                    seen.add(row["id"])
                    document = Path(names[row["id"].split("-")[0]]).stem
                    units[document].append(_unit(texts[row["id"]], row))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CouncilgraphError(
            f"{folder}: not an annotation ({type(error).__name__}: {error}); "
            "it needs documents.json, units/*.jsonl and annotations/*.jsonl"
        ) from error
    return dict(sorted(units.items()))


def _unit(raw: dict[str, Any], row: dict[str, Any]) -> Unit:
    at, mentions = 0, []
    for text, kind, entity, *position in row["m"]:
        found = position[0] if position else raw["text"].index(text, at)
        at = found + len(text)
        mentions.append(GoldMention(raw["start"] + found, raw["start"] + at, kind, entity))
    relations = tuple((r[0], r[1], r[2], r[3] if len(r) > 3 else "asserted") for r in row["r"])
    return Unit(raw["id"], raw["start"], raw["end"], raw["text"], tuple(mentions), relations)


def evaluate(gold: Mapping[str, Sequence[Unit]], found: Iterable[Extraction]) -> Evaluation:
    """Score extractions, whose documents are named by file stem, against the annotation."""
    by_name = {extraction.document: extraction for extraction in found}
    result = Evaluation()
    for name, units in gold.items():
        extraction = by_name.get(name, Extraction(name, (), ()))
        _Judge(name, extraction, result).document(units)
    return result


def _overlap(a: GoldMention, b: Mention) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _pairs(
    gold: Sequence[GoldMention], found: Sequence[Mention], same: Callable[[GoldMention, Mention], bool]
) -> dict[int, int]:
    """Return one-to-one pairs gold -> found of overlapping spans, the largest overlap first."""
    candidates = sorted(
        (
            (_overlap(g, p), -i, -j)
            for i, g in enumerate(gold)
            for j, p in enumerate(found)
            if _overlap(g, p) and same(g, p)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in candidates:
        if -i not in pairs and -j not in used:
            pairs[-i] = -j
            used.add(-j)
    return pairs


def _ordered(subject: Hashable, predicate: str, object_: Hashable) -> tuple[Hashable, str, Hashable]:
    """Return the triple with the two ends of a symmetric predicate in a fixed order."""
    if predicate == "partnerOf":
        subject, object_ = sorted((subject, object_), key=str)
    return subject, predicate, object_


class _Judge:
    """Scores one document; the document's extraction is compared unit by unit, then as a whole."""

    def __init__(self, name: str, extraction: Extraction, result: Evaluation) -> None:
        self.name, self.extraction, self.result = name, extraction, result
        self.clusters: list[tuple[str, str | None]] = []
        self.votes: dict[str, Counter[str]] = defaultdict(Counter)
        self.wanted: set[tuple[Hashable, str, Hashable]] = set()
        self.stated: list[tuple[str, str, str, str]] = []

    def document(self, units: Sequence[Unit]) -> None:
        for unit in units:
            inside = [i for i, m in enumerate(self.extraction.mentions) if m.start >= unit.start and m.end <= unit.end]
            self._mentions(unit, [self.extraction.mentions[i] for i in inside])
            self._relations(unit, inside)
        self._triples()
        self.result.entities[self.name] = self._bcubed()

    def _add(self, measure: Measure, verdict: Verdict, unit: Unit, label: str, text: str, rule: str = "") -> None:
        sentence = " ".join(unit.text.split())
        self.result.outcomes.append(Outcome(measure, verdict, self.name, unit.id, label, text, rule, sentence))

    def _mentions(self, unit: Unit, found: list[Mention]) -> None:
        exact = {(g.start, g.end, g.type) for g in unit.mentions}
        mine = {(m.start, m.end, m.type): m.rule for m in found}
        for start, end, kind in sorted(exact | set(mine)):
            key = (start, end, kind)
            verdict: Verdict = ("hit" if key in exact else "spurious") if key in mine else "missed"
            text = unit.text[start - unit.start : end - unit.start]
            self._add("mention strict", verdict, unit, kind, text, mine.get(key, ""))
        pairs = _pairs(unit.mentions, found, lambda g, p: g.type == p.type)
        for i, g in enumerate(unit.mentions):
            partner = found[pairs[i]] if i in pairs else None
            text = unit.text[g.start - unit.start : g.end - unit.start]
            self._add(
                "mention relaxed",
                "hit" if partner else "missed",
                unit,
                g.type,
                text,
                partner.rule if partner else "",
            )
            self.clusters.append((g.entity, partner.entity if partner else None))
            if partner:
                self.votes[partner.entity][g.entity] += 1
        for j, m in enumerate(found):
            if j not in pairs.values():
                text = unit.text[m.start - unit.start : m.end - unit.start]
                self._add("mention relaxed", "spurious", unit, m.type, text, m.rule)

    def _relations(self, unit: Unit, inside: list[int]) -> None:
        mentions = self.extraction.mentions
        pairs = _pairs(unit.mentions, [mentions[i] for i in inside], lambda g, p: True)
        back: dict[int, Hashable] = {inside[j]: i for i, j in pairs.items()}
        golds: dict[tuple[Hashable, str, Hashable], str] = {}
        for a, predicate, b, status in unit.relations:
            golds[_ordered(a, predicate, b)] = status
            if status == "asserted":
                self.wanted.add(_ordered(unit.mentions[a].entity, predicate, unit.mentions[b].entity))
        seen: set[tuple[Hashable, str, Hashable]] = set()
        home = set(inside)
        for r in self.extraction.relations:
            if r.subject not in home or r.object not in home:
                continue
            key = _ordered(back.get(r.subject, ("?", r.subject)), r.predicate, back.get(r.object, ("?", r.object)))
            if key in seen:
                continue
            seen.add(key)
            hit = key in golds and (golds[key] == "negated") == (r.status == "negated")
            text = f"{mentions[r.subject].text} | {r.predicate} | {mentions[r.object].text}"
            self._add("relation", "hit" if hit else "spurious", unit, r.predicate, " ".join(text.split()), r.rule)
            if r.status == "asserted":
                self.stated.append((mentions[r.subject].entity, r.predicate, mentions[r.object].entity, r.rule))
        for key in sorted(golds.keys() - seen, key=str):
            self._add("relation", "missed", unit, key[1], self._gold_text(unit, key))

    @staticmethod
    def _gold_text(unit: Unit, key: tuple[Hashable, str, Hashable]) -> str:
        ends = []
        for index in (key[0], key[2]):
            assert isinstance(index, int)
            mention = unit.mentions[index]
            ends.append(" ".join(unit.text[mention.start - unit.start : mention.end - unit.start].split()))
        return f"{ends[0]} | {key[1]} | {ends[1]}"

    def _triples(self) -> None:
        align = {entity: votes.most_common(1)[0][0] for entity, votes in self.votes.items()}
        mapped: dict[tuple[Hashable, str, Hashable], str] = {}
        for subject, predicate, object_, rule in self.stated:
            ends = [align.get(end, ("?", end)) for end in (subject, object_)]
            mapped.setdefault(_ordered(ends[0], predicate, ends[1]), rule)
        for key in sorted(mapped.keys() | self.wanted, key=str):
            verdict: Verdict = ("hit" if key in self.wanted else "spurious") if key in mapped else "missed"
            text = f"{key[0]} | {key[1]} | {key[2]}"
            self.result.outcomes.append(
                Outcome("triple", verdict, self.name, self.name, key[1], text, mapped.get(key, ""))
            )

    def _bcubed(self) -> _BCubed:
        by_gold, by_found = (
            Counter(g for g, _ in self.clusters),
            Counter(p for _, p in self.clusters if p is not None),
        )
        shared = Counter(self.clusters)
        total = _BCubed()
        for g, p in self.clusters:
            total.wanted += 1
            if p is not None:
                total.found += 1
                total.precision += shared[g, p] / by_found[p]
                total.recall += shared[g, p] / by_gold[g]
        return total


def changes(before: Iterable[Outcome], after: Iterable[Outcome]) -> Iterator[tuple[str, Outcome]]:
    """Yield ("gain" | "loss", outcome) for every case whose verdict changed between two runs, in order.

    A gain is a case found or no longer wrongly found, a loss the reverse.
    """
    old = {outcome.key: outcome for outcome in before}
    new = {outcome.key: outcome for outcome in after}
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if (was and was.verdict) == (now and now.verdict):
            continue
        shown = now or was
        assert shown is not None
        better = now.verdict == "hit" if now else was is not None and was.verdict == "spurious"
        yield "gain" if better else "loss", shown


def error_lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield a tab-separated line for each relaxed mention or relation that was missed or wrongly found."""
    for outcome in outcomes:
        if outcome.measure in ("mention relaxed", "relation") and outcome.verdict != "hit":
            what = "mention" if outcome.measure == "mention relaxed" else "relation"
            cells = (f"{outcome.verdict} {what}", outcome.unit, outcome.text, outcome.label, outcome.rule)
            yield "\t".join((*cells, outcome.sentence)) + "\n"


def dump(outcomes: Iterable[Outcome]) -> list[dict[str, str]]:
    """Return outcomes as plain values for a file that `parse` reads back."""
    return [asdict(outcome) for outcome in outcomes]


def parse(path: Path) -> list[Outcome]:
    """Read a saved run; raise CouncilgraphError where the file is none."""
    try:
        return [Outcome(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError) as error:
        raise CouncilgraphError(f"{path}: not a saved run ({error}); make one with `evaluate --save FILE`") from error
