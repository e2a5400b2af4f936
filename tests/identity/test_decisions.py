from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph import identity
from councilgraph.errors import DecisionError
from councilgraph.identity import Decisions, Link, Name, Resolved, decisions

from .corpus import EASTMOOR, WESTHAVEN, paper

BOARD_18 = ("Board", "Safeguarding Board", "[the Board]")
BOARD_25 = ("Board", "Safeguarding Adults Board", "SAB")
W18 = paper("w18", WESTHAVEN, [BOARD_18, ("Person", "Ada Marsh")], [(1, "chairs", 0)])
W25 = paper("w25", WESTHAVEN, [BOARD_25, ("Person", "Ada Marsh")], [(1, "chairs", 0)])
QUOTE = "Ada Marsh chairs Safeguarding Board."


def name(document: str, form: str, type_: str = "Board") -> Name:
    return Name(document, type_, form)


def resolve(made: Decisions, *papers: object) -> Resolved:
    chosen = papers or (W18, W25)
    return identity.resolve([p[0] for p in chosen], [p[1] for p in chosen], made)  # type: ignore[index]


def boards(found: Resolved) -> int:
    return sum(entity.type == "Board" for entity in found.entities)


def test_same_joins_by_any_form_of_the_name() -> None:
    assert boards(resolve(Decisions())) == 2
    for left in ("Safeguarding Board", "the board"):
        for right in ("Safeguarding Adults Board", "SAB", "the safeguarding adults' board"):
            found = resolve(Decisions(same=((name("w18", left), name("w25", right)),)))
            assert (boards(found), found.problems) == (1, ())


def test_different_keeps_apart_what_has_one_name() -> None:
    papers = [paper(id_, WESTHAVEN, [("Board", "Steering Group")]) for id_ in ("a", "b", "c")]
    apart = Decisions(different=((name("c", "Steering Group"), name("a", "Steering Group")),))
    found = resolve(apart, *papers)
    mentions = sorted(sorted({d for d, _ in entity.mentions}) for entity in found.entities)
    assert mentions == [["a", "b"], ["c"]]  # the others stay with the first of the two
    assert len({entity.iri for entity in found.entities}) == 2
    assert found.candidates == ()


def test_different_settles_a_doubtful_pair() -> None:
    papers = [
        paper("a", WESTHAVEN, [("Person", "Councillor Ada Marsh")]),
        paper("b", WESTHAVEN, [("Person", "Councillor Marsh")]),
    ]
    assert len(resolve(Decisions(), *papers).candidates) == 1
    pair = (name("a", "Councillor Ada Marsh", "Person"), name("b", "Councillor Marsh", "Person"))
    assert resolve(Decisions(different=(pair,)), *papers).candidates == ()
    joined = resolve(Decisions(same=(pair,)), *papers)
    assert (len(joined.entities), joined.candidates) == (1, ())


def test_an_official_identifier_is_adopted() -> None:
    trust = paper("w18", WESTHAVEN, [("HealthBody", "Harbour Hospital Trust")])
    pair = (name("w18", "Harbour Hospital Trust", "HealthBody"), Name(register="ods:RK9"))
    found = resolve(Decisions(same=(pair,)), trust)
    assert [(e.name, e.identifiers, e.aliases) for e in found.entities] == [
        ("University Hospitals Plymouth NHS Trust", ("ods:RK9",), ("Harbour Hospital Trust",))
    ]


def test_an_official_identifier_joins_the_body_that_is_there() -> None:
    trust = paper(
        "w18", WESTHAVEN, [("HealthBody", "Harbour Hospital Trust"), ("HealthBody", "Plymouth Hospitals NHS Trust")]
    )
    pair = (name("w18", "Harbour Hospital Trust", "HealthBody"), Name(register="ods:RK9"))
    assert len(resolve(Decisions(same=(pair,)), trust).entities) == 1


def test_a_near_official_name_that_was_refused_is_no_candidate() -> None:
    trust = paper("w18", WESTHAVEN, [("HealthBody", "Devon Partnerhip NHS Trust")])
    assert len(resolve(Decisions(), trust).candidates) == 1
    pair = (name("w18", "Devon Partnerhip NHS Trust", "HealthBody"), Name(register="ods:RWV"))
    assert resolve(Decisions(different=(pair,)), trust).candidates == ()


