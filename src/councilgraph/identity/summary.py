"""What resolution needs of one document: its entities, slim enough to hold those of a whole corpus."""

from __future__ import annotations

import datetime
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass

from councilgraph.models import Document, Extraction, Mention


@dataclass(frozen=True, slots=True)
class Local:
    """One entity as one document has it.

    `key` is the document's own key for it. `names` are the proper names it goes by there, its canonical name first,
    the others by how often they stand in the text; `references` are other ways in which it is spoken of ("the Board").
    `proper` is false where the document gives it no proper name. `mentions` index the document's mentions.
    """

    document: str
    key: str
    type: str
    name: str
    names: tuple[str, ...]
    references: tuple[str, ...]
    proper: bool
    registers: tuple[str, ...]
    mentions: tuple[int, ...]

    @property
    def id(self) -> tuple[str, str]:
        """What tells it from every other of a corpus: its document and its key there."""
        return self.document, self.key


@dataclass(frozen=True, slots=True)
class Summary:
    """One document's entities and the council that its own things belong to.

    `scope` is that council's code, else its name, else the document's id: what is nobody's is not shared.
    """

    document: str
    scope: str
    council: str | None
    council_name: str | None
    date: datetime.date | None
    entities: tuple[Local, ...]


def summarise(document: Document, extraction: Extraction) -> Summary:
    """Return the entities of a document in the order of their keys."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, mention in enumerate(extraction.mentions):
        groups[mention.entity].append(index)
    return Summary(
        document=document.id,
        scope=document.council or document.council_name or document.id,
        council=document.council,
        council_name=document.council_name,
        date=document.date,
        entities=tuple(_local(document.id, key, groups[key], extraction.mentions) for key in sorted(groups)),
    )


def _local(document: str, key: str, indexes: list[int], mentions: tuple[Mention, ...]) -> Local:
    own = [mentions[index] for index in indexes]
    # A key joins mentions of one type; should it not, the most frequent type speaks for the entity.
    type_ = _most_frequent([mention.type for mention in own])[0]
    name = _most_frequent([mention.name for mention in own if mention.type == type_])[0]
    named = _most_frequent([" ".join(mention.text.split()) for mention in own if mention.named])
    others = {" ".join(mention.text.split()) for mention in own if not mention.named}
    registers = _most_frequent([mention.register for mention in own if mention.register])
    return Local(
        document=document,
        key=sys.intern(key),
        type=sys.intern(type_),
        name=sys.intern(name),
        names=tuple(sys.intern(form) for form in dict.fromkeys([name, *named])),
        references=tuple(sorted(others)),
        proper=bool(named),
        registers=tuple(registers),
        mentions=tuple(indexes),
    )


def _most_frequent(values: list[str]) -> list[str]:
    counted = Counter(values)
    return sorted(counted, key=lambda value: (-counted[value], value))
