# Everything sets itself up: all that is needed is make and Python 3.11 or newer.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help demo play test bench check format clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.runtime ## read the sample article and print its summary
	@$(VENV)/bin/caveat check bot/sample.txt

play: $(VENV)/.runtime ## try the bot in a chat in the browser
	@$(VENV)/bin/caveat play $(ARGS)

test: $(VENV)/.dev $(VENV)/.browser ## run the tests
	@$(RUN) -m pytest $(ARGS)

bench: $(VENV)/.dev ## measure readings a second, growth, start-up
	@$(RUN) -m tests.bench.run $(ARGS)

check: $(VENV)/.dev $(VENV)/.browser ## format, lint, types, tests
	@$(RUN) -m ruff format --check .
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy
	@$(RUN) -m pytest

format: $(VENV)/.dev ## put the code into the project's format
	@$(RUN) -m ruff format .
	@$(RUN) -m ruff check --fix .

clean: ## remove what these targets made
	@rm -rf $(VENV) .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "Caveat needs Python 3.11 or newer; none was found."; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# The build backend comes first, so that building needs nothing that is not pinned.
$(VENV)/.runtime: $(VENV)/.python pyproject.toml constraints.txt
	@echo "Setting up $(VENV) (once) ..."
	@$(PIP) hatchling editables
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	@echo "Setting up the tools for tests and checks (once) ..."
	@$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@

# Tests that want a browser skip themselves, loudly, where none could be had.
$(VENV)/.browser: $(VENV)/.python
	@sh tests/browser/get_chromium.sh
	@touch $@
