"""The cue words of status, compiled from the rule files."""

from __future__ import annotations

from councilgraph.extraction.relations.words import Words


class Cues:
    """The lists of `words-cues.yaml` that tell what is planned, denied or over."""

    def __init__(self, words: Words) -> None:
        self.verb_forms = words.verbs
        self.modals = words.set("cues.planned-modals")
        self.verbs = words.set("cues.planned-verbs")
        self.nouns = words.set("cues.planned-nouns")
        self.leads = words.set("cues.infinitive-nouns") | self.nouns
        self.adjectives = words.set("cues.planned-adjectives")
        self.modifiers = words.set("cues.planned-modifiers")
        self.asking = words.set("cues.asking-verbs")
        self.schemes = words.set("cues.planned-things")
        self.wishing = words.set("cues.wishing-verbs")
        self.proposing = words.set("cues.proposing-verbs")
        self.resolving = words.set("cues.resolving-verbs")
        self.recommending = words.set("cues.recommending-nouns")
        self.ensuring = words.set("cues.ensuring-verbs")
        self.doubting = words.set("cues.doubting-verbs")
        self.inquiring = words.set("cues.inquiry-verbs")
        self.making = words.set("cues.making-verbs")
        self.deciding = words.set("cues.decision-verbs")
        self.introducing = words.set("cues.introducing-verbs")
        self.shaping = words.set("cues.shaping-verbs")
        self.starting = words.set("cues.starting-verbs")
        self.continuing = words.set("cues.continuing-verbs")
        self.revising = words.set("cues.revising-verbs")
        self.happening = words.set("cues.happening-verbs")
        self.showing = words.set("cues.showing-verbs")
        self.stages = words.set("cues.stages")
        self.drafts = words.set("cues.drafts")
        self.states = words.set("cues.states")
        self.approvals = words.set("cues.approvals")
        self.standing = words.set("cues.standing-nouns")
        self.aims = words.set("cues.aims")
        self.addressing = words.set("cues.addressing-verbs")
        self.listing = words.set("cues.listing-nouns")
        self.headings = words.set("cues.planned-headings")
        self.denying = words.set("cues.denying-nouns")
        self.failing = words.set("cues.failing-verbs")
        self.unable = words.set("cues.unable")
        self.able = words.set("cues.able")
        self.money = words.set("words.money")
        self.receiving = words.set("words.receiving-verbs")
        self.moving = (words.set("words.resting-verbs") | words.set("words.passing-verbs")) - {"be"}
        self.urging = words.set("cues.urging-adjectives")
        self.plentiful = words.set("cues.plentiful-nouns")
        self.joining = words.set("words.joining-verbs")
        self.enabling = words.set("verbs.control")
        self.purposing = words.set("cues.purposing-verbs")
        self._of_ties(words)

    def _of_ties(self, words: Words) -> None:
        """Take the lists that tell where a tie between bodies is found wanting."""
        self.hedges = words.set("cues.hedges")
        self.told = words.set("cues.told-things") | words.set("words.attitudes")
        self.poor = words.set("cues.poor")
        self.needing = words.set("cues.needing-verbs")
        self.hindering = words.set("cues.hindering-verbs")
        self.inspecting = words.set("cues.inspecting-verbs")
        self.fostering = words.set("cues.fostering-verbs")
        self.openings = words.set("cues.openings")
