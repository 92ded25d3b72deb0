# The commands of Talentshed. `make demo` and `make test` are the two that you need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export TALENTSHED_HOME ?= $(CURDIR)/var

.DEFAULT_GOAL := help
.PHONY: help install demo test check journeys check-published bench data assets test-spark locks messages docs

help:  ## show these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(STAMP): requirements/postgres.txt requirements/dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/postgres.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/python -m talentshed.labor.pipeline.warm
	touch $(STAMP)

install: $(STAMP)  ## make .venv with everything but Spark; every command then works on the starter data

demo:  ## install what serves, make the demo state, serve on http://localhost:8000
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	test -e $(STAMP) || test -e $(VENV)/.core || ( \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/core.txt && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e . && touch $(VENV)/.core )
	$(BIN)/talentshed demo

test: $(STAMP)  ## every test: engine, pages, whole stories in a browser (names what it could not run)
	$(BIN)/python -m pytest -n 2 --dist loadfile --nomigrations -m "not matrix and not published" -q -rs

check: $(STAMP)  ## format, lint, types, contracts, templates, translations, docs, locks
	$(BIN)/python tests/checks.py

WORKSPACE := access organizations partnerships new_convener priorities meetings launch_room room_races whole_story
journeys: $(STAMP)  ## whole stories on every axis: desktop, phone, no JavaScript, Spanish, PostgreSQL
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "journey or matrix" -q -rs tests/journeys
	$(BIN)/python tests/postgresql.py -n 2 --dist loadfile -m "journey or matrix" $(WORKSPACE:%=tests/journeys/test_%.py)

check-published: $(STAMP)  ## SOURCE=DIR: published values, checked on source files that can't be committed
	@test -n "$(SOURCE)" || { echo "Say where the files are: make check-published SOURCE=DIR"; exit 2; }
	TALENTSHED_PUBLISHED="$(abspath $(SOURCE))" $(BIN)/python -m pytest -m published -q -rs

bench: $(STAMP)  ## print how fast the heavy paths are, as ratios to a baseline of the same run
	$(BIN)/python bench/run.py

data: $(STAMP)  ## SOURCE=DIR: rebuild the packaged starter data set, byte for byte
	@test -n "$(SOURCE)" || { echo "Say where the source files are: make data SOURCE=DIR"; exit 2; }
	$(BIN)/talentshed data starter --from "$(SOURCE)"

assets:  ## rebuild the theme from its Sass (the only command that needs Node)
	cd assets && npm install --no-audit --no-fund --no-package-lock && npm run build

test-spark: $(STAMP)  ## install Spark and run the measures on it (needs Java 17)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.txt
	TALENTSHED_SPARK=1 $(BIN)/python -m pytest -q -rs -W default tests/spec tests/flows/test_portable_*.py tests/flows/test_where_records_live.py

messages: $(STAMP)  ## collect the words that need a translation, and compile the translations
	cd src/talentshed && ../../$(BIN)/python -m django makemessages --settings talentshed.web.config.settings -l es --no-location --no-wrap
	cd src/talentshed && ../../$(BIN)/python -m django compilemessages --settings talentshed.web.config.settings

docs: $(STAMP)  ## write docs/reference from the code
	$(BIN)/python docs/generate.py

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
locks: $(STAMP)  ## write requirements/*.txt from pyproject.toml and dev.in
	$(LOCK) -o requirements/core.txt pyproject.toml
	$(LOCK) -c requirements/core.txt --extra postgres -o requirements/postgres.txt pyproject.toml
	$(LOCK) -c requirements/core.txt --extra spark -o requirements/spark.txt pyproject.toml
	$(LOCK) -c requirements/core.txt -c requirements/postgres.txt -o requirements/dev.txt requirements/dev.in
