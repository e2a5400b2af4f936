"""Which mentions are one entity, and what bare nouns refer to."""

from __future__ import annotations

import pytest

from councilgraph import rules, text
from councilgraph.extraction.pipeline import Extractor, home
from councilgraph.models import Mention


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(rules.load())


def read(extractor: Extractor, raw: str) -> list[Mention]:
    return extractor.read(raw, text.sections(raw), home("Westhaven City Council", None)).mentions


SAME = [
    ("The carers strategy was new. The strategy had five aims.", "carers strategy", "strategy"),
    ("The Westhaven Growth Board met. It was late. The Board agreed.", "Westhaven Growth Board", "Board"),
    ("The Joint Strategic Needs Assessment (JSNA) was old. The JSNA said so.",
     "Joint Strategic Needs Assessment", "JSNA"),
    ("The Westhaven Health and Wellbeing Board met. A Health and Wellbeing Board is a duty.",
     "Westhaven Health and Wellbeing Board", "Health and Wellbeing Board"),
    ("The Corporate Plan 2024 to 2027 is out. The Corporate Plan has aims.",
     "Corporate Plan 2024 to 2027", "Corporate Plan"),
    ("The Wellbeing Hubs opened. A Well-being Hub costs little.", "Wellbeing Hubs", "Well-being Hub"),
    ("Councillor Asha Patel spoke. Councillor Patel left.", "Councillor Asha Patel", "Councillor Patel"),
    ("Westhaven City Council met. The local authority agreed.", "Westhaven City Council", "local authority"),
    ("The adult social care leadership team met. The leadership team was new.",
     "adult social care leadership team", "leadership team"),
    ("A firm (referred to as 'the delivery partner') ran it with a community interest company "
     "(known as 'the care partner'). The care partner grew.", "community interest company", "care partner"),
    # the same words in another order or number, with another small word
    ("The Director for Housing left. The Director of Housing had a deputy.",
     "Director for Housing", "Director of Housing"),
    ("The Integrated Care System for Eastmoor is young. The Eastmoor Integrated Care System is small.",
     "Integrated Care System for Eastmoor", "Eastmoor Integrated Care System"),
    ("A forum for carers met. The carers forum agreed.", "forum for carers", "carers forum"),
    # a short form of the body of the document, however long its name is
    ("The NHS Greater North Ambleford and Eastmoor Vale Clinical Commissioning Group paid. The CCG agreed.",
     "NHS Greater North Ambleford and Eastmoor Vale Clinical Commissioning Group", "CCG"),
    # what a title adds to a post
    ("The Interim Strategic Director for Housing left. The Director for Housing agreed.",
     "Interim Strategic Director for Housing", "Director for Housing"),
    # an acronym inside a name
    ("The Eastmoor Rail Task Force (ERTF) met. The ERTF Advisory Group wrote to the Eastmoor Rail Task Force Advisory "
     "Group.", "ERTF Advisory Group", "Eastmoor Rail Task Force Advisory Group"),
    # the first words of a name, in a bracket or where they can mean nothing else
    ("Three Fells Partnership NHS Foundation Trust (Three Fells) met. The council worked with Three Fells.",
     "Three Fells Partnership NHS Foundation Trust", "Three Fells"),
    ("The clinic is run by Bramblewell Southwest. The school is run by Bramblewell Southwest. Bramblewell agreed.",
     "Bramblewell Southwest", "Bramblewell"),
    # a short form with a stop inside
    ("Independence Community Interest Company (In.CIC) bid. In.CIC won.",
     "Independence Community Interest Company", "In.CIC"),
    # a short form spelt in two ways
    ("Brightways Community Interest Company (Br.CIC) bid. Brightways Brokerage CIC (BRCIC) won.", "Br.CIC", "BRCIC"),
    ("Brightways Community Interest Company (Br.CIC) bid. Brightways Brokerage CIC (BRCIC) won.",
     "Brightways Community Interest Company", "Brightways Brokerage CIC"),
    # years and a plural, "local" before a longer name
    ("The Joint Commissioning Intentions 2018 to 2020 are out. The Joint Commissioning Intentions have aims.",
     "Joint Commissioning Intentions 2018 to 2020", "Joint Commissioning Intentions"),
    ("The Local Eastmoor Recovery Plan is out. The Eastmoor Recovery Plan has aims.",
     "Local Eastmoor Recovery Plan", "Eastmoor Recovery Plan"),
    # "NHS" before a strategy, "Health and" before "Wellbeing"
    ("The NHS Recovery Guidance is out. The Recovery Guidance has aims.", "NHS Recovery Guidance", "Recovery Guidance"),
    ("The Health and Wellbeing Hubs opened. The Wellbeing Hubs grew.", "Health and Wellbeing Hubs", "Wellbeing Hubs"),
    # what a director directs, with and without "services"
    ("The Director of Community Services left. The Director of Community spoke.",
     "Director of Community Services", "Director of Community"),
    # one health body by its kind
    ("Northbury Hospitals NHS Foundation Trust and Eastmoor Ambulance Service NHS Trust met. The acute trust agreed.",
     "Northbury Hospitals NHS Foundation Trust", "acute trust"),
    ("The board of Northbury Hospitals NHS Foundation Trust met. It wrote to the Acute Trust.",
     "Northbury Hospitals NHS Foundation Trust", "Acute Trust"),
    # initials that nobody explains, where one name has them
    ("The Westhaven Audit Partnership checks it. The WAP agreed.", "Westhaven Audit Partnership", "WAP"),
    # a class noun behind a name, or behind what stands for a team by itself
    ("The Winter Warmth scheme grew. People liked Winter Warmth.", "Winter Warmth scheme", "Winter Warmth"),
    ("The council worked with public health. The public health team agreed.", "public health", "public health team"),
    # a light word inside a longer name
    ("The Eastmoor Housing Strategic Delivery Framework is out. The Eastmoor Housing Delivery Framework has aims.",
     "Eastmoor Housing Strategic Delivery Framework", "Eastmoor Housing Delivery Framework"),
    # what a strategy or partnership is for
    ("The Eastmoor Joint Carers Strategy for Young Adults is out. The Eastmoor Joint Carers Strategy has aims.",
     "Eastmoor Joint Carers Strategy for Young Adults", "Eastmoor Joint Carers Strategy"),
    # a councillor of the executive
    ("The cabinet member for housing spoke. The housing portfolio holder left.",
     "cabinet member for housing", "housing portfolio holder"),
    # an agreement that is a framework
    ("Firms joined the Lift Adaptation Framework through the Devon and Cornwall Lift Adaptation Framework agreement.",
     "Lift Adaptation Framework", "Devon and Cornwall Lift Adaptation Framework agreement"),
    # of several longer names the one that the others only add to
    ("The Westhaven Housing Growth Board met. The Westhaven and Ambleford Housing Growth Board met. "
     "The Housing Growth Board agreed.", "Westhaven Housing Growth Board", "Housing Growth Board"),
    # the s of owners and plurals inside a name
    ("The Westhaven Safeguarding Adults Partnership met. The safeguarding adult partnership agreed.",
     "Westhaven Safeguarding Adults Partnership", "safeguarding adult partnership"),
    # a trust after its letters, whatever organisation was named last
    ("Vale NHS Trust (VNT) pays. VNT met Eastmoor Mind. The trust agreed.", "Vale NHS Trust", "trust"),
    # the one body of a network that the text names with its place
    ("Healthwatch Ambleford ran it. Healthwatch agreed.", "Healthwatch Ambleford", "Healthwatch"),
    # the body whose meeting the paper is of
    ("# Minutes of the Westhaven Skills Board\n\nThe Growth Board paid. The Board noted this.",
     "Westhaven Skills Board", "Board"),
    ("# Minutes of the Westhaven Skills Board\n\nThey joined a working group of the Board.",
     "Westhaven Skills Board", "Board"),
    # the acronym of the lists with the place before it
    ("The Westhaven Health and Wellbeing Board met. The Westhaven H&WBB agreed.",
     "Westhaven Health and Wellbeing Board", "Westhaven H&WBB"),
    # the noun of what an acronym stands for; a framework agreement is a framework
    ("The Eastmoor Purchasing System (EPS) is new. EPS grew. Two towns use the system.", "EPS", "system"),
    ("Firms joined the Lift Framework agreement. The existing framework ends in May.",
     "Lift Framework agreement", "framework"),
    # a counted thing by its number
    ("Work on Quayside Phase 2 began. The council seeks funds for Phase 2.", "Quayside Phase 2", "Phase 2"),
    # a description that says what a thing is called
    ("They formed a steering group, in May, called Moving Care Forward. The group met.",
     "Moving Care Forward", "group"),
    # a common name with some of the words of an agreement's
    ("Firms joined the Eastmoor Care Home Adaptation Framework. The care home framework was new.",
     "Eastmoor Care Home Adaptation Framework", "care home framework"),
    # what a project called "The ..." was called before; years of a span; a name with its words joined
    ("Staff run The Hive project (formerly the Harbour Centre). The films are in The Hive.",
     "Harbour Centre", "The Hive"),
    ("The Carers Strategy 2025-27 is out. The Carers Strategy 2025 to 2027 has aims.",
     "Carers Strategy 2025-27", "Carers Strategy 2025 to 2027"),
    ("The SafeMark scheme grew. People liked the Safe Mark scheme.", "SafeMark scheme", "Safe Mark scheme"),
    # the first words of a health body's name, with capitals of their own
    ("FAR Eastmoor CCG pays. FAR Eastmoor was late.", "FAR Eastmoor CCG", "FAR Eastmoor"),
    # one is meant by a singular noun, whatever several were named last
    ("The Harbour Plan is out. It has four annual delivery plans. The plan has aims.", "Harbour Plan", "plan"),
    # a thing of the kind just before, rather than one with the same head some way back
    ("The falls service grew. " + "It rained. " * 5 + "The Steady Steps programme began. The service was free.",
     "Steady Steps programme", "service"),
    # a post held for the time being
    ("The interim DASS left. The DASS agreed.", "interim DASS", "DASS"),
    # an organisation left unnamed, by its noun
    ("An external company ran it. The company grew.", "external company", "company"),
    ("A local charity ran it. The charity grew.", "local charity", "charity"),
    # what a sentence says that a named thing is
    ("The Harbour Hub was the contact centre for all. Staff at the contact centre were kind.",
     "Harbour Hub", "contact centre"),
    # a body by its noun
    ("The University of Eastmoor met. The university agreed.", "University of Eastmoor", "university"),
    # the council's own place before a name, and years after it
    ("The Westhaven Adult Care Strategy 2023-28 is out. The adult care strategy has aims.",
     "Westhaven Adult Care Strategy 2023-28", "adult care strategy"),
    # a body without its legal form
    ("Harbour Community Health CIC runs it. Harbour Community Health grew.",
     "Harbour Community Health CIC", "Harbour Community Health"),
    # a misprint of a defined acronym
    ("The Quality and Practice Review Meeting (QPRM) is monthly. The QPRM met. The QPMR agreed.", "QPRM", "QPMR"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "first", "second"), SAME, ids=[case[2] for case in SAME])
