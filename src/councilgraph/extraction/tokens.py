"""The tokens of a spaCy `Doc` as plain Python lists, for rules that walk from token to token.

Reading an attribute of a spaCy token builds a Python object each time; the rules look at every token several times,
so the lists are made once. White-space tokens are left out: they come from markup that was blanked out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import spacy
from spacy.attrs import IDX, IS_SPACE, LENGTH, ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

from councilgraph.models import Sentence

# Forms of companies whose stop is that of the sentence ("by Harbourside Ltd.").
_FORMS = frozenset({"Ltd.", "Co.", "Inc.", "Corp.", "Bros."})
# The faces of chat among spaCy's special cases: "Fund (BCF): a pooled budget" and "(item 8)" hold none.
_FACES = re.compile(r"[()\[\]<>;:=|^*@_]")
# How many different pieces between spaces the tokenizer remembers: four long papers have 10,000, spaCy's default.
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Tape:
    """The tokens of one document.

    `texts`, `lowers`, `starts`, `ends` (character offsets) and `orths` (ids of the lexemes in spaCy's string store)
    have one item a token; `gaps` are the tokens before which more than one space or blanked markup stands.
    `sentences` are the units with `bounds[i]` = (first token, last token + 1) of sentence i.
    """

    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    orths: list[int]
    gaps: list[int]
    sentences: tuple[Sentence, ...]
    bounds: list[tuple[int, int]]


def blank() -> Language:
    """Return spaCy's blank English pipeline with a tokenizer that keeps hyphenated words whole."""
    nlp = spacy.blank("en")
    nlp.max_length = 60_000_000
    # Words joined by a hyphen stay one token ("co-produced", "multi-agency"), unlike in spaCy's English defaults.
    infixes = [str(pattern) for pattern in nlp.Defaults.infixes or () if "-|" not in str(pattern)]
    # "sentence.Next" is two words, a name such as "In.CIC" one
    infixes = [pattern.replace("])\\.(?=[", "]{3})\\.(?=[") for pattern in infixes]
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.rules = {
        word: split for word, split in (tokenizer.rules or {}).items() if word not in _FORMS and not _FACES.search(word)
    }
    tokenizer.infix_finditer = compile_infix_regex(
        [*infixes, r"(?<=[A-Za-z0-9])(?:\u2013|\u2014|--+)(?=[A-Za-z0-9])"]
    ).finditer
    tokenizer.max_cache_size = _REMEMBERED
    return nlp


def tape(nlp: Language, text: str, sentences: tuple[Sentence, ...]) -> Tape:
    """Return the tokens of a cleaned text, which has the length of the raw text of `sentences`."""
    rows = np.concatenate([_rows(nlp, start, paragraph) for start, paragraph in _paragraphs(text)])
    words = np.flatnonzero(rows[:, 3] == 0)
    kept = rows[words]
    orths: list[int] = kept[:, 0].tolist()
    starts: list[int] = kept[:, 1].tolist()
    ends: list[int] = (kept[:, 1] + kept[:, 2]).tolist()
    strings = nlp.vocab.strings
    word = {orth: strings[orth] for orth in set(orths)}
    lower = {orth: text.lower() for orth, text in word.items()}
    return Tape(
        texts=[word[orth] for orth in orths],
        lowers=[lower[orth] for orth in orths],
        starts=starts,
        ends=ends,
        orths=orths,
        gaps=(np.flatnonzero(np.diff(words) > 1) + 1).tolist(),
        sentences=sentences,
        bounds=[(bisect_left(starts, unit.start), bisect_left(starts, unit.end)) for unit in sentences],
    )


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, paragraph with the empty line after it).

    In one call the tokenizer remembers nothing more after the first word that it treats as a special case ("e.g."),
    so that one call for all of a long text does most of its words again and again.
    """
    start = 0
    for paragraph in text.split("\n\n"):
        yield start, f"{paragraph}\n\n"
        start += len(paragraph) + 2


def _rows(nlp: Language, start: int, paragraph: str) -> npt.NDArray[Any]:
    """Return (lexeme, offset into the text, length, is white space) of each token of a paragraph."""
    rows: npt.NDArray[Any] = nlp.make_doc(paragraph).to_array([ORTH, IDX, LENGTH, IS_SPACE])
    rows[:, 1] += np.uint64(start)
    return rows
