from __future__ import annotations

import pytest

from councilgraph.wording import counted


@pytest.mark.parametrize(
    ("count", "words", "said"),
    [
        (0, ("row",), "0 rows"),
        (1, ("row",), "1 row"),
        (2, ("row",), "2 rows"),
        (1, ("entity", "entities"), "1 entity"),
        (3, ("entity", "entities"), "3 entities"),
    ],
)
def test_what_is_counted_agrees_with_its_number(count: int, words: tuple[str, ...], said: str) -> None:
    assert counted(count, *words) == said