def test_two_forms_are_one_entity(extractor: Extractor, raw: str, first: str, second: str) -> None:
    keys: dict[str, str] = {}
    for mention in read(extractor, raw):
        keys[mention.text] = mention.entity
    assert keys[first] == keys[second]


TOPIC = [
    # what opens a sentence goes on about what the last one was about, not about what it named last
    ("The quality team sat with the brokerage team. The team was small.", "quality team"),
    (
        "The carers strategy was new. The strategy was one of four local care strategies. The strategy had aims.",
        "carers strategy",
    ),
    # elsewhere the last one is meant
    ("The quality team sat with the brokerage team. People liked the team.", "brokerage team"),
]


@pytest.mark.parametrize(("raw", "name"), TOPIC)
def test_a_sentence_that_opens_with_a_bare_noun_keeps_the_topic(extractor: Extractor, raw: str, name: str) -> None:
    found = read(extractor, raw)
    keys = {mention.text: mention.entity for mention in found}
    assert found[-1].entity == keys[name]


DIFFERENT = [
    (
        "Carers Westhaven, a charity, met. Young Carers Westhaven, a charity, agreed.",
        "Carers Westhaven",
        "Young Carers Westhaven",
    ),
    # teams always spoken of as several are not one of a longer name
    (
        "Mental health teams met. The young people's mental health team agreed.",
        "Mental health teams",
        "young people's mental health team",
    ),
    ("The carers strategy and the housing strategy were new.", "carers strategy", "housing strategy"),
    ("The Better Care Fund and the Improved Better Care Fund pay.", "Better Care Fund", "Improved Better Care Fund"),
    ("The action plan and the winter plan exist.", "action plan", "winter plan"),
    # several systems are not the one of the document
    (
        "The Eastmoor Integrated Care System (ICS) is one of many Integrated Care Systems.",
        "Eastmoor Integrated Care System",
        "Integrated Care Systems",
    ),
    # of two bodies of a kind neither is meant for sure
    (
        "Northbury Hospital NHS Trust and Ambleford Hospital NHS Trust met. The acute trust agreed.",
        "Northbury Hospital NHS Trust",
        "acute trust",
    ),
    # a deputy is not the one deputised for
    (
        "The Director for Housing met the Deputy Director for Housing.",
        "Director for Housing",
        "Deputy Director for Housing",
    ),
    # bodies with entries of their own, a joint body, teams told apart by a word that says what they do
    (
        "NHS Devon Integrated Care Board met NHS Derby and Derbyshire Integrated Care Board.",
        "NHS Devon Integrated Care Board",
        "NHS Derby and Derbyshire Integrated Care Board",
    ),
    (
        "The Joint Health Scrutiny Committee met the Health Scrutiny Committee.",
        "Joint Health Scrutiny Committee",
        "Health Scrutiny Committee",
    ),
    (
        "The community mental health team met the community health team.",
        "community mental health team",
        "community health team",
    ),
    # a "local" that is part of a short name
    ("The Local Recovery Plan is old. The Recovery Plan is new.", "Local Recovery Plan", "Recovery Plan"),
    # two things with one name that are for two things
    (
        "The Joint Carers Strategy for Young Adults and the Joint Carers Strategy for Older Adults are out.",
        "Joint Carers Strategy for Young Adults",
        "Joint Carers Strategy for Older Adults",
    ),
    ("The Plan for Homes and the Plan for Sport are out.", "Plan for Homes", "Plan for Sport"),
    (
        "The Eastmoor Carers Strategy is out, and so is the Northbury Carers Strategy.",
        "Eastmoor Carers Strategy",
        "Northbury Carers Strategy",
    ),
    ("The deputy DASS left. The DASS agreed.", "deputy DASS", "DASS"),
    # a body that another one was named after and that does not meet here
    (
        "# Minutes of the Westhaven Skills Board\n\nThe Growth Board paid. The Board has ten members.",
        "Westhaven Skills Board",
        "Board",
    ),
    # several committees in one breath are not the last of them
    (
        "The Business Committee met the Audit, Quality and Business Committees.",
        "Business Committee",
        "Audit, Quality and Business Committees",
    ),
    # an acronym with a meaning of its own is no misprint of another one
    (
        "The Local Care Partnership (LCPA) met the Local Planning Cabinet (LPCA). The LCPA met. The LPCA sat.",
        "LCPA",
        "LPCA",
    ),
]


