# The registry's commands. All of them start from a fresh clone with Python 3.11 or later and make.

PYTHON ?= python3
PORT ?= 8000

py := .venv/bin/python
uv := .venv/bin/uv
sync := $(uv) pip sync --quiet --python $(py) --require-hashes
lock := $(uv) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
rooms := $(wildcard languages lifecycle accounts programmes submissions tenyfp_portal)

# Settings take safe local defaults (own secret, SQLite, mail to files) only when told that this is no server.
export LOCAL := 1
export PORT

.DEFAULT_GOAL := help
.PHONY: help run check test bench lint format messages catalogues screenshots lock clean

help:  ## List these commands
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1	\2/p' Makefile | expand -t 16

run: .venv/runtime.stamp  ## Prepare everything and serve on SQLite (PORT=8000)
	@$(py) -m deploy.prepare
	@exec $(py) -m gunicorn --config deploy/gunicorn.conf.py

check: lint  ## The quick inner loop: format, lint, types, unit tests on SQLite
	@env -u DATABASE_URL $(py) -m pytest --quiet --numprocesses=auto -m "not browser and not postgres"

test: lint  ## Everything: linters, then the suite on SQLite and PostgreSQL, with a browser
	@deploy/run-tests

bench: .venv/dev.stamp messages  ## The benchmarks: how fast, how well, with how much memory
	@$(py) -m benchmarks

lint: .venv/dev.stamp messages
	@.venv/bin/ruff format --quiet --check . || { echo "make format puts this right"; exit 1; }
	@.venv/bin/ruff check --quiet .
	@.venv/bin/djlint --quiet --lint templates
	@.venv/bin/lint-imports --no-logo >.venv/contracts.log 2>&1 || { cat .venv/contracts.log; exit 1; }
	@.venv/bin/mypy --no-error-summary $(rooms)
	@env -u DATABASE_URL $(py) manage.py makemigrations --check --dry-run --verbosity 1 >/dev/null \
		|| { echo "A migration is missing: manage.py makemigrations"; exit 1; }

format: .venv/dev.stamp  ## Format the code and put right what the linter can
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format --quiet .

messages: .venv/runtime.stamp
	@$(py) -m deploy.compile_messages

catalogues: .venv/runtime.stamp  ## Bring the translators' catalogues up to date (wants GNU gettext)
	@$(py) -m deploy.catalogues

screenshots: .venv/dev.stamp  ## Take the pictures in docs/screenshots anew (wants Chromium)
	@PYTHONPATH=. $(py) docs/screenshots.py

lock: .venv/tools.stamp  ## Pin the newest versions that pyproject.toml allows
	@$(lock) --upgrade --extra alike pyproject.toml --output-file requirements.txt
	@$(lock) --upgrade --extra alike --extra dev --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt

clean:  ## Remove what make made; the local database, its secret and its mail stay
	@rm -rf .venv var/static .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name '*.mo' -delete
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is removed first and written last, so that a run killed half-way is done again. An installation
# killed half-way leaves packages that look whole: then .venv is made anew.
ifneq ($(wildcard .venv/installing),)
.PHONY: .venv/tools.stamp
endif

.venv/tools.stamp: deploy/requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed: make run PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "Python lacks its venv module. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Making .venv"
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@$(py) -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/requirements-uv.txt
	@touch $@

# Where the tools of development are, `make run` keeps them.
.venv/runtime.stamp: .venv/tools.stamp requirements.txt
	@echo "Installing what the registry runs on"
	@rm -f $@ .venv/dev.stamp
	@touch .venv/installing
	@if [ -e .venv/wants-dev ]; then $(sync) requirements-dev.txt && touch .venv/dev.stamp; \
		else $(sync) requirements.txt; fi
	@rm .venv/installing
	@touch $@

.venv/dev.stamp: .venv/tools.stamp requirements.txt requirements-dev.txt
	@echo "Installing the tools of development"
	@rm -f $@ .venv/runtime.stamp
	@touch .venv/wants-dev .venv/installing
	@$(sync) requirements-dev.txt
	@rm .venv/installing
	@touch $@ .venv/runtime.stamp
