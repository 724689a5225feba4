# Short names for the commands of daily work. `make help` lists them.
.PHONY: help setup build test check demo format lint embed docs bench clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## install missing Debian packages
	scripts/setup

build: ## release build of the command
	swift build -c release --product collagen

test: ## all tests, debug build
	swift test

check: ## what continuous integration runs
	./check

demo: ## screen the demo sample
	./demo

format: ## rewrite the sources in house format
	swift format -i --parallel -r Package.swift Sources Tests examples

lint: ## check format without rewriting
	swift format lint --strict --parallel -r Package.swift Sources Tests examples

embed: ## write the embedded reference from reference/
	scripts/embed-reference

bench: ## speed and memory beside peers, see benchmarks/
	benchmarks/run

clean: ## remove build products
	rm -rf .build