@pytest.mark.parametrize(
    ("owner", "alike"),
    [
        ("Ambleford Integrated Care Board", False),
        ("Ambleford Integrated Care Board's", False),
        ("Westhaven City Council", True),
    ],
)
def test_a_bare_post_is_that_of_the_body_before_it(extractor: Extractor, owner: str, alike: bool) -> None:
    found = read(extractor, f"The Chief Executive spoke. {owner} Chief Executive, Jo Bell, agreed.")
    posts = {mention.entity for mention in found if mention.type == "Role"}
    assert (len(posts) == 1) is alike


def test_a_list_of_those_present_tells_namesakes_apart(extractor: Extractor) -> None:
    listed = "Councillor Pike, in the Chair.\n\nCouncillors Mrs Moore, Mrs Pike and Tom Underhill.\n\n"
    found = read(extractor, f"{listed}Councillor Pike spoke. Councillor Jo Pike agreed.")
    keys = [mention.entity for mention in found if "Pike" in mention.text]
    assert keys == ["Person:pike", "Person:pike mrs", "Person:pike", "Person:jo pike"]
    found = read(extractor, "Councillor Mrs Pike spoke. Councillor Pike agreed. Councillor Jo Pike left.")
    assert {mention.entity for mention in found} == {"Person:jo pike"}


