"""The RDF dataset: the ontology it follows, its assembly, store, validation, questions and publishing."""
