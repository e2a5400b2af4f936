"""Cleaning of the same length: quotes made straight, markup blanked out."""

from __future__ import annotations

import re
from functools import lru_cache

_STRAIGHT = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u2032": "'",
    "`": "'",
    "\u00b4": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u2033": '"',
    "\u2014": "\u2013",
    "\u2212": "\u2013",
    "\u2010": "-",
    "\u2011": "-",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u202f": " ",
    "\u200b": " ",
    "\u200e": " ",
    "\ufeff": " ",
    "\u00ad": " ",
    "\f": " ",
    "\v": " ",
    "\r": " ",
}
# Patterns that are looked for in whole texts begin with a set of characters: `re` then skips to one of them, and what
# must stand before it is looked back for. That takes a fifth of the time of trying each alternative everywhere.
_INDENTED = "(?:" + "|".join(rf"(?<=^[ \t]{{{size}}}.)" for size in range(4)) + ")"
_MARKUP = re.compile(
    r"[<&hw!(*_~\[\]\#>](?:"
    r"(?<=<)(?:/?[A-Za-z][^<>\n]{0,300}>|!--.{0,2000}?-->|(?:https?|mailto):[^<>\s]+>)"  # tag, comment, URL
    r"|(?P<entity>(?<=&)(?:[A-Za-z]{2,8}|\#\d{2,5});)"
    r"|(?:(?<=\bh)ttps?://|(?<=\bw)ww\.)[^\s<>()\[\]]+"
    r"|(?<=!)\[[^\]\n]{0,300}\]\([^()\n]{0,500}\)"  # image
    r"|(?<=\]\()[^()\s]{0,800}(?:\s\"[^\"\n]{0,200}\")?\)"  # target of a link
    r"|(?:(?<=\*)\*{0,2}(?=\S)|(?<=\S\*)\*{0,2})"  # emphasis
    r"|(?:(?<=_)(?<!\w_)_{0,2}(?=\w)|(?<=\w_)_{0,2}(?!\w)|(?<=~)~)"
    r"|(?:(?<=[\[\]])(?=[^\[\]\n]{0,300}\]\()|(?<=\])(?=\())"  # bracket around the words of a link
    rf"|(?<=\#){_INDENTED}\#{{0,5}}(?=\s)"  # heading
    rf"|(?<=>){_INDENTED}"  # quotation
    r")",
    re.MULTILINE | re.DOTALL,
)
_WRAP = re.compile(r"\n(?<=[^\n]\n)(?=[^\n])")
_ENTITIES = {
    "&amp;": "&",
    "&nbsp;": " ",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&apos;": "'",
    "&rsquo;": "'",
}


@lru_cache(maxsize=2)
def clean(raw: str) -> str:
    """Return the text with quotes made straight and markup blanked out; it has exactly the length of `raw`.

    Single line breaks become spaces; empty lines stay, so that nothing is joined across paragraphs.
    """
    return clean_piece(raw)


def clean_piece(raw: str) -> str:
    """Return what `clean` does, and remember nothing: for pieces of a text."""
    if "\r" in raw:
        raw = raw.replace("\r\n", " \n")
    text = raw
    for mark, plain in _STRAIGHT.items():
        text = text.replace(mark, plain)
    return _WRAP.sub(" ", _MARKUP.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    found = match[0]
    if match.lastgroup == "entity":
        return _ENTITIES.get(found.lower(), " ").ljust(len(found))
    return "\n".join(" " * len(line) for line in found.split("\n"))
