from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import councilgraph
from councilgraph.analysis import baseline, naming, profile
from councilgraph.analysis.dataset import Dataset, Node
from councilgraph.analysis.filters import Filters
from councilgraph.errors import AmbiguousName, QueryError, RuleError, UnknownName
from councilgraph.graph.sources import Answer

WEST, EAST = "Westhaven City Council", "Eastmoor County Council"


def row(answer: Answer, **wanted: object) -> Mapping[str, object]:
    """Return the only row with these values; `_` in a keyword stands for a space."""
    pairs = {key.replace("_", " "): value for key, value in wanted.items()}
    found = [line for line in answer.dicts() if all(line[key] == value for key, value in pairs.items())]
    assert len(found) == 1, [*answer.dicts()]
    return found[0]


def test_boards(graph: Dataset) -> None:
    found = councilgraph.boards(graph, "westhaven")
    board = row(found, board="Westhaven Health and Wellbeing Board")
    assert board["chaired by"] == "Councillor Ada Marsh"
    assert board["members"] == "NHS Westmoor Integrated Care Board; Westhaven City Council"
    assert board["reports to"] == "Cabinet"
    assert board["council's part"] == "is a member of"
    sab = row(found, board="Safeguarding Adults Board")
    assert sab["chaired by"] == "Councillor Ada Marsh (ended)"
    assert sab["reports to"] == "Cabinet; Westhaven Health and Wellbeing Board"
    assert (
        row(found, board="Cabinet")["hears from"] == "Safeguarding Adults Board; Westhaven Health and Wellbeing Board"
    )


def test_a_board_of_another_council_is_not_listed(graph: Dataset) -> None:
    assert [line["council"] for line in councilgraph.boards(graph, "eastmoor").dicts()] == [EAST] * 2


def test_status_is_shown_and_denied_only_when_asked(graph: Dataset) -> None:
    shown = row(councilgraph.agreements(graph, "westhaven"), agreement="section 75 agreement")
    assert shown["parties"] == "NHS Westhaven CCG; NHS Westmoor Integrated Care Board (planned); Westhaven City Council"
    planned = row(
        councilgraph.agreements(graph, "westhaven", Filters(statuses=("planned",))), agreement="section 75 agreement"
    )
    assert planned["parties"] == "NHS Westmoor Integrated Care Board (planned)"
    denied = councilgraph.partners(graph, "westhaven", Filters(statuses=("negated",)))
    assert [line["how"] for line in denied.dicts()] == ["works with (denied)"]


def test_services_and_people(graph: Dataset) -> None:
    service = row(councilgraph.services(graph, "westhaven"), service="reablement service")
    assert service["provided by"] == "Harbour Care CIC"
    assert service["commissioned by"] == "NHS Westmoor Integrated Care Board; Westhaven City Council"
    assert service["funded by"] == "Better Care Fund"
    person = row(councilgraph.people(graph, "westhaven"), person_or_post="Councillor Ada Marsh")
    assert person["sits on"] == "Cabinet"


def test_partners_direct_shared_and_by_whom(graph: Dataset) -> None:
    found = councilgraph.partners(graph, "westhaven")
    icb = row(found, partner="NHS Westmoor Integrated Care Board")
    assert icb["how"] == "works with"
    assert icb["through"] == "Better Care Fund; Westhaven Health and Wellbeing Board; reablement service"
    # direct 0.9, and three shared things at 0.9 * 0.9
    assert icb["sure"] == pytest.approx(1 - 0.1 * 0.19**3, abs=1e-3)
    east = row(found, partner=EAST)
    assert (east["how"], east["through"]) == (None, "Westmoor Integrated Care System")
    assert east["stated by"] == "its own and the partner's documents"
    voluntary = row(found, partner="Voluntary and community sector")
    assert voluntary["how"] == "funds"


def test_types_narrow_partners(graph: Dataset) -> None:
    found = councilgraph.partners(graph, "westhaven", Filters(types=("HealthBody",)))
    assert [line["partner"] for line in found.dicts()] == ["NHS Westhaven CCG", "NHS Westmoor Integrated Care Board"]


