# `make help` lists the tasks. `make demo` and `make test` work alone on a bare Debian 12 with Python 3.11.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# Twice the two cores: tests wait for disks, processes and animations half of their time.
TEST_OPTIONS = -n $(or $(WORKERS),4) --dist worksteal
ONCE = -m "not again and not losses"
# What must not lose an act lies in these: a worker that reads only them has begun half a minute earlier.
TRIALS = tests/central tests/end_to_end tests/faults tests/kiosk/sync
# Some two hundred processes of our own start in a run of the tests: each module is compiled once, not by each of them.
unexport PYTHONDONTWRITEBYTECODE
SOURCES := main.py private_process.py kiosk ekyc local_db ui central simulation commands installer tests bench

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo run central test test-all losses coverage coverage-of-flows test-repeat screenshots lint format bench attack-report api law deb test-package test-machine fuzz histories faults failover mutate lock clean

help: ## list the tasks
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

setup: $(VENV)/run.done ## install what the kiosk and the demo need
setup-dev: $(VENV)/dev.done ## install what tests, lint and benchmarks need on top

$(VENV)/run.done: requirements/run.txt installer/prerequisites.sh
	@installer/prerequisites.sh run
	@test -x $(BIN)/python || { echo "Making the virtual environment $(VENV)"; $$(command -v python3.11 || command -v python3) -m venv $(VENV); }
	@echo "Installing the Python packages of the kiosk (a few minutes the first time)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/run.txt
	@touch $@

$(VENV)/dev.done: requirements/dev.txt $(VENV)/run.done
	@installer/prerequisites.sh dev
	@echo "Installing the Python packages for tests and checks"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	@touch $@

demo: setup ## play a whole visit (a window on a screen; offscreen into out/ without one; TASK=9.2 for another task, TASK=all)
	@$(BIN)/python main.py demo --task $(or $(TASK),register)

run: setup ## start the kiosk with the settings of this machine
	@$(BIN)/python main.py run

central: setup-dev ## start central on a PostgreSQL of its own in var/postgresql, two workers, mails shown (PORT=8080)
	@$(BIN)/python main.py central --demo --local-postgresql var/postgresql --workers 2 --port $(or $(PORT),8080)

test: setup-dev ## run the tests, four at a time (WORKERS=1 for one)
	@$(BIN)/python -m pytest $(TEST_OPTIONS) $(ONCE)

test-all: setup-dev ## the same, then again in every other shape, size and database, and the slice of losses (twice as long)
	@$(BIN)/python -m pytest $(TEST_OPTIONS)

losses: setup-dev ## a slice of the long trials: kills, power cuts and damaged disks that must not lose an act (`make faults` is all), what memory keeps of a person, and `make histories`
	@$(BIN)/python -m pytest $(TEST_OPTIONS) --hypothesis-profile=histories -m "losses or histories" $(TRIALS)

coverage: setup-dev ## all of them, and what no test ran (half as long again)
	@$(BIN)/python -m pytest $(TEST_OPTIONS) --cov --cov-report=term

coverage-of-flows: setup-dev ## which flow meets which condition, and why not; how much of each service its ways reach
	@$(BIN)/python -m tests.flows
	@$(BIN)/python -m tests.kiosk.tasks.service_ways

test-repeat: setup-dev ## run the tests RUNS=5 times in different orders; BUSY=yes keeps every core busy meanwhile
	@$(BIN)/python -m tests.repeat --runs $(or $(RUNS),5) $(if $(BUSY),--busy) -- $(TEST_OPTIONS) $(ONCE)

screenshots: setup-dev ## every screen in every look, with an index page, into out/screenshots-27 (PANEL=15.6, 21.5 or 32; SHAPE=portrait or landscape; LOOK="vi-150 en-100-contrast"; ONLY="sign staff_review")
	@$(BIN)/python -m tests.ui.screenshots out/screenshots-$(or $(PANEL),27) --panel $(or $(PANEL),27) $(if $(SHAPE),--shape $(SHAPE)) $(if $(LOOK),--look $(LOOK)) $(if $(ONLY),--only $(ONLY))

lint: setup-dev ## style, types, import directions, QML
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m ui.lint

format: setup-dev ## format the code
	@$(BIN)/ruff check --fix --select I $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

bench: setup-dev ## measure; each benchmark prints one table
	@$(BIN)/python -m bench

attack-report: setup-dev ## stage 60 sessions of each kind of attack before the face check (twenty minutes; goes on where it was)
	@mkdir -p out
	@$(BIN)/python -m bench.face.sessions --count 60 --keep out/face-sessions.csv

api: setup-dev ## write the description of central's API and of every kind of act into docs/api
	@$(BIN)/python -m central.openapi docs/api/central.json
	@$(BIN)/python -m kiosk.contract.pages docs/api/acts

law: setup-dev ## write which articles the calculators use into docs/law-coverage.md
	@$(BIN)/python -m kiosk.benefits.coverage docs/law-coverage.md

deb: setup ## build the Debian packages of kiosk and central into build/ (some minutes)
	@command -v dpkg-deb >/dev/null || { echo "dpkg-deb is missing: packages are built on Debian 12." >&2; exit 1; }
	@$(BIN)/python -m installer.debian bhxh-kiosk bhxh-central

test-package: setup-dev ## build both packages, install them in a bare Debian 12, try, update and purge them (as root, half an hour; SLICE=yes for what CI does of it)
	@$(BIN)/python -m tests.installer.bare_system $(if $(SLICE),--slice --if-possible)

test-machine: setup-dev ## install both packages on a Debian 12 that boots in QEMU, with a screen, keys, a TPM and AppArmor (as root; hours without KVM)
	@$(BIN)/python -m tests.installer.machine $(if $(BUILT),--built $(BUILT)) $(if $(BASE),--base $(BASE))

fuzz: setup-dev ## feed every parser and the card reader broken input for five minutes (SECONDS=60 for one), then every property new examples
	@$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),300)
	@$(BIN)/python -m pytest -m hypothesis --hypothesis-profile=explore

histories: setup-dev ## only the models of sync and feed, through three hundred histories of up to forty steps each
	@$(BIN)/python -m pytest -n 2 --hypothesis-profile=histories -m histories tests/kiosk/sync

faults: setup-dev ## everything that must not lose an act: kills, power cuts, old images, copies, full disks and more (FAULTS="kills old-disk" KILLS=40 IMAGES=200 TIMES=3 for a part, RECORD=file to do it in pieces)
	@$(BIN)/python -m tests.faults $(FAULTS) --kills $(or $(KILLS),1000) --images $(or $(IMAGES),2000) --times $(or $(TIMES),25) $(if $(RECORD),--record $(RECORD))

failover: setup-dev ## kill the database under load and promote its synchronous standby; every receipt must be honoured (KIOSKS=16 ACTS=400)
	@$(BIN)/python -m tests.faults.failover --kiosks $(or $(KIOSKS),16) --acts $(or $(ACTS),400)

mutate: setup-dev ## spoil the benefits engine in one small way after the other; its tests must notice (an hour; MODULES="average calculators.pension*" for a part)
	@$(BIN)/python -m tests.kiosk.benefits.spoiled_figures
	@$(BIN)/python -m tests.kiosk.benefits.spoiled_code $(MODULES)

lock: ## pin the requirements anew (needs uv)
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	    --override requirements/overrides.txt requirements/run.in -o requirements/run.txt
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	    --override requirements/overrides.txt -c requirements/run.txt requirements/dev.in -o requirements/dev.txt

clean: ## remove what make has built, not the data of a kiosk
	rm -rf $(VENV) build out .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis
