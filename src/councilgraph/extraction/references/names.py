"""Which names of a document are one thing: short and full forms, years, plurals, titles of persons."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from councilgraph.extraction.mentions.acronyms import misprint
from councilgraph.extraction.mentions.lexicon import Lexicon
from councilgraph.registers import normal
from councilgraph.registers.index import bag as registers_bag

_BRACKET = re.compile(r"\s*\([^()]*\)")
# What a title adds to a post without making it another, and the legal form that a body's name may lack.
_STANDING = frozenset({"interim", "joint", "strategic", "acting", "executive", "corporate", "permanent", "substantive"})
_LEGAL = frozenset(
    {"nhs", "foundation", "trust", "ltd", "limited", "plc", "cic", "llp", "community", "interest", "company"}
)
_YEARS = re.compile(r"(?: (?:(?:19|20)\d\d|\d\d|to))+$")
# Words that make another body of a name that they stand before ("Young Carers Westhaven").
_OTHERS = frozenset({"young", "older", "junior", "youth", "womens", "mens"})
_SPAN_YEARS = re.compile(r"\b((?:19|20)\d\d)(?:\s?[-/\u2013]\s?| to )(?:20)?(\d\d)\b")
_FULL_YEAR = re.compile(r"^(?:20)?(\d\d)$")
_PLURAL = re.compile(r"(?<=[a-rt-z]{3})s\b")
_SMALL = frozenset({"of", "for", "the", "and", "in", "on", "to", "at", "with", "wider"})
_LONG = {
    "ccg": "clinical commissioning group",
    "icb": "integrated care board",
    "ics": "integrated care system",
    "ceo": "chief executive",
    "coo": "chief operating officer",
    "cfo": "chief finance officer",
}
# Types whose short form may lack any words of the full one, and those where it may lack the place only.
_SHORTENED = frozenset({"Board", "Partnership", "HealthBody", "Organisation"})
# Types of which a document has so few that "leadership team" means its one "adult social care leadership team".
# What stands in the name of the one body that a common noun for a kind of health body calls.
_HINTS = {
    "acute": ("hospital", "infirmary", "acute"),
    "hospital trust": ("hospital", "infirmary", "acute"),
    "ambulance": ("ambulance",),
    "mental health": ("mental health", "partnership nhs"),
    "community": ("community",),
    "gp federation": ("federation",),
}
# Letters of a word from which on another word one letter away is hardly ever another word.
_LONG_WORD = 7
_WHOLE = frozenset({"Person", "PartnerGroup"})
# Kinds of health body by which the one of the document is called, whatever the length of its name.
_KINDS = frozenset({"clinical commissioning group", "integrated care board"})
# Bodies of which each place has its own; the name alone means the one that the text names with its place.
_LOCAL = frozenset({"healthwatch"})
_NATIONAL = frozenset({"england"})
_NOMINAL = frozenset({"Team", "Board", "Service", "Partnership"})
# Types of which a common name may lack any words of the proper one.
_CONTAINED = frozenset({"Agreement"})
_PLACED = frozenset({"Strategy", "Team", "Agreement", "Service"})


def plain(name: str, plurals: Mapping[str, str] | None = None, acronyms: Mapping[str, str] | None = None) -> str:
    """Return the form by which names compare: no brackets, hyphens or article, and the last word in the singular.

    `acronyms` gives what the document means by the acronyms that stand inside longer names ("Wider Eastmoor STP").
    """
    words = list(_words(name))
    if words[0:1] == ["wider"] and (len(words) > 2 or words[-1] in (acronyms or {})):
        del words[0]
    if len(words) > 2 and words[-2:] == ["framework", "agreement"]:
        words.pop()
    if words and plurals:
        words[-1] = normal(plurals.get(words[-1], words[-1]))
    long = acronyms or {}
    if not any(word in long or word in _LONG for word in words):
        return " ".join(words)
    spread = " ".join(long.get(word) or _LONG.get(word, word) for word in words).split()
    return " ".join(word for at, word in enumerate(spread) if not at or word != spread[at - 1])


@lru_cache(maxsize=1 << 16)
def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they compare: no brackets, hyphens or article, both years of a span apart."""
    bare = _SPAN_YEARS.sub(r"\1 20\2", _BRACKET.sub("", name))
    return tuple(normal(bare.replace("-", "").replace("/", " ")).split())


