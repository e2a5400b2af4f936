"""The financial facts of an assessment: budgets, spending, precept, numbers of people, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from councilgraph.documents.stating import state
from councilgraph.models import Fact

_MONEY = re.compile(
    r"£\s?(?P<number>\d+(?:,\d+)*(?:\.\d+)?)(?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?", re.IGNORECASE
)
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9}
_YEAR = re.compile(r"\b(20\d{2})\s?[/–-]\s?(20)?(\d{2})\b")
_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)", re.IGNORECASE)
_CARE = re.compile(r"\badult social care\b|\bASC\b", re.IGNORECASE)
_SHARE = re.compile(r"\bof (?:the|its|their)(?: total| overall)? (?:budget|spend)", re.IGNORECASE)
_LESS = re.compile(r"\b(?:less|lower|below|under|underspen\w+|fewer)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more|higher|above|over|overspen\w+)\b", re.IGNORECASE)
_DIFFERENCE = re.compile(r"\bdifference\b|\b(?:over|under)spen\w+|\bvariance\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\bestimat|\bbudget would be\b|\bwould spend\b|\bplanned\b|\bbudgeted\b|\bforecast", re.IGNORECASE
)
_ACTUAL = re.compile(r"\bactual|\bspent\b|\boutturn\b|\bspend\b", re.IGNORECASE)
_PRECEPT = re.compile(r"\bprecept\b", re.IGNORECASE)
_RAISED = re.compile(
    r"\b(?P<no>not|no)\b[^.]{0,40}\braised?\b|\braised?\b[^.]{0,20}?\b(?P<extent>full|part|partial)\b|\braised\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(?P<about>\b(?:approximately|around|about|circa|roughly|over|nearly|almost)\s+)?(?P<number>\d[\d,]*)\s+people\b"
    r"(?P<rest>.{0,60}?)\b(?P<term>long|short)[- ]term",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<=[.;])\s+(?=[A-Z])|\n+|\s[-*•]\s+(?=[A-Z])")


class _Sentence(NamedTuple):
    start: int
    end: int
    text: str


def read(flat: str, start: int, end: int) -> Iterator[Fact]:
    """Yield the financial facts in a stretch of cleaned text, in order."""
    care = False
    year: str | None = None
    for sentence in _sentences(flat, start, end):
        here = _years(sentence.text)
        if _PRECEPT.search(sentence.text):
            yield from _precept(sentence, here)
            continue
        yield from _people(sentence, here)
        if _MONEY.search(sentence.text):
            # A sentence that names no budget goes on about the one before it: "Its actual spend was ...".
            named = bool(_CARE.search(sentence.text)) or bool(re.search(r"\bbudget\b", sentence.text, re.IGNORECASE))
            care = bool(_CARE.search(sentence.text)) if named else care
            year = here[0] if here else year
            yield from _sums(sentence, care, year)
        elif _CARE.search(sentence.text) and _SHARE.search(sentence.text):
            share = _PERCENT.search(sentence.text)
            if share:
                yield _figure(
                    sentence, share, "adult social care share", here[0] if here else year, share[1], "percent"
                )


def _sentences(flat: str, start: int, end: int) -> Iterator[_Sentence]:
    at = start
    for match in _STOP.finditer(flat, start, end):
        yield _Sentence(at, match.start(), flat[at : match.start()])
        at = match.end()
    yield _Sentence(at, end, flat[at:end])


def _years(prose: str) -> list[str]:
    return [f"{match[1]}/{match[3]}" for match in _YEAR.finditer(prose)]


def _figure(
    sentence: _Sentence,
    match: re.Match[str],
    measure: str,
    year: str | None,
    amount: str,
    unit: str,
    about: bool = False,
) -> Fact:
    span = (sentence.start + match.start(), sentence.start + match.end())
    return state("financial", span, measure=measure, year=year, amount=amount, unit=unit, approximate=about or None)


def _sums(sentence: _Sentence, care: bool, year: str | None) -> Iterator[Fact]:
    scope = "adult social care" if care else "budget"
    last = 0
    found = list(_MONEY.finditer(sentence.text))
    for at, match in enumerate(found):
        until = found[at + 1].start() if at + 1 < len(found) else len(sentence.text)
        before, after = sentence.text[last : match.start()], sentence.text[match.end() : min(until, match.end() + 30)]
        last = match.end()
        amount = _amount(match)
        less, more = _LESS.search(after), _MORE.search(after)
        about = bool(re.search(r"\b(?:approximately|around|about|circa|nearly|almost)\s*$", before, re.IGNORECASE))
        if less or more or _DIFFERENCE.search(before):
            negative = less and (not more or less.start() < more.start())
            negative = negative or bool(re.search(r"underspen", before, re.IGNORECASE))
            sign = "-" if negative else ""
            yield _figure(sentence, match, f"{scope} difference", year, sign + amount, "GBP", about)
        elif _ACTUAL.search(before) and not re.search(r"\bwould spend\b", before, re.IGNORECASE):
            yield _figure(sentence, match, f"{scope} actual", year, amount, "GBP", about)
        elif _PLANNED.search(before):
            yield _figure(sentence, match, f"{scope} estimated", year, amount, "GBP", about)


def _amount(match: re.Match[str]) -> str:
    """Return a sum in pounds without separators: "£5664,000.00" gives "5664000", "£1.2m" gives "1200000"."""
    whole, _, cents = match["number"].replace(",", "").partition(".")
    scale = _SCALES.get((match["scale"] or "").lower(), 0)
    digits = whole + (cents + "0" * scale)[:scale]
    rest = cents[scale:].rstrip("0")
    return digits.lstrip("0") + (f".{rest}" if rest else "") or "0"


def _precept(sentence: _Sentence, years: list[str]) -> Iterator[Fact]:
    raised = _RAISED.search(sentence.text)
    if raised:
        extent = "none" if raised["no"] else "full" if (raised["extent"] or "").lower() == "full" else "part"
        extent = extent if raised["extent"] or raised["no"] else ""
        for year in years or ([""] if extent else []):
            span = (sentence.start + raised.start(), sentence.start + raised.end())
            yield state("financial", span, measure="precept raised", year=year, extent=extent)
    value = _PERCENT.search(sentence.text)
    if value:
        yield _figure(sentence, value, "precept value", years[-1] if years else None, value[1], "percent")


def _people(sentence: _Sentence, years: list[str]) -> Iterator[Fact]:
    for match in _PEOPLE.finditer(sentence.text):
        measure = f"people in {match['term'].lower()}-term support"
        number = match["number"].replace(",", "")
        yield _figure(sentence, match, measure, years[-1] if years else None, number, "people", bool(match["about"]))
