"""The councils of the United Kingdom, present and former."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from councilgraph.registers.index import Index, Name, day, normal, rows

# The tier that a bare place most often means: whoever runs adult social care there, then districts, then the rest.
_TIERS = {kind: rank for rank, kind in enumerate(["UA", "MD", "LBO", "CTY", "CC", "WPA", "SCO", "NID", "NMD"])}
_GENERIC = re.compile(
    r"\b(?:council|city|county|borough|district|metropolitan|royal|london borough|unitary|authority|of|the|ua|mbc)\b"
)
_FORM = re.compile(
    r"^(?:(?P<front>London Borough|Royal Borough|Metropolitan Borough|Borough Council|Borough|City) of (?P<after>.+?)"
    r"(?: Council)?|(?P<before>.+?) (?:Metropolitan Borough|Metropolitan District|County Borough|City and District|City"
    r"|Borough|District|County)? ?Council)$"
)


@dataclass(frozen=True, slots=True)
class Council:
    """One local authority.

    `code` is its GSS code, or for a few former Northern Irish councils the code of the authority register;
    `local` is always the latter ("PLY"). `short` is the name without "Council". `start` and `end` are None where
    unknown or not yet. `kind` is the register's code of its kind ("UA": a unitary authority). `replaced_by` and
    `county` hold codes. `region_from` says how a region was found that the source lacks or has wrong: "districts" or
    "successor", else "".
    """

    code: str
    local: str
    name: str
    short: str
    nation: str
    region: str
    region_from: str
    kind: str
    start: date | None
    end: date | None
    replaced_by: tuple[str, ...]
    county: str | None
    former_codes: tuple[str, ...]

    @property
    def register(self) -> str:
        """Its identifier as `scheme:code`."""
        return f"{'lac' if self.code == self.local else 'gss'}:{self.code}"

    @property
    def type(self) -> str:
        """The entity type: Council."""
        return "Council"


class Councils:
    """All councils, looked up by code or by any name."""

    def __init__(self, all_: tuple[Council, ...], index: Index[Council]) -> None:
        self.all = all_
        self._index = index
        self._by_code = {code: council for council in all_ for code in (*council.former_codes, council.local)}
        self._by_code |= {council.code: council for council in all_}
        self._cores: dict[str, list[Council]] | None = None

    def get(self, code: str) -> Council | None:
        """Return the council of a GSS code (present or former) or of a code of the authority register."""
        return self._by_code.get(code)

    def match(self, name: str) -> Council | None:
        """Return the council that text means by a name, full or short; None where the register has no such name."""
        return _prefer(self._index.exact(name))

    def find(self, name: str) -> Council | None:
        """Return the council that a person means by a code or a name typed loosely ("derby city", "E06000015")."""
        council = self.get(name.strip().upper()) or self.match(name)
        return council or _prefer(self._core().get(_core(name), []))

    def districts(self, code: str) -> tuple[Council, ...]:
        """Return the districts, present and former, of a county."""
        return tuple(council for council in self.all if council.county == code)

    def safe_names(self) -> Iterator[Name]:
        """Yield the forms that say "council" or "borough" in so many words, each of them one council's only."""
        forms: dict[str, list[Council]] = {}
        for council in self.all:
            for form in _forms(council):
                forms.setdefault(form, []).append(council)
        for form in sorted(forms):
            official = [council for council in forms[form] if council.name == form]
            chosen = official[0] if official else _prefer(forms[form])
            if chosen:
                yield Name(form, "Council", chosen.register, chosen.name)

    def _core(self) -> dict[str, list[Council]]:
        if self._cores is None:
            self._cores = {}
            for council in self.all:
                for name in {_core(council.name), _core(council.short)}:
                    self._cores.setdefault(name, []).append(council)
        return self._cores


def _core(name: str) -> str:
    return " ".join(_GENERIC.sub(" ", normal(name)).split())


def _prefer(bodies: list[Council]) -> Council | None:
    """Of councils of one name the present one, in England first, of the tier that the bare place means."""
    if not bodies:
        return None
    return min(bodies, key=lambda c: (c.end is not None, c.nation != "England", _TIERS.get(c.kind, 99), c.code))


def _forms(council: Council) -> list[str]:
    forms = [council.name]
    found = _FORM.match(council.name)
    place = found and (found["after"] or found["before"])
    if place and council.kind not in ("COMB", "SRA"):
        forms.append(f"{place} Council")
    if council.kind == "LBO" and place:
        forms += [f"London Borough of {place}", f"{place} London Borough Council", f"{place} Borough Council"]
    if council.kind == "MD" and place and "City" not in council.name:
        forms += [f"{place} Metropolitan Borough Council", f"{place} MBC", f"{place} Borough Council"]
        forms.append(f"Metropolitan Borough of {place}")
    if found and found["front"] == "City":
        forms.append(f"{place} City Council")
    if found and found["before"] and " City Council" in council.name:
        forms.append(f"City of {place} Council")
    return forms


@cache
def councils() -> Councils:
    """Return the register of councils, read once."""
    raw = list(rows("councils.csv", ["code", "gss", "name", "short", "end", "replaced_by", "county", "region_from"]))
    codes = {row["code"]: row["gss"] or row["code"] for row in raw}
    by_local = {row["code"]: _council(row, codes) for row in raw}
    index: Index[Council] = Index()
    for row in rows("council_names.csv", ["name", "code"]):
        index.add(row["name"], by_local[row["code"]])
    all_ = tuple(sorted(by_local.values(), key=lambda c: (c.nation != "England", c.code)))
    for council in all_:
        for form in _forms(council):
            index.add(form, council)
    return Councils(all_, index)


def _council(row: dict[str, str], codes: dict[str, str]) -> Council:
    return Council(
        code=codes[row["code"]],
        local=row["code"],
        name=row["name"],
        short=row["short"],
        nation=row["nation"],
        region=row["region"],
        region_from=row["region_from"],
        kind=row["type"],
        start=day(row["start"]),
        end=day(row["end"]),
        replaced_by=tuple(codes[code] for code in row["replaced_by"].split(",") if code),
        county=codes.get(row["county"]),
        former_codes=tuple(code for code in row["former_gss"].split(",") if code),
    )
