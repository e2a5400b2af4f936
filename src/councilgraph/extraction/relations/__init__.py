"""From mentions to the relations that sentences state between them: `find_relations`.

A sentence is read as a row of chunks (`chunks`, with `verbs` and `cursor`; `model` says what a chunk is). `clause`
with `infinitives`, `objects` and `groups` finds what stands in which role. `triggers`, `nouns`, `joint` and `structure`
apply the rules that `rules` and `words` compile from the data; `status` tells planned, denied and ended. `finding` puts
them in order; `examples` runs the examples that each rule carries.
"""

from __future__ import annotations

from councilgraph.extraction.relations.finding import RelationFinder, find_relations

__all__ = ["RelationFinder", "find_relations"]
