"""Relations as tables of cases: invented sentences with marked mentions, and the links that they state."""

from __future__ import annotations

import pytest

from councilgraph import schema
from councilgraph.extraction.relations.examples import Examiner, Example, examples, read
from tests.extraction.linking import FINDER, RULES, links, relations, short

EXAMINER = Examiner(RULES)


@pytest.mark.parametrize("example", list(examples(RULES)), ids=lambda e: f"{e.rule}:{e.text[:40]}")
def test_every_example_of_every_rule_holds(example: Example) -> None:
    assert EXAMINER.fault(example) is None


def test_every_predicate_has_rules() -> None:
    assert {rule.predicate for rule in FINDER.table.rules.values()} == set(schema.load().predicates)


ARGUMENTS = [
    # lists on either side
    (
        "The [council|Council], the [ICB|HealthBody] and [Northbury Mind|Organisation] run the [crisis cafe|Service].",
        {"council provides crisis cafe", "ICB provides crisis cafe", "Northbury Mind provides crisis cafe"},
    ),
    # the object of a purpose clause belongs to those who were commissioned
    (
        "The [council|Council] commissioned [Ambleford Mind|Organisation] to run a [handyperson service|Service].",
        {"council commissions Ambleford Mind", "Ambleford Mind provides handyperson service"},
    ),
    # a relative clause is about the noun before it
    (
        "The [hub|Service], which is run by the [voluntary sector|PartnerGroup], opened in May.",
        {"voluntary sector provides hub"},
    ),
    # a fronted phrase
    (
        "In partnership with the [trust|HealthBody], the [council|Council] reviewed beds.",
        {"council partnerOf trust"},
    ),
    # the subject stands over a participle and a preposition
    (
        "The [team|Team] supporting people on discharge from hospital worked with the [trust|HealthBody].",
        {"team partnerOf trust"},
    ),
    # two verbs, two facts
    (
        "The [shelter|Service] was commissioned and funded by the [council|Council].",
        {"council commissions shelter", "council funds shelter"},
    ),
    # what is said of a thing in an aside
    (
        "The [Director of Adult Services|Role] of [Eastmoor County Council|Council] chairs the [Quality Board|Board].",
        {
            "Director of Adult Services partOf Eastmoor County Council",
            "Director of Adult Services chairs Quality Board",
        },
    ),
    # an acronym in brackets is the same thing
    (
        "The [Health Board|Board] ([HB|Board]) monitors the [prevention plan|Strategy].",
        {"Health Board oversees prevention plan"},
    ),
    # they means the only body named before it
    (
        "The [council|Council] said that they had published a [digital strategy|Strategy].",
        {"council hasStrategy digital strategy"},
    ),
    # a preposition stranded in its relative clause
    (
        "The [Care Forum|Board], which the [ICB|HealthBody] is a member of, met in July.",
        {"ICB memberOf Care Forum"},
    ),
    # both at once, jointly
    (
        "The [equipment service|Service] was jointly funded by the [council|Council] and the [ICB|HealthBody].",
        {"council funds equipment service", "ICB funds equipment service", "council partnerOf ICB"},
    ),
    # where something happens is a body that those who act belong to
    (
        "The [Winter Board|Board], on which the [trust|HealthBody] and the [council|Council] sit, met weekly.",
        {"trust memberOf Winter Board", "council memberOf Winter Board"},
    ),
    # a subject after its verb
    (
        "Under the [Adults Board|Board] sit the [quality group|Board] and the [training group|Board].",
        {"quality group partOf Adults Board", "training group partOf Adults Board"},
    ),
    # names after a colon
    (
        "The [Adults Board|Board] has two statutory partners: the [police|PartnerGroup] and the [ICB|HealthBody].",
        {"police memberOf Adults Board", "ICB memberOf Adults Board"},
    ),
    # what brackets state
    (
        "The [forum|Board] (comprising [hospices|PartnerGroup] and the [council|Council]) met.",
        {"hospices memberOf forum", "council memberOf forum"},
    ),
    # people of two bodies who do a thing together
    (
        "Staff from the [council|Council] and the [trust|HealthBody] were co-located.",
        {"council partnerOf trust"},
    ),
    # a list of like phrases
    (
        "The [night team|Team] consists of nurses from the [trust|HealthBody] and therapists from [Mind|Organisation].",
        {"trust memberOf night team", "Mind memberOf night team"},
    ),
    # a joint thing, with the adverb anywhere
    (
        "The [council|Council] delivered training jointly with the [college|Organisation].",
        {"council partnerOf college"},
    ),
    (
        "Joint visits to homes were made by the [access team|Team] with the [fire service|PartnerGroup].",
        {"access team partnerOf fire service"},
    ),
    # "them" is the body that is not the subject
    (
        "[Northbury Mind|Organisation] told us that the [council|Council] worked with them.",
        {"council partnerOf Northbury Mind"},
    ),
    # an owned noun that says what its names are
    (
        "The [care alliance|Partnership], whose members include [Northbury Mind|Organisation], met.",
        {"Northbury Mind memberOf care alliance"},
    ),
    # a preposition over one without a name
    (
        "The [trust|HealthBody] was represented at senior level on the [Winter Board|Board].",
        {"trust memberOf Winter Board"},
    ),
    # a line of a post, its body and its holder
    (
        "[Chief Executive|Role], [Westhaven Council|Council]: [Jo Bell|Person]",
        {"Chief Executive partOf Westhaven Council", "Jo Bell holdsRole Chief Executive"},
    ),
    # a list that a fronted phrase does not belong to
    (
        "In May, the [council|Council] and the [hospice|Organisation] opened a [night service|Service].",
        {"council provides night service", "hospice provides night service"},
    ),
    # an aside between commas belongs to the subject
    (
        "The [council|Council], as well as the [ICB|HealthBody], funds the [repair hub|Service].",
        {"council funds repair hub", "ICB funds repair hub"},
    ),
    # a relative clause about what somebody is said to be
    ("[Rowan Trust|Organisation] is a charity which runs a [repair hub|Service].", {"Rowan Trust provides repair hub"}),
    # a participle at an apposed name says something of that name
    (
        "People praised [Lantern|Service], a [day service|Service] run by [Rowan Trust|Organisation].",
        {"Rowan Trust provides day service"},
    ),
    # verbs in a row that share their object
    (
        "The [council|Council] commissions, funds and monitors the [repair hub|Service].",
        {"council commissions repair hub", "council funds repair hub", "council oversees repair hub"},
    ),
    # what is used, and who uses it, do what the infinitive says
    (
        "The [council|Council] used the [Care Fund|Agreement] to fund a [repair hub|Service].",
        {"council funds repair hub", "Care Fund funds repair hub"},
    ),
    # the partner of a contract does what it is for
    (
        "The [council|Council] has a contract with [Rowan Trust|Organisation] to run the [repair hub|Service].",
        {"council commissions Rowan Trust", "Rowan Trust provides repair hub"},
    ),
    # a coordinated passive keeps its subject
    (
        "The [repair hub|Service] was run by [Rowan Trust|Organisation] and paid for by the [Care Fund|Agreement].",
        {"Rowan Trust provides repair hub", "Care Fund funds repair hub"},
    ),
    # "and it" is the subject before
    (
        "The [Joint Board|Board] was chaired by the [council|Council], and it oversaw the [winter plan|Strategy].",
        {"council chairs Joint Board", "Joint Board oversees winter plan"},
    ),
    # the owner of a relative "whose"
    (
        "[Rowan Trust|Organisation], whose [contract|Agreement] was extended, met the press.",
        {"Rowan Trust partyTo contract"},
    ),
    # what is between bodies, past what it is for
    (
        "There was a [contract|Agreement] for meals between the [council|Council] and the [ICB|HealthBody].",
        {"council partyTo contract", "ICB partyTo contract"},
    ),
    # those "along with" a subject are no object
    (
        "The [council|Council] is a member of the [Alliance|Partnership], along with [Rowan Trust|Organisation].",
        {"council memberOf Alliance", "Rowan Trust memberOf Alliance"},
    ),
    # an active verb after a passive with its agent
    (
        "The [Joint Board|Board] was chaired by the [council|Council] and reported to the [Health Board|Board].",
        {"council chairs Joint Board", "Joint Board reportsTo Health Board"},
    ),
    # participles go on with a passive, over a place or its agent
    (
        "The [app|Service] was piloted in two towns, funded by the [ICB|HealthBody] and run by [Rowan|Organisation].",
        {"ICB funds app", "Rowan provides app"},
    ),
    (
        "The [falls app|Service] was funded by the [ICB|HealthBody], run by [Rowan Trust|Organisation].",
        {"ICB funds falls app", "Rowan Trust provides falls app"},
    ),
    # a relative clause about an apposition
    (
        "The [council|Council] funds [Rowan Trust|Organisation], a charity that runs the [repair hub|Service].",
        {"council funds Rowan Trust", "Rowan Trust provides repair hub"},
    ),
    # what "but not" sets apart
    (
        "The [council|Council] worked with the [police|PartnerGroup] but not with the [trust|HealthBody].",
        {"council partnerOf police", "council partnerOf trust !"},
    ),
    (
        "The [app|Service] was funded by the [ICB|HealthBody] but not by the [council|Council].",
        {"ICB funds app", "council funds app !"},
    ),
    # an aside that gives somebody a part
    (
        "The districts share a [repair hub|Service], with [Rowan Trust|Organisation] as provider.",
        {"Rowan Trust provides repair hub"},
    ),
    # "it" as an object is what the clause before or around is about
    (
        "The [Flow Board|Board] met weekly and the [council|Council] was represented on it.",
        {"council memberOf Flow Board"},
    ),
    (
        "The [Joint Board|Board] had four [task groups|Board] that reported to it.",
        {"task groups reportsTo Joint Board"},
    ),
    # two subjects after ", and"
    (
        "The [deal|Agreement] was ready, and the [ICB|HealthBody] and the [council|Council] had signed up to it.",
        {"ICB partyTo deal", "council partyTo deal"},
    ),
]


