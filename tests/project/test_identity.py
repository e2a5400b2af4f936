"""Identity from the words of invented papers to the nodes of the graph: what is one, what is two, what follows what."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from councilgraph import project
from councilgraph.graph import store
from councilgraph.graph.sources import Embedded

PAPERS = {
    "westhaven-cabinet-2018-03-06": """\
# Westhaven City Council Cabinet, 6 March 2018

The Safeguarding Adults Board met in February. The Council worked with Kernow CCG and University Hospitals Bristol NHS
Foundation Trust.

NHS Kernow CCG chaired the Health and Wellbeing Board.
""",
    "westhaven-cqc-assessment-2025": """\
# Westhaven City Council: local authority assessment

Published: 18 June 2025

The Westhaven Safeguarding Adults Board met in May. The local authority worked with NHS Cornwall and the Isles of Scilly
Integrated Care Board and with University Hospitals Bristol and Weston NHS Foundation Trust.

The Westhaven Health and Wellbeing Board oversaw the carers strategy.
""",
    "eastmoor-cqc-assessment-2024": """\
# Eastmoor County Council: local authority assessment

Published: 4 November 2024

The Safeguarding Adults Board met in May. The local authority worked with the police.
""",
}
_PREFIXES = """
PREFIX cg: <https://w3id.org/councilgraph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("identity")
    for name, text in PAPERS.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    project.build([folder], folder / "output", project.Options())
    return store.open_store(folder / "output")


def ask(built: Store, text: str) -> list[tuple[object, ...]]:
    return list(Embedded(built).ask(_PREFIXES + text).rows)


def documents(built: Store, type_: str, words: str) -> list[tuple[object, ...]]:
    """Return (label, council, document) of each node of a type whose label has some words, for each paper."""
    return ask(
        built,
        f"""SELECT DISTINCT ?label ?scope ?document WHERE {{
            ?node a cg:{type_} ; rdfs:label ?label . OPTIONAL {{ ?node cg:scope ?scope }}
            ?paper cg:mentions ?node ; dcterms:identifier ?document .
            FILTER(CONTAINS(?label, "{words}"))
        }} ORDER BY ?label ?scope ?document""",
    )


def test_two_councils_boards_of_one_name_are_two_nodes(built: Store) -> None:
    found = documents(built, "Board", "Safeguarding Adults Board")
    assert {scope for _, scope, _ in found} == {"Westhaven City Council", "Eastmoor County Council"}
    assert (
        len(ask(built, 'SELECT DISTINCT ?n { ?n a cg:Board ; rdfs:label ?l FILTER(CONTAINS(?l, "Adults Board")) }'))
        == 2
    )


@pytest.mark.parametrize("board", ["Safeguarding Adults Board", "Health and Wellbeing Board"])
def test_one_councils_board_of_2018_and_2025_is_one_node(built: Store, board: str) -> None:
    found = [row for row in documents(built, "Board", board) if row[1] == "Westhaven City Council"]
    assert [document for _, _, document in found] == ["westhaven-cabinet-2018-03-06", "westhaven-cqc-assessment-2025"]
    assert len({label for label, _, _ in found}) == 1


def test_a_commissioning_group_and_the_board_that_followed_are_two_joined_by_an_event(built: Store) -> None:
    found = ask(
        built,
        """SELECT ?old ?was ?new ?is ?date WHERE {
            ?event a org:ChangeEvent ; org:originalOrganization ?before ; org:resultingOrganization ?after .
            OPTIONAL { ?event dcterms:date ?date }
            ?before rdfs:label ?old ; dcterms:identifier ?was . ?after rdfs:label ?new ; dcterms:identifier ?is
            FILTER(STRSTARTS(?is, "ods:"))
        }""",
    )
    group, board = "NHS Kernow CCG", "NHS Cornwall and the Isles of Scilly Integrated Care Board"
    assert found == [(group, "ods:11N", board, "ods:QT6", "2022-07-01")]
    assert [row[2] for row in documents(built, "HealthBody", group)] == ["westhaven-cabinet-2018-03-06"]
    assert [row[2] for row in documents(built, "HealthBody", board)] == ["westhaven-cqc-assessment-2025"]


def test_the_old_and_the_new_name_of_a_trust_are_one_node(built: Store) -> None:
    found = documents(built, "HealthBody", "Bristol")
    assert {label for label, _, _ in found} == {"University Hospitals Bristol and Weston NHS Foundation Trust"}
    assert [document for _, _, document in found] == ["westhaven-cabinet-2018-03-06", "westhaven-cqc-assessment-2025"]
    names = ask(built, 'SELECT DISTINCT ?alias { ?n skos:altLabel ?alias FILTER(CONTAINS(?alias, "Bristol")) }')
    assert ("University Hospitals Bristol NHS Foundation Trust",) in names


def test_registered_bodies_match_their_official_identifier(built: Store) -> None:
    found = ask(built, "SELECT ?label ?official { ?n skos:exactMatch ?official ; rdfs:label ?label } ORDER BY ?label")
    labels = {label for label, _ in found}
    assert {"NHS Kernow CCG", "University Hospitals Bristol and Weston NHS Foundation Trust"} <= labels


def test_the_authority_of_a_paper_without_a_council_is_known_there_alone_and_valid(tmp_path: Path) -> None:
    for name in ("carers", "housing"):
        text = f"# A note on {name}\n\nThe local authority worked with the police.\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    report = project.build([tmp_path], tmp_path / "output", project.Options())
    assert not [line for line in report.notes.warnings if line.startswith("not valid")]
    found = documents(store.open_store(tmp_path / "output"), "Council", "local authority")
    assert [document for _, _, document in found] == ["carers", "housing"]
