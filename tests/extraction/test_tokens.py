"""The tokens of a text that is given to the tokenizer by paragraphs."""

from __future__ import annotations

from itertools import pairwise

import pytest

from councilgraph import text
from councilgraph.extraction import tokens

NLP = tokens.blank()

TEXTS = {
    "special case": "The trust, e.g. Brightways, can't run it.\n\nThe council's co-produced plan (2024-26) isn't new.",
    "empty lines": "\n\n\nOne.\n\n\n\n  Two words.\n\n \n\nThree\n",
    "one paragraph": "Mind Ambleford Ltd. runs the helpline.",
    "white space": " \n\n ",
    "nothing": "",
}


@pytest.mark.parametrize("plain", TEXTS.values(), ids=TEXTS)
def test_paragraphs_give_the_tokens_of_the_whole_text(plain: str) -> None:
    clean = text.clean(plain)
    tape = tokens.tape(NLP, clean, text.sentences(plain))
    whole = [token for token in NLP.make_doc(clean) if not token.is_space]
    assert list(zip(tape.texts, tape.starts, strict=True)) == [(token.text, token.idx) for token in whole]
    assert [clean[start:end] for start, end in zip(tape.starts, tape.ends, strict=True)] == tape.texts
    after_space = [at for at, (a, b) in enumerate(pairwise(whole), 1) if b.i - a.i > 1]
    assert tape.gaps == after_space


def test_sentences_are_bounded_by_their_tokens() -> None:
    plain = "# Plan\n\nThe council pays. Mind runs it.\n"
    tape = tokens.tape(NLP, text.clean(plain), text.sentences(plain))
    assert [tape.texts[first:last] for first, last in tape.bounds] == [
        ["Plan"],
        ["The", "council", "pays", "."],
        ["Mind", "runs", "it", "."],
    ]


@pytest.mark.parametrize("plain", ["Fund (BCF): paid", "see (item 8) here", "board (item 3;) met"])
def test_a_bracket_is_a_token_beside_other_marks(plain: str) -> None:
    tape = tokens.tape(NLP, text.clean(plain), text.sentences(plain))
    assert tape.texts.count("(") == tape.texts.count(")") == 1
