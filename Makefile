# The whole developer interface. Every target makes its own environment first, so each works on a fresh machine
# that has Python 3.11 or later, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help demo test check docs format-check format lint types renew clean

help:
	@echo "make demo    build the graph of the examples and show it"
	@echo "make test    run the tests"
	@echo "make check   format, lint, strict types, tests"
	@echo "make docs    render the ontology to docs/ontology/index.html"
	@echo "make format  rewrite the code in the project's format"
	@echo "make renew   write anew what follows from rules and data: ontology, calibration, golden files, figures"
	@echo "make clean   remove the environment and what was built"

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "councilgraph needs Python 3.11 or later; say which: make PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

demo: $(STAMP)
	$(BIN)/councilgraph build examples --output output
	$(BIN)/councilgraph summary --graph output
	@echo
	@echo "In output/: graph.trig and graph.ttl (RDF), entities.csv and relations.csv (tables),"
	@echo "graph.graphml and graph.gexf (for Gephi, yEd, Cytoscape), explorer.html (open it in a browser),"
	@echo "summary.md, manifest.json and store/ (the database)."
	@echo "Next: $(BIN)/councilgraph --help"

test: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist loadfile

check: format-check lint types test

format-check: $(STAMP)
	$(BIN)/ruff format --check .

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(STAMP)
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

docs: $(STAMP)
	$(BIN)/python docs/ontology.py

# What is written from the rules and the data, to be read before it is committed. Needs ../shared beside the checkout.
renew: $(STAMP)
	$(BIN)/python -m councilgraph.graph.ontology
	$(BIN)/councilgraph rules calibrate ../shared/gold
	RENEW_GOLDEN=1 $(BIN)/python -m pytest tests/test_golden.py
	$(BIN)/python -m tests.cli.using
	$(BIN)/python benchmarks/accuracy.py ../shared/gold --date $$(date +%F)

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache
	find output -mindepth 1 ! -name .gitkeep -delete