def test_sentences_behind_a_table(graph: Dataset) -> None:
    found = councilgraph.boards(graph, "eastmoor", sentences=True)
    assert [line["sentence"] for line in found.dicts()] == [
        "[Eastmoor County Council] is a member of [Safeguarding Adults Board].",
        "[Eastmoor County Council] is a member of [Westmoor Integrated Care System].",
        "[Westhaven City Council] is a member of [Westmoor Integrated Care System].",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sab", ["Safeguarding Adults Board", "Safeguarding Adults Board"]),
        ("Q9Z", ["NHS Westmoor Integrated Care Board"]),
        ("westmoor", ["NHS Westmoor Integrated Care Board", "Westmoor Integrated Care System"]),
        ("harbor care", ["Harbour Care CIC"]),
        ("nothing of the kind", []),
    ],
)
def test_find(graph: Dataset, text: str, names: list[str]) -> None:
    assert [line["name"] for line in councilgraph.find(graph, text).dicts()] == names


def test_explain_shows_status_and_support(graph: Dataset) -> None:
    found = councilgraph.explain(graph, "westhaven", "harbour care").dicts()
    assert [(line["statement"].split()[3], line["document"], line["documents"]) for line in found] == [
        ("commissions", "w24", 1),
        ("works", "w21", 2),
        ("works", "w24", 2),
    ]
    assert found[0]["sentence"] == "[Westhaven City Council] commissions [Harbour Care CIC]."
    denied = councilgraph.explain(graph, "westhaven", "voluntary").dicts()
    assert {line["standing"] for line in denied} == {"asserted", "negated"}
    assert {line["said by"] for line in denied} == {None, "partners"}


def test_the_second_name_is_read_beside_the_first(graph: Dataset) -> None:
    (line,) = councilgraph.explain(graph, "eastmoor", "sab").dicts()
    assert line["document"] == "e23"
    with pytest.raises(AmbiguousName, match="Eastmoor County Council"):
        councilgraph.explain(graph, "sab", "police")


def test_no_link_says_so(graph: Dataset) -> None:
    answer = councilgraph.explain(graph, "eastmoor", "westhaven")
    assert answer.rows == ()
    assert "no sentence links" in answer.notes[0]


def test_path_takes_the_fewest_steps(graph: Dataset) -> None:
    found = councilgraph.path(graph, "eastmoor", "harbour care").dicts()
    assert [(line["from"], line["to"]) for line in found][-1][1] == "Harbour Care CIC"
    assert len(found) == 2


def test_directed_path_is_a_chain_of_reporting(graph: Dataset) -> None:
    filters = Filters(predicates=("reportsTo",), documents=("w24",))
    found = councilgraph.path(
        graph, "Safeguarding Adults Board (Westhaven City Council)", "cabinet", filters, directed=True
    )
    assert [line["to"] for line in found.dicts()] == ["Westhaven Health and Wellbeing Board", "Cabinet"]
    back = councilgraph.path(graph, "cabinet", "sab", filters, directed=True)
    assert back.rows == ()


def test_changes_between_two_dates(graph: Dataset) -> None:
    found = councilgraph.changes(graph, "westhaven")
    assert row(found, what="NHS Westhaven CCG")["change"] == "not mentioned any more"
    assert row(found, what="NHS Westmoor Integrated Care Board")["change"] == "new"
    assert row(found, what="Harbour Care CIC")["change"] == "kept"
    links = councilgraph.changes(graph, "westhaven", links=True)
    assert (
        row(links, predicate="chairs", object="Safeguarding Adults Board (Westhaven City Council)")["change"] == "ended"
    )
    kept = [line["object"] for line in links.dicts() if line["change"] == "kept"]
    assert kept == ["Cabinet", "Harbour Care CIC"]


@pytest.mark.parametrize(
    ("label", "change"),
    [
        ("meetings (Westhaven)", "named alike"),
        ("review meetings (Westhaven)", "named alike"),
        ("Care Forum (Westhaven)", "kept"),
        ("discharge review meetings (Westhaven)", "kept"),
    ],
)
def test_two_papers_may_mean_two_things_by_a_common_noun(graph: Dataset, label: str, change: str) -> None:
    board = next(n for n in graph.nodes.values() if n.label == "Safeguarding Adults Board" and "w21" in n.documents)
    renamed = replace(graph, nodes={**graph.nodes, board.iri: replace(board, label=label, kinds=())})
    found = councilgraph.changes(renamed, "westhaven")
    assert row(found, what=label.removesuffix(" (Westhaven)"))["change"] == change


def test_changes_need_two_dates(graph: Dataset) -> None:
    with pytest.raises(QueryError, match="documents of two dates"):
        councilgraph.changes(graph, "eastmoor")
    with pytest.raises(QueryError, match="both sides"):
        councilgraph.changes(graph, "westhaven", since=datetime.date(2000, 1, 1))


