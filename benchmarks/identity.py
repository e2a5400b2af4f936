"""Time and peak memory of resolution on generated corpora: `python benchmarks/identity.py [SIZES...]`.

The papers are those of `corpus.py`. Every size runs in a process of its own; the exponent is the slope
of log time over log size between the two largest (1 is linear).
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import resource
import time

from corpus import documents

from councilgraph import identity

SIZES = (10, 150, 1500)


def measure(count: int) -> tuple[int, int, int, float, float, float]:
    """Return (documents, entities, candidates, seconds of link, seconds of state, peak MB) for one size."""
    summaries = [identity.summarise(*pair) for pair in documents(count)]
    started = time.perf_counter()
    resolution = identity.link(summaries)
    linked = time.perf_counter() - started
    spent = 0.0
    for document, extraction in documents(count):
        started = time.perf_counter()
        identity.state(document, extraction, resolution.iris[document.id])
        spent += time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return count, len(resolution.entities), len(resolution.candidates), linked, spent, peak


def main(sizes: list[int]) -> None:
    """Print a table, one line a size, and the exponents."""
    context = multiprocessing.get_context("spawn")
    rows = []
    print("documents  entities  candidates  link s  ms/doc  state s  ms/doc  peak MB")
    for size in sizes:
        with context.Pool(1) as pool:
            row = pool.apply(measure, (size,))
        rows.append(row)
        count, entities, pairs, linked, spent, peak = row
        each, other = 1000 * linked / count, 1000 * spent / count
        print(
            f"{count:9}  {entities:8}  {pairs:10}  {linked:6.2f}  {each:6.2f}  {spent:7.2f}  {other:6.2f}  {peak:7.0f}"
        )
    if len(rows) > 1:
        (small, *_, a, b, _), (large, *_, c, d, _) = rows[-2:]
        steps = math.log(large / small)
        print(f"exponent: link {math.log(c / a) / steps:.2f}, state {math.log(d / b) / steps:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), help="how many papers")
    main(parser.parse_args().sizes)
