# `make` alone lists what can be done.
PYTHON ?= python3
BIN := .venv/bin
# The date that books and the archive bear: the last commit's.
offline pdf epub archive downloads: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null)

# Tests of one family: ONLY=axe, ONLY="search or worksheet" (a word of their files' names, or of their own).
CHOSEN = $(if $(ONLY),--only "$(ONLY)")

.PHONY: help serve build project compress check fix links translations relecture schema offline pdf epub archive downloads test test-unit test-all record bench bench-serve lint sbom ready release pins audit clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

serve: .venv/.site ## serve the site at http://127.0.0.1:8000/, with live reload (LANGS=fr,ar or LANGS=all)
	@$(BIN)/python -m macros serve

build: .venv/.site ## write the site into site/
	@echo "Building the site into site/"
	@$(BIN)/python -m macros build

project: .venv/.site ## begin a project for another strategy: make project DIR=../ours (ANSWERS=file)
	@$(BIN)/python -m macros project "$(DIR)" $(if $(ANSWERS),--answers "$(ANSWERS)")

compress: .venv/.site ## write the site's files in gzip and brotli too, for hosts that serve them
	@$(BIN)/python -m macros compress

check: .venv/.site ## check data, catalogues, prose and links, in seconds (DATE=2027-11-28: what is due then)
	@$(BIN)/python -m macros check $(if $(DATE),--date $(DATE))

fix: .venv/.site ## mend what needs no judgement (bullets, tabs, quotes, catalogues), then check
	@$(BIN)/python -m macros fix

links: .venv/.site ## ask every page that the site cites whether it is still there
	@$(BIN)/python -m macros links

translations: .venv/.site ## bring translations/ up to date with the data and the words
	@$(BIN)/python -m macros translations

relecture: .venv/.site ## a sheet to read a page with a pencil: make relecture LANGUE=br PAGE=defis/07
	@$(BIN)/python -m macros relecture "$(LANGUE)" "$(PAGE)"

offline: build ## zip the site into dist/, to be read from a folder
	@$(BIN)/python -m macros offline

pdf: build ## write a PDF in each complete language into dist/
	-@$(MAKE) --silent .venv/.pdf
	@$(BIN)/python -m macros pdf

epub: build ## write an EPUB in each complete language into dist/
	@$(BIN)/python -m macros epub

archive: build ## write a BagIt archive of the site and all it is made of into dist/
	@$(BIN)/python -m macros archive

downloads: .venv/.site ## make the four above, and the site that offers them
	-@$(MAKE) --silent .venv/.pdf
	@$(BIN)/python -m macros downloads

schema: .venv/.site ## write the JSON Schemas of data/
	@$(BIN)/python -m macros schema

test: .venv/.tests ## pass the tests, all but the slow ones (ONLY=axe: one family, as pytest's -k)
	@$(BIN)/python -m macros test $(CHOSEN)

test-unit: .venv/.tests ## pass the tests that need neither a built site nor a browser, in seconds
	@$(BIN)/python -m macros test --unit $(CHOSEN)

test-all: .venv/.engines ## pass every test: every page in a browser, books, servers (ONLY=hosting: one family)
	@$(BIN)/python -m macros test --all $(CHOSEN) $(RECORD)

record: RECORD = --record
record: test-all ## pass every test and write what they found into data/controles.yaml

bench: .venv/.tests ## compare the speed of the build with stock Material's (BENCH=--quick; BENCH=--help)
	@$(BIN)/python -m tests.bench $(BENCH)

bench-serve: .venv/.tests ## measure what an editor waits for, from save to page, in a browser (LANGS=all)
	@$(BIN)/python -m tests.bench.serving $(BENCH)

lint: .venv/.tests ## put the code in form, and check its types
	@$(BIN)/ruff check --fix macros tests
	@$(BIN)/ruff format macros tests
	@$(BIN)/mypy macros

sbom: .venv/.tests ## list what the site is built with (CycloneDX) in dist/
	@mkdir -p dist
	@$(BIN)/cyclonedx-py requirements --output-reproducible --output-file dist/sbom.cdx.json requirements.txt

ready: .venv/.site ## say whether a version may be released, or what stops it
	@$(BIN)/python -m macros ready

release: ready downloads sbom ## write everything a release offers into dist/, with its checksums
	@cd site && find . -name index.html | sed "s|^\./\(.\)|\1|; s|index\.html$$||" | LC_ALL=C sort > ../dist/addresses.txt
	@tar --create --gzip --file dist/data.tar.gz --sort=name --mtime=@$$(git log -1 --format=%ct) --owner=0 --group=0 --numeric-owner --directory site data
	@cd site && find . -type f -print0 | LC_ALL=C sort --zero-terminated | xargs -0 sha256sum -- > ../dist/site.sha256
	@cd dist && rm -f SHA256SUMS && sha256sum -- * > SHA256SUMS

pins: PIN = @$(BIN)/uv pip compile --upgrade --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --no-emit-index-url --quiet
pins: .venv/.site ## pin the newest versions of what requirements*.in list
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-pins.txt
	$(PIN) requirements.in -o requirements.txt
	$(PIN) -c requirements.txt requirements-pdf.in -o requirements-pdf.txt
	$(PIN) -c requirements.txt -c requirements-pdf.txt requirements-test.in -o requirements-test.txt
	$(PIN) -c requirements.txt -c requirements-pdf.txt -c requirements-test.txt requirements-pins.in -o requirements-pins.txt

audit: .venv/.site ## ask whether a pinned package is known to be unsafe
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-pins.txt
	@$(BIN)/pip-audit --progress-spinner off --require-hashes --disable-pip $(patsubst %,-r %,requirements.txt requirements-pdf.txt requirements-test.txt)

clean: ## remove what was built and installed
	rm -rf .venv site .site.new .site.old .site.found .site.lock dist .mypy_cache .pytest_cache .ruff_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11 …"; exit 1; }
	@echo "Creating .venv"
	@$(PYTHON) -m venv .venv

.venv/.site: requirements.txt .venv/bin/python
	@echo "Installing what the site needs into .venv"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.pdf: requirements-pdf.txt .venv/.site
	@echo "Installing what PDFs need into .venv"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-pdf.txt
	@$(BIN)/python -m macros.publish.takeaway.libraries
	@touch $@

.venv/.tests: requirements-test.txt .venv/.site
	@echo "Installing what the tests need into .venv"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-test.txt
	@$(BIN)/python -m macros.publish.takeaway.libraries
	@# The generator's own tests need a browser and servers; those that a project takes along do not.
	@[ ! -d tests/support ] || { $(BIN)/python -m tests.support.chromium && $(BIN)/python -m tests.support.servers; }
	@touch $@

# What only the slow tests need: Firefox and WebKit, LibreOffice, dictionaries.
.venv/.engines: .venv/.tests
	@$(BIN)/python -m tests.support.launching
	-@$(BIN)/python -m tests.support.office
	-@$(BIN)/python -m tests.support.spelling
	@touch $@
