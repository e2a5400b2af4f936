"""From tokens to candidate mentions: `find_mentions`.

`lexicon` is what the data files say of words, made by `compiling` (with `forms` and `shape`); `reader` holds a text
with what the lexicon knows of each word. One module a way of finding: `names` (known beforehand), `people` (and
`strangers`, whose given names no list has), `chunks`
(built around a head noun: `walks` to the left over `marks`, `trimming`, `complements` to the right, and the conditions
of `needs`), `groups` (partner groups), `sectors` (those that stand alone) and `singles` (one left unnamed), `councils`
and `places` (the council by its bare place; `predicates` tells its verb); and what the document itself explains:
`definitions` (with `acronyms`), `discovery` (with `agents`) and `naming` (of what `learning` takes up, over the `runs`
of capitals). `finding` puts them in order; `check` runs the examples of the rules.
"""

from __future__ import annotations

from councilgraph.extraction.mentions.finding import Found, find_mentions
from councilgraph.extraction.mentions.reader import Home

__all__ = ["Found", "Home", "find_mentions"]
