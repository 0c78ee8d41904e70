# Two commands do all set-up: `make demo` and `make test`. Plain venv and pip, nothing
# outside .venv. `make test-real` also installs the browser that the page tests drive, Java
# and the extras whence[cluster] and whence[kernel]; it runs what `make test` leaves out:
# those that need these, the heavy ones, and every property on many examples.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test test-real check setup lock clean

setup: $(STAMP)

$(STAMP): requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Whence needs Python 3.11 or newer.") if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $(STAMP)

demo: $(STAMP)
	@rm -rf demo && mkdir -p demo && cp -R examples/case demo/case
	$(BIN)/whence assess examples/case/*.csv examples/case/*.xlsx --case demo/case --out demo/dossier --as-of 2026-06-26
	$(BIN)/whence verify demo/dossier
	@echo "Open demo/dossier/index.html in any browser."

test: $(STAMP) check

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist worksteal -m "not real and not heavy"

test-real: $(STAMP)
	sh tools/install_real.sh
	$(BIN)/pip install --quiet --require-hashes -r requirements/cluster.txt -r requirements/kernel.txt
	$(BIN)/pytest -n 2 --dist worksteal -m "(heavy or hypothesis) and not real" --hypothesis-profile thorough
	$(BIN)/pytest -m real

# Rewrites the locks; needs pip-tools in the environment of the person who runs it.
lock:
	cd requirements && pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header -o runtime.txt runtime.in
	cd requirements && pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header -o dev.txt dev.in
	cd requirements && pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header -o cluster.txt cluster.in
	cd requirements && pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header -o kernel.txt kernel.in

clean:
	rm -rf $(VENV) demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