def test_a_plan_speaks_of_itself(extractor: Extractor) -> None:
    title = "# Carers Strategy 2025-2030"
    raw = f"{title}\n\nIt replaces the Carers Strategy 2019-2024. The Housing Strategy is new. It rained. It snowed. "
    found = read(extractor, f"{raw}This strategy has aims. The Carers Strategy has a budget. This document is long.")
    (itself,) = {mention.entity for mention in found if mention.text == "Carers Strategy 2025-2030"}
    meant = [m.entity for m in found if m.text in ("strategy", "Carers Strategy", "document")]
    assert meant == [itself] * 3


def test_what_another_body_has_of_a_kind_is_named_after_it(extractor: Extractor) -> None:
    found = read(extractor, "The council's delivery plan is new. The Rowan Trust's delivery plan is good.")
    assert [m.name for m in found if m.type == "Strategy"] == [
        "delivery plan (Westhaven)",
        "delivery plan of Rowan Trust",
    ]


def test_the_chair_of_another_body_is_another_post(extractor: Extractor) -> None:
    found = read(extractor, "The Chair spoke. Councillor Jo Bell, Chair of the Westhaven Growth Board, agreed.")
    posts = {mention.entity for mention in found if mention.type == "Role"}
    assert posts == {"Role:chair", "Role:chair of westhaven growth board"}


