from __future__ import annotations

import pytest

from councilgraph.analysis import dataset
from councilgraph.analysis.dataset import Dataset
from tests.graph import corpus


@pytest.fixture(scope="session")
def graph() -> Dataset:
    """Return the invented corpus of tests/graph as a dataset: Westhaven in 2021 and 2024, Eastmoor in 2023."""
    return dataset.load(corpus.memory_store())
