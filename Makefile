# `make run` shows the flagship forecast, `make page` opens it as a page with levers, `make test` passes the tests; each sets itself up in .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run test test-long lint setup page report answers bench docs proposal view-proposals ledger clean
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:

run: $(VENV)/.run
	$(BIN)/ripeness run

test: lint
	$(BIN)/python -m pytest -n 2

# The tests that `make test` leaves out because each takes many seconds.
test-long: setup
	$(BIN)/python -m pytest -n 2 -m long

lint: setup
	$(BIN)/ruff check src tests benchmarks docs examples
	$(BIN)/ruff format --check src tests benchmarks docs examples
	$(BIN)/mypy

setup: $(VENV)/.dev

# What a forecast needs. The marks .run, .page, .search, .dev and .bench say what is installed; each is made anew when its source changed.
$(VENV)/.run: pyproject.toml constraints.txt
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ripeness needs Python 3.11 or later; try: make PYTHON=python3.11")' \
	  && $(PYTHON) -m venv --clear $(VENV); }
	$(INSTALL) --editable .
	@touch $@

# What pictures and pages, searches, developing and measuring need besides.
$(VENV)/.page $(VENV)/.search $(VENV)/.dev $(VENV)/.bench: $(VENV)/.%: $(VENV)/.run
	$(INSTALL) --editable '.[$*]'
	@touch $@

# A page in the browser on which levers answer, until Ctrl-C; what pictures and pages are made with is installed first.
page: $(VENV)/.page $(VENV)/.search
	$(BIN)/ripeness serve

# A report of the flagship, as an example (some ten minutes the first time).
report: $(VENV)/.page
	rm -f docs/report.html
	$(BIN)/ripeness report --policy ratchet-both --draws 100 -o docs/report.html

# After a change of the flagship's numbers or of what computes: the answers that the page shows at once (an hour and more).
answers: $(VENV)/.page $(VENV)/.search
	$(BIN)/python docs/answers.py

bench: $(VENV)/.bench
	$(BIN)/python benchmarks/run.py

# After a change of the schema or of a docstring of a mechanism or a published model: the pages made from them.
docs: $(VENV)/.run
	$(BIN)/python docs/generate.py

# After a change of the flagship's numbers or record: learn anew where its draws should come from, and keep draws that
# fit the record (a quarter of an hour).
proposal: $(VENV)/.run
	$(BIN)/ripeness learn --draws 1024

# After a change of the flagship's or of its views' numbers: the same for each view (some four minutes each on two cores);
# a view without a proposal of its own borrows the flagship's.
view-proposals: $(VENV)/.run
	$(BIN)/python -c "import ripeness; from ripeness.ensemble.learn import save; from ripeness.scenarios.shipped import FLAGSHIP, views; \
	laid = [ripeness.load(FLAGSHIP, view) for view in views(FLAGSHIP)]; \
	[save(ripeness.learn(one, rounds=5, draws=384), one.file.with_suffix('.proposal.json')) for one in laid]"

# After a change of the flagship's or its views' numbers, until the ledger is first published: begin it anew (an hour on two
# cores; `make ledger LEDGER="--draws 200 --view-draws 32"` is a third of that). Once it is published it is only ever added to: ripeness ledger freeze.
LEDGER ?= --draws 200
ledger: $(VENV)/.run
	rm -f docs/ledger.jsonl
	$(BIN)/python docs/first_ledger.py $(LEDGER)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
