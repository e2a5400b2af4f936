"""From mentions to the relations that sentences state between them: `find_relations`.

A sentence is read as a row of chunks (`chunks`, with `verbs` and `cursor`; `model` says what a chunk is). `clause`,
and the classes below it down to `coordination`, find what stands in which role. `triggers`, with `nouns`, `joint`,
`connectors` and `structure`, apply the rules that `compiling` makes of the data (`rules` says what a rule may say).
`status`, with the classes below it down to `governors`, tells planned and denied, `endings` what is over, `attribution`
who says it. `finding` puts them in order; `examples` runs the examples that each rule carries.
"""

from __future__ import annotations

from councilgraph.extraction.relations.finding import RelationFinder, find_relations

__all__ = ["RelationFinder", "find_relations"]
