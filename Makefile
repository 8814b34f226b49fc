# Every command sets up what it needs in .venv, once for each change of the lock files.
# On Windows, or without make: the README names the commands that do the same.

PORT =
WORKERS = 2
ARGS =

BIN = .venv/bin
ELEMENTS = docs/elements tests/elements
PYTHONS = $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11
INSTALL = $(BIN)/python -m pip install --disable-pip-version-check -qq --no-deps
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock' $(ARGS) pyproject.toml --group setup

# Material's notice of its own end of life: read, and said in the README.
export NO_MKDOCS_2_WARNING = 1

# deno keeps its notes here, and asks nobody whether there is a newer one.
export DENO_DIR = $(CURDIR)/.cache/deno
export DENO_NO_UPDATE_CHECK = 1

.DELETE_ON_ERROR:
.PHONY: help site build check test long lint format bench bench-pages bench-paper picture lock vendor clean

help: ## show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

site: .venv/.site-ready ## build the guide, serve it to this machine, build again on every change (PORT=9000)
	@$(BIN)/python tools/serve.py $(PORT)

build: .venv/.dev-ready ## build the guide into site/; the old one stays until the new one is whole
	@$(BIN)/python tools/build.py

check: .venv/.site-ready ## name all problems of all checklists
	@$(BIN)/guide check $(ARGS)

test: .venv/.dev-ready ## run all tests (ARGS="-k words" for some of them)
	@$(BIN)/python -m tests.browser.get_browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

long: .venv/.dev-ready ## run all tests, in every look, with more and new examples: many minutes
	@$(BIN)/python -m tests.browser.get_browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m 'long or not long' --hypothesis-profile=long $(ARGS)

lint: .venv/.dev-ready ## read the code and the workflows with ruff, mypy, deno and zizmor
	@failed=0; \
	$(BIN)/ruff check || failed=1; \
	$(BIN)/ruff format --check --quiet || failed=1; \
	$(BIN)/mypy || failed=1; \
	$(BIN)/deno check --quiet --no-remote $(ELEMENTS) || failed=1; \
	$(BIN)/deno lint --quiet || failed=1; \
	$(BIN)/deno fmt --check --quiet || failed=1; \
	$(BIN)/zizmor --offline --no-progress --quiet --persona=pedantic .github || failed=1; \
	exit $$failed

format: .venv/.dev-ready ## lay out the code as `make lint` wants it
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format
	$(BIN)/deno fmt --quiet

bench: .venv/.site-ready ## measure builds against plain MkDocs: ten minutes (ARGS=--quick: half a minute)
	@$(BIN)/python -m bench.bench $(ARGS)

bench-pages: .venv/.dev-ready ## measure typing, first paint and sizes in the browser: five minutes (ARGS=--quick)
	@$(BIN)/python -m tests.browser.get_browser
	@$(BIN)/python -m bench.pages $(ARGS)

bench-paper: .venv/.site-ready ## measure worksheets against WeasyPrint: fifteen minutes (ARGS=--quick: a minute)
	@$(BIN)/python -m bench.paper $(ARGS)

picture: .venv/.dev-ready ## take the pictures of the README and of the page for advisers again
	@$(BIN)/python -m tests.browser.get_browser
	@$(BIN)/python -m tests.picture

lock: .venv/.dev-ready ## write the lock files from pyproject.toml (ARGS=--upgrade: newest versions)
	$(LOCK) --output-file requirements.txt
	$(LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt

vendor: .venv/.dev-ready ## write docs/vendor from tools/vendor.py: what others made and pages load
	@$(BIN)/python -m tools.vendor

clean: ## take away all that make made, .venv too
	rm -rf .venv .bench .cache site .site-* .hypothesis .mypy_cache .pytest_cache .ruff_cache test-results
	find bench hooks tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# A .venv is made by the first Python that is new enough.
.venv/pyvenv.cfg:
	@for python in $(PYTHONS); do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Setting up .venv with $$($$python --version)"; $$python -m venv .venv && exit 0; \
	    rm -rf .venv; echo 'On Debian and Ubuntu, "apt install python3-venv" adds what is missing.' >&2; exit 1; \
	  fi; \
	done; echo 'This needs Python 3.11 or newer. PYTHON=/path/to/python names one.' >&2; exit 1

.venv/.site-ready: .venv/pyvenv.cfg requirements.txt pyproject.toml
	@echo 'Installing what the guide is built with'
	@$(INSTALL) --require-hashes --only-binary :all: --requirement requirements.txt
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

.venv/.dev-ready: .venv/.site-ready requirements-dev.txt
	@echo 'Installing what the guide is tested with'
	@$(INSTALL) --require-hashes --only-binary :all: --requirement requirements-dev.txt
	@touch $@
