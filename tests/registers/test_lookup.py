from __future__ import annotations

from datetime import date

import pytest

from councilgraph import registers


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Plymouth City Council", "E06000026"),
        ("Plymouth", "E06000026"),
        ("derby city", "E06000015"),
        ("E06000015", "E06000015"),
        ("e06000015", "E06000015"),
        ("PLY", "E06000026"),
        ("York City Council", "E06000014"),
        ("City of York Council", "E06000014"),
        ("Harrow Council", "E09000015"),
        ("London Borough of Harrow", "E09000015"),
        ("county durham", "E06000047"),
        ("Somerset", "E06000066"),  # the council of today wins over the county of before 2023
        ("Somerset County Council", "E10000027"),
        ("E08000020", "E08000037"),  # a former code of Gateshead
    ],
)
def test_finds_a_council_by_any_name(name: str, code: str) -> None:
    found = registers.councils().find(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["Westhaven", "Council", "city", "", "Westhaven City Council"])
def test_unknown_councils_are_none(name: str) -> None:
    assert registers.councils().find(name) is None


def test_text_is_matched_more_strictly_than_what_a_person_types() -> None:
    assert registers.councils().match("Derby Borough County") is None
    assert registers.councils().match("Plymouth Council").code == "E06000026"  # type: ignore[union-attr]


def test_a_council_knows_its_region_kind_and_successor() -> None:
    county = registers.councils().get("E10000019")
    assert county is not None
    assert (county.name, county.region, county.region_from, county.kind) == (
        "Lincolnshire County Council",
        "East Midlands",
        "districts",
        "CTY",
    )
    former = registers.councils().get("E10000002")
    assert former is not None
    assert (former.end, former.replaced_by, former.register) == (
        date(2020, 3, 31),
        ("E06000060",),
        "gss:E10000002",
    )


def test_a_county_has_one_region_with_its_present_districts() -> None:
    councils = registers.councils()
    for county in (council for council in councils.all if council.kind == "CTY"):
        regions = {d.region for d in councils.districts(county.code)}
        assert regions <= {county.region}, county.name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("NHS Devon ICB", "QJK"),
        ("Devon Integrated Care Board", "QJK"),
        ("NHS Devon", "QJK"),
        ("NHS Devon ICB - 15N", "QJK"),
        ("NHS Devon CCG", "15N"),
        ("NEW Devon CCG", "99P"),
        ("Northern, Eastern and Western Devon Clinical Commissioning Group", "99P"),
        ("Torbay and South Devon CCG", "99Q"),
        ("University Hospitals Plymouth NHS Trust", "RK9"),
        ("Plymouth Hospitals NHS Trust", "RK9"),  # its name until 2018
        ("Plymouth Hospital\u2019s NHS Trust", "RK9"),
        ("Plymouth Hospital NHS Trust", "RK9"),
        ("Devon Partnership Trust", "RWV"),
        ("Derby & Derbyshire CCG", "15M"),
        ("South Western Ambulance Service NHS Trust", "RYF"),
        ("NHS England", "PB481"),
    ],
)
def test_finds_a_health_body_by_any_name(name: str, code: str) -> None:
    found = registers.identify("HealthBody", name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "name", ["Integrated Care Board", "NHS", "Trust", "CCG", "Derbyshire Healthcare", "Devon Partnership"]
)
def test_vague_health_names_are_none(name: str) -> None:
    assert registers.identify("HealthBody", name) is None


def test_the_day_settles_a_name_borne_in_turn() -> None:
    health = registers.health()
    assert health.match("NHS Devon", date(2020, 6, 1)).code == "15N"  # type: ignore[union-attr]
    assert health.match("NHS Devon", date(2023, 6, 1)).code == "QJK"  # type: ignore[union-attr]


def test_successions_lead_from_groups_to_the_board() -> None:
    health = registers.health()
    assert [(link.new, link.date) for link in health.after("99P")] == [("15N", date(2019, 4, 1))]
    assert [(link.new, link.date) for link in health.after("15N")] == [("QJK", date(2022, 7, 1))]
    assert all(health.after(body.code) for body in health.all if body.kind == "ccg")


@pytest.mark.parametrize(
    ("name", "code", "type_"),
    [
        ("Department of Health and Social Care", "D12", "Organisation"),
        ("Department for Work and Pensions", "D10", "Organisation"),
        ("CQC", "PB251", "Organisation"),
        ("Care Quality Commission", "PB251", "Organisation"),
        ("National Health Service England", "PB481", "HealthBody"),
        ("Local Government and Social Care Ombudsman", "PB503", "Organisation"),
    ],
)
def test_finds_government_bodies(name: str, code: str, type_: str) -> None:
    found = registers.government().find(name)
    assert found is not None
    assert (found.code, found.type) == (code, type_)


def test_identifiers_lead_back_to_their_bodies() -> None:
    for identifier in ("gss:E06000026", "ods:QJK", "gor:D10", "lac:NIR-A"):
        body = registers.lookup(identifier)
        assert body is not None
        assert body.register == identifier
    assert registers.lookup("ods:nonsense") is None
    assert registers.lookup("nonsense") is None


def test_a_council_has_the_boards_of_its_area() -> None:
    assert [body.code for body in registers.boards_for("E06000026")] == ["QJK"]
    assert [body.code for body in registers.boards_for("E10000007")] == ["QJ2"]


def test_every_safe_name_leads_to_its_body() -> None:
    for name in registers.names():
        body = registers.identify(name.type, name.surface)
        assert body is not None, name
        assert (body.register, body.name, body.type) == (name.register, name.canonical, name.type)


def test_safe_names_are_unique_and_leave_out_bare_places_and_ordinary_words() -> None:
    surfaces = [name.surface for name in registers.names()]
    assert len(surfaces) == len(set(surfaces))
    short = {council.short for council in registers.councils().all}
    assert not short & set(surfaces) - {c.name for c in registers.councils().all}
    assert not {"Reading", "Derby", "Monitor", "Design Council", "Civil Service", "NHS"} & set(surfaces)


def test_attribution_names_every_source() -> None:
    text = registers.attribution()
    for owner in ("mySociety", "Open Government Licence", "Office for National Statistics", "NHS England"):
        assert owner in text
