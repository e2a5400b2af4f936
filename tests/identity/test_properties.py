"""What holds for any corpus: order makes no difference, every mention has one node, a council keeps its own things."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from councilgraph import identity
from councilgraph.models import Document, Extraction

from .corpus import EASTMOOR, WESTHAVEN, paper

NAMES = {
    "Board": [
        "Safeguarding Adults Board",
        "SAB",
        "Westhaven Safeguarding Adults Board",
        "Safeguarding Board",
        "Cabinet",
    ],
    "Organisation": ["Harbour Care", "Harbour Care CIC", "Harbour", "Harbor Care", "Healthwatch", "Harbour Care East"],
    "HealthBody": [
        "NHS Devon ICB",
        "NHS Devon",
        "NEW Devon CCG",
        "Plymouth Hospitals NHS Trust",
        "Integrated Care Board",
    ],
    "Person": ["Councillor Ada Marsh", "Ada Marsh", "A Marsh", "Cllr Marsh"],
}
ENTITY = st.sampled_from(sorted(NAMES)).flatmap(
    lambda type_: st.lists(st.sampled_from(NAMES[type_]), min_size=1, max_size=3, unique=True).map(
        lambda forms: (type_, *forms)
    )
)
PAPER = st.tuples(st.sampled_from([WESTHAVEN, EASTMOOR, None]), st.lists(ENTITY, max_size=5), st.integers(2016, 2026))
Made = list[tuple[Document, Extraction]]


def make(drawn: list[tuple[str | None, list[tuple[str, ...]], int]]) -> Made:
    return [
        paper(f"paper-{n}", council, entities, published=f"{year}-01-01")
        for n, (council, entities, year) in enumerate(drawn)
    ]


def resolve(papers: Made) -> identity.Resolved:
    return identity.resolve([document for document, _ in papers], [extraction for _, extraction in papers])


CORPUS = st.lists(PAPER, max_size=6).map(make)


@settings(max_examples=150, deadline=None)
@given(CORPUS.flatmap(lambda papers: st.tuples(st.just(papers), st.permutations(papers))))
def test_order_makes_no_difference(both: tuple[Made, Made]) -> None:
    given_, shuffled = both
    assert resolve(given_) == resolve(shuffled)


@settings(max_examples=80, deadline=None)
@given(CORPUS)
def test_every_mention_belongs_to_one_node_of_its_type(papers: Made) -> None:
    found = resolve(papers)
    mentions = [mention for entity in found.entities for mention in entity.mentions]
    assert sorted(mentions) == sorted((d.id, n) for d, e in papers for n in range(len(e.mentions)))
    types = {(d.id, n): mention.type for d, e in papers for n, mention in enumerate(e.mentions)}
    assert all(types[mention] == entity.type for entity in found.entities for mention in entity.mentions)
    assert len({entity.iri for entity in found.entities}) == len(found.entities)


@settings(max_examples=80, deadline=None)
@given(CORPUS)
def test_papers_of_another_council_leave_a_councils_own_things_alone(papers: Made) -> None:
    def own(resolved: identity.Resolved) -> set[str]:
        return {e.iri for e in resolved.entities if e.scope == WESTHAVEN and e.type in ("Board", "Person")}

    westhaven = [p for p in papers if p[0].council_name == WESTHAVEN]
    assert own(resolve(westhaven)) <= own(resolve(papers))


@settings(max_examples=80, deadline=None)
@given(CORPUS)
def test_candidates_are_nodes_that_stand_apart(papers: Made) -> None:
    found = resolve(papers)
    iris = {entity.iri for entity in found.entities}
    for candidate in found.candidates:
        assert candidate.left.iri in iris
        assert candidate.right.iri in iris or candidate.right.register
        assert candidate.left.iri != candidate.right.iri
        assert candidate.left.type == candidate.right.type
