"""The confidence of rules, and that the packaged figures are those of today's rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph import calibration
from councilgraph.calibration import Calibration, Count
from councilgraph.errors import RuleError

MEASURED = Calibration(
    {"funds": {"funds.pay": Count(45, 45), "funds.rare": Count(0, 1)}, "chairs": {"chairs.chair": Count(1, 2)}}
)


def test_a_rule_with_many_cases_is_trusted_by_its_own() -> None:
    assert MEASURED.confidence(["funds.pay"], "funds") == (pytest.approx(0.995, abs=0.01), 45)


def test_a_rule_with_one_case_leans_on_its_predicate() -> None:
    sure, cases = MEASURED.confidence(["funds.rare"], "funds")
    assert 0.7 < sure < 0.9
    assert cases == 1


def test_a_rule_never_measured_has_no_cases() -> None:
    assert MEASURED.confidence(["funds.new"], "funds")[1] == 0
    assert Calibration({}).confidence(["any"], "funds") == (0.5, 0)


def test_the_best_of_several_rules_counts() -> None:
    both = MEASURED.confidence(["funds.pay", "funds.rare"], "funds")
    assert both == (MEASURED.confidence(["funds.pay"], "funds")[0], 46)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "calibration.json"
    file.write_text(calibration.dump(MEASURED), encoding="utf-8")
    assert calibration.read(file) == MEASURED


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "calibration.json"
    file.write_text("[1]", encoding="utf-8")
    with pytest.raises(RuleError, match=r"calibration\.json"):
        calibration.read(file)


def test_the_packaged_figures_are_those_of_the_rules(shared: Path) -> None:
    from councilgraph.cli.rules import measure

    now = calibration.dump(measure(shared / "gold", []))
    assert calibration.path().read_text(encoding="utf-8") == now, "run: councilgraph rules calibrate ../shared/gold"
