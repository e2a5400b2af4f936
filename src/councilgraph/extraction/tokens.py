"""The tokens of a spaCy `Doc` as plain Python lists, for rules that walk from token to token.

Reading an attribute of a spaCy token builds a Python object each time; the rules look at every token several times,
so the lists are made once. White-space tokens are left out: they come from markup that was blanked out.
"""

from __future__ import annotations

from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from councilgraph.models import Sentence

# Words joined by a hyphen stay one token ("co-produced", "multi-agency"), unlike in spaCy's English defaults.
# Forms of companies whose stop is that of the sentence ("by Harbourside Ltd.").
_FORMS = frozenset({"Ltd.", "Co.", "Inc.", "Corp.", "Bros."})
_HYPHEN_INFIX = "(?:-|\u2013|\u2014|--|---|\u2014\u2014|~)"


@dataclass(frozen=True, slots=True)
class Tape:
    """The tokens of one document.

    `texts`, `lowers`, `starts`, `ends` (character offsets) and `orths` (ids of the lexemes in spaCy's string store)
    have one item a token; `spacy` maps it to its index in the `Doc`. `sentences` are the units with `bounds[i]`
    = (first token, last token + 1) of sentence i.
    """

    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    orths: list[int]
    spacy: list[int]
    sentences: tuple[Sentence, ...]
    bounds: list[tuple[int, int]]


def blank() -> Language:
    """Return spaCy's blank English pipeline with a tokenizer that keeps hyphenated words whole."""
    nlp = spacy.blank("en")
    nlp.max_length = 60_000_000
    infixes = [str(pattern) for pattern in nlp.Defaults.infixes or () if "-|" not in str(pattern)]
    # "sentence.Next" is two words, a name such as "In.CIC" one
    infixes = [pattern.replace("])\\.(?=[", "]{3})\\.(?=[") for pattern in infixes]
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.rules = {word: split for word, split in (tokenizer.rules or {}).items() if word not in _FORMS}
    tokenizer.infix_finditer = compile_infix_regex(
        [*infixes, r"(?<=[A-Za-z0-9])(?:\u2013|\u2014|--+)(?=[A-Za-z0-9])"]
    ).finditer
    return nlp


def tape(doc: Doc, sentences: tuple[Sentence, ...]) -> Tape:
    """Return the tokens of `doc`, whose text is cleaned and has the length of the raw text of `sentences`."""
    from spacy.attrs import IDX, IS_SPACE, LENGTH, ORTH

    rows = doc.to_array([ORTH, IDX, LENGTH, IS_SPACE])
    kept = rows[rows[:, 3] == 0]
    index = [i for i, space in enumerate(rows[:, 3].tolist()) if not space]
    orths: list[int] = kept[:, 0].tolist()
    starts: list[int] = kept[:, 1].tolist()
    ends: list[int] = (kept[:, 1] + kept[:, 2]).tolist()
    strings = doc.vocab.strings
    word = {orth: strings[orth] for orth in set(orths)}
    lower = {orth: text.lower() for orth, text in word.items()}
    return Tape(
        texts=[word[orth] for orth in orths],
        lowers=[lower[orth] for orth in orths],
        starts=starts,
        ends=ends,
        orths=orths,
        spacy=index,
        sentences=sentences,
        bounds=_bounds(starts, sentences),
    )


def _bounds(starts: list[int], sentences: tuple[Sentence, ...]) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    at, count = 0, len(starts)
    for sentence in sentences:
        while at < count and starts[at] < sentence.start:
            at += 1
        first = at
        while at < count and starts[at] < sentence.end:
            at += 1
        bounds.append((first, at))
    return bounds
