# Two commands are enough: `make run` and `make test`. Everything else is for those who develop (`make help`).
# Needs GNU make and Python >= 3.11 with venv. Variables: PORT, PYTHON, ARGS, and those of README (DATABASE_URL, ...).

SHELL := /bin/sh
PORT ?= 8000
PYTHON ?=
ARGS ?=
PY := .venv/bin/python
# One catalogue at a time: two people extracting messages would overwrite each other.
LOCKED := $(shell command -v flock >/dev/null 2>&1 && echo "flock .messages.lock")
export PYTHON PORT

.DEFAULT_GOAL := help
.PHONY: help install install-dev run test lint format types messages shots bench storm lock ci

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: ## Prepare the environment (.venv with the runtime packages)
	@.ci/environment runtime

install-dev: ## The same with the development packages
	@.ci/environment dev

run: install ## Start the platform with the demo story on http://127.0.0.1:8000 (PORT=... for another port)
	@$(PY) manage.py start $(ARGS)

test: install-dev ## Every test, in parallel (ARGS="tests/missions -x" for some)
	@$(PY) -m pytest -n auto -m "not bench" $(ARGS)

lint: install-dev ## Format, style, import contracts, templates; changes nothing
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) .venv/bin/lint-imports
	@if ls templates/* >/dev/null 2>&1; then $(PY) -m djlint templates --lint --quiet; fi

format: install-dev ## Put the code in the common format
	@$(PY) -m ruff check --select I --fix .
	@$(PY) -m ruff format .

types: install-dev ## Types of services, queries, rules, workflows and analyses
	@$(PY) -m mypy

messages: install-dev ## Extract the texts to translate (needs gettext); fill them with manage.py translate
	@command -v xgettext >/dev/null 2>&1 || { echo "gettext is missing. Run: sudo apt-get install -y gettext" >&2; exit 1; }
	@mkdir -p locale
	@$(LOCKED) $(PY) manage.py makemessages -l it -l en --no-obsolete --add-location file \
		--ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*' --ignore 'docs/*' --ignore 'static/*'

shots: install-dev ## Pictures of every page in var/shots (needs chromium; ARGS=readme for those of README)
	@$(PY) -m tests.browser.shots $(ARGS)

bench: install-dev ## Build a large site and print what every page and list costs
	@$(PY) -m tests.bench $(ARGS)

storm: install-dev ## Crowds at the doors of the School, then the audit of every invariant (DATABASE_URL=postgres://... there)
	@$(PY) -m tests.storm $(ARGS)

lock: install-dev ## Compile requirements*.txt from pyproject.toml (for maintainers; ARGS=--upgrade for newer versions)
	@$(PY) -m uv pip compile --universal --generate-hashes --no-header --quiet $(ARGS) pyproject.toml -o requirements.txt >/dev/null
	@$(PY) -m uv pip compile --universal --generate-hashes --no-header --quiet $(ARGS) --extra dev -c requirements.txt \
		pyproject.toml -o requirements-dev.txt >/dev/null

ci: ## Every quality gate, as on the server
	@.ci/run
