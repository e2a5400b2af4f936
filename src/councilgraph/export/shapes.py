"""The outlines of the shapes that the schema names, for every picture of ours: SVG, PNG and the explorer page."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

Outline = tuple[tuple[float, float], ...]


def _arc(x: float, y: float, radius: float, start: int, stop: int, step: int = 15) -> Outline:
    angles = [math.radians(a) for a in range(start, stop + 1, step)]
    return tuple((round(x + radius * math.cos(a), 3), round(y + radius * math.sin(a), 3)) for a in angles)


def _round_rectangle() -> Outline:
    w, h, r = 1.05, 0.8, 0.35
    corners = ((w - r, h - r, 0), (r - w, h - r, 90), (r - w, r - h, 180), (w - r, r - h, 270))
    return tuple(point for x, y, a in corners for point in _arc(x, y, r, a, a + 90, 30))


def _regular(count: int, turn: float = 0.0) -> Outline:
    angles = [math.radians(turn + 360 * i / count) for i in range(count)]
    return tuple((round(math.cos(a), 3), round(math.sin(a), 3)) for a in angles)


def _barrel() -> Outline:
    return (
        (-0.75, -0.85),
        (0.75, -0.85),
        (1.0, -0.4),
        (1.0, 0.4),
        (0.75, 0.85),
        (-0.75, 0.85),
        (-1.0, 0.4),
        (-1.0, -0.4),
    )


_OUTLINES: Final[dict[str, Callable[[], Outline]]] = {
    "ellipse": lambda: _arc(0, 0, 0.95, 0, 345),
    "rectangle": lambda: ((-0.95, -0.75), (0.95, -0.75), (0.95, 0.75), (-0.95, 0.75)),
    "round-rectangle": _round_rectangle,
    "cut-rectangle": lambda: ((-0.5, -0.8), (0.5, -0.8), (1.0, -0.3), (1.0, 0.8), (-1.0, 0.8), (-1.0, -0.3)),
    "barrel": _barrel,
    "hexagon": lambda: _regular(6),
    "octagon": lambda: _regular(8, 22.5),
    "diamond": lambda: ((0.0, -1.1), (1.1, 0.0), (0.0, 1.1), (-1.1, 0.0)),
    "tag": lambda: ((-1.0, -0.7), (0.4, -0.7), (1.1, 0.0), (0.4, 0.7), (-1.0, 0.7)),
    "rhomboid": lambda: ((-1.1, -0.7), (0.6, -0.7), (1.1, 0.7), (-0.6, 0.7)),
    "triangle": lambda: ((0.0, -1.05), (1.0, 0.8), (-1.0, 0.8)),
    "vee": lambda: ((-1.0, -0.9), (0.0, -0.35), (1.0, -0.9), (0.0, 1.05)),
}


def outline(shape: str) -> Outline:
    """Return the corners of a shape around (0, 0), y downwards, about 1 in radius; an unknown shape is an ellipse."""
    return _OUTLINES.get(shape, _OUTLINES["ellipse"])()
