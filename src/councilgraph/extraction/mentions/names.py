"""Names that are known before the text is read: national bodies, registers, acronyms that the document defines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from councilgraph.extraction.mentions.lexicon import (
    ACRONYM,
    AND,
    CAPITAL,
    COUNCIL,
    NOUN_VERB,
    PUNCTUATION,
    QUALITY,
    SOLO,
    STOP,
    TOPIC,
    VERB,
    Known,
    Lexicon,
)
from councilgraph.extraction.mentions.people import names_post
from councilgraph.extraction.mentions.reader import Reader, Span

# What may stand to the left of a known name in capitals and belong to it ("[Ambleford] Health and Wellbeing Board").
_GROWS = frozenset({"Board", "Partnership", "Team", "Strategy", "Service", "HealthBody"})
_COORDINATED = frozenset({"Board", "Partnership", "HealthBody"})


def phrases_of(local: Mapping[str, Known]) -> dict[str, list[Known]]:
    """Return the names of several words that the document itself defines, by their first word."""
    phrases: dict[str, list[Known]] = {}
    for entry in local.values():
        if len(entry.words) > 1 or entry.rule == "discovery.alias":
            phrases.setdefault(entry.words[0], []).append(entry)
    return phrases


def known_names(reader: Reader, within: tuple[int, int], positions: Iterable[int]) -> list[Span]:
    """Return the known names of the tokens `within` at the positions of their first words, longest first.

    Those of several words that the document itself defines are looked for at every position.
    """
    phrases = reader.phrases
    spans: list[Span] = []
    done = -1
    starts = reader.phrase_starts
    own = starts[bisect_left(starts, within[0]) : bisect_left(starts, within[1])]
    if own:
        positions = sorted({*positions, *own})
    for i in positions:
        if i < done:
            continue
        found = _local(reader, i, phrases) or _longest(reader, i)
        if found is None or _goes_on(reader, i + len(found.words), found):
            continue
        end = i + len(found.words)
        span = Span(
            i, end, found.type, found.rule, True, found.name, head_of(found, reader.lexicon), found.register, True
        )
        spans.append(span)
        done = span.last
    return spans


def head_of(entry: Known, lexicon: Lexicon) -> str:
    """Return the noun by which a text may call a known name again.

    For an acronym it is the last word of what it stands for, unless that calls something else: no "board" is an ICB.
    """
    last = entry.name.split()[-1].lower()
    alone = (head.rule.type for head in lexicon.heads.get(last, ()) if not head.before)
    return last if len(entry.words) == 1 and entry.type in alone else entry.words[-1]


def _local(reader: Reader, i: int, phrases: Mapping[str, list[Known]]) -> Known | None:
    for entry in phrases.get(reader.lowers[i], ()):
        size = len(entry.words)
        if tuple(reader.lowers[i : i + size]) != entry.words or (size == 1 and not reader.codes[i] & CAPITAL):
            continue
        if size == 1 or not entry.exact or "".join(reader.texts[i : i + size]) == entry.surface.replace(" ", ""):
            return entry
    return None


def _longest(reader: Reader, i: int) -> Known | None:
    """Return the longest listed name that begins at token i, or None."""
    lowers = reader.lowers
    known = reader.lexicon.known
    after = lowers[i + 1] if i + 1 < len(lowers) else ""
    for entry in (*known.get((lowers[i], after), ()), *known.get((lowers[i], ""), ())):
        size = len(entry.words)
        if size > 1 and tuple(lowers[i : i + size]) != entry.words:
            continue
        if entry.exact:
            if "".join(reader.texts[i : i + size]) != entry.surface:
                continue
        elif not _cased(reader, i, size, entry):
            continue
        return entry
    return None


def _goes_on(reader: Reader, end: int, found: Known) -> bool:
    """Tell whether a name begins a longer one: "Department of Education and Housing", "[X] Council for the Arts"."""
    if found.words[-1] == "council" and end + 1 < len(reader.lowers) and reader.lowers[end] == "for":
        return bool(reader.codes[end + 1] & CAPITAL)
    if found.words[0] != "department" or end + 1 >= len(reader.lowers) or not reader.codes[end] & AND:
        return False
    code = reader.codes[end + 1]
    return bool(code & CAPITAL and code & TOPIC) and _longest(reader, end + 1) is None


def _cased(reader: Reader, i: int, size: int, entry: Known) -> bool:
    """Tell whether the text writes a name with a capital where the name has one."""
    if entry.rule == "name.health" or entry.type in (
        "none",
        "Strategy",
        "Agreement",
        "Service",
        "Team",
        "Role",
        "Board",
        "Partnership",
    ):
        return size > 1 or bool(reader.codes[i] & CAPITAL)
    if not reader.codes[i] & CAPITAL:
        return False
    return (
        size == 1
        or bool(reader.codes[i + size - 1] & (CAPITAL | PUNCTUATION))
        or reader.lowers[i + size - 1] in ("'s",)
    )


def grow(reader: Reader, span: Span, first: int, last: int) -> None:
    """Let a known name take in the capitals before it ("Ambleford Health and Wellbeing Board") or the place after it.

    The place belongs to local branches of national charities: "Healthwatch Ambleford", "Ambleford Carers Trust".
    """
    if span.rule == "name.sector-bodies":
        _branch(reader, span, first, last)
    elif span.type == "Role":
        _ranked(reader, span, first)
    elif span.type in _GROWS and (span.last - span.first > 1 or reader.codes[span.first] & ACRONYM):
        at = _leftwards(reader, span.first, first)
        if at < span.first and span.type in _COORDINATED:
            at = _coordinated(reader, at, first)
        elif span.type == "Board":
            at = _fields(reader, at, first)
        if at < span.first:
            span.name = _spelt_out(reader, at, span)
            span.first, span.register = at, None
    if span.type == "Partnership" and reader.texts[span.last - 1] == "STP":
        _planned(reader, span, last)
    for i in range(span.first, span.last):
        reader.cover[i] = span


def _planned(reader: Reader, span: Span, last: int) -> None:
    """Take "the Eastmoor STP" for the plan where it says something: an STP is a partnership and a plan."""
    at = span.last + (span.last < last and reader.lowers[span.last] == ",")
    at += at < last and reader.lowers[at] in ("which", "that")
    says = reader.lexicon.listed("name.plan-says")
    if any(reader.phrase(at, min(last, at + size)) in says for size in (1, 2)):
        place = (word.removesuffix("-wide") for word in reader.texts[span.first : span.last - 1] if word != "wide")
        span.name = " ".join([*place, "Sustainability and Transformation Plan"])
        span.type, span.rule, span.register = "Strategy", "name.plan-says", None


def _ranked(reader: Reader, span: Span, first: int) -> None:
    """Take the words that make another post, or another holder, into a known one: "[deputy] DASS", "[interim] DPH"."""
    at = span.first
    while at > first and reader.lowers[at - 1] in reader.lexicon.listed("role.ranks"):
        at -= 1
    if at < span.first and span.name is not None:
        span.name = f"{' '.join(reader.texts[at : span.first])} {span.name}"
        span.first = at


def _spelt_out(reader: Reader, at: int, span: Span) -> str | None:
    """Return the full name of an acronym of the lists with the place before it: "Ambleford HWB"; else None.

    Health bodies keep their own, which the registers know.
    """
    if span.type == "HealthBody":
        return None
    word = reader.texts[span.first]
    listed = any(entry.name == span.name for entry in reader.lexicon.known.get((word.lower(), ""), ()) if entry.exact)
    return f"{' '.join(reader.texts[at : span.first])} {span.name}" if listed else None


def _leftwards(reader: Reader, at: int, first: int) -> int:
    """Return the first of the capitalised words right before `at` that no mention covers.

    "NHS" before a place opens the name: "Jo Bell [NHS] Ambleford ICB".
    """
    top = at
    while at > first and at not in reader.breaks:
        code = reader.codes[at - 1]
        plain = code & (TOPIC | VERB | NOUN_VERB | QUALITY | SOLO | COUNCIL)
        if not code & CAPITAL or code & STOP or reader.cover.get(at - 1) is not None or names_post(reader, at - 1):
            break
        if plain and reader.opens(at - 1, first):
            break
        at -= 1
        if reader.lowers[at] == "nhs" and at + 1 < top:
            break
    return at


def _coordinated(reader: Reader, at: int, first: int) -> int:
    """Return where a name of two places begins: "NHS Eastmoor and Northbury ICB"; two bodies stay two."""
    if at - 2 <= first or not reader.codes[at - 1] & AND or reader.codes[at - 2] & (SOLO | COUNCIL | ACRONYM):
        return at
    start = _leftwards(reader, at - 1, first)
    opened = start > first and reader.lowers[start - 1] == "the"
    placed = reader.lowers[start] in reader.lexicon.places or reader.lowers[start] == "nhs"
    return start if start < at - 1 and (opened or placed) else at


def _fields(reader: Reader, at: int, first: int) -> int:
    """Return where a board's name of several fields begins: "the [Adults and] Health Scrutiny Committee"."""
    if at - 2 <= first or not reader.codes[at] & TOPIC or not reader.codes[at - 1] & AND:
        return at
    start = at - 1
    while start > first and reader.codes[start - 1] & CAPITAL and reader.codes[start - 1] & TOPIC:
        start -= 1
    return start if start < at - 1 and start > first and reader.lowers[start - 1] == "the" else at


def _branch(reader: Reader, span: Span, first: int, last: int) -> None:
    """Let a name take in the words in capitals for its branch."""
    end = span.last
    while end < last and end not in reader.breaks and reader.codes[end] & CAPITAL and reader.cover.get(end) is None:
        code = reader.codes[end]
        if reader.lowers[end] in reader.lexicon.listed("word.branch") and end > span.last:
            end += 1
            break
        if code & (STOP | SOLO | TOPIC | VERB | ACRONYM):
            return
        end += 1
    at = _leftwards(reader, span.first, first) if end == span.last else span.first
    if any(reader.codes[j] & (SOLO | TOPIC | VERB | QUALITY | ACRONYM | COUNCIL) for j in range(at, span.first)):
        at = span.first
    if span.last < end <= span.last + 3 or span.first - 3 < at < span.first:
        span.first, span.last, span.name, span.fixed = at, end, None, False
