# Everything a developer or a CI machine calls. Needs only make and Python 3.11 or newer; safe to repeat.

SHELL := /bin/bash
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
TESTS ?= tests

.PHONY: help build test lint types check quality bench prove soak fuzz docs lock clean

help:  ## List what make can do here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

build: $(BIN)/.run  ## Install quizgen into .venv and build this repository's own decks
	$(BIN)/quizgen build

test: $(BIN)/.dev  ## Run the tests
	$(BIN)/python -m pytest -n 2 $(TESTS)

lint: $(BIN)/.dev  ## Check style and layering
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(BIN)/.dev  ## Check types
	$(BIN)/mypy

check: $(BIN)/.run  ## Fail when the committed decks are not what the notes and banks give
	$(BIN)/quizgen build --check

quality: $(BIN)/.dev  ## Print how good the items are: accepted, unjudged, facts covered, baselines
	$(BIN)/python -m benchmarks.quality.run

bench: $(BIN)/.dev  ## Run every benchmark and write benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks.run_all

prove: $(BIN)/.dev  ## Let an author and a learner act in 1,000 random orders, in Anki's own backend
	QUIZGEN_PROVE=1000 $(BIN)/python -m pytest tests/prove

soak: $(BIN)/.dev  ## Build 200 notes through 200 random faults, and kill builds of 20 notes at 200 random points
	$(BIN)/python -m benchmarks.soak
	QUIZGEN_KILLS=200 $(BIN)/python -m pytest tests/test_crash.py

fuzz: $(BIN)/.dev  ## Feed 20,000 damaged banks and notes each to the loader and the readers
	QUIZGEN_FUZZ=20000 $(BIN)/python -m pytest tests/test_fuzz.py

docs: $(BIN)/.dev  ## Make the pages of docs/ that are made from the code
	$(BIN)/python .ci/reference.py

lock: $(BIN)/.dev  ## Pin every dependency anew: constraints.txt, requirements.txt, requirements-dev.txt
	$(BIN)/python .ci/lock.py

clean:  ## Remove the environment and the caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "quizgen needs Python 3.11 or newer: install it, or name it: make PYTHON=..." >&2; exit 2; }
	$(PYTHON) -m venv .venv

# A stamp says which pins were installed; it is touched only when all went well.
$(BIN)/.run: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(BIN)/.dev: requirements-dev.txt $(BIN)/.run
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
