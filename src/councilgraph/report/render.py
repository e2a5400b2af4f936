"""A briefing as HTML and as Markdown, from the templates in data/report."""

from __future__ import annotations

from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from councilgraph import resources
from councilgraph.report.briefing import Briefing

_MARKS: Final = "\\`*_[]<>|#~$"


def _environment(escape: bool) -> Environment:
    return Environment(
        loader=FileSystemLoader(resources.data("report")),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def html(briefing: Briefing) -> str:
    """Return a page that needs nothing outside it; all text of documents is escaped."""
    style = resources.data("report", "briefing.css").read_text(encoding="utf-8")
    # The picture is markup of our own, in which every name is escaped already.
    parts: dict[str, Any] = {"style": Markup(style), "picture": Markup(briefing.picture)}
    return _environment(True).get_template("briefing.html.jinja").render(briefing=briefing, **parts)


def markdown(briefing: Briefing, picture: str) -> str:
    """Return the same in Markdown with footnotes; `picture` is the name of the picture's file."""
    environment = _environment(False)
    environment.filters["md"] = line
    return environment.get_template("briefing.md.jinja").render(briefing=briefing, picture=picture)


def line(text: object) -> str:
    """Return text in one line in which nothing becomes markup."""
    flat = " ".join(str(text).split())
    return "".join("\\" + char if char in _MARKS else char for char in flat)
