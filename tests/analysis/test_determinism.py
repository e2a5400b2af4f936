from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import councilgraph
from councilgraph.analysis import dataset
from tests.graph import corpus
g = dataset.load(corpus.memory_store())
for answer in (councilgraph.partners(g), councilgraph.boards(g), councilgraph.brokers(g), councilgraph.communities(g),
               councilgraph.impact(g, "westhaven"), councilgraph.gaps(g), councilgraph.neighbours(g),
               councilgraph.changes(g, "westhaven"), councilgraph.path(g, "eastmoor", "harbour care", most=5),
               councilgraph.compare(g, "westhaven", "eastmoor"), councilgraph.find(g, "board")):
    print(answer)
print(councilgraph.summary(g))
print(list(councilgraph.project_network(g).edges(keys=True)))
"""


def output(root: Path, seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return done.stdout


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_answers_are_the_same_whatever_the_hash_seed(root: Path, seed: str) -> None:
    assert output(root, seed) == output(root, "0")
