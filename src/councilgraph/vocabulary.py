"""Every namespace and external term that the graph uses, and the minting of IRIs.

Terms are plain strings (full IRIs), so that the stages after this one may use any RDF library.
The ontology always lives in `CG`; only the nodes of a graph move with a base of one's own.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from councilgraph import schema
from councilgraph.errors import GraphError

DEFAULT_BASE: Final = "https://w3id.org/councilgraph/"
ONTOLOGY: Final = DEFAULT_BASE + "ontology"
# The graph of entities, below the base of a graph.
ENTITIES_GRAPH: Final = "graph/entities"

CG: Final = ONTOLOGY + "#"
CPSV: Final = "http://purl.org/vocab/cpsv#"
DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
OA: Final = "http://www.w3.org/ns/oa#"
ORG: Final = "http://www.w3.org/ns/org#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA: Final = "https://schema.org/"
SH: Final = "http://www.w3.org/ns/shacl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
VANN: Final = "http://purl.org/vocab/vann/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final[dict[str, str]] = {
    "cg": CG,
    "cpsv": CPSV,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "vann": VANN,
    "xsd": XSD,
}

RDF_TYPE: Final = RDF + "type"
RDF_STATEMENT: Final = RDF + "Statement"
RDF_SUBJECT: Final = RDF + "subject"
RDF_PREDICATE: Final = RDF + "predicate"
RDF_OBJECT: Final = RDF + "object"
RDFS_LABEL: Final = RDFS + "label"

PROV_ENTITY: Final = PROV + "Entity"

OA_ANNOTATION: Final = OA + "Annotation"
OA_SPECIFIC_RESOURCE: Final = OA + "SpecificResource"
OA_TEXT_POSITION_SELECTOR: Final = OA + "TextPositionSelector"
OA_TEXT_QUOTE_SELECTOR: Final = OA + "TextQuoteSelector"
OA_HAS_BODY: Final = OA + "hasBody"
OA_HAS_TARGET: Final = OA + "hasTarget"
OA_HAS_SOURCE: Final = OA + "hasSource"
OA_HAS_SELECTOR: Final = OA + "hasSelector"
OA_START: Final = OA + "start"
OA_END: Final = OA + "end"
OA_EXACT: Final = OA + "exact"

SKOS_CONCEPT: Final = SKOS + "Concept"
SKOS_PREF_LABEL: Final = SKOS + "prefLabel"
SKOS_ALT_LABEL: Final = SKOS + "altLabel"
SKOS_HIDDEN_LABEL: Final = SKOS + "hiddenLabel"
SKOS_IN_SCHEME: Final = SKOS + "inScheme"
SKOS_EXACT_MATCH: Final = SKOS + "exactMatch"

ORG_CHANGE_EVENT: Final = ORG + "ChangeEvent"
ORG_ORIGINAL: Final = ORG + "originalOrganization"
ORG_RESULTING: Final = ORG + "resultingOrganization"

DCTERMS_TITLE: Final = DCTERMS + "title"
DCTERMS_IDENTIFIER: Final = DCTERMS + "identifier"
DCTERMS_ISSUED: Final = DCTERMS + "issued"
DCTERMS_FORMAT: Final = DCTERMS + "format"
DCTERMS_DATE: Final = DCTERMS + "date"
DCTERMS_HAS_PART: Final = DCTERMS + "hasPart"

SCHEMA_AREA_SERVED: Final = SCHEMA + "areaServed"
SCHEMA_NUMBER_OF_ITEMS: Final = SCHEMA + "numberOfItems"
SCHEMA_SHA256: Final = SCHEMA + "sha256"

XSD_BOOLEAN: Final = XSD + "boolean"
XSD_DATE: Final = XSD + "date"
XSD_DECIMAL: Final = XSD + "decimal"
XSD_INTEGER: Final = XSD + "integer"

# The graph's own properties beyond the thirteen predicates; data/ontology.yaml defines each.
CG_DOCUMENT: Final = CG + "Document"
CG_STATUS: Final = CG + "status"
CG_ENDED: Final = CG + "ended"
CG_CONFIDENCE: Final = CG + "confidence"
CG_CASES: Final = CG + "cases"
CG_STATED_IN: Final = CG + "statedIn"
CG_STATED_AT: Final = CG + "statedAt"
CG_DOCUMENT_DATE: Final = CG + "documentDate"
CG_DOCUMENT_KIND: Final = CG + "documentKind"
CG_RULE: Final = CG + "rule"
CG_SECTION: Final = CG + "section"
CG_UNDER_STATEMENT: Final = CG + "underStatement"
CG_PAGE: Final = CG + "page"
CG_ATTRIBUTED_TO: Final = CG + "attributedTo"
CG_SUBJECT_SPAN: Final = CG + "subjectSpan"
CG_OBJECT_SPAN: Final = CG + "objectSpan"
CG_TRIGGER_SPAN: Final = CG + "triggerSpan"
CG_MENTIONS: Final = CG + "mentions"
CG_COUNCIL: Final = CG + "council"
CG_SCOPE: Final = CG + "scope"
CG_SECTOR: Final = CG + "sector"
CG_KIND: Final = CG + "kind"
CG_FILE_NAME: Final = CG + "fileName"
CG_CONTENT_HASH: Final = CG + "contentHash"
CG_DERIVED: Final = CG + "derived"

# How a code of an official scheme becomes an IRI, and what links an entity to it. A GSS code names an area:
# the body serves the area and is not the same thing; an ODS code names the organisation itself.
SCHEMES: Final[dict[str, tuple[str, str]]] = {
    "gss": ("http://statistics.data.gov.uk/id/statistical-geography/{}", SCHEMA_AREA_SERVED),
    "ods": ("https://directory.spineservices.nhs.uk/STU3/Organization/{}", SKOS_EXACT_MATCH),
    "gor": ("https://government-organisation.register.gov.uk/record/{}", SKOS_EXACT_MATCH),
    "charity": ("https://register-of-charities.charitycommission.gov.uk/charity-details/?regId={}", SKOS_EXACT_MATCH),
    "company": ("http://business.data.gov.uk/id/company/{}", SKOS_EXACT_MATCH),
}


def expand(curie: str) -> str:
    """Return the full IRI of a CURIE such as `org:Post`; raise KeyError for an undeclared prefix."""
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


def compact(iri: str) -> str:
    """Return the CURIE of an IRI in a declared namespace, else the IRI itself."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def local_name(iri: str) -> str:
    """Return what follows the last `#` or `/` of an IRI: the name of a class or property."""
    return re.split(r"[#/]", iri)[-1]


