# The whole developer interface. Every target makes its own environment first, so each works on a fresh machine
# that has Python 3.11 or later, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help demo test check format-check format lint types clean

help:
	@echo "make demo    build the graph of the examples and show it"
	@echo "make test    run the tests"
	@echo "make check   format, lint, strict types, tests"
	@echo "make format  rewrite the code in the project's format"
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
	$(BIN)/python -m pytest

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

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache
	find output -mindepth 1 ! -name .gitkeep -delete
