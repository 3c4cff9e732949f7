# Every target sets up what it needs: .venv from the lock files, and for tests Chromium and nginx. See .ci/prepare.
#
#   PORT      where serve and demo show the site, if not on 8000: make serve PORT=8001
#   ARGS      further words for the command: make build ARGS=--skip-broken, make test ARGS="-k reader"
#   PYTHON    the Python to make .venv with
#   CHROMIUM  the browser to test with

# Modules are compiled once and not by each of the processes that tests start, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

python := .venv/bin/python
catalogue := .venv/bin/catalogue
runtime := .venv/runtime.stamp
dev := .venv/dev.stamp
port = $(if $(PORT),--port $(PORT))
packages := tests/audit/node/node_modules/.bin
with_servers := .ci/prepare nginx && chromium="$$(.ci/prepare browser)" && CHROMIUM="$$chromium"

.PHONY: help serve build demo test lint bench audit hooks lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

serve: $(runtime) ## Show the site on http://127.0.0.1:8000/, and build it again on every change
	$(catalogue) serve $(port) $(ARGS)

build: $(runtime) ## Check everything and build the site into site/
	$(catalogue) build $(ARGS)

demo: $(runtime) ## Like serve, on a made-up catalogue of 200 units
	rm -rf .cache/demo
	$(catalogue) sample --units 200 .cache/demo
	$(catalogue) serve --docs .cache/demo $(port) $(ARGS)

test: lint ## Lint, then run the tests
	$(with_servers) $(python) -m pytest $(ARGS)

lint: $(dev) ## Check style, types, and who imports whom; of JavaScript where Node's packages are installed
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy
	.venv/bin/lint-imports --no-logo --no-cache
	@if command -v node >/dev/null && [ -e $(packages)/biome ] && [ -e $(packages)/tsc ]; then set -ex; \
	$(packages)/biome ci --error-on-warnings; \
	$(packages)/tsc -p jsconfig.json; \
	$(packages)/tsc -p tests/javascript/jsconfig.json; \
	else echo "JavaScript is not linted here: .ci/prepare node installs what does it, and make audit asks for it."; fi

bench: $(dev) ## Measure builds and pages, and print the table
	$(python) tests/bench/run.py $(ARGS)

audit: $(dev) ## Run the slow and outside checks one by one, and print their table
	.ci/prepare node
	.ci/prepare office
	.ci/prepare browsers
	.ci/prepare engines
	$(with_servers) $(python) -m pytest -n 0 tests/audit $(ARGS)

hooks: $(runtime) ## Check the pages of a commit before it is made
	git config core.hooksPath .githooks

lock: ## Lock the dependencies again (ARGS=--upgrade for newer versions)
	.ci/prepare lock $(ARGS)

clean: ## Remove the built site and every cache; .venv stays
	rm -rf site .site-* .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find scripts tests -name __pycache__ -prune -exec rm -rf {} +

$(runtime): requirements.lock pyproject.toml
	.ci/prepare runtime

$(dev): $(runtime) requirements-dev.lock
	.ci/prepare dev

# A .venv whose Python was never made, or is gone, is made anew whatever the stamps say.
ifneq ($(shell test -x $(python) && echo there),there)
.PHONY: $(runtime)
endif
