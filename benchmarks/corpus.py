"""Generated corpora for the benchmarks: documents with what extraction would find in them, always the same.

Each paper is about one of 150 real councils and names some 180 things in 700 mentions, drawn so that names repeat
within a council and across councils. It states 136 links of the thirteen predicates, one sentence each, and every
second paper is an assessment with a rating, scores and figures, the others minutes with decisions: about 4,700 quads
a paper. No name or sentence is of a real document.
"""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from councilgraph import registers, schema
from councilgraph.models import Document, Extraction, Fact, Mention, Relation, Section, Source, Status

COUNCILS = 150
MENTIONS = 700
LINKS = 136
_KINDS = ("UA", "MD", "LBO", "CTY")
_PARTS = (
    "Harbour",
    "Mill",
    "Orchard",
    "Castle",
    "Bridge",
    "Meadow",
    "Abbey",
    "Quay",
    "Forest",
    "Priory",
    "Weir",
    "Moor",
)
_TOPICS = ("Adult", "Carers", "Housing", "Learning", "Health", "Autism", "Dementia", "Equality", "Finance", "Workforce")
_ENDS = ("Care", "Support", "Trust", "Community", "Homes", "Advice", "Alliance", "Action", "Futures", "Voices")
_GROUPS = ("Police", "Care providers", "Housing providers", "Universities")
_HEADS = {
    "Board": ("Board", "Committee", "Forum", "Steering Group", "Partnership Board", "Scrutiny Panel"),
    "Strategy": ("Strategy", "Plan", "Policy", "Framework"),
    "Service": ("Service", "Hub", "Helpline", "Reablement Scheme"),
    "Team": ("Team", "Directorate"),
    "Agreement": ("Agreement", "Contract", "Pooled Budget"),
    "Partnership": ("Partnership", "Alliance"),
    "Role": ("Lead", "Director", "Manager"),
}
_FIXED = (
    ("Board", "Safeguarding Adults Board"),
    ("Board", "Health and Wellbeing Board"),
    ("Board", "Cabinet"),
    ("Agreement", "Better Care Fund"),
    ("Agreement", "Section 75 Agreement"),
    ("Strategy", "Carers Strategy"),
)
_STATUSES: tuple[Status, ...] = ("asserted",) * 18 + ("planned", "negated")
_STATEMENTS = ("Assessing needs", "Safe systems", "Partnerships and communities", "Governance", "Equity in outcomes")
_MEASURES = ("budget estimated", "budget actual", "adult social care actual")
_RATINGS = ("Good", "Requires improvement", "Outstanding", "Inadequate")

Pair = tuple[Document, Extraction]


@dataclass(slots=True)
class _Text:
    """A text as it grows, with the mentions and facts at their offsets."""

    lines: list[str] = field(default_factory=list)
    size: int = 0
    mentions: list[Mention] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def write(self, line: str) -> int:
        start = self.size
        self.lines.append(line + "\n")
        self.size += len(line) + 1
        return start

    def mention(self, offset: int, thing: tuple[int, str, str]) -> int:
        key, type_, name = thing
        self.mentions.append(
            Mention(offset, offset + len(name), name, type_, f"{type_}:{key}", name, True, "generated")
        )
        return len(self.mentions) - 1

    def fact(self, kind: str, line: str, *values: tuple[str, str]) -> None:
        start = self.write(line)
        self.facts.append(Fact(kind, values, start, start + len(line)))


def documents(count: int) -> Iterator[Pair]:
    """Yield that many papers with their extractions."""
    councils = [c for c in registers.councils().all if c.end is None and c.kind in _KINDS]
    bodies = [body.name for body in registers.health().all]
    for number in range(count):
        yield _document(number, councils[number % COUNCILS], bodies, random.Random(number))


