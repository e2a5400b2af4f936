"""Decides which mentions are one entity of the document, and by what name it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from councilgraph import registers
from councilgraph.extraction.mentions import Found
from councilgraph.extraction.mentions.places import SUBJECT
from councilgraph.extraction.mentions.reader import Home, Reader, Span
from councilgraph.extraction.references import names as identity
from councilgraph.extraction.references.anew import Thing, things
from councilgraph.extraction.references.antecedents import look_back
from councilgraph.extraction.references.namesakes import namesakes
from councilgraph.extraction.references.variants import Variants
from councilgraph.extraction.tokens import Tape
from councilgraph.models import Mention

# Bodies of which each area has one, so that several are not that of the document.
_SINGULAR = frozenset({"Partnership", "HealthBody"})
_EMPLOYERS = frozenset({"Council", "HealthBody", "Organisation", "Partnership"})
_HOLDERS = frozenset({"HealthBody", "Organisation", "Board", "Partnership"})
_PLACED = frozenset({"Team", "Service", "Strategy", "Board", "Partnership", "Agreement", "Role", "PartnerGroup"})


def refer(found: Found, tape: Tape, home: Home | None, text: str) -> list[Mention]:
    """Return the mentions of a text with the key and the canonical name of the entity of each, in text order."""
    paper = look_back(found, tape)
    _register(found, text)
    _owned_elsewhere(found)
    _held_elsewhere(found, home)
    keys = _keys(found, home, text, paper)
    meant = things(found, keys)
    keys = [key if thing.number == 1 else f"{key} {thing.number}" for key, thing in zip(keys, meant, strict=True)]
    names = _names(found, keys, home, text)
    names |= {key: _told_apart(names, key, thing, home) for key, thing in zip(keys, meant, strict=True)}
    mentions = []
    for span, key in zip(found.spans, keys, strict=True):
        start, end = found.reader.starts[span.first], found.reader.ends[span.last - 1]
        register = home.register if home and span.name == SUBJECT else span.register
        mentions.append(
            Mention(start, end, text[start:end], span.type, key, names[key], span.named, span.rule, register)
        )
    return mentions


def _key(
    span: Span, sentence: int, found: Found, home: Home | None, text: str, plains: dict[tuple[str, int], str]
) -> str:
    """Return the key of a span by its name alone; `plains` keeps the plain forms of names already met."""
    reader = found.reader
    span = span.link or span
    if span.name == SUBJECT:
        return f"Council:{identity.plain(home.name) if home else 'council'}"
    name = span.name or text[reader.starts[span.first] : reader.ends[span.last - 1]]
    if span.type == "Person":
        return f"Person:{identity.person(name, reader.lexicon)}"
    acronyms = found.acronyms(sentence)
    plain = plains.get((name, id(acronyms)))
    if plain is None:
        plain = plains[name, id(acronyms)] = identity.plain(name, reader.lexicon.plurals, acronyms)
    listed = span.type == "Board" and ", " in name
    several = span.plural and (listed or span.type in _SINGULAR or span.rule == "name.board")
    return f"{span.type}:{plain}{' several' if several else ''}"


def _keys(found: Found, home: Home | None, text: str, paper: Span | None) -> list[str]:
    """Return the key of the entity of each mention; `paper` is the mention of the plan that the paper is."""
    pairs = zip(found.spans, found.sentence, strict=True)
    plains: dict[tuple[str, int], str] = {}
    keys = [_key(span, sentence, found, home, text, plains) for span, sentence in pairs]
    named = {key for span, key in zip(found.spans, keys, strict=True) if span.named or span.fixed}
    reader = found.reader
    words = Counter(reader.lowers)
    wrong = identity.misprinted(
        Counter(keys), named, lambda word: word in reader.lexicon.words, lambda word: words[word] > 1
    )
    keys = [wrong.get(key, key) for key in keys]
    registers_of = {key: span.register for span, key in zip(found.spans, keys, strict=True) if span.register}
    place = home.place if home else ""
    alike = Variants(Counter(keys), named, registers_of, reader.lexicon, place).same()
    keys = [alike.get(key, key) for key in keys]
    keys, surnames = namesakes(found, keys)
    one = {key for span, key in zip(found.spans, keys, strict=True) if not span.plural and span.link is None}
    itself = next((key for span, key in zip(found.spans, keys, strict=True) if span is paper), None)
    same = identity.joined(Counter(keys), named, reader.lexicon.places, ({*keys} - one) | surnames, itself)
    keys = [same.get(key, key) for key in keys]
    kinds = identity.kinds(keys, {key for span, key in zip(found.spans, keys, strict=True) if span.named})
    keys = [kinds.get(key, key) for key in keys]
    placed = identity.local(keys)
    return [placed.get(key, key) for key in keys]


def _names(found: Found, keys: list[str], home: Home | None, text: str) -> dict[str, str]:
    """Return the canonical name of each key: the fullest proper name, else the fullest form with the place.

    A kind of body ("Clinical Commissioning Group") names none where the text names the one it has.
    """
    best: dict[str, tuple[bool, int, int, str]] = {}
    for order, (span, key) in enumerate(zip(found.spans, keys, strict=True)):
        if span.link is None:
            name = _canonical(span, found.reader, home, text)
            proper = span.named and not identity.is_kind(name)
            best[key] = max(best.get(key, (False, 0, 0, "")), (proper, len(name), -order, name))
    return {key: name for key, (*_, name) in best.items()}


def _register(found: Found, text: str) -> None:
    """Give health bodies in a variant spelling the entry of the register ("Ambleford Hospital NHS Trust")."""
    reader = found.reader
    for span in found.spans:
        if span.type == "HealthBody" and span.named and span.register is None and span.link is None:
            surface = text[reader.starts[span.first] : reader.ends[span.last - 1]]
            body = _health_body(span.name or surface)
            if isinstance(body, registers.HealthBody):
                span.name, span.register = body.name, body.register


@lru_cache(maxsize=4096)
def _health_body(name: str) -> registers.Body | None:
    return registers.identify("HealthBody", name)


def _owned_elsewhere(found: Found) -> None:
    """Name the unnamed thing that another council owns after it: "Northbury Council's carers strategy"."""
    reader = found.reader
    for owner, span in pairwise(found.spans):
        if owner.type != "Council" or owner.name == SUBJECT or span.named or span.type not in _PLACED:
            continue
        if span.first == owner.last + 1 and reader.lowers[owner.last] in ("'s", "'") and span.link is None:
            name = owner.name or " ".join(reader.texts[owner.first : owner.last])
            span.name = f"{' '.join(reader.texts[span.first : span.last])} of {name}"


def _held_elsewhere(found: Found, home: Home | None) -> None:
    """Name the bare post of another body after it: "Vale ICB Chief Executive", "Chair of the Growth Board"."""
    reader = found.reader
    for first, second in pairwise(found.spans):
        between = "".join(reader.lowers[first.last : second.first])
        employed = first.type in _EMPLOYERS and (first.link or first).named and between in ("", "'s", ")")
        if _is_bare_post(second) and employed:
            post, body = second, first
        elif _is_bare_post(first) and second.type in _HOLDERS and between in ("of", "ofthe"):
            post, body = first, second
        else:
            continue
        holder = body.link or body
        owner = holder.name or " ".join(reader.texts[holder.first : holder.last])
        if (holder.named or holder.type == "HealthBody") and body.name != SUBJECT and not (home and owner == home.name):
            post.name = f"{' '.join(reader.texts[post.first : post.last])} of {owner}"


def _is_bare_post(span: Span) -> bool:
    return span.type == "Role" and span.link is None and span.name is None and span.last - span.first <= 2


def _told_apart(names: Mapping[str, str], key: str, thing: Thing, home: Home | None) -> str:
    """Return the name of one of several things of a kind: "plan of Rowan Trust", "plan (Westhaven, 2)"."""
    name, owner = names[key], names.get(thing.owner, "")
    if thing.number == 1:
        return name
    if owner and not (home and owner == home.name):
        return f"{name.removesuffix(f' ({home.place})') if home else name} of {owner}"
    return f"{name[:-1]}, {thing.number})" if name.endswith(")") else f"{name} ({thing.number})"


def _canonical(span: Span, reader: Reader, home: Home | None, text: str) -> str:
    """Return the name that a mention gives to its entity; with the place, where it is no proper name."""
    if span.name == SUBJECT:
        return home.name if home else "local authority"
    if span.name is not None:
        return span.name
    name = " ".join(text[reader.starts[span.first] : reader.ends[span.last - 1]].split())
    return f"{name} ({home.place})" if home and not span.named and span.type in _PLACED else name
