"""Reads one rule file; refuses a malformed one in one line that names the file and the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from councilgraph.errors import RuleError
from councilgraph.rules.model import Rule

_ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """YAML that refuses a key given twice: the second would silently win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key.value, str)]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.MarkedYAMLError(problem=f"the key '{key}' is given twice", problem_mark=node.start_mark)
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made


def read(content: bytes, name: str) -> Iterator[Rule]:
    """Yield the rules of a file; `name` is what messages call it (`lexicons/mine.yaml`)."""
    raw = _parse(content, name)
    if not isinstance(raw, dict) or not isinstance(raw.get("rules"), list):
        raise RuleError(f"{name}: needs the key 'rules' with a list of records")
    other = next((key for key in raw if key != "rules"), None)
    if other is not None:
        raise RuleError(f"{name}: unknown key '{other}' beside 'rules'; indent it if it belongs to a record")
    for place, record in enumerate(raw["rules"], 1):
        if not isinstance(record, dict) or not isinstance(record.get("id"), str):
            raise RuleError(f"{name}: record {place} needs an 'id'")
        if not _ID.fullmatch(record["id"]):
            raise RuleError(f"{name}: rule {record['id']}: an id has small letters, digits, dots, dashes")
        yield Rule(record["id"], name, {key: value for key, value in record.items() if key != "id"})


def _parse(content: bytes, name: str) -> Any:
    try:
        return yaml.load(content.decode("utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RuleError(f"{name}: line {line} is not UTF-8; save the file with that encoding") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}" if mark else ""
        problem = " ".join(str(getattr(error, "problem", None) or error).split())
        raise RuleError(f"{name}:{where} is not valid YAML: {problem}") from error
