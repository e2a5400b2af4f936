"""Time of extraction as a ratio to spaCy's blank tokenizer on the same text in the same run.

    python benchmarks/extraction.py [FILE ...] [--runs 5]

Prints the median of several rounds, each of which times the tokenizer and every component in turn, so that a machine
whose speed drifts slows both. Without files the examples are read, repeated to about 100,000 tokens.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from councilgraph import documents, rules, text
from councilgraph.extraction import Extractor, tokens
from councilgraph.models import Document

_TOKENS = 100_000
_EXAMPLES = Path(__file__).parent.parent / "examples"


def corpus(paths: list[Path]) -> list[Document]:
    """Return the documents to read; the examples are repeated until they are large enough to time."""
    found = [documents.read(file) for file in documents.find(paths or [_EXAMPLES])]
    nlp = spacy.blank("en")
    size = sum(len(nlp.make_doc(document.text)) for document in found)
    return found if paths else found * max(1, _TOKENS // size)


def timed(work: Callable[[], object]) -> float:
    """Return the processor seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    papers = corpus(arguments.files)
    blank, own, extractor = spacy.blank("en"), tokens.blank(), Extractor(rules.load())
    blank.max_length = 10**9

    def fresh() -> None:
        text.clean.cache_clear()
        text.blocks.cache_clear()

    def steps() -> dict[str, Callable[[], object]]:
        parts = [(text.clean(p.text), text.sentences(p.text, p.sections)) for p in papers]
        readings = [extractor.read(p.text, p.sections, None) for p in papers]
        return {
            "blank tokenizer": lambda: [blank.make_doc(p.text) for p in papers],
            "cleaning": lambda: (fresh(), [text.clean(p.text) for p in papers]),
            "sentences": lambda: (fresh(), [text.sentences(p.text, p.sections) for p in papers]),
            "tokens": lambda: [tokens.tape(own, clean, sentences) for clean, sentences in parts],
            "text to mentions": lambda: (fresh(), [extractor.read(p.text, p.sections, None) for p in papers]),
            "relations": lambda: [extractor.relations(reading) for reading in readings],
            "extraction, whole": lambda: (fresh(), [extractor.extract(p) for p in papers]),
        }

    work = steps()
    for step in work.values():
        step()
    rounds: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(arguments.runs):
        base = timed(work["blank tokenizer"])
        for name, step in work.items():
            rounds[name].append(timed(step) / base)
    count = sum(len(blank.make_doc(p.text)) for p in papers)
    print(f"{len(papers)} documents, {count} tokens, {arguments.runs} rounds; the blank tokenizer is 1")
    print(f"{'step':20}{'median':>8}{'least':>8}{'most':>8}")
    for name, ratios in rounds.items():
        print(f"{name:20}{statistics.median(ratios):8.2f}{min(ratios):8.2f}{max(ratios):8.2f}")


if __name__ == "__main__":
    main()
