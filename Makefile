# Two commands: `make demo` and `make test`. Everything they need lands in .venv.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo setup test setup-dev chromium check test-fast test-postgres soak faults lock clean

PRACTICE := bridgehead-practice
demo: setup
	$(BIN)/bridgehead demo --no-serve
	$(BIN)/bridgehead demo --practice --no-serve --workspace $(PRACTICE)
	$(BIN)/bridgehead serve --workspace $(PRACTICE) --port 8001 --beside http://127.0.0.1:8000 & beside=$$!; \
	trap "kill $$beside 2>/dev/null" EXIT INT TERM HUP; $(BIN)/bridgehead serve --beside http://127.0.0.1:8001

setup: .venv/run.stamp

.venv/run.stamp: requirements/build.txt requirements/run.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements/build.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --no-build-isolation --no-deps --editable .
	touch $@

setup-dev: .venv/dev.stamp

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	touch $@

chromium:
	command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || { echo "The browser tests need chromium: install it with your package manager" >&2; exit 1; }

test: setup-dev chromium check
	$(BIN)/pytest -n 2 --dist loadgroup --hypothesis-profile=ci
	$(MAKE) test-postgres

test-fast: setup-dev
	$(BIN)/pytest -n auto --dist loadgroup --hypothesis-profile=ci -m "not slow and not browser"

test-postgres: setup-dev
	$(BIN)/python -m tests.on_postgres -n 2 --hypothesis-profile=ci -m "database and not browser"

faults: setup-dev
	$(BIN)/python -m tests.faults --moments 200
	$(BIN)/python -m tests.faults --moments 200 --store postgresql
	$(BIN)/python -m tests.faults.servers --store postgresql --users 20 --seconds 600 --away 60

soak: setup-dev
	$(BIN)/python -m tests.fuzz.soak --inputs 1000000

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	BRIDGEHEAD_HOME=.venv/check DJANGO_SETTINGS_MODULE=bridgehead.site.settings $(BIN)/python -m django makemigrations --check --dry-run

lock: setup-dev
	echo 'setuptools>=77' | $(BIN)/uv pip compile - $(LOCK) -o requirements/build.txt
	$(BIN)/uv pip compile pyproject.toml $(LOCK) -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --extra dev -c requirements/run.txt $(LOCK) -o requirements/dev.txt
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

clean:
	rm -rf .venv bridgehead-data $(PRACTICE)