def _document(number: int, council: registers.Council, bodies: list[str], draw: random.Random) -> Pair:
    id_, text = f"paper-{number:05}", _Text()
    round_ = number // COUNCILS
    kind = "assessment" if round_ % 2 == 0 else "meeting"
    published = datetime.date(2016 + round_ % 10, 1 + number % 12, 1)
    text.write(f"# {council.name}: paper {round_ + 1}")
    things = [(key, *thing) for key, thing in enumerate(_things(council, bodies, draw))]
    _facts(text, kind, council, published, draw)
    while len(text.mentions) < MENTIONS - 2 * LINKS:
        thing = draw.choice(things)
        text.mention(text.write(f"- {thing[2]}") + 2, thing)
    _links(text, things, draw)
    whole = "".join(text.lines)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    source = Source(f"{id_}.md", "text/markdown", digest, len(whole.encode()))
    starts = range(0, len(whole), 2000)
    sections = tuple(Section(at, min(at + 2000, len(whole)), 1, f"Part {n + 1}") for n, at in enumerate(starts))
    title = text.lines[0].strip("# \n")
    document = Document(
        id_, title, kind, published, council.code, council.name, whole, sections, (), (), tuple(text.facts), source
    )
    return document, Extraction(id_, tuple(text.mentions), tuple(text.relations))


def _things(council: registers.Council, bodies: list[str], draw: random.Random) -> list[tuple[str, str]]:
    made = [("Council", council.name), *_FIXED]
    made += [("HealthBody", draw.choice(bodies)) for _ in range(8)]
    made += [("Organisation", f"{draw.choice(_PARTS)} {draw.choice(_PARTS)} {draw.choice(_ENDS)}") for _ in range(25)]
    made += [("Organisation", f"{council.short} {draw.choice(_PARTS)} {draw.choice(_ENDS)}") for _ in range(10)]
    made += [("PartnerGroup", group) for group in _GROUPS]
    made += [
        ("Person", f"Councillor {draw.choice(_PARTS)} {draw.choice(_PARTS)}{draw.choice('abcdefgh')}ton")
        for _ in range(20)
    ]
    for type_, heads in _HEADS.items():
        for _ in range(16):
            place = f"{council.short} " if draw.random() < 0.3 else ""
            made.append((type_, f"{place}{draw.choice(_TOPICS)} and {draw.choice(_PARTS)} {draw.choice(heads)}"))
    return list(dict.fromkeys(made))


def _links(text: _Text, things: list[tuple[int, str, str]], draw: random.Random) -> None:
    of_type = {name: [thing for thing in things if thing[1] == name] for name in schema.load().types}
    predicates = list(schema.load().predicates.values())
    for _ in range(LINKS):
        predicate = draw.choice(predicates)
        # a third of the links are the council's own
        own = "Council" in predicate.subject and draw.random() < 0.34
        subject = of_type["Council"][0] if own else draw.choice(of_type[draw.choice(predicate.subject)])
        object_ = draw.choice(of_type[draw.choice(predicate.object)])
        line = f"{subject[2]} {predicate.label} {object_[2]}."
        start = text.write(line)
        trigger = start + len(subject[2]) + 1
        ends = text.mention(start, subject), text.mention(trigger + len(predicate.label) + 1, object_)
        spans = start, start + len(line), trigger, trigger + len(predicate.label)
        status = draw.choice(_STATUSES)
        ended = status == "asserted" and draw.random() < 0.02
        rule = f"generated.{predicate.name}"
        text.relations.append(Relation(ends[0], predicate.name, ends[1], status, rule, *spans, ended))


def _facts(text: _Text, kind: str, council: registers.Council, day: datetime.date, draw: random.Random) -> None:
    if kind == "assessment":
        rating, percentage = draw.choice(_RATINGS), str(draw.randrange(40, 90))
        text.fact("rating", f"Rating: {rating}", ("rating", rating))
        text.fact("overall_score", f"Overall score: {percentage}%", ("percentage", percentage))
        for statement in _STATEMENTS:
            score = str(draw.randrange(1, 5))
            text.fact("quality_score", f"{statement}: {score}", ("statement", statement), ("score", score))
        for measure in _MEASURES:
            amount = str(draw.randrange(10**7, 10**9))
            values = (("measure", measure), ("year", f"{day.year - 1}/{day.year % 100:02}"), ("amount", amount))
            text.fact("financial", f"{measure}: {amount}", *values, ("unit", "GBP"))
        return
    meeting = f"Cabinet, {day.isoformat()}"
    for item in range(1, 6):
        subject = f"{draw.choice(_TOPICS)} in {council.short}"
        text.fact("minute", f"{item}. {subject}", ("meeting", meeting), ("number", str(item)), ("subject", subject))
        said = f"Agreed the {draw.choice(_PARTS)} proposal."
        values = (("meeting", meeting), ("item", str(item)), ("number", "1"), ("text", said))
        text.fact("decision", said, *values)
