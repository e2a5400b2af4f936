"""The bodies of the National Health Service in England: boards, commissioning groups and trusts, present and former."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from councilgraph.registers.index import Index, Name, day, normal, rows

_AS_OF = "2022"  # the year of health.csv's trusts: a later name is today's
_SUFFIXES = {"icb": ("Integrated Care Board", "ICB"), "ccg": ("Clinical Commissioning Group", "CCG")}
_AREA = re.compile(r"^(?:NHS )?(?P<area>.+?) (?:Integrated Care Board|CCG)$")
_TRUST = re.compile(r"^(?:The )?(?P<stem>.+?),? (?:NHS )?(?P<foundation>Foundation )?Trust$")
# Words that show that a trust's name without "NHS Trust" still names a hospital or a provider, not an area.
_CLEAR = re.compile(r"\b(?:Hospitals?|Healthcare|Health Services|Ambulance Service|Health and Care)\b")


@dataclass(frozen=True, slots=True)
class HealthBody:
    """One organisation of the NHS.

    `code` is its ODS code, `kind` one of "icb", "ccg", "trust". `names` are the names it has borne, its own first.
    `start` and `end` are None where unknown or not yet.
    """

    code: str
    gss: str
    name: str
    kind: str
    start: date | None
    end: date | None
    names: tuple[str, ...]

    @property
    def register(self) -> str:
        """Its identifier as `scheme:code`."""
        return f"ods:{self.code}"

    @property
    def type(self) -> str:
        """The entity type: HealthBody."""
        return "HealthBody"

    def existed(self, on: date) -> bool:
        """Tell whether it existed on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


@dataclass(frozen=True, slots=True)
class Succession:
    """One body, by ODS code, took over from another on a day."""

    old: str
    new: str
    date: date


class Health:
    """All health bodies, looked up by code or by any name, and who succeeded whom."""

    def __init__(
        self,
        all_: tuple[HealthBody, ...],
        index: Index[HealthBody],
        successions: tuple[Succession, ...],
        districts: dict[str, set[str]],
    ) -> None:
        self.all = all_
        self.successions = successions
        self._by_code = {body.code: body for body in all_}
        self._index = index
        self._districts = districts

    def get(self, code: str) -> HealthBody | None:
        """Return the body of an ODS code."""
        return self._by_code.get(code)

    def match(self, name: str, on: date | None = None) -> HealthBody | None:
        """Return the body of a name, if it is one; of bodies that bore it in turn the one that existed on a day.

        Without a day the present one. Words in another order or number are let pass where they leave one body.
        """
        bodies = self._index.exact(name) or self._index.near(name)
        living = [body for body in bodies if (body.existed(on) if on else body.end is None)]
        for choice in (living, bodies):
            if len(choice) == 1:
                return choice[0]
        return None

    find = match

    def after(self, code: str) -> tuple[Succession, ...]:
        """Return the successions in which a body gave way, by date and successor."""
        return tuple(link for link in self.successions if link.old == code)

    def boards_of(self, districts: Iterable[str]) -> tuple[HealthBody, ...]:
        """Return the integrated care boards that cover any of these districts, by code."""
        boards = sorted({board for district in districts for board in self._districts.get(district, ())})
        return tuple(self._by_code[board] for board in boards)

    def safe_names(self) -> Iterator[Name]:
        """Yield the forms that mean one body in any text."""
        unsafe = {normal(row["name"]) for row in rows("ambiguous.csv", ["name"])}
        seen: set[str] = set()
        for body in self.all:
            for form in (form for name in body.names for form in _forms(body.kind, name)):
                one = self.match(form) is body
                if one and normal(form) not in unsafe and form not in seen:
                    seen.add(form)
                    yield Name(form, "HealthBody", body.register, body.name)


def _forms(kind: str, name: str) -> list[str]:
    """The ways to write a name, from the fullest."""
    area, trust = _AREA.match(name), _TRUST.match(name)
    if kind in _SUFFIXES and area:
        place = area["area"]
        forms = [f"{nhs}{place} {suffix}" for suffix in _SUFFIXES[kind] for nhs in ("NHS ", "")]
        return [name, *forms, f"NHS {place}"]
    if kind == "trust" and trust:
        stem = trust["stem"]
        forms = [name, f"{stem} NHS Foundation Trust", f"{stem} NHS Trust"]
        if len(stem.split()) > 1:
            forms += [f"{stem} Foundation Trust", f"{stem} Trust"]
        if len(stem.split()) > 2 and _CLEAR.search(stem):
            forms.append(stem)
        return list(dict.fromkeys(forms))
    return [name]


@cache
def health() -> Health:
    """Return the register of health bodies, read once."""
    columns = ["kind", "code", "gss", "name", "start", "end", "status", "parent"]
    raw = [*rows("health.csv", columns), *rows("health_former.csv", columns)]
    names: dict[str, list[str]] = defaultdict(list)
    today: dict[str, str] = {}
    for row in rows("health_names.csv", ["code", "name", "as_of"]):
        names[row["code"]].append(row["name"])
        if row["as_of"] > _AS_OF:
            today[row["code"]] = row["name"]
    for row in rows("health_aliases.csv", ["code", "name"]):
        names[row["code"]].append(row["name"])
    for row in raw:
        if row["kind"] == "sub-icb":
            names[row["parent"]].append(row["name"])
    successions = tuple(
        Succession(row["old"], row["new"], date.fromisoformat(row["date"]))
        for row in rows("health_successions.csv", ["old", "new", "date"])
    )
    closed = {link.old: link.date for link in successions}
    bodies = tuple(_body(row, names, today, closed) for row in raw if row["kind"] != "sub-icb")
    districts: dict[str, set[str]] = defaultdict(set)
    for row in rows("health_districts.csv", ["board", "district"]):
        districts[row["district"]].add(row["board"])
    return Health(bodies, _index(bodies), successions, districts)


def _body(
    row: dict[str, str], names: dict[str, list[str]], today: dict[str, str], closed: dict[str, date]
) -> HealthBody:
    name = today.get(row["code"], row["name"])
    end = day(row["end"]) or (closed.get(row["code"]) if row["status"] == "closed" else None)
    return HealthBody(
        code=row["code"],
        gss=row["gss"],
        name=name,
        kind=row["kind"],
        start=day(row["start"]),
        end=end,
        names=tuple(dict.fromkeys([name, row["name"], *names[row["code"]]])),
    )


def _index(bodies: Iterable[HealthBody]) -> Index[HealthBody]:
    index: Index[HealthBody] = Index()
    for body in bodies:
        for name in body.names:
            for form in _forms(body.kind, name):
                index.add(form, body)
    return index
