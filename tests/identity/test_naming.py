from __future__ import annotations

import pytest

from councilgraph.identity.naming import fold, is_generic
from councilgraph.identity.places import Placed, own_forms, place

PLYMOUTH = "E06000026"
DEVON = "E10000008"


@pytest.mark.parametrize(
    ("name", "placed"),
    [
        ("Plymouth Health and Wellbeing Board", Placed(PLYMOUTH, "health and wellbeing board")),
        ("Plymouth City Council Cabinet", Placed(PLYMOUTH, "cabinet")),
        ("reablement service (Plymouth)", Placed(PLYMOUTH, "reablement service")),
        ("steering group for Plymouth", Placed(PLYMOUTH, "steering group")),
        ("Plymouth Plan", Placed(PLYMOUTH, "plymouth plan")),  # without the place it would be any plan
        ("Safer Plymouth", Placed(PLYMOUTH, "safer plymouth")),  # the place is part of the name
        ("Devon Audit Partnership", Placed(DEVON, "audit partnership")),
        ("Derby City Health and Wellbeing Board", Placed("E06000015", "health and wellbeing board")),
        ("North East Lincolnshire Safeguarding Board", Placed("E06000012", "safeguarding board")),
        ("Derby and Derbyshire Care System", Placed(None, "derby and derbyshire care system")),  # two places
        ("Wider Devon Partnership", Placed(None, "wider devon partnership")),  # not Devon
        ("Devon-wide Strategy Group", Placed(None, "devon wide strategy group")),
        ("Cabinet", None),
        ("Quality of Life Board", None),
        ("Reading Strategy Group", None),  # an activity, unless in Reading's own papers
        ("Cumberland Centre", None),  # a building, unless in Cumberland's own papers
    ],
)
def test_place_in_a_name(name: str, placed: Placed | None) -> None:
    assert place(name, own_forms(PLYMOUTH, "Plymouth City Council")) == placed


@pytest.mark.parametrize(
    ("name", "rest"),
    [("Westhaven Safeguarding Board", "safeguarding board"), ("Westhaven City Council Cabinet", "cabinet")],
)
def test_a_council_in_no_register_has_its_place_too(name: str, rest: str) -> None:
    own = own_forms(None, "Westhaven City Council")
    assert place(name, own) == Placed("Westhaven City Council", rest)


def test_an_ordinary_word_is_a_place_in_that_councils_own_papers() -> None:
    own = own_forms("E06000038", "Reading Borough Council")
    assert place("Reading Strategy Group", own) == Placed("E06000038", "strategy group")


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("Board", "Health and Well-being Board", "Health and Wellbeing Board"),
        ("Board", "Safeguarding Adults\u2019 Board", "Safeguarding Adult Board"),
        ("Board", "The Safeguarding Children Board", "Safeguarding Childrens Board"),
        ("Organisation", "Harbour Care CIC", "Harbour Care Community Interest Company"),
        ("Organisation", "Harbour & Sons Ltd.", "Harbour and Sons"),
        ("Person", "Councillor Ada Marsh", "Ada Marsh MBE"),
        ("Person", "Cllr. Dr Ada Marsh", "Ada Marsh"),
        ("Strategy", "Co-production Charter", "Coproduction Charter"),
    ],
)
def test_names_that_differ_in_nothing_that_matters(type_: str, one: str, other: str) -> None:
    assert fold(type_, one) == fold(type_, other)


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("Board", "Scrutiny Board", "Scrutiny Boards"),
        ("Person", "Ada Marsh", "Ada Marshall"),
        ("Strategy", "Carers Strategy 2019", "Carers Strategy 2024"),
        ("Organisation", "Harbour Care", "Harbour Cars"),
    ],
)
def test_names_that_differ(type_: str, one: str, other: str) -> None:
    assert fold(type_, one) != fold(type_, other)


@pytest.mark.parametrize(
    "name", ["Integrated Care Board", "the local authority", "Regional Adoption Agency", "Healthwatch"]
)
def test_generic_names(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize("name", ["Skills for Care", "Healthwatch Derby", "Harbour Care", "Livewell"])
def test_names_of_their_own(name: str) -> None:
    assert not is_generic(name)
