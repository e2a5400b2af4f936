"""The neighbourhood of one council as places, lines and names, for SVG and PNG alike."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

from councilgraph import schema
from councilgraph.errors import OutputError
from councilgraph.export.view import View, by_pair

WIDTH: Final = 1200
HEIGHT: Final = 1160
MIDDLE: Final = (600.0, 575.0)
_RING: Final = 250.0
# Places on the ring, of which some stay empty between the types.
_SLOTS: Final = 84
_GAPS: Final = 12
# The radius of the council in the middle.
_CENTRE: Final = 26
_LETTERS: Final = 37


@dataclass(frozen=True, slots=True)
class Spot:
    """A node: its place, radius, type and name; `turn` is the direction of its name in degrees, None for the middle."""

    x: float
    y: float
    radius: float
    type: str
    label: str
    turn: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two places (`bent` towards the middle) with its width and the standing of what it says."""

    start: tuple[float, float]
    end: tuple[float, float]
    bent: bool
    width: float
    standing: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All there is to draw, back to front, with a heading, a note and the types for the legend."""

    title: str
    note: str
    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]
    types: tuple[str, ...]


def neighbourhood(view: View, council: str | None = None) -> Picture:
    """Return the picture of a council (IRI; by default that of the filters) and what it is linked to, kind by kind.

    Where there are more neighbours than room, those of most weight stay, and the note says so.
    """
    centre = council or view.filters.council
    if centre is None:
        raise OutputError("a picture shows one council: name it with --council")
    graph = view.graph()
    around = sorted({*graph.successors(centre), *graph.predecessors(centre)} - {centre}) if centre in graph else []
    pairs = {pair: data for pair, data in by_pair(graph).items() if pair[0] != pair[1]}
    kept = _kept(view, centre, around, pairs)
    places = _places(kept, [graph.nodes[node]["type"] for node in kept]) | {centre: (*MIDDLE, None)}
    spots = [_spot(view, node, centre, graph.nodes[node], places[node]) for node in kept]
    spots.append(Spot(*MIDDLE, _CENTRE, view.dataset.nodes[centre].type, view.dataset.nodes[centre].label, None))
    lines = [_line(places, pair, data, centre) for pair, data in pairs.items() if set(pair) <= places.keys()]
    return Picture(
        title=f"{view.dataset.nodes[centre].label}: who and what it is linked to",
        note=_note(len(kept), len(around)),
        lines=tuple(sorted(lines, key=lambda line: (not line.bent, line.start, line.end))),
        spots=tuple(spots),
        types=tuple(name for name in schema.load().types if any(spot.type == name for spot in spots)),
    )


def _kept(view: View, centre: str, around: list[str], pairs: dict[Any, Any]) -> list[str]:
    """Return the neighbours for which there is room, by type and name."""
    weights = {node: sum(data["weight"] for data in pairs[min(node, centre), max(node, centre)]) for node in around}
    kept = sorted(around, key=lambda node: (-weights[node], node))[: _SLOTS - _GAPS]
    order = list(schema.load().types)
    return sorted(kept, key=lambda node: (order.index(view.dataset.nodes[node].type), view.dataset.sort_key(node)))


def _spot(view: View, node: str, centre: str, data: dict[str, Any], place: tuple[float, float, float | None]) -> Spot:
    x, y, turn = place
    return Spot(x, y, _radius(data["partners"]), data["type"], _name(view, node, centre), turn)


def _note(shown: int, found: int) -> str:
    what = f"{shown} neighbours" if shown == found else f"the {shown} of {found} neighbours with most evidence"
    return f"{what}; wider lines rest on more sentences; dashed is planned, dotted denied, pale ended"


def _name(view: View, iri: str, centre: str) -> str:
    text = view.dataset.brief(iri, centre)
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1].rstrip() + "…"


def _radius(partners: int) -> float:
    return round(min(5 + 1.4 * math.sqrt(partners), 12), 1)


def _places(nodes: list[str], types: list[str]) -> dict[str, tuple[float, float, float | None]]:
    """Return x, y and direction of each node on the ring, a gap between kinds."""
    slots, last, at = len(nodes) + len(set(types)), "", -1
    found: dict[str, tuple[float, float, float | None]] = {}
    for node, type_ in zip(nodes, types, strict=True):
        at += 2 if last and type_ != last else 1
        last = type_
        turn = -90 + 360 * at / max(slots, 1)
        x = MIDDLE[0] + _RING * math.cos(math.radians(turn))
        y = MIDDLE[1] + _RING * math.sin(math.radians(turn))
        found[node] = (round(x, 1), round(y, 1), round(turn, 2))
    return found


def _line(
    places: dict[str, tuple[float, float, float | None]],
    pair: tuple[str, str],
    statements: list[dict[str, object]],
    centre: str,
) -> Line:
    standings = [str(data["standing"]) for data in statements]
    standing = next(name for name in ("asserted", "planned", "ended", "negated") if name in standings)
    width = round(min(0.8 + 0.5 * math.sqrt(sum(int(str(data["sentences"])) for data in statements)), 5), 2)
    start, end = (places[node][:2] for node in pair)
    return Line(start, end, centre not in pair, width, standing)
