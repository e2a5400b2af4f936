"""How a sentence is read before its links: verb groups, lists, brackets, and who has what a noun names."""

from __future__ import annotations

import pytest

from tests.extraction.linking import links, short

READING = [
    # whose a report is does not do what the report does
    ("They read a report of the [director|Role] seeking approval to extend the [lease|Agreement].", set()),
    ("They read a paper by the [director|Role], who led the [night team|Team].", {"director oversees night team"}),
    # the holder of a post in a body, named after the body
    (
        "The [director|Role] of the [trust|HealthBody], [Jo Bell|Person], spoke.",
        {"Jo Bell holdsRole director", "director partOf trust"},
    ),
    (
        "[Jo Bell|Person], who is the [director|Role] of the [trust|HealthBody], [Tom Ray|Person] and others met.",
        {"Jo Bell holdsRole director", "director partOf trust"},
    ),
    # what is run at a place, not the place
    (
        "They saw the [night team|Team] at the [hospital|HealthBody], which was run by [Rowan Trust|HealthBody].",
        {"night team partOf hospital", "night team partOf Rowan Trust"},
    ),
    # a relative clause with a verb of one subject is about the last of a list
    (
        "They met the [flow board|Board] and the [falls group|Board], which reports to the [ICB|HealthBody].",
        {"falls group reportsTo ICB"},
    ),
    (
        "They met the [flow board|Board] and the [falls group|Board], which report to the [ICB|HealthBody].",
        {"flow board reportsTo ICB", "falls group reportsTo ICB"},
    ),
    # what is said of an agent, where the subject is no thing with a name
    (
        "Calls were taken by the [access team|Team], managed by the [duty lead|Role].",
        {"duty lead oversees access team"},
    ),
    # a past form after "by" and a name goes on with the verb
    (
        "The [hub|Team] was hosted by the [trust|HealthBody] and comprised nurses and the [night team|Team].",
        {"hub partOf trust", "night team partOf hub"},
    ),
    # a post right before the body that it is in
    (
        "[Ann Poll|Person] [Director of Nursing|Role] [Fells Trust|HealthBody] spoke.",
        {"Ann Poll holdsRole Director of Nursing", "Director of Nursing partOf Fells Trust"},
    ),
    # "both" inside a verb group
    (
        "The [ICB|HealthBody] and the [council|Council] were both represented on the [Flow Board|Board].",
        {"ICB memberOf Flow Board", "council memberOf Flow Board"},
    ),
    # how often, right after the verb
    ("The [access team|Team] met daily with the [review team|Team].", {"access team partnerOf review team"}),
    # an adverb before "-ing" opens a clause, not a noun phrase
    (
        "They left the [Alliance|Partnership] of which the [trust|HealthBody] was a key partner also giving notice.",
        {"trust memberOf Alliance"},
    ),
    # a verb in the base form after a plural and its "of"
    (
        "Examples of collaboration include the [trust|HealthBody] and [Ambleford Mind|Organisation] working together.",
        {"trust partnerOf Ambleford Mind"},
    ),
    # a list that another "and" takes into the next clause
    (
        "The plan is for health and care and help and the [ICB|HealthBody] and the [trust|HealthBody] agreed it.",
        {"ICB partnerOf trust"},
    ),
    # a name whose phrase ends with a noun of its own before the short form in brackets
    (
        "[Rowan|Organisation] and [Vale Acute|HealthBody] trusts ([Vale Acute|HealthBody]) opened a [clinic|Service].",
        {"Rowan provides clinic", "Vale Acute provides clinic"},
    ),
    # "both" keeps a list together before a relative clause
    (
        "This changed both the [access team|Team] and coordinators who work with the [police|PartnerGroup].",
        {"access team partnerOf police"},
    ),
    (
        "This changed the [access team|Team] and coordinators who work with the [police|PartnerGroup].",
        set(),
    ),
    # a noun coordinated with one that stands deeper
    (
        "[Hospices|PartnerGroup] were keen in terms of calls from nurses and joint work with the [council|Council].",
        {"Hospices partnerOf council"},
    ),
    # what a thing without a name includes, or is said to be
    (
        "The [council|Council] had a process for managing risk which included a [triage tool|Service].",
        {"council provides triage tool"},
    ),
    (
        "The [council|Council] ran schemes for carers, examples of this include the [sitting service|Service].",
        {"council provides sitting service"},
    ),
    (
        "Services which remain within the [council|Council] are the [duty team|Team] and the [review team|Team].",
        {"duty team partOf council", "review team partOf council"},
    ),
    ("The [council|Council] gave examples of work which included the [sitting service|Service].", set()),
    # what a name is said to be stands for it
    (
        "[Care Direct|Service] was the [contact centre|Service] for the [council|Council].",
        {"council provides Care Direct"},
    ),
    # a modifier of what opens the sentence is not its verb
    (
        "A [hub|Team] involving the [police|PartnerGroup] and the [council|Council] had closed.",
        {"police memberOf hub", "council memberOf hub"},
    ),
    # only what two sides have with one another links them
    ("The [trust|HealthBody] and the [council|Council] had strong links.", {"trust partnerOf council"}),
    ("The [trust|HealthBody] and the [council|Council] had an exchange scheme.", set()),
    # "quarterly meeting" is no verb, "place based" no clause
    (
        "The [council|Council] ensured quarterly meeting with homes as well as plans to tender the [bus|Service].",
        {"council commissions bus ?"},
    ),
    (
        "The [council|Council] worked with the place based [care partnership|Partnership].",
        {"council partnerOf care partnership"},
    ),
    # a list without "and" after "such as"
    (
        "Colocation of services such as the [trust|HealthBody], [Rowan|Organisation], [police|PartnerGroup].",
        {"trust partnerOf Rowan", "trust partnerOf police", "Rowan partnerOf police"},
    ),
    # brackets with an acronym that names nothing known
    (
        "The [Flow Board|Board] consists of three bodies ([ICB|HealthBody], XYZ and [trust|HealthBody]).",
        {"ICB memberOf Flow Board", "trust memberOf Flow Board"},
    ),
    # a stray comma before "of"
    (
        "The [leadership team|Team], of two services attended the [Flow Board|Board].",
        {"leadership team memberOf Flow Board"},
    ),
    # a thing of one's own is no partner, but may be commissioned
    ("The [council|Council] worked with its [access team|Team].", {"access team partOf council"}),
    (
        "The [council|Council] worked with its [commissioned partner|Organisation].",
        {"council partnerOf commissioned partner", "council commissions commissioned partner"},
    ),
    # a clause that lacks its verb
    (
        "The [hub|Service] is run by the [trust|HealthBody] and the [bus|Service] by [Rowan|Organisation].",
        {"trust provides hub", "Rowan provides bus"},
    ),
    # a list of bodies over a modifier
    (
        "The [pact|Agreement] was signed by [care homes|PartnerGroup] in the region and the [ICB|HealthBody].",
        {"care homes partyTo pact", "ICB partyTo pact"},
    ),
    # the agent after what somebody is paid for
    (
        "[Rowan|Organisation] is commissioned to run a [bus|Service] by the [council|Council].",
        {"council commissions Rowan", "Rowan provides bus"},
    ),
    # somebody's provider is somebody else, named between commas
    ("The [council|Council]'s provider ran the [bus|Service].", set()),
    (
        "The [council|Council] had paid for an external consultancy, [Rowan Partners|Organisation], to look at costs.",
        {"council funds Rowan Partners"},
    ),
    # "together" after a list of objects, "back" after a verb of moving
    (
        "A [Flow Board|Board] brought [housing|PartnerGroup], the [trust|HealthBody] and [GPs|PartnerGroup] together.",
        {"housing memberOf Flow Board", "trust memberOf Flow Board", "GPs memberOf Flow Board"},
    ),
    ("The [duty team|Team] was moved back into the [council|Council].", {"duty team partOf council"}),
    # a relative clause after an aside
    (
        "There was a [quality team|Team], based in the [council|Council], which worked with [care homes|PartnerGroup].",
        {"quality team partOf council", "quality team partnerOf care homes"},
    ),
    # on whose behalf
    (
        "[Rowan|Organisation] ran the [bus|Service] on the [council|Council]'s behalf.",
        {"Rowan provides bus", "council commissions Rowan"},
    ),
    (
        "The [council|Council] buys meals from [Rowan|Organisation] and lifts from [Vale Cars|Organisation].",
        {"council commissions Rowan", "council commissions Vale Cars"},
    ),
    # what a resolution asks for is still to come
    ("That the [bus|Service] be transferred to [Rowan|Organisation].", {"Rowan provides bus ?"}),
    # who is paid, and who else pays
    (
        "The [bus|Service] is run by [Rowan|Organisation], with a grant from the [council|Council].",
        {"Rowan provides bus", "council funds bus"},
    ),
    # a possessive does not reach a body of its own
    (
        "The [council|Council]'s [housing team|Team] and [Shelter|Organisation] met.",
        {"housing team partOf council", "housing team partnerOf Shelter"},
    ),
    ("[Rowan|Organisation] took on the running of the [bus|Service].", {"Rowan provides bus"}),
    # with whom there is an agreement for the delivery of a thing; who is used to do it
    (
        "There was a [pact|Agreement] with the [trust|HealthBody] for the delivery of the [bus|Service].",
        {"trust partyTo pact", "trust provides bus"},
    ),
    ("The [council|Council] used an external provider to run the [bus|Service].", set()),
    (
        "The [council|Council] used the [Innovation Fund|Agreement] to run the [bus|Service].",
        {"council provides bus", "Innovation Fund funds bus"},
    ),
    # what is set apart by "but not"
    (
        "Members of the [Flow Board|Board] included the [trust|HealthBody], but not [care homes|PartnerGroup].",
        {"trust memberOf Flow Board", "care homes memberOf Flow Board !"},
    ),
    ("[Care homes|PartnerGroup] had no seat on the [Flow Board|Board].", {"Care homes memberOf Flow Board !"}),
    # a time after a name
    (
        "The [bus|Service], run by [Rowan|Organisation] last autumn with a grant from the [ICB|HealthBody], closed.",
        {"Rowan provides bus", "ICB funds bus"},
    ),
    # the main verb after a relative clause takes the whole list for its subject
    (
        "An event which included the [trust|HealthBody] and the [council|Council] was praised.",
        {"trust partnerOf council"},
    ),
    # those who make a plan together work together while it is being made
    (
        "The [council|Council] and the [ICB|HealthBody] were developing a plan for carers.",
        {"council partnerOf ICB"},
    ),
    ("The [council|Council] was developing a [portal|Service].", {"council provides portal ?"}),
    # "how" asks; it does not tell what the phrase before it is about
    ("He gave advice on the [directorate|Team] and advice on how the [council|Council] might pay.", set()),
    # what is to be done in the passive is done to the object before it
    ("[Cabinet|Board] chose to bring cleaning back in house to be run by the [council|Council].", set()),
    (
        "The [council|Council] brought the [night line|Service] back to be run by the [access team|Team].",
        {"access team provides night line ?"},
    ),
    # what is said of somebody is no seat of who says it
    ("The [Chair|Role] welcomed members of the [Adults Board|Board] to the hall.", set()),
    # a clause after a thing without a name is said of that thing
    ("Nurses gave [home care|Service] from a single structure led by the [trust|HealthBody].", set()),
    (
        "Carers used the [night line|Service] for the city run by the [trust|HealthBody].",
        {"trust provides night line"},
    ),
]


@pytest.mark.parametrize(("marked", "expected"), READING, ids=short)
def test_how_a_sentence_is_read(marked: str, expected: set[str]) -> None:
    assert links(marked) == expected
