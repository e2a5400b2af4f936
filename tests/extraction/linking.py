"""What the rules find in one invented sentence with marked mentions, as short lines."""

from __future__ import annotations

from councilgraph import rules, text
from councilgraph.extraction import tokens
from councilgraph.extraction.relations import RelationFinder
from councilgraph.extraction.relations.examples import read
from councilgraph.models import Relation, Section

RULES = rules.load()
FINDER = RelationFinder(RULES)
NLP = tokens.blank()


def relations(marked: str, sections: tuple[Section, ...] = ()) -> tuple[tuple[str, ...], list[Relation]]:
    """Return the names that a marked sentence holds, and its relations."""
    plain, mentions = read(marked)
    tape = tokens.tape(NLP, text.clean(plain), text.sentences(plain))
    return tuple(m.text for m in mentions), FINDER.find(tape, mentions, sections, text.tables(plain))


def links(marked: str) -> set[str]:
    """Return the links of a marked sentence as "subject predicate object", with " ?" for planned, " !" for denied."""
    names, found = relations(marked)
    mark = {"asserted": "", "planned": " ?", "negated": " !"}
    return {f"{names[r.subject]} {r.predicate} {names[r.object]}{mark[r.status]}" for r in found}


def short(value: str | set[str]) -> str:
    """Return the name of a case, the same whatever the hash seed, so that processes agree on it."""
    return str(sorted(value) if isinstance(value, set) else value)[:50]
