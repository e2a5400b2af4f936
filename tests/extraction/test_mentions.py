"""Names, spans and types, capability by capability."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councilgraph import rules, text
from councilgraph.extraction.pipeline import Extractor, home

COUNCIL = "Westhaven City Council"
EXTRACTOR = Extractor(rules.load())


def found(raw: str) -> list[tuple[str, str]]:
    return [(m.text, m.type) for m in EXTRACTOR.read(raw, text.sections(raw), home(COUNCIL, None)).mentions]


CASES = [
    # the council as a whole, beside another body, and with a verb that may be an adjective
    (
        "Across the wider council, the CCG and council agreed. Carers said the local authority helped them.",
        [("council", "Council"), ("CCG", "HealthBody"), ("council", "Council"), ("local authority", "Council")],
    ),
    # authority that somebody is given, and bodies that are mere modifiers
    ("The ICB was given the authority to sign it.", [("ICB", "HealthBody")]),
    # what a post is for, in a bracket or with nothing before it, and the acronym of that
    (
        "The Deputy Chief Executive (People) met there with Jo Bell, Director Adult Social Care, in May.",
        [("Deputy Chief Executive (People)", "Role"), ("Jo Bell", "Person"), ("Director Adult Social Care", "Role")],
    ),
    (
        "The Corporate Director of Families, Schools and Skills (FSS) left.",
        [("Corporate Director of Families, Schools and Skills", "Role")],
    ),
    ("ICB funding was late and CCG staff met the ICB.", [("ICB", "HealthBody")]),
    # the council's place is no organisation, whatever it is said to do
    ("Westhaven had been chosen for a pilot and Westhaven received a prize.", []),
    # quoted modifiers in small letters
    ("It was run as a 'front door' service, a 'good' one.", [("'front door' service", "Service")]),
    # family names that are nouns of the genre as well
    ("Helen Banks took the Chair.", [("Helen Banks", "Person"), ("Chair", "Role")]),
    # possessives stay outside, articles too
    ("The council's carers strategy was new.", [("council", "Council"), ("carers strategy", "Strategy")]),
    # a bare modifier is not the council; before a marked thing it is its owner
    ("Local authority staff met.", []),
    ("The local authority website was clear.", [("local authority", "Council"), ("website", "Service")]),
    # the longest name wins
    ("The Westhaven Health and Wellbeing Board met.", [("Westhaven Health and Wellbeing Board", "Board")]),
    ("The Safeguarding Adults Board Strategy ran.", [("Safeguarding Adults Board Strategy", "Strategy")]),
    # an acronym in a bracket is a mention of its own, and found again
    (
        "The Harbour Partnership Board (HPB) met. The HPB agreed.",
        [("Harbour Partnership Board", "Board"), ("HPB", "Board"), ("HPB", "Board")],
    ),
    # shared heads
    ("They worked with health and housing partners.", [("health and housing partners", "PartnerGroup")]),
    # an acronym inside a name that is no thing of its own
    ("The occupational therapy (OT) team helped.", [("occupational therapy (OT) team", "Team")]),
    # a word in -ing that names a kind, and one that is a verb
    ("It had a joint market shaping strategy.", [("joint market shaping strategy", "Strategy")]),
    ("Staff delivering reablement services were busy.", []),
    # what is said not to exist, and headings that ask
    ("There was no joint workforce strategy.", []),
    ("### Is there a clear carers strategy?", []),
    # things brought up for the first time, and somebody's
    ("They had developed a dashboard to follow delays.", [("dashboard", "Service")]),
    ("The agency handed back its contract.", [("contract", "Agreement")]),
    # names told by what stands beside them
    (
        "A programme called Active Days began. Few know Active Days.",
        [("Active Days", "Service"), ("Active Days", "Service")],
    ),
    (
        "It has two extra care schemes, Elm Court and The Maltings.",
        [("extra care schemes", "Service"), ("Elm Court", "Service"), ("The Maltings", "Service")],
    ),
    (
        "The 'Safe Landing' initiative grew. Safe Landing ended.",
        [("'Safe Landing' initiative", "Service"), ("Safe Landing", "Service")],
    ),
    (
        "The third project in BH, 'Fresh Ways', has ended, with all workstreams (Street Matters, Digital Access "
        "and the Plan for Parks) closed.",
        [
            ("Fresh Ways", "Service"),
            ("Street Matters", "Strategy"),
            ("Digital Access", "Strategy"),
            ("Plan for Parks", "Strategy"),
        ],
    ),
    (
        "We formed a steering group, in May, called Moving Care Forward (MCF). MCF grew.",
        [
            ("steering group", "Board"),
            ("Moving Care Forward", "Board"),
            ("MCF", "Board"),
            ("MCF", "Board"),
        ],
    ),
    # a name of the council's place after other capitals
    (
        "Actions: Support Destination Westhaven in 2025.",
        [("Destination Westhaven", "Organisation")],
    ),
    ("People praised One Westhaven.", [("One Westhaven", "Partnership")]),
    ("It brought together four workstreams.", []),
    # the words that a bracket inside a name stands for
    (
        "The Supporting People at Home (SPaH) service grew.",
        [("Supporting People at Home (SPaH) service", "Service")],
    ),
    # small words count in an acronym only where the others do not spell it
    (
        "The Transformation of the Front Door (TFD) programme grew. The TFD programme is late.",
        [("Transformation of the Front Door (TFD) programme", "Strategy"), ("TFD programme", "Strategy")],
    ),
    # listed qualifiers whatever the class of their words, an acronym after them, and ages
    (
        "It has a technology enabled care (TEC) offer and a 0-25 SEND team.",
        [("technology enabled care (TEC) offer", "Service"), ("0-25 SEND team", "Team")],
    ),
    # what judges and what says whom it is for
    (
        "Its older people's housing strategy and its vision for integrated care are new.",
        [("older people's housing strategy", "Strategy"), ("vision for integrated care", "Strategy")],
    ),
    # owners in the plural, and a list of fields with "Services" in it
    ("The Chief Executives' Group met.", [("Chief Executives' Group", "Board")]),
    (
        "The council's Adult Services, Health and Housing Scrutiny Committee met.",
        [("council", "Council"), ("Adult Services, Health and Housing Scrutiny Committee", "Board")],
    ),
    # a kind of care as such, alone and in a list
    ("Homecare, supported living and nursing care services closed.", []),
    # titles, lists and posts
    (
        "Helen Marsh, Director of Adult Social Services, and Councillors Pike and Mrs Moore spoke.",
        [
            ("Helen Marsh", "Person"),
            ("Director of Adult Social Services", "Role"),
            ("Pike", "Person"),
            ("Mrs Moore", "Person"),
        ],
    ),
    # heads that mislead
    ("NHS Eastmoor Integrated Care Board agreed.", [("NHS Eastmoor Integrated Care Board", "HealthBody")]),
    ("The Eastmoor Integrated Care System agreed.", [("Eastmoor Integrated Care System", "Partnership")]),
    # judging and counting words are taken off
    ("A strong new reablement service opened.", [("reablement service", "Service")]),
    # laws and measures are no names
    ("The Care Act and Deprivation of Liberty Safeguards apply.", []),
    ("The Access to Information Procedure Rules and the National Health Service Act apply.", []),
    # care of one person
    ("Each person had a care plan and a support plan.", []),
    # cells of a table
    ("CAA1\tDeliver the Harbour Safety Plan\tOn Track", [("Harbour Safety Plan", "Strategy")]),
    # two bodies joined by "and" stay two; two places before one body do not
    (
        "Eastmoor Police and Ambleford Constabulary met.",
        [("Eastmoor Police", "Organisation"), ("Ambleford Constabulary", "Organisation")],
    ),
    (
        "The University of Eastmoor and Northbury College met.",
        [("University of Eastmoor", "Organisation"), ("Northbury College", "Organisation")],
    ),
    ("The NHS Eastmoor and Northbury ICB met.", [("NHS Eastmoor and Northbury ICB", "HealthBody")]),
    # a branch of a national charity has its place on either side
    (
        "Age UK Eastmoor and Ambleford Carers Trust met.",
        [("Age UK Eastmoor", "Organisation"), ("Ambleford Carers Trust", "Organisation")],
    ),
    # a possessive that lost its apostrophe
    (
        "The local authorities carers strategy is new.",
        [("local authorities", "Council"), ("carers strategy", "Strategy")],
    ),
    ("The local authorities in England met.", [("local authorities", "Council")]),
    # what a place is said to be is no second council
    ("Westhaven was an ambitious local authority.", [("Westhaven", "Council")]),
    ("Westhaven was a pleasant place.", []),
    # the council by its letters, where it is the council and no modifier
    ("The LA had a carers strategy.", [("LA", "Council"), ("carers strategy", "Strategy")]),
    ("LA staff flew to LA.", []),
    # a date before a name says when, one inside it belongs to it
    ("Since May 2019 Eastmoor Vale NHS Trust met.", [("Eastmoor Vale NHS Trust", "HealthBody")]),
    ("In May the March 2024 Carers Plan ran.", [("March 2024 Carers Plan", "Strategy")]),
    # lists of people without commas
    (
        "Jan Bell Chief Executive and Dr Amir Khan Clinical Lead met Cllr Hill Cabinet Member for Health.",
        [
            ("Jan Bell", "Person"),
            ("Chief Executive", "Role"),
            ("Dr Amir Khan", "Person"),
            ("Clinical Lead", "Role"),
            ("Cllr Hill", "Person"),
            ("Cabinet Member for Health", "Role"),
        ],
    ),
    (
        "Tom Ray NHS Eastmoor ICB and the Chief Officer NHS Fells CCG met Director of Finance Ann Poll.",
        [
            ("Tom Ray", "Person"),
            ("NHS Eastmoor ICB", "HealthBody"),
            ("Chief Officer", "Role"),
            ("NHS Fells CCG", "HealthBody"),
            ("Director of Finance", "Role"),
            ("Ann Poll", "Person"),
        ],
    ),
    # the place in the name of a body is not the body
    (
        "Eastmoor Fells NHS Trust met. People of Eastmoor and Northbury came, and Total costs rose.",
        [("Eastmoor Fells NHS Trust", "HealthBody")],
    ),
    # a past form after a body is its verb, unless another verb follows
    ("The council led strategic work on falls.", [("council", "Council")]),
    ("Where the council funded posts, nurses were hired.", [("council", "Council")]),
    ("Council maintained roads were poor.", []),
    ("They saw the council maintained roads.", []),
    ("The council currently funded day centres.", [("council", "Council")]),
    ("The night team maintained links and met.", [("night team", "Team")]),
    ("The council commissioned providers to help.", [("council", "Council")]),
    (
        "Eastmoor Vale NHS Trust met. The trust employed nurses.",
        [("Eastmoor Vale NHS Trust", "HealthBody"), ("trust", "HealthBody")],
    ),
    # what is named after a person is none
    ("He saw the Hazel Marsh Hospital.", [("Hazel Marsh Hospital", "HealthBody")]),
    ("Hazel Marsh House opened.", []),
    # a trust's short form without its kind
    (
        "Hospitals of Eastmoor NHS Trust (HE) and Fells Partnership NHS Foundation Trust (FPFT) met.",
        [
            ("Eastmoor NHS Trust", "HealthBody"),
            ("HE", "HealthBody"),
            ("Fells Partnership NHS Foundation Trust", "HealthBody"),
            ("FPFT", "HealthBody"),
        ],
    ),
    # a committee for culture is no department of state
    ("The Culture Committee met.", [("Culture Committee", "Board")]),
    # years belong to a plan
    ("The Corporate Plan 2024 to 2027 was agreed.", [("Corporate Plan 2024 to 2027", "Strategy")]),
]


@pytest.mark.parametrize(("raw", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_capability(raw: str, expected: list[tuple[str, str]]) -> None:
    assert found(raw) == expected


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_ordered_mentions_inside_it(raw: str) -> None:
    mentions = EXTRACTOR.read(raw, text.sections(raw), home(COUNCIL, None)).mentions
    clean = text.clean(raw)
    at = 0
    for mention in mentions:
        assert at <= mention.start < mention.end <= len(raw)
        assert clean[mention.start : mention.end] == mention.text
        at = mention.end


_WORDS = sorted(
    {word for rule in rules.load().lexicons.values() for name in ("heads", "words") for word in rule.words(name)}
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(_WORDS), st.sampled_from(["(", ")", "'s", ",", "/", "&", "\t", "of", "2024", '"']))
    )
)
def test_any_heap_of_known_words_is_read_without_error(words: list[str]) -> None:
    raw = " ".join(word.title() if n % 3 == 0 else word for n, word in enumerate(words))
    EXTRACTOR.read(raw, text.sections(raw), None)
