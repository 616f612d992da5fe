# `make run` and `make test` are all a newcomer needs; `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PORT ?= 8000
PYTHON3 ?= python3
BIN := .venv/bin
export RASA_TELEMETRY_ENABLED := false
# Without bytecode imports take twice as long.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help
help:  ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.PHONY: run
run: install train  ## install, train, publish the sample campaigns, serve on 127.0.0.1:8000
	@echo "==> Publishing the sample campaigns"
	@$(BIN)/leadbell campaigns publish campaigns/*.yml
	@echo "==> Starting"
	@exec $(BIN)/leadbell serve --port $(PORT)

.PHONY: test
test: install train peers lint types house  ## every check and every test
	@echo "==> Tests"
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: install
install: .venv/.installed  ## make .venv from the lock file

.venv/.installed: requirements.lock pyproject.toml .python-version tools/install
	@PYTHON3=$(PYTHON3) sh tools/install
	@touch $@

.PHONY: train
train: install  ## train the model, if something that makes it has changed
	@echo "==> Training"
	@$(BIN)/leadbell train

.PHONY: peers
peers: install  ## fetch what the tests run against: Chromium, Prism, Twilio's API description
	@echo "==> Test peers"
	@$(BIN)/python -m tests.web.chromium

.PHONY: lint
lint: install  ## ruff: format and lint
	@echo "==> Ruff"
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

.PHONY: types
types: install  ## mypy, strict on the pure rooms
	@echo "==> Mypy"
	@$(BIN)/mypy

.PHONY: house
house: install  ## the import contracts
	@echo "==> Import contracts"
	@$(BIN)/lint-imports --config pyproject.toml | tail -4

.PHONY: format
format: install  ## rewrite the code the way `make lint` wants it
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: bench
bench: install train  ## measure, beside stock Rasa in the same run; writes docs/benchmark.md
	@$(BIN)/python -m benchmarks

.PHONY: fuzz
fuzz: install train  ## send 10,000 random messages to a real server; SEED=n says the same again
	@$(BIN)/python -m tests.fuzz $(if $(SEED),--seed $(SEED))

.PHONY: torture
torture: install train  ## kill it at every step, half an hour; writes docs/reliability.json
	@$(BIN)/python -m tests.torture

.PHONY: lock
lock: install  ## resolve the dependencies anew into requirements.lock
	@sh tools/lock

.PHONY: clean
clean:  ## remove what was installed and built; keeps var/ (leads!) and .env
	rm -rf .venv .tools .bench node_modules models/*.tar.gz models/*.json models/train.log *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
