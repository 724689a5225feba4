# Short names for the commands of daily work. `make help` lists them.
.PHONY: help setup build test check demo docs site format lint embed bench cluster-test prove fuzz asan tsan bench-gate release install clean

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

docs: ## documentation of the three products, into .build/docs; warnings are errors
	for target in Collagen SequenceIO HGVS; do \
	  COLLAGEN_DOCS=1 swift package --allow-writing-to-directory .build/docs generate-documentation --target $$target \
	    --warnings-as-errors --output-path .build/docs/$$target || exit 1; done

site: ## the documents as plain HTML, into .build/site; a broken link is an error; needs mkdocs (Debian)
	scripts/make-site

format: ## rewrite the sources in house format
	swift format -i --parallel -r Package.swift Sources Tests examples benchmarks

lint: ## check format without rewriting
	swift format lint --strict --parallel -r Package.swift Sources Tests examples benchmarks

embed: ## write the embedded reference from reference/
	scripts/embed-reference

bench: build ## simulated samples end to end; benchmarks/RESULTS.md names the other benchmarks
	benchmarks/end-to-end/run --seed 17

cluster-test: build ## one cohort alone, on two Slurm nodes, by Snakemake and CWL: the same bytes
	benchmarks/cluster/run

prove: build ## failing calls, kills, full disks, limits, hostile inputs, other surroundings; about 30 minutes
	./prove

TIME ?= 60
fuzz: ## mutated inputs at the readers, with the address sanitizer; TIME= seconds for each
	benchmarks/fuzz/run --seconds $(TIME)

asan: ## all tests with the address sanitizer
	ASAN_OPTIONS=detect_leaks=0 swift test --sanitize=address --scratch-path .build-asan --disable-xctest

tsan: ## all tests with the thread sanitizer
	swift test --sanitize=thread --scratch-path .build-tsan --disable-xctest

bench-gate: build ## instructions and memory against the committed table, CPU time against igzip and bgzip; fails where they grew
	@if [ -f benchmarks/instructions/table.tsv ]; then benchmarks/instructions/check; else echo "no table is committed"; fi
	benchmarks/speed/gate

release: ## one static file with its manual, wheel, SBOM and sums, into .build-release/dist
	scripts/release

PREFIX ?= /usr/local
FILE ?= .build/release/collagen
install: ## the command FILE= with man pages and completions, below PREFIX= (and DESTDIR=)
	scripts/install "$(FILE)" "$(DESTDIR)$(PREFIX)"

clean: ## remove build products
	rm -rf .build
