"""The frozen values that travel from stage to stage.

A reader makes a `Document`; extraction makes one `Extraction` from it; resolution makes `Entity`s
and `Assertion`s from many extractions; the graph is assembled from those.
Every offset counts characters (Unicode code points) of `Document.text`, start inclusive, end exclusive.
For Markdown and plain text `Document.text` is the raw file, so the offsets are those of the file.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Status = Literal["asserted", "planned", "negated"]
SectionRole = Literal["body", "standing", "furniture"]
SentenceKind = Literal["prose", "heading", "item", "row", "furniture"]


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a document was read from; `name` has no folder, so that a graph tells nothing of a machine."""

    name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under one heading, up to the next heading of any level.

    `level` is 0 for what stands before the first heading, else 1 (highest) to 6. `path` are the headings from the
    outermost to this one. `role` is `standing` for text that is the same in every document of a kind (it states
    no facts) and `furniture` for tables of contents and the like.
    """

    start: int
    end: int
    level: int
    heading: str
    path: tuple[str, ...] = ()
    role: SectionRole = "body"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged format, numbered from 1."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, with the offsets of its text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the header cells (may be empty) and the rows below them."""

    start: int
    end: int
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of extraction: a sentence, heading, list item or table row, trimmed of white space."""

    start: int
    end: int
    kind: SentenceKind
    section: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What a document states in fixed form: a rating, a score, a budget figure, a meeting, an attendance.

    `kind` names the sort of fact (declared in data/schema.yaml) and `values` its fields in a fixed order.
    `derived` marks a value computed from other stated values.
    """

    kind: str
    values: tuple[tuple[str, str], ...]
    start: int
    end: int
    derived: bool = False

    def get(self, field: str, default: str = "") -> str:
        """Return one field's value, or `default` where the fact has no such field."""
        return dict(self.values).get(field, default)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as every later stage sees it, whatever its format was.

    `kind` is the profile that recognised it (`assessment`, `meeting`, `strategy`, ... or `document`);
    `published` the day on which it says that it was published, `held` that of the meeting whose paper it is;
    `council` the GSS code of the council it is about ("E06000026"), or None where no register has that council;
    `council_name` that council's official name, or the name the text gives one that is in no register.
    `anchors` pairs offsets of the text with positions in the source, both rising: lines of HTML, blocks of a Word
    file; empty for formats with pages and where the text is the raw file.
    """

    id: str
    title: str
    kind: str
    published: datetime.date | None
    council: str | None
    council_name: str | None
    text: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    pages: tuple[Page, ...]
    facts: tuple[Fact, ...]
    source: Source
    warnings: tuple[str, ...] = ()
    anchors: tuple[tuple[int, int], ...] = ()
    held: datetime.date | None = None

    @property
    def date(self) -> datetime.date | None:
        """The day that it is of: that of its meeting, else that of its publication."""
        return self.held or self.published


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or refers to an entity.

    `entity` is the key of the entity within its document: mentions with one key are one thing. `name` is that
    entity's canonical name, the same for all of its mentions. `named` is true where this surface form is a proper
    name, false for a nominal reference ("the local authority"). `register` is the official identifier where a
    register has the entity, as `scheme:code` ("gss:E06000026", "ods:QJK").
    """

    start: int
    end: int
    text: str
    type: str
    entity: str
    name: str
    named: bool
    rule: str
    register: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link between two mentions of one sentence; `subject` and `object` index `Extraction.mentions`.

    `start` and `end` bound the sentence; `trigger_start` and `trigger_end` the words that state the link (in the
    row of a table the cell whose column head does).
    `ended` marks what was the case and no longer is. `attributed_to` is who is said to say it, or None.
    """

    subject: int
    predicate: str
    object: int
    status: Status
    rule: str
    start: int
    end: int
    trigger_start: int
    trigger_end: int
    ended: bool = False
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the rules found in one document, mentions in text order."""

    document: str
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the world, as far as the corpus tells: a node of the graph.

    `scope` is the code or name of the council to which the thing belongs, or None for a thing known everywhere.
    `aliases` are the other names under which it occurs; `identifiers` are official ones as `scheme:code`;
    `mentions` are (document id, index into that document's mentions).
    """

    iri: str
    type: str
    name: str
    scope: str | None
    aliases: tuple[str, ...]
    identifiers: tuple[str, ...]
    mentions: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that supports an assertion, with the spans of both ends and of the trigger in the document.

    `statement` is the quality statement of the regulator's framework under which it stands, in an assessment.
    """

    start: int
    end: int
    quote: str
    subject: tuple[int, int]
    object: tuple[int, int]
    trigger: tuple[int, int]
    rule: str
    section: str
    page: int | None = None
    attributed_to: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one document says of two entities: one for each document, subject, predicate, object and status.

    `confidence` lies in 0..1; `cases` is the number of annotated cases behind it, 0 for a rule never measured.
    """

    iri: str
    document: str
    subject: str
    predicate: str
    object: str
    status: Status
    ended: bool
    confidence: float
    cases: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Succession:
    """One organisation (by IRI) followed another on a date, as a register tells."""

    old: str
    new: str
    date: datetime.date | None
