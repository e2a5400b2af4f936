"""The word lists that reading a clause asks for."""

from __future__ import annotations

from councilgraph.extraction.relations.words import Words


class Lists:
    """The lists of `words-*.yaml` by what their words do, looked up once and shared by all sentences."""

    def __init__(self, words: Words) -> None:
        self.alerts = words.set("words.alerts")
        self.actions = words.set("words.actions")
        self.addressing = words.set("verbs.addressing")
        self.buyers = words.set("words.buyers")
        self.collaborations = words.set("words.collaborations")
        self.comprising = words.set("words.comprising-verbs")
        self.containing = words.set("words.containing-verbs")
        self.contents = words.set("words.contents")
        self.contracts = words.set("words.contracts")
        self.control = words.set("verbs.control")
        self.course = words.set("words.course-nouns")
        self.delegates = words.set("words.delegates")
        self.engaging = words.set("words.engaging-verbs")
        self.ensuring = words.set("verbs.ensuring")
        self.evidence = words.set("words.evidence-nouns")
        self.founding = words.set("verbs.founding")
        self.giving = words.set("verbs.giving")
        self.helping = words.set("words.helping-nouns")
        self.hiring = words.set("words.hiring-verbs")
        self.intransitive = words.set("verbs.intransitive")
        self.joining = words.set("words.joining-verbs")
        self.kinds_of_body = words.set("words.kinds-of-body")
        self.kinds_of_thing = words.set("words.kinds-of-thing")
        self.messages = words.set("cues.reporting-nouns")
        self.means = words.set("words.means-nouns")
        self.money = words.set("words.money")
        self.naming = words.set("verbs.naming")
        self.posts = words.set("words.posts")
        self.purposes = words.set("words.purpose-nouns")
        self.reports = words.set("words.reports")
        self.soft = words.set("words.soft-heads")
        self.stating = words.set("words.stating-verbs")
        self.to_nouns = words.set("words.to-nouns")
        self.transparent = words.set("words.transparent")
        self.using = words.set("words.using-verbs")
        self.wishing = words.set("words.wishing-verbs")
        self.workforce = words.set("words.workforce")
        self.units = self.delegates | words.set("words.units")
        self.staff = self.delegates | self.workforce
        self.people = self.staff | words.set("words.people")
