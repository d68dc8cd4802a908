# Needs git, make, and Python 3.11 or later with its venv module. `make help` lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV = .venv
# Which Python the environment is made with; looked for if it is not given.
PYTHON ?=
BIN = $(VENV)/bin
RUN = $(BIN)/python -m
# The question as it was typed: make shall expand no $ in it, and the shell nothing at all.
export SOUNDING_BOARD_QUESTION = $(value Q)
STARTER = data/starter.db
SETS = benchmarks/sets/starter

help: ## Show this list
	@echo 'make ask Q="what is a productive distraction?"   ask the starter library'
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{ printf "%-10s%s\n", $$1, $$2 }'

# make can pass on no exit code but its own 2. That the library has no answer (1) is an answer, and
# no failure of make's; a script that must tell runs `python -m knowledge ask`.
ask: $(STARTER) ## Ask the starter library a question: make ask Q="..."
	@case "$$SOUNDING_BOARD_QUESTION" in *[![:space:]]*) ;; *) \
		echo 'Write a question: make ask Q="what is a productive distraction?"'; exit 0;; esac; \
	$(RUN) knowledge --db $(STARTER) ask -- "$$SOUNDING_BOARD_QUESTION" || [ $$? -eq 1 ]

# Made aside and moved when it is whole, so that an interrupted first run leaves no half library.
$(STARTER): | $(VENV)/.installed
	@mkdir -p data && rm -rf data/.starter-new
	@$(RUN) knowledge --db data/.starter-new/library.db load --starter >/dev/null
	@mv data/.starter-new/library.db $(STARTER) && rm -rf data/.starter-new

run: $(VENV)/.installed ## Try the whole bot in the browser; with a token in .env, run it on Discord
	@exec $(RUN) bot start

playground: $(VENV)/.installed ## Try the whole bot in the browser, token or not
	@exec $(RUN) bot playground

invite: $(VENV)/.installed ## Print the link that invites the bot to a server
	@$(RUN) bot invite

test: $(VENV)/.installed-dev ## Run the tests
	$(RUN) pytest -n auto --dist loadscope -m "not proof"

# The tests wait for sockets and disks now and then: types and walls are looked at meanwhile.
check: $(VENV)/.installed-dev ## Run all that must pass: format, lint, types, walls, tests
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	@$(MAKE) -j 2 VENV="$(VENV)" walls test

walls: $(VENV)/.installed-dev ## Check the types, and who may import whom
	$(RUN) mypy
	$(BIN)/lint-imports

coverage: $(VENV)/.installed-dev ## Run the tests, and show which branches they do not reach
	$(RUN) pytest -n auto --dist loadscope -m "not proof" --cov --cov-report=term

proof: $(VENV)/.installed-dev ## Run the long proofs
	$(RUN) pytest -n auto --dist loadscope -m proof

format: $(VENV)/.installed-dev ## Format the code, and mend what the linter can
	$(RUN) ruff check --fix-only .
	$(RUN) ruff format .

bench: $(VENV)/.installed-dev ## Measure the search: make bench SETS="folder ..."
	$(RUN) benchmarks.search $(SETS)

picture: $(STARTER) ## Draw docs/pictures/ask.svg, the picture in the README
	$(BIN)/python docs/pictures/draw.py --db $(STARTER) docs/pictures/ask.svg

clean: ## Remove what make made, but for the libraries in data/
	rm -rf $(VENV) build dist *.egg-info .coverage .coverage.* htmlcov
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Rebuilt from nothing when a requirement changes.
$(VENV)/.installed: pyproject.toml constraints.txt
	@found=''; short=''; \
	for python in $(PYTHON) $(if $(PYTHON),,python3.13 python3.12 python3.11 python3 python); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		if "$$python" -c 'import ensurepip, venv' 2>/dev/null; then found="$$python"; break; fi; \
		short="$$python"; \
	done; \
	if [ -z "$$found" ] && [ -n "$$short" ]; then \
		echo "$$short has no venv module. On Debian and Ubuntu: sudo apt install python3-venv" >&2; \
		exit 1; \
	elif [ -z "$$found" ]; then \
		echo 'Python 3.11 or later is needed: install it, or say where it is: make PYTHON=...' >&2; \
		exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$found; this happens once, and takes a minute." >&2; \
	"$$found" -m venv --clear $(VENV)
	@$(RUN) pip install -qq --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo 'Installing what the tests and checks need.' >&2
	@$(RUN) pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.PHONY: help ask run playground invite test check walls coverage proof format bench picture clean
