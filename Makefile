# Twee opdrachten: `make report` en `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
ROUND ?= 2025-1
RENDERER ?= builtin
# anders vertaalt elk proces van een rapport of een toets alle modules opnieuw
unexport PYTHONDONTWRITEBYTECODE

.PHONY: report example bench test test-all referee invoer huisstijl notebooks lock clean help
.DEFAULT_GOAL := help

help:
	@echo "make report          maakt het rapport van de nieuwste voorbeeldronde en de site van het archief (of ROUND=2023-2, RENDERER=quarto)"
	@echo "make example         maakt elke versie van de voorbeeldrondes en houdt haar naast wat er in git staat (20 minuten)"
	@echo "make test            draait alle toetsen: ruff, mypy, pytest en de notebooks"
	@echo "make test-all        draait ook de toetsen die lang duren"
	@echo "make bench           meet hoe snel alles is, naast wat hetzelfde doet, en zet dat in docs/snelheid.md"
	@echo "make referee         maakt alle voorbeeldrondes en monitors en noemt elk verschil met wat is vastgelegd"
	@echo "make invoer          schrijft docs/invoer.md, docs/opdrachten.md, het schema en de lege bestanden uit de declaraties"
	@echo "make huisstijl       schrijft de kleuren van report_templates/_extensions/mpp/_brand.yml in de stijlen en sjablonen"
	@echo "make notebooks       draait analysis/ op de kleine toetsronde en bewaart wat de notebooks tonen"
	@echo "make lock            vernieuwt requirements.lock uit pyproject.toml"

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 of hoger is nodig." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "De Python-module venv ontbreekt: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) >&2
	@echo "Afhankelijkheden installeren (eenmalig, een minuut of twee) …" >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock >&2
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable . >&2
	@touch $@

report: $(STAMP)
	@$(BIN)/mpp produce $(ROUND) --renderer $(RENDERER)
	@$(BIN)/mpp site

example: $(STAMP)
	@$(BIN)/python -m examples

test-all: CHOSEN := -m "long or not long"
test test-all: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(CHOSEN)

bench: $(STAMP)
	@$(BIN)/python -m benchmarks --into docs/snelheid.md

referee: $(STAMP)
	@$(BIN)/python -m tests.referee compare

invoer: $(STAMP)
	@$(BIN)/python -m mpp_lib.inputs.reference docs
	@$(BIN)/python -m mpp_lib.cli.reference docs

huisstijl: $(STAMP)
	@$(BIN)/python -m mpp_lib.report.house_style

notebooks: $(STAMP)
	@$(BIN)/python -m tests.notebooks.refresh

lock:
	uv pip compile pyproject.toml --extra test --generate-hashes --universal --python-version 3.11 \
		--no-header --no-annotate --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) .venv-bench