@pytest.mark.parametrize(("raw", "first", "second"), DIFFERENT, ids=[case[2] for case in DIFFERENT])
def test_two_names_stay_two_entities(extractor: Extractor, raw: str, first: str, second: str) -> None:
    keys = {mention.text: mention.entity for mention in read(extractor, raw)}
    assert keys[first] != keys[second]


FILLER = "It rained. " * 12

ANEW = [
    # brought up anew far from the last of its kind, or of another owner
    (f"The council has an improvement plan. {FILLER}It wrote an improvement plan in May.", False),
    ("The Rowan Trust's delivery plan is new. The Elm Trust's delivery plan is old.", False),
    # looked back at, near, or of the same owner
    (
        "The Rowan Trust's delivery plan is new. The Elm Trust has a budget. It rained. "
        "The Rowan Trust's delivery plan is good.",
        True,
    ),
    (f"The council has an improvement plan. {FILLER}The improvement plan is good.", True),
    ("The council has an improvement plan. It wrote an improvement plan in May.", True),
    (f"The Rowan Trust's delivery plan is new. {FILLER}The Rowan Trust's delivery plan is good.", True),
    ("The council's safeguarding team is new. The Rowan Trust's safeguarding team is old.", False),
    # of most things a body has one at a time
    (f"The website was clear. {FILLER}The council's website was slow.", True),
    # no kind of which there are many
    (f"The council has a carers strategy. {FILLER}It wrote a carers strategy in May.", True),
]


@pytest.mark.parametrize(("raw", "alike"), ANEW)
def test_a_kind_of_which_there_are_many_is_brought_up_anew(extractor: Extractor, raw: str, alike: bool) -> None:
    plans = [mention for mention in read(extractor, raw) if mention.type in ("Strategy", "Team", "Service")]
    assert len(plans) == 2
    assert (plans[0].entity == plans[1].entity) is alike
    assert (plans[0].name == plans[1].name) is alike


@pytest.mark.parametrize(
    "raw",
    [
        "The strategy was good.",
        "The Board agreed.",
        "The team was busy.",
        "A service opened. " + "It rained. " * 30 + "The panel met.",
    ],
)
def test_a_bare_noun_without_antecedent_is_no_mention(extractor: Extractor, raw: str) -> None:
    assert read(extractor, raw) == []


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("The reablement service was praised.", "reablement service (Westhaven)"),
        ("The Harbour Safety Plan was praised.", "Harbour Safety Plan"),
        ("Health partners were praised.", "NHS and health partners"),
        ("The CQC was praised.", "Care Quality Commission"),
        ("The council was praised.", "Westhaven City Council"),
    ],
)
def test_the_canonical_name_is_the_fullest_with_the_place_where_it_has_none(
    extractor: Extractor, raw: str, name: str
) -> None:
    assert [mention.name for mention in read(extractor, raw)] == [name]


def test_a_register_gives_the_official_identifier(extractor: Extractor) -> None:
    mentions = read(extractor, "Derby City Council and NHS Devon Integrated Care Board met.")
    assert [mention.register for mention in mentions] == ["gss:E06000015", "ods:QJK"]


def test_a_kind_of_body_gives_its_name_to_none(extractor: Extractor) -> None:
    names = {m.name for m in read(extractor, "Ambleford Vale CCG paid. The Clinical Commissioning Group agreed.")}
    assert names == {"Ambleford Vale CCG"}
