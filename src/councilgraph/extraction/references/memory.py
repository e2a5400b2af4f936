"""What a text mentioned before the place that is read, and how far back a bare noun may refer to it."""

from __future__ import annotations

from dataclasses import dataclass

from councilgraph.extraction.mentions.lexicon import Lexicon
from councilgraph.extraction.mentions.reader import Span


class Memory:
    """What was mentioned last, by head noun and by type.

    `meeting` is the body whose meeting the paper is of, `paper` the plan that it is. `topics` are the first mentions
    with a head noun in the last sentence that has any.
    """

    def __init__(self, meeting: Span | None, paper: Span | None) -> None:
        self.meeting, self.paper = meeting, paper
        self.by_head: dict[str, tuple[Span, int]] = {}
        self.topics: dict[str, tuple[Span, int]] = {}
        self.by_type: dict[str, tuple[Span, int]] = {}

    def add(self, span: Span, head: str, index: int) -> None:
        """Remember a mention of sentence `index`."""
        if head:
            self.by_head[head] = (span, index)
            if head not in self.topics or self.topics[head][1] != index:
                self.topics[head] = (span, index)
            if not span.plural:
                self.by_head[f"one {head}"] = (span, index)
        self.by_type[span.type] = (span, index)

    def take_up(self, reference: Span, noun: str, index: int) -> None:
        """Remember that a sentence goes on about what was mentioned before it by a bare noun."""
        known = self.by_head.get(noun)
        if known is not None and known[0].type == reference.type and self.topics[noun][1] != index:
            self.topics[noun] = (reference, index)


@dataclass(frozen=True, slots=True)
class Window:
    """How many sentences back a bare noun may refer, and the words for which other limits hold.

    A noun refers `near` sentences back, in capitals or of `far_heads` `far`; where nothing else is meant, `farthest`.
    Those of `services` refer `tools` back.
    A mention of its type in this sentence or the last comes before one that is more than `rival` sentences back.
    """

    near: int
    far: int
    farthest: int
    rival: int
    tools: int
    far_heads: frozenset[str]
    determiners: frozenset[str]
    single: frozenset[str]
    services: frozenset[str]
    not_in: frozenset[str]


def read_window(lexicon: Lexicon) -> Window:
    """Return the limits that the rule of same heads sets."""
    rule = lexicon.rules["reference.same-head"]
    return Window(
        int(rule.fields["window"]),
        int(rule.fields["window_far"]),
        int(rule.fields["window_farthest"]),
        int(rule.fields["window_rival"]),
        int(rule.fields["window_services"]),
        frozenset(rule.words("heads_far")),
        frozenset(rule.words("determiners")),
        frozenset(rule.words("single")),
        frozenset(rule.words("services")),
        frozenset(rule.words("services_not_after")),
    )
