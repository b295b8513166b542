# `make` prints what there is to make. Every target first brings the set-up up to date.

.DEFAULT_GOAL := help
.PHONY: help setup setup-test run test test-snel check bench screenshots lock

ifdef PYTHON
export PYTHON
endif

help:
	@echo 'make run          open the window; without a display: do the main job into uitvoer/'
	@echo 'make test         all tests'
	@echo 'make test-snel    unit tests, under a minute'
	@echo 'make check        ruff, mypy, import rules'
	@echo 'make bench        benchmarks, each printed beside its peers'
	@echo 'make screenshots  pictures of the window in docs/images/'
	@echo 'make setup        what `make run` needs: system libraries, .venv, pinned packages'
	@echo 'make setup-test   and what `make test` needs besides: Xvfb, Chromium, LibreOffice'
	@echo 'make lock         requirements.lock again, from the newest releases'

setup:
	@tools/setup.sh

setup-test:
	@tools/setup.sh test

run: setup
	@if .venv/bin/python -m regiokaart.display; then \
		.venv/bin/regiokaart; \
	else \
		.venv/bin/regiokaart hoofdtaak --map uitvoer; \
	fi

test: setup-test
	.venv/bin/pytest -rs -n auto

test-snel: setup
	.venv/bin/pytest -rs -n auto --hypothesis-profile=snel -m 'not e2e and not slow'

check: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

bench: setup
	@set -e; for benchmark in benchmarks/[a-z]*.py; do \
		echo "== $$benchmark"; .venv/bin/python "$$benchmark"; echo; \
	done

screenshots: setup-test
	.venv/bin/python tools/screenshots.py

lock: setup
	tools/lock.sh
