"""Names of bodies that meet, as the lines of their papers write them."""

from __future__ import annotations

import re

from councilgraph.documents import dates
from councilgraph.documents.meeting_words import words

_HELD = re.compile(
    r"\bminutes of (?:the |a )?(?:meeting of )?(?:the )?(?P<body>.+?)(?:\s+meeting)?"
    r"(?:\s+held\b|,?\s+on\b|$)",
    re.IGNORECASE,
)


def body_in(line: str) -> bool:
    """Tell whether a line is the name of a body that meets."""
    bare = line.strip(" #*|").lower()
    return len(bare) < 90 and any(re.search(rf"\b{re.escape(word)}\b", bare) for word in words()["bodies"])


def body_above(head: list[tuple[int, str]], index: int) -> tuple[str, int]:
    """Return the body that the lines up to the date name, and where its name begins."""
    whole = " ".join(line for _, line in head[max(index - 3, 0) : index + 1])
    held = _HELD.search(whole)
    if held and body_in(held["body"]):
        return proper(held["body"]), head[max(index - 3, 0)][0]
    line = head[index][1]
    date = next(dates.dates(line))
    before = re.sub(r"\W*(?:held )?(?:on )?(?:\w+day\W*)?$", "", line[: date.start])
    for start, candidate in [(head[index][0], before), *reversed(head[max(index - 4, 0) : index])]:
        if body_in(candidate) and not candidate.rstrip().endswith("."):
            return proper(candidate), start
    return "", head[index][0]


def bare(name: str) -> str:
    """Return a name without marks and dashes around it, in ordinary case."""
    return ordinary(" ".join(name.strip(" #*|,:–-").split()))


def proper(name: str) -> str:
    """Return the name of a body without what stands around it, in ordinary case."""
    bare = " ".join(name.strip(" #*|,:–-").split())
    bare = re.sub(
        r"^(?:minutes|agenda)\s+(?:of|for)\s+(?:the\s+|a\s+)?(?:meeting of\s+)?(?:the\s+)?",
        "",
        bare,
        flags=re.IGNORECASE,
    )
    bare = re.sub(r"^(?:Meeting of (?:the )?|The )", "", bare)
    return ordinary(bare)


def ordinary(name: str) -> str:
    """Return a name written in capitals in ordinary case; abbreviations stay."""
    if not name.isupper():
        return name
    return " ".join(_cased(word, at) for at, word in enumerate(name.split()))


def _cased(word: str, at: int) -> str:
    bare = word.strip("(),:;.–-")
    if at and bare.lower() in ("and", "of", "the", "for", "in", "on", "to", "with", "at", "by", "a"):
        return word.lower()
    short = bare in words()["abbreviations"] or (1 < len(bare) < 6 and not re.search(r"[AEIOUY]", bare))
    return word if short else "-".join(part.capitalize() for part in word.split("-"))
