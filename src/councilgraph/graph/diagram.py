"""The class diagram of the ontology as SVG, drawn from the declarations.

Above, what the predicates join: a column of subjects, one of predicates, one of objects; types that the same predicates
join share a box. Below, how the graph tells it: the classes of documents, statements and evidence with their
properties, and the links between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from xml.sax.saxutils import escape

from councilgraph import schema
from councilgraph.graph.terms import Property

_WIDTH: Final = 1200
_LINE: Final = 17
_PAD: Final = 8
_GAP: Final = 14
_TOP: Final = 90
_ABOVE: Final = "  ⊂ "
_INK: Final = "#18212d"
_SOFT: Final = "#566273"
_COLUMNS: Final = {"subject": (20, 350), "predicate": (530, 140), "object": (830, 350)}
_COLOURS: Final = (
    *("#1f4e79", "#d55e00", "#009e73", "#cc79a7", "#8c6d31", "#0072b2", "#7f3c8d"),
    *("#e69f00", "#b03060", "#333333", "#56b4e9", "#666633", "#b3261e"),
)


@dataclass(frozen=True, slots=True)
class _Box:
    """A box with lines of text; `names` are the types or the predicate in it, `heads` how many lines are bold."""

    names: tuple[str, ...]
    lines: tuple[str, ...]
    heads: int
    colour: str = _SOFT
    x: float = 0
    y: float = 0
    width: float = 0

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 2 * _PAD

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def draw(properties: Mapping[str, Property]) -> str:
    """Return the diagram as one SVG document that needs nothing outside it."""
    joins, bottom = _joins()
    telling, height = _telling(properties, bottom + 60)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:g}" role="img" '
        "font-family=\"system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif\">"
    )
    title = "<title>Classes and properties of the councilgraph ontology</title>"
    ground = f'<rect width="{_WIDTH}" height="{height:g}" fill="#ffffff"/>'
    return "\n".join([head, title, ground, *joins, *telling, "</svg>"]) + "\n"


def _joins() -> tuple[list[str], float]:
    """Return the upper part, and how far down it reaches."""
    predicates = schema.load().predicates
    middle = [
        _Box((name,), (f"{name}  ↔" if link.symmetric else name,), 1, _COLOURS[rank % len(_COLOURS)])
        for rank, (name, link) in enumerate(predicates.items())
    ]
    columns = {"subject": _groups("subject"), "predicate": middle, "object": _groups("object")}
    tall = max(sum(box.height + _GAP for box in boxes) for boxes in columns.values())
    placed = {name: list(_stack(boxes, *_COLUMNS[name], tall)) for name, boxes in columns.items()}
    drawn = [part for boxes in placed.values() for box in boxes for part in _box(box)]
    lines = [
        *_fan(placed["subject"], placed["predicate"], "subject"),
        *_fan(placed["object"], placed["predicate"], "object"),
    ]
    headings = [
        _words(20, 34, "What the predicates join", 20, _INK, bold=True),
        _words(20, 58, "Read from left to right. Types that the same predicates join share a box.", 13, _SOFT),
    ]
    headings += [_words(_COLUMNS[name][0], _TOP - 10, name, 13, _SOFT) for name in columns]
    return [*headings, *lines, *drawn], _TOP + tall


def _groups(side: str) -> list[_Box]:
    """Return a box for each set of types that stand at this end of the same predicates."""
    types, predicates = schema.load().types, schema.load().predicates
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in types:
        groups.setdefault(tuple(p for p, link in predicates.items() if name in getattr(link, side)), []).append(name)
    return [
        _Box(tuple(names), tuple(f"{name}{_ABOVE}{', '.join(types[name].superclasses)}" for name in names), len(names))
        for names in groups.values()
    ]


def _stack(boxes: Sequence[_Box], x: float, width: float, tall: float) -> Iterator[_Box]:
    """Put boxes below each other, spread over a height."""
    gap = (tall - sum(box.height for box in boxes)) / len(boxes)
    y = _TOP + gap / 2
    for box in boxes:
        yield replace(box, x=x, y=round(y, 1), width=width)
        y += box.height + gap


def _fan(boxes: Iterable[_Box], predicates: Sequence[_Box], side: str) -> Iterator[str]:
    """Draw a line between a box of types and each predicate that has them at this end."""
    for box in boxes:
        ends = [p for p in predicates if box.names[0] in getattr(schema.load().predicates[p.names[0]], side)]
        for rank, predicate in enumerate(ends):
            y = box.y + box.height * (rank + 1) / (len(ends) + 1)
            if side == "subject":
                yield _curve(box.x + box.width, y, predicate.x, predicate.middle, predicate.colour)
            else:
                yield _curve(predicate.x + predicate.width, predicate.middle, box.x, y, predicate.colour)


def _curve(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    bend = (x1 + x2) / 2
    path = f"M{x1:g} {y1:.1f}C{bend:g} {y1:.1f} {bend:g} {y2:.1f} {x2 - 7:g} {y2:.1f}"
    tip = f"M{x2 - 7:g} {y2 - 4:.1f}L{x2:g} {y2:.1f}L{x2 - 7:g} {y2 + 4:.1f}Z"
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.4" opacity="0.75"/>'
        f'<path d="{tip}" fill="{colour}"/>'
    )


def _telling(properties: Mapping[str, Property], top: float) -> tuple[list[str], float]:
    """Return the lower part, and how far down it reaches: each class that is no entity, with its own properties."""
    fields: dict[str, list[str]] = {}
    for link in properties.values():
        if link.name in schema.load().predicates or _of_one_fact(link):
            continue
        for owner in link.domain:
            fields.setdefault(owner, []).append(f"{link.name} → {', '.join(link.range)}")
    fields["oa:Annotation"] = [
        "oa:hasBody → rdf:Statement",
        "oa:hasTarget → oa:SpecificResource",
        *fields["oa:Annotation"],
    ]
    boxes = [_Box((name,), (name, *rows), 1) for name, rows in fields.items()]
    parts = [
        _words(20, top, "How the graph tells it", 20, _INK, bold=True),
        _words(20, top + 24, "What each document states stands in a named graph of its own.", 13, _SOFT),
    ]
    columns: list[float] = [top + 44] * 3
    for box in sorted(boxes, key=lambda box: (-box.height, box.names)):
        shortest = columns.index(min(columns))
        here = replace(box, x=20 + 393 * shortest, y=columns[shortest], width=374)
        columns[shortest] += here.height + _GAP
        parts += _box(here)
    return parts, max(columns) + 10


def _of_one_fact(link: Property) -> bool:
    """Tell whether a property is a field of facts: there are a hundred, and the table of facts lists them."""
    kinds = {f"cg:{kind.class_name}" for kind in schema.load().facts.values()}
    return set(link.domain) <= kinds


def _box(box: _Box) -> Iterator[str]:
    yield (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="4" '
        f'fill="#f7f9fb" stroke="{box.colour}" stroke-width="1.3"/>'
    )
    for rank, line in enumerate(box.lines):
        y = box.y + _PAD + _LINE * rank + 13
        name, mark, above = line.partition(_ABOVE)
        yield _words(box.x + 12, y, name, 13, _INK if rank < box.heads else _SOFT, bold=rank < box.heads)
        if above:
            yield _words(box.x + 116, y, mark.strip() + " " + above, 13, _SOFT)


def _words(x: float, y: float, text: str, size: int, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}"{weight} fill="{colour}">{escape(text)}</text>'
