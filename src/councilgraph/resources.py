"""Finds what ships with the package: the data files and the ontology, in a wheel or in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_PACKAGE = Path(__file__).parent


def data(*parts: str) -> Path:
    """Return the path of a packaged data file or folder, e.g. `data("relations")`."""
    return _PACKAGE.joinpath("data", *parts)


def declared(*parts: str) -> dict[str, Any]:
    """Return the content of a packaged YAML file, e.g. `declared("profiles", "head.yaml")`."""
    content: dict[str, Any] = yaml.safe_load(data(*parts).read_text(encoding="utf-8"))
    return content


def ontology(*parts: str) -> Path:
    """Return the path of a file of the ontology: inside the wheel, or at the top of a checkout."""
    inside = _PACKAGE / "ontology"
    root = inside if inside.is_dir() else _PACKAGE.parent.parent / "ontology"
    return root.joinpath(*parts)