@pytest.mark.parametrize(("marked", "expected"), ARGUMENTS, ids=short)
def test_arguments_are_found_by_their_role(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


BARRIERS = [
    "Staff worked with the [police|PartnerGroup] and told the [council|Council] about it.",
    "People using the [day centre|Service] praised the [council|Council].",
    "The [council|Council] noted that residents had asked the [police|PartnerGroup] for help.",
    "[Health partners|PartnerGroup] were positive about the [council|Council].",
    "When the [council|Council] reviewed its offices, managers met the [ICB|HealthBody].",
    "The [council|Council] and the [trust|HealthBody] were positive about flow.",
    "The [council|Council] invited the [trust|HealthBody] and the [police|PartnerGroup] to take part.",
    "Nurses spoke well of a clinic where the [trust|HealthBody] had [police|PartnerGroup] leaflets.",
]


@pytest.mark.parametrize("marked", BARRIERS, ids=short)
def test_another_subject_or_an_opinion_gives_nothing(marked: str) -> None:
    assert links(marked) == set()


TABLES = [
    # each column by its head, whichever stands first
    (
        "| No | Scheme | Lead agency | Funding (2018) |\n|---|---|---|---|\n"
        "| 1 | [falls clinic|Service] | [Rowan Trust|Organisation] | [Care Fund|Agreement], [ICB|HealthBody] |",
        {"Rowan Trust provides falls clinic", "Care Fund funds falls clinic", "ICB funds falls clinic"},
    ),
    # the types decide what "lead" says
    (
        "| Plan | Lead |\n|---|---|\n| [winter plan|Strategy] | [Director of Place|Role] |\n"
        "| [falls clinic|Service] | [Rowan Trust|Organisation] |",
        {"Director of Place oversees winter plan", "Rowan Trust provides falls clinic"},
    ),
    # a first row of known heads that nothing marks, and a head of two
    (
        "| Group | Chair | Reports to | Members / attendees |\n"
        "| [Flow Board|Board] | [Jo Bell|Person] | [Health Board|Board] | [ICB|HealthBody] and [police|PartnerGroup] |",
        {
            "Jo Bell chairs Flow Board",
            "Flow Board reportsTo Health Board",
            "ICB memberOf Flow Board",
            "police memberOf Flow Board",
        },
    ),
    # cells divided by tabs
    ("**Service**\t**Provider**\n[falls clinic|Service]\t[Rowan|Organisation]", {"Rowan provides falls clinic"}),
    # heads that say nothing of a link, and a first row that is no header
    ("| Scheme | Contact |\n|---|---|\n| [falls clinic|Service] | [Rowan Trust|Organisation] |", set()),
    ("| [falls clinic|Service] | Provider. |\n| [night line|Service] | [Rowan Trust|Organisation] |", set()),
]


@pytest.mark.parametrize(("marked", "expected"), TABLES, ids=short)
def test_cells_of_a_row_are_linked_by_the_heads_of_their_columns(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected


STATUS = [
    ("The [council|Council] will fund the [hub|Service].", "council funds hub ?"),
    ("The [council|Council] planned to commission a [night service|Service].", "council commissions night service ?"),
    ("The [council|Council] was developing a [carers app|Service].", "council provides carers app ?"),
    ("It is proposed that the [council|Council] fund the [hub|Service].", "council funds hub ?"),
    ("The [council|Council] worked on developing a [winter plan|Strategy].", "council hasStrategy winter plan ?"),
    ("[Cabinet|Board] had yet to consider the [hub|Service].", "Cabinet oversees hub ?"),
    ("The [council|Council] did not fund the [hub|Service].", "council funds hub !"),
    ("The [council|Council] had no relationship with the [trust|HealthBody].", "council partnerOf trust !"),
    ("The [council|Council] has funded the [hub|Service] since May.", "council funds hub"),
    ("A [repair hub|Service], to be run by the [council|Council], was costed.", "council provides repair hub ?"),
    ("There are plans for the [ICB|HealthBody] to fund a [repair hub|Service].", "ICB funds repair hub ?"),
    (
        "The [council|Council] is in the process of writing a [winter plan|Strategy].",
        "council hasStrategy winter plan ?",
    ),
    (
        "1. Approve the transfer of the [repair hub|Service] to [Rowan Trust|Organisation].",
        "Rowan Trust provides repair hub ?",
    ),
]


@pytest.mark.parametrize(("marked", "expected"), STATUS, ids=short)
def test_status(marked: str, expected: str) -> None:
    assert links(marked) == {expected}


def test_what_is_over_is_marked_as_ended() -> None:
    (relation,) = relations("The [helpline|Service] was previously run by the [trust|HealthBody].")[1]
    assert (relation.status, relation.ended) == ("asserted", True)


@pytest.mark.parametrize(
    ("opening", "speaker"),
    [
        ("Staff told us that the", "staff"),
        ("Partners said the", "partners"),
        ("Leaders described how the", "leaders"),
        ("Audits showed that the", "processes"),
        ("National data showed that the", "data"),
        ("The", None),
    ],
)
def test_who_is_said_to_say_it(opening: str, speaker: str | None) -> None:
    (relation,) = relations(f"{opening} [council|Council] worked closely with the [trust|HealthBody].")[1]
    assert relation.attributed_to == speaker


@pytest.mark.parametrize(
    "marked",
    [
        "The social worker reported to the [director|Role] and was a member of the [panel|Board].",
        "Partners agreed the accounts, and the [panel|Board] was chaired by the [director|Role].",
        "[Health partners|PartnerGroup] had welcomed the news and worked with the [council|Council].",
    ],
)
def test_who_answers_agrees_or_acts_says_nothing_by_it(marked: str) -> None:
    found = relations(marked)[1]
    assert {relation.attributed_to for relation in found} <= {None}


def test_offsets_bound_the_sentence_and_the_trigger() -> None:
    marked = "It rained. The [council|Council] funded the [hub|Service]. It stopped."
    plain = read(marked)[0]
    (relation,) = relations(marked)[1]
    assert plain[relation.start : relation.end] == "The council funded the hub."
    assert plain[relation.trigger_start : relation.trigger_end] == "funded"