@pytest.mark.parametrize(
    ("council", "expected", "standing"),
    [
        ("westhaven", "Safeguarding Adults Board: police a member", "stated"),
        ("westhaven", "Safeguarding Adults Board: integrated care board a member", "not mentioned"),
        ("westhaven", "Health and Wellbeing Board: integrated care board a member", "stated"),
        ("westhaven", "section 75 agreement", "stated"),
        ("westhaven", "advocacy", None),
        ("westhaven", "Joint Strategic Needs Assessment", "not mentioned"),
        ("eastmoor", "workforce strategy", "stated"),
        ("eastmoor", "Better Care Fund", "not mentioned"),
        ("eastmoor", "police as a partner", "stated"),
    ],
)
def test_gaps(graph: Dataset, council: str, expected: str, standing: str | None) -> None:
    found = {line["expected"]: line["standing"] for line in councilgraph.gaps(graph, council).dicts()}
    assert found.get(expected) == standing


def test_gaps_of_plans_and_denials(graph: Dataset) -> None:
    planned = councilgraph.gaps(graph, "westhaven", Filters(statuses=("planned",)))
    assert row(planned, expected="section 75 agreement")["standing"] == "planned"
    denied = councilgraph.gaps(graph, "westhaven", Filters(statuses=("negated",)))
    assert row(denied, expected="voluntary and community sector as a partner")["standing"] == "denied"


def test_a_baseline_of_ones_own(graph: Dataset, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "bodies: {}\nexpectations:\n"
        "  x: {label: a cabinet, level: practice, basis: ours, types: [Board], words: [cabinet]}\n"
    )
    (line,) = councilgraph.gaps(graph, "westhaven", file=file).dicts()
    assert (line["expected"], line["standing"]) == ("a cabinet", "stated")
    file.write_text("expectations: {x: {label: y, level: great, basis: z, types: [Board]}}\nbodies: {}\n")
    with pytest.raises(RuleError, match=r"mine.yaml: expectation x"):
        councilgraph.gaps(graph, "westhaven", file=file)


def test_the_packaged_baseline_names_known_concepts() -> None:
    from councilgraph.graph import concepts

    labels = {concept.label for concept in concepts.load()}
    known = baseline.load()
    matchers = [body.matcher for body in known.bodies.values()] + [e.matcher for e in known.expectations if e.matcher]
    assert {label for matcher in matchers for label in matcher.labels} <= labels


def test_compare(graph: Dataset) -> None:
    found = councilgraph.compare(graph, "westhaven", "eastmoor")
    reablement = row(councilgraph.compare(graph, "westhaven", "eastmoor", everything=True), item="reablement")
    assert (reablement[WEST], reablement[EAST]) == ("stated: reablement service", "stated: Eastmoor reablement service")
    fund = row(found, item="Better Care Fund")
    assert (fund[WEST], fund[EAST]) == ("stated: Better Care Fund", "not mentioned")
    assert fund[f"{WEST} says"] is not None
    assert "reablement" not in {line["item"] for line in found.dicts()}


def test_neighbours_are_explained(graph: Dataset) -> None:
    found = councilgraph.neighbours(graph, "westhaven")
    (line,) = found.dicts()
    both = str(line["what both have"]).split("; ")
    assert line["shared"] == len(both)
    assert "board: safeguarding adults board" in both
    assert 0 < float(str(line["similarity"])) < 1


def test_compare_by_needs_a_rating(graph: Dataset) -> None:
    with pytest.raises(QueryError, match="no document here states a rating"):
        councilgraph.compare_by(graph, "rating")


def test_impact(graph: Dataset) -> None:
    answer = councilgraph.impact(graph, "westhaven")
    found = {(line["effect"], line["what"]) for line in answer.dicts()}
    assert ("cut off from the rest", "Harbour Care CIC") in found
    assert ("no other owner stated", "Westhaven Carers Strategy 2024-2029") in found
    assert ("no other commissioner stated", "reablement service (Westhaven)") not in found
    # 14 bodies: 13 others in one part of 78 pairs; 9 of them stay joined (36 pairs)
    assert "42 of 78 pairs" in answer.notes[0]


def test_brokers_and_communities_say_how(graph: Dataset) -> None:
    brokers = councilgraph.brokers(graph, most=2)
    assert [line["body"] for line in brokers.dicts()] == [WEST, EAST]
    assert "exact" in brokers.notes[0]
    communities = councilgraph.communities(graph)
    assert sum(int(str(line["bodies"])) for line in communities.dicts()) == 14
    assert communities.notes[0].startswith("modularity 0.")


