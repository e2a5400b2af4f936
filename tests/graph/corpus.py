"""A small invented corpus in the form that resolution gives it, about fictional councils."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, Store

from councilgraph import schema
from councilgraph.graph import assembly
from councilgraph.models import Assertion, Document, Entity, Evidence, Source
from councilgraph.vocabulary import Minter

MINT = Minter()
WESTHAVEN = "E06999001"
EASTMOOR = "E10999002"

# type, scope, name, aliases, identifiers, documents
ENTITIES = [
    ("Council", None, "Westhaven City Council", ("Westhaven", "WCC"), (f"gss:{WESTHAVEN}",), ("w24", "w21")),
    ("Council", None, "Eastmoor County Council", ("Eastmoor",), (f"gss:{EASTMOOR}",), ("e23",)),
    ("HealthBody", None, "NHS Westmoor Integrated Care Board", ("Westmoor ICB",), ("ods:Q9Z",), ("w24", "e23")),
    ("HealthBody", None, "NHS Westhaven CCG", (), ("ods:9XX",), ("w21",)),
    ("Organisation", None, "Harbour Care CIC", ("Harbour Care",), (), ("w24", "w21", "e23")),
    ("PartnerGroup", WESTHAVEN, "Police", ("the police",), (), ("w24",)),
    ("PartnerGroup", EASTMOOR, "Police", ("the police",), (), ("e23",)),
    ("PartnerGroup", WESTHAVEN, "Voluntary and community sector", (), (), ("w24",)),
    ("Board", WESTHAVEN, "Safeguarding Adults Board", ("SAB",), (), ("w24", "w21")),
    ("Board", EASTMOOR, "Safeguarding Adults Board", ("SAB",), (), ("e23",)),
    ("Board", None, "Westhaven Health and Wellbeing Board", ("HWB",), (), ("w24",)),
    ("Board", WESTHAVEN, "Cabinet", (), (), ("w24", "w21")),
    ("Partnership", None, "Westmoor Integrated Care System", ("ICS",), (), ("w24", "e23")),
    ("Team", WESTHAVEN, "safeguarding team (Westhaven)", (), (), ("w24",)),
    ("Strategy", None, "Westhaven Carers Strategy 2024-2029", ("carers strategy",), (), ("w24",)),
    ("Strategy", EASTMOOR, "workforce strategy (Eastmoor)", (), (), ("e23",)),
    ("Service", WESTHAVEN, "reablement service (Westhaven)", (), (), ("w24",)),
    ("Service", EASTMOOR, "Eastmoor reablement service", (), (), ("e23",)),
    ("Agreement", WESTHAVEN, "Better Care Fund", ("BCF",), (), ("w24",)),
    ("Agreement", WESTHAVEN, "section 75 agreement (Westhaven)", (), (), ("w24", "w21")),
    ("Role", WESTHAVEN, "Director of Adult Social Services", ("DASS",), (), ("w24",)),
    ("Person", WESTHAVEN, "Councillor Ada Marsh", ("Cllr Marsh",), (), ("w24", "w21")),
]

W, E = "Westhaven City Council", "Eastmoor County Council"
ICB, CARE = "NHS Westmoor Integrated Care Board", "Harbour Care CIC"
SAB, HWB, BCF = "Safeguarding Adults Board", "Westhaven Health and Wellbeing Board", "Better Care Fund"
S75 = "section 75 agreement (Westhaven)"
CARERS, REABLE = "Westhaven Carers Strategy 2024-2029", "reablement service (Westhaven)"

# document, subject, predicate, object, status, ended, who is said to say it
LINKS = [
    ("w24", W, "partnerOf", ICB, "asserted", False, None),
    ("w24", W, "partnerOf", "Police", "asserted", False, "partners"),
    ("w24", W, "partnerOf", CARE, "asserted", False, None),
    ("w24", W, "commissions", CARE, "asserted", False, None),
    ("w24", CARE, "provides", REABLE, "asserted", False, None),
    ("w24", W, "commissions", REABLE, "asserted", False, None),
    ("w24", ICB, "commissions", REABLE, "asserted", False, None),
    ("w24", BCF, "funds", REABLE, "asserted", False, None),
    ("w24", W, "partyTo", BCF, "asserted", False, None),
    ("w24", ICB, "partyTo", BCF, "asserted", False, None),
    ("w24", W, "partyTo", S75, "asserted", False, None),
    ("w24", ICB, "partyTo", S75, "planned", False, None),
    ("w24", W, "memberOf", SAB, "asserted", False, None),
    ("w24", "Police", "memberOf", SAB, "asserted", False, None),
    ("w24", W, "memberOf", HWB, "asserted", False, None),
    ("w24", ICB, "memberOf", HWB, "asserted", False, None),
    ("w24", W, "memberOf", "Westmoor Integrated Care System", "asserted", False, None),
    ("w24", SAB, "reportsTo", HWB, "asserted", False, None),
    ("w24", HWB, "reportsTo", "Cabinet", "asserted", False, None),
    ("w24", "Councillor Ada Marsh", "chairs", HWB, "asserted", False, None),
    ("w24", "Councillor Ada Marsh", "chairs", SAB, "asserted", True, None),
    ("w24", "Councillor Ada Marsh", "memberOf", "Cabinet", "asserted", False, None),
    ("w24", "safeguarding team (Westhaven)", "partOf", W, "asserted", False, "staff"),
    ("w24", W, "hasStrategy", CARERS, "asserted", False, None),
    ("w24", HWB, "oversees", CARERS, "asserted", False, None),
    ("w24", REABLE, "supports", CARERS, "planned", False, None),
    ("w24", W, "funds", "Voluntary and community sector", "asserted", False, None),
    ("w24", W, "partnerOf", "Voluntary and community sector", "negated", False, "partners"),
    ("w24", "Director of Adult Social Services", "oversees", "safeguarding team (Westhaven)", "asserted", False, None),
    ("w21", W, "partnerOf", "NHS Westhaven CCG", "asserted", False, None),
    ("w21", W, "partnerOf", CARE, "asserted", False, None),
    ("w21", "NHS Westhaven CCG", "partyTo", S75, "asserted", False, None),
    ("w21", "Councillor Ada Marsh", "memberOf", "Cabinet", "asserted", False, None),
    ("w21", SAB, "reportsTo", "Cabinet", "asserted", False, None),
    ("e23", E, "partnerOf", ICB, "asserted", False, None),
    ("e23", E, "partnerOf", "Police", "asserted", False, None),
    ("e23", E, "commissions", "Eastmoor reablement service", "asserted", False, None),
    ("e23", CARE, "provides", "Eastmoor reablement service", "asserted", False, None),
    ("e23", E, "memberOf", SAB, "asserted", False, None),
    ("e23", E, "memberOf", "Westmoor Integrated Care System", "asserted", False, None),
    ("e23", E, "hasStrategy", "workforce strategy (Eastmoor)", "asserted", False, None),
]

COUNCIL_OF = {"w24": WESTHAVEN, "w21": WESTHAVEN, "e23": EASTMOOR}
TITLES = {
    "w24": ("Westhaven City Council: assessment", "assessment", datetime.date(2024, 11, 5)),
    "w21": ("Westhaven Cabinet, 9 March 2021", "meeting", datetime.date(2021, 3, 9)),
    "e23": ("Eastmoor County Council: assessment", "assessment", datetime.date(2023, 6, 1)),
}
PREDICATE_WORDS = {name: link.label for name, link in schema.load().predicates.items()}


def entities() -> list[Entity]:
    """Return the entities of the corpus, each mentioned once in each of its documents."""
    return [
        Entity(
            iri=MINT.entity(type_, scope, name),
            type=type_,
            name=name,
            scope=scope,
            aliases=aliases,
            identifiers=identifiers,
            mentions=tuple((document, 0) for document in documents),
        )
        for type_, scope, name, aliases, identifiers, documents in ENTITIES
    ]


def iri(name: str, document: str) -> str:
    """Return the IRI of the entity of a name as one document means it."""
    scopes = {COUNCIL_OF[document], None}
    return next(MINT.entity(t, s, n) for t, s, n, *_ in ENTITIES if n == name and s in scopes)


def _sentence(subject: str, predicate: str, object_: str, status: str) -> str:
    aside = {"asserted": "", "planned": " from next year", "negated": ", which is not so"}[status]
    return f"{subject} {PREDICATE_WORDS[predicate]} {object_}{aside}."


def document(id_: str) -> tuple[Document, list[Assertion]]:
    """Return one document of the corpus and its assertions, each with the sentence of its own."""
    title, kind, published = TITLES[id_]
    text = f"# {title}\n\n"
    assertions = []
    for where, subject, predicate, object_, status, ended, voice in LINKS:
        if where != id_:
            continue
        quote = _sentence(subject, predicate, object_, status)
        start = len(text)
        text += quote + "\n\n"
        trigger = start + len(subject) + 1
        target = start + quote.index(object_, len(subject) + 1)
        proof = Evidence(
            start=start,
            end=start + len(quote),
            quote=quote,
            subject=(start, start + len(subject)),
            object=(target, target + len(object_)),
            trigger=(trigger, trigger + len(PREDICATE_WORDS[predicate])),
            rule=f"{predicate}.test",
            section=title,
            attributed_to=voice,
        )
        ends = iri(subject, id_), iri(object_, id_)
        assertions.append(
            Assertion(
                iri=MINT.assertion(id_, ends[0], predicate, ends[1], status),
                document=id_,
                subject=ends[0],
                predicate=predicate,
                object=ends[1],
                status=status,
                ended=ended,
                confidence=0.9,
                cases=12,
                evidence=(proof,),
            )
        )
    council = COUNCIL_OF[id_]
    name = W if council == WESTHAVEN else E
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source(name=f"{id_}.md", media_type="text/markdown", sha256=digest, size=len(text.encode()))
    return (
        Document(id_, title, kind, published, council, name, text, (), (), (), (), source),
        assertions,
    )


def quads(ids: Iterable[str] = TITLES) -> Iterator[Quad]:
    """Yield the quads of the documents named and of the entities that they mention."""
    chosen = list(ids)
    named = [e for e in entities() if {where for where, _ in e.mentions} & set(chosen)]
    yield from assembly.entity_quads(named)
    grouped = assembly.by_document(named)
    for id_ in chosen:
        yield from assembly.document_quads(*document(id_), grouped[id_])


def memory_store() -> Store:
    """Return a store in memory with the whole corpus."""
    made = Store()
    made.bulk_extend(quads())
    return made
