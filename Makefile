# `make` alone lists what can be done.
PYTHON ?= python3
BIN := .venv/bin
# Material says in every build that MkDocs 2 will have no plugins; `mkdocs<2` is pinned.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help serve build compress check translations schema test record bench lint pins clean

help: ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

serve: .venv/.site ## build the site and serve it at http://127.0.0.1:8000/, with live reload
	@echo "Serving at http://127.0.0.1:8000/ (stop with Ctrl+C)"
	@$(BIN)/python -m mkdocs serve --quiet

build: .venv/.site ## write the site into site/
	@echo "Building the site into site/"
	@$(BIN)/python -m macros build

compress: .venv/.site ## write the site's files in gzip and brotli too, for hosts that serve them
	@$(BIN)/python -m macros compress

check: .venv/.site ## check data, catalogues and pages, in seconds
	@$(BIN)/python -m macros check

translations: .venv/.site ## bring translations/ up to date with the data and the words
	@$(BIN)/python -m macros translations

schema: .venv/.site ## write the JSON Schemas of data/
	@$(BIN)/python -m macros schema

test: .venv/.tests ## install what the tests need, and pass them all
	@$(BIN)/ruff check macros tests
	@$(BIN)/ruff format --check macros tests
	@$(BIN)/python -m pytest

record: .venv/.tests ## pass the tests and write what they found into data/controles.yaml
	@$(BIN)/python -m pytest --record

bench: .venv/.tests ## compare the speed of the build with stock Material's
	@$(BIN)/python tests/bench.py

lint: .venv/.tests ## put the code in form
	@$(BIN)/ruff check --fix macros tests
	@$(BIN)/ruff format macros tests

pins: .venv/.site ## pin the newest versions of what requirements*.in list (needs uv)
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile --upgrade --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --no-emit-index-url --quiet requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --upgrade --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --no-emit-index-url --quiet -c requirements.txt requirements-test.in -o requirements-test.txt

clean: ## remove what was built and installed
	rm -rf .venv site .site.new .site.old .pytest_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11 …"; exit 1; }
	@echo "Creating .venv"
	@$(PYTHON) -m venv .venv

.venv/.site: requirements.txt .venv/bin/python
	@echo "Installing what the site needs into .venv"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.tests: requirements-test.txt .venv/.site
	@echo "Installing what the tests need into .venv"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-test.txt
	@$(BIN)/python tests/browser.py
	@$(BIN)/python tests/servers.py
	@touch $@
