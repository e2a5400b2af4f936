"""What the styles and lists of a Word file say of its paragraphs: headings, weight, and the marks of numbered items."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from councilgraph.documents.formats.writing import ROMAN

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET: Final = "-"
# Word has nine levels of lists and of headings; six of the latter are headings in Markdown.
_LISTS, _HEADINGS = 9, 6


def value(element: Any) -> str:
    """Return the value that an element states, or nothing."""
    return (element.get(f"{W}val") or "") if element is not None else ""


def whole(text: str | None) -> int:
    """Return a whole number, 0 where there is none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else 0


def is_on(element: Any) -> bool:
    """Tell whether an element is there and does not say that it is off."""
    return element is not None and (element.get(f"{W}val") or "true") not in ("0", "false", "off", "none")


class Style(NamedTuple):
    """What a style of paragraphs says: the level of a heading (0 for none), its list, whether it is of a contents."""

    level: int
    number: tuple[str, int] | None
    contents: bool
    bold: bool


def styles_of(root: Any) -> dict[str, Style]:
    """Return the styles of paragraphs by id, each with what it inherits."""
    raw = {} if root is None else {one.get(f"{W}styleId") or "": one for one in root.iterfind(f"{W}style")}
    return {name: _style(name, raw) for name in raw}


def _style(name: str, raw: dict[str, Any]) -> Style:
    level, number, contents, bold = 0, None, False, False
    seen: set[str] = set()
    while name in raw and name not in seen:
        seen.add(name)
        style = raw[name]
        title = value(style.find(f"{W}name")).lower()
        heading = re.fullmatch(r"heading (\d)", title)
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        here = int(heading[1]) if heading else 1 if title == "title" else 0
        if not here and outline is not None and whole(value(outline)) < _HEADINGS:
            here = whole(value(outline)) + 1
        level = level or here
        contents = contents or bool(re.match(r"toc \d|table of figures", title))
        number = number or number_of(style.find(f"{W}pPr"))
        bold = bold or is_on(style.find(f"{W}rPr/{W}b"))
        if not number and re.match(r"list bullet", title):
            number = ("", max(whole(title[-1:]) - 1, 0))
        name = value(style.find(f"{W}basedOn"))
    return Style(level, number, contents, bold)


def number_of(properties: Any) -> tuple[str, int] | None:
    """Return the list of a paragraph, by its number in the file, and its depth there."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None
    name = value(found.find(f"{W}numId"))
    return (name, min(whole(value(found.find(f"{W}ilvl"))), _LISTS - 1)) if name else None


class Numbering:
    """Counts the paragraphs of numbered lists and gives their marks."""

    def __init__(self, root: Any) -> None:
        self._formats: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if root is None:
            return
        levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        for abstract in root.iterfind(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId") or ""
            levels[name] = {whole(level.get(f"{W}ilvl")): _level(level) for level in abstract.iterfind(f"{W}lvl")}
        for num in root.iterfind(f"{W}num"):
            name = num.get(f"{W}numId") or ""
            reference = num.find(f"{W}abstractNumId")
            abstract_id = value(reference)
            self._abstract[name] = abstract_id
            for at, level in levels.get(abstract_id, {}).items():
                self._formats[name, at] = level

    def mark(self, number: str, depth: int) -> str:
        """Return the mark of the next paragraph of a list at a depth: "-", "3.", "(a)", "2.1"."""
        kind, pattern, start = self._formats.get((number, depth), ("bullet", "", 1))
        if kind in ("bullet", "none"):
            return BULLET if kind == "bullet" else ""
        key = self._abstract.get(number, number)
        self._counts[key, depth] = self._counts.get((key, depth), start - 1) + 1
        for below in range(depth + 1, _LISTS):
            self._counts.pop((key, below), None)

        def shown(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            form, _, first = self._formats.get((number, level), ("decimal", "", 1))
            return _figure(form, self._counts.get((key, level), first))

        return re.sub(r"%(\d)", shown, pattern).strip() or _figure(kind, self._counts[key, depth]) + "."


def _level(level: Any) -> tuple[str, str, int]:
    start = level.find(f"{W}start")
    return (
        value(level.find(f"{W}numFmt")) or "decimal",
        value(level.find(f"{W}lvlText")),
        whole(value(start)) if start is not None else 1,
    )


def _figure(form: str, number: int) -> str:
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        letter = chr(96 + number)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number <= len(ROMAN):
        return ROMAN[number - 1].upper() if form == "upperRoman" else ROMAN[number - 1]
    return str(number)
