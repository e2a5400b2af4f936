"""The financial facts of an assessment: budgets, spending, precept, numbers of people, sentence by sentence.

Of a sum three things are told from the words around it: whose budget it is (scope: the whole council's or that of adult
social care), whether it was estimated, actual or the difference of the two (role), and the year. What a sentence leaves
out is that of the sum before: "Its actual spend was ...".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from councilgraph import resources
from councilgraph.documents.stating import state
from councilgraph.models import Cell, Fact, Table

_MONEY = re.compile(
    r"£\s?(?P<number>\d+(?:,\d+)*(?:\.\d+)?)(?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?", re.IGNORECASE
)
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9}
_YEAR = re.compile(r"\b(20\d{2})\s?[/–-]\s?(20)?(\d{2})\b(?!\s?%)")
_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)", re.IGNORECASE)
_BUDGET = r"(?:budget|spend(?:ing)?|expenditure)"
_SHARE_OF = re.compile(rf"\s*of\s+(?:[\w'’]+\s+){{0,6}}?(?:{_BUDGET}|spent)\b", re.IGNORECASE)
_SHARE_WAS = re.compile(rf"\b(?:proportion|percentage|share)\s+of\s+(?:[\w'’]+\s+){{0,6}}?{_BUDGET}\b", re.IGNORECASE)
_PRECEPT = re.compile(r"\bprecept\b", re.IGNORECASE)
_PART_OF = re.compile(
    rf"^\s*(?:\([^)]*\)\s*)?(?:out )?of (?:its|the|their)\s+(?:[\w'’]+\s+){{0,4}}?{_BUDGET}\b", re.IGNORECASE
)
_PURPOSE = re.compile(r"^[^,.;£]{0,40}?\b(?:on|for|in|to|towards)\s+(?P<what>[^,.;£]{2,60})", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.,£/–-])\d{1,3}(?:,\d{3})+\b(?![\d/%–])|(?<![\d.,£/–-])\d+\b(?![\d/%–,.]\d|\s?%|[/–-]\d)")
_STOP = re.compile(r"(?<=[.;])\s+(?=[A-Z])|\n+|\s[-*•]\s+(?=[A-Z])")


class _Sentence(NamedTuple):
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Said:
    """What was said last, for sentences that leave it out."""

    care: bool | None = None
    year: str | None = None


@cache
def _words() -> dict[str, Any]:
    return resources.declared("profiles", "finances.yaml")


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in _words()[name]), re.IGNORECASE)


def read(flat: str, start: int, end: int, tables: tuple[Table, ...] = ()) -> Iterator[Fact]:
    """Yield the financial facts in a stretch of cleaned text, in order, and those of its tables."""
    said = _Said()
    inside = [table for table in tables if start <= table.start < end and table.header and len(table.header) > 2]
    for table in inside:
        yield from _rows(table)
    for sentence in _sentences(flat, start, end):
        if not any(table.start <= sentence.start < table.end for table in inside):
            yield from _stated(sentence, said)


def _stated(sentence: _Sentence, said: _Said) -> Iterator[Fact]:
    if _PRECEPT.search(sentence.text):
        yield from _precept(sentence)
        return
    years = _years(sentence.text)
    # "during the year" is the year last named.
    same = [said.year] if said.year and re.search(r"(?i)\b(?:the|that|this) year\b", sentence.text) else []
    yield from _people(sentence, years or same)
    if _MONEY.search(sentence.text):
        said.year = years[0] if years else said.year
        yield from _sums(sentence, said)
    elif _cue("care").search(sentence.text):
        said.care = True
    yield from _share(sentence, said, years)


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


def _about(before: str) -> bool:
    return bool(re.search(rf"\b(?:{'|'.join(_words()['about'])})\s*$", before, re.IGNORECASE))


def _sums(sentence: _Sentence, said: _Said) -> Iterator[Fact]:
    """Yield the sums of a sentence; a sum for another purpose ("£2m on a new care home") is none."""
    found = list(_MONEY.finditer(sentence.text))
    last, role = 0, ""
    for at, match in enumerate(found):
        until = found[at + 1].start() if at + 1 < len(found) else len(sentence.text)
        before, after = sentence.text[last : match.start()], sentence.text[match.end() : until]
        last = match.end()
        rest = _PART_OF.sub("", after)
        if not _is_own(rest):
            continue
        said.care = _scope(before, after, said.care)
        role = _role(before, after) or role
        if not role or said.care is None:
            continue
        negative = role == "difference" and _is_less(before, after)
        measure = f"{'adult social care' if said.care else 'budget'} {role}"
        yield _figure(sentence, match, measure, said.year, "-" * negative + _amount(match), "GBP", _about(before))
        same = _cue("same").search(after) if role == "actual" else None
        if same:
            span = (sentence.start + match.end() + same.start(), sentence.start + match.end() + same.end())
            scope = measure.rpartition(" ")[0]
            yield state("financial", span, measure=f"{scope} difference", year=said.year, amount="0", unit="GBP")


def _is_own(after: str) -> bool:
    purpose = _PURPOSE.match(after)
    if not purpose:
        return True
    what = purpose["what"]
    own = rf"(?:(?:the|that|this|its|their)\s+)?(?:(?:financial|same)\s+)?(?:20\d\d|year|line|total|{_BUDGET})\b"
    return bool(re.match(own, what, re.IGNORECASE) or _cue("care").match(re.sub(r"^(?:its|the|their)\s+", "", what)))


def _scope(before: str, after: str, care: bool | None) -> bool | None:
    """Tell whether a sum is of adult social care: by its purpose, else by the words before it, else as the last one."""
    purpose = _PURPOSE.match(_PART_OF.sub("", after))
    if _cue("care").search(before) or (purpose and _cue("care").search(purpose["what"])):
        return True
    return False if _cue("whole").search(before) else care


def _role(before: str, after: str) -> str:
    """Return whether a sum is "estimated", "actual" or a "difference": as the words behind it or before it say."""
    beside = re.match(rf"\s*\(?(?:{_cue('more').pattern}|{_cue('less').pattern})", after, re.IGNORECASE)
    if beside:
        return "difference"
    part = re.match(rf"\s*of (?:its |the |all )?(?P<sort>\w+) {_BUDGET}\b", after, re.IGNORECASE)
    if part and (_cue("planned").match(part["sort"]) or _cue("actual").match(part["sort"])):
        return "estimated" if _cue("planned").match(part["sort"]) else "actual"
    cues = [(match.end(), name) for name in ("differs", "actual", "planned") for match in _cue(name).finditer(before)]
    if cues:
        return {"differs": "difference", "actual": "actual", "planned": "estimated"}[max(cues)[1]]
    # A budget is what is planned, where nothing else is said of it.
    return "estimated" if re.search(r"\bbudget\b", before, re.IGNORECASE) else ""


def _is_less(before: str, after: str) -> bool:
    return bool(re.match(rf"\s*\(?(?:{_cue('less').pattern})", after, re.IGNORECASE) or _cue("saved").search(before))


def _amount(match: re.Match[str]) -> str:
    """Return a sum in pounds without separators: "£5664,000.00" gives "5664000", "£1.2m" gives "1200000"."""
    whole, _, cents = match["number"].replace(",", "").partition(".")
    scale = _SCALES.get((match["scale"] or "").lower(), 0)
    digits = whole + (cents + "0" * scale)[:scale]
    rest = cents[scale:].rstrip("0")
    return digits.lstrip("0") + (f".{rest}" if rest else "") or "0"


def _share(sentence: _Sentence, said: _Said, years: list[str]) -> Iterator[Fact]:
    care = bool(_cue("care").search(sentence.text))
    # "This was 35% of the budget" goes on about the sentence before it.
    if not care and not (said.care and re.match(r"\W*(?:This|It|That|Its actual)\b", sentence.text)):
        return
    for match in _PERCENT.finditer(sentence.text):
        if _SHARE_OF.match(sentence.text, match.end()) or _SHARE_WAS.search(sentence.text, 0, match.start()):
            year = years[0] if years else said.year
            about = _about(sentence.text[: match.start()])
            yield _figure(sentence, match, "adult social care share", year, match[1], "percent", about)
            return


def _precept(sentence: _Sentence) -> Iterator[Fact]:
    verbs = "|".join(_words()["raised"])
    refused = re.search(
        rf"\b(?:not|no|without)\b[^.]{{0,60}}?\b(?:{verbs})\b|\bno\b[^.]{{0,40}}\bprecept", sentence.text, re.IGNORECASE
    )
    raised = refused or re.search(rf"\b(?:{verbs})\b", sentence.text, re.IGNORECASE)
    # "the amount raised through the precept varies" says nothing of this council.
    if not raised or re.search(r"\bvar(?:y|ies)\b", sentence.text):
        return
    possible = re.search(rf"\bof the (?:{'|'.join(_words()['possible'])})\b", sentence.text, re.IGNORECASE)
    part = possible or re.search(r"\bpart(?:ial(?:ly)?)?\b|\bhalf\b", sentence.text, re.IGNORECASE)
    full = re.search(r"\b(?:full|maximum)\b", sentence.text, re.IGNORECASE)
    extent = "none" if refused else "part" if part else "full" if full else ""
    span = (sentence.start + raised.start(), sentence.start + raised.end())
    for year in dict.fromkeys(_years(sentence.text)) or ([""] if extent else []):
        yield state("financial", span, measure="precept raised", year=year, extent=extent)
    if not refused:
        yield from _precept_values(sentence, possible.end() if possible else len(sentence.text))


def _precept_values(sentence: _Sentence, until: int) -> Iterator[Fact]:
    """Yield the percentages of a precept that begin before an offset, each of the year behind it, else of the last."""
    years = list(_YEAR.finditer(sentence.text))
    for match in _PERCENT.finditer(sentence.text):
        if match.start() < until:
            after = [year for year in years if year.start() >= match.end()]
            chosen = after[0] if after else years[-1] if years else None
            year = f"{chosen[1]}/{chosen[3]}" if chosen else None
            yield _figure(sentence, match, "precept value", year, match[1], "percent")


def _people(sentence: _Sentence, years: list[str]) -> Iterator[Fact]:
    """Yield how many people had long-term and short-term support; numbers stand all before or all behind the kinds."""
    groups = rf"\b(?:{'|'.join(_words()['groups'])})\b"
    if not re.search(groups, sentence.text, re.IGNORECASE) or _MONEY.search(sentence.text):
        return
    terms = [(match, name) for name in ("long", "short") for match in _cue(name).finditer(sentence.text)]
    terms.sort(key=lambda term: term[0].start())
    numbers = [match for match in _NUMBER.finditer(sentence.text) if not _is_age(sentence.text, match)]
    if not terms or not numbers:
        return
    before = numbers[0].start() < terms[0][0].start()
    for number, (term, name) in zip(numbers, terms, strict=False):
        if (number.start() < term.start()) is before:
            yield state(
                "financial",
                (
                    sentence.start + min(number.start(), term.start()),
                    sentence.start + (max(number.end(), term.end()) if before else number.end()),
                ),
                measure=f"people in {name}-term support",
                year=years[-1] if years else None,
                amount=number[0].replace(",", ""),
                unit="people",
                approximate=_about(sentence.text[: number.start()]) or None,
            )


def _is_age(prose: str, number: re.Match[str]) -> bool:
    return bool(
        re.search(r"\b(?:aged?|over|under|of|part)\s*$", prose[: number.start()], re.IGNORECASE)
        and int(number[0].replace(",", "")) < 120
    ) or bool(
        re.match(r"\s*(?:\+|years?\b|and over\b|or over\b|plus\b|to \d\d\b|months?\b|weeks?\b)", prose[number.end() :])
    )


def _rows(table: Table) -> Iterator[Fact]:
    """Yield the figures of a table whose head says what its columns are: estimated, actual, difference, years."""
    year = table.header[0].text if _YEAR.search(table.header[0].text) else ""
    for row in table.rows:
        label = f"{row[0].text} {year}"
        for cell, head in zip(row[1:], table.header[1:], strict=False):
            yield from _cell(label, head, cell)


def _cell(label: str, head: Cell, cell: Cell) -> Iterator[Fact]:
    lead = f"{label} {head.text} "
    for fact in _stated(_Sentence(cell.start - len(lead), cell.end, lead + cell.text), _Said()):
        yield Fact(fact.kind, fact.values, cell.start, cell.end, fact.derived)
