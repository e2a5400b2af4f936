"""What each rule fired on, and where: the basis of the cross-document table of docs/accuracy.md.

A signature says what a find rests on: the rule of a relation with the word that triggered it, the rule of a mention
with its head noun or the known name. A signature that fires in one document only may have been written for that
document; `elsewhere` leaves such finds out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from councilgraph import text
from councilgraph.extraction.relations.words import Kind as WordKind
from councilgraph.extraction.relations.words import compile_words
from councilgraph.models import Document, Extraction, Mention, Relation
from councilgraph.rules import RuleSet

Kind = Literal["mention", "relation"]
Signature = tuple[str, str]
Place = tuple[str, int]

# Rules that know no words of their own: registers, given names, what a document itself defines.
_OPEN = ("register.", "person.", "discovery.", "acronym.")
_CLOSED = {WordKind.BE: "be", WordKind.HAVE: "have", WordKind.DO: "do"}
# Of phrasal verbs ("bring together"), beside the prepositions.
_PARTICLES = frozenset({"up", "out", "off", "down", "together", "forward", "back"})
_WORD = re.compile(r"[^\W\d_]+(?:[-'’&][^\W\d_]+)*")


def singular(word: str) -> str:
    """Return a noun without the ending of its plural, near enough to tell two nouns apart."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


class Signatures:
    """Tells the signature of what the rules of one rule set found."""

    def __init__(self, rules: RuleSet) -> None:
        words = compile_words(rules)
        self._lemmas = {word: verb.lemma for word, verb in words.verbs.items()}
        self._lemmas |= {word: _CLOSED[kind] for word, kind in words.kinds.items() if kind in _CLOSED}
        self._prepositions = words.set("words.prepositions")
        self._particles = self._prepositions | _PARTICLES
        self._known = {
            name: _known(rule.words("heads"), rule.fields.get("names")) for name, rule in rules.lexicons.items()
        }

    def mention(self, mention: Mention) -> Signature:
        """Return the rule and the head noun or known name of a mention; the rule alone where it has no words."""
        if mention.rule.startswith(_OPEN):
            return mention.rule, ""
        known = self._known.get(mention.rule, ())
        for words in (_words(mention.text), _words(mention.name)):
            found = max((entry for entry in known if _within(entry[0], words)), key=lambda e: len(e[0]), default=None)
            if found:
                return mention.rule, found[1]
        return mention.rule, singular((_words(mention.text) or [""])[-1])

    def relation(self, relation: Relation, extraction: Extraction, document: Document) -> Signature:
        """Return the rule and the trigger word of a relation: a lemma, or a preposition with all its words.

        Where the names themselves state the link ("the council's plan", "Jo Bell, Director of Place") it is the rule
        alone.
        """
        for end in (extraction.mentions[relation.subject], extraction.mentions[relation.object]):
            if end.start < relation.trigger_end and relation.trigger_start < end.end:
                return relation.rule, ""
        trigger = document.text[relation.trigger_start : relation.trigger_end].casefold()
        return relation.rule, self._trigger(_WORD.findall(trigger) or [""])

    def _trigger(self, words: list[str]) -> str:
        if len(words) > 1 and words[-1] in self._particles and words[-2] in self._lemmas:
            words = words[:-1]
        if words[-1] in self._prepositions:
            return " ".join(words)
        return self._lemmas.get(words[-1]) or singular(words[-1])


def _known(heads: Iterable[str], names: object) -> list[tuple[list[str], str]]:
    """Return (words, signature) of the heads of a rule and of every form of its names."""
    found = [(_words(head), " ".join(_words(head))) for head in heads]
    for name, forms in names.items() if isinstance(names, Mapping) else ():
        for form in (name, *str(forms or "").split(",")):
            found.append((_words(form), name))
    return [entry for entry in found if entry[0]]


def _words(stretch: str) -> list[str]:
    return [singular(word) for word in _WORD.findall(stretch.casefold())]


def _within(words: Sequence[str], stretch: Sequence[str]) -> bool:
    size = len(words)
    return any(list(stretch[at : at + size]) == list(words) for at in range(len(stretch) - size + 1))


@dataclass(slots=True)
class Evidence:
    """Where each signature fired: (document, start of the sentence)."""

    places: dict[Kind, dict[Signature, set[Place]]] = field(
        default_factory=lambda: {"mention": defaultdict(set), "relation": defaultdict(set)}
    )

    def add(self, kind: Kind, signature: Signature, place: Place) -> None:
        """Note that a signature fired somewhere."""
        self.places[kind][signature].add(place)

    def beside(self, kind: Kind, signature: Signature, document: str) -> bool:
        """Tell whether a signature fired in any other document."""
        return any(name != document for name, _ in self.places[kind].get(signature, ()))

    def spread(self, kind: Kind, rules: bool) -> tuple[int, int, int]:
        """Return how many signatures (or rules) fired: in all, in one document only, in one sentence only."""
        merged: dict[object, set[Place]] = defaultdict(set)
        for signature, places in self.places[kind].items():
            merged[signature[0] if rules else signature] |= places
        single = sum(len({name for name, _ in places}) == 1 for places in merged.values())
        return len(merged), single, sum(len(places) == 1 for places in merged.values())


def gather(found: Iterable[tuple[Document, Extraction]], signatures: Signatures) -> Evidence:
    """Return the evidence of whole documents."""
    evidence = Evidence()
    for document, extraction in found:
        starts = [sentence.start for sentence in text.sentences(document.text, document.sections)]
        for mention in extraction.mentions:
            place = starts[bisect_right(starts, mention.start) - 1]
            evidence.add("mention", signatures.mention(mention), (document.id, place))
        for relation in extraction.relations:
            signature = signatures.relation(relation, extraction, document)
            evidence.add("relation", signature, (document.id, relation.start))
    return evidence


def elsewhere(document: Document, extraction: Extraction, evidence: Evidence, signatures: Signatures) -> Extraction:
    """Return an extraction without what rests on signatures that fire in no other document.

    A relation needs both of its ends and a signature of its own.
    """
    kept = [
        index
        for index, mention in enumerate(extraction.mentions)
        if evidence.beside("mention", signatures.mention(mention), document.id)
    ]
    place = {index: at for at, index in enumerate(kept)}
    relations = tuple(
        replace(relation, subject=place[relation.subject], object=place[relation.object])
        for relation in extraction.relations
        if relation.subject in place
        and relation.object in place
        and evidence.beside("relation", signatures.relation(relation, extraction, document), document.id)
    )
    return Extraction(extraction.document, tuple(extraction.mentions[index] for index in kept), relations)