PROBLEMS = [
    (
        Decisions(same=((name("w18", "Safeguarding Panel"), name("w25", "SAB")),)),
        'decision same: Board "Safeguarding Panel" of w18 matches nothing any more',
    ),
    (
        Decisions(different=((name("gone", "SAB"), name("w25", "SAB")),)),
        'decision different: Board "SAB" of gone matches nothing any more',
    ),
    (
        Decisions(same=((name("w18", "Ada Marsh", "Person"), name("w25", "SAB")),)),
        'decision same: Person "Ada Marsh" of w18 and Board "SAB" of w25 are of two types',
    ),
    (
        Decisions(same=((name("w18", "Safeguarding Board"), Name(register="ods:XXX")),)),
        "decision same: ods:XXX is in no register",
    ),
    (
        Decisions(same=((name("w18", "Safeguarding Board"), Name(register="ods:RK9")),)),
        'decision same: Board "Safeguarding Board" of w18 and ods:RK9 are of two types',
    ),
    (
        Decisions(reject=(Link("gone", QUOTE, "Ada Marsh", "chairs", "Safeguarding Board"),)),
        'decision on "Ada Marsh" chairs "Safeguarding Board" in gone: there is no such document in the graph',
    ),
    (
        Decisions(reject=(Link("w18", "Other words.", "Ada Marsh", "chairs", "Safeguarding Board"),)),
        'decision reject: "Ada Marsh" chairs "Safeguarding Board" in w18: '
        "no sentence of that wording states it any more",
    ),
]


@pytest.mark.parametrize(("made", "problem"), PROBLEMS, ids=[problem[:40] for _, problem in PROBLEMS])
def test_decisions_that_do_not_work_are_reported_and_change_nothing(made: Decisions, problem: str) -> None:
    found = resolve(made)
    assert found.problems == (problem,)
    assert found.entities == resolve(Decisions()).entities
    assert found.assertions == resolve(Decisions()).assertions


def test_decisions_that_conflict_by_a_chain_are_reported_and_apart_wins() -> None:
    papers = [
        paper(id_, WESTHAVEN, [("Board", form)])
        for id_, form in (("a", "First Group"), ("b", "Second Group"), ("c", "Third Group"))
    ]
    a, b, c = name("a", "First Group"), name("b", "Second Group"), name("c", "Third Group")
    found = resolve(Decisions(same=((a, b), (b, c)), different=((a, c),)), *papers)
    assert len(found.entities) == 2
    assert found.problems == (
        'decision same: Board "Second Group" of b and Board "Third Group" of c '
        "conflicts with a decision that sets them apart",
    )


def test_two_registered_bodies_are_never_one() -> None:
    papers = [paper("a", WESTHAVEN, [("HealthBody", "NHS Devon CCG"), ("HealthBody", "NHS Devon ICB")])]
    pair = (name("a", "NHS Devon CCG", "HealthBody"), name("a", "NHS Devon ICB", "HealthBody"))
    found = resolve(Decisions(same=(pair,)), *papers)
    assert len(found.entities) == 2
    assert found.problems[0].endswith("are two bodies in the registers")


def test_a_name_that_means_several_entities_of_its_paper_is_reported() -> None:
    papers = [paper("a", WESTHAVEN, [("Board", "East Group", "[the Group]"), ("Board", "West Group", "[the Group]")])]
    found = resolve(Decisions(same=((name("a", "the Group"), name("a", "East Group")),)), *papers)
    assert found.problems == ('decision same: Board "the Group" of a means several entities there',)


def test_reject_takes_a_sentences_link_away() -> None:
    link = Link("w18", QUOTE, "Ada Marsh", "chairs", "the Board")
    before, after = resolve(Decisions()), resolve(Decisions(reject=(link,)))
    assert [assertion.document for assertion in before.assertions] == ["w18", "w25"]
    assert ([assertion.document for assertion in after.assertions], after.problems) == (["w25"], ())


def test_confirm_makes_a_link_certain() -> None:
    link = Link("w18", QUOTE, "ada marsh", "chairs", "Safeguarding Board")
    after = resolve(Decisions(confirm=(link,)))
    assert [(assertion.document, assertion.confidence) for assertion in after.assertions] == [
        ("w18", 1.0),
        ("w25", 0.5),
    ]


