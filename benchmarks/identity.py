"""Time and peak memory of resolution on generated corpora: `python benchmarks/identity.py [SIZES...]`.

Each document is of one of 150 real councils and names some 180 entities in 700 mentions with 120 links, drawn so that
names repeat within a council and across councils. Every size runs in a process of its own; the exponent is the slope
of log time over log size between the two largest (1 is linear).
"""

from __future__ import annotations

import math
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Iterator

from councilgraph import identity, registers
from councilgraph.models import Document, Extraction, Mention, Relation, Section, Source

SIZES = (10, 150, 1500)
_PARTS = [
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
]
_TOPICS = ["Adult", "Carers", "Housing", "Learning", "Health", "Autism", "Dementia", "Equality", "Finance", "Workforce"]
_ENDS = ["Care", "Support", "Trust", "Community", "Homes", "Advice", "Alliance", "Action", "Futures", "Voices"]
_HEADS = {
    "Board": ["Board", "Committee", "Forum", "Steering Group", "Partnership Board"],
    "Strategy": ["Strategy", "Plan", "Policy", "Framework"],
    "Service": ["Service", "Hub", "Helpline", "Scheme"],
    "Team": ["Team", "Directorate"],
    "Agreement": ["Agreement", "Contract", "Fund"],
    "Partnership": ["Partnership", "Alliance"],
    "Role": ["Lead", "Director", "Manager"],
}


def documents(count: int) -> Iterator[tuple[Document, Extraction]]:
    """Yield generated documents with their extractions, the same for the same count."""
    councils = [
        council
        for council in registers.councils().all
        if council.end is None and council.kind in ("UA", "MD", "LBO", "CTY")
    ]
    bodies = [body.name for body in registers.health().all]
    for number in range(count):
        yield _document(number, councils[number % 150], bodies, random.Random(number))


def _document(
    number: int, council: registers.Council, bodies: list[str], draw: random.Random
) -> tuple[Document, Extraction]:
    id_ = f"paper-{number:05}"
    entities = _entities(council, bodies, draw)
    mentions: list[Mention] = []
    lines: list[str] = []
    offset = 0
    for _ in range(700):
        key = draw.randrange(len(entities))
        type_, name = entities[key]
        mentions.append(Mention(offset, offset + len(name), name, type_, f"{type_}:{key}", name, True, "generated"))
        lines.append(name + "\n")
        offset += len(name) + 1
    text = "".join(lines)
    relations = []
    for _ in range(120):
        at = draw.randrange(len(mentions) - 1)
        start, end = mentions[at].start, mentions[at + 1].end
        relations.append(Relation(at, "partnerOf", at + 1, "asserted", "generated", start, end, start, start))
    source = Source(f"{id_}.md", "text/markdown", "0" * 64, len(text))
    sections = tuple(Section(n, n + 500, 1, "Heading") for n in range(0, len(text), 500))
    document = Document(id_, id_, "document", None, council.code, council.name, text, sections, (), (), (), source)
    return document, Extraction(id_, tuple(mentions), tuple(relations))


def _entities(council: registers.Council, bodies: list[str], draw: random.Random) -> list[tuple[str, str]]:
    made = [("Council", council.name)]
    made += [("HealthBody", draw.choice(bodies)) for _ in range(8)]
    made += [("Organisation", f"{draw.choice(_PARTS)} {draw.choice(_PARTS)} {draw.choice(_ENDS)}") for _ in range(25)]
    made += [("Organisation", f"{council.short} {draw.choice(_PARTS)} {draw.choice(_ENDS)}") for _ in range(10)]
    made += [("PartnerGroup", group) for group in ("Police", "Care providers", "Housing providers", "Universities")]
    made += [
        ("Person", f"Councillor {draw.choice(_PARTS)} {draw.choice(_PARTS)}{draw.choice('abcdefgh')}ton")
        for _ in range(20)
    ]
    for type_, heads in _HEADS.items():
        for _ in range(16):
            place = f"{council.short} " if draw.random() < 0.3 else ""
            made.append((type_, f"{place}{draw.choice(_TOPICS)} and {draw.choice(_PARTS)} {draw.choice(heads)}"))
    return made


def measure(count: int) -> tuple[int, int, int, float, float, float]:
    """Return (documents, entities, candidates, seconds of link, seconds of state, peak MB) for one size."""
    summaries = [identity.summarise(*pair) for pair in documents(count)]
    started = time.perf_counter()
    resolution = identity.link(summaries)
    linked = time.perf_counter() - started
    spent = 0.0
    for document, extraction in documents(count):
        started = time.perf_counter()
        identity.state(document, extraction, resolution.iris[document.id])
        spent += time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return count, len(resolution.entities), len(resolution.candidates), linked, spent, peak


def main(sizes: tuple[int, ...]) -> None:
    """Print a table, one line a size, and the exponents."""
    context = multiprocessing.get_context("spawn")
    rows = []
    print("documents  entities  candidates  link s  ms/doc  state s  ms/doc  peak MB")
    for size in sizes:
        with context.Pool(1) as pool:
            row = pool.apply(measure, (size,))
        rows.append(row)
        count, entities, pairs, linked, spent, peak = row
        each, other = 1000 * linked / count, 1000 * spent / count
        print(
            f"{count:9}  {entities:8}  {pairs:10}  {linked:6.2f}  {each:6.2f}  {spent:7.2f}  {other:6.2f}  {peak:7.0f}"
        )
    if len(rows) > 1:
        (small, *_, a, b, _), (large, *_, c, d, _) = rows[-2:]
        steps = math.log(large / small)
        print(f"exponent: link {math.log(c / a) / steps:.2f}, state {math.log(d / b) / steps:.2f}")


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
