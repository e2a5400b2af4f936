"""The page itself: markup, style, scripts and data put into one file that a browser lets do nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any, Final

from councilgraph import resources

_SCRIPTS: Final = ("model.js", "scene.js", "drawing.js", "labels.js", "panel.js", "controls.js", "main.js")


def page(data: dict[str, Any]) -> str:
    """Return the HTML of the explorer for a payload.

    Text of documents is only in the JSON, in which no character can end the element, and the scripts put it on the
    page as text. The content security policy admits the script and style of this page by their hashes and no request.
    """
    style = _text("style.css")
    script = "\n".join(_text(name) for name in _SCRIPTS)
    script = f'(function () {{\n"use strict";\n{script}\n}})();'
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {"POLICY": policy, "STYLE": style, "SCRIPT": script, "DATA": embed(data)}
    html = _text("page.html")
    # One pass over the template, so that nothing inside a part is taken for a place to fill.
    pieces = html.split("%%")
    return "".join(parts[piece] if odd else piece for odd, piece in zip(_alternate(len(pieces)), pieces, strict=True))


def embed(data: dict[str, Any]) -> str:
    """Return JSON that is safe inside a script element: nothing in it can end the element or open a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _alternate(count: int) -> list[bool]:
    return [bool(rank % 2) for rank in range(count)]


def _text(name: str) -> str:
    return resources.data("explorer", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
