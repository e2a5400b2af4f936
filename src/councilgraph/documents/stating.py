"""Makes facts whose fields are those that data/facts.yaml declares, in its order."""

from __future__ import annotations

import re

from councilgraph import schema
from councilgraph.errors import RuleError
from councilgraph.models import Fact

_ORDINAL = re.compile(r"(\d) (st|nd|rd|th)\b")


def state(kind: str, span: tuple[int, int], /, *, derived: bool = False, **values: object) -> Fact:
    """Return a fact of a declared kind; fields that are None or empty are left out.

    Dates give ISO form and truth values "true" or "false". Raise RuleError for an undeclared kind or field.
    """
    declared = schema.load().facts.get(kind)
    names = [field.name for field in declared.fields] if declared else []
    unknown = sorted(set(values) - set(names))
    if declared is None or unknown:
        raise RuleError(f"facts.yaml: fact {kind} with fields {', '.join(unknown)} is not declared; add it there")
    given = tuple((name, _literal(values.get(name))) for name in names)
    return Fact(kind, tuple((name, value) for name, value in given if value), *span, derived=derived)


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    # Superscripts lose their marks: "1<sup>st</sup> May" reads "1 st May".
    return "" if value is None else _ORDINAL.sub(r"\1\2", " ".join(str(value).split()))
