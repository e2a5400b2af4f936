"""Small invented documents with what extraction would find in them, written as short tables."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from councilgraph.models import Document, Extraction, Mention, Page, Relation, Section, Source, Status

WESTHAVEN, EASTMOOR = "Westhaven City Council", "Eastmoor County Council"


def paper(
    id_: str,
    council: str | None,
    entities: Sequence[tuple[str, ...]],
    links: Sequence[tuple[int, str, int] | tuple[int, str, int, str]] = (),
    *,
    published: str = "2024-05-01",
    code: str | None = None,
    registers: dict[int, str] | None = None,
    unnamed: Sequence[int] = (),
) -> tuple[Document, Extraction]:
    """Make a document: each entity is (type, canonical name, other forms ...), each form one mention and one line.

    Each link joins the first mentions of two entities; its sentence is a line of its own. A form in square brackets is
    a reference ("[the Board]"); `unnamed` entities have only references.
    """
    lines: list[str] = ["# Heading one\n"]
    mentions: list[Mention] = []
    first: dict[int, Mention] = {}

    def write(text: str) -> int:
        start = sum(map(len, lines))
        lines.append(text + "\n")
        return start

    for number, (type_, name, *forms) in enumerate(entities):
        for form in [name, *forms]:
            text = form.strip("[]")
            start = write(f"- {text}.") + 2
            named = not form.startswith("[") and number not in unnamed
            register = (registers or {}).get(number)
            mention = Mention(start, start + len(text), text, type_, f"{type_}:{number}", name, named, "test", register)
            mentions.append(mention)
            first.setdefault(number, mention)
    heading = write("## Heading two")
    relations = []
    for subject, predicate, object_, *status in links:
        left, right = first[subject].text, first[object_].text
        start = write(f"{left} {predicate} {right}.")
        end = start + len(left) + len(predicate) + len(right) + 3
        ends = []
        for number, at in ((subject, start), (object_, end - 1 - len(right))):
            base = first[number]
            mentions.append(
                Mention(
                    at,
                    at + len(base.text),
                    base.text,
                    base.type,
                    base.entity,
                    base.name,
                    base.named,
                    "test",
                    base.register,
                )
            )
            ends.append(len(mentions) - 1)
        ended = status == ["ended"]
        stated: Status = "asserted" if ended or not status else status[0]  # type: ignore[assignment]
        trigger = start + len(left) + 1
        relations.append(
            Relation(
                ends[0],
                predicate,
                ends[1],
                stated,
                f"rule.{predicate}",
                start,
                end,
                trigger,
                trigger + len(predicate),
                ended,
            )
        )
    text = "".join(lines)
    document = Document(
        id=id_,
        title=id_,
        kind="document",
        published=datetime.date.fromisoformat(published),
        council=code,
        council_name=council,
        text=text,
        sections=(Section(0, heading, 1, "Heading one"), Section(heading, len(text), 2, "Heading two")),
        tables=(),
        pages=(Page(1, 0, heading), Page(2, heading, len(text))),
        facts=(),
        source=Source(f"{id_}.md", "text/markdown", "0" * 64, len(text)),
    )
    return document, Extraction(id_, tuple(mentions), tuple(relations))
