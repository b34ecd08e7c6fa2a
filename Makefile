# make run: install into .venv and start the app.  make test: install what tests need and run them.
# Without make (Windows), see README.md.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
FRONTEND := builder/canvas/frontend
# Test processes side by side; a file's tests stay together, because they share an engine or a server. The browser's
# tests wait for what a person would see in time, so nothing runs beside them.
JOBS ?= 2
PYTEST = $(BIN)/python -m pytest -n $(JOBS) --dist loadfile

.PHONY: run test test-fast test-full check check-python check-frontend format bench catalog bundle docs chromium postgres clean

run: $(VENV)/.installed
	$(BIN)/streamlit run app.py $(ARGS)

test: $(VENV)/.installed-dev chromium postgres
	$(PYTEST) -m "not browser" $(ARGS)
	$(BIN)/python -m pytest -m browser $(ARGS)

test-fast: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m "not keras and not browser" $(ARGS)

test-full: $(VENV)/.installed-dev chromium postgres
	$(PYTEST) --full -m "not browser" $(ARGS)
	$(BIN)/python -m pytest --full -m browser $(ARGS)

check: check-python check-frontend

check-python: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check-frontend:
	@if command -v npm >/dev/null; then \
		cd $(FRONTEND) && npm ci --no-audit --no-fund --loglevel=error && npm run check; \
	else echo "Node is not installed: the canvas's TypeScript was not checked (the committed bundle is tested)."; fi

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-dev chromium
	$(BIN)/python -m tests.benchmarks $(ARGS)

catalog: $(VENV)/.installed
	$(BIN)/python -m builder.catalog

bundle:
	cd $(FRONTEND) && npm ci --no-audit --no-fund --loglevel=error && npm run build

docs: $(VENV)/.installed-docs
	$(BIN)/mkdocs build --strict $(ARGS)

chromium: $(VENV)/.installed-dev
	$(BIN)/python -m tests.browser.chromium

postgres: $(VENV)/.installed-dev
	$(BIN)/python -m tests.store.postgres

# Debian ships venv without pip's bootstrap; its package is fetched where that is missing.
$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Layerloom needs Python 3.11, 3.12 or 3.13, and none was found."; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		SUDO=$$(test $$(id -u) = 0 || echo sudo); \
		$$SUDO apt-get update && $$SUDO apt-get install -y python3-venv && $(PYTHON) -m venv $(VENV); }

$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

$(VENV)/.installed-docs: requirements-docs.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-docs.txt
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results site
