"""The regulator's assessment of a council: rating, scores, demographics; both layouts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from councilgraph import text
from councilgraph.documents import dates, head
from councilgraph.documents.lines import Line, lined, lines
from councilgraph.documents.profiles import finances, ratings
from councilgraph.documents.profiles.framework import NUMBERING, Statement, framework, plain, statements
from councilgraph.documents.profiles.values import Draft, Findings
from councilgraph.documents.stating import state
from councilgraph.models import Fact

# The score stands under the name of its statement, with at most a legend or a label between.
_REACH = 5
_DIGIT = r"([1-4])(?!\d|%|\.\d)"
_SCORE = re.compile(rf"^(?:(?:our|indicative|quality statement) )?score(?: of)?\W{{0,3}}\s*{_DIGIT}", re.IGNORECASE)
_BARE = re.compile(r"^([1-4])\s*[-–:]\s*(?=evidence shows)", re.IGNORECASE)
_INLINE = re.compile(
    rf"^\W*(?:(?:(?:our|indicative) )?score(?: of)?|[a-z ]{{4,22}}(?=\())?\W*{_DIGIT}"
    r"\W*(?:(?:out of|/)\s*4\W*)?(?:evidence.*)?$",
    re.IGNORECASE,
)
_PERCENTAGE = re.compile(r"(?<![\d.])(\d{2,3}(?:\.\d+)?)\s?(?:%|per ?cent|out of 100)", re.IGNORECASE)


def read(draft: Draft) -> Findings:
    """Return the facts of an assessment, in text order."""
    rows = list(lines(draft.text))
    facts = [*_assessment(draft, rows), *_rated(draft, rows), *_demographics(draft), *_finances(draft)]
    return Findings("assessment", tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.kind))))


def _assessment(draft: Draft, rows: list[Line]) -> Iterator[Fact]:
    label = head.published(draft.text)
    started = _labelled_date(rows, framework()["labels"]["started"])
    flat = lined(draft.text)
    regulator = next((name for name in framework()["regulator"] if re.search(rf"\b{name}\b", flat)), None)
    if rows:
        yield state(
            "assessment",
            (rows[0].start, rows[0].end),
            council=draft.council_name,
            regulator=framework()["regulator"][0] if regulator else None,
            started=started,
            published=label.date if label else None,
        )


def _labelled_date(rows: list[Line], labels: list[str]) -> datetime.date | None:
    names = tuple(label.casefold() for label in labels)
    for at, row in enumerate(rows[:60]):
        if plain(row.text).startswith(names):
            found = dates.span(" ".join(line.text for line in rows[at : at + 2]))
            return found.starts if found else None
    return None


def _rated(draft: Draft, rows: list[Line]) -> Iterator[Fact]:
    scores = _scores(rows)
    rating = ratings.find(draft, rows)
    percentage = _percentage(rows)
    yield from scores.values()
    if percentage:
        yield state("overall_score", (percentage[1], percentage[2]), percentage=percentage[0])
    complete = len({fact.get("statement") for fact in scores.values()}) == len(set(statements().values()))
    derived = _derive([int(fact.get("score")) for fact in scores.values()]) if complete else None
    spans = [(fact.start, fact.end) for fact in scores.values()]
    if derived is not None and not percentage:
        span = (min(spans)[0], max(spans)[1])
        yield state("overall_score", span, derived=True, percentage=derived)
    if rating:
        yield state("rating", (rating.start, rating.end), rating=rating.name, indicative=rating.indicative or None)
    elif percentage or derived is not None:
        value = float(percentage[0]) if percentage else float(derived or 0)
        span = (percentage[1], percentage[2]) if percentage else (min(spans)[0], max(spans)[1])
        scored = [int(fact.get("score")) for fact in scores.values()]
        yield state("rating", span, derived=True, rating=_band(value, scored))


def _derive(scores: list[int]) -> int:
    """Return the percentage that the scores are of the highest possible, rounded half up, as the regulator does."""
    return int(100 * sum(scores) / (4 * len(scores)) + 0.5)


def _band(percentage: float, scores: list[int]) -> str:
    """Return the rating of a percentage; a statement scored low limits it, as the regulator's rules say."""
    bands: dict[str, int] = framework()["ratings"]
    names = list(bands)
    at = next((at for at, name in enumerate(names) if round(percentage) >= bands[name]), len(names) - 1)
    lowest = min(scores, default=4)
    limit = 2 if lowest == 1 else 1 if lowest == 2 else 0
    return names[max(at, limit)]


def _scores(rows: list[Line]) -> dict[str, Fact]:
    """Return the first score of each quality statement."""
    known = statements()
    found: dict[str, Fact] = {}
    for at, row in enumerate(rows):
        statement, rest = _statement(row.text, known)
        if not statement or statement.name in found:
            continue
        inline = _INLINE.match(rest) if rest else None
        score = (inline[1], row.end) if inline else (None if rest else _score_below(rows, at, known))
        if score:
            found[statement.name] = state(
                "quality_score",
                (row.start, score[1]),
                statement=statement.name,
                theme=statement.theme,
                score=score[0],
            )
    return found


def _statement(line: str, known: dict[str, Statement]) -> tuple[Statement | None, str]:
    """Return the quality statement that a line names and what stands behind it in the line."""
    bare = plain(line)
    if bare in known:
        return known[bare], ""
    cells = [cell.strip() for cell in re.split(r"[|\t]", line) if cell.strip()]
    for at, cell in enumerate(cells[:-1] if len(cells) > 1 else []):
        if plain(cell) in known:
            return known[plain(cell)], " ".join(cells[at + 1 :])
    match = re.match(
        r"^(.{5,60}?)\W{1,4}((?:(?:indicative )?score\b.*|[a-z ]{4,22}\([1-4]\)|[1-4]\b.*))$",
        NUMBERING.sub("", line.replace("*", ""), count=1),
        re.IGNORECASE,
    )
    if match and plain(match[1]) in known:
        return known[plain(match[1])], match[2]
    return None, ""


def _score_below(rows: list[Line], at: int, known: dict[str, Statement]) -> tuple[str, int] | None:
    labels = {label.casefold() for label in framework()["labels"]["score"]}
    labelled = False
    for row in rows[at + 1 : at + 1 + _REACH]:
        if _statement(row.text, known)[0]:
            return None
        bare = row.text.strip("#*-|_ \t")
        match = _SCORE.match(bare) or _BARE.match(bare) or (re.fullmatch(_DIGIT, bare) if labelled else None)
        if match:
            return match[1], row.end
        labelled = plain(bare) in labels
    return None


def _percentage(rows: list[Line]) -> tuple[str, int, int] | None:
    labels = tuple(label.casefold() for label in framework()["labels"]["percentage"])
    ratings = [label.casefold() for label in framework()["labels"]["rating"]]
    ends = {line.casefold() for line in framework()["rating_ends"]}
    reach = 0
    for row in rows:
        bare = plain(row.text)
        if any(bare.startswith(label) for label in ratings) and len(bare) < 120:
            reach = 8
        elif bare in ends:
            reach = 0
        match = _PERCENTAGE.search(row.text)
        alone = match and (len(row.text) < 60 if reach else False)
        if match and len(row.text) < 120 and (bare.startswith(labels) or alone) and 25 <= float(match[1]) <= 100:
            return match[1], row.start, row.end
        reach = max(reach - 1, 0)
    return None


def _stretch(draft: Draft, headings: list[str]) -> tuple[int, int] | None:
    """Return the text under the first of the headings, up to the next section."""
    names = {name.casefold() for name in headings}
    for section in draft.sections:
        if section.heading.casefold() in names:
            return draft.text.find("\n", section.start) + 1 or section.end, section.end
    return None


def _demographics(draft: Draft) -> Iterator[Fact]:
    span = _stretch(draft, framework()["demographics"])
    if not span:
        return
    found = [line for line in lines(draft.text, *span) if not line.text.startswith("#")]
    if found:
        prose = " ".join(line.text for line in found)
        yield state("demographics", (found[0].start, found[-1].end), text=prose)


def _finances(draft: Draft) -> Iterator[Fact]:
    span = _stretch(draft, framework()["financial"])
    if span:
        yield from finances.read(text.clean(draft.text), *span, draft.tables)