def test_registers(graph: Dataset) -> None:
    partnerships = councilgraph.register_partnerships(graph, "westhaven")
    names = [line["partnership"] for line in partnerships.dicts()]
    assert names == [
        "Safeguarding Adults Board",
        "Westhaven Health and Wellbeing Board",
        "Westmoor Integrated Care System",
    ]
    outside = councilgraph.register_outside_bodies(graph, "westhaven")
    assert row(outside, body="Westhaven Health and Wellbeing Board")["represented by"] == "Councillor Ada Marsh"
    assert "Cabinet" not in {line["body"] for line in outside.dicts()}


def test_summary_is_markdown_of_every_council(graph: Dataset) -> None:
    text = councilgraph.summary(graph)
    assert [line for line in text.splitlines() if line.startswith("## ")] == [f"## {EAST}", f"## {WEST}"]
    assert "41 statements: 37 asserted, 2 planned, 1 negated, 1 ended." in text
    assert "- health bodies (2): NHS Westhaven CCG; NHS Westmoor Integrated Care Board" in text
    assert "# Summary\n\n## Eastmoor" in councilgraph.summary(graph, "eastmoor")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Westhaven Carers Strategy 2024-2029", "carers strategy"),
        ("reablement service (Westhaven)", "reablement service"),
        ("Westhaven Plan", "westhaven plan"),
        ("Housing Plan 2024 to 2029", "housing plan"),
        ("City of Culture Board", "city of culture board"),
    ],
)
def test_generic_names(name: str, expected: str) -> None:
    assert profile.generic(name, WEST) == expected


def test_documents_by_id_or_words(graph: Dataset) -> None:
    assert naming.documents(graph, ["w24"]) == ("w24",)
    assert naming.documents(graph, ["assessment"]) == ("e23", "w24")
    with pytest.raises(UnknownName, match="w21"):
        naming.documents(graph, ["minutes of nowhere"])


def test_what_is_only_named_is_counted_and_listed_on_request(graph: Dataset) -> None:
    filters = Filters(documents=("w21",))
    found = councilgraph.agreements(graph, "westhaven", Filters(predicates=("chairs",)))
    assert found.rows == ()
    assert found.notes == ("2 more are named in the documents, without such a statement (--named lists them)",)
    assert len(councilgraph.agreements(graph, "westhaven", Filters(predicates=("chairs",)), named=True).rows) == 2
    assert [line["board"] for line in councilgraph.boards(graph, "westhaven", filters).dicts()] == [
        "Cabinet",
        "Safeguarding Adults Board",
    ]


def test_what_is_named_is_not_called_unmentioned(graph: Dataset) -> None:
    found = councilgraph.compare(graph, "westhaven", "eastmoor", everything=True)
    care = row(found, aspect="partner body", item="Harbour Care CIC")
    assert (care[WEST], care[EAST]) == ("stated: Harbour Care CIC", "mentioned: Harbour Care CIC")


def test_what_matters_to_a_council_is_its_own_what_it_is_linked_to_and_what_belongs_to_none(graph: Dataset) -> None:
    by_name = {(node.label, node.council): node.iri for node in graph.nodes.values()}
    west, east = by_name[WEST, None], by_name[EAST, None]
    assert graph.place(by_name["Cabinet", west]) == (west,)
    assert graph.place(by_name["Westmoor Integrated Care System", None]) == (east, west)
    assert graph.place(west) == (west,)


@pytest.mark.parametrize(
    ("name", "type_", "expected"),
    [
        ("Safer Ambleford", "Partnership", True),  # these partnerships are often called by place alone
        ("Northbury Community Safety Partnership", "Partnership", True),
        ("Safer Ambleford Plan", "Strategy", False),
        ("Ambleford Care Alliance", "Partnership", False),
    ],
)
def test_a_community_safety_partnership_is_known_by_its_name(name: str, type_: str, expected: bool) -> None:
    wanted = next(e for e in baseline.load().expectations if e.id == "community-safety-partnership")
    node = Node("x", type_, name, (), (), None, None, (), (), ())
    assert wanted.matcher is not None
    assert wanted.matcher.fits(node) is expected


def test_the_trust_of_a_university_hospital_is_no_university() -> None:
    trust = Node("x", "HealthBody", "University Hospitals Westmoor NHS Trust", (), (), None, None, (), (), ())
    sorts = {
        node.label: [body.id for body in baseline.load().sorts(node)]
        for node in (trust, replace(trust, type="Organisation", label="University of Westmoor"))
    }
    assert sorts == {trust.label: ["nhs-trust"], "University of Westmoor": ["universities"]}


