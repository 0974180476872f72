# What can be done here. `make help` lists it.

# A name given on the command line (make demo PORT=8001 PYTHON=python3.12) goes on to the programs.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)
NO_PYTHON = Suivi needs Python 3.11 or newer, and found none here. Install it \
	(Debian, Ubuntu: apt-get install python3 python3-venv), or name it: make demo PYTHON=/path/to/python3
INSTALL = $(if $(PYTHON),$(PYTHON),$(error $(NO_PYTHON))) tracker/bootstrap.py
IN_VENV = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo test coverage check format lock dev

help: ## List what can be done
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

demo: ## Run Suivi with a real report and demo people, until Ctrl-C (PORT=8001, ARGS=--check)
	@$(INSTALL) requirements/demo.lock
	@exec $(IN_VENV) -m tracker.demo $(ARGS)

dev: ## Install what the tests and checks need into .venv
	@$(INSTALL) requirements/dev.lock

test: dev ## Run every test on PostgreSQL, those of the database again on SQLite (ARGS="tests/tracking -k verify")
	@exec $(IN_VENV) -m tests.everything $(ARGS)

coverage: dev ## Run every test on PostgreSQL and hold what they cover to the floor
	@exec $(IN_VENV) -m tests.everything --coverage $(ARGS)

check: dev ## Run every check that needs no database
	@exec $(IN_VENV) -m pre_commit run --all-files

format: dev ## Put Python and templates into shape
	@$(IN_VENV) -m ruff format .
	@$(IN_VENV) -m ruff check --fix .
	@# Both answer 1 when they have changed something, which is what they are called for.
	@find templates -name '*.html' -exec .venv/bin/djade {} + -exec .venv/bin/djhtml --tabwidth 2 {} + || true

lock: dev ## Pin anew what requirements/*.in ask for
	@for name in base demo dev; do $(IN_VENV) -m uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-header --output-file requirements/$$name.lock requirements/$$name.in || exit 1; done
