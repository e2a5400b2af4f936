"""Departments of state and other bodies of central government."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from councilgraph.registers.index import Index, Name, day, normal, rows

_HEALTH = re.compile(r"^NHS |^Health Education England$")
_NOT_A_BODY = re.compile(
    r"(?:Profession|professions|Review|Inquiry|Investigation|investigation|Consultants)\b|^Her Maj"
)
_KNOWN_WORDS = {"Ofsted", "Ofcom", "Ofgem", "Ofwat", "VisitBritain", "VisitEngland"}
_SAFE_ACRONYMS = {
    "CQC",
    "DCMS",
    "DHSC",
    "DWP",
    "DfE",
    "DfT",
    "DLUHC",
    "MHCLG",
    "DCLG",
    "HMRC",
    "NHSE",
    "LGSCO",
    "PHSO",
    "EHRC",
}
# A note in brackets, unless it says of which nation the body is: without that it would be another's.
_NOTE = re.compile(r" \((?!(?:Northern Ireland|Scotland|Wales)\)).*\)$")
_LONG_AGO = date(2010, 1, 1)


@dataclass(frozen=True, slots=True)
class GovernmentBody:
    """One body of the register of government organisations.

    `type` is HealthBody for the NHS's own, else Organisation.
    """

    code: str
    name: str
    type: str
    start: date | None
    end: date | None
    current: bool
    names: tuple[str, ...]

    @property
    def register(self) -> str:
        """Its identifier as `scheme:code`."""
        return f"gor:{self.code}"


class Government:
    """All government bodies, looked up by code or by any name."""

    def __init__(self, all_: tuple[GovernmentBody, ...], index: Index[GovernmentBody]) -> None:
        self.all = all_
        self._index = index
        self._by_code = {body.code: body for body in all_}

    def get(self, code: str) -> GovernmentBody | None:
        """Return the body of a code of the register ("D10")."""
        return self._by_code.get(code)

    def match(self, name: str) -> GovernmentBody | None:
        """Return the body of a name, the present one where others bore it before, or None."""
        bodies = self._index.exact(name)
        present = [body for body in bodies if body.current]
        for choice in (present, bodies):
            if len(choice) == 1:
                return choice[0]
        return None

    find = match

    def safe_names(self) -> Iterator[Name]:
        """Yield the forms that mean one body in any text: no ordinary words, groups of staff or bodies long gone."""
        unsafe = {normal(row["name"]) for row in rows("ambiguous.csv", ["name"])}
        seen: set[str] = set()
        for body in self.all:
            if (body.end and body.end < _LONG_AGO) or (not body.current and body.end is None):
                continue
            for form in body.names:
                if _safe(form) and normal(form) not in unsafe and self.match(form) is body and form not in seen:
                    seen.add(form)
                    yield Name(form, body.type, body.register, body.name)


def _safe(name: str) -> bool:
    if " " not in name:
        return name in _KNOWN_WORDS or name in _SAFE_ACRONYMS
    return not _NOT_A_BODY.search(name)


@cache
def government() -> Government:
    """Return the register of government bodies, read once."""
    more: dict[str, list[str]] = defaultdict(list)
    today: dict[str, str] = {}
    for row in rows("government_names.csv", ["code", "name", "current"]):
        more[row["code"]].append(row["name"])
        if row["current"]:
            today[row["code"]] = row["name"]
    merged: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows("government.csv", ["code", "name", "start", "end"]):
        merged[row["code"]].append(row)
    bodies = tuple(_body(code, same, more[code], today.get(code)) for code, same in sorted(merged.items()))
    index: Index[GovernmentBody] = Index()
    for body in bodies:
        for name in body.names:
            index.add(name, body)
    return Government(bodies, index)


def _body(code: str, same: list[dict[str, str]], more: list[str], today: str | None) -> GovernmentBody:
    last = same[-1]
    stated = [_NOTE.sub("", row["name"].replace("\u2019", "'")) for row in reversed(same)]
    return GovernmentBody(
        code=code,
        name=today or stated[0],
        type="HealthBody" if _HEALTH.search(stated[0]) else "Organisation",
        start=day(last["start"]),
        end=day(last["end"]),
        current=not last["end"],
        names=tuple(dict.fromkeys([*([today] if today else []), *stated, *more])),
    )
