"""What one document says of the corpus's entities: its assertions, with the sentences behind each."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from councilgraph import documents, schema
from councilgraph.identity.decisions import Decisions, Link
from councilgraph.models import Assertion, Document, Evidence, Extraction, Mention, Relation, Status
from councilgraph.registers import normal
from councilgraph.vocabulary import Minter

Confidence = Callable[[Sequence[str], str], tuple[float, int]]
"""Gives, for the rules behind an assertion and its predicate, its confidence (0..1) and the annotated cases behind."""

UNMEASURED = 0.5


def unmeasured(rules: Sequence[str], predicate: str) -> tuple[float, int]:
    """Return the confidence of rules that were never measured: even odds, no cases."""
    return UNMEASURED, 0


@dataclass(frozen=True, slots=True)
class Stated:
    """One document's assertions, sorted by IRI, and the decisions on its links that no longer match anything."""

    assertions: tuple[Assertion, ...]
    problems: tuple[str, ...]


_Key = tuple[str, str, str, Status]


def state(
    document: Document,
    extraction: Extraction,
    iris: Mapping[str, str],
    decisions: Decisions | None = None,
    confidence: Confidence = unmeasured,
    mint: Minter | None = None,
) -> Stated:
    """Return what a document says; `iris` maps its own keys of entities to their IRIs (`Resolution.iris[document.id]`).

    One assertion stands for each subject, predicate, object and status. It counts as ended only where every
    sentence behind it says so. A rejected link is left out; a confirmed one is certain (confidence 1).
    A relation whose two ends are one entity says nothing and is left out.
    """
    judge = _Judge(document.id, decisions or Decisions())
    grouped: dict[_Key, list[tuple[Relation, Evidence, bool]]] = defaultdict(list)
    locate = _Locator(document)
    for relation in extraction.relations:
        subject, object_ = extraction.mentions[relation.subject], extraction.mentions[relation.object]
        key = _key(relation, iris[subject.entity], iris[object_.entity])
        if key[0] == key[2]:
            continue
        evidence = _evidence(document, relation, subject, object_, locate, swapped=key[0] != iris[subject.entity])
        verdict = judge.verdict(relation.predicate, evidence.quote, extraction.mentions, subject, object_)
        if verdict != "reject":
            grouped[key].append((relation, evidence, verdict == "confirm"))
    mint = mint or Minter()
    made = (_assertion(document.id, key, grouped[key], confidence, mint) for key in grouped)
    return Stated(tuple(sorted(made, key=lambda assertion: assertion.iri)), judge.problems())


def _key(relation: Relation, subject: str, object_: str) -> _Key:
    """Return the assertion's key; a symmetric link runs from the lesser IRI to the greater."""
    if schema.load().predicates[relation.predicate].symmetric and object_ < subject:
        subject, object_ = object_, subject
    return subject, relation.predicate, object_, relation.status


def _assertion(
    document: str,
    key: _Key,
    supporting: Sequence[tuple[Relation, Evidence, bool]],
    confidence: Confidence,
    mint: Minter,
) -> Assertion:
    subject, predicate, object_, status = key
    rules = sorted({evidence.rule for _, evidence, _ in supporting})
    sure, cases = confidence(rules, predicate)
    confirmed = any(confirmed for _, _, confirmed in supporting)
    return Assertion(
        iri=mint.assertion(document, subject, predicate, object_, status),
        document=document,
        subject=subject,
        predicate=predicate,
        object=object_,
        status=status,
        ended=all(relation.ended for relation, _, _ in supporting),
        confidence=1.0 if confirmed else sure,
        cases=cases,
        evidence=tuple(sorted({evidence for _, evidence, _ in supporting}, key=_order)),
    )


def _order(evidence: Evidence) -> tuple[int, int, tuple[int, int], tuple[int, int], tuple[int, int], str, str]:
    spans = (evidence.subject, evidence.object, evidence.trigger)
    return (evidence.start, evidence.end, *spans, evidence.rule, evidence.attributed_to or "")


def _evidence(
    document: Document, relation: Relation, subject: Mention, object_: Mention, locate: _Locator, *, swapped: bool
) -> Evidence:
    first, second = (object_, subject) if swapped else (subject, object_)
    return Evidence(
        start=relation.start,
        end=relation.end,
        quote=document.text[relation.start : relation.end],
        subject=(first.start, first.end),
        object=(second.start, second.end),
        trigger=(relation.trigger_start, relation.trigger_end),
        rule=relation.rule,
        section=locate.section(relation.start),
        page=locate.page(relation.start),
        attributed_to=relation.attributed_to,
        statement=locate.statement(relation.start),
    )


class _Locator:
    """Finds the heading, the page and the quality statement over an offset."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sections = sorted(document.sections, key=lambda section: section.start)
        self._pages = sorted(document.pages, key=lambda page: page.start)
        self._section_starts = [section.start for section in self._sections]
        self._page_starts = [page.start for page in self._pages]

    def section(self, offset: int) -> str:
        at = bisect_right(self._section_starts, offset)
        return self._sections[at - 1].heading if at else ""

    def statement(self, offset: int) -> str | None:
        return documents.statement(self._document, offset) if self._document.kind == "assessment" else None

    def page(self, offset: int) -> int | None:
        at = bisect_right(self._page_starts, offset)
        return self._pages[at - 1].number if at else None


class _Judge:
    """Applies the decisions on one document's links."""

    def __init__(self, document: str, decisions: Decisions) -> None:
        self._links: dict[tuple[str, str], list[tuple[str, Link]]] = defaultdict(list)
        for verdict, links in (("reject", decisions.reject), ("confirm", decisions.confirm)):
            for link in links:
                if link.document == document:
                    self._links[(link.key[1], link.predicate)].append((verdict, link))
        self._used: set[Link] = set()
        self._names: dict[str, frozenset[str]] | None = None

    def verdict(
        self, predicate: str, quote: str, mentions: Iterable[Mention], subject: Mention, object_: Mention
    ) -> str | None:
        """Return "reject", "confirm" or None for one sentence's link."""
        if not self._links:
            return None
        for verdict, link in self._links.get((" ".join(quote.split()), predicate), ()):
            ends = [(subject, object_)]
            if schema.load().predicates[predicate].symmetric:
                ends.append((object_, subject))
            for first, second in ends:
                if link.key[2] in self._called(mentions, first) and link.key[4] in self._called(mentions, second):
                    self._used.add(link)
                    return verdict
        return None

    def _called(self, mentions: Iterable[Mention], mention: Mention) -> frozenset[str]:
        if self._names is None:
            names: dict[str, set[str]] = defaultdict(set)
            for other in mentions:
                names[other.entity] |= {normal(other.text), normal(other.name)}
            self._names = {key: frozenset(forms) for key, forms in names.items()}
        return self._names[mention.entity]

    def problems(self) -> tuple[str, ...]:
        """Return one line for each decision that met no link."""
        listed = sorted((link, verdict) for pairs in self._links.values() for verdict, link in pairs)
        return tuple(
            f"decision {verdict}: {link}: no sentence of that wording states it any more"
            for link, verdict in listed
            if link not in self._used
        )
