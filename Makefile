# make lists what it can do.
.DEFAULT_GOAL := help
SHELL := bash
GOLANGCI_VERSION := v2.15.0
BIN := $(CURDIR)/bin
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-14s %s\n", $$1, $$2}'

build: ## bin/dateline, static
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o $(BIN)/dateline ./cmd/dateline

demo: ## follow the embedded story and write its workbook to ./dateline-demo
	go run ./cmd/dateline demo

test: ## every test, with the race detector; workbooks are read by LibreOffice
	go test -race -shuffle=on -tags render -timeout 30m ./...

lint: $(BIN)/golangci-lint-$(GOLANGCI_VERSION) ## format, vet, staticcheck and the import rules
	$< run ./...

fuzz: ## each fuzz target for 20 s
	scripts/fuzz.sh 20s

bench: ## the Go benchmarks
	go test -run '^$$' -bench . -benchmem ./...

rootfs: ## the container's file system in DIR
	scripts/rootfs.sh "$(DIR)" "$(VERSION)"

container-test: ## run the static program in the container's file system, alone and not as root
	scripts/container-test.sh

$(BIN)/golangci-lint-$(GOLANGCI_VERSION):
	GOBIN=$(BIN) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	mv $(BIN)/golangci-lint $@

.PHONY: help build demo test lint fuzz bench rootfs container-test
