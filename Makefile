# Nothing but make is typed: each target makes .venv from the lock file when it is missing or stale.
# `make PYTHON=/path/to/python3.12 …` chooses the Python that .venv is made with.

PYTHON ?= python3
LOCK := requirements.lock
PY := .venv/bin/python
ISCM := $(PY) -m pipeline

.DEFAULT_GOAL := help
.PHONY: help setup extract diff check test test-fast lint golden accuracy bench lock

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The stamp lies in .venv and holds a hash of what .venv was made from: a clone's times say nothing.
setup:
	@want=$$(cat $(LOCK) pyproject.toml | git hash-object --stdin); \
	if [ ! -x $(PY) ] || [ "$$(cat .venv/stamp 2>/dev/null)" != "$$want" ]; then \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "$(PYTHON): Python 3.11 or newer is needed; make PYTHON=/path/to/python3.11" >&2; exit 1; }; \
	  echo "making .venv from $(LOCK) (a minute or two, once)" >&2; \
	  $(PYTHON) -m venv --clear .venv && \
	  $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r $(LOCK) && \
	  $(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . && \
	  echo "$$want" > .venv/stamp; \
	fi

extract: setup ## read raw/ into extracted/ (skips what is up to date)
	@$(ISCM) extract raw --out extracted

diff: setup ## tell what changed between two years: make diff OLD=2019 NEW=2020
	@[ -n "$(OLD)" ] && [ -n "$(NEW)" ] || { echo "say which: make diff OLD=2019 NEW=2020" >&2; exit 2; }
	@$(ISCM) diff extracted/$(OLD) extracted/$(NEW)

check: setup ## check extracted/, and score a fresh extraction of every report that has gold
	@$(ISCM) check extracted
	@$(ISCM) check --reports raw --reports tests/reports --gold tests/gold

test: setup lint ## all checks: style, types, rules, extraction, gold, drift, unit tests
	$(ISCM) rules test
	@fresh=$$(mktemp -d) && trap 'rm -rf "$$fresh"' EXIT && \
	echo "a fresh extraction, its check and its drift from extracted/" && \
	$(ISCM) extract raw --out "$$fresh" --force && \
	$(ISCM) check "$$fresh" --gold tests/gold && \
	{ diff -r -x .iscm-state.json -x .iscm-panel.json extracted "$$fresh" || \
	  { echo "extracted/ is not what the rules give now; read the rows above, then: make golden" >&2; exit 1; }; }
	$(PY) -m doctest README.md
	$(PY) -m pytest -q

test-fast: setup ## the unit tests alone, in seconds
	@$(PY) -m pytest -q -m "not slow"

lint: setup ## ruff, mypy, import-linter, yamllint
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m yamllint --strict rules raw tests

golden: setup ## renew extracted/ and the pages' outputs; read the diff before you commit
	@$(ISCM) extract raw --out extracted --force
	@$(PY) tests/readme.py
	@$(PY) tests/rulesreadme.py
	@git diff --stat -- extracted README.md rules/README.md

accuracy: setup ## score every report that has gold into tests/gold/accuracy.md
	@$(PY) tests/accuracy.py
	@git diff --stat -- tests/gold/accuracy.md

bench: setup ## time, memory and linearity: extraction, diff, exports
	@$(PY) tests/bench.py

lock: ## renew requirements.lock from pyproject.toml
	@[ -x .venv/bin/uv ] || $(MAKE) setup
	.venv/bin/uv pip compile --universal --generate-hashes --python-version 3.11 --extra dev --no-header \
	  --upgrade pyproject.toml -o $(LOCK)
