"""Rules are data: reads, checks and overlays the lexicons and relation rules.

A rule file is YAML with one key, `rules`: a list of records, each with an `id` that is unique over all files
of its kind. A user's own folder has the same layout (`lexicons/*.yaml`, `relations/*.yaml`). Its records replace,
change, drop or join the packaged ones by id; `overlay` says how.
"""

from __future__ import annotations

from councilgraph.rules.loading import load
from councilgraph.rules.model import Rule, RuleSet, split

__all__ = ["Rule", "RuleSet", "load", "split"]
