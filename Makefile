# Every target installs what it needs into .venv, once; a second call installs nothing.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: help run app evaluate bench bench-quality bench-planning bench-duplicates bench-store bench-desk test test-unit lint clean

PYTHON ?= python3
CASES ?= data/enterprises.json

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
MADE := .venv/.made
export HF_HUB_OFFLINE := 1
export STREAMLIT_BROWSER_GATHER_USAGE_STATS := false

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null || cat Makefile

run: $(MADE)-run ## match the leads that come with the project
	$(BIN)/chainmatch match --input data/sample_leads.jsonl

app: $(MADE)-run ## open the web page
	$(BIN)/streamlit run app.py

evaluate: $(MADE)-run ## every metric on the known cases
	$(BIN)/chainmatch evaluate --cases $(CASES) --leave-one-out --out-of-scope data/out_of_scope_cases.jsonl

bench: $(MADE)-run ## how fast, on this machine
	$(BIN)/python benchmarks/speed.py

bench-quality: $(MADE)-run ## every quality figure; rewrites models/results.json and the tables of the READMEs
	$(PIP) --editable ".[train]" # the teachers are baselines
	$(BIN)/python benchmarks/quality.py

bench-planning: $(MADE)-run ## what planners can rely on; rewrites models/planning.json and PLANNING.md
	$(BIN)/python benchmarks/planning.py

bench-duplicates: $(MADE)-run ## how well duplicates are proposed; rewrites models/duplicates.json and DUPLICATES.md
	$(BIN)/python benchmarks/duplicates.py --write

bench-store: $(MADE)-test ## what the store of leads survives; rewrites models/store.json and STORE.md
	$(BIN)/python benchmarks/store.py

bench-desk: $(MADE)-test ## what the lead desk does with files; rewrites models/desk.json and DESK.md
	$(BIN)/python benchmarks/desk.py

test: lint ## style, types and all tests
	$(BIN)/pytest

test-unit: $(MADE)-test ## the tests that take seconds
	$(BIN)/pytest -m "not slow"

lint: $(MADE)-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean: ## take away what make made
	rm -rf .venv

$(MADE)-venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "chainmatch needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version 2>&1). Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

# The core and, where a CPU build of torch is at hand, the second door for encoders.
$(MADE)-run: pyproject.toml .ci/torch-cpu | $(MADE)-venv
	$(BIN)/python .ci/torch-cpu
	$(PIP) --editable "$$($(BIN)/python -c 'import importlib.util as u; print(".[transformer]" if u.find_spec("torch") else ".")')"
	@touch $@

$(MADE)-test: pyproject.toml .ci/torch-cpu | $(MADE)-venv
	$(BIN)/python .ci/torch-cpu --required
	$(PIP) --editable ".[dev,transformer]"
	@touch $@ $(MADE)-run
