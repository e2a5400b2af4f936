"""PNG: the same picture as the SVG, for slides and documents."""

from __future__ import annotations

import io
import unicodedata
from typing import Any, Final

from councilgraph import schema
from councilgraph.errors import OutputError
from councilgraph.export.picture import HEIGHT, MIDDLE, WIDTH, Line, Picture, Spot, neighbourhood
from councilgraph.export.shapes import outline
from councilgraph.export.view import Format, View, rgb

_SCALE: Final = 2  # pixels of the file for each unit of the picture
_FINE: Final = 2  # drawn so much larger, then reduced, which makes edges smooth
_DASHES: Final = {"planned": (7, 5), "negated": (2, 4)}
# The font that comes with the drawing library, the same on every machine, has no typographic signs.
_PLAIN: Final = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})


class PNG(Format):
    """neighbourhood.png: as neighbourhood.svg, 2,400 pixels wide; letters with accents are written without them."""

    name = "png"
    description = "a picture of a council's neighbourhood, as PNG (needs --council)"

    def files(self, view: View) -> dict[str, bytes]:
        """Return neighbourhood.png; raise OutputError where the filters name no council or Pillow is missing."""
        try:
            from PIL import Image
        except ImportError as error:
            raise OutputError("png: needs Pillow; install it with `pip install pillow`") from error
        picture = neighbourhood(view)
        sheet = Image.new("RGB", (WIDTH * _SCALE * _FINE, HEIGHT * _SCALE * _FINE), "white")
        _Pen(sheet).draw(picture)
        made = io.BytesIO()
        sheet.resize((WIDTH * _SCALE, HEIGHT * _SCALE), Image.Resampling.LANCZOS).save(made, "PNG", optimize=False)
        return {"neighbourhood.png": made.getvalue()}


class _Pen:
    """Draws on a sheet in units of the picture."""

    def __init__(self, sheet: Any) -> None:
        from PIL import ImageDraw

        self.sheet = sheet
        self.pen = ImageDraw.Draw(sheet)
        self.unit = _SCALE * _FINE

    def draw(self, picture: Picture) -> None:
        for line in picture.lines:
            self.line(line)
        for spot in picture.spots:
            self.spot(spot)
        for rank, name in enumerate(picture.types):
            self.shape(name, 40, 74 + 22 * rank, 8)
            self.text(schema.load().types[name].plural, 56, 74 + 22 * rank, 12.5, "lm")
        self.text(picture.title, 30, 34, 20, "lm")
        self.text(picture.note, 30, HEIGHT - 24, 12, "lm")

    def line(self, line: Line) -> None:
        (x1, y1), (x2, y2) = line.start, line.end
        cx, cy = (m + ((a + b) / 2 - m) * 0.45 for m, a, b in zip(MIDDLE, line.start, line.end, strict=True))
        if not line.bent:
            cx, cy = (x1 + x2) / 2, (y1 + y2) / 2
        steps = 60 if line.bent or line.standing in _DASHES else 1
        points = []
        for step in range(steps + 1):
            t = step / steps
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
            points.append(((a * x1 + b * cx + c * x2) * self.unit, (a * y1 + b * cy + c * y2) * self.unit))
        colour = {"negated": "#b3261e", "ended": "#dbe1e9"}.get(line.standing, "#b4becb" if line.bent else "#8291a5")
        width = max(1, round(line.width * self.unit))
        if line.standing not in _DASHES:
            self.pen.line(points, fill=colour, width=width, joint="curve")
            return
        for step in range(0, steps, 2):
            self.pen.line(points[step : step + 2], fill=colour, width=width)

    def shape(self, type_: str, x: float, y: float, radius: float) -> None:
        declared = schema.load().types[type_]
        corners = [((x + px * radius) * self.unit, (y + py * radius) * self.unit) for px, py in outline(declared.shape)]
        self.pen.polygon(corners, fill=rgb(declared.colour), outline="white", width=self.unit)

    def spot(self, spot: Spot) -> None:
        self.shape(spot.type, spot.x, spot.y, spot.radius)
        if spot.turn is None:
            self.text(spot.label, spot.x, spot.y + spot.radius + 14, 16, "mm", halo=True)
        else:
            self.turned(spot.label, spot)

    def text(self, text: str, x: float, y: float, size: float, anchor: str, halo: bool = False) -> None:
        where = (x * self.unit, y * self.unit)
        edge = 3 * self.unit // 2 if halo else 0
        self.pen.text(
            where,
            plain(text),
            fill="#18212d",
            font=self.font(size),
            anchor=anchor,
            stroke_width=edge,
            stroke_fill="white",
        )

    def font(self, size: float) -> Any:
        from PIL import ImageFont

        return ImageFont.load_default(size * self.unit)

    def turned(self, text: str, spot: Spot) -> None:
        """Write a name outwards from its place: drawn level on a mask around the place, turned, then inked."""
        import math

        from PIL import Image, ImageDraw

        turn = spot.turn or 0.0
        flip = 90 < turn < 270
        font = self.font(12.5)
        reach = math.ceil(font.getlength(plain(text)) + (spot.radius + 10) * self.unit)
        mask = Image.new("L", (2 * reach, 2 * reach), 0)
        shift = (spot.radius + 7) * self.unit * (-1 if flip else 1)
        ImageDraw.Draw(mask).text(
            (reach + shift, reach), plain(text), fill=255, font=font, anchor="rm" if flip else "lm"
        )
        mask = mask.rotate(-(turn - 180 if flip else turn), Image.Resampling.BICUBIC)
        corner = (round(spot.x * self.unit) - reach, round(spot.y * self.unit) - reach)
        self.sheet.paste(rgb("#18212d"), (*corner, corner[0] + 2 * reach, corner[1] + 2 * reach), mask)


def plain(text: str) -> str:
    """Return text in the letters that the font has: without accents, other signs as "?"."""
    bare = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(char for char in bare if not unicodedata.combining(char)).encode("ascii", "replace").decode()
