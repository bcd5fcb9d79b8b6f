# Students need one target, "make grade"; authors "make test" and "make check".
# CI calls targets of this file and nothing else.

GO ?= go

# The goroutine leak profile is an experiment in Go 1.26 and on by default later. The
# kit's own tests are built with the flags that submissions are built with, so that
# the standard library is compiled for the race detector once, not twice.
LEAKS := $(if $(findstring go1.26,$(shell $(GO) env GOVERSION 2>/dev/null)),goroutineleakprofile)
RACE  := GOEXPERIMENT=$(LEAKS) $(GO) test -race
# The explorer's scheduler switches between goroutines as iter.Pull does, by functions of
# the runtime that the linker reserves for it.
LINK  := -ldflags=-checklinkname=0

# Programs are built here, or in the temporary folder where the checkout is read-only.
BIN := $(shell mkdir -p .bin 2>/dev/null && test -w .bin && echo .bin || echo "$${TMPDIR:-/tmp}/racekit-$$(id -u)")

# What "make grade" grades, and flags for it: make grade EX=counter ARGS=--runs=20
EX   ?=
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help grade test check prove attacks bench lint fuzz modules FORCE

help: ## Say what the targets do
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

grade: $(BIN)/racekit ## Grade your exercises (one: make grade EX=counter; flags: ARGS=--lang=ja)
	@$(BIN)/racekit grade $(ARGS) $(EX)

test: modules ## Run all of the kit's own tests
	$(GO) test $(LINK) -timeout 30m ./grader/...
	$(RACE) ./grader/harness ./grader/execute ./grader/workspace ./solutions/...

check: $(BIN)/racekit ## Prove the exercises: stubs fail, solutions pass, every mutant dies
	@$(BIN)/racekit check $(ARGS) $(EX)

prove: modules ## Prove at full length what the explorer claims, and what stands behind admission (about an hour)
	$(GO) test $(LINK) ./grader/explore/proof -full -timeout 2h -v
	$(GO) test $(LINK) ./grader/corpus -full -run Behind -timeout 2h -v

attacks: modules ## Grade over 300 attacks and over 100 honest solutions (about 10 minutes, and 4 GiB)
	$(GO) test $(LINK) ./grader/corpus -full -run '^(TestAttacks|TestHonest)$$' -timeout 2h -v

bench: $(BIN)/racekit ## Time edit-to-verdict against go test -race, side by side
	@$(GO) build -o $(BIN)/bench ./grader/cmd/bench
	@GOEXPERIMENT=$(LEAKS) $(BIN)/bench $(BIN)/racekit

lint: modules ## Check formatting, vet and staticcheck
	@test -z "$$(gofmt -l exercises grader solutions testdata)" || { gofmt -l exercises grader solutions testdata; echo "run: gofmt -w exercises grader solutions testdata"; exit 1; }
	$(GO) vet ./...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	$(GO) mod tidy -diff

fuzz: modules ## Fuzz every parser for ten seconds
	@for target in $$(grep -rlE '^func Fuzz' --include=*_test.go grader); do \
		for name in $$(sed -nE 's/^func (Fuzz[A-Za-z0-9_]*)\(.*/\1/p' $$target); do \
			$(GO) test $(LINK) ./$$(dirname $$target) -run '^$$' -fuzz "^$$name$$" -fuzztime 10s || exit 1; \
		done; \
	done

modules:
	@command -v $(firstword $(GO)) >/dev/null || { echo "$(firstword $(GO)) is not in the PATH: install Go 1.26 or later from https://go.dev/dl, or with your package manager" >&2; exit 2; }
	@$(GO) mod download

$(BIN)/racekit: modules FORCE
	@$(GO) build -o $@ ./grader/cmd/racekit

FORCE:
