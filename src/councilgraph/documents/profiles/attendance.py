"""Who was at a meeting, and in what capacity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from councilgraph.documents.lines import lined, lines
from councilgraph.documents.meeting_words import words
from councilgraph.documents.people import is_body, is_post, people
from councilgraph.documents.profiles.gatherings import Gathering, list_label
from councilgraph.documents.profiles.times import WEEKDAY
from councilgraph.documents.stating import state
from councilgraph.models import Fact

_APOLOGIES = re.compile(
    r"\bapologies(?: for absence| for non-attendance)?(?:\s+(?:were|was|had been|have been))?\s+"
    r"(?:received|submitted|given|noted|tendered|reported|made|accepted)?\s*(?:from|on behalf of|by|for(?! absence))\s+"
    r"(?P<who>[A-Z][^.\n]+)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\b(?:meeting|webcast|quorum|minutes|broadcast|note:|start|finish)\b|^\W*(?:contact|enquiries|tel|e-?mail)\b",
    re.IGNORECASE,
)
# A label of councillors, who are then listed without their title.
_COUNCILLORS = re.compile(r"^\W*(?:councillors|cllrs)\b", re.IGNORECASE)


def read(raw: str, gathering: Gathering, *, expected: bool = False) -> Iterator[Fact]:
    """Yield who was at a meeting and in what capacity, each person once for each capacity."""
    flat = lined(raw)
    capacity, seen, councillors = "member", set(), None
    for line in lines(raw, gathering.people_start, gathering.people_end):
        label, column = list_label(line.text)
        capacity = label or capacity
        if not label and _is_remark(line.text):
            continue
        apologies = _APOLOGIES.search(line.text)
        start = line.start + (apologies.start("who") if apologies else column)
        here = "apologies" if apologies else capacity
        councillors = _COUNCILLORS.match(line.text) if label else councillors
        for person in people(flat, start, line.end, councillors=bool(councillors)):
            role, post = _capacity(person.note, here)
            if (person.name, role) not in seen:
                seen.add((person.name, role))
                yield _attendance(gathering, person.name, role, post, (person.start, person.end), expected)
                if is_post(post) and not is_body(post):
                    yield state("post", (person.start, person.end), person=person.name, post=post)
    if not expected:
        yield from _late_apologies(raw, gathering, seen)


def _late_apologies(raw: str, gathering: Gathering, seen: set[tuple[str, str]]) -> Iterator[Fact]:
    """Yield apologies that stand among the items of business."""
    flat = lined(raw)
    for match in _APOLOGIES.finditer(flat, gathering.people_end, min(gathering.end, gathering.people_end + 6000)):
        for person in people(flat, match.start("who"), match.end("who")):
            # "Councillor Dean" may be the Cal Dean of the list.
            if not any(role == "apologies" and name.split()[-1] == person.name.split()[-1] for name, role in seen):
                seen.add((person.name, "apologies"))
                yield _attendance(gathering, person.name, "apologies", "", (person.start, person.end), False)


def _attendance(gathering: Gathering, person: str, role: str, post: str, span: tuple[int, int], expected: bool) -> Fact:
    capacity = f"expected {role}" if expected else role
    return state("attendance", span, meeting=gathering.name, person=person, capacity=capacity, post=post)


def _capacity(note: str, given: str) -> tuple[str, str]:
    """Return in what capacity a person was there and the post beside the name; only a member can be in the chair."""
    capacity, posts = given, []
    for part in re.split(r"\s*[|()\[\]]\s*|(?:^|\s+)[–-]\s+", note):
        bare = part.strip(" ,.()–-")
        role = (_role(bare.lower()) or _status(bare.lower())) if given == "member" else ""
        capacity = role or capacity
        if not role and not _idle(bare.lower()):
            posts.append(bare)
    return capacity, ", ".join(posts)


def _role(note: str) -> str:
    """Return chair, vice chair or substitute where a note says no more than that, else nothing."""
    for capacity, forms in words()["chairs"].items():
        if any(note in (form, f"the {form}") or note.startswith(f"{form} of the ") for form in forms):
            return str(capacity)
    return "substitute" if re.match(r"^(?:substitut|sub\b)", note) else ""


def _status(note: str) -> str:
    """Return in what capacity a column of attendance says that someone was there, else nothing."""
    return next((str(capacity) for capacity, forms in words()["statuses"].items() if note in forms), "")


def _idle(note: str) -> bool:
    """Tell whether a note names no post: a party, or when and how someone attended."""
    remark = re.match(r"^(?:until|from|arrived|left|for|via|virtual\w*|remote\w*|online|joined|substitut\w*)\b", note)
    return len(note) < 3 or note in words()["parties"] or note in words()["present"] or bool(remark)


def _is_remark(line: str) -> bool:
    """Tell whether a line is a sentence about the meeting, or says whom to ask, and lists nobody."""
    return bool(_REMARK.search(line) or WEEKDAY.match(line))
