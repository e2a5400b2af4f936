from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> Path:
    """Return the folder of the fictional example documents."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real documents, annotation and registers; skip the test where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder `shared` (real documents, annotation, registers) beside the checkout")
    return folder
