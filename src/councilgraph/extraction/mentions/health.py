"""The shorter names by which papers call the trusts and ambulance services that they name."""

from __future__ import annotations

from collections.abc import Container, Iterator

from councilgraph.extraction.mentions.lexicon import AND, CAPITAL
from councilgraph.extraction.mentions.reader import Reader
from councilgraph.extraction.mentions.runs import Tokens


def trusts(reader: Reader, ends: Container[str]) -> Iterator[tuple[Tokens, Tokens]]:
    """Yield the tokens of each trust's whole name, and those before "NHS Trust" that end in one of some words."""
    for i in (i for i, lower in enumerate(reader.lowers) if lower == "trust"):
        nhs = i - 2 if i > 1 and reader.lowers[i - 1] == "foundation" else i - 1
        start = reader.capitals_before(nhs)
        if start > 0 and reader.codes[start - 1] & AND:
            continue  # "Tarn and Fell Partnership NHS Trust" is called by all of its words
        if nhs - start > 1 and reader.lowers[nhs] == "nhs" and reader.lowers[nhs - 1] in ends:
            yield (start, i + 1), (start, nhs)


def ambulance_services(reader: Reader, names: Container[str]) -> Iterator[tuple[str, Tokens]]:
    """Yield each named ambulance service: the common name by which it goes, and the tokens of its own."""
    for i in (i for i, lower in enumerate(reader.lowers) if lower == "ambulance" and i > 0):
        common, start, end = reader.phrase(i, i + 2), reader.capitals_before(i), i + 2
        while end < len(reader.lowers) and reader.lowers[end] in ("nhs", "foundation", "trust"):
            end += 1
        if common in names and start < i and reader.codes[i + 1] & CAPITAL:
            yield common, (start, end)