def identifier_link(identifier: str) -> tuple[str, str] | None:
    """Return (property, IRI) for an official identifier `scheme:code`, or None where the scheme has no IRIs."""
    scheme, _, code = identifier.partition(":")
    if scheme not in SCHEMES or not code:
        return None
    template, link = SCHEMES[scheme]
    return link, template.format(quote(code, safe=""))


def normal_form(name: str) -> str:
    """Return the form of a name in which spelling variants agree.

    Letter case, accents, punctuation, "&" for "and", a leading article and white space make no difference.
    """
    folded = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    plain = folded if folded.isascii() else "".join(char for char in folded if not unicodedata.combining(char))
    # an apostrophe joins what it parts: "children's" and "childrens" are one word
    words = re.findall(r"\w+", re.sub(r"['’ʼ`]", "", plain))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def slug(name: str, length: int = 60) -> str:
    """Return a short readable ASCII form of a name for the end of an IRI, cut at a word, or "x" where none is left."""
    ascii_form = normal_form(name).encode("ascii", "ignore").decode()
    joined = "-".join(ascii_form.replace("_", " ").split())
    cut = joined if len(joined) <= length else joined[: length + 1].rpartition("-")[0] or joined[:length]
    return cut or "x"


def _digest(*parts: str, length: int = 20) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


# RFC 3987: a scheme, and no character that would have to be escaped.
_BASE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[^\s<>\"{}|\\^`%\[\]?#]|%[0-9A-Fa-f]{2})+/")


@dataclass(frozen=True, slots=True)
class Minter:
    """Mints every IRI of a graph from what the node is, under one base; equal input gives an equal IRI anywhere.

    Raise GraphError for a base that is no absolute IRI, or that does not end in a slash.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise GraphError(
                f"{self.base!r} is no base for IRIs; give one that ends in a slash, such as https://example.org/papers/"
            )

    @property
    def entities_graph(self) -> str:
        """The named graph of types, labels, names and identifiers."""
        return self.base + ENTITIES_GRAPH

    def graph(self, document: str) -> str:
        """Return the named graph of what one document says, by the document's id."""
        # a document that happens to be called "entities" must not fall on the entities' graph
        name = "%65ntities" if document == "entities" else quote(document, safe="")
        return f"{self.base}graph/{name}"

    def document(self, document: str) -> str:
        """Return the IRI of a document by its id."""
        return f"{self.base}document/{quote(document, safe='')}"

    def entity(self, type_: str, scope: str | None, name: str) -> str:
        """Return the IRI of an entity from its type, scope (None where known everywhere) and canonical name."""
        code = _digest(type_, normal_form(scope or ""), normal_form(name), length=10)
        return f"{self.base}id/{type_.lower()}/{slug(name)}-{code}"

    def assertion(self, document: str, subject: str, predicate: str, object_: str, status: str) -> str:
        """Return the IRI of what one document (by id) says of two entities (by IRI) with one status."""
        symmetric = schema.load().predicates[predicate].symmetric
        ends = sorted((subject, object_)) if symmetric else [subject, object_]
        return f"{self.base}assertion/{_digest(document, predicate, status, *ends)}"

    def evidence(self, assertion: str, rule: str, *spans: tuple[int, int]) -> str:
        """Return the IRI of one annotation: one sentence, pair of mentions and rule behind an assertion."""
        flat = (str(number) for span in spans for number in span)
        return f"{self.base}evidence/{_digest(assertion, rule, *flat)}"

    def passage(self, document: str, start: int, end: int) -> str:
        """Return the IRI of a stretch of a document, shared by all that is stated there."""
        return f"{self.document(document)}/passage/{start}-{end}"

    def fact(self, document: str, kind: str, start: int, end: int, values: tuple[tuple[str, str], ...]) -> str:
        """Return the IRI of a fact of fixed form stated by a document."""
        flat = (part for pair in values for part in pair)
        return f"{self.base}fact/{_digest(document, kind, str(start), str(end), *flat)}"

    def change(self, old: str, new: str) -> str:
        """Return the IRI of the event by which one organisation followed another (both by IRI)."""
        return f"{self.base}change/{_digest(old, new)}"


def concept(scheme: str, name: str) -> str:
    """Return the IRI of a concept of the ontology's schemes, e.g. `concept("sector", "police")`."""
    return f"{ONTOLOGY}/{scheme}/{name}"
