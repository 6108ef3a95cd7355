PYTHON ?= python3
PORT ?= 8501
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

# packages are installed uncompiled: what is imported is compiled once, not again by every process
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run quick test coverage check format docs lock lowest bundle bench screenshots clean

run: .venv/installed data/reports/demo/.written
	$(BIN)/python -m etl load data/reports
	PORT=$(PORT) $(BIN)/python -m etl serve

# a minute at most: no browser, no LibreOffice, no network
quick: .venv/installed-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not (browser or office or slow)"

test: .venv/installed-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal

# branches of etl that the tests of etl take: at least 90 of 100
COVERED := build/coverage/report.json
coverage: .venv/installed-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal tests/golden tests/integration tests/robustness/variants tests/unit/etl --cov --cov-report=term:skip-covered --cov-report=json:$(COVERED)
	$(BIN)/python -m tests.support.branch_coverage $(COVERED) 90

check: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

format: .venv/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/installed-dev
	$(BIN)/python -m tests.benchmarks

screenshots: .venv/installed-dev
	$(BIN)/python -m tests.browser.screenshots build/screenshots

docs: .venv/installed-dev
	$(BIN)/python -m etl.warehouse.describe > docs/schema.md
	$(BIN)/python -m etl.cli.command_reference > docs/commands.md

# wheels and start files for a network without the internet, in build/; PYTHONS="3.11 3.12" for several versions
bundle: .venv/installed-dev
	$(BIN)/python -m tools.bundle $(foreach version,$(PYTHONS),--python $(version))

lock: .venv/installed-dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group dev -o requirements-dev.lock

# the unit and golden tests with the lowest versions that pyproject.toml declares
lowest: .venv/installed-dev
	$(BIN)/uv venv -q --clear --python $(BIN)/python build/lowest
	$(BIN)/uv pip compile -q --no-header --resolution lowest-direct --python-version 3.11 pyproject.toml -o build/lowest/requirements.txt
	$(BIN)/uv pip install -q --python build/lowest -c build/lowest/requirements.txt -r pyproject.toml --group dev
	build/lowest/bin/python -m pytest -n 2 --dist worksteal -m "not (browser or office)" tests/unit tests/golden

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	touch $@

.venv/installed-dev: requirements-dev.lock | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-compile --require-hashes -r requirements-dev.lock
	touch $@ .venv/installed

data/reports/demo/.written: | .venv/installed
	$(BIN)/python -m etl demo --out data/reports/demo
	touch $@

clean:
	rm -rf .venv build data/warehouse data/reports/demo