@lru_cache(maxsize=1 << 16)
def bag(name: str) -> str:
    """Return the words of a plain name without small words, plurals and order.

    "Director for Housing" is "Director of Housing", "Care System for Eastmoor" is "Eastmoor Care System".
    """
    words = [_FULL_YEAR.sub("20\\1", word) for word in name.split() if word not in _SMALL]
    return registers_bag(" ".join(words)) if len(words) > 1 else name


def person(name: str, lexicon: Lexicon) -> str:
    """Return a person's name without titles."""
    titles = {title.rstrip(".") for title in lexicon.listed("person.title.titles")}
    words = [word for word in normal(name).split() if word not in titles]
    return " ".join(words) or normal(name)


def joined(
    counts: Counter[str], named: set[str], places: frozenset[str], alone: set[str], paper: str | None = None
) -> dict[str, str]:
    """Return key -> key for the keys that mean the same as a fuller one; `named` are those of proper names.

    Names with the same words in another order or number are one. A name joins a longer one of its type that ends
    with it, or that adds years only, when no second one does or when the first is by far the commonest. Teams always
    spoken of as several ("mental health teams"), and surnames of two persons, stay `alone`. In a `paper` that is itself
    a plan, "the carers strategy" is that one before any other.
    """
    same = _reordered(counts, named)
    merged: Counter[str] = Counter()
    for key, count in counts.items():
        merged[same.get(key, key)] += count
    same.update(_contained(merged, named))
    by_ending: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(merged):
        for ending in _endings(key):
            by_ending[ending].append(key)
    for key in sorted(merged):
        type_, short = key.split(":", 1)
        if type_ in ("Team", "Person") and key in alone:
            continue
        others = by_ending[type_, _tail(short)]
        others = [other for other in others if other != key]
        target = _fuller(key, others, merged, places, key not in named)
        if paper in others and _extends(paper.split(":", 1)[1], short, type_, places, key not in named):
            target = paper
        if target is not None:
            same[key] = target
    return {key: end(same, key) for key in same}


def _contained(counts: Counter[str], named: set[str]) -> dict[str, str]:
    """Return key -> the one proper name of an agreement in which its words stand: "bathroom framework"."""
    by_head: dict[str, list[str]] = defaultdict(list)
    for key in sorted(named & counts.keys()):
        if key.split(":", 1)[0] in _CONTAINED:
            by_head[_head(key)].append(key)
    same: dict[str, str] = {}
    for key in sorted(counts.keys() - named):
        type_, short = key.split(":", 1)
        found = [long for long in by_head[_head(key)] if _within(short, long)] if type_ in _CONTAINED else []
        if " " in short and len(found) == 1:
            same[key] = found[0]
    return same


def _head(key: str) -> str:
    """Return the type and the last word of a key."""
    return f"{key.split(':', 1)[0]}:{key.rsplit(' ', 1)[-1]}"


def _within(short: str, long: str) -> bool:
    words = iter(long.split(":", 1)[1].split())
    return all(word in words for word in short.split())


def _reordered(counts: Counter[str], named: set[str]) -> dict[str, str]:
    """Return key -> the best key with the same words: a proper name before another, then the commonest."""
    by_bag: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(counts):
        type_, name = key.split(":", 1)
        if type_ not in _WHOLE:
            by_bag[type_, bag(name)].append(key)
    same: dict[str, str] = {}
    for keys in by_bag.values():
        best = min(keys, key=lambda key: (key not in named, -counts[key], key))
        same.update({key: best for key in keys if key != best})
    return same


def kinds(keys: Iterable[str], named: set[str]) -> dict[str, str]:
    """Return key -> key for health bodies called by their kind ("the acute trust") where one named body is of it."""
    same: dict[str, str] = {}
    bodies = sorted(key for key in {*keys, *named} if key.startswith("HealthBody:"))
    for key in bodies:
        if key in named and key.removeprefix("HealthBody:").removesuffix(" trust") not in _HINTS:
            continue
        hints = next((hints for kind, hints in _HINTS.items() if kind in key), ())
        found = [other for other in bodies if other in named and other != key and _of_kind(other, hints)]
        if len(found) == 1:
            same[key] = found[0]
    return same


def local(keys: Iterable[str]) -> dict[str, str]:
    """Return key -> key for "Healthwatch" alone where the text names the Healthwatch of one place."""
    same: dict[str, str] = {}
    bodies = sorted({key for key in keys if key.startswith("Organisation:")})
    for name in _LOCAL:
        longer = [(key, set(key.partition(":")[2].split())) for key in bodies]
        placed = [key for key, words in longer if name in words and len(words) > 1 and not _NATIONAL & words]
        if len(placed) == 1:
            same[f"Organisation:{name}"] = placed[0]
    return same


