"""Official registers: councils, health bodies and government bodies, by any of their names or by code.

    councils().find("derby")          -> the Council with the code E06000015
    health().find("NHS Devon ICB")    -> the HealthBody with the code QJK
    government().find("DWP")          -> the GovernmentBody with the code D10
    identify("HealthBody", name)      -> whichever register holds bodies of that type
    names()                           -> surface forms safe to look for in running text

An identifier is written `scheme:code`: `gss` (Office for National Statistics, councils), `ods` (NHS), `gor`
(GOV.UK register of government organisations) and `lac` (the code of the authority register, for the few former
councils that never had a GSS code). The files, their licences and their mended defects: data/registers/SOURCES.md.
Loading is lazy and kept for the process.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from councilgraph import resources
from councilgraph.registers.councils import Council, Councils, councils
from councilgraph.registers.government import Government, GovernmentBody, government
from councilgraph.registers.health import Health, HealthBody, Succession, health
from councilgraph.registers.index import Name, normal

__all__ = [
    "Council",
    "Councils",
    "Government",
    "GovernmentBody",
    "Health",
    "HealthBody",
    "Name",
    "Succession",
    "attribution",
    "boards_for",
    "councils",
    "government",
    "health",
    "identify",
    "lookup",
    "names",
    "normal",
]

Body = Council | HealthBody | GovernmentBody


def names() -> Iterator[Name]:
    """Yield every surface form that means one body wherever it stands, in a fixed order.

    Left out: bare places ("Reading", "Derby"), acronyms and ordinary words, which only a document's context can settle.
    """
    yield from councils().safe_names()
    yield from health().safe_names()
    yield from government().safe_names()


def identify(type_: str, name: str, on: date | None = None) -> Body | None:
    """Return the one body of an entity type that bears this name, or None where none does or several do.

    `on` settles a name that several bodies bore in turn ("NHS Devon"). A government body may be either a
    HealthBody (NHS England) or an Organisation.
    """
    if type_ == "Council":
        return councils().match(name)
    if type_ == "HealthBody":
        body = health().match(name, on)
        return body if body is not None else government().match(name)
    if type_ == "Organisation":
        return government().match(name)
    return None


def lookup(identifier: str) -> Body | None:
    """Return the body behind an identifier such as "gss:E06000015", or None."""
    scheme, _, code = identifier.partition(":")
    if scheme in ("gss", "lac"):
        return councils().get(code)
    if scheme == "ods":
        return health().get(code)
    return government().get(code) if scheme == "gor" else None


def boards_for(council: str) -> tuple[HealthBody, ...]:
    """Return the integrated care boards whose area takes in a council, given by code; a county by its districts."""
    codes = {council} | {district.code for district in councils().districts(council)}
    return health().boards_of(codes)


def attribution() -> str:
    """Return the text that has to go with anything that ships the registers."""
    return resources.data("registers", "ATTRIBUTION.txt").read_text(encoding="utf-8")
