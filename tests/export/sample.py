"""Fictional graphs to export: a small one by hand, with names that try to break out, and a large one by rule."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Store

from councilgraph.analysis import dataset
from councilgraph.analysis.dataset import Dataset
from councilgraph.graph import assembly
from councilgraph.models import Assertion, Document, Entity, Evidence, Fact, Section, Source
from councilgraph.vocabulary import Minter

MINT = Minter()
HOSTILE = '<script>document.title="broken"</script> Trust'
FORMULA = '=HYPERLINK("https://example.org","Care") Ltd'
WESTHAVEN, EASTMOOR = "Westhaven City Council", "Eastmoor County Council"


@dataclass
class Corpus:
    """Collects entities and statements and makes a dataset of them."""

    entities: dict[str, Entity] = field(default_factory=dict)
    papers: dict[str, Document] = field(default_factory=dict)
    said: dict[str, list[tuple[str, str, str, str, str, bool, float]]] = field(default_factory=dict)

    def paper(self, id_: str, title: str, council: str, date: str | None, facts: Iterable[dict[str, str]] = ()) -> None:
        published = datetime.date.fromisoformat(date) if date else None
        source = Source(f"{id_}.md", "text/markdown", "0" * 64, 1)
        stated = tuple(
            Fact(fact["kind"], tuple((k, w) for k, w in fact.items() if k != "kind"), 0, 10) for fact in facts
        )
        self.papers[id_] = Document(id_, title, "assessment", published, None, council, "", (), (), (), stated, source)
        self.said[id_] = []

    def entity(
        self, type_: str, name: str, scope: str | None = None, aliases: tuple[str, ...] = (), code: str = ""
    ) -> None:
        iri = MINT.entity(type_, scope, name)
        self.entities[name] = Entity(iri, type_, name, scope, aliases, (code,) if code else (), ())

    def say(
        self,
        paper: str,
        text: str,
        subject: str,
        predicate: str,
        object_: str,
        status: str = "asserted",
        ended: bool = False,
        confidence: float = 0.9,
    ) -> None:
        self.said[paper].append((text, subject, predicate, object_, status, ended, confidence))

    def dataset(self) -> Dataset:
        store = Store()
        documents = {id_: self._statements(id_) for id_ in self.papers}
        mentioned = {id_: {e for a in made for e in (a.subject, a.object)} for id_, (_, made) in documents.items()}
        entities = []
        for entity in self.entities.values():
            where = tuple((id_, 0) for id_, iris in mentioned.items() if entity.iri in iris) or (
                (next(iter(self.papers)), 0),
            )
            entities.append(Entity(**{**_fields(entity), "mentions": where}))
        grouped = assembly.by_document(entities)
        store.extend(assembly.entity_quads(entities))
        for id_, (text, made) in documents.items():
            paper = Document(
                **{**_fields(self.papers[id_]), "text": text, "sections": (Section(0, len(text), 1, "Partnership"),)}
            )
            store.extend(assembly.document_quads(paper, made, grouped.get(id_, {})))
        return dataset.load(store)

    def _statements(self, paper: str) -> tuple[str, list[Assertion]]:
        text, made = "## Partnership\n\n", {}
        for sentence, subject, predicate, object_, status, ended, confidence in self.said[paper]:
            start = len(text)
            text += sentence + "\n\n"
            ends = (self.entities[subject].iri, self.entities[object_].iri)
            iri = MINT.assertion(paper, ends[0], predicate, ends[1], status)
            spans = [_span(sentence, name, start) for name in (subject, object_)]
            proof = Evidence(
                start, start + len(sentence), sentence, *spans, (start, start), f"{predicate}.verb", "Partnership", 3
            )
            before = made[iri].evidence if iri in made else ()
            made[iri] = Assertion(
                iri, paper, ends[0], predicate, ends[1], status, ended, confidence, 12, (*before, proof)
            )
        return text, list(made.values())


def _fields(value: object) -> dict:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _span(sentence: str, name: str, offset: int) -> tuple[int, int]:
    at = sentence.index(name)
    return offset + at, offset + at + len(name)


def small() -> Dataset:
    """Two councils, three documents, every standing, and names that try to break out of a format."""
    made = Corpus()
    facts = [
        {"kind": "assessment", "council": WESTHAVEN, "regulator": "Care Quality Commission", "published": "2025-03-04"},
        {"kind": "rating", "rating": "Good"},
        {"kind": "overall_score", "percentage": "68"},
        {
            "kind": "quality_score",
            "statement": "Partnerships and communities",
            "theme": "Providing support",
            "score": "3",
        },
        {"kind": "quality_score", "statement": "Assessing needs", "theme": "Working with people", "score": "2"},
        {"kind": "financial", "measure": "budget estimated", "year": "2023/24", "amount": "253000000", "unit": "GBP"},
        {
            "kind": "financial",
            "measure": "adult social care share",
            "year": "2023/24",
            "amount": "38.5",
            "unit": "percent",
        },
    ]
    made.paper("westhaven-2025", "Westhaven City Council: assessment", WESTHAVEN, "2025-03-04", facts)
    made.paper("westhaven-2018", "Westhaven City Council: local system review", WESTHAVEN, "2018-05-01")
    made.paper("eastmoor-2023", "Eastmoor County Council: assessment", EASTMOOR, None)
    made.entity("Council", WESTHAVEN, aliases=("Westhaven",), code="gss:E09999999")
    made.entity("Council", EASTMOOR)
    made.entity("HealthBody", "NHS Ambleford Integrated Care Board", aliases=("Ambleford ICB",), code="ods:Q0Z")
    made.entity("Organisation", HOSTILE)
    made.entity("Organisation", FORMULA)
    made.entity("PartnerGroup", "housing providers", WESTHAVEN)
    made.entity("Board", "Health and Wellbeing Board", WESTHAVEN)
    made.entity("Board", "Safeguarding Adults Board", WESTHAVEN)
    made.entity("Partnership", "Westhaven Care Partnership")
    made.entity("Team", "Adult Social Care", WESTHAVEN)
    made.entity("Strategy", "Westhaven Plan 2024-2034")
    made.entity("Service", "reablement service", WESTHAVEN)
    made.entity("Agreement", "section 75 agreement", WESTHAVEN)
    made.entity("Role", "Director of Adult Social Services", WESTHAVEN)
    made.entity("Person", "Cllr Ada Thorne", WESTHAVEN)
    made.entity("Service", "night sitting", EASTMOOR)
    _talk(made)
    return made.dataset()


def _talk(made: Corpus) -> None:
    w, e, icb = WESTHAVEN, EASTMOOR, "NHS Ambleford Integrated Care Board"
    new, old, east = "westhaven-2025", "westhaven-2018", "eastmoor-2023"
    hwb, plan = "Health and Wellbeing Board", "Westhaven Plan 2024-2034"
    made.say(new, f"{w} worked closely with {icb} on discharge.", w, "partnerOf", icb)
    made.say(new, f"{w} and {icb} met every week.", w, "partnerOf", icb)
    made.say(old, f"Leaders told us that {w} worked with {icb}.", w, "partnerOf", icb, confidence=0.6)
    made.say(new, f"{icb} is a member of the {hwb}.", icb, "memberOf", hwb)
    made.say(new, f"{w} attended the {hwb}.", w, "memberOf", hwb)
    made.say(new, f"Cllr Ada Thorne chairs the {hwb}.", "Cllr Ada Thorne", "chairs", hwb)
    made.say(new, f"The Safeguarding Adults Board reports to the {hwb}.", "Safeguarding Adults Board", "reportsTo", hwb)
    made.say(new, f"{w} wrote the {plan}.", w, "hasStrategy", plan)
    made.say(new, f"The {hwb} oversees the {plan}.", hwb, "oversees", plan)
    made.say(new, f"{w} and {icb} signed a section 75 agreement.", w, "partyTo", "section 75 agreement")
    made.say(new, f"{icb} signed a section 75 agreement with {w}.", icb, "partyTo", "section 75 agreement")
    made.say(
        new,
        "The section 75 agreement funds the reablement service.",
        "section 75 agreement",
        "funds",
        "reablement service",
    )
    made.say(new, f"{HOSTILE} provides the reablement service for {w}.", HOSTILE, "provides", "reablement service")
    made.say(new, f"{w} commissioned {HOSTILE} & others.", w, "commissions", HOSTILE)
    made.say(new, f"{w} plans to commission {FORMULA}.", w, "commissions", FORMULA, status="planned", confidence=0.4)
    made.say(new, f"{w} did not work with housing providers.", w, "partnerOf", "housing providers", status="negated")
    made.say(
        old,
        f"{w} used to be part of the Westhaven Care Partnership.",
        w,
        "memberOf",
        "Westhaven Care Partnership",
        ended=True,
    )
    made.say(
        new,
        f"The Director of Adult Social Services leads Adult Social Care in {w}.",
        "Director of Adult Social Services",
        "oversees",
        "Adult Social Care",
    )
    made.say(east, f"{e} runs night sitting.", e, "provides", "night sitting")
    made.say(east, f"{e} works with {icb}.", e, "partnerOf", icb)


def large(nodes: int = 2000, councils: int = 40) -> Dataset:
    """About as many nodes as asked, most of them a council's own, some shared: no randomness."""
    made = Corpus()
    shared = [f"Shared Trust {i}" for i in range(nodes // 20)]
    for name in shared:
        made.entity("HealthBody", name)
    kinds = ["Board", "Strategy", "Service", "Organisation", "PartnerGroup", "Role", "Team", "Partnership", "Agreement"]
    links = {
        "Board": "memberOf",
        "Strategy": "hasStrategy",
        "Service": "provides",
        "Organisation": "partnerOf",
        "PartnerGroup": "partnerOf",
        "Role": "oversees",
        "Team": "oversees",
        "Partnership": "memberOf",
        "Agreement": "partyTo",
    }
    each = (nodes - len(shared)) // councils - 1
    for c in range(councils):
        council, paper = f"Council Number {c}", f"paper-{c}"
        made.entity("Council", council)
        made.paper(paper, f"{council}: assessment", council, f"20{10 + c % 15}-01-01")
        own = []
        for i in range(each):
            kind = kinds[(i * 7 + c) % len(kinds)]
            name = f"{kind} {i} of place {c}"
            made.entity(kind, name, council)
            own.append((kind, name))
            made.say(
                paper,
                f"{council} deals with {name} as the sentence of this link says.",
                council,
                links[kind],
                name,
                confidence=0.5 + (i % 5) / 10,
            )
        boards = [name for kind, name in own if kind == "Board"]
        for i, (kind, name) in enumerate(own):
            if kind in ("Organisation", "PartnerGroup", "Team") and boards:
                board = boards[i % len(boards)]
                made.say(paper, f"{name} is a member of {board}.", name, "memberOf", board)
        for i in range(5):
            trust = shared[(c * 3 + i * i) % len(shared)]
            made.say(paper, f"{council} works with {trust} on discharge.", council, "partnerOf", trust)
    return made.dataset()
