"""From tokens to candidate mentions: `find_mentions`.

`lexicon` compiles the data files; `reader` holds a text with what the lexicon knows of each word. One module a way of
finding: `names` (known beforehand), `people`, `chunks` (built around a head noun, with `walks` to the left,
`complements` to the right and the conditions of `needs`), `groups` (partner groups), `councils`, `acronyms` and
`discovery` (what the document itself explains), `naming` (names that it gives to things, over the `runs` of capitals). `finding` puts them in order; `check` runs the examples of the rules.
"""

from __future__ import annotations

from councilgraph.extraction.mentions.finding import Found, find_mentions
from councilgraph.extraction.mentions.reader import Home

__all__ = ["Found", "Home", "find_mentions"]
