from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph import registers, resources
from councilgraph.errors import RegisterError
from councilgraph.registers import index

from .derive import derive, read


def test_packaged_files_are_those_that_the_sources_give(shared: Path) -> None:
    for file, rows in derive(shared / "reference").items():
        assert read(resources.data("registers", file)) == rows, file


def test_every_file_is_documented() -> None:
    sources = resources.data("registers", "SOURCES.md").read_text(encoding="utf-8")
    for path in sorted(resources.data("registers").glob("*.csv")):
        assert path.name in sources


def test_aliases_name_known_bodies() -> None:
    for file in ("health_names.csv", "health_aliases.csv"):
        for row in index.rows(file, ["code", "name"]):
            assert registers.health().get(row["code"]), row
    for row in index.rows("government_names.csv", ["code", "name"]):
        assert registers.government().get(row["code"]), row


def test_a_broken_register_names_file_and_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "councils.csv").write_text("code,name\n", encoding="utf-8")
    monkeypatch.setattr(resources, "data", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(RegisterError, match=r"^registers/councils\.csv: no column gss; reinstall councilgraph$"):
        list(index.rows("councils.csv", ["code", "gss"]))
    with pytest.raises(RegisterError, match=r"^registers/health\.csv: cannot be read"):
        list(index.rows("health.csv", ["code"]))


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("The Children\u2019s Trust & Co.", "childrens trust and co"),
        ("  NHS  Devon ICB ", "nhs devon icb"),
        ("Well-being Board", "well being board"),
        ("Café Society", "cafe society"),
        ("the", "the"),
    ],
)
def test_normal_form(name: str, normal: str) -> None:
    assert registers.normal(name) == normal
    assert registers.normal(normal) == normal