def test_the_overview_shows_each_council_with_its_best_supported_partners(graph: Dataset) -> None:
    lines = councilgraph.overview(graph).splitlines()
    start, end = lines.index(f"## {WEST}"), next(at for at, line in enumerate(lines) if line.startswith("All about"))
    section = lines[start:end]
    assert [line.split("**")[1] for line in section if line.startswith("- ")] == [
        "NHS Westmoor Integrated Care Board",
        "Harbour Care CIC",
        "NHS Westhaven CCG",
    ]
    said = [line for line in section if line.startswith('  "')]
    assert len(said) == 3
    assert said[0].endswith("(w24)")
    assert any(line.startswith("Stated: partners 7, boards and partnerships 4") for line in section)
    assert len(lines) < 40
    assert f'councilgraph summary "{WEST}"' in lines[end]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Adults and Health Overview and Scrutiny Committee", True),
        ("Overview and Scrutiny Board", True),  # one for everything
        ("Budget Scrutiny Panel", False),
        ("Place and Transport Overview and Scrutiny Committee", False),
    ],
)
def test_scrutiny_of_another_subject_is_no_scrutiny_of_care(name: str, expected: bool) -> None:
    wanted = next(e for e in baseline.load().expectations if e.id == "scrutiny")
    node = Node("x", "Board", name, (), (), None, None, (), ("overview and scrutiny body",), ())
    assert wanted.matcher is not None
    assert wanted.matcher.fits(node) is expected


def test_a_thing_in_the_name_of_another_is_mentioned(graph: Dataset) -> None:
    before = row(councilgraph.gaps(graph, "eastmoor"), expected="Health and Wellbeing Board")
    plan = next(node for node in graph.nodes.values() if node.label == "workforce strategy (Eastmoor)")
    renamed = replace(plan, label="Health and Wellbeing Board Plan (Eastmoor)")
    known = replace(graph, nodes={**graph.nodes, plan.iri: renamed})
    after = row(councilgraph.gaps(known, "eastmoor"), expected="Health and Wellbeing Board")
    assert before["standing"] == "not mentioned"
    assert (after["standing"], after["found"]) == ("mentioned", "Health and Wellbeing Board Plan")


@pytest.mark.parametrize(
    ("label", "items"),
    [
        ("plan (Eastmoor)", set()),
        ("winter plan (Eastmoor)", {"winter plan"}),
        ("Vision", {"vision"}),
    ],
)
def test_a_bare_plan_is_no_feature(graph: Dataset, label: str, items: set[str]) -> None:
    plan = next(node for node in graph.nodes.values() if node.label == "workforce strategy (Eastmoor)")
    renamed = replace(graph, nodes={**graph.nodes, plan.iri: replace(plan, label=label, kinds=())})
    assert plan.council is not None
    found = profile.profile(renamed, plan.council)
    assert {item for aspect, item in found if aspect == "strategy"} == items


WEST_HWB, ICS = "Westhaven Health and Wellbeing Board", "Westmoor Integrated Care System"


def test_boards_that_share_members(graph: Dataset) -> None:
    # an ended chair does not count; a pair with a person in common stands before those with a council alone
    assert councilgraph.overlap(graph).rows == (
        ("Cabinet", WEST_HWB, 1, 0.3333, "Councillor Ada Marsh"),
        (f"Safeguarding Adults Board ({EAST})", ICS, 1, 0.5, EAST),
        (f"Safeguarding Adults Board ({WEST})", ICS, 1, 0.3333, WEST),
        (f"Safeguarding Adults Board ({WEST})", WEST_HWB, 1, 0.25, WEST),
        (WEST_HWB, ICS, 1, 0.25, WEST),
    )


@pytest.mark.parametrize(
    ("board", "filters", "others"),
    [
        ("cabinet", Filters(), ["Westhaven Health and Wellbeing Board"]),
        ("westmoor integrated care system", Filters(types=("Partnership",)), []),
    ],
)
def test_boards_that_share_members_with_one(graph: Dataset, board: str, filters: Filters, others: list[str]) -> None:
    assert [line["other board"] for line in councilgraph.overlap(graph, board, filters).dicts()] == others


def test_overlap_knows_no_such_board(graph: Dataset) -> None:
    with pytest.raises(UnknownName):
        councilgraph.overlap(graph, "board of nothing")
