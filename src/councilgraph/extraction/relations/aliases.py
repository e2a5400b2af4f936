"""Which mentions of a sentence are a second name for one before them: in brackets, in apposition, after "is"."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.kinds import BODIES
from councilgraph.extraction.relations.model import Chunk, Type
from councilgraph.extraction.relations.pairing import Link
from councilgraph.models import Mention


def find_aliases(chunks: Sequence[Chunk], mentions: Sequence[Mention], starts: Sequence[int]) -> dict[int, int]:
    """Return mention -> the name before it of the same thing: in brackets, or in apposition ("Mind, a charity,")."""
    found: dict[int, int] = {}
    for at, chunk in enumerate(chunks):
        if not chunk.parts:
            continue
        name = chunk.parts[-1]
        same = [m for m in chunk.inside if _same(mentions[name], mentions[m], len(chunk.inside) == 1)]
        found.update((m, name) for m in same)
        if same and chunk.mention < 0 and starts[chunk.end - 1] < mentions[same[0]].start:
            chunk.mention = name  # the bracket tells that the phrase is that name ("Westhaven Hospitals trusts (WHT)")
        chunk.inside = [m for m in chunk.inside if m not in same]
        if (
            chunk.mention >= 0
            and not (at == 1 and chunks[0].type is Type.PREP)
            and at + 2 < len(chunks)
            and chunks[at + 1].type is Type.COMMA
            and chunks[at + 2].first in ("a", "an", "the")
        ):
            other = chunks[at + 2].mention
            if other >= 0 and _apposed(mentions[chunk.mention], mentions[other], chunks[at + 2].first):
                found[other] = found.get(chunk.mention, chunk.mention)
        if (other := _identified(chunks, at)) >= 0 and _described(mentions[chunk.mention], mentions[other]):
            found[other] = found.get(chunk.mention, chunk.mention)
    return found


def _identified(chunks: Sequence[Chunk], at: int) -> int:
    """Return the mention that the name opening a clause is said to be ("Care Direct is the contact centre"), or -1."""
    opens = at == 0 or chunks[at - 1].type in (Type.STOP, Type.SUBORDINATOR)
    if not opens or at + 2 >= len(chunks) or chunks[at].mention < 0:
        return -1
    verb = chunks[at + 1]
    copula = verb.type is Type.VERB and verb.head == "be" and not (verb.negative or verb.modal)
    return chunks[at + 2].mention if copula and chunks[at + 2].type is Type.NP else -1


def _described(first: Mention, second: Mention) -> bool:
    """Tell whether a common noun of the same type describes a name."""
    return first.type == second.type and first.text[:1].isupper() and second.text[:1].islower()


def _same(first: Mention, second: Mention, alone: bool) -> bool:
    """Tell whether a mention in brackets, there `alone` or not, is another name of the one before."""
    if first.entity == second.entity:
        return alone or first.type != "PartnerGroup"  # "three commissioners (two CCGs and the trust)" names two of them
    if not alone or first.type != second.type:
        return False
    short = second.text if " " in first.text else first.text
    opening, _, closing = short.rpartition(" ")
    abridged = first.text.endswith(f" {closing}") and opening.isupper()  # "the Better Care Plan (BC Plan)"
    return abridged or (short.isupper() and " " not in short)


def _apposed(first: Mention, second: Mention, article: str) -> bool:
    """Tell whether a mention between commas after a name, with an article, says what the name is."""
    if first.entity == second.entity:
        return True
    kinds = first.type == second.type or (first.type in BODIES and second.type in BODIES)
    return article != "the" and kinds and second.text[:1].islower() and first.text[:1].isupper()


def meant(link: Link, mention: int, aliases: dict[int, int], clause: Clause) -> int:
    """Return the name that a mention stands for, unless the link stands in what modifies that very mention."""
    if mention not in aliases:
        return mention
    if mention in clause.chunks[link.place].parts:
        return mention if link.trigger.kind == "owner" else aliases[mention]
    place = next(p for p, chunk in enumerate(clause.chunks) if mention in (*chunk.parts, *chunk.inside))
    return mention if clause.modifies(link.place, place) else aliases[mention]