def _of_kind(key: str, hints: tuple[str, ...]) -> bool:
    return any(hint in key for hint in hints) and "several" not in key


def misprinted(
    counts: Counter[str], named: set[str], common: Callable[[str], bool], several: Callable[[str], bool]
) -> dict[str, str]:
    """Return key -> key for proper names that are another one of the document with one long word misprinted.

    `common` tells whether a word is an ordinary one, `several` whether the document has it more than once.
    """
    by_frame: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for key in sorted(named):
        type_, name = key.split(":", 1)
        words = name.split()
        for at, word in enumerate(words):
            if len(word) >= _LONG_WORD and len(words) > 1 and type_ not in _WHOLE:
                by_frame[type_, " ".join(words[:at]), " ".join(words[at + 1 :])].append((word, key))
    same: dict[str, str] = {}
    for found in by_frame.values():
        for wrong, key in found:
            right = [other for word, other in found if misprint(wrong, word) and (common(word) or several(word))]
            if len(right) == 1 and not common(wrong) and not several(wrong) and counts[key] <= counts[right[0]]:
                same[key] = right[0]
    return same


def _endings(key: str) -> list[tuple[str, str]]:
    """Return the types and word endings by which a shorter name may find this one, so that not all are compared."""
    type_, name = key.split(":", 1)
    tails = {_tail(name), level(name.rsplit(" ", 1)[-1]), _tail(_YEARS.sub("", name))}
    words = name.split()
    while type_ in ("HealthBody", "Organisation") and len(words) > 2 and words[-1] in _LEGAL:
        words.pop()
        tails.add(_tail(" ".join(words)))
    return [(type_, tail) for tail in sorted(tails)]


def _tail(name: str) -> str:
    return level(" ".join(name.split()[-2:]))


@lru_cache(maxsize=1 << 16)
def level(words: str) -> str:
    """Return words without the s of plurals and owners: "safeguarding adults board" is "safeguarding adult board"."""
    return _PLURAL.sub("", words)


def is_kind(name: str) -> bool:
    """Tell whether a name is that of a kind of health body, of which each area has its own."""
    return plain(name) in _KINDS


def end(same: dict[str, str], key: str) -> str:
    """Return the key at which a chain of sames ends."""
    seen = {key}
    while same.get(key) and same[key] not in seen:
        key = same[key]
        seen.add(key)
    return key


def _fuller(key: str, others: list[str], counts: Counter[str], places: frozenset[str], nominal: bool) -> str | None:
    """Return the fuller key that a key means: the only, by far the commonest or the shortest one, or None."""
    type_, short = key.split(":", 1)
    found = [other for other in others if _extends(other.split(":", 1)[1], short, type_, places, nominal)]
    found.sort(key=lambda other: (-counts[other], other))
    if len(found) > 1 and counts[found[0]] < 3 * counts[found[1]]:
        least = min(found, key=lambda other: (other.count(" "), other))
        return least if all(set(least.split()) <= set(other.split()) for other in found) else None
    return found[0] if found else None


def _extends(long: str, short: str, type_: str, places: frozenset[str], nominal: bool) -> bool:
    """Tell whether a long name is a short one with no more than names of its type may lack."""
    if type_ == "Person":
        return " " not in short and long.endswith(f" {short}")
    if long != (bare := _YEARS.sub("", long)) and level(bare) == level(short):
        return True
    if type_ == "Role":
        return " " in short and long.endswith(f" {short}") and _STANDING.issuperset(long[: -len(short)].split())
    if type_ in ("HealthBody", "Organisation") and long.startswith(f"{short} "):
        return " " in short and _LEGAL.issuperset(long[len(short) :].split())
    words, size = (bare if type_ == "Strategy" else long).split(), short.count(" ") + 1
    if type_ not in _SHORTENED | _PLACED or len(words) <= size or level(" ".join(words[-size:])) != level(short):
        return False
    extra = words[:-size]
    other = type_ == "Organisation" and extra[-1] in _OTHERS
    if other or (extra[-1] == "joint" and "scrutiny" in words):  # a joint scrutiny committee is one of several councils
        return False
    if type_ in _PLACED and not nominal and not (extra[0] in places and short.split(maxsplit=1)[0] not in places):
        return False
    if nominal and (type_ not in _NOMINAL or len(extra) > 3):
        return False
    return short in _KINDS or (" " in short and len(extra) <= 5) or (short == "cabinet" and extra[-1] == "council")