def test_a_symmetric_link_is_rejected_from_either_side() -> None:
    one = paper(
        "w", WESTHAVEN, [("Organisation", "Harbour Care"), ("Council", "Northbury Council")], [(0, "partnerOf", 1)]
    )
    quote = "Harbour Care partnerOf Northbury Council."
    for ends in (("Harbour Care", "Northbury Council"), ("Northbury Council", "Harbour Care")):
        found = resolve(Decisions(reject=(Link("w", quote, ends[0], "partnerOf", ends[1]),)), one)
        assert (found.assertions, found.problems) == ((), ())


FULL = Decisions().add(
    same=((name("w18", "Safeguarding Board"), Name("w25", "Board", "SAB", note="minutes of 4 May")),),
    different=((name("w18", "x"), Name(register="ods:RK9")),),
    reject=(Link("w18", QUOTE, "Ada Marsh", "chairs", "Safeguarding Board", note="she left"),),
    confirm=(Link("w25", "It\u2019s so: yes.", "a", "partnerOf", "b"),),
)


def test_a_file_reads_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(decisions.dumps(FULL), encoding="utf-8")
    read = decisions.load(path)
    assert decisions.dumps(read) == decisions.dumps(FULL)
    assert read.same[0][1].note == "minutes of 4 May"
    assert read.reject[0].note == "she left"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "same:\nreject: []\n"])
def test_an_empty_file_is_no_decisions(tmp_path: Path, text: str) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(text, encoding="utf-8")
    assert decisions.load(path) == Decisions()
    assert decisions.load(None) == Decisions()


A, B = "{document: a, type: Board, name: x}", "{document: b, type: Board, name: y}"
BROKEN = [
    ("same: [", "no valid YAML in line 1"),
    ("- same", "no lists; the lists are same, different, reject, confirm"),
    ("merge: []", "merge; the lists are same, different, reject, confirm"),
    ("same: 1", "same: not a list; begin each entry with a dash"),
    (f"same: [[{A}]]", "same 1: not a pair of names"),
    (f"same: [[{A}, {{document: b, type: Board}}]]", "same 1: no name; the fields are document, type, name"),
    (f"same: [[{A}, {{document: b, type: Panel, name: y}}]]", "same 1: unknown type Panel; the types are Council,"),
    (f"same: [[{A}, {{document: b, type: Board, name: y, x: 1}}]]", "same 1: the fields are document, type, name"),
    (f"same: [[{A}, {{register: RK9}}]]", "same 1: RK9 is no identifier; write scheme:code"),
    (f"same: [[{A}, {B}]]\ndifferent: [[{B}, {A}]]", "are both same and different; remove one of the two"),
    (f"same: [[{A}, {A}]]", "is paired with itself; remove the pair"),
    ("reject: [{document: a}]", "reject 1: no quote; the fields are"),
    (
        "reject: [{document: a, quote: q, subject: s, predicate: likes, object: o}]",
        "reject 1: unknown predicate likes; the predicates are partnerOf,",
    ),
    (
        "reject: &x [{document: a, quote: q, subject: s, predicate: chairs, object: o}]\nconfirm: *x",
        "is both rejected and confirmed; remove one of the two",
    ),
]


@pytest.mark.parametrize(("text", "message"), BROKEN, ids=[message[:30] for _, message in BROKEN])
def test_a_broken_file_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionError) as caught:
        decisions.load(path)
    assert message in str(caught.value)
    assert "decisions.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_absent_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="cannot be read"):
        decisions.load(tmp_path / "absent.yaml")
    path = tmp_path / "decisions.yaml"
    path.write_bytes(b"same: \xff")
    with pytest.raises(DecisionError, match="not UTF-8 at byte 6"):
        decisions.load(path)


def test_adding_what_contradicts_is_refused() -> None:
    pair = (name("a", "x"), name("b", "y"))
    with pytest.raises(DecisionError, match="both same and different"):
        Decisions(same=(pair,)).add(different=[(pair[1], pair[0])])
    assert Decisions().add(same=[pair, (pair[1], pair[0])]).same == (pair,)


def test_eastmoor_decides_for_itself() -> None:
    """A decision on one paper's name touches no other paper's entity of that name."""
    other = paper("e", EASTMOOR, [BOARD_18])
    found = resolve(Decisions(same=((name("w18", "Safeguarding Board"), name("w25", "SAB")),)), W18, W25, other)
    assert boards(found) == 2
