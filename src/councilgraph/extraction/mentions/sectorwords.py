"""Compiles the rules of sectors and classes of partners ("housing providers", "the NHS")."""

from __future__ import annotations

from councilgraph.extraction.mentions.forms import low, spell
from councilgraph.extraction.mentions.lexicon import GROUP, SECTOR, Lexicon, Sector
from councilgraph.rules import Rule, RuleSet


def _phrases(rule: Rule, name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(spell(phrase)) for phrase in rule.words(name))


def add_sectors(lexicon: Lexicon, rules: RuleSet) -> None:
    """Add all sectors and the words for single partners without a name; raise RuleError for a sector without a name."""
    sectors: list[Sector] = []
    for rule in rules.lexicons.values():
        if not rule.id.startswith("sector."):
            continue
        if not isinstance(rule.fields.get("canonical"), str):
            raise rule.error("needs a 'canonical' name")
        sector = Sector(
            id=rule.id,
            canonical=rule.fields["canonical"],
            descriptive=bool(rule.fields.get("descriptive")),
            qualifiers=low(rule, "qualifiers"),
            heads=low(rule, "heads") - low(rule, "not_head"),
            bare=_phrases(rule, "bare"),
            always=_phrases(rule, "always"),
            type=rule.fields.get("type", "PartnerGroup"),
            acts_only=_phrases(rule, "acts_only"),
            listed=_phrases(rule, "listed"),
            fields=low(rule, "fields"),
            not_before=low(rule, "not_before"),
        )
        sectors.append(sector)
        lexicon.mark(sector.heads, GROUP)
        for phrase in sector.bare | sector.always | sector.listed:
            lexicon.mark((phrase[-1],), SECTOR)
    lexicon.sectors = tuple(sectors)
    _phrase_index(lexicon)
    _add_singles(lexicon, rules.lexicons.get("group.single"))


def _add_singles(lexicon: Lexicon, single: Rule | None) -> None:
    for name in ("heads", "qualifiers", "alone", "not", "bare", "after", "hired", "acting"):
        lexicon.single[name] = low(single, name) if single else frozenset()
    whole = lexicon.single["heads"] | lexicon.single["alone"] | lexicon.single["bare"]
    lexicon.single["last"] = frozenset(head.split()[-1] for head in whole)
    lexicon.mark(lexicon.single["last"], GROUP)


def _phrase_index(lexicon: Lexicon) -> None:
    """Index the phrases that name a sector by themselves by their last word, the longest first."""
    found: dict[str, dict[tuple[str, ...], tuple[tuple[str, ...], Sector, bool]]] = {}
    for sector in lexicon.sectors:
        for words in sorted(sector.always | sector.bare | sector.listed):
            sure = words in sector.always and words not in sector.acts_only
            found.setdefault(words[-1], {}).setdefault(words, (words, sector, sure))
    for last, entries in found.items():
        ordered = sorted(entries.values(), key=lambda entry: (-len(entry[0]), entry[0]))
        lexicon.phrases[last] = tuple(ordered)
        for before in ("", *sorted({words[-2] for words, _, _ in ordered if len(words) > 1})):
            fits = tuple(entry for entry in ordered if len(entry[0]) < 2 or entry[0][-2] == before)
            if fits:
                lexicon.phrases_after[before, last] = fits
