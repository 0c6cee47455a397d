# make report    build a report: a Python from 3.11, git and make are enough to start from
# make test      every check that Python alone can make
# make test FULL=1   the same, and real validators: Chromium with axe, the Nu checker, Lighthouse, veraPDF
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c

REPORT ?= small-cap-weekly
AS_OF ?=
FULL ?=
WORKERS ?= 2
export PYTHON

BIN := .venv/bin

.NOTPARALLEL:
.PHONY: help report test lint unit ruff mypy contracts format bench docs golden gallery quality lock clean setup-report setup-test setup-full

help:  ## show this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

report: setup-report  ## build REPORT=small-cap-weekly [AS_OF=2026-08-21] into output/
	@$(BIN)/reportgen build $(REPORT) $(if $(AS_OF),--as-of $(AS_OF))

test: setup-$(if $(FULL),full,test) lint unit  ## run every check; FULL=1 adds the validators that need more than Python

lint: ruff mypy contracts  ## ruff, mypy, and who may import whom

unit: setup-test
	$(if $(FULL),REPORTGEN_FULL=1) $(BIN)/pytest -n $(WORKERS) $(if $(FULL),-m "full or not full")

ruff: setup-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check --quiet

mypy: setup-test
	$(BIN)/mypy

contracts: setup-test
	$(BIN)/lint-imports --no-logo

format: setup-test  ## let ruff lay out the code
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: setup-test  ## measure speed against the baseline anyone would write
	$(BIN)/python benchmarks/run.py

docs: setup-test  ## write the parts of docs/ that are made from the code
	$(BIN)/python -m scripts.docs

golden: setup-test  ## renew the editions that tests/golden holds facts and words to
	$(BIN)/python -m tests.golden.kept

gallery: setup-full  ## photograph real pages for docs/gallery
	$(BIN)/python scripts/gallery.py

quality: setup-full  ## measure real editions with the validators for docs/quality.md
	$(BIN)/python scripts/quality.py

lock: setup-test  ## resolve the libraries anew; UPGRADE=1 takes the newest
	scripts/lock.sh $(if $(UPGRADE),--upgrade)

clean:  ## remove what was built and installed here, output/ apart
	rm -rf .venv .tools build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache tests/full/node_modules

setup-report setup-test setup-full: setup-%:
	@scripts/setup.sh $*
