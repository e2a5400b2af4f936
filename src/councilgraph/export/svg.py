"""SVG: a council's neighbourhood as a picture for print and web pages."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from councilgraph import schema
from councilgraph.export.picture import HEIGHT, MIDDLE, WIDTH, Line, Picture, Spot, neighbourhood
from councilgraph.export.shapes import outline
from councilgraph.export.view import Format, View

_DASHES: Final = {"planned": "7 5", "negated": "1.5 4", "ended": ""}
_FONT: Final = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


class SVG(Format):
    """neighbourhood.svg: the council of the filters in the middle, its neighbours around it, with a legend."""

    name = "svg"
    description = "a picture of a council's neighbourhood, as SVG (needs --council)"

    def files(self, view: View) -> dict[str, bytes]:
        """Return neighbourhood.svg; raise OutputError where the filters name no council."""
        return {"neighbourhood.svg": (draw(neighbourhood(view)) + "\n").encode()}


def draw(picture: Picture) -> str:
    """Return a picture as one SVG element that needs nothing outside it."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label={quoteattr(picture.title)} font-family="{_FONT}">',
        f"<title>{escape(picture.title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="30" y="40" font-size="20" font-weight="600" fill="#18212d">{escape(picture.title)}</text>',
        f'<text x="30" y="{HEIGHT - 20}" font-size="12" fill="#566273">{escape(picture.note)}</text>',
    ]
    parts += [_line(line) for line in picture.lines]
    parts += [part for spot in picture.spots for part in _spot(spot)]
    parts += [part for rank, name in enumerate(picture.types) for part in _legend(name, 74 + 22 * rank)]
    return "\n".join([*parts, "</svg>"])


def _line(line: Line) -> str:
    (x1, y1), (x2, y2) = line.start, line.end
    dash = f' stroke-dasharray="{_DASHES[line.standing]}"' if _DASHES.get(line.standing) else ""
    colour = "#b3261e" if line.standing == "negated" else "#b4becb" if line.bent else "#8291a5"
    opacity = "0.45" if line.standing == "ended" else "0.9"
    look = f'fill="none" stroke="{colour}" stroke-width="{line.width}" opacity="{opacity}"{dash}'
    if not line.bent:
        return f'<path d="M{x1} {y1}L{x2} {y2}" {look}/>'
    cx, cy = (round(m + ((a + b) / 2 - m) * 0.45, 1) for m, a, b in zip(MIDDLE, line.start, line.end, strict=True))
    return f'<path d="M{x1} {y1}Q{cx} {cy} {x2} {y2}" {look}/>'


def _shape(type_: str, x: float, y: float, radius: float) -> str:
    declared = schema.load().types[type_]
    corners = " ".join(f"{round(x + px * radius, 2)},{round(y + py * radius, 2)}" for px, py in outline(declared.shape))
    return f'<polygon points="{corners}" fill="{declared.colour}" stroke="#ffffff" stroke-width="1.5"/>'


def _spot(spot: Spot) -> tuple[str, str]:
    shape = _shape(spot.type, spot.x, spot.y, spot.radius)
    if spot.turn is None:
        y = round(spot.y + spot.radius + 20, 1)
        halo = 'stroke="#ffffff" stroke-width="5" stroke-linejoin="round" paint-order="stroke"'
        place = f'x="{spot.x}" y="{y}" text-anchor="middle" font-size="16" font-weight="600" {halo}'
    else:
        flip = 90 < spot.turn < 270
        turn = round(spot.turn - 180 if flip else spot.turn, 2)
        shift = round((-1 if flip else 1) * (spot.radius + 7), 1)
        anchor = "end" if flip else "start"
        place = f'transform="translate({spot.x} {spot.y}) rotate({turn})" x="{shift}" dy="0.35em" '
        place += f'text-anchor="{anchor}" font-size="12.5"'
    return shape, f'<text {place} fill="#18212d">{escape(spot.label)}</text>'


def _legend(type_: str, y: int) -> tuple[str, str]:
    label = escape(schema.load().types[type_].plural)
    return _shape(type_, 40, y, 8), f'<text x="56" y="{y + 4}" font-size="12.5" fill="#18212d">{label}</text>'
